"""JSON-LD, compacted with ``mappings/context.jsonld``: one node object a subject, sorted.

In: sorted rows. Out: text with the context in it, so that nothing is fetched to read it. Never: a value whose datatype
or spelling is lost; what the context does not type as it is, is written out as a value object.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ..errors import MappingError
from ..resources import folder
from ..stores import Row
from ..vocab import PREFIXES
from .terms import RDF_TYPE, XSD, compact, value

_NATIVE = {f"{XSD}integer": re.compile(r"0|-?[1-9][0-9]{0,14}"), f"{XSD}boolean": re.compile(r"true|false")}


@dataclass(frozen=True, slots=True)
class Context:
    """A JSON-LD context as the writer needs it: each property's key and what its values are taken for."""

    document: Mapping[str, Any]
    keys: Mapping[str, str]
    coercions: Mapping[str, str]

    @classmethod
    def load(cls) -> Context:
        """Read ``mappings/context.jsonld``.

        Raises
        ------
        MappingError: it is no JSON, or a prefix in it differs from the vocabulary's.
        """
        path = folder("mappings") / "context.jsonld"
        try:
            document = json.loads(path.read_text(encoding="utf-8"))["@context"]
        except (OSError, ValueError, KeyError) as error:
            raise MappingError(f"this is no context ({error})", where=str(path), remedy="mend the JSON") from error
        for prefix, namespace in PREFIXES.items():
            if document.get(prefix, namespace) != namespace:
                raise MappingError(f"the prefix {prefix} differs", where=str(path), remedy=f"write {namespace}")
        keys, coercions = {}, {}
        for key, meaning in document.items():
            if key[0] == "@" or key in PREFIXES or (isinstance(meaning, str) and meaning[0] == "@"):
                continue
            term = meaning if isinstance(meaning, str) else meaning.get("@id", key)
            keys[_expand(term)] = key
            coercion = "" if isinstance(meaning, str) else meaning.get("@type", "")
            coercions[_expand(term)] = _expand(coercion) if coercion else ""
        return cls(document, keys, coercions)

    def key(self, iri: str) -> str:
        """The shortest key for a property or class."""
        return self.keys.get(iri) or compact(iri) or iri


def _expand(term: str) -> str:
    prefix, _, local = term.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else term


def jsonld(rows: list[Row], context: Context | None = None) -> Iterator[str]:
    """Rows of three terms as compacted JSON-LD, a line a node.

    >>> print("".join(jsonld([("<a:s>", RDF_TYPE, f"<{PREFIXES['kg']}Meal>")])).splitlines()[-2])
    {"id": "a:s", "type": "Meal"}
    """
    context = context or Context.load()
    yield '{"@context": ' + json.dumps(context.document, ensure_ascii=False, sort_keys=True) + ',\n"@graph": [\n'
    between = ""
    for subject, about in groupby(rows, key=lambda row: row[0]):
        yield between + json.dumps(_node(context, subject, list(about)), ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def _node(context: Context, subject: str, rows: list[Row]) -> dict[str, Any]:
    node: dict[str, Any] = {"id": _id(subject)}
    types = [context.key(row[2][1:-1]) for row in rows if row[1] == RDF_TYPE and row[2][0] == "<"]
    if types:
        node["type"] = types[0] if len(types) == 1 else types
    found: dict[str, list[Any]] = {}
    for _, predicate, term in rows:
        if predicate != RDF_TYPE:
            iri = predicate[1:-1]
            found.setdefault(context.key(iri), []).append(_value(term, context.coercions.get(iri, "")))
    for key, values in sorted(found.items()):
        node[key] = values[0] if len(values) == 1 else values
    return node


def _id(term: str) -> str:
    return compact(term[1:-1]) or term[1:-1]


def _value(term: str, coercion: str) -> Any:
    literal = value(term)
    if literal is None:
        return _id(term) if coercion == "@id" else {"@id": _id(term)}
    text, language, datatype = literal
    if language:
        return {"@value": text, "@language": language}
    if coercion == datatype or (datatype == f"{XSD}string" and not coercion):
        return text
    if not coercion and datatype in _NATIVE and _NATIVE[datatype].fullmatch(text):
        return json.loads(text)
    return {"@value": text} if datatype == f"{XSD}string" else {"@value": text, "@type": compact(datatype) or datatype}
