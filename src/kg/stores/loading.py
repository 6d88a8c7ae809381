"""Lines of N-Quads into the engine: at once, or many of them in batches.

In: chunks of bytes, whole lines each. Out: nothing. Never: more than a few batches in memory.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pyoxigraph as ox

from ..errors import StoreError

BATCH = 16_000_000
"""Bytes that the engine loads at a time; it takes six times as much memory for them."""
LOADERS = 2
"""How many batches it loads beside each other; it lets go of the interpreter meanwhile."""
ENGINE_ERRORS = (OSError, RuntimeError, ValueError)


def load(engine: ox.Store, chunks: Iterable[bytes]) -> None:
    """Add lines, all or none.

    Raises
    ------
    StoreError: a line is no quad, or the disk does not take it.
    """
    try:
        engine.bulk_load(_Chunks(filter(None, chunks)), format=ox.RdfFormat.N_QUADS)  # type: ignore[arg-type]
    except SyntaxError as error:
        raise StoreError(f"these are no N-Quads ({error})", remedy="see the line named") from error
    except ENGINE_ERRORS as error:
        raise StoreError(f"loading failed ({error})", remedy="make room on the disk and build again") from error


def bulk(engine: ox.Store, chunks: Iterable[bytes]) -> None:
    """Add many lines, batch by batch, in no order; what stands in the engine when a batch fails stays there.

    Raises
    ------
    StoreError: as ``load``.
    """
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(LOADERS) as loaders:
        for batch in _batches(chunks):
            waiting.append(loaders.submit(load, engine, batch))
            if len(waiting) > LOADERS:
                waiting.popleft().result()
        for future in waiting:
            future.result()


def _batches(chunks: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for chunk in chunks:
        batch.append(chunk)
        size += len(chunk)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    yield batch


class _Chunks:
    """Chunks of bytes, none of them empty, as a file that can be read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._chunk = io.BytesIO()

    def read(self, size: int = -1) -> bytes:
        found = self._chunk.read(size)
        if not found:
            self._chunk = io.BytesIO(next(self._chunks, b""))
            found = self._chunk.read(size)
        return found
