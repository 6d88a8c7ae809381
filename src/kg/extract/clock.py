"""The clock of the story: which day an expression of time means.

In: the expressions of a scene, the document's own date. Out: moments, each with the words by which it was understood.
Never: the machine's clock, or a year that neither the words nor the document give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from ..model import STATED_DATE, Span
from ..text.dates import When, find_dates
from .moments import Moment, day_of, end_of, end_of_era, last_day, moment_of, nearest, weekday_near
from .scene import Line, Scene
from .tenses import AHEAD, PAST_PERFECT, PRESENT, TELLS_PAST, TOLD

__all__ = ["Clock", "Moment"]

_NEAR = timedelta(days=20)
_SOON = 3
"""Months ahead that a bare month may be in a sentence that tells nothing past."""
_BACKGROUND = re.compile(
    r"\b(?:had|since|(?:was|were) (?:adopted|founded|established|ratified))\b[^;]*$|, (?:who|which|whose) [^,;]*$"
)
_HEAD_WORDS, _DATELINE_WORDS, _DATELINE = 16, 8, 30
_WEEK, _MONTH, _SEASON = timedelta(days=7), timedelta(days=31), timedelta(days=120)


class Clock:
    """Resolves the expressions of a scene; ``moments`` maps the place of each to what it means."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.moments: dict[Span, Moment] = {}
        self.issued = self._issued()
        self.explicit = [end_of_era(m) for w in self._everywhere() if (m := self._explicit(w))]
        self.anchor = self._anchor()

    def _everywhere(self) -> Iterator[When]:
        """The expressions of the lines and of what stands between them, mastheads and footers, in order."""
        at = 0
        for line in self.scene.lines:
            yield from find_dates(self.scene.plain, Span(at, max(at, line.span.start)))
            yield from line.dates
            at = max(at, line.span.end)
        yield from find_dates(self.scene.plain, Span(at, len(self.scene.plain)))

    def read(self) -> None:
        titles = [line for line in self.scene.lines if line.sentence.kind == "title"]
        body = [line for line in self.scene.lines if line.sentence.kind != "title"]
        story = last = self.issued
        for line in (*body, *titles):
            here: Moment | None = None
            for when in line.dates:
                ahead = self._ahead(line, when) or self._soon(line, when)
                moment = (
                    self._explicit(when)
                    or self._absolute(when, ahead)
                    or self._counted(when, here or last if when.base == "story" else story, ahead, line)
                )
                if moment:
                    here = moment
                    self.moments[when.span] = moment
                    back = bool(_BACKGROUND.search(self.scene.plain, line.span.start, when.span.start))
                    if line.sentence.kind != "body" or moment.precision != "day" or back or not self.tells(moment):
                        continue
                    story, last = (story if ahead else moment), moment

    def _soon(self, line: Line, when: When) -> bool:
        """Whether a bare month is one to come: the words before it are of the present ("her visit in November is")."""
        if self.anchor is None or not when.month or when.day or when.base != "month":
            return False
        before = self.scene.plain[line.span.start : when.span.start]
        near = 0 < when.month - self.anchor.first.month <= _SOON
        return near and bool(PRESENT.search(before)) and not TOLD.search(before)

    def _ahead(self, line: Line, when: When) -> bool:
        """Whether the sentence tells what is to come: by its verb, or as a programme does, in the present."""
        plain, span = self.scene.plain, line.span
        return bool(AHEAD.search(plain, span.start, when.span.start)) or not TELLS_PAST.search(
            plain, span.start, span.end
        )

    def of(self, when: When) -> Moment | None:
        return self.moments.get(when.span)

    def tells(self, moment: Moment) -> bool:
        """A day near the anchor moves the story on; a day of long ago is background."""
        base = self.anchor or self.issued
        far = _MONTH if self.issued or (base and self._heads(base)) else _SEASON
        return base is None or abs(moment.first - base.first) < far

    def _issued(self) -> Moment | None:
        published = self.scene.document.published
        if not published:
            return None
        parts = [int(p) for p in published[:10].split("-")]
        precision = ("year", "month", "day")[len(parts) - 1]
        first = date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
        return Moment(first, end_of(first, precision), precision, STATED_DATE)

    def _explicit(self, when: When) -> Moment | None:
        if when.year is None:
            return None
        return moment_of(when, when.year, when.last_year)

    def _anchor(self) -> Moment | None:
        """The day around which the document was written, as far as it tells."""
        if self.issued:
            return self.issued
        days = [m for m in self.explicit if m.precision == "day"]
        if heads := [m for m in days if self._heads(m)]:
            return heads[0]
        dated = [
            w for line in self.scene.lines for w in line.dates if w.weekday is not None and w.day and w.year is None
        ]
        for when in dated:
            if found := self._by_weekday(when):
                return found
        months = [m for m in self.explicit if m.precision == "month" and self._heads(m)]
        return max(days or months or self.explicit, key=last_day, default=None)

    def _heads(self, moment: Moment) -> bool:
        """Whether a day stands in a line that is no sentence, as that of an issue or a dateline does."""
        line = next((line for line in self.scene.lines if line.span.holds(moment.span)), None)
        if line is None or line.sentence.kind == "caption":
            return False
        words = line.span.of(self.scene.plain)
        short = len(words.split()) <= (_DATELINE_WORDS if words.endswith(".") else _HEAD_WORDS)
        opens = moment.span.start - line.span.start < _DATELINE and words.split()[0].strip(",").isupper()
        return (short and not AHEAD.search(words)) or opens

    def _absolute(self, when: When, ahead: bool = False) -> Moment | None:
        """A day and a month without a year: the year of the nearest day that is known."""
        if when.this_year is not None:
            year, why = self._this_year(when)
            return moment_of(when, year + when.this_year, None, why) if year else None
        if when.month is None:
            return self._of_month(when) if when.day else None
        if when.day is None:
            return self._month(when, ahead)
        same = [m for m in self.explicit if m.precision == "day" and self._close(m, when)]
        if same and not self.issued:
            return self._in_year(when, same[0])
        if self.issued is None and when.weekday is not None and (found := self._by_weekday(when)):
            return found
        return self._in_year(when, self.anchor) if self.anchor and self.anchor.precision != "year" else None

    def _month(self, when: When, ahead: bool) -> Moment | None:
        """ "in May", "last November": the last one before the day of writing, or the next for what is to come."""
        if self.anchor is None or when.month is None or self.anchor.precision == "year":
            return None
        year, month = self.anchor.first.year, self.anchor.first.month
        if (ahead or when.base == "next") and when.month < month:
            year += 1
        elif (
            not ahead and when.base != "next" and (when.month > month or (when.base == "last" and when.month == month))
        ):
            year -= 1
        return moment_of(when, year, None, self.anchor.span)

    def _of_month(self, when: When) -> Moment | None:
        """ "on the 14th": of the month of writing, or of the one before."""
        if self.anchor is None or self.anchor.precision == "year":
            return None
        base = self.anchor.last if self.anchor.is_range else self.anchor.first
        months = [(base.year, base.month), (base.year - (base.month == 1), (base.month - 2) % 12 + 1)]
        for year, month in months:
            day = day_of(year, month, when.day)
            if day and day <= base and when.weekday in (None, day.weekday()):
                return Moment(day, day, "day", when.span, when.time, self.anchor.span)
        return None

    def _this_year(self, when: When) -> tuple[int, Span | None]:
        if self.anchor is None or self.anchor.precision == "year":
            return 0, None
        later = [m for m in self.explicit if m.precision == "day" and m.span.start > when.span.start]
        if (
            self.issued is None
            and later
            and when.month
            and (later[0].first.month, later[0].first.day) < (when.month, when.day or 1)
        ):
            return later[0].first.year - 1, later[0].span
        return self.anchor.first.year, self.anchor.span

    def _close(self, moment: Moment, when: When) -> bool:
        near = nearest(when, moment.first)
        return near is not None and abs(near - moment.first) <= _NEAR

    def _in_year(self, when: When, by: Moment) -> Moment | None:
        near = nearest(when, by.first)
        if near is None:
            return None
        if when.weekday is not None and near.weekday() != when.weekday and not self.issued:
            return self._by_weekday(when) or moment_of(when, near.year, None, by.span)
        return moment_of(when, near.year, None, by.span)

    def _by_weekday(self, when: When) -> Moment | None:
        """The year nearest to the years of the text in which that day fell on that weekday."""
        years = [(m.first.year, m.span) for m in self.explicit]
        if not years or when.month is None or when.day is None:
            return None
        latest, why = max(years)
        for year in (latest, latest + 1, latest - 1, latest + 2, latest - 2):
            moment = moment_of(when, year, None, why)
            if moment and moment.first.weekday() == when.weekday:
                return moment
        return None

    def _counted(self, when: When, story: Moment | None, ahead: bool, line: Line) -> Moment | None:
        """A weekday, "the following day", "yesterday": counted from the day last told of or the day of writing."""
        if when.weekday is not None and when.month is None:
            had = PAST_PERFECT.search(self.scene.plain, line.span.start, when.span.start)
            return self._weekday(when, story, ahead, had is not None)
        if when.shift is None or when.absolute:
            return None
        base = (story if when.base == "story" else self.issued or self.anchor) or self.anchor
        if base is None or base.precision != "day":
            return None
        start = base.last if (when.base == "story" and when.shift > 0) or when.base == "issue" else base.first
        return self._day(when, start + timedelta(days=when.shift), base)

    def _weekday(self, when: When, story: Moment | None, ahead: bool, had: bool) -> Moment | None:
        """A day of that name: at or before the day of writing (of several, before that of the story for what "had"
        been), after it for what is to come, near the story if that is far."""
        base = self.issued or self.anchor
        if base is None or when.weekday is None or base.precision != "day":
            return None
        far = story is not None and story.precision == "day" and abs(story.first - base.last) > _WEEK
        headed = self.issued is not None or self._heads(base)
        if story is not None and (far or not (headed or base.is_range)):
            base, day = story, weekday_near(story.first, when.weekday)
        elif had and base.is_range and story is not None and story.precision == "day":
            base, day = story, story.first - timedelta(days=(story.first.weekday() - when.weekday) % 7)
        elif (ahead and not (when.shift or 0) < 0) or (when.shift or 0) > 0:
            day = base.last + timedelta(days=(when.weekday - base.last.weekday() - 1) % 7 + 1)
        else:
            start = base.last - timedelta(days=1) if (when.shift or 0) < 0 else base.last
            day = start - timedelta(days=(start.weekday() - when.weekday) % 7)
        if when.last_weekday is None:
            return self._day(when, day, base)
        return replace(self._day(when, day, base), last=day + timedelta(days=(when.last_weekday - when.weekday) % 7))

    @staticmethod
    def _day(when: When, day: date, base: Moment) -> Moment:
        return Moment(day, day, "day", when.span, when.time, base.span)
