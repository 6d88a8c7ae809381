"""Compares what several articles give as the value of one thing.

In: values as plain words, by article. Out: groups of articles that differ, and how. Never: a judgement of who is right.

A value is a date as exact as it was said (`2025`, `2025-10`, `2025-10-25`), days from one to another
(`2025-10-25/2025-10-26`), a figure (`72`), a figure that is a bound (`>110`), or the name of a thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

CONTRADICTION, PRECISION, SUCCESSION, DIFFERENT_THINGS = (
    "contradiction",
    "precision",
    "succession",
    "different things",
)
Values = Mapping[str, frozenset[str]]
"""What each article gives."""
Found = dict[str, dict[str, set[str]]]
"""By kind: of each article that has a part in the difference, the values in question."""
_DAYS = re.compile(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?")


def vaguer(one: str, other: str) -> bool:
    """Whether the first value says the same as the second, less exactly.

    >>> vaguer("2024-12", "2024-12-24"), vaguer("2024-12-24", "2024-12"), vaguer(">60", "72")
    (True, False, True)
    """
    if one.startswith(">"):
        return other.isdecimal() and int(other) > int(one[1:])
    if not (_DAYS.fullmatch(one) and _DAYS.fullmatch(other)) or "/" in one:
        return False
    return all(part.startswith(f"{one}-") for part in other.split("/"))


def part(one: str, other: str) -> bool:
    """Whether the first days are some of the second: of what takes several days, one may tell of a single day.

    >>> part("2025-10-25", "2025-10-25/2025-10-26"), part("2025-10-24", "2025-10-25/2025-10-26")
    (True, False)
    """
    if one == other or "/" not in other or not (_DAYS.fullmatch(one) and _DAYS.fullmatch(other)):
        return False
    (first, last), (begins, ends) = _ends(one), _ends(other)
    return begins <= first and last <= ends


def differences(
    values: Values, less: Callable[[str, str], bool] = vaguer, issued: Mapping[str, str] | None = None
) -> Found:
    """How articles differ about one thing.

    Parameters
    ----------
    values: what each article gives; one that gives nothing is not among them.
    less: whether one value says the same as another, less exactly.
    issued: the dates of the articles, for a value that changes with time; none for one that does not.

    Returns
    -------
    By kind, the articles and values. Two articles that share a value do not differ, whatever else they say.

    >>> found = differences({"a": frozenset({"2024-12"}), "b": frozenset({"2024-12-24"})})
    >>> found["precision"] == {"a": {"2024-12"}, "b": {"2024-12-24"}}
    True
    """
    found: Found = {}
    groups: dict[frozenset[str], list[str]] = {}
    for article in sorted(values):
        groups.setdefault(values[article], []).append(article)
    for one, other in combinations(sorted(groups, key=sorted), 2):
        if one & other:
            continue
        for kind, mine, its in _between(one, other, less):
            apart = _apart(groups[one], groups[other], issued) if kind == CONTRADICTION else kind
            _add(found.setdefault(apart, {}), groups[one], mine)
            _add(found.setdefault(apart, {}), groups[other], its)
    return found


def _between(
    one: frozenset[str], other: frozenset[str], less: Callable[[str, str], bool]
) -> list[tuple[str, set[str], set[str]]]:
    """The kind of difference between two articles; contradiction only where nothing that they say goes together."""
    pairs = [(a, b) for a in sorted(one) for b in sorted(other)]
    for kind, test in ((PRECISION, less), (DIFFERENT_THINGS, part)):
        fitting = [(a, b) for a, b in pairs if test(a, b) or test(b, a)]
        if fitting:
            return [(kind, {a for a, _ in fitting}, {b for _, b in fitting})]
    return [(CONTRADICTION, set(one), set(other))]


def _apart(one: Iterable[str], other: Iterable[str], issued: Mapping[str, str] | None) -> str:
    """Of what changes, articles may both be right unless they are of one day."""
    if issued is None:
        return CONTRADICTION
    days = ({issued[article] for article in group if article in issued} for group in (one, other))
    return CONTRADICTION if set.intersection(*days) else SUCCESSION


def _add(statements: dict[str, set[str]], articles: Iterable[str], values: set[str]) -> None:
    for article in articles:
        statements.setdefault(article, set()).update(values)


def _ends(days: str) -> tuple[str, str]:
    first, _, last = days.partition("/")
    return first, last or first
