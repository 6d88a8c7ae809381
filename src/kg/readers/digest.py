"""The items of a digest that stands at the end of a page, or makes up all of it.

In: the paragraphs of a text. Out: where the digest stands and its items, each a headline and a summary. Never: a digest
that does not reach to the end of the text; a list of bare headlines is navigation.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Span
from .dates import dates_in, with_year
from .page import Line
from .shape import caption_mark, is_heading, is_navigation, is_prose, leads_on
from .wording import wording


@dataclass(frozen=True, slots=True)
class Item:
    """One story of a digest; ``published`` is what the heading over its group says."""

    headline: Span
    span: Span
    published: str | None


@dataclass(frozen=True, slots=True)
class Digest:
    """Where a digest stands, and its items in order."""

    span: Span
    items: tuple[Item, ...]


def digest(text: str, found: list[Line]) -> Digest | None:
    """The digest of a page: after a line such as "See more", or under a heading with its introduction.

    Parameters
    ----------
    text: the whole text.
    found: its paragraphs.

    Returns
    -------
    The digest, of at least two items, or None.

    >>> from kg.readers.shape import paragraphs
    >>> page = '''The talks ended.
    ... Related news
    ... Ministers sign accord in Lisbon
    ... The accord covers trade and fisheries, the ministry said.
    ... Envoy visits Nairobi
    ... The envoy will meet the president on Monday, her office said.'''
    >>> [item.headline.of(page) for item in digest(page, paragraphs(page)).items]
    ['Ministers sign accord in Lisbon', 'Envoy visits Nairobi']
    """
    for index, line in enumerate(found):
        start = index + 1 if leads_on(line) else index if _opens(found, index) else None
        if start is None or start >= len(found):
            continue
        groups = _groups(found, start)
        if groups and sum(len(pairs) for _, pairs in groups) >= 2:
            return _digest(text, found[start], groups)
    return None


def other_headlines(found: list[Line]) -> list[Line]:
    """The bare headlines after a line such as "See more", where they are all that follows it."""
    first = len(found)
    while first and (is_heading(found[first - 1]) or is_navigation(found[first - 1])):
        first -= 1
    for index in range(first, len(found)):
        if leads_on(found[index]):
            return found[index + 1 :]
    return []


Groups = list[tuple[Line | None, list[tuple[Line, Line]]]]


def _opens(found: list[Line], index: int) -> bool:
    """A heading such as "Morning digest" with a sentence that introduces the items."""
    line = found[index]
    return (
        index + 1 < len(found)
        and is_heading(line)
        and wording().digest_heading.search(line.text) is not None
        and wording().digest_introduction.search(found[index + 1].text) is not None
    )


def _groups(found: list[Line], start: int) -> Groups | None:
    """Headings with their (headline, summary) pairs from a line to the end, or None where a line does not fit."""
    groups: Groups = [(None, [])]
    index = start
    while index < len(found):
        line, after = found[index], found[index + 1] if index + 1 < len(found) else None
        if is_navigation(line) or caption_mark(line) or wording().credit_start.match(line.text):
            index += 1
        elif after is None or not is_heading(line):
            return None
        elif wording().digest_introduction.search(after.text):
            groups.append((line, []))
            index += 2
        elif is_prose(after):
            groups[-1][1].append((line, after))
            index += 2
        elif is_heading(after) and (dates_in(line.text) or wording().digest_heading.search(line.text)):
            groups.append((line, []))
            index += 1
        else:
            return None
    return groups


def _digest(text: str, first: Line, groups: Groups) -> Digest:
    last = [summary for _, pairs in groups for _, summary in pairs][-1]
    span = first.span.hull(last.span)
    items = []
    for heading, pairs in groups:
        dates = dates_in(heading.text) if heading else []
        published = with_year(dates[0], span.of(text)) if dates else None
        items += [Item(headline.span, headline.span.hull(summary.span), published) for headline, summary in pairs]
    return Digest(span, tuple(items))
