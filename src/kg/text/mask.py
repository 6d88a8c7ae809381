"""Writes a stretch of text with every mention as one sign, so that a grammar can be a regular expression.

In: folded text and mentions. Out: the masked words and the way back to offsets. Never: a sign for two mentions.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from ..model import Span

Payload = TypeVar("Payload")

SIGNS = "SNOCHLTDPEVG"
_FIRST = 0xE000


@cache
def grammar(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression in which ``<S>`` is one mention of sort S, and ``<SO>`` one of sort S or O.

    >>> bool(grammar("<H> of <S>").fullmatch(chr(0xE004) + " of " + chr(0xE000)))
    True
    """
    return re.compile(re.sub(r"<([A-Z]+)>", lambda m: "[" + "".join(_sign(c) for c in m[1]) + "]", pattern), flags)


_SIGN = {sort: chr(_FIRST + i) for i, sort in enumerate(SIGNS)}


def _sign(sort: str) -> str:
    return _SIGN[sort]


@dataclass(frozen=True, slots=True)
class Masked(Generic[Payload]):
    """Masked words: the sign at ``signs[k]`` stands for ``spans[k]`` of the document, all else letter for letter."""

    text: str
    begin: int
    signs: tuple[int, ...]
    spans: tuple[Span, ...]
    payloads: dict[int, Payload]

    def start(self, i: int) -> int:
        """The offset in the document at which the words at ``i`` begin."""
        k = bisect_right(self.signs, i) - 1
        if k < 0:
            return self.begin + i
        return self.spans[k].start if self.signs[k] == i else self.spans[k].end + i - self.signs[k] - 1

    def end(self, i: int) -> int:
        """The offset in the document at which the words at ``i`` end."""
        k = bisect_right(self.signs, i) - 1
        return self.spans[k].end if k >= 0 and self.signs[k] == i else self.start(i) + 1

    def span(self, match: re.Match[str], group: int | str = 0) -> Span:
        """Where a match stands in the document."""
        return self.at(*match.span(group))

    def at(self, start: int, end: int) -> Span:
        """Where a stretch of the masked words stands in the document."""
        first = self.start(start)
        return Span(first, first if start == end else self.end(end - 1))

    def within(self, start: int, end: int) -> list[Payload]:
        """The mentions between two places of the masked words, in order."""
        return [self.payloads[i] for i in self.signs[bisect_left(self.signs, start) : bisect_left(self.signs, end)]]

    def index(self, offset: int) -> int:
        """The place in the masked words of an offset of the document."""
        return bisect_right(range(len(self.text)), offset, key=self.end)


def mask(plain: str, within: Span, mentions: Iterable[tuple[Span, str, Payload]]) -> Masked[Payload]:
    """Masks a stretch of text.

    Parameters
    ----------
    plain: the folded text of a document.
    within: the stretch.
    mentions: (where, sort, payload) with one of ``SIGNS`` as sort; of two that overlap, the earlier and longer stands.

    >>> m = mask("Met Bo in Rome", Span(0, 14), [(Span(4, 6), "C", "bo"), (Span(10, 14), "L", "rome")])
    >>> [m.payloads[i] for i in sorted(m.payloads)], len(m.text)
    (['bo', 'rome'], 10)
    """
    pieces: list[str] = []
    signs: list[int] = []
    spans: list[Span] = []
    payloads: dict[int, Payload] = {}
    at, length = within.start, 0
    for span, sort, payload in sorted(mentions, key=_place):
        if span.start < at or span.end > within.end:
            continue
        pieces += (plain[at : span.start], _sign(sort))
        length += span.start - at
        payloads[length] = payload
        signs.append(length)
        spans.append(span)
        at, length = span.end, length + 1
    pieces.append(plain[at : within.end])
    text = "".join(pieces).replace("\n", " ")
    return Masked(text, within.start, tuple(signs), tuple(spans), payloads)


def _place(mention: tuple[Span, str, Payload]) -> tuple[int, int]:
    return mention[0].start, -mention[0].end
