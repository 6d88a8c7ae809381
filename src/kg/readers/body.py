"""What stands between and after the paragraphs of a story: captions, credits, navigation, sign-off, tables.

In: the paragraphs of a text. Out: marks. Never: a paragraph of the story itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from .dateline import full_name, is_agency
from .digest import other_headlines
from .language import language
from .marks import Marks
from .page import Line
from .shape import caption_mark, is_navigation, is_prose
from .wording import wording

LIST_LINES = 8
"""So many short lines on end are a list of names or figures."""

_SIGNOFF_NAME = r"[^\W\d_][\w.&’' /-]{0,38}?"
_SIGNOFFS = (
    re.compile(rf"(?<=[.!?”\"’)])\s*(?P<mark>(?:—|–|--|-)\s*(?P<name>{_SIGNOFF_NAME})\s*/?\.?)$"),
    re.compile(rf"(?<=[.!?”\"’)])\s*(?P<mark>\(\s*(?P<name>{_SIGNOFF_NAME})\s*\)\.?)$"),
    re.compile(r"(?P<mark>\.?/\.-?)$"),
)
_ENDS = re.compile(r"^(?:[-–—\s]*(?:30|ends?)[-–—\s.]*|[#*\s]{3,})$", re.IGNORECASE)
_COLUMNS = re.compile(r"\t|\s\|\s|^\||\|$|\S {3,}\S")
_NUMBERED = re.compile(r"^(?:[-*•·]|\(?\d+[.)])\s+")


def mark_captions(found: list[Line], marks: Marks) -> None:
    """Mark lines that describe or credit a picture, and a paragraph that stands twice in a row."""
    for line in found:
        at = caption_mark(line)
        if at is not None and len(line.words) <= 90:
            marks.mark(line.span, "credit" if at == line.span and len(line.words) <= 6 else "caption")
    for line, after in pairwise(found):
        if line.text == after.text and len(line.words) > 2:
            marks.mark(line.span, "caption", "printed twice")
            marks.mark(after.span, "caption", "printed twice")


def mark_navigation(found: list[Line], marks: Marks) -> None:
    """Mark lines that belong to the page: "Back to top", "Tags: ...", links to other stories."""
    for line in [*filter(is_navigation, found), *other_headlines(found)]:
        marks.mark(line.span, "navigation")


def mark_credits(found: list[Line], marks: Marks) -> None:
    """Mark bylines, sources, rights and addresses, and state publisher, licence and URL."""
    for line in found:
        if len(line.words) > 25 or is_prose(line, words=16):
            continue
        publisher = next((m for p in wording().publishers if (m := p.match(line.text))), None)
        address = next((m for p in wording().urls if (m := p.match(line.text))), None)
        rights = wording().license.search(line.text)
        start = wording().credit_start.match(line.text)
        if not (publisher or address or start):
            continue
        marks.mark(line.span, "metadata" if address else "credit")
        if publisher and not address:
            marks.state("publisher", full_name(publisher["name"].strip()), line.part(*publisher.span("name")))
        if address:
            marks.state("url", address["url"], line.part(*address.span("url")))
        if rights:
            marks.state("license", rights[0], line.part(*rights.span()))


def mark_signoff(found: list[Line], marks: Marks) -> None:
    """Mark what ends a story: "— VNA/VNS", "(Xinhua)", "/.", or an agency's short name on a line of its own."""
    for line in reversed(found):
        if marks.covered(line.span):
            continue
        if _ENDS.match(line.text):
            marks.mark(line.span, "signoff")
            continue
        name = line.text.strip("()[]-–—. ")
        if is_agency(name) and len(line.text) < 30:
            marks.mark(line.span, "signoff")
            marks.state(
                "publisher", full_name(name), line.part(line.text.index(name), line.text.index(name) + len(name))
            )
            continue
        _mark_ending(line, marks)
        return


def _mark_ending(line: Line, marks: Marks) -> None:
    for pattern in _SIGNOFFS:
        match = pattern.search(line.text)
        name = match["name"].strip() if match and "name" in pattern.groupindex else None
        if match and (name is None or is_agency(name)):
            marks.mark(line.part(*match.span("mark")), "signoff")
            if name:
                marks.state("publisher", full_name(name), line.part(*match.span("name")))
            return


def mark_unread(found: list[Line], marks: Marks) -> None:
    """Mark tables, long lists of names or figures, and paragraphs in another language."""
    _mark_runs(found, marks, _is_row, 3, "a table")
    _mark_runs(found, marks, _is_list_line, LIST_LINES, "a list of names or figures")
    for line in found:
        code = language(line.text)
        if code not in {"en", None} and not marks.taken(line.span):
            marks.mark(line.span, "unread", foreign_note(str(code)))


def foreign_note(code: str) -> str:
    """The note of a region in another language."""
    return "not in English" if code == "und" else f"not in English ({code})"


def _is_row(line: Line) -> bool:
    return _COLUMNS.search(line.text) is not None and not is_prose(line, words=12)


def _is_list_line(line: Line) -> bool:
    words = _NUMBERED.sub("", line.text).split()
    return 0 < len(words) <= 7 and not line.text.endswith((".", ",", "!", "?", ":", ";"))


def _mark_runs(found: list[Line], marks: Marks, fits: Callable[[Line], bool], least: int, note: str) -> None:
    run: list[Line] = []
    for line in [*found, None]:
        if line is not None and fits(line) and not marks.taken(line.span):
            run.append(line)
            continue
        if len(run) >= least:
            marks.mark(run[0].span.hull(run[-1].span), "unread", note)
        run = []
