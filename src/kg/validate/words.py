"""The check that words stand where a record says they stand.

In: one article's `Record`. Out: violations. Never: a repair.

SHACL cannot compare a text with its parts, so these rules stand beside it and report in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..shapes import SHAPE
from .record import EVIDENCE, IS_PASSAGE, MENTION, PASSAGE, QUOTATION, TEXT, Passage, Record, words_of
from .report import Violation

LENGTH, INSIDE, LISTED, QUOTED = (f"{SHAPE}Words-{name}" for name in ("length", "inside", "listed", "quoted"))
RULES = (LENGTH, INSIDE, LISTED, QUOTED)


def misplaced(record: Record) -> list[Violation]:
    """Passages that are not as long as their offsets say, words outside their passages, quotations that read otherwise.

    Offsets that are absent or no whole numbers are left to the shapes.
    """
    found = [
        record.violation(LENGTH, passage.node, TEXT, "Its words are not as many as its offsets say.")
        for passage in record.passages
        if len(passage.text) != passage.end - passage.start
    ]
    for kind in (MENTION, EVIDENCE, QUOTATION):
        for node in record.of_class[kind]:
            found += _placed(record, node)
    for node in record.of_class[QUOTATION]:
        found += _quoted(record, node)
    return found


def asked(record: Record) -> dict[str, int]:
    """How many things each rule of this module was asked about."""
    placed = sum(len(record.of_class[kind]) for kind in (MENTION, EVIDENCE, QUOTATION))
    quotations = len(record.of_class[QUOTATION])
    return {LENGTH: len(record.of_class[IS_PASSAGE]), INSIDE: placed, LISTED: placed, QUOTED: quotations}


def _placed(record: Record, node: str) -> Iterator[Violation]:
    span, names = record.span(node), set(record.values(node, PASSAGE))
    if span is None or not names or span[0] >= span[1]:
        return
    touched = record.touched(span)
    listed = [passage for passage in touched if passage.node in names]
    if len(touched) == len(names) == len(listed) == 1 and listed[0].start <= span[0] and span[1] <= listed[0].end:
        return
    covered = _offsets(listed, span)
    if span[0] not in covered or span[1] - 1 not in covered:
        yield record.violation(INSIDE, node, PASSAGE, "Its words do not stand in the passages that it names.")
    elif len(listed) < len(names) or _offsets(touched, span) != covered:
        yield record.violation(LISTED, node, PASSAGE, "It does not name just the passages that its words stand in.")


def _offsets(passages: list[Passage], span: tuple[int, int]) -> set[int]:
    """The part of a span that passages hold."""
    return {offset for p in passages for offset in range(max(span[0], p.start), min(span[1], p.end))}


def _quoted(record: Record, node: str) -> Iterator[Violation]:
    span, texts = record.span(node), record.values(node, TEXT)
    if span is None or len(texts) != 1:
        return
    words, quoted = record.words(span), words_of(texts[0])
    same = len(words) == len(quoted) and all(
        char == own if own is not None else char.isspace() for char, own in zip(quoted, words, strict=True)
    )
    if not same:
        yield record.violation(QUOTED, node, TEXT, "Is not what the text says at these offsets.", texts[0])
