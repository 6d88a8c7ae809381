"""The words of ``mappings/reading.yaml``, compiled once.

In: that file. Out: a ``Wording`` of patterns and sets. Never: a phrase of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from ..errors import MappingError
from ..resources import folder

FILE = "reading.yaml"


@dataclass(frozen=True, slots=True)
class Wording:
    """What readers know of the make-up of a page; the fields are the headings of ``mappings/reading.yaml``."""

    skip: tuple[str, ...]
    navigation: frozenset[str]
    more: frozenset[str]
    navigation_start: re.Pattern[str]
    caption_start: re.Pattern[str]
    caption_end: re.Pattern[str]
    credit_start: re.Pattern[str]
    publishers: tuple[re.Pattern[str], ...]
    urls: tuple[re.Pattern[str], ...]
    license: re.Pattern[str]
    date_cue: re.Pattern[str]
    other_date_cue: re.Pattern[str]
    release: re.Pattern[str]
    today: re.Pattern[str]
    anniversary: re.Pattern[str]
    newspapers: frozenset[str]
    agencies: Mapping[str, str]
    hyphenated: frozenset[str]
    digest_heading: re.Pattern[str]
    digest_introduction: re.Pattern[str]
    languages: Mapping[str, frozenset[str]]


@cache
def wording() -> Wording:
    """The words of the product's own ``mappings/reading.yaml``.

    Raises
    ------
    MappingError: the file is malformed, lacks a heading, or holds a pattern that is none.

    >>> "see more" in wording().more
    True
    """
    path = folder("mappings") / FILE
    try:
        return _compiled(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, re.error) as error:
        raise MappingError(f"malformed: {error}", where=str(path), remedy="correct the file") from error
    except KeyError as error:
        raise MappingError(f"the heading {error} is missing", where=str(path), remedy="write it") from error


def _compiled(data: Mapping[str, Any]) -> Wording:
    navigation, caption, dates, digest = data["navigation"], data["caption"], data["dates"], data["digest"]
    return Wording(
        skip=tuple(data["skip"]),
        navigation=frozenset(navigation["lines"]) | frozenset(navigation["more"]),
        more=frozenset(navigation["more"]),
        navigation_start=_any_of(navigation["starts"]),
        caption_start=_any_of(caption["starts"]),
        caption_end=_any_of(caption["ends"], end=r"\s*$"),
        credit_start=_any_of(data["credit"]["starts"]),
        publishers=tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["publisher"]),
        urls=tuple(re.compile(pattern, re.IGNORECASE) for pattern in data["url"]),
        license=_any_of(data["license"]),
        date_cue=_phrases(dates["published"], end=r"(?:\s*:\s*|\s+)"),
        other_date_cue=_phrases(dates["other"], end=r"(?:\s*:\s*|\s+)"),
        release=_any_of(dates["releases"]),
        today=_phrases(dates["today"]),
        anniversary=_phrases(dates["anniversaries"]),
        newspapers=frozenset(data["newspapers"]),
        agencies=dict(data["agencies"]),
        hyphenated=frozenset(data["hyphenated"]),
        digest_heading=_any_of(digest["headings"]),
        digest_introduction=_any_of(digest["introductions"]),
        languages={code: frozenset(map(str, words)) for code, words in data["languages"].items()},
    )


def _any_of(patterns: list[str], end: str = "") -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(f"(?:{pattern})" for pattern in patterns) + ")" + end, re.IGNORECASE)


def _phrases(phrases: list[str], end: str = "") -> re.Pattern[str]:
    """Any of these phrases, the longest first, as whole words."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b" + end, re.IGNORECASE)
