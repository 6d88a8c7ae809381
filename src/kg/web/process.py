"""One process that holds a store read-only and answers one query after the other.

In: a job and the moment by which it must be done. Out: the complete answer. Never: a wait beyond that moment; whoever
holds the process kills it then.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from ..errors import KGError, QueryRefused, QueryStopped, StoreError
from . import frames
from .settings import Settings

IN_MEMORY = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Job:
    """One question to the graph.

    Parameters
    ----------
    query: SPARQL 1.1 query text.
    results, graph: the formats the client takes for rows or a boolean, and for triples; empty where it takes none.
    default_graphs, named_graphs: the dataset of the request; both empty is the whole generation.
    most: bytes that the answer may have; 0 is as many as the settings allow.
    export: all of the generation is wanted, in the format ``graph``; ``query`` is empty.
    readable: triples are sorted, each once, and written with prefixes and nested where the format can.
    """

    query: str
    results: str = "json"
    graph: str = "ntriples"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    most: int = 0
    export: bool = False
    readable: bool = False


@dataclass(slots=True)
class Answer:
    """A complete answer: ``kind`` is ``solutions``, ``boolean`` or ``graph``; ``body`` stands at its start."""

    kind: str
    format: str
    length: int
    body: IO[bytes]

    def read(self) -> bytes:
        """All of the body; the file is closed."""
        with self.body:
            return self.body.read()


class DiedError(Exception):
    """The pipe of a process ended."""


@dataclass(slots=True)
class Process:
    """One process over one store."""

    store: Path
    settings: Settings
    process: subprocess.Popen[bytes] = field(init=False)
    ready: bool = False

    def __post_init__(self) -> None:
        command = [sys.executable, "-m", "kg.web.worker", str(self.store), str(self.settings.most_memory)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, start_new_session=True
        )

    def await_ready(self, until: float) -> None:
        if not self.ready:
            letter, content = self._frame(until)
            if letter == frames.REFUSAL:
                raise _refusal(json.loads(content))
            self.ready = True

    def run(self, job: Job, until: float) -> Answer:
        """Ask, and collect the whole answer before ``until`` (monotonic seconds)."""
        self.await_ready(until)
        assert self.process.stdin is not None
        try:
            frames.send_json(self.process.stdin.fileno(), frames.QUERY, asdict(job))
        except BrokenPipeError:
            raise DiedError from None
        letter, content = self._frame(until)
        if letter == frames.REFUSAL:
            raise _refusal(json.loads(content))
        head = json.loads(content)
        with contextlib.ExitStack() as undone:
            body = undone.enter_context(tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))
            length = self._collect(body, until)
            undone.pop_all()
        return Answer(head["kind"], head["format"], length, body)

    def _collect(self, body: IO[bytes], until: float) -> int:
        """Write the rest of an answer to a file, and go back to the start of it."""
        length = 0
        while True:
            letter, content = self._frame(until)
            if letter == frames.END:
                body.seek(0)
                return length
            if letter == frames.REFUSAL:
                raise _refusal(json.loads(content))
            length += len(content)
            if length > self.settings.most_result:
                raise QueryStopped(
                    f"the answer is larger than {self.settings.most_result:,} bytes",
                    reason="size",
                    remedy="ask for less: add LIMIT, or name fewer variables",
                )
            body.write(content)

    def _frame(self, until: float) -> tuple[bytes, bytes]:
        head = self._read(frames.HEAD.size, until)
        letter, length = frames.HEAD.unpack(head)
        return letter, self._read(length, until)

    def _read(self, length: int, until: float) -> bytes:
        assert self.process.stdout is not None
        handle = self.process.stdout.fileno()
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        parts = []
        while length:
            left = until - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise TimeoutError
            part = os.read(handle, length)
            if not part:
                raise DiedError
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def end(self, *, kill: bool) -> None:
        """Close the pipes, so that an idle process ends by itself; or kill it."""
        if kill:
            self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
            return
        self.process.kill()
        self.process.wait()


def _refusal(said: dict[str, Any]) -> KGError:
    """The error that a process reported."""
    reason = said.pop("reason")
    if reason in ("size", "format"):
        return QueryStopped(**said, reason=reason)
    return QueryRefused(**said) if reason == "query" else StoreError(**said)
