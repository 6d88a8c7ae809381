"""Bytes become text, or are refused by name.

In: the bytes of a file. Out: its text in NFC with ``\\n`` line ends. Never: a replacement character for what cannot be
read, or text out of a file that holds none.
"""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from ..errors import ReadError
from .page import clean

LONGEST_TEXT = 20_000_000
"""Bytes of a text file, or characters taken out of another format."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = (
    (b"%PDF-", "a PDF file", ".pdf"),
    (b"PK\x03\x04", "a ZIP archive or an Office document", ".docx"),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
    (b"GIF8", "a picture", ""),
    (b"\x1f\x8b", "a compressed file", ""),
    (b"\x7fELF", "a program", ""),
    (b"\xd0\xcf\x11\xe0", "an old Office document", ""),
)
WESTERN_SHARE = 0.1
"""Up to this share of bytes beyond ASCII a text without a mark is taken for Western European (windows-1252)."""
SAVE_AS_UTF8 = "save it as UTF-8 text"


def decode(data: bytes, source: str) -> str:
    """The text of a file: UTF-8, UTF-16 or UTF-32 by their marks, UTF-8 without one, else the likeliest encoding.

    Parameters
    ----------
    data: the bytes of the file.
    source: the name to report.

    A file of few letters beyond ASCII is too little for a statistical judgement, so windows-1252 is tried before one.

    Raises
    ------
    ReadError: the file is empty, too large, not text, or of an encoding that cannot be told.

    >>> decode(b"\\xff\\xfeH\\x00\\xe0\\x00 \\x00N\\x00\\xd9\\x1ei\\x00", "a.txt")
    'Hà Nội'
    >>> decode("The talks in Québec ended.".encode("cp1252"), "b.txt")
    'The talks in Québec ended.'
    """
    refuse_long(len(data), source)
    for start, what, suffix in MAGIC:
        if data.startswith(start):
            remedy = f"rename it to {suffix}" if suffix else "give the text itself"
            raise ReadError(f"this is not text but {what}", where=source, remedy=remedy)
    text = _by_mark(data, source)
    if text is None:
        text = _without_mark(data, source)
    if "\0" in text:
        raise ReadError("this is not text but a binary file", where=source, remedy=SAVE_AS_UTF8)
    return refuse_empty(clean(text), source)


def refuse_long(length: int, source: str) -> None:
    """Raise ReadError where there are more than ``LONGEST_TEXT`` bytes or characters of text."""
    if length > LONGEST_TEXT:
        raise ReadError(
            f"{length / 1e6:.0f} MB of text, and {LONGEST_TEXT // 1_000_000} MB is the most that is read at once",
            where=source,
            remedy="split it into one file a document",
        )


def refuse_empty(text: str, source: str) -> str:
    """The text, or ReadError where there is none."""
    if not text.strip():
        raise ReadError("the file is empty", where=source, remedy="remove it, or put the text into it")
    return text


def _by_mark(data: bytes, source: str) -> str | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                message = f"it begins like {encoding.removesuffix('-sig').upper()} and breaks off at byte {error.start}"
                raise ReadError(message, where=source, remedy=SAVE_AS_UTF8) from error
    return None


def _without_mark(data: bytes, source: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        first = error.start
    if b"\0" in data or _control_share(data) > 0.02:
        raise ReadError("this is not text but a binary file", where=source, remedy=SAVE_AS_UTF8)
    if _is_damaged_utf8(data):
        raise ReadError(f"this is UTF-8 but for byte {first}", where=source, remedy=SAVE_AS_UTF8)
    if sum(byte > 127 for byte in data) <= WESTERN_SHARE * len(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    best = from_bytes(data).best()
    if best is None:
        raise ReadError("its encoding cannot be told", where=source, remedy=SAVE_AS_UTF8)
    return str(best)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether of what stands beyond ASCII at least as much is UTF-8 as is not: another encoding would garble it."""
    read = data.decode("utf-8", "replace")
    broken = read.count("\ufffd")
    return sum(letter > "\x7f" for letter in read) >= 2 * broken


def _control_share(data: bytes) -> float:
    """The share of bytes that stand for control characters and not for text, in the first 64 kB."""
    head = data[:65536]
    return sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head) / max(len(head), 1)
