"""Reads ``mappings/`` and checks it against the ontology, once, before anything is lifted.

In: ``events/*.yaml``, ``entities.yaml`` and ``facts.yaml``. Out: a frozen :class:`Mapping`, every name in it an IRI
that the ontology has. Never: a term guessed or passed over; a mapping that does not fit the ontology is refused.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from . import labels, vocab
from .errors import MappingError
from .resources import folder as find_folder
from .resources import read_yaml

KIND_KEYS = ("class", "is", "abstract", "label", "roles", "triggers")
ROLE_KEYS = ("property", "inverse", "datatype", "values")
HASHED = (".yaml", ".csv", ".jsonld", ".tsv")


@dataclass(frozen=True, slots=True)
class RoleSpec:
    """How one role is written: ``property`` is an IRI, ``datatypes`` are local names of XSD types (none: the value is a
    thing), ``values`` are the IRIs of the individuals that words stand for."""

    property: str
    inverse: bool = False
    datatypes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing or fact: its class (an IRI), its roles, inherited ones included, and how it is named.

    ``lineage`` is the kind and those it is a kind of, nearest first; ``triggers`` is passed on as the file has it.
    """

    name: str
    class_: str
    roles: dict[str, RoleSpec]
    lineage: tuple[str, ...]
    abstract: bool = False
    label: tuple[labels.Segment, ...] = ()
    triggers: Any = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """All kinds by name, and the hash of the files they were read from."""

    kinds: dict[str, Kind]
    version: str

    def kind(self, name: str) -> Kind:
        """One kind; ``MappingError`` with the nearest name where there is none."""
        if name not in self.kinds:
            raise MappingError(f"there is no kind {name!r}", where="mappings", remedy=nearest(name, self.kinds))
        return self.kinds[name]

    def events(self) -> list[Kind]:
        """The kinds of event that an extraction may find, by name."""
        return [k for _, k in sorted(self.kinds.items()) if "event" in k.lineage and not k.abstract]


def load(folder: Path | str | None = None) -> Mapping:
    """Read the mappings and check every word of them.

    Parameters
    ----------
    folder: a folder laid out as ``mappings/``; the product's own where none is given.

    Raises
    ------
    MappingError: a file cannot be read, a key is unknown, a term is not in the ontology, or ``is`` leads in a circle.

    >>> load().kinds["meal"].class_
    'https://w3id.org/chancery/ontology#Meal'
    >>> load().kinds["tenure"].roles["person"].inverse
    True
    """
    return _load(Path(folder) if folder else find_folder("mappings"))


@functools.cache
def _load(folder: Path) -> Mapping:
    raw = _merge(_read_all(folder))
    kinds = {name: _kind(name, raw) for name in sorted(raw)}
    return Mapping(kinds, _version(folder))


def nearest(word: str, words: Iterable[str]) -> str:
    """A remedy that names the nearest of some words.

    >>> nearest("participnt", ["participant", "place"])
    'did you mean participant?'
    """
    close = get_close_matches(word, sorted(words), n=1, cutoff=0.5)
    return f"did you mean {close[0]}?" if close else f"there are: {', '.join(sorted(words))}"


def _read_all(folder: Path) -> list[tuple[str, str, dict[str, Any]]]:
    """(file, kind, entry) for every entry of every file."""
    events = [(f"events/{p.name}", p.stem, read_yaml(p)) for p in sorted((folder / "events").glob("*.yaml"))]
    things = [(f, k, e) for f in ("entities.yaml", "facts.yaml") for k, e in read_yaml(folder / f).items()]
    for file, kind, entry in events + things:
        if not isinstance(entry, dict):
            raise MappingError("holds no keys", where=f"{file}, {kind}", remedy=f"keys are {', '.join(KIND_KEYS)}")
        _only(entry, KIND_KEYS, f"{file}, {kind}")
    return events + things


def _merge(entries: list[tuple[str, str, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """One entry a kind: what facts.yaml says of a thing is added to what entities.yaml says."""
    raw: dict[str, dict[str, Any]] = {}
    for file, kind, entry in entries:
        known = raw.setdefault(kind, {"file": file})
        for key in entry:
            if key in known:
                raise MappingError(f"{key!r} is given twice", where=f"{file}, {kind}", remedy=f"see {known['file']}")
        known.update(entry, file=file)
    return raw


def _kind(name: str, raw: dict[str, dict[str, Any]]) -> Kind:
    lineage = _lineage(name, raw)
    entry = raw[name]
    where = f"{entry['file']}, {name}"
    if "class" not in entry:
        raise MappingError("has no class", where=where, remedy="add `class: kg:…`, a class of the ontology")
    class_, abstract = _term(entry["class"], "class", f"{where}.class"), bool(entry.get("abstract"))
    roles: dict[str, RoleSpec] = {}
    for ancestor in reversed(lineage):
        for role, spec in (raw[ancestor].get("roles") or {}).items():
            place = f"{raw[ancestor]['file']}, {ancestor}.roles.{role}"
            roles[role] = _role(spec, place)
            _fits(roles[role], class_, place)
    label = _label(next((raw[k]["label"] for k in lineage if "label" in raw[k]), ""), roles, f"{where}.label")
    return Kind(name, class_, roles, lineage, abstract, label, entry.get("triggers"))


def _label(template: str, roles: dict[str, RoleSpec], where: str) -> tuple[labels.Segment, ...]:
    label = labels.parse(template)
    for role in (role for segment in label for role in segment.roles()):
        if role not in roles:
            raise MappingError(f"names no role: {role!r}", where=where, remedy=nearest(role, roles))
    return label


def _lineage(name: str, raw: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    chain: list[str] = []
    current: str | None = name
    while current is not None:
        if current in chain:
            way = " is ".join([*chain, current])
            raise MappingError(f"leads in a circle: {way}", where=f"{raw[name]['file']}, {name}.is", remedy="cut it")
        if current not in raw:
            where = f"{raw[chain[-1]]['file']}, {chain[-1]}.is"
            raise MappingError(f"there is no kind {current!r}", where=where, remedy=nearest(current, raw))
        chain.append(current)
        current = raw[current].get("is")
    return tuple(chain)


def _role(spec: Any, where: str) -> RoleSpec:
    if not isinstance(spec, dict) or "property" not in spec:
        raise MappingError("has no property", where=where, remedy="write `{property: kg:…}`")
    _only(spec, ROLE_KEYS, where)
    given = spec.get("datatype", [])
    datatypes = tuple(given) if isinstance(given, list) else (str(given),)
    property_ = _term(spec["property"], "datatype property" if datatypes else "object property", where)
    _, allowed = _ends(property_)
    for datatype in datatypes:
        if vocab.PREFIXES["xsd"] + datatype not in allowed:
            names = [vocab.shorten(iri).removeprefix("xsd:") for iri in allowed]
            raise MappingError(f"{spec['property']} has no {datatype}", where=where, remedy=nearest(datatype, names))
    if datatypes and (spec.get("inverse") or spec.get("values")):
        raise MappingError("a datatype goes with neither inverse nor values", where=where, remedy="leave one out")
    values = tuple((str(v).partition(":")[2], _term(v, "individual", where)) for v in spec.get("values", ()))
    return RoleSpec(property_, bool(spec.get("inverse")), datatypes, values)


def _term(name: Any, wanted: str, where: str) -> str:
    """The IRI of a prefixed name that the ontology has, as the kind of term that is wanted."""
    try:
        iri = vocab.load().expand(str(name))
    except MappingError as error:
        raise MappingError(error.message, where=where, remedy=error.remedy) from error
    known = vocab.load().terms.get(iri)
    if known is not None and known.kind != wanted:
        remedy = "a value that is not a thing needs a datatype" if "property" in wanted else f"name a {wanted}"
        raise MappingError(f"{name} is a term of the kind {known.kind}, not {wanted}", where=where, remedy=remedy)
    return iri


def _ends(property_: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Domain and range of a property; of one from outside the ontology, nothing and text."""
    term = vocab.load().terms.get(property_)
    return (term.domain, term.range) if term else ((), (vocab.PREFIXES["xsd"] + "string",))


def _fits(role: RoleSpec, class_: str, where: str) -> None:
    """Refuse a property on a class that is not in its domain: reasoning would give the thing a wrong type."""
    domain = _ends(role.property)[1 if role.inverse else 0]
    above = vocab.load().superclasses(class_)
    if domain and not above.intersection(domain):
        has, needs = vocab.shorten(class_), " or ".join(map(vocab.shorten, domain))
        said = f"{vocab.shorten(role.property)} is said of a {needs}, and not of a {has}"
        raise MappingError(said, where=where, remedy="move the role to a kind of that class")


def _only(entry: dict[str, Any], keys: tuple[str, ...], where: str) -> None:
    for key in entry:
        if key not in keys:
            raise MappingError(f"the key {key!r} is unknown", where=where, remedy=nearest(str(key), keys))


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in HASHED):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]
