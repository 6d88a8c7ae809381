"""Keeps what was read out of each document, so that the next build reads only what changed.

In: documents and their readings. Out: the same readings later, in ``build/cache/``. Never: a reading that another
grammar, another mapping or other words gave; a file that does not hold what it should counts as absent.
"""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from . import jsonlines, mapping
from .errors import StoreError, UsageError
from .extract import VERSION as EXTRACTOR
from .ids import short_hash
from .model import Document, Reading

GRAMMAR = ("gazetteer.py", "mapping.py", "model.py", "reference.py", "text", "extract")
"""The part of the package that a reading depends on, besides the document and the mappings."""


class Cache:
    """The readings of a build folder.

    Parameters
    ----------
    folder: where they stand; it is made when the first one is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[Path] = set()

    def get(self, document: Document) -> Reading | None:
        """The reading of a document, where one was kept."""
        path = self._path(document)
        try:
            reading = jsonlines.decode(Reading, path.read_bytes())
        except (OSError, UsageError):
            return None
        return reading if reading.document == document else None

    def keep(self, document: Document, line: str) -> None:
        """Keep a reading, as its line of JSON; whole or not at all.

        Raises
        ------
        StoreError: the disk does not take it.
        """
        path = self._path(document)
        draft = path.with_suffix(".draft")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_text(line, encoding="utf-8")
            draft.replace(path)
        except OSError as error:
            message = f"a reading cannot be kept ({error.strerror})"
            raise StoreError(message, where=str(self.folder), remedy="make room on the disk and build again") from error

    def prune(self) -> None:
        """Remove what was not asked for since the start: readings of documents that changed or went."""
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path not in self.used:
                    path.unlink()

    def _path(self, document: Document) -> Path:
        path = self.folder / f"{short_hash(fingerprint(), jsonlines.encode(document), length=24)}.json"
        self.used.add(path)
        return path


@functools.cache
def fingerprint() -> str:
    """What a reading depends on besides its document: the spelling of the cache, the grammar, the mappings.

    >>> fingerprint() == fingerprint()
    True
    """
    digest = hashlib.sha256()
    package = Path(__file__).parent
    for name in GRAMMAR:
        for path in sorted((package / name).rglob("*.py")) or [package / name]:
            digest.update(path.read_bytes())
    return short_hash(jsonlines.VERSION, EXTRACTOR, mapping.load().version, digest.hexdigest(), length=16)
