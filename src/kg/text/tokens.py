"""The words of a sentence as the readers of names see them: a known name is one word.

In: folded text and the names known in it. Out: tokens in order. Never: a token across the edge of a known name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import Mention, Span
from .dates import MONTHS, WEEKDAYS

CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)
COLLECTIVE = frozenset(
    {
        "people",
        "peoples",
        "women",
        "children",
        "workers",
        "girls",
        "farmers",
        "veterans",
        "teachers",
        "traders",
        "heroes",
        "martyrs",
    }
)
TITLE_CASE = frozenset({"Of", "And", "For", "The", "On"})
"""Small words as headlines write them."""
ABSTRACT = re.compile(r"[a-z](?:ing|ion|ment|ance|ence|ics|ity|ure|ship|logy)$")
"""The ends of words for fields of work."""
_WORD = re.compile(r"[A-Za-z]\w*(?:\.[A-Z]\w*)*(?:['-][A-Za-z]\w*)*|\d+(?:st|nd|rd|th)?|&")
_ARTICLE = re.compile(r"[ae][lnrstdz]h?-[A-Z]")
"""An Arabic article is part of a name: "al-Roe", "ash-Shari"."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place; ``known`` is the mention that it is, if any."""

    span: Span
    word: str
    known: Mention | None

    @property
    def capital(self) -> bool:
        return self.word[0].isupper() or bool(_ARTICLE.match(self.word))


class Tokens:
    """The tokens of one sentence, and what stands between them.

    >>> t = Tokens("The UN met Bo", Span(0, 13), [Mention(Span(4, 6), "UN", "organization")])
    >>> [(w.word, w.known is not None) for w in t], t.gap(0)
    ([('The', False), ('UN', True), ('met', False), ('Bo', False)], ' ')
    """

    def __init__(self, plain: str, within: Span, known: Iterable[Mention]) -> None:
        self.plain, self.within = plain, within
        self._all = list(_tokens(plain, within, sorted(known, key=lambda m: (m.span.start, -m.span.end))))

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, i: int) -> Token:
        return self._all[i]

    def __iter__(self) -> Iterator[Token]:
        return iter(self._all)

    def get(self, i: int) -> Token | None:
        return self._all[i] if 0 <= i < len(self._all) else None

    def gap(self, left: int) -> str:
        """What stands between a token and the next; after the last one a full stop."""
        if not 0 <= left < len(self._all) - 1:
            return "."
        return self.plain[self._all[left].span.end : self._all[left + 1].span.start]

    def joins(self, left: int) -> bool:
        """Whether the token after ``left`` may go on with the same name."""
        gap, word = self.gap(left), self._all[left].word.lower()
        return (
            gap == " "
            or (gap == "'s " and word in COLLECTIVE)
            or (gap == "' " and (word in COLLECTIVE or word[:-1] in COLLECTIVE))
            or (gap == "-" and self._all[left].capital and self._all[left + 1].capital)
        )

    def tied(self, i: int) -> int:
        """The first of the capitals that end at a token with only a blank between them."""
        while i and self.gap(i - 1) == " " and self[i - 1].capital and not self[i - 1].known:
            i -= 1
        return i

    def opens(self, i: int) -> bool:
        """Whether a token opens a sentence, a quotation or what follows a colon, where everything has a capital."""
        before = self.plain[max(self.within.start, self._all[i].span.start - 2) : self._all[i].span.start]
        return i == 0 or before.strip(" ") in {'"', "("} or before.endswith((": ", "- ", '"'))

    def span(self, first: int, last: int) -> Span:
        return Span(self._all[first].span.start, self._all[last].span.end)


def _tokens(plain: str, within: Span, known: list[Mention]) -> Iterator[Token]:
    at = within.start
    for mention in known:
        if mention.span.start < at:
            continue
        yield from _words(plain, at, mention.span.start)
        yield Token(mention.span, mention.span.of(plain), mention)
        at = mention.span.end
    yield from _words(plain, at, within.end)


def _words(plain: str, start: int, end: int) -> Iterator[Token]:
    for match in _WORD.finditer(plain, start, end):
        word, span = match.group(), Span(*match.span())
        if word == "s" and plain[span.start - 1 : span.start] == "'":
            continue
        if word.endswith("'s"):
            word, span = word[:-2], Span(span.start, span.end - 2)
        yield Token(span, word, None)
