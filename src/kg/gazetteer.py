"""Finds known names in a text, all at once.

In: names with what they stand for, then texts. Out: the longest hits that stand on word boundaries, left to right.
Never: a change of offsets; folding is one character to one character.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import ahocorasick

from .model import Span

Payload = TypeVar("Payload")

_LETTERS = ("đðøłßæœþħŧəıĐÐØŁÆŒÞĦŦƏ", "ddolsaothtaiDDOLAOTHTA")
_MARKS = ("’‘ʼʻ`´“”„«»–—−‐‑\u00a0\u2009\u202f\u2007\t", "'" * 6 + '"' * 5 + "-" * 5 + " " * 5)
_SPECIAL = {char: plain for pair in (_LETTERS, _MARKS) for char, plain in zip(*pair, strict=True)}


class _Folding(dict[int, str]):
    """Filled as characters are met; every value is one character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = _SPECIAL.get(char) or unicodedata.normalize("NFKD", char)[:1] or char
        self[code] = base if len(base) == 1 and not unicodedata.combining(base) else char
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text without accents, with plain quotes, dashes and blanks; every character keeps its place.

    >>> fold("Côte d’Ivoire’s Đorđe — 24–25")
    "Cote d'Ivoire's Dorde - 24-25"
    """
    return text.translate(_FOLDING)


@functools.lru_cache(maxsize=1 << 16)
def key(text: str) -> str:
    """A name fit for comparison: folded, lower case, letters and digits with single blanks.

    >>> key("Côte d’Ivoire,  (the)")
    "cote d'ivoire the"
    """
    kept = "".join(c if c.isalnum() or c == "'" else " " for c in fold(text).lower())
    return " ".join(kept.split())


@dataclass(frozen=True, slots=True)
class Hit(Generic[Payload]):
    """A known name at its place, with everything it may stand for."""

    span: Span
    payloads: tuple[Payload, ...]


class Gazetteer(Generic[Payload]):
    """Known names in one automaton; matching is by case and without accents.

    Parameters
    ----------
    entries: (name, payload); one name may stand for several things. A name of more than four letters is also known in
        capitals throughout, as headlines and datelines write it.

    >>> g = Gazetteer([("Viet Nam", "state:Q881"), ("Nam", "x")])
    >>> [(h.span, h.payloads) for h in g.find("In Việt Nam.")]
    [(Span(start=3, end=11), ('state:Q881',))]
    """

    def __init__(self, entries: Iterable[tuple[str, Payload]]) -> None:
        names: dict[str, dict[Payload, None]] = {}
        for name, payload in entries:
            folded = fold(name).strip()
            for form in (folded, folded.upper()) if len(folded) > 4 else (folded,):
                names.setdefault(form, {})[payload] = None
        self._automaton = ahocorasick.Automaton()
        for name in sorted(names):
            self._automaton.add_word(name, (len(name), tuple(names[name])))
        if names:
            self._automaton.make_automaton()
        self._size = len(names)

    def __len__(self) -> int:
        return self._size

    def find(self, text: str, *, folded: bool = False) -> Iterator[Hit[Payload]]:
        """The longest hits from left to right; none overlaps another.

        Parameters
        ----------
        text: any text.
        folded: the text was folded already.
        """
        if not self._size:
            return
        plain = text if folded else fold(text)
        best: dict[int, tuple[int, tuple[Payload, ...]]] = {}
        for last, (length, payloads) in self._automaton.iter(plain):
            start, end = last + 1 - length, last + 1
            if _bounded(plain, start, end) and (start not in best or best[start][0] < end):
                best[start] = (end, payloads)
        reached = 0
        for start in sorted(best):
            if start >= reached:
                reached, payloads = best[start]
                yield Hit(Span(start, reached), payloads)


def _bounded(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())
