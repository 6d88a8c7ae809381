"""Lists where the articles of a graph differ, with the sentences of all sides.

In: a store. Out: `Conflict`, and lines of text from it. Never: a side without its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from . import vocab
from .errors import UsageError
from .stores import Store

KINDS = ("contradiction", "slip", "different things", "precision", "succession")
"""All kinds, those first that somebody should look at."""
HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in vocab.PREFIXES.items())
SIDES = """SELECT ?conflict ?kind ?label ?source ?issued ?text ?value ?name WHERE {
  ?conflict a kg:Conflict ; kg:conflictKind ?kind ; rdfs:label ?label ; kg:between ?evidence .
  ?evidence rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; kg:passage ?passage .
  ?passage kg:text ?text ; kg:inArticle ?article .
  ?article kg:source ?source .
  OPTIONAL { ?article dcterms:issued ?issued }
  BIND(IF(?predicate = kg:tenure, ?subject, ?object) AS ?value)
  OPTIONAL { ?value skos:prefLabel ?name }
  FILTER(?predicate NOT IN (kg:earliest, kg:latest, rdf:type))
}"""


@dataclass(frozen=True, slots=True, order=True)
class Side:
    """What one article gives: its source and date, the sentence, and the values in it."""

    source: str
    issued: str
    text: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One difference: its IRI, its kind, what it is about, and all sides."""

    iri: str
    kind: str
    label: str
    sides: tuple[Side, ...]

    def lines(self) -> list[str]:
        """What to tell a person."""
        told = [f"{self.kind}: {self.label}"]
        for side in self.sides:
            where = ", ".join(filter(None, (side.source, side.issued)))
            told.append(f"  {' / '.join(side.values)}  ({where}) “{' '.join(side.text.split())}”")
        return told


def conflicts(store: Store, kinds: Iterable[str] = ()) -> list[Conflict]:
    """All conflicts of a graph, by kind.

    Parameters
    ----------
    store: an open graph.
    kinds: those of ``KINDS`` that are wanted; all where none is named.

    Raises
    ------
    UsageError: there is no such kind.

    >>> from kg.stores.memory import MemoryStore
    >>> conflicts(MemoryStore())
    []
    """
    wanted = tuple(kinds) or KINDS
    for kind in wanted:
        if kind not in KINDS:
            raise UsageError(f"there is no conflict of the kind {kind!r}", remedy=f"take one of {', '.join(KINDS)}")
    rows = sorted({tuple(getattr(term, "value", "") for term in row) for row in store.query(HEAD + SIDES).rows})
    found = [
        Conflict(*about, _sides(list(own)))
        for about, own in groupby(rows, key=lambda row: (row[0], row[1], row[2]))
        if about[1] in wanted
    ]
    return sorted(found, key=lambda conflict: (KINDS.index(conflict.kind), conflict.label, conflict.iri))


def _sides(rows: list[tuple[str, ...]]) -> tuple[Side, ...]:
    """One side for each sentence, with all that it gives."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for *_, source, issued, text, value, name in rows:
        found.setdefault((source, issued, text), []).append(name or value)
    return tuple(sorted(Side(*where, tuple(dict.fromkeys(values))) for where, values in found.items()))
