"""How a build folder is laid out, and how a reader takes hold of a generation in it.

In: the path of a build folder, of one of its generations, or of a bare store. Out: paths and locks. Never: a change.

::

    build/current                          the name of the generation that is published
    build/generations/000001/store/        one engine store, immutable
    build/generations/000001/manifest.json
"""

from __future__ import annotations

import fcntl
import os
import re
from dataclasses import dataclass
from pathlib import Path

from ..errors import StoreError

POINTER, GENERATIONS, STORE, MANIFEST = "current", "generations", "store", "manifest.json"
REMEDY = "build it with `kg build DOCUMENTS -o {folder}`"
_NAME = re.compile(r"[0-9]{6,}")


@dataclass(slots=True)
class Hold:
    """A shared lock on a folder: while it is held, nobody prunes the folder."""

    folder: Path
    descriptor: int

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1


def is_generation(name: str) -> bool:
    """Whether a name is that of a generation.

    >>> is_generation("000012"), is_generation(".tmp-000012")
    (True, False)
    """
    return bool(_NAME.fullmatch(name))


def pointed(folder: Path) -> Path:
    """The generation that a build folder publishes.

    Raises
    ------
    StoreError: there is no such folder, nothing was published in it, or its pointer leads nowhere.
    """
    remedy = REMEDY.format(folder=folder)
    pointer = folder / POINTER
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError:
        name = ""
    except OSError as error:
        what = "nothing was built here" if folder.is_dir() else "there is no such build folder"
        raise StoreError(what, where=str(folder), remedy=remedy) from error
    if not is_generation(name):
        raise StoreError("the pointer names no generation", where=str(pointer), remedy=remedy)
    generation = folder / GENERATIONS / name
    if not (generation / MANIFEST).is_file():
        raise StoreError(f"the pointer leads to {name}, which is not there", where=str(folder), remedy=remedy)
    return generation


def find(folder: Path) -> Path:
    """The folder that holds a store: a build folder's current generation, a generation, or the store itself."""
    if (folder / "CURRENT").is_file() and not (folder / GENERATIONS).is_dir():
        return folder
    return folder if (folder / STORE).is_dir() else pointed(folder)


def hold(folder: Path) -> Hold:
    """Take a shared lock on what ``find`` finds, waiting for nobody.

    The folder may be pruned between being found and being locked; then it is looked for again.

    Raises
    ------
    StoreError: as ``pointed``, or the folder is being removed and no other takes its place.
    """
    for _ in range(20):
        found = find(folder)
        try:
            descriptor = os.open(found, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(descriptor), found.stat()):
                return Hold(found, descriptor)
        except (BlockingIOError, FileNotFoundError):
            pass
        os.close(descriptor)
    raise StoreError("the generation is being removed", where=str(folder), remedy="try again")
