"""What kind of line a line is, by its look alone.

In: paragraphs. Out: yes or no. Never: a look at what the words mean.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ..model import Span
from .page import Line, lines
from .wording import wording

LONGEST_HEADING = 30
"""Words of the longest line that is taken for a heading."""

_STOP = re.compile(r"[.;:,][\"'”’)\]]*$")
_FINAL = re.compile(r"[.!?…][\"'”’)\]]*$")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}$")
_AROUND = " \t#*_>|:·•→←»«›‹▶▼▲-–—…."


def paragraphs(text: str) -> list[Line]:
    """The lines of a text; where it is wrapped at a width, its paragraphs.

    A text is wrapped where at least a quarter of its lines go on in small letters in the next.

    >>> [line.text for line in paragraphs("Title\\n\\nOne sentence\\nthat goes\\non here.\\n\\nAnother\\nas well.")]
    ['Title', 'One sentence\\nthat goes\\non here.', 'Another\\nas well.']
    """
    single = lines(text)
    going_on = sum(_goes_on(a, b, text) for a, b in pairwise(single))
    if going_on < 2 or going_on < len(single) / 4:
        return single
    joined: list[Line] = []
    for line in single:
        if joined and text.count("\n", joined[-1].span.end, line.span.start) == 1:
            span = joined[-1].span.hull(line.span)
            joined[-1] = Line(span, span.of(text))
        else:
            joined.append(line)
    return joined


def _goes_on(one: Line, other: Line, text: str) -> bool:
    adjacent = text.count("\n", one.span.end, other.span.start) == 1
    return adjacent and other.text[0].islower() and not _FINAL.search(one.text)


def is_heading(line: Line) -> bool:
    """Whether a line can be a headline: some words, and no full stop, comma or colon at its end."""
    text = line.text
    return (
        1 < len(line.words) <= LONGEST_HEADING
        and len(text) <= 220
        and "\n" not in text.strip()
        and any(c.isalpha() for c in text)
        and not (_STOP.search(text) and not _INITIALS.search(text))
    )


def is_prose(line: Line, words: int = 6) -> bool:
    """Whether a line is a paragraph: enough words, and the end of a sentence."""
    return len(line.words) >= words and _FINAL.search(line.text) is not None


def bare(text: str) -> str:
    """A line in small letters, without the arrows, bullets and colons around it.

    >>> bare("→ See more:")
    'see more'
    """
    return text.strip(_AROUND).lower()


def is_navigation(line: Line) -> bool:
    """Whether a line belongs to the page and not to its story."""
    if len(line.words) > 40:
        return False
    if bare(line.text) in wording().navigation:
        return True
    return len(line.words) <= 25 and wording().navigation_start.match(line.text) is not None


def leads_on(line: Line) -> bool:
    """Whether a line introduces other stories ("See more")."""
    return bare(line.text) in wording().more


def caption_mark(line: Line) -> Span | None:
    """Where in a line the words stand that make it a caption; the whole line for a credit that stands alone."""
    if wording().caption_start.match(line.text):
        return line.span
    found = wording().caption_end.search(line.text)
    return line.part(found.start(), found.end()) if found else None
