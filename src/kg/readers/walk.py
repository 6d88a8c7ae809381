"""Which files are documents, and by what name each is known.

In: paths of files and folders. Out: files with their sources, in order of source, and what was passed over. Never: the
same file twice, or a hidden one.
"""

from __future__ import annotations

import fnmatch
import logging
import os
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath

from ..model import Unread
from .sidecar import sidecars
from .wording import wording

STDIN = "-"
"""The path that stands for standard input."""

_log = logging.getLogger("kg.readers")


@dataclass(frozen=True, slots=True)
class File:
    """One file to read; ``path`` is ``Path("-")`` for standard input."""

    path: Path
    source: str


def walk(paths: Iterable[str | Path], suffixes: Collection[str], root: Path | None = None) -> list[File | Unread]:
    """The files below some paths, each once, in order of source.

    A folder is walked to its depth, without following links to folders. Passed over, and named in the log
    ``kg.readers``: hidden files and folders, and the names under ``skip`` in ``mappings/reading.yaml``. Build folders
    are passed over too; sidecars are read with their documents. Any other file that no reader knows is reported.

    Parameters
    ----------
    paths: files, folders, ``-``.
    suffixes: the suffixes that have a reader.
    root: the folder below which sources are named; without it the given folder, or the folder of a given file.
    """
    found: list[File | Unread] = []
    for path in paths:
        found += _below(Path(path), suffixes, root)
    once: dict[Path, File] = {}
    for item in found:
        if isinstance(item, File):
            once.setdefault(item.path if item.source == STDIN else item.path.resolve(), item)
    unread = [item for item in found if isinstance(item, Unread)]
    return sorted([*_told_apart(list(once.values())), *dict.fromkeys(unread)], key=lambda item: item.source)


def _below(path: Path, suffixes: Collection[str], root: Path | None) -> list[File | Unread]:
    if str(path) == STDIN:
        return [File(path, STDIN)]
    if path.is_dir():
        return _in_folder(path, suffixes, root or path)
    if not path.exists() and not path.is_symlink():
        return [Unread(str(path), "there is no such file or folder", "check the path")]
    return [File(path, _source(path, root or path.parent))]


def _in_folder(folder: Path, suffixes: Collection[str], root: Path) -> list[File | Unread]:
    found: list[File | Unread] = []

    def refuse(error: OSError) -> None:
        name = _source(Path(error.filename or folder), root)
        name = str(folder) if name == "." else name
        found.append(
            Unread(name, f"the folder cannot be read ({error.strerror})", "give yourself the right to read it")
        )

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _built(Path(parent, name)))
        here = [Path(parent, name) for name in sorted(names)]
        documents = [path for path in here if path.suffix.lower() in suffixes and not _passed_over(path)]
        beside = {sidecar for path in documents for sidecar in sidecars(path)}
        for path in here:
            source = _source(path, root)
            if path in documents:
                found.append(File(path, source))
            elif _passed_over(path):
                _log.info("%s passed over", source)
            elif path not in beside:
                found.append(_no_reader(path, source, suffixes))
    return found


def _built(folder: Path) -> bool:
    """Whether a folder is what a build wrote: no document of anybody's. One that may not be read is not known to be."""
    return os.path.isdir(folder / "generations") and os.path.isfile(folder / "lock")  # noqa: PTH112, PTH113 - these ask no permission


def _no_reader(path: Path, source: str, suffixes: Collection[str]) -> Unread:
    if path.suffix == ".yaml":
        return Unread(
            source, "a sidecar without its document", "name it as the document, with .yaml in place of its suffix"
        )
    known = ", ".join(sorted(suffixes))
    what = f"no reader for {path.suffix} files" if path.suffix else "a file without a suffix"
    return Unread(source, what, f"convert it to one of {known}, or take it out of the folder")


def _passed_over(path: Path) -> bool:
    name = path.name
    return name.startswith(".") or any(fnmatch.fnmatchcase(name.lower(), skip.lower()) for skip in wording().skip)


def _source(path: PurePath, root: Path) -> str:
    """The path below a folder, ``/`` between its parts, in NFC whatever the file system writes."""
    below = path.relative_to(root) if path.is_relative_to(root) else PurePath(path.name)
    raw = os.fsencode(below.as_posix()).decode("utf-8", "replace")
    return unicodedata.normalize("NFC", raw)


def _told_apart(files: list[File]) -> list[File]:
    """The files, those of one source under as much of their paths as tells them apart."""
    known: dict[str, list[File]] = {}
    for file in files:
        known.setdefault(file.source, []).append(file)
    apart: list[File] = []
    for source, same in known.items():
        if len(same) == 1:
            apart += same
            continue
        parts = [file.path.resolve().parts for file in same]
        depth = next(n for n in range(source.count("/") + 2, 999) if len({p[-n:] for p in parts}) == len(same))
        apart += [File(file.path, "/".join(p[-depth:]).lstrip("/")) for file, p in zip(same, parts, strict=True)]
    return apart
