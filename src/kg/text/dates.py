"""Finds the words of a text that say when.

In: folded text. Out: expressions as written, with the parts they give. Never: a guess of a part that is not there;
which day is meant is for the clock of the story to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import attrgetter

from ..model import Span

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|JAN(?:UARY|\.)?|FEB(?:RUARY|\.)?|MAR(?:CH|\.)?"
    r"|APR(?:IL|\.)?|MAY|JUNE?|JULY?"
    r"|AUG(?:UST|\.)?|SEPT?(?:EMBER|\.)?|OCT(?:OBER|\.)?|NOV(?:EMBER|\.)?|DEC(?:EMBER|\.)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d/]|[.,]\d)"
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d)"
_TO = r"\s?(?:-|to|and|until|through|till|&)\s?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TIME = r"(?:early morning|morning|noon|afternoon|evening|night)"
_OPENING = (
    rf"(?:\b(?P<weekday>{_WEEKDAY})(?: (?P<time>{_TIME}))?,? (?:the )?"
    rf"|\b(?P<time_of>{_TIME}) (?:of|on) (?:the )?(?:(?P<weekday_of>{_WEEKDAY}),? )?)?"
)
_CLOSING = rf"(?P<this>,? (?:this|last|next) year)?(?: (?P<time_after>{_TIME}))?(?: \((?P<weekday_after>{_WEEKDAY})\))?"

_CORES = (
    rf"(?P<y>{_YEAR})-(?P<mn>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])\b",
    r"(?<!\S)(?P<y>(?:19|20)\d\d)(?P<mn>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=\s)",
    rf"(?<![\d.-])(?<!\d/)(?P<d>0?[1-9]|[12]\d|3[01])(?P<sep>[./-])(?P<mn>0?[1-9]"
    rf"|1[0-2])(?P=sep)(?P<y>{_YEAR}|(?<=\.)[4-9]\d(?![\d.]))",
    rf"\b(?P<d>{_DAY}) (?P<m>{_MONTH})(?:,? (?P<y>{_YEAR}))?{_TO}(?P<d2>{_DAY}) (?P<m2>{_MONTH})"
    rf"(?:,? (?P<y2>{_YEAR}))?",
    rf"\b(?P<m>{_MONTH}) (?P<d>{_DAY})(?:,? (?P<y>{_YEAR}))?{_TO}(?P<m2>{_MONTH}) (?P<d2>{_DAY})"
    rf"(?:,? (?P<y2>{_YEAR}))?",
    rf"(?<![\d.])\b(?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?(?: of)? (?P<m>{_MONTH})(?:,? (?P<y>{_YEAR}))?",
    rf"\b(?P<m>{_MONTH}) (?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?(?:,? (?P<y>{_YEAR}))?",
    rf"\b(?P<m>{_MONTH})(?: of|,)? (?P<y>{_YEAR})",
)
_ABSOLUTE = tuple(re.compile(_OPENING + core + _CLOSING) for core in _CORES)
_ORDINAL = re.compile(
    rf"\b(?:(?P<weekday>{_WEEKDAY}),? |[Oo]n )the (?P<d>\d\d?)(?:st|nd|rd"
    rf"|th)(?: of the month)?(?= ?(?:[.,;:)]|$| (?:in|at|by|with|and|to|after|before|when|for)\b))"
)
_BARE_MONTH = re.compile(
    rf"\b(?:[Ii]n|[Ss]ince|[Ll]ast|[Nn]ext|[Tt]his|[Bb]y|[Uu]ntil|(?:early|late|mid)[ -])(?P<late> late"
    rf"| early| mid-?)? ?(?P<m>{_MONTH})\b(?! \d)"
)
_RELATIVE_YEAR = re.compile(
    r"\b(?P<which>[Tt]his|[Ll]ast|[Nn]ext|[Ll]ater this|[Ee]arlier this) (?:year|spring|summer|autumn|fall)\b(?!'s)"
)
_BARE_YEAR = re.compile(
    rf"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Dd]uring|[Oo]f|[Uu]ntil|[Ff]rom|[Yy]ear|early|late|mid|[Bb]efore|[Aa]fter"
    rf"|to)[ -](?P<y>{_YEAR})"
)
_RELATIVE = re.compile(
    rf"\b(?:(?P<last>[Ll]ast |[Nn]ext )?(?P<weekday>{_WEEKDAY})(?:(?: and|(?P<to> to"
    rf"|-)) (?P<weekday2>{_WEEKDAY}))?(?: (?P<time>{_TIME}))?"
    rf"|(?P<following>[Tt]he (?:following|next) (?P<following_part>day|{_TIME})|the day after)"
    rf"|(?P<before>[Tt]he (?:previous (?:day|{_TIME})|day before))"
    rf"|(?P<same>[Tt]he same (?P<same_part>day|{_TIME})|[Tt]hat (?P<that_part>day|{_TIME})|(?:[Ll]ater"
    rf"|[Ee]arlier) in the day|[Ii]n the (?P<in_part>{_TIME}))"
    rf"|(?P<now>[Tt]oday(?!'s)|[Tt]onight|[Tt]his (?P<now_part>{_TIME}))"
    rf"|(?P<past>[Yy]esterday(?: (?P<past_part>{_TIME}))?)"
    rf"|(?P<future>[Tt]omorrow(?: (?P<future_part>{_TIME}))?))\b"
)
_DIGIT, _BRACKET = re.compile(r"\d"), re.compile(r"^ [\[(]$")


@dataclass(frozen=True, slots=True)
class When:
    """An expression of time as written; a part that the words do not give is None.

    ``last_*`` are the parts of the end of a range, ``last_weekday`` of one of weekdays; ``shift`` is a number of days
    counted from ``base``: ``"story"``, the day last told of, or ``"issue"``, the day of writing; ``this_year`` is -1, 0
    or 1 for "last/this/next year".
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_year: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    time: str = ""
    shift: int | None = None
    base: str = ""
    this_year: int | None = None
    last_weekday: int | None = None

    @property
    def is_range(self) -> bool:
        return self.last_day is not None

    @property
    def absolute(self) -> bool:
        return self.year is not None or self.month is not None


def find_dates(plain: str, within: Span) -> list[When]:
    """Every expression of time in a stretch of folded text, in order.

    Parameters
    ----------
    plain: a folded text.
    within: where to look.

    >>> text = "On Friday, 24 October, and from 3 to 5 May 2019"
    >>> [(w.day, w.last_day, w.month, w.year, w.weekday) for w in find_dates(text, Span(0, len(text)))]
    [(24, None, 10, None, 4), (3, 5, 5, 2019, None)]
    """
    found: list[When] = []
    words = within.of(plain)
    for pattern in _ABSOLUTE if _DIGIT.search(words) else ():
        for match in pattern.finditer(plain, within.start, within.end):
            when = _absolute(match)
            if not any(w.span.start < when.span.end and when.span.start < w.span.end for w in found):
                found.append(when)
    for needed, pattern, reading in _BARE:
        for match in pattern.finditer(plain, within.start, within.end) if any(n in words for n in needed) else ():
            when = reading(match)
            if not any(w.span.start < when.span.end and when.span.start < w.span.end for w in found):
                found.append(when)
    return _joined(plain, sorted(found, key=attrgetter("span")))


def _bare_year(match: re.Match[str]) -> When:
    return When(Span(*match.span("y")), year=int(match["y"]))


def _ordinal(match: re.Match[str]) -> When:
    """ "on the 14th": the month is for the clock to say."""
    weekday = WEEKDAYS.index(match["weekday"].lower()) if match["weekday"] else None
    start = match.start("weekday" if match["weekday"] else "d")
    return When(Span(start, match.end("d") + 2), day=int(match["d"]), weekday=weekday)


def _bare_month(match: re.Match[str]) -> When:
    last = {"last": -1, "next": 1}.get(match.group().split()[0].lower())
    return When(
        Span(*match.span("m")), month=_month(match["m"]), base="last" if last == -1 else "next" if last else "month"
    )


def _relative_year(match: re.Match[str]) -> When:
    return When(Span(*match.span()), this_year={"last": -1, "next": 1}.get(match["which"].lower(), 0))


def _month(word: str | None) -> int | None:
    if not word:
        return None
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(word.lower().rstrip(".")[:3]))


def _number(word: str | None) -> int | None:
    return int(word.rstrip("stndrh")) if word else None


def _year(word: str | None) -> int | None:
    """A year; of two digits, one of the last century."""
    number = _number(word)
    return number + 1900 if number and number < 100 else number


def _time(word: str | None) -> str:
    return {"early morning": "morning", "noon": "afternoon", "day": ""}.get(word or "", word or "")


def _absolute(match: re.Match[str]) -> When:
    part = match.groupdict()
    weekday = part["weekday"] or part["weekday_of"] or part["weekday_after"]
    month = int(part["mn"]) if part.get("mn") else _month(part.get("m"))
    year, last_year = _year(part.get("y")), _year(part.get("y2"))
    this = {"this": 0, "last": -1, "next": 1}.get((part["this"] or "").strip(", ").split(" ")[0])
    return When(
        Span(*match.span()),
        year=year or last_year,
        month=month,
        day=_number(part.get("d")),
        last_year=last_year or year if part.get("d2") else None,
        last_month=_month(part.get("m2")) or month if part.get("d2") else None,
        last_day=_number(part.get("d2")),
        weekday=WEEKDAYS.index(weekday.lower()) if weekday else None,
        time=_time(part["time"] or part["time_of"] or part["time_after"]),
        this_year=this,
    )


def _relative(match: re.Match[str]) -> When:
    part, span = match.groupdict(), Span(*match.span())
    if part["weekday"]:
        shift = {"last ": -7, "next ": 7}.get((part["last"] or "").lower(), 0)
        return When(
            span,
            weekday=WEEKDAYS.index(part["weekday"].lower()),
            time=_time(part["time"]),
            shift=shift or None,
            base="issue",
            last_weekday=WEEKDAYS.index(part["weekday2"].lower()) if part["weekday2"] else None,
        )
    time = next((_time(part[k]) for k in part if k.endswith("_part") and part[k]), "")
    for name, shift, base in (
        ("following", 1, "story"),
        ("before", -1, "story"),
        ("same", 0, "story"),
        ("now", 0, "issue"),
        ("past", -1, "issue"),
        ("future", 1, "issue"),
    ):
        if part[name]:
            return When(span, time="night" if part[name].lower() == "tonight" else time, shift=shift, base=base)
    raise AssertionError(match.group())


_DIGITS = tuple("0123456789")
_MONTHS_BEGIN = tuple(name[:3].capitalize() for name in MONTHS)
_BARE: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str]], When]], ...] = (
    (_DIGITS, _BARE_YEAR, _bare_year),
    (_DIGITS, _ORDINAL, _ordinal),
    ((*_MONTHS_BEGIN, *map(str.upper, _MONTHS_BEGIN)), _BARE_MONTH, _bare_month),
    (("year", "spring", "summer", "autumn", "fall"), _RELATIVE_YEAR, _relative_year),
    (("day", "night", "noon", "morning", "evening", "morrow"), _RELATIVE, _relative),
)
"""What a stretch must hold for an expression to be looked for, the expression, and how it is read."""


def _joined(plain: str, found: list[When]) -> list[When]:
    """ "this afternoon [October 24]" and "the following day, Saturday, 25 October" are one expression each."""
    out: list[When] = []
    for when in found:
        before = out[-1] if out else None
        gap = plain[before.span.end : when.span.start] if before else ""
        if before and before.shift is not None and when.day and (_BRACKET.match(gap) or gap in (", ", " on ", " ")):
            out[-1] = replace(when, span=before.span.hull(when.span), time=when.time or before.time)
        else:
            out.append(when)
    return out
