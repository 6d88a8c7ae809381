"""Gathers what the page about the vocabulary shows.

In: a ``Reader``. Out: classes, properties and named values with their words. Never: a term of another vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from . import queries
from .queries import KG, PREFIXES
from .reading import Reader

OWL, RDFS, SKOS, RDF = (PREFIXES[name] for name in ("owl", "rdfs", "skos", "rdf"))


@dataclass(slots=True)
class Word:
    """One term: ``links`` are pairs of a word ("below", "on", "leads to") and the terms it names."""

    name: str
    label: str = ""
    comment: str = ""
    example: str = ""
    kinds: set[str] = field(default_factory=set)
    links: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)


RELATIONS = (
    ("below", RDFS + "subClassOf"),
    ("below", RDFS + "subPropertyOf"),
    ("on", RDFS + "domain"),
    ("leads to", RDFS + "range"),
)
TEXTS = {RDFS + "label": "label", RDFS + "comment": "comment", SKOS + "example": "example"}


def gather(reader: Reader) -> list[tuple[str, list[Word]]]:
    """The terms in three groups, each sorted by label."""
    graph = queries.iri(f"{reader.base}graph/ontology")
    words: dict[str, Word] = {}
    related: dict[tuple[str, str], set[str]] = {}
    for row in reader.rows(queries.ONTOLOGY, keep=True, graph=graph):
        term, p, o = row["term"].value, row["p"].value, row["o"]
        word = words.setdefault(term, Word(term.removeprefix(KG)))
        if p in TEXTS:
            setattr(word, TEXTS[p], o.value)
        elif p == RDF + "type":
            word.kinds.add(o.value)
        elif o.kind == "uri":
            related.setdefault((term, p), set()).add(o.value)
    for term, word in words.items():
        for phrase, relation in RELATIONS:
            ends = sorted(related.get((term, relation), ()))
            if ends:
                shown = [(words[end].label if end in words else end, reader.address(end)) for end in ends]
                word.links.append((phrase, shown))
    groups: dict[str, list[Word]] = {"Classes": [], "Properties": [], "Values": []}
    for _, word in sorted(words.items(), key=lambda pair: (pair[1].label.casefold(), pair[0])):
        groups[_group(word)].append(word)
    return [(name, listed) for name, listed in groups.items() if listed]


def _group(word: Word) -> str:
    if OWL + "Class" in word.kinds or RDFS + "Class" in word.kinds:
        return "Classes"
    return "Properties" if any(kind.endswith("Property") for kind in word.kinds) else "Values"
