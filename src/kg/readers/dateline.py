"""The words before a story's first sentence that say where, when and by whom it was written.

In: one line. Out: a ``Dateline`` with the offsets of place, agency, masthead and date. Never: a place or an agency that
is not written as datelines write it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .dates import Stated, dates_in
from .wording import wording

_HEAD = re.compile(r"(?P<head>[^\n]{2,110}?)(?:\s*—\s*|\s*--\s*|\s+[–-]\s+|(?<=\))\s*[–-]\s+)(?=\S)")
_WITHOUT_DASH = re.compile(r"(?P<head>[^\n()]{4,90}\([^()\n]{2,40}\)):?\s+(?=[A-Z“\"])")
_PARENTHESIS = re.compile(r"\(([^()]{2,40})\)")
_ACRONYM = re.compile(r"[A-Z][A-Z.]{1,9}(?:[/ -][A-Z]{2,9}){0,3}$")
_SMALL = frozenset("de la le of the and al el da do du den di san y".split())


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where in a line the dateline ends, and its parts as (start, end)."""

    end: int
    place: tuple[int, int] | None = None
    agency: tuple[int, int] | None = None
    masthead: tuple[int, int] | None = None
    date: Stated | None = None


def dateline(text: str) -> Dateline | None:
    """The dateline that a line begins with.

    >>> def parts(text):
    ...     line = dateline(text)
    ...     spans = [line.place, line.agency, line.masthead]
    ...     return [span and text[slice(*span)] for span in spans], line.date and line.date.iso
    >>> parts("NEW YORK, 12 March 2024 — The talks began.")
    (['NEW YORK', None, None], '2024-03-12')
    >>> parts("Nairobi (AFP) - Ministers met on Monday.")
    (['Nairobi', 'AFP', None], None)
    >>> parts("THE LISBON POST — The two presidents spoke.")
    ([None, None, 'THE LISBON POST'], None)
    >>> dateline("The Council — as expected — adopted the text.")
    """
    for pattern in (_HEAD, _WITHOUT_DASH):
        match = pattern.match(text)
        found = match and _parts(match["head"], match.end(), dashed=pattern is _HEAD)
        if found:
            return found
    return None


def is_agency(name: str) -> bool:
    """Whether a name is a known news agency's, or is written as an agency's short name ("VNA/VNS").

    >>> is_agency("Reuters"), is_agency("QNA/WAM"), is_agency("New York time")
    (True, True, False)
    """
    return name.upper() in wording().agencies or bool(_ACRONYM.match(name))


def full_name(name: str) -> str:
    """What an agency's short name stands for; a name in capitals otherwise in title case, if it is no short name.

    >>> full_name("AP"), full_name("THE LISBON POST"), full_name("QNA/WAM")
    ('Associated Press', 'The Lisbon Post', 'QNA/WAM')
    """
    known = wording().agencies.get(name.upper())
    if known or not name.isupper() or (_ACRONYM.match(name) and not _newspaper(name)):
        return known or name
    words = name.split()
    return " ".join(
        word.lower() if number and word.lower() in _SMALL else word[0] + word[1:].lower()
        for number, word in enumerate(words)
    )


def _parts(head: str, end: int, dashed: bool) -> Dateline | None:
    """The parts of what stands before a dash; without a dash, an agency must close it."""
    agency, date, rest = _agency_and_date(head)
    place = _stripped(rest)
    name = head[slice(*place)]
    known = agency is not None and is_agency(head[slice(*agency)])
    if not name:
        return Dateline(end, agency=agency, date=date) if known else None
    if dashed and not agency and name.upper() in wording().agencies:
        return Dateline(end, agency=place, date=date)
    if not _like_place(name):
        return None
    capitals = name.split(",")[0].strip().isupper() and sum(map(str.isalpha, name)) > 2
    if dashed and not agency and capitals and _newspaper(name):
        return Dateline(end, masthead=place, date=date)
    marked = capitals or date is not None
    sure = (marked or known) if agency and dashed else marked and (dashed or agency is not None)
    return Dateline(end, place=place, agency=agency, date=date) if sure else None


def _agency_and_date(head: str) -> tuple[tuple[int, int] | None, Stated | None, str]:
    """The agency in parentheses, the date inside or outside of them, and the head with both blanked out."""
    agency = date = None
    match = _PARENTHESIS.search(head)
    if match:
        inside = dates_in(match[1])
        date = _shifted(inside[0], match.start(1)) if inside else None
        agency = None if inside else match.span(1)
        head = _blanked(head, *match.span())
    if date is None and (dates := dates_in(head)):
        date = dates[0]
        head = _blanked(head, date.start, date.end)
    return agency, date, head


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _stripped(text: str) -> tuple[int, int]:
    """Where the words of a text stand without blanks, commas and strokes around them."""
    inner = text.strip(" ,;|/\t")
    start = text.index(inner) if inner else 0
    return start, start + len(inner)


def _shifted(date: Stated, by: int) -> Stated:
    return Stated(date.start + by, date.end + by, date.year, date.month, date.day)


def _newspaper(name: str) -> bool:
    return any(word in wording().newspapers for word in name.upper().replace("’", "'").split())


def _like_place(name: str) -> bool:
    parts = [part.split() for part in name.split(",")]
    if len(parts) > 4 or any(not 0 < len(part) < 6 for part in parts):
        return False
    words = [word for part in parts for word in part]
    return words[0][0].isupper() and all(_like_name(word) for word in words)


def _like_name(word: str) -> bool:
    return (word[0].isupper() or word.lower() in _SMALL) and all(c.isalpha() or c in ".'’-/" for c in word)
