"""Stores: what holds a published graph and answers questions about it.

In: N-Quads, SPARQL. Out: ``Result``. Never: a write to a published generation, or a call to the network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import rdflib

from ..errors import UsageError
from .memory import MemoryStore
from .oxigraph import OxigraphStore
from .result import GRAPH_FORMATS, RESULT_FORMATS, Result
from .terms import Row

__all__ = ["GRAPH_FORMATS", "RESULT_FORMATS", "STORES", "Result", "Row", "Store", "open_store"]


class Store(Protocol):
    """What every store can do; ``tests/test_stores.py`` is its contract."""

    def load(self, chunks: Iterable[bytes]) -> None: ...

    def query(self, sparql: str, *, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()) -> Result: ...

    def answer(
        self,
        sparql: str,
        format: str,  # noqa: A002
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> bytes: ...

    def quads(self) -> Iterator[Row]: ...

    def triples(self) -> Iterator[Row]: ...

    def size(self) -> int: ...

    def dataset(self) -> rdflib.Dataset: ...

    def close(self) -> None: ...


STORES: dict[str, type[OxigraphStore] | type[MemoryStore]] = {"oxigraph": OxigraphStore, "memory": MemoryStore}


def open_store(folder: str | Path, kind: str = "oxigraph") -> Store:
    """Open what was published in a folder, for reading.

    Parameters
    ----------
    folder: a build folder, one of its generations, or a bare store. What is opened is held until ``close``: no build
        removes it.
    kind: a key of ``STORES``.

    Raises
    ------
    StoreError: the folder is missing, broken or corrupt.
    UsageError: there is no such kind of store.

    >>> open_store("nowhere")
    Traceback (most recent call last):
    kg.errors.StoreError: nowhere: there is no such build folder; build it with `kg build DOCUMENTS -o nowhere`
    """
    if kind not in STORES:
        raise UsageError(f"there is no store {kind!r}", remedy=f"take one of {', '.join(sorted(STORES))}")
    return STORES[kind].open(Path(folder))
