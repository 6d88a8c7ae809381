"""The answer to a query, at rest.

In: a kind, variables and rows of terms. Out: the same as bytes of a standard format. Never: an iterator of an engine,
which may not leave its thread.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pyoxigraph as ox

from ..errors import UsageError
from .terms import XSD_STRING

T = TypeVar("T")

RESULT_FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def result_format(name: str) -> ox.QueryResultsFormat:
    """The engine's format for rows or a yes or no, by our name for it."""
    return _known(name, RESULT_FORMATS, "a table")


def graph_format(name: str) -> ox.RdfFormat:
    """The engine's format for a graph, by our name for it."""
    return _known(name, GRAPH_FORMATS, "a graph")


def _known(name: str, table: dict[str, T], what: str) -> T:
    if name not in table:
        raise UsageError(f"{name!r} is no format for {what}", remedy=f"take one of {', '.join(table)}")
    return table[name]


@dataclass(frozen=True, slots=True)
class Result:
    """What a query found.

    ``kind`` is ``select``, ``ask`` or ``graph``. ``rows`` hold pyoxigraph terms: one a variable for ``select`` (None
    where it is unbound), subject, predicate and object for ``graph``; for ``ask`` ``truth`` says it.

    >>> Result("ask", truth=True).serialize("json")
    b'{"head":{},"boolean":true}'
    """

    kind: str
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | None, ...], ...] = ()
    truth: bool = False

    def serialize(self, format: str) -> bytes:  # noqa: A002 - the word the command line has for it
        """The answer in a standard format.

        Parameters
        ----------
        format: a key of ``RESULT_FORMATS`` for ``select`` and ``ask``, of ``GRAPH_FORMATS`` for ``graph``.

        Raises
        ------
        UsageError: the format does not fit the kind.
        """
        if self.kind == "graph":
            return _graph_bytes((ox.Triple(*row) for row in self.rows), graph_format(format))  # type: ignore[arg-type]
        wanted = result_format(format)
        document: dict[str, object]
        if self.kind == "ask":
            document = {"head": {}, "boolean": self.truth}
        else:
            bindings = [_binding(self.variables, row) for row in self.rows]
            document = {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}
        plain = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
        parsed = ox.parse_query_results(plain, format=ox.QueryResultsFormat.JSON)
        return parsed.serialize(format=wanted) or b""


def _graph_bytes(triples: Iterable[ox.Triple], format: ox.RdfFormat) -> bytes:  # noqa: A002
    return ox.serialize(triples, format=format) or b""


def _binding(variables: Sequence[str], row: Sequence[object]) -> dict[str, dict[str, str]]:
    return {name: _json_term(term) for name, term in zip(variables, row, strict=True) if term is not None}


def _json_term(term: object) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    assert isinstance(term, ox.Literal)
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != XSD_STRING:
        found["datatype"] = term.datatype.value
    return found
