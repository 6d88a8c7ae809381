"""Judges events: which tellings of several articles are of one event.

In: a corpus whose people, bodies, places and treaties are settled. Out: the IRIs of events, quotations and acts. Never:
two meetings made one whose days or partners differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model import Fact, Reading
from .corpus import Corpus, Local, Sets, value, values

PARTNERS = ("participant", "interlocutor", "chair", "speaker", "visitor", "actor")
GATHERINGS = frozenset({"ceremony", "multilateral-meeting"})
STAYS = frozenset({"visit", "arrival", "departure"})
_NEVER = "9999-12-31"
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
    hosts: frozenset[str]
    around: frozenset[str]
    states: frozenset[str]

    @property
    def local(self) -> Local:
        return self.reading.document.id, self.fact.subject

    @property
    def where(self) -> frozenset[str]:
        """What tells an event of one partner from his others: of a stay the states, of anything else the places."""
        return self.states if self.fact.kind in STAYS and self.states else self.places

    @property
    def family(self) -> str:
        """Kinds that two articles may give to one event count as one."""
        return "gathering" if self.fact.kind in GATHERINGS else self.fact.kind


def gather(corpus: Corpus) -> None:
    """Settles everything without a name of its own."""
    tellings = []
    rows = {entity.key: iri for iri, entity in corpus.entities.items() if entity.key}
    for reading in corpus.readings:
        article = corpus.articles[reading.document.id]
        for fact in reading.facts:
            if fact.kind in _SPEECH:
                corpus.nameless(reading, fact.subject, fact.kind, corpus.ids.local(article, fact.subject))
            elif fact.kind not in _NOT_EVENTS:
                tellings.append(_telling(corpus, reading, fact, rows))
    groups = Groups(tellings)
    _on_one_day(tellings, groups)
    _on_one_occasion(tellings, groups)
    for members in groups.all():
        first = min(members, key=lambda t: (corpus.articles[t.local[0]], t.fact.evidence[0].span, t.fact.subject))
        iri = corpus.ids.local(corpus.articles[first.reading.document.id], first.fact.subject)
        for telling in members:
            corpus.nameless(telling.reading, telling.fact.subject, telling.fact.kind, iri)


class Groups:
    """Tellings judged to be of one event. No group has two of one article, or days that do not all meet."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self._tellings = {telling.local: telling for telling in tellings}
        self._sets: Sets[Local] = Sets()
        self._articles = {local: {local[0]} for local in self._tellings}
        self._days = {local: (t.first, t.last or _NEVER) for local, t in self._tellings.items()}

    def find(self, telling: Telling) -> Local:
        return self._sets.find(telling.local)

    def join(self, a: Telling, b: Telling) -> None:
        """Makes two groups one, where nothing in either speaks against it."""
        one, other = self.find(a), self.find(b)
        days = max(self._days[one][0], self._days[other][0]), min(self._days[one][1], self._days[other][1])
        if one == other or self._articles[one] & self._articles[other] or days[0] > days[1]:
            return
        self._sets.join(one, other)
        root = self._sets.find(one)
        self._articles[root] = self._articles[one] | self._articles[other]
        self._days[root] = days

    def all(self) -> list[list[Telling]]:
        return [[self._tellings[local] for local in group] for group in self._sets.groups(self._tellings)]


def _on_one_day(tellings: list[Telling], groups: Groups) -> None:
    """Joins tellings of one kind whose days overlap and that have enough in common, the most alike first."""
    blocks: dict[tuple[str, str, str], list[Telling]] = defaultdict(list)
    for telling in tellings:
        for sign in telling.partners | telling.about if telling.first else ():
            for month in sorted({telling.first[:7], telling.last[:7]}):
                blocks[telling.family, sign, month].append(telling)
    for block in (blocks[key] for key in sorted(blocks)):
        pairs = [(a, b) for i, b in enumerate(block) for a in block[:i] if a.reading is not b.reading and _one(a, b)]
        for a, b in sorted(pairs, key=lambda pair: (-_likeness(*pair), pair[0].local, pair[1].local)):
            groups.join(a, b)


def _on_one_occasion(tellings: list[Telling], groups: Groups) -> None:
    """Joins tellings of which one has no day: of the same partners, in articles that tell of one event anyway, and the
    only such telling in each of the two; or the only one with the same host."""
    occasions: dict[Local, set[str]] = defaultdict(set)
    for telling in tellings:
        occasions[groups.find(telling)].add(telling.reading.document.id)
    companions = {(a, b) for articles in occasions.values() for a in articles for b in articles if a < b}
    blocks: dict[tuple[str, frozenset[str], frozenset[str]], list[Telling]] = defaultdict(list)
    for telling in tellings:
        where = telling.where if len(telling.partners) < 2 else frozenset[str]()
        if where or len(telling.partners) > 1:
            blocks[telling.fact.kind, telling.partners, where].append(telling)
    for block in blocks.values():
        hosted = [t for t in block if t.hosts]
        for some in (*([t for t in hosted if t.hosts == hosts] for hosts in {t.hosts: 0 for t in hosted}), block):
            _join_lone(some, companions, groups)


def _join_lone(block: list[Telling], companions: set[tuple[str, str]], groups: Groups) -> None:
    """Joins those that are the only ones of their article."""
    alone = [t for t in block if sum(t.reading is other.reading for other in block) == 1]
    for i, b in enumerate(alone):
        for a in alone[:i]:
            pair = tuple(sorted((a.reading.document.id, b.reading.document.id)))
            if pair in companions and not (a.first and b.first):
                groups.join(a, b)


def _telling(corpus: Corpus, reading: Reading, fact: Fact, rows: Mapping[str, str]) -> Telling:
    def met(*roles: str) -> frozenset[str]:
        return frozenset(filter(None, (corpus.iri(reading, v) for v in values(fact, *roles))))

    around = met("place") | _around(corpus, met("place"), rows)
    return Telling(
        reading,
        fact,
        met(*PARTNERS),
        value([fact], "earliest"),
        value([fact], "latest"),
        met("about", "treaty"),
        met("place"),
        value([fact], "action"),
        met("host"),
        around,
        frozenset(place for place in around if corpus.entities[place].kind == "state"),
    )


def _around(corpus: Corpus, places: frozenset[str], rows: Mapping[str, str]) -> frozenset[str]:
    """The states that some places lie in, as far as the tables know them."""
    keys = [corpus.entities[place].key for place in places]
    parents = [corpus.tables[key].parent for key in keys if key and key in corpus.tables]
    return frozenset(rows[key] for key in parents if key in rows)


def _one(a: Telling, b: Telling) -> bool:
    """Days that overlap, and the same partners, treaty or stay."""
    if a.first > b.last or b.first > a.last or a.action != b.action:
        return False
    if _vague(a) != _vague(b):
        return False
    if a.fact.kind in GATHERINGS:
        alike = a.fact.kind == b.fact.kind and a.partners == b.partners and bool(a.partners) and a.places == b.places
        return bool(a.about & b.about) or alike
    if a.fact.kind == "treaty-action":
        return a.partners == b.partners and a.about == b.about
    if a.fact.kind in STAYS:
        return bool(a.partners & b.partners) and bool(a.around & b.around)
    return len(a.partners) > 1 and a.partners == b.partners


def _likeness(a: Telling, b: Telling) -> float:
    """What speaks for one event beyond what must: kind, days, partners, places and host."""
    shared, both = len(a.partners & b.partners), len(a.partners | b.partners)
    same = [a.fact.kind == b.fact.kind, (a.first, a.last) == (b.first, b.last), bool(a.places & b.places)]
    return sum(same) + (shared / both if both else 0) + (bool(a.hosts) and a.hosts == b.hosts)


def _vague(telling: Telling) -> bool:
    """Known by month or year only."""
    return telling.first[:7] != telling.last[:7]
