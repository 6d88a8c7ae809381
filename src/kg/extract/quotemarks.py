"""Finds words between quotation marks: straight, curly, guillemets, and the single marks of papers that use no others.

In: a text and its paragraphs. Out: the words between marks. Never: an apostrophe taken for a mark, or words whose
closing mark is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Span

_OPENING, _CLOSING = frozenset("“„«"), frozenset("”»")
_SINGLE = re.compile(r"(?<![\w'])'(?=[A-Za-z])(?P<words>[^\"]{3,900}?[,.?!])'(?=[\s,.;)]|$)")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between marks: ``words`` without them, ``whole`` with them; the paragraphs they begin and end in."""

    words: Span
    whole: Span
    first: int
    last: int


def quoted(text: str, plain: str, paragraphs: Sequence[Span]) -> list[Quoted]:
    """The words between quotation marks, in order.

    Parameters
    ----------
    text, plain: a text as it is and folded.
    paragraphs: its paragraphs; one that a quotation leaves open is gone on with where the next one opens with a mark.

    >>> said = 'He said: "Peace is near." She left.'
    >>> [q.words.of(said) for q in quoted(said, said, [Span(0, len(said))])]
    ['Peace is near.']
    """
    if not any('"' in paragraph.of(plain) for paragraph in paragraphs):
        return [
            Quoted(Span(*match.span("words")), Span(*match.span()), n, n)
            for n, paragraph in enumerate(paragraphs)
            for match in _SINGLE.finditer(plain, paragraph.start, paragraph.end)
        ]
    return list(_double(text, plain, paragraphs))


def _double(text: str, plain: str, paragraphs: Sequence[Span]) -> Iterator[Quoted]:
    begun: tuple[int, int] | None = None
    for n, paragraph in enumerate(paragraphs):
        if begun and not re.match(r'\s*"', paragraph.of(plain)):
            begun = None
        goes_on = begun is not None
        for mark in re.finditer('"', paragraph.of(plain)):
            at = paragraph.start + mark.start()
            if goes_on:
                goes_on = False
            elif _opens(text, plain, at, paragraph, begun is not None):
                begun = (at, n)
            elif begun:
                yield Quoted(Span(begun[0] + 1, at), Span(begun[0], at + 1), begun[1], n)
                begun = None


def _opens(text: str, plain: str, at: int, paragraph: Span, inside: bool) -> bool:
    if text[at] in _OPENING:
        return not (text[at] == "“" and inside and text.rfind("„", paragraph.start, at) >= 0)
    if text[at] in _CLOSING:
        return False
    before = plain[at - 1] if at > paragraph.start else " "
    after = plain[at + 1] if at + 1 < paragraph.end else " "
    return (before.isspace() or before in "([-:") and not after.isspace() and not (inside and after in ".,;")
