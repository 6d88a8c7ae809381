"""Writes a whole generation in one format, in parts.

In: a store. Out: bytes; N-Quads and TriG hold the named graphs, the other formats the merge of all, sorted. Never: a
triple twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ..stores import Store

LINES = 1000
ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def dump(store: Store, name: str) -> Iterator[bytes]:
    """All of a store.

    Parameters
    ----------
    name: a name of ``negotiate.GRAPHS``.

    >>> store = type("Small", (), {"quads": lambda self: [("<a:s>", "<a:p>", '"x"', "<a:g>")]})()
    >>> b"".join(dump(store, "trig"))
    b'<a:g> {\\n<a:s> <a:p> "x" .\\n}\\n'
    """
    if name == "nquads":
        return _parts(f"{s} {p} {o} {g} ." for s, p, o, g in sorted(store.quads()))
    if name == "ntriples":
        return _parts(f"{s} {p} {o} ." for s, p, o in sorted(store.triples()))
    if name == "trig":
        return _parts(_trig(store))
    return iter((store.answer(ALL, name),))


def _trig(store: Store) -> Iterator[str]:
    rows = sorted(store.quads(), key=lambda row: (row[3], row[:3]))
    for graph, members in groupby(rows, key=lambda row: row[3]):
        yield f"{graph} {{"
        for s, p, o, _ in members:
            yield f"{s} {p} {o} ."
        yield "}"


def _parts(lines: Iterable[str]) -> Iterator[bytes]:
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == LINES:
            yield ("\n".join(batch) + "\n").encode()
            batch = []
    if batch:
        yield ("\n".join(batch) + "\n").encode()
