"""Word documents.

In: the bytes of a .docx file. Out: a ``Page``, a paragraph a line. Never: the day on which the file was saved as a day
of publication.
"""

from __future__ import annotations

import io
import zipfile

from ..errors import ReadError
from ..model import Region, Span
from .decode import refuse_empty, refuse_long
from .page import Page, clean

LARGEST_PART = 200_000_000
"""Bytes of XML that a document may unpack to."""

TITLES = ("Title", "Heading 1")
"""Styles of a paragraph that is the title, if it is the first of them."""


def read_docx(data: bytes, source: str) -> Page:
    """Read the paragraphs of a Word document; tables are marked as unread.

    Title and language are taken from the document's properties where the text has none.

    Raises
    ------
    ReadError: it is no Word document, is damaged, or has no text.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from docx.table import Table

    try:
        _refuse_bomb(data, source)
        document = docx.Document(io.BytesIO(data))
        blocks = list(document.iter_inner_content())
        text, regions, title = "", [], None
        for block in blocks:
            start = len(text)
            if isinstance(block, Table):
                words = clean("\n".join("\t".join(cell.text for cell in row.cells) for row in block.rows))
                if words.strip():
                    regions.append(Region(Span(start, start + len(words)), "unread", "a table"))
            else:
                words = clean(block.text)
                styled = block.style is not None and block.style.name in TITLES
                if styled and words.strip() and title is None:
                    title = _inner(words, start)
            text += words + "\n"
        properties = document.core_properties
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, SyntaxError, OSError) as error:
        raise ReadError(
            f"a damaged Word document, or none ({error})",
            where=source,
            remedy="open it in a word processor and save it anew as .docx",
        ) from error
    refuse_long(len(refuse_empty(text, source)), source)
    fields = {"language": properties.language or None}
    return Page(text, "docx", fields, properties.title or None, tuple(regions), title)


def _inner(words: str, start: int) -> Span:
    """The span of some words without the white space around them."""
    first = start + len(words) - len(words.lstrip())
    return Span(first, first + len(words.strip()))


def _refuse_bomb(data: bytes, source: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(part.file_size for part in archive.infolist() if part.filename.endswith((".xml", ".rels")))
    if size > LARGEST_PART:
        raise ReadError(f"it unpacks to {size / 1e6:.0f} MB of XML", where=source, remedy="split it")
