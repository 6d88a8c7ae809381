"""Judges the numbers that sentences give of treaties: signatures, parties, chapters, articles, years.

In: an expression found in a masked sentence. Out: its number. Never: a bound ("at least fifty"), a condition or a part
("ten more") taken for the number.
"""

from __future__ import annotations

import re

from .frames import frames
from .numbers import number

_NO_BOUNDS = {"negotiationYears": "after", "signatoryCount": "when"}
"""Words that bound other figures and not these: "after four years of talks", "when sixty States signed it"."""
_NOT_TOLD = re.compile(
    r"\b(?:not|yet to|press reports?|will|would|expected|could|hoped?)\b[^,;]{0,30}$|\bto become the $"
)


def exact(fact: str, text: str, found: re.Match[str], group: str) -> bool:
    """Whether the number is no bound, no condition and no part of a greater one.

    Parameters
    ----------
    fact: what it counts, as the mapping calls it.
    text: the masked sentence.
    found: the expression that was found in it.
    group: the group of the expression that holds the number.
    """
    before = text[: found.start(group)]
    if _NOT_TOLD.search(before) or re.search(r"\b(?:other|more|further|additional|new)\b", found.group()):
        return False
    if group.startswith("x"):
        return not re.search(r"\b(?:once|when|until|if)\b[^,;]*$", before)
    bound = frames().bounds.search(before)
    if bound and bound.group().split()[0] != _NO_BOUNDS.get(fact):
        return False
    return not (fact == "partyCount" and re.search(r"\b(?:after|once|when|until|provided|if)\b[^,;]*$", before))


def figure(found: re.Match[str]) -> tuple[str, int | None]:
    """The group of an expression that holds its number, and the number."""
    group = next(g for g, words in found.groupdict().items() if words)
    return group, number(found[group])
