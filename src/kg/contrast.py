"""Compares articles: the facts of a treaty that have one value, the days of an event, figures, and who holds an office.

In: the quads of articles, of the names and of the reference tables. Out: `Difference`. Never: a difference within one
article alone, or between articles that share a value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .differ import DIFFERENT_THINGS, differences, vaguer
from .nquads import DCTERMS, KG, RDFS, SKOS, Quad

DATES = ("adoptedOn", "openedForSignatureOn", "signatureClosesOn", "entryIntoForceOn")
FIGURES = ("ratificationsRequired", "daysAfterRatification", "chapterCount", "articleCount", "negotiationYears")
GROWING = ("signatoryCount", "partyCount")
PLACES = ("adoptedAt", "openedForSignatureAt", "signatureClosesAt")
TREATY = (*DATES, *FIGURES, *GROWING, *PLACES, "resolution")
DAYS = ("date", "startDate", "endDate")
SHARED = frozenset(
    "deputy vice under assistant member delegate ambassador envoy representative commissioner adviser advisor "
    "spokesperson spokesman spokeswoman judge senator legislator".split()
)
"""Words in the titles of offices that several people hold at one time."""
OTHER = (
    "status",
    "treaty",
    "about",
    "attendance",
    "atLeast",
    "tenure",
    "position",
    "standing",
    "attestedOn",
    "locatedIn",
    "of",
)
KNOWN = {f"<{KG}{name}>": name for name in (*TREATY, *DAYS, *OTHER, "title")}
_LABELS = frozenset({f"<{SKOS}prefLabel>", f"<{RDFS}label>"})
Statement = tuple[str, str, str, str]
"""Article, subject, name of the property, object."""


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One difference: its kind, the thing, what about it, and all that is said."""

    kind: str
    thing: str
    topic: str
    shown: tuple[str, ...]
    statements: tuple[Statement, ...]


@dataclass(slots=True)
class Said:
    """What is compared: by subject and property, the objects of each article; and what holds of the whole corpus."""

    told: dict[tuple[str, str], dict[str, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )
    corpus: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    labels: dict[str, str] = field(default_factory=dict)
    issued: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> list[tuple[str, dict[str, set[str]]]]:
        return [(subject, by) for (subject, other), by in sorted(self.told.items()) if other == name]

    def any(self, subject: str, name: str) -> set[str]:
        """The objects that any graph gives."""
        here = self.told.get((subject, name), {}).values()
        return set().union(self.corpus.get((subject, name), set()), *here)


def compared(said: Said) -> list[Difference]:
    """All differences, in a fixed order.

    >>> compared(gathered([]))
    []
    """
    return sorted({*_of_treaties(said), *_of_events(said), *_of_figures(said), *_of_offices(said)})


def gathered(quads: Iterable[Quad]) -> Said:
    """Pick out of many quads what is compared."""
    said = Said()
    for subject, predicate, value, graph in quads:
        if predicate in _LABELS and "/graph/" in graph:
            said.labels.setdefault(subject, plain(value))
        elif predicate == f"<{DCTERMS}issued>" and graph.endswith("/record>"):
            said.issued[subject] = plain(value)
        elif predicate in KNOWN and not graph.endswith("/record>"):
            name = KNOWN[predicate]
            if "/graph/" in graph:
                said.corpus[subject, name].add(value)
            else:
                said.told[subject, name][graph].add(value)
    return said


def _of_treaties(said: Said) -> Iterator[Difference]:
    for name in TREATY:
        for treaty, by in said.of(name):
            if len(by) < 2:
                continue
            raw = {(article, plain(value)): value for article, objects in by.items() for value in sorted(objects)}
            values = {article: frozenset(map(plain, objects)) for article, objects in by.items()}
            less = (lambda a, b: _contains(said, a, b)) if name in PLACES else vaguer
            found = differences(values, less, said.issued if name in GROWING else None)
            for kind, statements in sorted(found.items()):
                told = [(a, treaty, name, raw[a, v]) for a, those in statements.items() for v in those]
                shown = {said.labels.get(v, v) for those in statements.values() for v in those}
                yield Difference(kind, treaty, name, tuple(sorted(shown)), tuple(sorted(told)))


def _of_events(said: Said) -> Iterator[Difference]:
    events: dict[str, dict[str, dict[str, set[str]]]] = defaultdict(lambda: defaultdict(dict))
    for name in DAYS:
        for event, by in said.of(name):
            for article, values in by.items():
                events[event][article][name] = values
    for event, articles in sorted(events.items()):
        days = {article: frozenset(_days(told)) for article, told in articles.items()}
        if len(days) < 2:
            continue
        for kind, statements in sorted(differences(days).items()):
            told = [
                (article, event, name, value)
                for article in statements
                for name, values in articles[article].items()
                for value in values
            ]
            shown = sorted({day for values in statements.values() for day in values})
            yield Difference(kind, event, "date", tuple(shown), tuple(sorted(told)))


def _of_figures(said: Said) -> Iterator[Difference]:
    """Who came and who signed are two figures, of an occasion and of its treaty."""
    for event, by in said.of("attendance"):
        figures = {(article, value): _figure(said, event, article, value) for article, vs in by.items() for value in vs}
        for treaty in sorted(said.any(event, "about")):
            for article, counts in sorted(said.told.get((treaty, "signatoryCount"), {}).items()):
                others = {(a, v): n for (a, v), n in figures.items() if a != article and n}
                differing = [
                    (a, event, "attendance", v) for (a, v), n in others.items() if n not in set(map(plain, counts))
                ]
                if differing:
                    told = [*differing, *((article, treaty, "signatoryCount", count) for count in counts)]
                    shown = [*(others[a, v] for a, _, _, v in differing), *map(plain, counts)]
                    yield Difference(
                        DIFFERENT_THINGS, treaty, "signatoryCount", tuple(sorted(shown)), tuple(sorted(told))
                    )


def _of_offices(said: Said) -> Iterator[Difference]:
    """Two people in one office: at two times, or the articles contradict each other."""
    holders: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for person, by in said.of("tenure"):
        for article, tenures in by.items():
            for tenure in tenures:
                standing = set(map(plain, said.told[tenure, "standing"].get(article, set())))
                for office in said.any(tenure, "position") if standing <= {"incumbent"} else ():
                    holders[office][article].add((person, tenure))
    for office, articles in sorted(holders.items()):
        people = {article: frozenset(person for person, _ in held) for article, held in articles.items()}
        if not _one_holder(said, office) or any(len(held) > 1 for held in people.values()):
            continue
        for kind, statements in sorted(differences(people, issued=said.issued).items()):
            told = [(a, person, "tenure", tenure) for a in statements for person, tenure in articles[a]]
            shown = sorted({said.labels.get(person, person) for _, person, _, _ in told})
            yield Difference(kind, office, "position", tuple(shown), tuple(sorted(told)))


def _one_holder(said: Said, office: str) -> bool:
    """Whether it is an office of a known state or body, and one that a single person holds at a time."""
    titles = {word for title in said.any(office, "title") for word in re.findall(r"\w+", plain(title).lower())}
    return bool(said.any(office, "of")) and not titles & SHARED


def _contains(said: Said, wide: str, narrow: str) -> bool:
    """Whether one place lies in the other."""
    seen, found = set[str](), {narrow}
    while found - seen:
        seen |= found
        found = {place for inner in found for place in said.any(inner, "locatedIn")}
    return wide != narrow and wide in seen | found


def _days(told: dict[str, set[str]]) -> Iterator[str]:
    yield from map(plain, told.get("date", ()))
    starts, ends = (sorted(map(plain, told.get(name, ()))) for name in ("startDate", "endDate"))
    if starts or ends:
        yield "/".join([*starts[:1], *ends[-1:]])


def _figure(said: Said, event: str, article: str, value: str) -> str:
    number = re.search(r"\d+(?:[,.]\d{3})*", plain(value))
    bound = "true" in map(plain, said.told.get((event, "atLeast"), {}).get(article, set()))
    return (">" if bound else "") + re.sub(r"\D", "", number[0]) if number else ""


def plain(term: str) -> str:
    """A literal's words as they are spelled in a quad; an IRI as it is.

    >>> plain('"2025-10"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>')
    '2025-10'
    """
    return term[1 : term.rindex('"')] if term.startswith('"') else term
