"""Files become documents.

In: paths of files and folders, or standard input. Out: documents, and what could not be read with the reason. Never: a
change of the words beyond NFC and line ends; a date by the clock.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..errors import ReadError
from ..model import Document, Unread
from .compose import compose
from .docx import read_docx
from .html import read_html
from .page import Page
from .pdf import read_pdf
from .plain import read_markdown, read_text
from .sidecar import Fields, fields_beside
from .walk import STDIN, File, walk

READERS: dict[str, Callable[[bytes, str], Page]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
"""The reader of each suffix. A reader takes the bytes of a file and the name to report."""

LARGEST_FILE = 200_000_000
"""Bytes of the largest file that is opened at all."""


def read(paths: str | Path | Iterable[str | Path], *, root: str | Path | None = None) -> Iterator[Document | Unread]:
    """Read files and folders, in order of their sources; what cannot be read is reported and the others go on.

    Parameters
    ----------
    paths: a file, a folder, ``-`` for standard input, or several of them. A folder is walked to its depth. Hidden
        files, sidecars and the files named under ``skip`` in ``mappings/reading.yaml`` (README, SOURCES.md, LICENSE,
        ...) are no documents. A path given twice is read once; one text under two names is two documents.
    root: the folder below which sources are named; without it the given folder, or the folder of a given file. Where
        two files would have one source, the folders above are added that tell them apart.

    Returns
    -------
    For each file its document, followed by the items of the digest that it holds, or an ``Unread``. A file of which
    only a part cannot be read (a scanned page) gives both.

    >>> from kg.resources import folder
    >>> [type(item).__name__ for item in read("no-such-file.txt")]
    ['Unread']
    """
    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    for item in walk(given, READERS, Path(root) if root is not None else None):
        if isinstance(item, Unread):
            yield item
            continue
        try:
            yield from _read(item)
        except ReadError as error:
            where = "" if error.where in ("", item.source) else f"{error.where}: "
            yield Unread(item.source, f"{where}{error.message}", error.remedy)


def read_file(path: str | Path, *, root: str | Path | None = None) -> tuple[Document, ...]:
    """Read one file: its document, followed by the items of the digest that it holds.

    Parameters
    ----------
    path: a file, or ``-`` for standard input.
    root: the folder below which the source is named; without it the file's own.

    Raises
    ------
    ReadError: the file cannot be read, or holds no text.

    >>> read_file("no-such-file.txt")
    Traceback (most recent call last):
        ...
    kg.errors.ReadError: no-such-file.txt: there is no such file or folder; check the path
    """
    if Path(path).is_dir():
        raise ReadError("this is a folder", where=str(path), remedy="give a file, or use kg.readers.read")
    items = list(read(path, root=root))
    documents = tuple(item for item in items if isinstance(item, Document))
    for item in items:
        if isinstance(item, Unread) and not documents:
            raise ReadError(item.reason, where=item.source, remedy=item.remedy)
    return documents


def read_bytes(data: bytes, source: str, suffix: str, given: Fields | None = None) -> Iterator[Document | Unread]:
    """Read what a file holds, wherever it came from.

    Parameters
    ----------
    data: the bytes.
    source: the name to keep: a path, a URL, ``-``.
    suffix: a key of ``READERS``.
    given: fields that win over those the text states.

    Raises
    ------
    ReadError: there is no such reader, or it cannot read these bytes.

    >>> [document] = read_bytes(b"HANOI, 5 March 2024 (AP) - The envoys met.", "-", ".txt")
    >>> document.published, document.publisher
    ('2024-03-05', 'Associated Press')
    """
    reader = READERS.get(suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise ReadError(
            f"no reader for {suffix or 'a name without a suffix'}", where=source, remedy=f"there are {known}"
        )
    page = reader(data, source)
    yield from compose(page, source, given or {})
    yield from page.unread


def _read(file: File) -> Iterator[Document | Unread]:
    if file.source == STDIN:
        data = sys.stdin.buffer.read()
        yield from read_bytes(data, STDIN, _suffix_of(data))
        return
    yield from read_bytes(_bytes(file), file.source, file.path.suffix, fields_beside(file.path))


def _bytes(file: File) -> bytes:
    try:
        if not file.path.is_file():
            raise ReadError("this is no regular file", where=file.source, remedy="give a file")
        if file.path.stat().st_size > LARGEST_FILE:
            size = f"{LARGEST_FILE // 1_000_000} MB"
            raise ReadError(f"the file is larger than {size}", where=file.source, remedy="split it")
        return file.path.read_bytes()
    except OSError as error:
        message = f"the file cannot be opened ({error.strerror})"
        raise ReadError(message, where=file.source, remedy="check that it exists and that you may read it") from error


def _suffix_of(data: bytes) -> str:
    """The suffix that the first bytes of a stream speak for."""
    start = data[:512].lstrip().lower()
    if start.startswith(b"%pdf-"):
        return ".pdf"
    if start.startswith(b"pk\x03\x04"):
        return ".docx"
    return ".html" if start.startswith((b"<!doctype html", b"<html")) else ".txt"
