"""What a format gives: text and the fields that the file states beside it.

In: text of any origin. Out: a ``Page``, and its lines with their offsets. Never: a judgement about what the text says.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model import Region, Span, Unread

FIELDS = ("title", "publisher", "published", "url", "language", "license")
"""The fields of a document that a file may state of itself."""


@dataclass(frozen=True, slots=True)
class Page:
    """One file after its format was taken off.

    Parameters
    ----------
    text: the words in NFC with ``\\n`` line ends.
    reader: the name of the format.
    fields: what the format's own metadata states, by the names in ``FIELDS``.
    fallback_title: a title of the file's properties, for a text that has none.
    regions: stretches that only the format can know of, such as tables.
    title: where the title stands, where the format says so.
    unread: parts of the file that gave no text.
    """

    text: str
    reader: str
    fields: Mapping[str, str | None] = field(default_factory=dict)
    fallback_title: str | None = None
    regions: tuple[Region, ...] = ()
    title: Span | None = None
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, without the white space around it."""

    span: Span
    text: str

    @property
    def words(self) -> list[str]:
        return self.text.split()

    def part(self, start: int, end: int) -> Span:
        """The span in the document of ``text[start:end]``."""
        return Span(self.span.start + start, self.span.start + end)


def clean(text: str) -> str:
    """Text in NFC with ``\\n`` line ends; nothing else is changed.

    >>> clean("Ha\\u0300 No\\u0323\\u0302i\\r\\n") == "Hà Nội\\n"
    True
    """
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def lines(text: str, start: int = 0) -> list[Line]:
    """The lines of a text that are not blank, from an offset on.

    >>> [(line.span.start, line.text) for line in lines("One\\n\\n  two ")]
    [(0, 'One'), (7, 'two')]
    """
    found: list[Line] = []
    offset = start
    for raw in text[start:].split("\n"):
        stripped = raw.strip()
        if stripped:
            first = offset + raw.index(stripped[0])
            found.append(Line(Span(first, first + len(stripped)), stripped))
        offset += len(raw) + 1
    return found
