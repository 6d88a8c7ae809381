"""Finds the agencies, papers and sites that a text names where it says whence it comes.

In: a document, its folded text and the mentions found so far. Out: the mentions, with those of outlets. Never: a link
or an address of mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..model import Document, Mention, Span
from .lexicon import Lexicon

_AGENCY = re.compile(
    r"(?:^|(?<=\d )|(?<=\n))[A-Z][^\n(]{2,50}\((?P<dash>[A-Z][\w./& -]{1,40})\) ?--? "
    r"|^[A-Z][^\n(]{2,40}\d[^\n(]{0,6}\((?P<stop>[A-Z][\w./& -]{1,40})\)\. ",
    re.MULTILINE,
)
_AFTER_CITY = re.compile(r"(?:, [A-Z][\w.]*)? \((?P<outlet>[A-Z][\w./& -]{1,40})\)\.? (?=[A-Z])")
_SITE = re.compile(
    r"(?:\| ?|\((?:[Ss]ource|[Pp]hoto): |\b(?:from|via|told|to|by|of|©|[Ss]ource:|[Cc]opyright) )"
    r"(?P<site>(?!www\.)[A-Za-z][\w-]*\.(?:com|net|org|news|info|tv)(?:\.[a-z]{2})?)(?![\w/@]|\.\w)",
    re.IGNORECASE,
)


def outlets(document: Document, plain: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions of a text with the outlets of its datelines and bylines among them.

    Parameters
    ----------
    document: as a reader gave it.
    plain: its folded text.
    mentions: what was found in its sentences.
    """
    signs = {found.span(found.lastgroup or "dash") for found in _AGENCY.finditer(plain)}
    signs |= set(_beside_cities(plain, mentions))
    found = [
        replace(m, kind="organization") if m.kind == "name" and (m.span.start, m.span.end) in signs else m
        for m in mentions
    ]
    sites = [m for m in _sites(document, plain) if not any(_overlap(m, other) for other in found)]
    return [*found, *sites]


def _beside_cities(plain: str, mentions: Iterable[Mention]) -> Iterator[tuple[int, int]]:
    """ "Oslo (Roe News) The King said …": a city that opens a line, and what stands in brackets after it."""
    for city in mentions:
        if city.kind == "city" and plain[city.span.start - 1 : city.span.start] in ("", "\n"):
            after = _AFTER_CITY.match(plain, city.span.end)
            if after:
                yield after.span("outlet")


def _sites(document: Document, plain: str) -> Iterator[Mention]:
    """Sites that a byline or a notice names as those who publish: "News Desk | roe24.com"."""
    for found in _SITE.finditer(plain):
        span = Span(*found.span("site"))
        yield Mention(span, span.of(document.text), "organization")


def publisher(document: Document, mentions: list[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """The outlet that signs the text is named by it, wherever it does so."""
    stated = document.stated_at("publisher")
    if stated is None:
        return
    for part in re.finditer(r"[^/|]+", stated.of(document.text)):
        words = part.group().strip()
        start = stated.start + part.start() + part.group().index(words)
        span = Span(start, start + len(words))
        if 0 < len(words.split()) < 7 and not any(
            m.span.start < span.end and span.start < m.span.end for m in mentions
        ):
            known = next((h for h in lexicon.names.find(words) if h.span == Span(0, len(words))), None)
            key = next((key for kind, key in known.payloads if kind == "organization"), "") if known else ""
            yield Mention(span, words, "organization", key=key)


def _overlap(a: Mention, b: Mention) -> bool:
    return a.span.start < b.span.end and b.span.start < a.span.end
