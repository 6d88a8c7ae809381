"""The head of a page: date lines, the title, the dateline.

In: the first paragraphs of a text. Out: marks. Never: a title out of the middle of a story.
"""

from __future__ import annotations

import re

from ..model import Span
from .dateline import Dateline, dateline, full_name
from .dates import Stated, dates_in, with_year
from .marks import Marks
from .page import Line
from .shape import is_heading, is_prose
from .wording import wording

DEEPEST = 8
"""So many paragraphs belong to the head of a page."""

_TIME = re.compile(
    r"[\s,|–-]*(?:at\s+)?\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*\(?(?:GMT|UTC|[A-Z]{2,4}T)?(?:[+-]\d{1,2}(?::\d\d)?)?\)?",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(r"\s*(?:$|[|·•(\[]|[–—-]\s|(?-i:\s[A-ZÀ-ÝĐ]))")


def mark_date_lines(text: str, found: list[Line], marks: Marks) -> None:
    """Mark lines such as "Published: 3 May 2019 | 14:02" at the head and the foot of a page."""
    for line in found[:DEEPEST] + found[DEEPEST:][-DEEPEST:]:
        _mark_date_line(text, line, marks)
    for line in found[:DEEPEST]:
        if is_prose(line):
            return
        _mark_bare_date(text, line, marks) or _mark_release(text, line, marks)


def mark_title(found: list[Line], marks: Marks) -> None:
    """Mark the first line as the title, if it is a headline and a story follows it."""
    for index, line in enumerate(found[:DEEPEST]):
        if marks.taken(line.span):
            if not all(
                region.kind in {"metadata", "navigation", "credit", "caption"}
                for region in marks.regions
                if region.span.start < line.span.end and line.span.start < region.span.end
            ):
                return
            if any(region.span.holds(line.span) for region in marks.regions):
                continue
            return
        if is_heading(line) and any(is_prose(other) for other in found[index + 1 : index + 1 + DEEPEST]):
            marks.mark(line.span, "title")
            marks.state("title", line.text, line.span)
        return


def mark_dateline(text: str, found: list[Line], marks: Marks) -> None:
    """Mark the first dateline of the head, and state the place, the publisher and the date that it names."""
    for line in found[:DEEPEST]:
        start = _unmarked(line, marks)
        rest = line.text[start:]
        at = start + len(rest) - len(rest.lstrip())
        parts = dateline(line.text[at:])
        if parts and marks.mark(line.part(at, at + len(line.text[at : at + parts.end].rstrip())), "dateline"):
            _state_dateline(text, line, at, parts, marks)
            return


def mark_today(text: str, found: list[Line], marks: Marks) -> None:
    """State the date of a gloss such as "this afternoon [March 3]", which is the day of publication."""
    for line in found[:DEEPEST]:
        for word in wording().today.finditer(line.text):
            opening = re.match(r"\s*[\[(]\s*", line.text[word.end() :])
            at = word.end() + opening.end() if opening else -1
            for date in dates_in(line.text[at:] if opening else ""):
                if date.start == 0 and line.text[at + date.end :].lstrip()[:1] in {"]", ")"}:
                    marks.state("published", with_year(date, text), line.part(at, at + date.end))


def _unmarked(line: Line, marks: Marks) -> int:
    """Where in a line the words begin that follow a mark at its start."""
    ends = [region.span.end for region in marks.regions if region.span.start == line.span.start]
    return min(max(ends, default=line.span.start) - line.span.start, len(line.text))


def _mark_date_line(text: str, line: Line, marks: Marks) -> None:
    for cue, published in ((wording().date_cue, True), (wording().other_date_cue, False)):
        found = cue.match(line.text)
        date = _date_at(line.text, found.end()) if found else None
        if date is None:
            continue
        time = _TIME.match(line.text, date.end)
        end = time.end() if time else date.end
        if not _AFTER_DATE.match(line.text, end):
            continue
        tail = line.text[end:].strip()
        whole = len(line.text) if tail.startswith(("|", "(", "·", "•")) and len(line.words) < 20 else end
        if marks.mark(line.part(0, whole), "metadata") and published:
            marks.state("published", with_year(date, text), line.part(date.start, date.end))
        return


def _mark_bare_date(text: str, line: Line, marks: Marks) -> bool:
    """A line that is a date, with a place before it or a time behind it, and nothing else."""
    dates = dates_in(line.text)
    if len(dates) != 1 or len(line.words) > 9:
        return False
    before, after = line.text[: dates[0].start].strip(" ,|"), line.text[dates[0].end :]
    time = _TIME.match(after)
    place = dateline(f"{before} ({dates[0].iso or 'May 1'}) — x") if before else None
    if (before and (place is None or "," not in line.text)) or after[time.end() if time else 0 :].strip(" .|,"):
        return False
    if not marks.mark(line.span, "metadata"):
        return False
    marks.state("published", with_year(dates[0], text), line.part(dates[0].start, dates[0].end))
    if before:
        marks.state("dateline_place", before, line.part(0, len(before)))
    return True


def _mark_release(text: str, line: Line, marks: Marks) -> bool:
    """A line such as "Press release 24/117, Brussels, 5 March 2024"."""
    cue = wording().release.match(line.text)
    if not cue or len(line.words) > 14 or is_prose(line, words=1):
        return False
    dates = dates_in(line.text)
    if not dates and len(line.words) > 5:
        return False
    if not marks.mark(line.span, "metadata"):
        return False
    if dates:
        marks.state("published", with_year(dates[-1], text), line.part(dates[-1].start, dates[-1].end))
        place = re.search(r"[,|–-]\s*(?P<place>[^\W\d_][^,|\d]*?)\s*,\s*$", line.text[: dates[-1].start])
        if place:
            marks.state("dateline_place", place["place"], line.part(*place.span("place")))
    return True


def _date_at(text: str, at: int) -> Stated | None:
    return next((date for date in dates_in(text) if date.start == at), None)


def _state_dateline(text: str, line: Line, at: int, parts: Dateline, marks: Marks) -> None:
    def span(part: tuple[int, int]) -> Span:
        return line.part(at + part[0], at + part[1])

    if parts.place:
        marks.state("dateline_place", span(parts.place).of(text), span(parts.place))
    name = parts.agency or parts.masthead
    if name:
        marks.state("publisher", full_name(span(name).of(text)), span(name))
    if parts.date:
        marks.state("published", with_year(parts.date, text), span((parts.date.start, parts.date.end)))
