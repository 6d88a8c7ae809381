"""Gathers what a page about one thing shows: its names, what is said of it and in which words, what refers to it.

In: an IRI and a ``Reader``. Out: ``Thing``. Never: markup, or a fact without saying where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import queries
from .highlight import Piece, cut
from .queries import KG, PREFIXES
from .reading import Reader
from .terms import Row, Term, spell_date, spell_range

RDF, RDFS, SKOS, DCTERMS = (PREFIXES[name] for name in ("rdf", "rdfs", "skos", "dcterms"))
TYPE = RDF + "type"
NAMING = (SKOS + "prefLabel", SKOS + "altLabel", RDFS + "label", DCTERMS + "title")
HINTS: Mapping[str, str] = {
    KG + "metWith": "both were interlocutors of one meeting or call that was held",
    KG + "hasHeld": "a tenure of this person names the position; at some time, not necessarily now",
    KG + "participant": "an interlocutor, a chair, a speaker or a visitor takes part",
    KG + "participatesIn": "the event names this thing as participant, chair, speaker, visitor or interlocutor",
    KG + "signed": "a treaty action of this state says so",
    KG + "ratified": "a treaty action of this state says so",
    KG + "locatedIn": "what lies in a place lies in whatever that place lies in",
    KG + "partOf": "a part of a part is a part",
}
HINT = "follows from what the texts say by a rule of the vocabulary"


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that says something: the very words, the sentence around them, the article, the rule."""

    article: str
    title: str
    address: str
    words: str
    sentence: list[Piece]
    rule: str = ""
    confidence: str = ""
    implicit: bool = False


@dataclass(slots=True)
class Value:
    """What stands at the other end of a fact."""

    term: Term
    label: str
    address: str
    when: str = ""
    sort: str = ""
    sources: list[Source] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """All values of one property."""

    iri: str
    label: str
    values: list[Value]
    hint: str = ""


@dataclass(slots=True)
class Thing:
    """All that a page about a thing shows."""

    iri: str
    label: str
    types: list[Value] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    when: str = ""
    facts: list[Group] = field(default_factory=list)
    referring: list[Group] = field(default_factory=list)
    inferred: list[Group] = field(default_factory=list)
    named: list[Source] = field(default_factory=list)
    articles: int = 0
    cut_short: bool = False


Links = dict[tuple[str, Term], set[str]]


def gather(reader: Reader, iri: str) -> Thing | None:
    """The page's content, or None where the graph does not know the IRI.

    Raises
    ------
    UsageError: the text is no IRI.
    QueryStopped: the graph did not answer in time.
    """
    thing = queries.iri(iri)
    outgoing = reader.rows(queries.OUTGOING, thing=thing)
    incoming = reader.rows(queries.INCOMING, thing=thing)
    if not outgoing and not incoming:
        return None
    said = reader.rows(queries.EVIDENCE_FROM, thing=thing)
    said_to = reader.rows(queries.EVIDENCE_TO, thing=thing)
    named = reader.rows(queries.NAMED, thing=thing)
    ends = _links(outgoing, "o"), _links(incoming, "s")
    others = {term.value for links in ends for _, term in links if term.kind == "uri"}
    articles = {row["article"].value for row in (*said, *said_to, *named)}
    labels = reader.labels({iri, *others, *articles, *(p for links in ends for p, _ in links)})
    page = _Page(reader, labels, _dates(reader, others))
    return page.make(iri, *ends, said, said_to, named)


def _links(rows: Iterable[Row], end: str) -> Links:
    links: Links = {}
    for row in rows:
        links.setdefault((row["p"].value, row[end]), set()).add(row["g"].value)
    return links


def _dates(reader: Reader, iris: set[str]) -> dict[str, tuple[str, str]]:
    ours = sorted(iri for iri in iris if iri.startswith(reader.base))[:1000]
    if not ours:
        return {}
    rows = reader.rows(queries.DATES, things=" ".join(queries.iri(each) for each in ours))
    dates: dict[str, tuple[str, str]] = {}
    for row in rows:
        early, late = row["early"].value, row["late"].value if "late" in row else ""
        known = dates.get(row["thing"].value, (early, late))
        dates[row["thing"].value] = (min(known[0], early), max(known[1], late))
    return dates


@dataclass(slots=True)
class _Page:
    reader: Reader
    labels: dict[str, str]
    dates: dict[str, tuple[str, str]]

    def make(self, iri: str, out: Links, into: Links, said: list[Row], said_to: list[Row], named: list[Row]) -> Thing:
        inferred = f"{self.reader.base}graph/inferred"
        names = sorted({term.value for p, term in out if p in NAMING} - {self.labels[iri]})
        types = [term for p, term in out if p == TYPE and term.value.startswith(KG)]
        stated = {key: graphs for key, graphs in out.items() if key[0] not in NAMING and key[0] != TYPE}
        follows = {key: graphs for key, graphs in stated.items() if graphs <= {inferred}}
        sources = self._sources(said, "o")
        return Thing(
            iri=iri,
            label=self.labels[iri],
            types=sorted((self._value(term) for term in types if out[TYPE, term] != {inferred}), key=_order),
            names=names,
            when=_when(out),
            facts=self._groups({key: graphs for key, graphs in stated.items() if key not in follows}, sources),
            referring=self._groups(
                {key: graphs for key, graphs in into.items() if not graphs <= {inferred}}, self._sources(said_to, "s")
            ),
            inferred=self._groups(follows, {}, hints=True),
            named=_unlike(self._source(row) for row in sorted(named, key=_place)),
            articles=len({row["article"].value for row in (*said, *said_to, *named)}),
            cut_short=len(into) >= 1000,
        )

    def _groups(
        self, links: Links, sources: Mapping[tuple[str, Term], list[Source]], *, hints: bool = False
    ) -> list[Group]:
        groups: dict[str, Group] = {}
        for (p, term), graphs in links.items():
            hint = HINTS.get(p, HINT) if hints else ""
            group = groups.setdefault(p, Group(p, self.labels.get(p, p), [], hint))
            value = self._value(term)
            value.sources = sources.get((p, term), [])
            value.origins = sorted({graph.rsplit("/", 1)[-1] for graph in graphs if "/graph/" in graph} - {"names"})
            group.values.append(value)
        for group in groups.values():
            group.values.sort(key=_order)
        return sorted(groups.values(), key=lambda group: (_rank(group.iri), group.label, group.iri))

    def _value(self, term: Term) -> Value:
        if term.kind == "uri":
            early, late = self.dates.get(term.value, ("", ""))
            label = self.labels.get(term.value, term.value)
            when = spell_range(early, late) if early else ""
            return Value(term, label, self.reader.address(term.value), when, early)
        return Value(term, spell_date(term.value) if term.is_date else term.value, "", sort=term.value)

    def _sources(self, rows: list[Row], end: str) -> dict[tuple[str, Term], list[Source]]:
        found: dict[tuple[str, Term], list[Source]] = {}
        for row in sorted(rows, key=_place):
            found.setdefault((row["p"].value, row[end]), []).append(self._source(row))
        return {key: _unlike(sources) for key, sources in found.items()}

    def _source(self, row: Row) -> Source:
        text, start = row["text"].value, int(row["from"].value)
        first, last = int(row["start"].value) - start, int(row["end"].value) - start
        article = row["article"].value
        return Source(
            article=article,
            title=self.labels.get(article, article),
            address=f"{self.reader.address(article)}?words={row['start'].value}-{row['end'].value}#s{start}",
            words=text[max(first, 0) : max(last, 0)],
            sentence=cut(text, focus=[(first, last)]),
            rule=row["rule"].value if "rule" in row else "",
            confidence=row["confidence"].value if "confidence" in row else "",
            implicit="implicit" in row and row["implicit"].value == "true",
        )


def _unlike(sources: Iterable[Source]) -> list[Source]:
    seen: dict[str, Source] = {}
    for source in sources:
        seen.setdefault(source.address, source)
    return list(seen.values())


def _when(out: Links) -> str:
    early = min((term.value for p, term in out if p == KG + "earliest"), default="")
    late = max((term.value for p, term in out if p == KG + "latest"), default="")
    return spell_range(early, late) if early else ""


def _place(row: Row) -> tuple[Any, ...]:
    return row["article"].value, int(row["start"].value), int(row["end"].value)


def _order(value: Value) -> tuple[bool, str, str, str]:
    return not value.sort, value.sort, value.label.casefold(), value.term.value


FIRST = (
    "tenure",
    "position",
    "title",
    "of",
    "status",
    "date",
    "startDate",
    "endDate",
    "timeOfDay",
    "place",
    "interlocutor",
)


def _rank(iri: str) -> int:
    local = iri.removeprefix(KG)
    return FIRST.index(local) if local in FIRST else len(FIRST)
