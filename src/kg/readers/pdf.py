"""The text layer of PDF files.

In: the bytes of a PDF. Out: a ``Page`` whose lines are paragraphs. Never: text out of a picture; a page without a text
layer is reported.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib

from ..errors import ReadError
from ..model import Region, Unread
from .decode import refuse_long
from .page import Page, clean, lines
from .wording import wording

OCR = "run an OCR tool over it first and give the result"

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00a0": " "})
_BROKEN = re.compile(r"(?P<first>[^\W\d_]+)[-\u00ad\u2010]$")
_FINAL = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_PAGE_NUMBER = re.compile(r"(?:page )?[-–—\s]*\d{1,4}[-–—\s]*(?:(?:of|/) ?\d{1,4})?", re.IGNORECASE)


def read_pdf(data: bytes, source: str) -> Page:
    """Read the text layer of a PDF; lines are joined to paragraphs, and words broken at line ends are joined again.

    Raises
    ------
    ReadError: it is no PDF, is locked by a password, or has no text layer at all (a scan).
    """
    layers, title = _layers(data, source)
    silent = [number for number, layer in enumerate(layers, 1) if not layer.strip()]
    if len(silent) == len(layers):
        raise ReadError(f"no text layer on any of its {len(layers)} pages: a scan", where=source, remedy=OCR)
    text = clean(paragraphs_of([layer.translate(_LIGATURES) for layer in layers]))
    refuse_long(len(text), source)
    numbers = tuple(
        Region(line.span, "navigation", "a page number") for line in lines(text) if _PAGE_NUMBER.fullmatch(line.text)
    )
    named = ", ".join(map(str, silent))
    unread = (Unread(source, f"no text layer on page {named}", OCR),) if silent else ()
    return Page(text, "pdf", fallback_title=_plausible(title), regions=numbers, unread=unread)


def paragraphs_of(layers: list[str]) -> str:
    """The paragraphs of some pages of lines, one a line.

    A line goes on in the next unless that is blank, or the line is short and the next begins like a new one. A word
    broken at a line's end is joined without its hyphen, unless the next part begins with a capital, the two
    stand with the hyphen elsewhere, or the first is one of ``hyphenated`` in ``mappings/reading.yaml``.

    >>> print(paragraphs_of(["The Secretary-\\nGeneral of the organi-\\nzation spoke.", "It is a long-\\nterm plan."]))
    The Secretary-General of the organization spoke.
    It is a long-term plan.
    """
    pages = [[" ".join(line.split()) for line in layer.split("\n")] for layer in layers]
    whole = "\n".join(line for page in pages for line in page)
    done: list[str] = []
    for page in pages:
        lengths = sorted(len(line) for line in page if line)
        width = lengths[int(len(lengths) * 0.9)] if lengths else 0
        for number, line in enumerate(page):
            before = page[number - 1] if number else (done[-1] if done else "")
            if not line:
                continue
            if done and before and _goes_on(before, line, width, new_page=not number):
                done[-1] = _joined(done[-1], line, whole)
            else:
                done.append(line)
    return "\n".join(done)


def _goes_on(before: str, line: str, width: int, new_page: bool) -> bool:
    if _PAGE_NUMBER.fullmatch(before) or _PAGE_NUMBER.fullmatch(line):
        return False
    if _BROKEN.search(before) or line[0].islower():
        return True
    return not new_page and len(before) >= 0.75 * width and not (_FINAL.search(before) and len(before) < 0.9 * width)


def _joined(before: str, line: str, whole: str) -> str:
    broken = _BROKEN.search(before)
    if not broken:
        return f"{before} {line}"
    second = re.match(r"[^\W\d_]*", line)
    rest = second[0] if second else ""
    if rest[:1].islower() and (before.endswith("\u00ad") or f"{broken['first']}{rest}" in whole):
        return f"{before[:-1]}{line}"
    keeps = not rest[:1].islower() or f"{broken['first']}-{rest}" in whole
    keeps = keeps or broken["first"].lower() in wording().hyphenated
    return f"{before[:-1]}-{line}" if keeps else f"{before[:-1]}{line}"


def _layers(data: bytes, source: str) -> tuple[list[str], str | None]:
    """The text layer of each page, and the title of the file's properties."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it misses is reported in our words
    remedy = "open it in a viewer and save it anew, or give its text"
    faults = (
        PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, ArithmeticError,
        NotImplementedError, AssertionError, struct.error, zlib.error,
    )  # fmt: skip
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("it is locked by a password", where=source, remedy="unlock it first")
        layers = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except DependencyError as error:
        raise ReadError("it is encrypted", where=source, remedy="unlock it first") from error
    except faults as error:
        raise ReadError(f"a damaged PDF, or none ({error})", where=source, remedy=remedy) from error
    if not layers:
        raise ReadError("a PDF without pages", where=source, remedy=remedy)
    return layers, title


def _plausible(title: str | None) -> str | None:
    """A title of the file's properties, where it is words and not the name of a file."""
    words = (title or "").split()
    named = re.search(r"\.\w{2,5}$|^Microsoft|^untitled", title or "", re.IGNORECASE)
    return " ".join(words) if len(words) > 1 and not named else None
