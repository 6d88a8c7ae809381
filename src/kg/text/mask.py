"""Writes a stretch of text with every mention as one sign, so that a grammar can be a regular expression.

In: folded text and mentions. Out: the masked words and the way back to offsets. Never: a sign for two mentions.
"""

from __future__ import annotations

import re
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


def _sign(sort: str) -> str:
    return chr(_FIRST + SIGNS.index(sort))


@dataclass(frozen=True, slots=True)
class Masked(Generic[Payload]):
    """Masked words; ``text[i]`` stands for ``starts[i]`` to ``ends[i]`` of the document."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    payloads: dict[int, Payload]

    def span(self, match: re.Match[str], group: int | str = 0) -> Span:
        """Where a match stands in the document."""
        return self.at(*match.span(group))

    def at(self, start: int, end: int) -> Span:
        if start == end:
            return (
                Span(self.starts[start], self.starts[start])
                if start < len(self.starts)
                else Span(self.ends[-1], self.ends[-1])
            )
        return Span(self.starts[start], self.ends[end - 1])

    def within(self, start: int, end: int) -> list[Payload]:
        """The mentions between two places of the masked words, in order."""
        return [self.payloads[i] for i in range(start, end) if i in self.payloads]

    def index(self, offset: int) -> int:
        """The place in the masked words of an offset of the document."""
        return next((i for i, end in enumerate(self.ends) if offset < end), len(self.text))


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
    starts: list[int] = []
    ends: list[int] = []
    payloads: dict[int, Payload] = {}
    at = within.start

    def words(until: int) -> None:
        pieces.append(plain[at:until].replace("\n", " "))
        starts.extend(range(at, until))
        ends.extend(range(at + 1, until + 1))

    for span, sort, payload in sorted(mentions, key=lambda m: (m[0].start, -m[0].end)):
        if span.start < at or span.end > within.end:
            continue
        words(span.start)
        payloads[len(starts)] = payload
        pieces.append(_sign(sort))
        starts.append(span.start)
        ends.append(span.end)
        at = span.end
    words(within.end)
    return Masked("".join(pieces), tuple(starts), tuple(ends), payloads)
