"""Checks that every fact stands on its words; what does not is dropped and counted, never repaired.

In: facts as the grammar read them. Out: those that hold, and a count of the others by reason.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice, takewhile

from ..model import STATED_DATE, Annotated, Evidence, Fact, Role, Span
from .cast import Cast


def grounded(
    annotated: Annotated, facts: Iterable[Fact], cast: Cast
) -> tuple[tuple[Fact, ...], tuple[tuple[str, int], ...]]:
    """The facts whose evidence holds.

    Parameters
    ----------
    annotated: the document they were read in.
    facts: what the grammar read.
    cast: the things of the document, to see that an antecedent names the one that is meant.

    Returns
    -------
    the facts with only the evidence that holds, and (reason, count) of what was dropped.
    """
    text, reasons, kept, names = annotated.document.text, Counter[str](), [], _Names(cast)

    def holds(role: Role, evidence: Evidence) -> bool:
        if evidence.span.of(text) != evidence.quote:
            reasons["quote not at its place"] += 1
            return False
        if isinstance(role.value, str) and not names.stand_in(evidence, role.value):
            reasons["words do not name the thing"] += 1
            return False
        return True

    for fact in facts:
        roles = []
        for role in fact.roles:
            evidence = tuple(e for e in _once(role.evidence) if holds(role, e))
            if evidence:
                roles.append(role if evidence == role.evidence else replace(role, evidence=evidence))
        if roles:
            kept.append(replace(fact, roles=tuple(roles), evidence=_once(fact.evidence)))
    return tuple(sorted(kept, key=lambda f: (f.subject, f.kind))), tuple(sorted(reasons.items()))


def _once(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Each evidence once, in order."""
    return evidence if len(evidence) < 2 else tuple(dict.fromkeys(evidence))


class _Names:
    """Where each thing of a cast is named."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._spans: dict[str, list[Span]] = {}

    def stand_in(self, evidence: Evidence, value: str) -> bool:
        """Whether a mention of the thing stands in the words or is their antecedent; nameless things need none."""
        thing = self._cast.things.get(value)
        if thing is None:
            return True
        if value not in self._spans:
            any_words = thing.kind in {"treaty-article", "position"}
            self._spans[value] = sorted(m.span for m in thing.mentions if m.naming or any_words)
        spans, words = self._spans[value], evidence.span
        first = bisect_left(spans, words.start, key=lambda span: span.start)
        if any(
            words.holds(span) for span in takewhile(lambda span: span.start < words.end, islice(spans, first, None))
        ):
            return True
        return evidence.antecedent is not None and evidence.antecedent != STATED_DATE and evidence.antecedent in spans
