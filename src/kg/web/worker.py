"""What runs in a query process: open the store, answer one query after the other, end when the server is gone.

In: frames on the standard input. Out: frames on the standard output. Never: a write, a call to the network, or an
answer that began and turned into an error.
"""

from __future__ import annotations

import io
import json
import os
import resource
import select
import sys
import threading
from pathlib import Path
from typing import Any

from ..errors import KGError, QueryRefused, UsageError
from ..export import FORMATS, export
from ..stores import Store, open_store
from ..stores.guard import screen
from . import frames
from .process import Job

CHUNK = 2**16
KINDS = {"select": "solutions", "ask": "boolean", "graph": "graph"}


def main(folder: str, most_memory: int) -> None:
    """Serve the store of a generation until the standard input ends."""
    source, target = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    threading.Thread(target=_end_with, args=(source,), daemon=True).start()
    try:
        store = open_store(Path(folder))
    except KGError as error:
        _refuse(target, error)
        return
    _limit(most_memory)
    frames.send(target, frames.READY)
    while (frame := frames.receive(source)) is not None:
        try:
            _answer(store, Job(**json.loads(frame[1])), target)
        except KGError as error:
            _refuse(target, error)


def _limit(most_memory: int) -> None:
    """Let the process take so many bytes beyond what the open store has taken; more ends it, without a core file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sizes = Path("/proc/self/statm")
    if sizes.exists():
        most = int(sizes.read_text().split()[0]) * resource.getpagesize() + most_memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _end_with(source: int) -> None:
    """End the process, whatever it does, when the other end of its input is closed."""
    poll = select.poll()
    poll.register(source, 0)
    poll.poll()
    os._exit(0)


def _answer(store: Store, job: Job, target: int) -> None:
    if job.export:
        frames.send_json(target, frames.HEADER, {"kind": "graph", "format": job.graph})
        with io.BufferedWriter(_Frames(target), CHUNK) as out:
            export(store, job.graph, out)
    else:
        kind, name, body = _asked(store, job)
        frames.send_json(target, frames.HEADER, {"kind": kind, "format": name})
        _Frames(target).write(body)
    frames.send(target, frames.END)


def _asked(store: Store, job: Job) -> tuple[str, str, bytes]:
    kind = KINDS[screen(job.query).form]
    name = job.graph if kind == "graph" else job.results
    if not name:
        what = "triples" if kind == "graph" else "rows"
        raise NotAcceptableError(f"the answer is {what}, and the client takes no format for them", where="Accept")
    dataset = {"default_graphs": job.default_graphs, "named_graphs": job.named_graphs}
    if job.readable and not FORMATS[name][0]:
        triples = {(str(s), str(p), str(o)) for s, p, o in store.query(job.query, **dataset).rows}
        body = "".join(FORMATS[name][1](sorted(triples))).encode()
    else:
        body = store.answer(job.query, name, **dataset)
    if job.most and len(body) > job.most:
        raise TooLargeError(f"the answer has {len(body):,} bytes", remedy="add LIMIT, or download it")
    return kind, name, body


class _Frames(io.RawIOBase):
    """A stream whose bytes go out as frames."""

    def __init__(self, target: int) -> None:
        self._target = target

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        for first in range(0, len(part), CHUNK):
            frames.send(self._target, frames.DATA, bytes(part[first : first + CHUNK]))
        return len(part)


class NotAcceptableError(QueryRefused):
    """The client takes no format in which this answer can be written."""


class TooLargeError(QueryRefused):
    """The answer is larger than the asker can show."""


REASONS: dict[type[KGError], str] = {NotAcceptableError: "format", TooLargeError: "size"}


def _refuse(target: int, error: KGError) -> None:
    said = {"message": error.message, "where": error.where, "remedy": error.remedy}
    reason = REASONS.get(type(error), "query" if isinstance(error, QueryRefused | UsageError) else "store")
    frames.send_json(target, frames.REFUSAL, {**said, "reason": reason})


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
