"""Exports: the same graph, the same bytes, in a format that others read.

In: a store. Out: bytes, written to a stream. Never: a blank node, the clock, an order that depends on chance.

``nquads`` and ``trig`` hold the named graphs; the others hold the merge of all graphs, each triple once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from ..errors import UsageError
from ..stores import Row, Store
from .jsonld import jsonld
from .rdfxml import rdfxml
from .turtle import trig, turtle

__all__ = ["FORMATS", "export", "jsonld", "lines", "rdfxml", "trig", "turtle"]


def lines(rows: list[Row]) -> Iterator[str]:
    """Sorted rows as lines of N-Triples or N-Quads.

    >>> list(lines([("<a:s>", "<a:p>", '"x"')]))
    ['<a:s> <a:p> "x" .\\n']
    """
    for row in rows:
        yield " ".join(row) + " .\n"


FORMATS: dict[str, tuple[bool, Callable[[list[Row]], Iterator[str]]]] = {
    "nquads": (True, lines),
    "turtle": (False, turtle),
    "jsonld": (False, jsonld),
    "trig": (True, trig),
    "ntriples": (False, lines),
    "rdfxml": (False, rdfxml),
}
"""For each format, whether it holds named graphs, and what writes it from sorted rows."""


def export(store: Store, format: str, out: BinaryIO) -> None:  # noqa: A002 - the word the command line has for it
    """Write all of a store to a stream.

    Parameters
    ----------
    store: what ``open_store`` gives. All rows are sorted in memory, some 400 bytes a triple.
    format: a key of ``FORMATS``.
    out: a binary stream; it stays open.

    Raises
    ------
    UsageError: there is no such format, or the format cannot say a triple (RDF/XML).

    >>> import io
    >>> from kg.stores import STORES
    >>> store = STORES["oxigraph"]()
    >>> store.load([b'<a:s> <a:p> "x" <a:g> .'])
    >>> export(store, "nquads", out := io.BytesIO())
    >>> out.getvalue()
    b'<a:s> <a:p> "x" <a:g> .\\n'
    """
    if format not in FORMATS:
        raise UsageError(f"{format!r} is no format for a graph", remedy=f"take one of {', '.join(FORMATS)}")
    named, write = FORMATS[format]
    for text in write(sorted(store.quads() if named else store.triples())):
        out.write(text.encode())
