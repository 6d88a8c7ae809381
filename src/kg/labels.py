"""Templates for the names of things that have none: events, tenures, quotations.

In: a template such as ``Meal[: {host|participant}][, {date}]`` and what is known of a thing. Out: its label. Never: an
empty gap; what stands in brackets is left out when nothing in it is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

Part = str | tuple[str, ...]
MOST_NAMES = 3
LONGEST_VALUE = 80


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a template: words, and for each gap the roles that may fill it, the first that is known."""

    optional: bool
    parts: tuple[Part, ...]

    def roles(self) -> tuple[str, ...]:
        return tuple(role for part in self.parts if isinstance(part, tuple) for role in part)


def parse(template: str) -> tuple[Segment, ...]:
    """Take a template apart: ``{role}``, ``{a|b}`` for the first that is known, ``[...]`` for what may be left out.

    >>> parse("Meal[: {host|participant}]")
    (Segment(optional=False, parts=('Meal',)), Segment(optional=True, parts=(': ', ('host', 'participant'))))
    """
    segments = []
    for text in filter(None, re.split(r"(\[[^\]]*\])", template)):
        optional = text.startswith("[")
        pieces = re.split(r"(\{[^}]*\})", text[1:-1] if optional else text)
        parts: list[Part] = [tuple(p[1:-1].split("|")) if p.startswith("{") else p for p in pieces if p]
        segments.append(Segment(optional, tuple(parts)))
    return tuple(segments)


def fill(label: tuple[Segment, ...], known: Mapping[str, list[str]]) -> str:
    """The label of a thing from the words known for each of its roles.

    >>> fill(parse("Meal[: {host|participant}][, {date}]"), {"participant": ["Ana Reis", "Bo Lund"]})
    'Meal: Ana Reis and Bo Lund'
    """
    words = []
    for segment in label:
        filled = [part if isinstance(part, str) else _gap(part, known) for part in segment.parts]
        if all(filled) or not segment.optional:
            words += filled
    return "".join(words).strip(" :,")


def _gap(roles: tuple[str, ...], known: Mapping[str, list[str]]) -> str:
    return next((_listed(known[role]) for role in roles if known.get(role)), "")


def _listed(words: list[str]) -> str:
    words = [" ".join(w.split()) for w in words]
    shown = [w if len(w) <= LONGEST_VALUE else w[: LONGEST_VALUE - 1].rstrip() + "…" for w in words]
    if len(shown) > MOST_NAMES:
        shown = [*shown[:MOST_NAMES], "others"]
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
