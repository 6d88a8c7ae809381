"""Gathers what the home page shows.

In: a ``Reader``. Out: ``Overview``. Never: a query that is sent twice for one generation.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import queries
from .reading import Reader
from .terms import Row, spell_date

CLASSES = {
    "Article": ("article", "articles"),
    "Person": ("person", "persons"),
    "Organization": ("organization", "organizations"),
    "State": ("state", "states"),
    "Place": ("place", "places"),
    "Position": ("office", "offices"),
    "Event": ("event", "events"),
    "Treaty": ("treaty", "treaties"),
    "Quotation": ("quotation", "quotations"),
}
"""The classes that the home page counts, with their names for one and for many."""


@dataclass(frozen=True, slots=True)
class Line:
    """One article in a list."""

    address: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Overview:
    """What is in the graph: ``counts`` are (class, number, name), ``first`` and ``last`` years, or empty."""

    counts: list[tuple[str, int, str]]
    articles: int
    triples: int
    first: str
    last: str
    newest: list[Line]


def gather(reader: Reader) -> Overview:
    """The page's content."""
    rows = reader.rows(queries.COUNTS, keep=True)
    counts = {row["class"].value.removeprefix(queries.KG): int(row["count"].value) for row in rows}
    span = reader.rows(queries.SPAN, keep=True)[0]
    return Overview(
        counts=[(name, counts[name], words[counts[name] != 1]) for name, words in CLASSES.items() if counts.get(name)],
        articles=counts.get("Article", 0),
        triples=reader.count(queries.TRIPLES, keep=True),
        first=span["first"].value[:4] if "first" in span else "",
        last=span["last"].value[:4] if "last" in span else "",
        newest=_newest(reader),
    )


def _newest(reader: Reader) -> list[Line]:
    rows = reader.rows(queries.ARTICLES, keep=True)
    publishers = [row["publisher"] for row in rows if "publisher" in row]
    labels = reader.labels({publisher.value for publisher in publishers if publisher.kind == "uri"})
    return [_line(reader, row, labels) for row in rows]


def _line(reader: Reader, row: Row, labels: dict[str, str]) -> Line:
    about = []
    if "publisher" in row:
        publisher = row["publisher"]
        about.append(labels[publisher.value] if publisher.kind == "uri" else publisher.value)
    if "issued" in row:
        about.append(spell_date(row["issued"].value))
    return Line(reader.address(row["article"].value), row.get("title", row["source"]).value, ", ".join(about))
