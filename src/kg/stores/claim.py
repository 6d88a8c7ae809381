"""The right to write in a build folder: who holds it clears up after a killed build, and prunes what nobody reads.

In: the path of a build folder. Out: a lock, a switched pointer, fewer old generations. Never: the removal of a
generation that somebody reads, or of the one that the pointer names.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..errors import StoreError
from .folder import GENERATIONS, POINTER, STORE, is_generation, pointed

LOCK, DRAFT = "lock", ".tmp-"


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to write in a build folder, while ``claim`` is open."""

    folder: Path


@contextmanager
def claim(folder: str | Path) -> Iterator[Claim]:
    """Hold a build folder against other builds, and clear away what a killed one left.

    Parameters
    ----------
    folder: the build folder; it is made if there is none.

    Raises
    ------
    StoreError: another build holds it, or it cannot be written.
    """
    folder = Path(folder)
    try:
        (folder / GENERATIONS).mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(
            f"this folder cannot be written ({error.strerror})", where=str(folder), remedy="name another with -o"
        ) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        remedy = "wait until it has ended, or name another folder with -o"
        raise StoreError("another build is writing here", where=str(folder), remedy=remedy) from error
    try:
        _sweep(folder)
        yield Claim(folder)
    finally:
        os.close(descriptor)


def recover(folder: str | Path) -> bool:
    """Clear away what a killed build left; False where a build is under way or nothing can be written.

    >>> recover("no-such-folder")
    False
    """
    if not (Path(folder) / GENERATIONS).is_dir():
        return False
    try:
        with claim(folder):
            return True
    except StoreError:
        return False


def point(root: Path, name: str) -> None:
    """Switch the pointer to a generation, in one step that survives a loss of power."""
    draft = root / f"{DRAFT}{POINTER}"
    with draft.open("wb") as out:
        out.write(f"{name}\n".encode())
        out.flush()
        os.fsync(out.fileno())
    replace(draft, root / POINTER)


def replace(draft: Path, final: Path) -> None:
    """Give a finished file or folder its name, in one step that survives a loss of power."""
    draft.replace(final)
    _sync(final.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Wait until all files of a folder are on the disk."""
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)


def generations(root: Path) -> list[Path]:
    """The generations of a build folder, oldest first."""
    return sorted(path for path in (root / GENERATIONS).iterdir() if is_generation(path.name))


def _sweep(root: Path) -> None:
    for draft in (*root.glob(f"{DRAFT}*"), *(root / GENERATIONS).glob(f"{DRAFT}*")):
        shutil.rmtree(draft) if draft.is_dir() else draft.unlink()
    for orphan in (root / GENERATIONS).glob(f"*/{STORE}/bulk-*.sst"):
        orphan.unlink()
    try:
        last = pointed(root).name
    except StoreError:
        if (root / POINTER).exists():
            return  # the pointer is damaged: what it meant is not for us to throw away
        last = ""
    for generation in generations(root):
        if generation.name > last:
            _remove(generation)


def prune(root: Path, name: str, keep: int) -> None:
    """Remove the oldest generations that nobody reads, so that ``keep`` stay; ``name`` is the newest."""
    older = [path for path in generations(root) if path.name < name]
    for generation in older[: max(0, len(older) - max(keep, 1) + 1)]:
        _remove(generation)


def _remove(generation: Path) -> None:
    """Remove a generation that nobody reads."""
    descriptor = os.open(generation, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        gone = generation.rename(generation.with_name(f"{DRAFT}gone-{generation.name}"))
        shutil.rmtree(gone)
    except BlockingIOError:
        return
    finally:
        os.close(descriptor)
