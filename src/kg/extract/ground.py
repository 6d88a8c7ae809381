"""Checks that every fact stands on its words; what does not is dropped and counted, never repaired.

In: facts as the grammar read them. Out: those that hold, and a count of the others by reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ..model import STATED_DATE, Annotated, Evidence, Fact, Literal, Role
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
    text, reasons, kept = annotated.document.text, Counter[str](), []

    def holds(role: Role, evidence: Evidence) -> bool:
        if evidence.span.of(text) != evidence.quote:
            reasons["quote not at its place"] += 1
            return False
        if isinstance(role.value, str) and not _names(role.value, evidence, cast):
            reasons["words do not name the thing"] += 1
            return False
        return True

    for fact in facts:
        roles = []
        for role in fact.roles:
            evidence = tuple(e for e in dict.fromkeys(role.evidence) if holds(role, e))
            if evidence:
                roles.append(replace(role, evidence=evidence))
        if roles:
            kept.append(replace(fact, roles=tuple(roles), evidence=tuple(dict.fromkeys(fact.evidence))))
    return tuple(sorted(kept, key=lambda f: (f.subject, f.kind))), tuple(sorted(reasons.items()))


def _names(value: str, evidence: Evidence, cast: Cast) -> bool:
    """Whether a mention of the thing stands in the words or is their antecedent; nameless things need none."""
    thing = cast.things.get(value)
    if thing is None or isinstance(value, Literal):
        return True
    if any(evidence.span.holds(m.span) and m.naming for m in thing.mentions):
        return True
    antecedent = evidence.antecedent
    if antecedent is not None and antecedent != STATED_DATE:
        return any(m.span == antecedent and m.naming for m in thing.mentions)
    return thing.kind in {"treaty-article", "position"} and any(evidence.span.holds(m.span) for m in thing.mentions)
