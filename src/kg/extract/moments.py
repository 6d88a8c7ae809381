"""Days, months and years as moments, and the arithmetic between them.

In: parts of dates. Out: moments. Never: a day that the calendar has not.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..model import Span
from ..text.dates import When


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was: the first and the last day, and how exactly it is said ("day", "month" or "year").

    ``antecedent`` is where the words stand that a missing part was taken from; ``carried`` says that the sentence
    itself
    names no day.
    """

    first: date
    last: date
    precision: str
    span: Span
    time: str = ""
    antecedent: Span | None = None
    carried: bool = False

    @property
    def is_range(self) -> bool:
        return self.precision == "day" and self.first != self.last

    @property
    def said(self) -> tuple[str, str]:
        """The value as said and its XSD type.

        >>> Moment(date(2024, 12, 1), date(2024, 12, 31), "month", Span(0, 1)).said
        ('2024-12', 'gYearMonth')
        """
        if self.precision == "year":
            return f"{self.first.year:04}", "gYear"
        if self.precision == "month":
            return f"{self.first.year:04}-{self.first.month:02}", "gYearMonth"
        return self.first.isoformat(), "date"


def end_of_era(moment: Moment) -> Moment:
    """Of "24 October 1945 - 24 October 2025" the last day is the one that tells when the text was written."""
    long = moment.is_range and moment.last - moment.first > timedelta(days=60)
    return replace(moment, first=moment.last) if long else moment


def last_day(moment: Moment) -> tuple[date, int]:
    return moment.first, -moment.span.start


def weekday_near(base: date, weekday: int) -> date:
    """The day of that name nearest to ``base``, three days either way."""
    ahead = (weekday - base.weekday()) % 7
    return base + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def nearest(when: When, base: date) -> date | None:
    days = [d for year in (base.year - 1, base.year, base.year + 1) if (d := day_of(year, when.month, when.day))]
    return min(days, key=lambda d: (abs(d - base), d), default=None)


def day_of(year: int | None, month: int | None, day: int | None) -> date | None:
    if not year or not month or not day or day > calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def end_of(first: date, precision: str) -> date:
    if precision == "day":
        return first
    month = first.month if precision == "month" else 12
    return date(first.year, month, calendar.monthrange(first.year, month)[1])


def moment_of(when: When, year: int, last_year: int | None, antecedent: Span | None = None) -> Moment | None:
    precision = "day" if when.day else "month" if when.month else "year"
    first = day_of(year, when.month or 1, when.day or 1)
    if first is None:
        return None
    last = end_of(first, precision)
    if when.last_day:
        end_year = last_year or (year + 1 if (when.last_month or 0) < (when.month or 0) else year)
        last = day_of(end_year, when.last_month, when.last_day) or first
        if last < first:
            return None
    return Moment(first, last, precision, when.span, when.time, antecedent)
