"""Judges events: which tellings of several articles are of one event.

In: a corpus whose people, bodies, places and treaties are settled. Out: the IRIs of events, quotations and acts. Never:
two meetings made one whose days or partners differ.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ..model import Fact, Reading
from .corpus import Corpus, Local, Sets, value, values

PARTNERS = ("participant", "interlocutor", "chair", "speaker", "visitor", "actor")
_SPEECH = frozenset({"quotation", "reported-speech"})
_NOT_EVENTS = frozenset(
    {"tenure", "position", "treaty", "treaty-article", "person", "organization", "state", "city", "place", "venue"}
)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one article tells of an event, in terms of the corpus."""

    reading: Reading
    fact: Fact
    partners: frozenset[str]
    first: str
    last: str
    about: frozenset[str]
    places: frozenset[str]
    action: str

    @property
    def local(self) -> Local:
        return self.reading.document.id, self.fact.subject


def gather(corpus: Corpus) -> None:
    """Settles everything without a name of its own."""
    tellings = []
    for reading in corpus.readings:
        article = corpus.articles[reading.document.id]
        for fact in reading.facts:
            if fact.kind in _SPEECH:
                corpus.nameless(reading, fact.subject, fact.kind, corpus.ids.local(article, fact.subject))
            elif fact.kind not in _NOT_EVENTS:
                tellings.append(_telling(corpus, reading, fact))
    sets: Sets[Local] = Sets()
    _on_one_day(tellings, sets)
    _on_one_occasion(tellings, sets)
    by_local = {t.local: t for t in tellings}
    for group in sets.groups(by_local):
        members = [by_local[m] for m in group]
        first = min(members, key=lambda t: (corpus.articles[t.local[0]], t.fact.evidence[0].span, t.fact.subject))
        iri = corpus.ids.local(corpus.articles[first.reading.document.id], first.fact.subject)
        for telling in members:
            corpus.nameless(telling.reading, telling.fact.subject, telling.fact.kind, iri)


def _on_one_day(tellings: list[Telling], sets: Sets[Local]) -> None:
    """Joins tellings of one kind whose days overlap and that have enough in common."""
    blocks: dict[tuple[str, str, str], list[Telling]] = defaultdict(list)
    for telling in tellings:
        for sign in telling.partners | telling.about if telling.first else ():
            for month in sorted({telling.first[:7], telling.last[:7]}):
                blocks[telling.fact.kind, sign, month].append(telling)
    for block in (blocks[key] for key in sorted(blocks)):
        for i, b in enumerate(block):
            for a in block[:i]:
                if a.reading is not b.reading and sets.find(a.local) != sets.find(b.local) and _one(a, b):
                    sets.join(a.local, b.local)


def _on_one_occasion(tellings: list[Telling], sets: Sets[Local]) -> None:
    """Joins tellings of which one has no day: of the same partners, in articles that tell of one event anyway, and the
    only such telling in each of the two."""
    occasions: dict[Local, set[str]] = defaultdict(set)
    for telling in tellings:
        occasions[sets.find(telling.local)].add(telling.reading.document.id)
    companions = {(a, b) for articles in occasions.values() for a in articles for b in articles if a < b}
    blocks: dict[tuple[str, frozenset[str], frozenset[str]], list[Telling]] = defaultdict(list)
    for telling in tellings:
        where = telling.places if len(telling.partners) < 2 else frozenset[str]()
        if where or len(telling.partners) > 1:
            blocks[telling.fact.kind, telling.partners, where].append(telling)
    for block in blocks.values():
        alone = [t for t in block if sum(t.reading is other.reading for other in block) == 1]
        for i, b in enumerate(alone):
            for a in alone[:i]:
                pair = tuple(sorted((a.reading.document.id, b.reading.document.id)))
                if pair in companions and not (a.first and b.first):
                    sets.join(a.local, b.local)


def _telling(corpus: Corpus, reading: Reading, fact: Fact) -> Telling:
    def met(*roles: str) -> frozenset[str]:
        return frozenset(filter(None, (corpus.iri(reading, v) for v in values(fact, *roles))))

    return Telling(
        reading,
        fact,
        met(*PARTNERS),
        value([fact], "earliest"),
        value([fact], "latest"),
        met("about", "treaty"),
        met("place"),
        value([fact], "action"),
    )


def _one(a: Telling, b: Telling) -> bool:
    """Days that overlap, and the same partners, treaty or stay."""
    if a.first > b.last or b.first > a.last or a.action != b.action:
        return False
    if _vague(a) != _vague(b):
        return False
    if a.fact.kind in {"ceremony", "multilateral-meeting"}:
        return bool(a.about & b.about) or (a.partners == b.partners and bool(a.partners) and a.places == b.places)
    if a.fact.kind == "treaty-action":
        return a.partners == b.partners and a.about == b.about
    if a.fact.kind in {"visit", "arrival", "departure"}:
        return bool(a.partners & b.partners) and bool(a.places & b.places)
    return len(a.partners) > 1 and a.partners == b.partners


def _vague(telling: Telling) -> bool:
    """Known by month or year only."""
    return telling.first[:7] != telling.last[:7]
