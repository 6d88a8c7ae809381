"""Gathers what a page about one article shows: its description, its sentences with the words marked, the facts of each.

In: an article's IRI and a ``Reader``. Out: ``Article``. Never: a word that the article's record does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from . import queries
from .highlight import Piece, cut
from .queries import KG, PREFIXES
from .reading import Reader
from .terms import Row, Term, spell_date
from .things import TYPE

DCTERMS = PREFIXES["dcterms"]


@dataclass(frozen=True, slots=True)
class End:
    """One end of a fact, or a value of the article's description."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Said:
    """A fact that was read in a sentence: ``start`` and ``end`` are the article's own offsets."""

    start: int
    end: int
    subject: End
    property: End
    object: End
    rule: str
    confidence: str
    implicit: bool


@dataclass(slots=True)
class Sentence:
    """One passage: its text in pieces, and the facts that were read in it."""

    start: int
    end: int
    pieces: list[Piece]
    facts: list[Said]
    paragraph: bool = False


@dataclass(slots=True)
class Article:
    """All that a page about an article shows."""

    iri: str
    title: str
    publisher: str
    issued: str
    source: str
    url: str
    language: str
    license: End | None
    part_of: End | None
    sentences: list[Sentence]
    unread: list[str]
    addresses: dict[str, str]
    things: list[End]
    facts: int


def is_article(reader: Reader, iri: str) -> bool:
    """Whether the graph knows an IRI as an article."""
    return bool(reader.rows(queries.IS_ARTICLE, thing=queries.iri(iri)))


def gather(reader: Reader, iri: str, focus: tuple[int, int] | None = None) -> Article:
    """The page's content.

    Parameters
    ----------
    focus: the words that the reader asked for, as offsets in the article.
    """
    record = queries.iri(f"{iri}/record")
    about = reader.rows(queries.ARTICLE_RECORD, record=record, article=queries.iri(iri))
    passages = sorted(reader.rows(queries.ARTICLE_PASSAGES, record=record), key=_span)
    mentions = reader.rows(queries.ARTICLE_MENTIONS, record=record)
    evidence = sorted(reader.rows(queries.ARTICLE_EVIDENCE, record=record), key=_span)
    ends = [row[name] for row in evidence for name in ("s", "p", "o")]
    things = {row["thing"].value for row in mentions}
    labels = reader.labels(
        {iri, *things} | {term.value for term in (*ends, *(row["o"] for row in about)) if term.kind == "uri"}
    )
    names = [(*_span(row), row["thing"].value) for row in mentions]

    def end(term: Term) -> End:
        if term.kind == "uri":
            return End(labels[term.value], reader.address(term.value))
        return End(spell_date(term.value) if term.is_date else term.value, "")

    def one(name: str) -> End | None:
        return next((end(row["o"]) for row in about if row["p"].value == name), None)

    def text(name: str) -> str:
        found = one(name)
        return found.label if found else ""

    return Article(
        iri=iri,
        title=labels[iri],
        publisher=text(DCTERMS + "publisher"),
        issued=text(DCTERMS + "issued"),
        source=text(KG + "source"),
        url=next((row["o"].value for row in about if row["p"].value == PREFIXES["schema"] + "url"), ""),
        language=text(DCTERMS + "language"),
        license=one(DCTERMS + "license"),
        part_of=one(DCTERMS + "isPartOf"),
        sentences=_sentences(passages, names, _facts(evidence, end), focus),
        unread=sorted(row["o"].value for row in about if row["p"].value == KG + "unread"),
        addresses={thing: reader.address(thing) for thing in things},
        things=sorted(
            {End(labels[thing], reader.address(thing)) for thing in things}, key=lambda end: end.label.casefold()
        ),
        facts=len({(row["s"], row["p"], row["o"]) for row in evidence}),
    )


def _span(row: Row) -> tuple[int, int]:
    return int(row["start"].value), int(row["end"].value)


def _facts(evidence: list[Row], end: Callable[[Term], End]) -> list[Said]:
    return [
        Said(
            *_span(row),
            end(row["s"]),
            end(row["p"]) if row["p"].value != TYPE else End("is a", ""),
            end(row["o"]),
            row["rule"].value if "rule" in row else "",
            row["confidence"].value if "confidence" in row else "",
            "implicit" in row and row["implicit"].value == "true",
        )
        for row in evidence
    ]


def _sentences(
    passages: Iterable[Row], names: list[tuple[int, int, str]], facts: list[Said], focus: tuple[int, int] | None
) -> list[Sentence]:
    sentences: list[Sentence] = []
    for row in passages:
        start, end = _span(row)
        here = _by_subject([fact for fact in facts if start <= fact.start < end])
        pieces = cut(
            row["text"].value,
            marks=[(fact.start - start, fact.end - start) for fact in facts if fact.start < end and start < fact.end],
            names=[
                (first - start, last - start, thing) for first, last, thing in names if start <= first and last <= end
            ],
            focus=[(focus[0] - start, focus[1] - start)] if focus and focus[0] < end and start < focus[1] else [],
        )
        sentences.append(Sentence(start, end, pieces, here))
    for before, after in pairwise(sentences):
        after.paragraph = after.start - before.end > 1
    return sentences


def _by_subject(facts: list[Said]) -> list[Said]:
    """The facts of one subject beside each other, subjects in the order of the text."""
    first: dict[End, int] = {}
    for fact in facts:
        first.setdefault(fact.subject, len(first))
    return sorted(facts, key=lambda fact: (first[fact.subject], fact.start, fact.end))
