"""Publishing: one immutable generation after another, and a pointer that is switched in one step.

In: quads, a report, what the manifest shall say. Out: a ``Release``. Never: a change to a published generation, a
half-written one that a reader can see, the removal of one that somebody reads, or a look at the clock.

A build folder is laid out as ``stores/folder.py`` draws it; beside ``current`` and ``generations/`` stand ``log.jsonl``
(what changed when), ``lock`` (held while somebody writes) and ``cache/``, which belongs to the pipeline.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from .errors import StoreError
from .stores import Row, Store, open_store
from .stores.claim import DRAFT, Claim, claim, generations, point, prune, recover, replace, sync_tree
from .stores.folder import GENERATIONS, MANIFEST, REMEDY, STORE, find, pointed
from .stores.oxigraph import OxigraphStore
from .stores.spelling import canonical

__all__ = ["Claim", "Release", "claim", "current", "open_release", "publish", "recover"]

KEEP = 3
LOG = "log.jsonl"
_LINES = 10_000


@dataclass(frozen=True, slots=True)
class Release:
    """One published generation: its folder and what its manifest says."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The generation's name, "000001"."""
        return self.folder.name


def current(folder: str | Path) -> Release:
    """The release that a build folder publishes now.

    Raises
    ------
    StoreError: nothing is published there, or its manifest is broken; the message says how to build it.
    """
    return _release(pointed(Path(folder)), Path(folder))


def open_release(folder: str | Path) -> tuple[Release, Store]:
    """A release and its store, open for reading and held against pruning until the store is closed.

    Parameters
    ----------
    folder: a build folder or one of its generations.

    Raises
    ------
    StoreError: it is missing, broken or corrupt; the message says how to build it.
    """
    for _ in range(20):
        generation = find(Path(folder))
        try:
            store = open_store(generation)
        except StoreError:
            if generation == find(Path(folder)):  # it was not pruned under our hands
                raise
            continue
        try:
            return _release(generation, Path(folder)), store
        except StoreError:
            store.close()
            raise
    raise StoreError("the release changes faster than it can be opened", where=str(folder), remedy="try again")


def publish(
    quads: Iterable[Row],
    folder: str | Path,
    *,
    manifest: Mapping[str, Any],
    files: Mapping[str, bytes] | None = None,
    when: datetime | None = None,
    claimed: Claim | None = None,
    keep: int = KEEP,
) -> Release:
    """Write a new generation and switch the pointer to it.

    Parameters
    ----------
    quads: rows of four terms in N-Quads syntax, each in a named graph; in any order, best a sorted list.
    folder: the build folder.
    manifest: what the build knows of itself: counts of documents, facts, entities, inferred triples, versions, base
        IRI, settings. Counts of triples and quads, per graph too, and ``sha256`` over the sorted N-Quads are added.
    files: further files of the generation by their relative name ("report.ttl", "quarantine/a.json").
    when: the time for ``log.jsonl``; it stands nowhere else.
    claimed: what ``claim`` gave, where the caller holds the folder already.
    keep: how many generations stay.

    Raises
    ------
    StoreError: another build writes there, a row is no quad, or the disk does not take it. Then, as after a kill at any
        moment, the last good generation stands.

    >>> import tempfile
    >>> row = ("<http://example.org/a>", "<http://example.org/says>", '"so"', "<http://example.org/graph>")
    >>> with tempfile.TemporaryDirectory() as place:
    ...     release = publish([row], place, manifest={})
    >>> release.folder.name, release.manifest["triples"]
    ('000001', 1)
    """
    if claimed is None:
        with claim(folder) as own:
            return publish(quads, folder, manifest=manifest, files=files, when=when, claimed=own, keep=keep)
    root = claimed.folder
    before = _last(root)
    name = f"{max([int(p.name) for p in generations(root)], default=0) + 1:06d}"
    draft, generation = root / GENERATIONS / f"{DRAFT}{name}", root / GENERATIONS / name
    try:
        told = _write(draft, quads, manifest, files or {})
        sync_tree(draft)
        replace(draft, generation)
        point(root, name)
        _log(root / LOG, _change(before, name, told, when))
    except OSError as error:
        raise StoreError(
            f"publishing failed ({error.strerror})", where=str(root), remedy="make room on the disk and build again"
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    prune(root, name, keep)
    return Release(generation, told)


def _write(
    draft: Path, quads: Iterable[Row], manifest: Mapping[str, Any], files: Mapping[str, bytes]
) -> dict[str, Any]:
    draft.mkdir()
    store = OxigraphStore.create(draft / STORE)
    try:
        lines = _Lines(canonical(quads))
        store.bulk(lines)
        store.finish()
    finally:
        store.close()
    told = {**manifest, **lines.measured()}
    for name, content in sorted(files.items()):
        path = draft / name
        if not path.resolve().is_relative_to(draft.resolve()) or path.name == MANIFEST or name.startswith(STORE):
            raise StoreError(f"{name!r} is no name for a file of a generation", remedy="take a relative name")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    text = json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)
    (draft / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return told


class _Lines:
    """Sorted rows as lines of N-Quads, each triple once more for the merge; what passes is counted and hashed."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows, self._digest = rows, hashlib.sha256()
        self._graphs: Counter[str] = Counter()
        self._triples = 0

    def __iter__(self) -> Iterator[bytes]:
        last = ""
        for first in range(0, len(self._rows), _LINES):
            rows = self._rows[first : first + _LINES]
            if any(len(row) != 4 for row in rows):
                raise StoreError("a row names no graph", where=str(next(row for row in rows if len(row) != 4)))
            text = "".join([f"{s} {p} {o} {g} .\n" for s, p, o, g in rows]).encode()
            self._digest.update(text)
            self._graphs.update(row[3] for row in rows)
            triples = dict.fromkeys([f"{s} {p} {o} .\n" for s, p, o, _ in rows])
            triples.pop(last, None)
            last = f"{' '.join(rows[-1][:3])} .\n"
            self._triples += len(triples)
            yield text
            yield "".join(triples).encode()

    def measured(self) -> dict[str, Any]:
        """Counts and checksum of all that has passed."""
        return {
            "graphs": {graph[1:-1]: count for graph, count in sorted(self._graphs.items())},
            "quads": len(self._rows),
            "triples": self._triples,
            "sha256": self._digest.hexdigest(),
        }


def _release(generation: Path, folder: Path) -> Release:
    path = generation / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise StoreError("the manifest is broken", where=str(path), remedy=REMEDY.format(folder=folder)) from error
    return Release(generation, manifest)


def _last(root: Path) -> Release | None:
    try:
        return current(root)
    except StoreError:
        return None


def _change(before: Release | None, name: str, told: Mapping[str, Any], when: datetime | None) -> dict[str, Any]:
    old: dict[str, int] = dict(before.manifest.get("graphs", {})) if before else {}
    new: dict[str, int] = told["graphs"]
    counts = {key: value for key, value in told.items() if isinstance(value, int)}
    return {
        "when": when.isoformat() if when else None,
        "generation": name,
        "before": before.name if before else None,
        "added": sorted(new.keys() - old.keys()),
        "removed": sorted(old.keys() - new.keys()),
        "resized": sorted(graph for graph in new.keys() & old.keys() if new[graph] != old[graph]),
        "counts": counts,
        "sha256": told["sha256"],
    }


def _log(path: Path, entry: Mapping[str, Any]) -> None:
    with path.open("ab") as log:
        log.write(json.dumps(entry, ensure_ascii=False, sort_keys=True).encode() + b"\n")
        log.flush()
        os.fsync(log.fileno())
