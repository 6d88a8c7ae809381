"""What runs in a query process: open the store, answer one query after the other, end when the server is gone.

In: frames on the standard input. Out: frames on the standard output. Never: a write, a call to the network, or an
answer that began and turned into an error.
"""

from __future__ import annotations

import json
import os
import resource
import select
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from ..errors import KGError, QueryRefused
from ..stores import Store, open_store
from ..stores.guard import screen
from . import frames
from .dump import dump
from .process import Job

CHUNK = 2**16
KINDS = {"select": "solutions", "ask": "boolean", "graph": "graph"}


def main(folder: str, most_memory: int) -> None:
    """Serve the store of a generation until the standard input ends."""
    source, target = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    threading.Thread(target=_end_with, args=(source,), daemon=True).start()
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        store = open_store(Path(folder))
    except KGError as error:
        _refuse(target, error)
        return
    frames.send(target, frames.READY)
    while (frame := frames.receive(source)) is not None:
        try:
            _answer(store, Job(**json.loads(frame[1])), target)
        except KGError as error:
            _refuse(target, error)


def _end_with(source: int) -> None:
    """End the process, whatever it does, when the other end of its input is closed."""
    poll = select.poll()
    poll.register(source, 0)
    poll.poll()
    os._exit(0)


def _answer(store: Store, job: Job, target: int) -> None:
    if job.export:
        kind, name = "graph", job.graph
        parts = dump(store, name)
    else:
        kind = KINDS[screen(job.query).form]
        name = job.graph if kind == "graph" else job.results
        if not name:
            what = "triples" if kind == "graph" else "rows"
            raise NotAcceptableError(f"the answer is {what}, and the client takes no format for them", where="Accept")
        body = store.answer(job.query, name, default_graphs=job.default_graphs, named_graphs=job.named_graphs)
        if job.most and len(body) > job.most:
            raise TooLargeError(f"the answer has {len(body):,} bytes", remedy="add LIMIT, or download it")
        parts = _chunks(body)
    frames.send_json(target, frames.HEADER, {"kind": kind, "format": name})
    for part in parts:
        frames.send(target, frames.DATA, part)
    frames.send(target, frames.END)


class NotAcceptableError(QueryRefused):
    """The client takes no format in which this answer can be written."""


class TooLargeError(QueryRefused):
    """The answer is larger than the asker can show."""


REASONS: dict[type[KGError], str] = {NotAcceptableError: "format", TooLargeError: "size"}


def _refuse(target: int, error: KGError) -> None:
    said = {"message": error.message, "where": error.where, "remedy": error.remedy}
    reason = REASONS.get(type(error), "query" if isinstance(error, QueryRefused) else "store")
    frames.send_json(target, frames.REFUSAL, {**said, "reason": reason})


def _chunks(body: bytes) -> Iterator[bytes]:
    return (body[first : first + CHUNK] for first in range(0, len(body), CHUNK))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
