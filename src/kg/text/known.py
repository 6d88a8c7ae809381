"""Finds the names of the tables in a sentence.

In: folded text, a sentence, the lexicon. Out: mentions with the row each stands for. Never: a part of a longer word
("Inter-American") or of an address of the web taken for a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Mention, Span
from .entries import Known
from .lexicon import Lexicon

_PREFERENCE = ("idiom", "state", "organization", "treaty", "city", "demonym", "place", "venue")
_BOUND = re.compile(r"(?<![\w-])(?:inter|pan|trans|intra|ibero|euro|anti|pro|non)-$", re.IGNORECASE)
_WEB = re.compile(r"\.(?:com|net|org|news|info|tv|gov|int|[a-z]{2})(?!\w)", re.IGNORECASE)
_SEATED = re.compile(r" (?:at|in) ([A-Z][\w' -]+)$")
_LONGER = re.compile(r" (?:do|da|de|del|dos|di|sur|upon|am)(?: (?:la|las|los|el))? [A-Z][\w-]+")
_LOCAL = frozenset({"city", "place", "venue"})
_WIDER = frozenset({"state", "city"})
_PARTS = frozenset({"demonym", "place", "city"})


def known_names(text: str, plain: str, within: Span, lexicon: Lexicon) -> Iterator[Mention]:
    """The known names of a sentence, in order; a body's parent or seat that its name also names comes after it.

    Parameters
    ----------
    text: of the document, as written.
    plain: the same, folded.
    within: the sentence.
    lexicon: whose names are looked for.
    """
    hits = list(lexicon.names.find(plain[within.start : within.end], folded=True))
    starts = {within.start + hit.span.start for hit in hits}
    for hit in hits:
        span = Span(within.start + hit.span.start, within.start + hit.span.end)
        kind, key = _choice(hit.payloads)
        if kind == "idiom" or _is_part(plain, span, kind):
            continue
        for mention in _split(Mention(span, span.of(text), kind, key=key), lexicon):
            yield _lengthened(mention, text, plain, starts)
            yield from _parent(mention, lexicon)
            yield from _seat(mention, lexicon)


def _choice(payloads: tuple[Known, ...]) -> Known:
    return min(payloads, key=lambda p: (_PREFERENCE.index(p[0]), p[1]))


def _is_part(plain: str, span: Span, kind: str) -> bool:
    """Whether the words are a part of a longer one: "Inter-American", "Roe.com"."""
    if plain[span.end : span.end + 1] == "." and _WEB.match(plain, span.end):
        return True
    bound = kind in _PARTS and plain[span.start - 1 : span.start] == "-"
    return bound and bool(_BOUND.search(plain, max(0, span.start - 8), span.start))


def _split(mention: Mention, lexicon: Lexicon) -> Iterator[Mention]:
    """ "Roe, Chad" in a table names two things, the place and where it lies."""
    head, comma, rest = mention.text.partition(", ")
    if comma and mention.kind in _LOCAL:
        hit = next((h for h in lexicon.names.find(rest) if h.span == Span(0, len(rest))), None)
        kind, key = _choice(hit.payloads) if hit else ("", "")
        if kind in _WIDER:
            start, end = mention.span.start, mention.span.end
            yield Mention(Span(start, start + len(head)), head, mention.kind, key=mention.key)
            yield Mention(Span(end - len(rest), end), rest, kind, key=key)
            return
    yield mention


def _lengthened(mention: Mention, text: str, plain: str, starts: set[int]) -> Mention:
    """ "Roe do Poe" after a city's name "Roe" is its longer name."""
    more = _LONGER.match(plain, mention.span.end) if mention.kind == "city" else None
    if more is None or any(mention.span.end < start < more.end() for start in starts):
        return mention
    span = Span(mention.span.start, more.end())
    return Mention(span, span.of(text), mention.kind, key=mention.key)


def _parent(part: Mention, lexicon: Lexicon) -> Iterator[Mention]:
    """The body that a known name of a part of it names too: "Treaty Section of the Office of Legal Affairs"."""
    parent = lexicon.tables[part.key].parent if part.kind == "organization" and part.key else ""
    if " of " not in part.text or not parent:
        return
    row = lexicon.tables[parent]
    for name in sorted({row.label, *row.names}, key=lambda n: (-len(n), n)):
        if part.text.endswith((" " + name, " the " + name)):
            span = Span(part.span.end - len(name), part.span.end)
            yield Mention(span, name, "organization", key=parent)
            return


def _seat(body: Mention, lexicon: Lexicon) -> Iterator[Mention]:
    """The city that the name of an office ends with: "Office at Roe"."""
    found = _SEATED.search(body.text) if body.kind == "organization" else None
    for hit in lexicon.names.find(found[1]) if found else ():
        kind, key = _choice(hit.payloads)
        if found and hit.span == Span(0, len(found[1])) and kind == "city":
            span = Span(body.span.start + found.start(1), body.span.end)
            yield Mention(span, found[1], kind, key=key)
