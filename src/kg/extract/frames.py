"""How texts speak of treaties, compiled from ``mappings/treaties.yaml``.

In: the expressions of the mapping. Out: one frozen :class:`Frames`. Never: a rule of what an expression means; those
stand in :mod:`.treatyfacts` and :mod:`.acts`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

import yaml

from ..resources import folder
from ..text.mask import grammar
from .numbers import NUMBER, ORDINAL

Patterns = dict[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Frames:
    """The expressions by what they tell; each is explained in ``mappings/treaties.yaml``."""

    statements: Patterns
    labels: Patterns
    figures: Patterns
    bounds: re.Pattern[str]
    conditions: Patterns
    relations: Patterns
    articles: re.Pattern[str]
    resolution: re.Pattern[str]
    alias: tuple[re.Pattern[str], ...]
    acts: dict[str, str]


@functools.cache
def frames() -> Frames:
    """The frames of the product.

    >>> bool(frames().resolution.search("in resolution 54/109 of 1999"))
    True
    """
    read: dict[str, Any] = yaml.safe_load((folder("mappings") / "treaties.yaml").read_text("utf-8"))

    def table(name: str) -> Patterns:
        return {fact: compiled(pattern) for fact, pattern in read[name].items()}

    return Frames(
        statements=table("statements"),
        labels={
            fact: compiled(rf"^[-*# ]*(?:{pattern})(?:[.:][* ]*|[* ]*$)") for fact, pattern in read["labels"].items()
        },
        figures=table("figures"),
        bounds=compiled(rf"\b{read['bounds']}"),
        conditions=table("conditions"),
        relations=table("relations"),
        articles=compiled(read["articles"]),
        resolution=compiled(read["resolution"]),
        alias=tuple(compiled(pattern) for pattern in read["alias"]),
        acts=dict(read["acts"]),
    )


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern over masked sentences, its short forms spelt out: <NUM>, <ORD>, <POST> (an office or its holder)."""
    post = "(?:<P>|<H>(?: of (?:the )?<O>)?|<O> <H>|<O>'s <H>|<S>|<O>)"
    for short, long in (("<NUM>", NUMBER), ("<ORD>", ORDINAL), ("<POST>", post)):
        pattern = pattern.replace(short, long)
    return grammar(pattern)
