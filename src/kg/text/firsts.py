"""Reads names whose head comes first: "Mount Roe", "Villa Roe", "Place de la Paix".

In: the tokens of a sentence and a run of capitals. Out: a mention. Never: the title of a paper taken for a place.
"""

from __future__ import annotations

from ..model import Mention
from .lexicon import Lexicon
from .tokens import Tokens

_ARTICLES = frozenset({"des", "d'", "dei", "las", "los"})


def opened(tokens: Tokens, first: int, last: int, text: str, lexicon: Lexicon) -> Mention | None:
    """The place, body or venue whose head is the first of a run of capitals.

    Parameters
    ----------
    tokens: of the sentence.
    first, last: the run.
    text: of the document, as written.
    lexicon: the heads that come first, and the papers that take the name of a place.
    """
    word = tokens[first].word
    if tokens[first].known or tokens[last].word in lexicon.papers:
        return None
    if word in lexicon.place_first:
        end, kind = last, "place"
    elif word in lexicon.organization_first:
        end, kind = last, "organization"
    elif word in lexicon.venue_first:
        end, kind = _romance(tokens, first, lexicon) if last == first else last, "venue"
    else:
        return None
    span = tokens.span(first, end)
    return Mention(span, span.of(text), kind) if end > first else None


def _romance(tokens: Tokens, first: int, lexicon: Lexicon) -> int:
    """The last token of "Salle des fêtes", "Plaza de la Paz"."""
    end, particles = first, 0
    while (token := tokens.get(end + 1)) and tokens.gap(end) == " ":
        if token.word in lexicon.particles or token.word in _ARTICLES:
            particles += 1
        elif not (token.capital or (particles and end == first + particles and token.word.isalpha())):
            break
        end += 1
    return end if particles and end > first + particles else first
