"""Chancery: diplomatic documents in, a checked knowledge graph out; every fact shows the sentence it came from.

In: nothing until a name is asked for; `import kg` loads no library. Out: the public names below. Never: flask, which
`kg.web` alone knows.

>>> import tempfile
>>> import kg
>>> from kg.resources import folder
>>> text = folder("documents") / "readout-leaders-call.txt"

`read` turns files into documents, and tells what it could not read:

>>> [document] = kg.read(text)
>>> document.source
'readout-leaders-call.txt'

`extract` gives what one document says, each fact with the words that bear it out:

>>> reading = kg.extract(document)
>>> all(e.quote == e.span.of(document.text) for fact in reading.facts for e in fact.evidence)
True

`build` does all of it, from documents to a published graph; `open_store` opens that for questions:

>>> build = tempfile.TemporaryDirectory()
>>> report = kg.build(text, build.name)
>>> store = kg.open_store(build.name)
>>> store.query("ASK { ?meeting a <https://w3id.org/chancery/ontology#BilateralMeeting> }").truth
True

`validate` holds quads against the shapes, `explain` gives the sentences behind a thing:

>>> kg.validate(store.quads()).conforms
True
>>> [row] = store.query("SELECT ?visit { ?visit a <https://w3id.org/chancery/ontology#Visit> } LIMIT 1").rows
>>> len(kg.explain(store, row[0].value).told) > 0
True

`publish` makes a generation of quads of your own:

>>> other = tempfile.TemporaryDirectory()
>>> quads = sorted(store.quads())
>>> kg.publish(quads, other.name, manifest={"base": "http://127.0.0.1:8000/id/"}).name
'000001'
>>> store.close()
>>> build.cleanup(), other.cleanup()
(None, None)
"""

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .account import BuildReport
    from .errors import KGError
    from .explain import Explanation, explain
    from .model import Document, Evidence, Fact, Mention, Reading, Unread
    from .pipeline import build
    from .publish import Release, publish
    from .readers import read
    from .stores import Store, open_store
    from .understand import read_out as extract
    from .validate import Report, Violation, validate

__all__ = [
    "BuildReport",
    "Document",
    "Evidence",
    "Explanation",
    "Fact",
    "KGError",
    "Mention",
    "Reading",
    "Release",
    "Report",
    "Store",
    "Unread",
    "Violation",
    "build",
    "explain",
    "extract",
    "open_store",
    "publish",
    "read",
    "validate",
]

_HOMES = {
    "account": ("BuildReport",),
    "errors": ("KGError",),
    "explain": ("Explanation", "explain"),
    "model": ("Document", "Evidence", "Fact", "Mention", "Reading", "Unread"),
    "pipeline": ("build",),
    "publish": ("Release", "publish"),
    "readers": ("read",),
    "stores": ("Store", "open_store"),
    "understand": ("extract",),
    "validate": ("Report", "Violation", "validate"),
}
_RENAMED = {"extract": "read_out"}
_NAMES = {name: module for module, names in _HOMES.items() for name in names}


class _Package(ModuleType):
    """`extract`, `explain`, `publish` and `validate` are functions here, and modules bear these names as well.

    The import system puts a module in its package under its name whenever it is first loaded; it must not take the
    place of the function. Inside the package such a module is reached as `from .extract import ...`.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _NAMES or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


def __getattr__(name: str) -> Any:
    if name not in _NAMES:
        raise AttributeError(f"kg has no {name}")
    home = importlib.import_module(f"kg.{_NAMES[name]}")
    found = getattr(home, _RENAMED.get(name, name))
    setattr(sys.modules[__name__], name, found)
    return found


def __dir__() -> list[str]:
    return sorted(__all__)


sys.modules[__name__].__class__ = _Package
