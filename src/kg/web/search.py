"""Finds things and sentences by the words of a reader, whatever accents either of them writes.

In: words. Out: hits, best first. Never: an index of its own; it is one query over names and one over sentences.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii

from . import queries
from .highlight import Piece, cut
from .reading import Reader
from .terms import Row

MOST = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing whose name fits: ``called`` is the name that fits, where it is not the label."""

    label: str
    address: str
    kind: str
    called: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence that holds the words."""

    pieces: list[Piece]
    title: str
    address: str


@cache
def _variants() -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for point in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(point)
        plain = anyascii(letter).lower()
        if len(plain) == 1 and plain.isalpha() and unicodedata.category(letter).startswith("L"):
            found.setdefault(plain, []).append(letter)
    return {plain: f"[{plain}{''.join(letters)}]" for plain, letters in found.items()}


def pattern(word: str) -> str:
    """A regular expression for a word in any accents.

    >>> import re
    >>> bool(re.search(pattern("perez"), "Pérez".lower())), bool(re.search(pattern("a.b"), "axb"))
    (True, False)
    """
    letters = []
    for letter in unicodedata.normalize("NFC", word).lower():
        plain = anyascii(letter).lower()
        letters.append(_variants().get(plain) or re.escape(letter))
    return "".join(letters)


def _test(variable: str, words: list[str]) -> str:
    return " && ".join(f'REGEX(STR({variable}), {queries.string(pattern(word))}, "i")' for word in words)


def find(reader: Reader, words: str) -> tuple[list[Hit], list[Line]]:
    """Things and sentences that hold all the words, the closest names first.

    Raises
    ------
    QueryStopped: the graph did not answer in time.
    """
    parts = re.findall(r"[\w.'’-]+", words)[:8]
    if not parts:
        return [], []
    rows = reader.rows(queries.SEARCH, test=_test("?label", parts))
    best: dict[str, tuple[int, str]] = {}
    whole = re.compile(r"\s+".join(pattern(part) for part in parts), re.IGNORECASE)
    for row in rows:
        graded = (_distance(whole, row["label"].value), row["label"].value)
        best[row["thing"].value] = min(best.get(row["thing"].value, graded), graded)
    things = sorted(best, key=lambda thing: (best[thing][0], len(best[thing][1]), best[thing][1], thing))[:MOST]
    labels = reader.labels(things)
    hits = [
        Hit(
            labels[thing],
            reader.address(thing),
            _kind(reader, thing),
            best[thing][1] if best[thing][1] != labels[thing] else "",
        )
        for thing in things
    ]
    return hits, _lines(reader, parts)


def _distance(whole: re.Pattern[str], label: str) -> int:
    if whole.fullmatch(label):
        return 0
    found = whole.search(label)
    return 3 if not found else 1 if found.start() == 0 else 2


def _kind(reader: Reader, thing: str) -> str:
    if thing.startswith(queries.KG):
        return "term"
    return thing.removeprefix(reader.base).split("/", 1)[0].replace("-", " ")


def _lines(reader: Reader, parts: list[str]) -> list[Line]:
    rows = reader.rows(queries.SEARCH_TEXT, test=_test("?label", parts))
    titles = reader.labels({row["article"].value for row in rows})
    any_part = re.compile("|".join(pattern(part) for part in parts), re.IGNORECASE)
    return [_line(reader, row, titles, any_part) for row in sorted(rows, key=_place)]


def _place(row: Row) -> tuple[str, int]:
    return row["article"].value, int(row["start"].value)


def _line(reader: Reader, row: Row, titles: dict[str, str], any_part: re.Pattern[str]) -> Line:
    text, article = row["label"].value, row["article"].value
    address = f"{reader.address(article)}#s{row['start'].value}"
    return Line(cut(text, focus=[found.span() for found in any_part.finditer(text)]), titles[article], address)
