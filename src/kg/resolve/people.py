"""Judges people: which names are one person, and which row of the tables that is.

In: a corpus whose offices and bodies are settled. Out: people's and tenures' IRIs. Never: one person made of two on a
name alone; a second sign is an office, a state or body that both are tied to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..gazetteer import key as folded
from ..ids import short_hash, slug
from ..model import Reading, Referent
from .corpus import Corpus, Local, Sets, value


@dataclass(frozen=True, slots=True)
class Person:
    """A person of one article with the signs that tell who it is."""

    reading: Reading
    referent: Referent
    names: frozenset[tuple[str, ...]]
    offices: frozenset[str]
    titles: frozenset[str]
    ties: frozenset[str]

    @property
    def local(self) -> Local:
        return self.reading.document.id, self.referent.id

    @property
    def full(self) -> frozenset[tuple[str, ...]]:
        return frozenset(n for n in self.names if len(n) > 1)


@dataclass(slots=True)
class _Signs:
    offices: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    ties: set[str] = field(default_factory=set)


def people(corpus: Corpus) -> None:
    """Settles people and their tenures."""
    found = list(_read(corpus))
    sets: Sets[Local] = Sets()
    by_local = {p.local: p for p in found}
    _full_names(found, sets)
    _short_names(found, sets, by_local)
    rows = _rows(corpus)
    taken: dict[str, int] = defaultdict(int)
    for group in sorted(sets.groups(by_local), key=min):
        members = [by_local[m] for m in group]
        row, rivals = _row(corpus, members, rows)
        local = corpus.tables[row].local if row else _local(corpus, members, taken)
        reason = "name and office or state" if len(members) > 1 else "one article"
        corpus.settle([(p.reading, p.referent) for p in members], "person", local, row, reason, rivals)
    _tenures(corpus)


def _read(corpus: Corpus) -> Iterable[Person]:
    signs: dict[Local, _Signs] = defaultdict(_Signs)
    for reading, fact in corpus.of_kind("tenure"):
        me = (reading.document.id, value([fact], "person"))
        position = value([fact], "position")
        facts = corpus.facts[reading.document.id, position]
        signs[me].offices.add(corpus.iri(reading, position))
        signs[me].titles.add(folded(value(facts, "title")))
        if of := value(facts, "of"):
            signs[me].ties.add(corpus.iri(reading, of))
    for reading, referent in corpus.referents("person"):
        mine = signs[reading.document.id, referent.id]
        names = frozenset(tuple(folded(n).split()) for n in referent.names)
        yield Person(reading, referent, names, frozenset(mine.offices), frozenset(mine.titles), frozenset(mine.ties))


def _full_names(found: list[Person], sets: Sets[Local]) -> None:
    """The same full name, in whatever order its parts stand, with an office, a state or a body in common."""
    by_name: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in found:
        for name in person.full:
            by_name[tuple(sorted(name))].append(person)
    for namesakes in by_name.values():
        for i, a in enumerate(namesakes):
            for b in namesakes[:i]:
                if a.reading is b.reading or a.offices & b.offices or a.ties & b.ties or _no_contrary(a, b):
                    sets.join(b.local, a.local)


def _no_contrary(a: Person, b: Person) -> bool:
    """One of the two is tied to nothing, and its article speaks of what the other is tied to."""
    if a.ties and b.ties:
        return False
    bare, tied = (a, b) if not a.ties else (b, a)
    return bool(tied.titles & bare.titles) or not bare.titles


def _short_names(found: list[Person], sets: Sets[Local], by_local: dict[Local, Person]) -> None:
    """A surname alone is the one person of the corpus with that surname and that title, and nobody if there are two."""
    full = [p for p in found if p.full]
    index: dict[str, list[Person]] = defaultdict(list)
    for person in full:
        for name in person.full:
            for word in {name[0], name[-1]}:
                index[word].append(person)
    for person in found:
        if person.full or not person.titles:
            continue
        word = next(iter(sorted(person.names)))[-1]
        fitting = [
            p
            for p in index.get(word, [])
            if p.titles & person.titles and (p.ties & person.ties or not p.ties or not person.ties)
        ]
        if len({sets.find(p.local) for p in fitting}) == 1:
            sets.join(fitting[0].local, person.local)


def _rows(corpus: Corpus) -> dict[tuple[str, ...], list[str]]:
    rows: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in corpus.tables.by_kind("person"):
        for name in row.names:
            words = tuple(sorted(folded(name).split()))
            if len(words) > 1 and row.key not in rows[words]:
                rows[words].append(row.key)
    return rows


def _row(corpus: Corpus, members: list[Person], rows: dict[tuple[str, ...], list[str]]) -> tuple[str, tuple[str, ...]]:
    """The row of the tables with that name whose offices or state agree; none where two do, or none does."""
    named = sorted({row for p in members for n in p.full for row in rows.get(tuple(sorted(n)), [])})
    ties = {t.rsplit("/", 1)[-1] for p in members for t in p.ties}
    offices = {o.rsplit("/", 1)[-1] for p in members for o in p.offices}
    agreeing = [row for row in named if offices & _held(corpus, row) or ties & _tied(corpus, row)]
    if len(agreeing) != 1:
        return "", tuple(named)
    return agreeing[0], tuple(r for r in named if r != agreeing[0])


def _held(corpus: Corpus, row: str) -> set[str]:
    return {h.office.partition(":")[2] for h in corpus.tables.held_by(row) if h.office}


def _tied(corpus: Corpus, row: str) -> set[str]:
    keys = {h.state for h in corpus.tables.held_by(row)} | {corpus.tables[row].parent}
    keys |= {corpus.tables[h.office].parent for h in corpus.tables.held_by(row) if h.office in corpus.tables}
    return {k.partition(":")[2] for k in keys if k}


def _local(corpus: Corpus, members: list[Person], taken: dict[str, int]) -> str:
    """Name, and the state or body; where that is taken by a namesake, the first article too."""
    names = sorted((n for p in members for n in p.names), key=lambda n: (-len(n), n))
    ties = sorted(t.rsplit("/", 1)[-1] for p in members for t in p.ties)
    local = slug(" ".join(names[0])) + (f".{ties[0]}" if ties else "")
    taken[local] += 1
    if taken[local] > 1 or (not ties and len(names[0]) == 1):
        local += "." + short_hash(min(corpus.articles[p.reading.document.id] for p in members))
    return local


def _tenures(corpus: Corpus) -> None:
    for reading, fact in corpus.of_kind("tenure"):
        person = corpus.iri(reading, value([fact], "person"))
        position = corpus.iri(reading, value([fact], "position"))
        iri = corpus.ids.entity("tenure", short_hash(person, position, length=12))
        corpus.nameless(reading, fact.subject, "tenure", iri)
