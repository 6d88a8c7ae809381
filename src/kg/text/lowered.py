"""Reads names whose head is in small letters: "Chad's foreign ministry", "the UN country team", "Roe palace".

In: the tokens of a sentence and a run of them. Out: a mention. Never: a body that no state or body before it owns.
"""

from __future__ import annotations

from ..model import Mention, Span
from .lexicon import Lexicon
from .tokens import Tokens


def lowered(tokens: Tokens, first: int, last: int, text: str, lexicon: Lexicon) -> Mention | None:
    """The body or venue that a run of capitals and the small words after it name.

    Parameters
    ----------
    tokens: of the sentence.
    first, last: the run; its last token may be a known name.
    text: of the document, as written.
    lexicon: the words for bodies and venues.
    """
    owner = tokens[last]
    if owner.known and owner.known.kind in {"state", "demonym", "organization"}:
        found = lexicon.bodies_lower[owner.known.kind].match(tokens.plain, owner.span.end, tokens.within.end)
        if found:
            span = Span(owner.span.start, found.end())
            return Mention(span, span.of(text), "organization")
    if owner.known and owner.known.kind in {"demonym", "title", "honorific", "treaty"}:
        return None
    place = owner.known is not None and owner.known.kind in {"venue", "place"}
    pattern = lexicon.venues_lower["known" if owner.known and not place else "name"]
    found = pattern.match(tokens.plain, owner.span.end, tokens.within.end)
    if not found or (tokens.opens(first) and first == last and owner.word.lower() in lexicon.openers):
        return None
    span = Span(tokens[first].span.start, found.end())
    return Mention(span, span.of(text), "venue")
