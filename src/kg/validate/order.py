"""The check that events stand in an order that can be.

In: one article's `Record`. Out: violations, all of them warnings: it is the text that says it oddly. Never: a
comparison with what another article says.

An event that another follows is two steps away from that one's days, so that SHACL by the document cannot compare them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..shapes import SHAPE
from ..vocab import PREFIXES
from .record import Record, words_of
from .report import WARNING, Violation

BEFORE, OUTSIDE, ITSELF = (f"{SHAPE}Order-{name}" for name in ("before", "outside", "itself"))
RULES = (BEFORE, OUTSIDE, ITSELF)
_FOLLOWS, _PART_OF, _EARLIEST, _LATEST = (
    f"<{PREFIXES['kg']}{name}>" for name in ("follows", "partOf", "earliest", "latest")
)
_MESSAGES = {
    BEFORE: "The text puts this event before the one that it follows.",
    OUTSIDE: "The text puts this event outside the days of the one that it is part of.",
    ITSELF: "The text makes this event follow itself, or a part of itself.",
}


def disordered(record: Record) -> list[Violation]:
    """Events that come before what they follow, lie outside what they are part of, or follow or hold themselves.

    Days are compared where they exclude each other: an event of May may follow one of 6 May.
    """
    return [
        record.violation(rule, event, path, _MESSAGES[rule], other, WARNING)
        for event, path, other in _pairs(record)
        if (rule := _broken(record, event, path, other))
    ]


def asked(record: Record) -> dict[str, int]:
    """How many things each rule of this module was asked about."""
    paths = [path for _, path, _ in _pairs(record)]
    return {BEFORE: paths.count(_FOLLOWS), OUTSIDE: paths.count(_PART_OF), ITSELF: len(paths)}


def _pairs(record: Record) -> Iterator[tuple[str, str, str]]:
    return ((s, p, o) for s, p, o in record.world if p in (_FOLLOWS, _PART_OF))


def _broken(record: Record, event: str, path: str, other: str) -> str:
    if event == other:
        return ITSELF
    mine, theirs = _days(record, event), _days(record, other)
    if mine is None or theirs is None:
        return ""
    if path == _FOLLOWS:
        return BEFORE if mine[1] < theirs[0] else ""
    return OUTSIDE if mine[1] < theirs[0] or theirs[1] < mine[0] else ""


def _days(record: Record, event: str) -> tuple[str, str] | None:
    """The first and the last day that an article gives an event; nothing where it does not give both."""
    first, last = record.values(event, _EARLIEST), record.values(event, _LATEST)
    return (min(map(words_of, first)), max(map(words_of, last))) if first and last else None
