"""Dates as a page states its own: in datelines, date lines and metadata.

In: words. Out: ISO 8601 days, months and years with their offsets. Never: the clock, or a year that no words decide.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from .wording import wording

MONTHS = "january february march april may june july august september october november december".split()
NEAR = 50
"""Days between a date without a year and a full date that may decide its year."""

_MONTH = "|".join(f"{name[:3]}(?:{name[3:]}|{name[3:4]}?\\.?)" if name != "may" else "may" for name in MONTHS)
_DAY = r"(?P<{0}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:1[89]|20)\d\d)(?!\d)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_PATTERN = re.compile(
    r"(?<![\w–-])" + _WEEKDAY + r"(?:"
    + _YEAR.format("iy") + r"-(?P<im>\d\d)-(?P<id>\d\d)(?!\d)"
    + "|" + _DAY.format("d1") + rf"\s+(?P<m1>{_MONTH})\b(?:,?\s+" + _YEAR.format("y1") + ")?"
    + "|" + rf"(?P<m2>{_MONTH})\s+" + _DAY.format("d2") + r"(?![\d–-])(?:,?\s+" + _YEAR.format("y2") + ")?"
    + "|" + rf"(?P<m3>{_MONTH})\s+" + _YEAR.format("y3")
    + "|" + r"(?P<dd>\d{1,2})\.(?P<dm>\d{1,2})\." + _YEAR.format("dy")
    + "|" + r"(?P<s1>\d{1,2})/(?P<s2>\d{1,2})/" + _YEAR.format("sy")
    + ")",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stated:
    """A date in words: where it stands, and its year, month and day as far as it says them."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None

    @property
    def iso(self) -> str | None:
        """The day or the month in ISO 8601; None without a year."""
        if self.year is None:
            return None
        return f"{self.year}-{self.month:02}-{self.day:02}" if self.day else f"{self.year}-{self.month:02}"


def dates_in(text: str) -> list[Stated]:
    """All dates of a text that name a month and a day or a year.

    >>> [d.iso for d in dates_in("Friday, 3 May 2019; Oct. 24, 2025; 2024-02-30; March 2021; 5.3.2024; 13/2/2020")]
    ['2019-05-03', '2025-10-24', '2021-03', '2024-03-05', '2020-02-13']
    """
    found = (_stated(match) for match in _PATTERN.finditer(text))
    return [date for date in found if date is not None]


def _stated(match: re.Match[str]) -> Stated | None:
    part = match.groupdict()
    month_name = part["m1"] or part["m2"] or part["m3"]
    if month_name:
        month = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(month_name[:3].lower()))
        year, day = part["y1"] or part["y2"] or part["y3"], part["d1"] or part["d2"]
    elif part["s1"]:
        first, second = int(part["s1"]), int(part["s2"])
        if first <= 12 and second <= 12 and first != second:
            return None  # 3/5/2019 is a day in March or in May
        year, month, day = part["sy"], min(first, second), str(max(first, second))
    else:
        year, month, day = part["iy"] or part["dy"], int(part["im"] or part["dm"]), part["id"] or part["dd"]
    known = Stated(match.start(), match.end(), int(year) if year else None, month, int(day) if day else None)
    return known if _exists(known) else None


def _exists(date: Stated) -> bool:
    try:
        datetime.date(date.year or 2024, date.month, date.day or 1)
    except ValueError:
        return False
    return True


def with_year(date: Stated, text: str) -> str | None:
    """The date in ISO 8601, its year taken from full dates of the text near the same day where it has none.

    A full date decides where it lies within ``NEAR`` days of that day in its year, no other year does, and its sentence
    does not speak of an anniversary. Returns None where no words decide.

    >>> [day] = dates_in("HANOI, October 24")
    >>> with_year(day, "It opens for signature on October 25, 2025, and was adopted on December 24, 2024.")
    '2025-10-24'
    >>> with_year(day, "Talks broke off ten years ago, on October 20, 2015.")
    """
    if date.year is not None or date.day is None:
        return date.iso
    years = {year for full in dates_in(text) for year in _near(date, full) if not _of_the_past(text, full)}
    if len(years) != 1:
        return None
    decided = Stated(date.start, date.end, years.pop(), date.month, date.day)
    return decided.iso if _exists(decided) else None


def _near(date: Stated, full: Stated) -> list[int]:
    if full.year is None or full.day is None or date.day is None:
        return []
    other = datetime.date(full.year, full.month, full.day)
    near = []
    for year in (full.year - 1, full.year, full.year + 1):
        try:
            day = datetime.date(year, date.month, date.day)
        except ValueError:
            continue
        if abs((day - other).days) <= NEAR:
            near.append(year)
    return near


def _of_the_past(text: str, date: Stated) -> bool:
    start = max(text.rfind(". ", 0, date.start), text.rfind("\n", 0, date.start)) + 1
    ends = [end for end in (text.find(". ", date.end), text.find("\n", date.end)) if end >= 0]
    return wording().anniversary.search(text[start : min(ends, default=len(text))]) is not None
