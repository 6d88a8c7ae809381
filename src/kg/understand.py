"""Documents become readings: annotated and extracted, on all cores, and kept for the next build.

In: documents, and the folder of the cache. Out: their readings in the same order, and those that the grammar failed on.
Never: an order or a result that depends on how many processes did it.

Each further process is ``python -m kg.understand``: a document as a line of JSON in, its reading as a line out. So no
pickle is shared, a program that calls ``build`` needs no guard, and a process that dies costs one document.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from . import jsonlines
from .cache import Cache
from .errors import ReadError
from .extract import extract
from .model import Document, Reading, Unread
from .text import annotate

ALONE = 20
"""Up to so many documents are read in this process: to start others takes longer."""

LONGEST = 1_000_000
"""Characters of the longest text that is taken for one document."""

FAILURES = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a defect of the grammar raises. It costs the document that shows it, and not the others."""

REMEDY = "report it; `kg --debug extract` on this file shows where"
BETWEEN = "; "
DIED = f"the process that read it ended{BETWEEN}{REMEDY}"


def understand(
    documents: Iterable[Document], cache: Path, *, jobs: int = 0, tell: Callable[[int, int], None] | None = None
) -> list[Reading | Unread]:
    """Read out of each document what it says.

    Parameters
    ----------
    documents: as a reader gave them.
    cache: the folder of readings kept; those of documents that are not among these are removed from it.
    jobs: how many processes; 0 for as many as there are cores.
    tell: is given how many are done, and of how many.

    Returns
    -------
    For each document, in order, its reading, or why there is none.

    Raises
    ------
    StoreError: the disk does not take a reading.
    """
    given, kept = list(documents), Cache(cache)
    found: dict[int, Reading | Unread] = {}
    for number, document in enumerate(given):
        known = kept.get(document)
        if known is not None:
            found[number] = known
    fresh = {number: document for number, document in enumerate(given) if number not in found}
    for number, (line, failure) in _answers(fresh, jobs or cores()):
        if failure:
            reason, _, remedy = failure.partition(BETWEEN)
            found[number] = Unread(given[number].source, reason, remedy)
        else:
            found[number] = jsonlines.decode(Reading, line)
            kept.keep(given[number], line)
        if tell:
            tell(len(found), len(given))
    kept.prune()
    return [found[number] for number in range(len(given))]


def read_out(document: Document) -> Reading:
    """What one document says.

    Raises
    ------
    ReadError: it is longer than ``LONGEST``, or the grammar fails on it, by a defect of its own.

    >>> read_out(Document(source="a.txt", text="Bern.")).document.source
    'a.txt'
    """
    if len(document.text) > LONGEST:
        message = f"a text of {len(document.text):,} characters is longer than one document may be ({LONGEST:,})"
        raise ReadError(message, where=document.source, remedy="split it into its articles")
    try:
        return extract(annotate(document))
    except FAILURES as error:
        reason = f"the grammar failed on it ({type(error).__name__}: {error})"
        raise ReadError(reason, where=document.source, remedy=REMEDY) from error


def cores() -> int:
    """How many processes can run beside each other here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _answers(documents: dict[int, Document], jobs: int) -> Iterator[tuple[int, tuple[str, str]]]:
    """For each document the line of its reading, or the failure; in any order."""
    if jobs == 1 or len(documents) <= ALONE:
        for number, document in documents.items():
            yield number, _attempt(document)
        return
    crew = _Crew()
    with ThreadPoolExecutor(min(jobs, len(documents)), "reader") as threads:
        waiting = {threads.submit(crew.ask, document): number for number, document in documents.items()}
        try:
            for done in as_completed(waiting):
                yield waiting[done], done.result()
        finally:
            threads.shutdown(cancel_futures=True)
            crew.close()


def _attempt(document: Document) -> tuple[str, str]:
    try:
        return jsonlines.encode(read_out(document)), ""
    except ReadError as error:
        return "", f"{error.message}{BETWEEN}{error.remedy}"


class _Crew:
    """Processes that read, one for each thread that asks."""

    def __init__(self) -> None:
        self._mine = threading.local()
        self._all: list[subprocess.Popen[bytes]] = []

    def ask(self, document: Document) -> tuple[str, str]:
        process: subprocess.Popen[bytes] | None = getattr(self._mine, "process", None)
        if process is None:
            process = self._mine.process = self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(jsonlines.encode(document).encode() + b"\n")
            process.stdin.flush()
            answer = process.stdout.readline().decode()
        except BrokenPipeError:
            answer = ""
        if not answer.endswith("\n"):
            self._mine.process = None
            return "", DIED
        return (answer[1:-1], "") if answer[0] == "+" else ("", answer[1:-1])

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "kg.understand"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._all.append(process)
        return process

    def close(self) -> None:
        for process in self._all:
            process.communicate()


def main() -> None:
    """Answer until the input ends; an interrupt is for the process that asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for line in sys.stdin.buffer:
        reading, failure = _attempt(jsonlines.decode(Document, line))
        answer = f"!{' '.join(failure.split())}" if failure else f"+{reading}"
        sys.stdout.buffer.write(answer.encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
