"""The readings of a corpus side by side, and what has been judged of them so far.

In: readings. Out: the table that the judges of this package write on. Never: an order that depends on the caller's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ..gazetteer import key as folded
from ..ids import Ids
from ..model import Entity, Fact, Literal, Reading, Referent
from ..reference import Tables

Item = TypeVar("Item", bound=Hashable)
Local = tuple[str, str]
"""A document's id and the id of something in it."""


class Sets(Generic[Item]):
    """Disjoint sets that can be joined."""

    def __init__(self) -> None:
        self._parent: dict[Item, Item] = {}

    def find(self, item: Item) -> Item:
        root = item
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while (parent := self._parent.get(item, item)) != root:
            self._parent[item] = root
            item = parent
        return root

    def join(self, a: Item, b: Item) -> None:
        a, b = self.find(a), self.find(b)
        if a != b:
            self._parent[b] = a

    def groups(self, items: Iterable[Item]) -> list[list[Item]]:
        found: dict[Item, list[Item]] = {}
        for item in items:
            found.setdefault(self.find(item), []).append(item)
        return list(found.values())


@dataclass(slots=True)
class Corpus:
    """Readings in a fixed order; ``iris`` and ``entities`` are what has been judged."""

    readings: Iterable[Reading]
    ids: Ids
    tables: Tables
    iris: dict[Local, str] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    articles: dict[str, str] = field(default_factory=dict)
    facts: dict[Local, list[Fact]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.readings = tuple(sorted(self.readings, key=lambda r: (self.ids.article(r.document), r.document.id)))
        for reading in self.readings:
            self.articles[reading.document.id] = self.ids.article(reading.document)
            for fact in reading.facts:
                self.facts[reading.document.id, fact.subject].append(fact)

    def referents(self, *kinds: str) -> Iterator[tuple[Reading, Referent]]:
        for reading in self.readings:
            for referent in reading.referents:
                if referent.kind in kinds:
                    yield reading, referent

    def of_kind(self, *kinds: str) -> Iterator[tuple[Reading, Fact]]:
        for reading in self.readings:
            for fact in reading.facts:
                if fact.kind in kinds:
                    yield reading, fact

    def iri(self, reading: Reading, local: str) -> str:
        return self.iris.get((reading.document.id, local), "")

    def settle(
        self,
        members: Iterable[tuple[Reading, Referent]],
        kind: str,
        local: str,
        row: str = "",
        reason: str = "",
        rivals: Iterable[str] = (),
    ) -> str:
        """Gives some referents one IRI, and adds their names to the thing behind it."""
        iri = self.ids.entity(kind, local)
        counts: Counter[str] = Counter()
        for reading, referent in members:
            self.iris[reading.document.id, referent.id] = iri
            counts.update(" ".join(m.text.split()) for m in referent.mentions if m.naming)
        known = self.entities.get(iri)
        label = self.tables[row].label if row else ""
        names = sorted(counts, key=lambda name: (*_fullness(name), -counts[name], name))
        labels = dict.fromkeys([*([label] if label else []), *(known.labels if known else ()), *names])
        self.entities[iri] = Entity(iri, kind, tuple(labels), row, reason, tuple(sorted(rivals)))
        return iri

    def nameless(self, reading: Reading, subject: str, kind: str, iri: str) -> None:
        """Gives an event, a tenure or a quotation its IRI."""
        self.iris[reading.document.id, subject] = iri
        self.entities.setdefault(iri, Entity(iri, kind, ()))


def _fullness(name: str) -> tuple[int, bool, int]:
    """The fuller a name, the smaller: more words, not all capitals, the letters of its own language."""
    return -len(name.split()), name.isupper(), -sum(map(ord, name)) // max(len(name), 1)


def value(facts: Iterable[Fact], role: str) -> str:
    """The first value of a role, a literal as its text; empty where there is none."""
    for fact in facts:
        for said in fact.roles:
            if said.name == role:
                return said.value.text if isinstance(said.value, Literal) else said.value
    return ""


def values(fact: Fact, *roles: str) -> list[str]:
    """All things in some roles, by their local ids."""
    return [r.value for r in fact.roles if r.name in roles and isinstance(r.value, str)]


_FUNCTION = frozenset("the of on for against to and in its concerning relating a an at".split())
_SPELLING = {
    "centre": "center",
    "organisation": "organization",
    "programme": "program",
    "defence": "defense",
    "labour": "labor",
    "theatre": "theater",
}


def content(name: str) -> str:
    """A name as its words in alphabetical order, without function words and differences of spelling.

    >>> content("Monument to Sailors and Soldiers") == content("Monument of Sailors and Soldiers")
    True
    >>> content("UN Security Council")
    'council nations security united'
    """
    words = re.sub(r"\b(?:un|u n)\b", "united nations", folded(name)).replace("'s", "").split()
    return " ".join(sorted(_SPELLING.get(w, w) for w in words if w not in _FUNCTION))
