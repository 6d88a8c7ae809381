"""Rows and labels for the pages, by queries to the pool.

In: texts of ``queries``. Out: rows of terms, and labels. Never: a query that somebody else wrote.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from . import queries
from .process import Answer, Job
from .terms import Row, Term, address, read_term, spell_name
from .workers import Pool

BATCH = 400


@dataclass(slots=True)
class Reader:
    """One generation as the pages see it.

    ``kept`` holds the answers of queries that read whole classes, as long as the generation is served.
    """

    pool: Pool
    base: str
    kept: dict[str, list[Row]] = field(default_factory=dict)

    def rows(self, query: str, *, keep: bool = False, **terms: str) -> list[Row]:
        """The rows of a SELECT; with ``keep`` it is sent once a generation."""
        text = queries.fill(query, **terms)
        if keep and text in self.kept:
            return self.kept[text]
        rows = read_rows(self.pool.run(Job(text)).read())
        if keep:
            self.kept[text] = rows
        return rows

    def count(self, query: str, *, keep: bool = False, **terms: str) -> int:
        """The one number that a query asks for."""
        rows = self.rows(query, keep=keep, **terms)
        return int(rows[0]["count"].value) if rows else 0

    def graph(self, query: str, format_name: str, **terms: str) -> Answer:
        """The triples of a CONSTRUCT, written in a format."""
        return self.pool.run(Job(queries.fill(query, **terms), results="", graph=format_name, readable=True))

    def labels(self, iris: Iterable[str]) -> dict[str, str]:
        """The best label of each IRI: its preferred name, else its label, its title, the end of the IRI."""
        wanted = sorted({iri for iri in iris if iri and not queries.NOT_IN_IRI.search(iri)})
        found: dict[str, tuple[int, str]] = {}
        for first in range(0, len(wanted), BATCH):
            things = " ".join(queries.iri(each) for each in wanted[first : first + BATCH])
            for row in self.rows(queries.LABELS, things=things):
                label = (int(row["naming"].value), row["label"].value)
                key = row["thing"].value
                found[key] = min(found.get(key, label), label)
        return {iri: found[iri][1] if iri in found else self._unnamed(iri) for iri in wanted}

    def _unnamed(self, iri: str) -> str:
        if iri.startswith(queries.KG):
            return spell_name(iri.removeprefix(queries.KG))
        if iri.startswith(self.base):
            return iri.removeprefix(self.base)
        return spell_name(Term("uri", iri).local) or iri

    def address(self, iri: str) -> str:
        """Where a click on an IRI leads; empty where it leads nowhere."""
        return address(iri, self.base)


def read_rows(body: bytes) -> list[Row]:
    """Rows from SPARQL JSON.

    >>> read_rows(b'{"results": {"bindings": [{"x": {"type": "literal", "value": "1"}}]}}')[0]["x"].value
    '1'
    """
    bindings = json.loads(body)["results"]["bindings"]
    return [{name: read_term(cell) for name, cell in row.items()} for row in bindings]
