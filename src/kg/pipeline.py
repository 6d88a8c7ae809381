"""The story from documents to a published graph.

In: paths, and a build folder. Out: a `BuildReport`; in the folder, a new generation. Never: a generation that does not
conform, or one that depends on the order of the documents, the clock or the machine.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from .account import BuildReport, account, contradicted, manifest
from .assemble import Draft, assemble, distinct
from .derive import derive
from .errors import ConformanceError, ReadError, UsageError
from .ids import DEFAULT_BASE, Ids
from .model import Document, Reading, Unread
from .nquads import Quad, iri
from .publish import claim, publish
from .quarantine import Quarantined, blamed, kept_out, without
from .readers import read
from .reason import Closure, close, compile_rules
from .resolve import resolve
from .resources import folder
from .schema import schema
from .understand import understand
from .validate import Report, validate

Progress = Callable[[str, int, int], None]


def build(
    paths: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    base: str = DEFAULT_BASE,
    progress: Progress | None = None,
    now: datetime | None = None,
    jobs: int = 0,
) -> BuildReport:
    """Build a graph from documents, and publish it.

    Parameters
    ----------
    paths: files and folders, or ``-``; what cannot be read is reported, and the others go on.
    out: the build folder. What was read out of a document before and has not changed is taken from its cache.
    base: the IRI that all things stand under, with its last slash.
    progress: is told the stage, how much of it is done, and of how much.
    now: the time for the folder's log; nothing else depends on it.
    jobs: how many processes read; 0 for as many as there are cores.

    Raises
    ------
    UsageError: the base is no IRI, or does not end in a slash.
    ReadError: none of the documents can be read.
    MappingError: ontology, mappings and shapes do not agree.
    ConformanceError: no document conforms.
    StoreError: the folder cannot be written, or another build is writing there.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     report = build(folder("documents") / "readout-leaders-call.txt", place)
    >>> report.articles, report.validation.conforms
    (1, True)
    """
    stages, ids = _Stages(progress), _ids(base)
    with stages("read"):
        documents, unread = _read(paths)
    with claim(out) as claimed:
        with stages("extract"):
            read_out = understand(documents, claimed.folder / "cache", jobs=jobs, tell=stages.tell)
            readings, again = distinct([item for item in read_out if isinstance(item, Reading)], ids)
        unread += [*(item for item in read_out if isinstance(item, Unread)), *(_twice(*pair) for pair in again)]
        unread.sort(key=lambda item: (item.source, item.reason))
        draft, report, quarantined = _admit(readings, ids, stages)
        with stages("reason"):
            closure = close(compile_rules([folder("ontology") / "kg.ttl"]), (quad[:3] for quad in draft.quads))
        with stages("publish"):
            told = manifest(draft, closure, report, unread, quarantined, ids)
            quads, files = _published(draft, closure, ids), _files(report, quarantined)
            release = publish(quads, out, manifest=told, files=files, when=now, claimed=claimed)
    files_read = len({document.source for document in documents})
    rest = tuple(unread), contradicted(closure, draft), report, tuple(quarantined), dict(stages.seconds)
    return account(files_read, release, *rest)


def _admit(readings: list[Reading], ids: Ids, stages: _Stages) -> tuple[Draft, Report, list[Quarantined]]:
    """Resolve, lift and validate; what does not conform goes, and all is done again without it."""
    out: list[Quarantined] = []
    while True:
        with stages("resolve"):
            resolution = resolve(readings, ids)
        with stages("lift"):
            draft = assemble(readings, resolution, ids)
        with stages("validate"):
            report = validate(draft.quads)
        mistakes = blamed(draft, report)
        if not mistakes:
            return draft, report, sorted(out, key=lambda item: item.article)
        out += kept_out(draft, mistakes, ids)
        readings = without(readings, out, ids)
        if not readings:
            first = out[0].report.violations[0]
            raise ConformanceError(
                first.message, where=out[0].source, remedy="no document conforms; nothing is published"
            )


def _ids(base: str) -> Ids:
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+/", base):
        raise UsageError(
            "this is no base for IRIs", where=base, remedy=f"take an address with its last slash, as {DEFAULT_BASE}"
        )
    return Ids(base)


def _read(paths: str | Path | Iterable[str | Path]) -> tuple[list[Document], list[Unread]]:
    """The documents, and what cannot be read; an error where nothing can be."""
    items = list(read(paths))
    documents = [item for item in items if isinstance(item, Document)]
    unread = [item for item in items if isinstance(item, Unread)]
    if not documents:
        first = unread[0] if unread else Unread("the paths given", "there is no document", "name files or folders")
        more = f" (and {len(unread) - 1} more that cannot be read)" if len(unread) > 1 else ""
        raise ReadError(f"{first.reason}{more}", where=first.source, remedy=first.remedy)
    return documents, unread


def _twice(reading: Reading, stays: Reading) -> Unread:
    message = f"it is the same article as {stays.document.source}, by its address"
    return Unread(reading.document.source, message, "give it another url in its sidecar, or take it away")


def _published(draft: Draft, closure: Closure, ids: Ids) -> list[Quad]:
    inferred = iri(ids.graph("inferred"))
    entailed = ((s, p, o, inferred) for s, p, o in closure.inferred)
    return sorted([*draft.quads, *entailed, *derive(draft.quads, ids), *schema(ids)])


def _files(report: Report, quarantined: list[Quarantined]) -> dict[str, bytes]:
    files = {"report.ttl": report.turtle().encode()}
    for item in quarantined:
        name = item.article.partition("/article/")[2].replace("/", "-")
        files[f"quarantine/{name}.ttl"] = item.report.turtle().encode()
    return files


class _Stages:
    """Tells of each stage when it begins and ends, and adds up its seconds."""

    def __init__(self, progress: Progress | None) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._progress = progress
        self._name = ""

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        self._name, start = name, time.perf_counter()
        self.tell(0, 1)
        yield
        self.seconds[name] += time.perf_counter() - start
        self.tell(1, 1)

    def tell(self, done: int, total: int) -> None:
        if self._progress:
            self._progress(self._name, done, total)
