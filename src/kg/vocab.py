"""The only door to the ontology's file: every term that may be used, as a closed namespace.

In: ``ontology/kg.ttl``. Out: a frozen :class:`Vocabulary`, and :data:`KG` for terms written in code (``KG.Meeting``).
Never: a term made up on the way; a name the ontology lacks is an error that tells the nearest one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from .errors import MappingError
from .resources import folder as find_folder

PREFIXES: Mapping[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "kg": "https://w3id.org/chancery/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefix of every vocabulary that the ontology, its alignment, the shapes and the exports speak."""

OUTSIDE: Mapping[str, str] = {
    "dcterms": "isPartOf isReplacedBy issued language license publisher replaces source temporal title",
    "owl": "sameAs",
    "prov": "Activity Agent Entity SoftwareAgent wasAttributedTo wasDerivedFrom wasGeneratedBy",
    "rdf": "Statement object predicate subject type",
    "rdfs": "comment label seeAlso",
    "schema": "url",
    "skos": "altLabel closeMatch definition exactMatch example hiddenLabel prefLabel",
    "xsd": "anyURI boolean date dateTime decimal gYear gYearMonth integer string time",
}
"""The few terms of other vocabularies that a graph of ours may hold, by prefix."""

_KINDS = {"owl:Class": "class", "owl:ObjectProperty": "object property", "owl:DatatypeProperty": "datatype property"}


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the ontology.

    ``kind`` is ``class``, ``object property``, ``datatype property`` or ``individual``; ``domain`` and ``range`` are
    IRIs (the range of a datatype property: the datatypes one of which a value has), empty where anything goes;
    ``parents`` are the classes or properties just above it, for an individual the classes it is of; ``inferred`` says
    that a rule gives it and no text is lifted to it; ``note`` is for people who edit the ontology.
    """

    iri: str
    kind: str
    label: str = ""
    comment: str = ""
    example: str = ""
    note: str = ""
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms of the ontology by IRI, in order of their IRIs."""

    terms: Mapping[str, Term]

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The IRIs of all terms of one kind."""
        return tuple(iri for iri, term in self.terms.items() if term.kind == kind)

    def expand(self, name: str) -> str:
        """The IRI of a prefixed name of the ontology, or of one of the few terms from outside.

        Raises
        ------
        MappingError: the prefix is unknown, or its vocabulary has no such term for us.

        >>> load().expand("kg:Meal")
        'https://w3id.org/chancery/ontology#Meal'
        >>> load().expand("kg:Meel")
        Traceback (most recent call last):
        kg.errors.MappingError: the ontology has no kg:Meel; did you mean kg:Meal?
        """
        prefix, colon, _ = name.partition(":")
        if not colon or prefix not in PREFIXES:
            known = ", ".join(sorted({"kg", *OUTSIDE}))
            raise MappingError(f"{name!r} has no known prefix", remedy=f"begin it with one of {known}")
        iri = _iri(name)
        if not self.knows(iri):
            message = f"the ontology has no {name}" if prefix == "kg" else f"{name} is no outside term in use here"
            raise MappingError(message, remedy=self.nearest(iri))
        return iri

    def knows(self, iri: str) -> bool:
        """Whether an IRI is a term of the ontology or one of the few from outside."""
        return iri in self.terms or iri in _outside()

    def nearest(self, iri: str) -> str:
        """A remedy that names the known term nearest to an unknown one."""
        wanted = shorten(iri)
        known = sorted(map(shorten, (*self.terms, *_outside())), key=lambda name: _capital(name) == _capital(wanted))
        folded = {name.lower(): name for name in known}
        close = get_close_matches(wanted.lower(), sorted(folded), n=1, cutoff=0.75)
        return f"did you mean {folded[close[0]]}?" if close else "see ontology/kg.ttl for the terms there are"

    def superclasses(self, iri: str) -> frozenset[str]:
        """A class or property and all above it, however far.

        >>> KG.Event in load().superclasses(KG.Meal)
        True
        """
        found, waiting = {iri}, [iri]
        while waiting:
            above = set(self.terms[current].parents if (current := waiting.pop()) in self.terms else ()) - found
            found |= above
            waiting += above
        return frozenset(found)

    def subclasses(self, iri: str) -> frozenset[str]:
        """A class and all classes below it, however far."""
        return frozenset(below for below in self.of_kind("class") if iri in self.superclasses(below))


class Namespace:
    """Terms of the ontology as attributes, checked when they are asked for.

    >>> KG.Meeting
    'https://w3id.org/chancery/ontology#Meeting'
    """

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):
            raise AttributeError(name)
        return load().expand(f"kg:{name}")


KG = Namespace()


def load(folder: Path | str | None = None) -> Vocabulary:
    """Read the ontology, once per folder.

    Parameters
    ----------
    folder: a folder that holds ``kg.ttl``; the product's own where none is given.

    Raises
    ------
    MappingError: the file is absent, or is not Turtle.

    >>> load() is load()
    True
    """
    return _load(Path(folder) if folder else find_folder("ontology"))


def shorten(iri: str) -> str:
    """An IRI as a prefixed name where a prefix fits, else unchanged.

    >>> shorten("http://www.w3.org/2004/02/skos/core#prefLabel")
    'skos:prefLabel'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _capital(name: str) -> bool:
    return name.partition(":")[2][:1].isupper()


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@functools.cache
def _outside() -> frozenset[str]:
    return frozenset(PREFIXES[prefix] + local for prefix, names in OUTSIDE.items() for local in names.split())


@functools.cache
def _load(folder: Path) -> Vocabulary:
    said = _statements(folder / "kg.ttl")
    terms = {
        iri: _term(iri, kind, said[iri])
        for iri in sorted(said)
        if iri.startswith(PREFIXES["kg"]) and (kind := _kind(said[iri].get(_iri("rdf:type"), [])))
    }
    return Vocabulary(MappingProxyType(terms))


def _statements(path: Path) -> dict[str, dict[str, list[str]]]:
    """Subject → predicate → values; a list leaves its predicate without a value."""
    said: dict[str, dict[str, list[str]]] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode):
                values = said.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, [])
                if isinstance(quad.object, ox.NamedNode | ox.Literal):
                    values.append(quad.object.value)
    except (OSError, SyntaxError, ValueError) as error:
        raise MappingError(f"cannot be read: {error}", where=str(path), remedy="mend the file") from error
    return said


def _kind(types: Iterable[str]) -> str:
    names = [shorten(type_) for type_ in types]
    of_ours = any(name.startswith("kg:") for name in names)
    return next((_KINDS[name] for name in names if name in _KINDS), "individual" if of_ours else "")


def _term(iri: str, kind: str, said: Mapping[str, list[str]]) -> Term:
    def values(name: str) -> tuple[str, ...]:
        return tuple(sorted(said.get(_iri(name), [])))

    above = {"class": "rdfs:subClassOf", "individual": "rdf:type"}.get(kind, "rdfs:subPropertyOf")
    return Term(
        iri=iri,
        kind=kind,
        label=" ".join(values("rdfs:label")),
        comment=" ".join(values("rdfs:comment")),
        example=" ".join(values("skos:example")),
        note=" ".join(values("skos:editorialNote")),
        domain=values("rdfs:domain"),
        range=values("rdfs:range") or values("schema:rangeIncludes"),
        parents=values(above),
        inferred=bool({_iri("owl:propertyChainAxiom"), _iri("owl:inverseOf")} & set(said)),
    )
