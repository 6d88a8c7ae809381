"""Finds the words that name an event: "an official dinner", "the third Talks on Water".

In: a masked sentence and the triggers of the mapping. Out: phrases with their noun, the words before it and the names
among them. Never: a bare noun that as often means something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text.dates import When
from ..text.mask import Masked
from .passage import Payload, Phrase
from .triggers import Triggers

_BARE = frozenset(
    "call event panel tea address statement message tour open reception parade ministerial conference remarks forum"
    " congress session retreat toast lecture interview interviews discussion discussions lunch breakfast"
    " meeting".split()
)
"""Nouns that name an event only with a word or a name before them."""

_VERBS_TOO = frozenset({"address", "visit", "tour", "call", "toast", "interview", "lecture", "message", "breakfast"})
"""Nouns that without a word before them are more often verbs ("to address the nation")."""

_ADJECTIVES = frozenset({"bilateral"})
"""Nouns that are more often adjectives: "bilateral ties"."""

_NOUN_AFTER = re.compile(r" (?:with|between|on|at|in)\b|[.,;]|$")
_SINGULAR = frozenset({"talks", "discussions", "remarks", "consultations", "negotiations"})
_DETERMINED = frozenset({"the", "this", "that", "these", "both"})
_OWNED = ("'s ", "on ", "of ")
_GOVERNED = re.compile(r"\b(?:at|in|over|after|during|to|for|hosted|gave|had|held|and|by|joint) $")


def find_phrases(masked: Masked[Payload], triggers: Triggers) -> Iterator[Phrase]:
    """The phrases of a sentence, in order."""
    for match in triggers.phrase.finditer(masked.text):
        noun, det = _noun(match, triggers), (match["det"] or "").strip().lower()
        words = [w for w in re.split(r"[\s,/]+", match["mods"].lower()) if w and w.isascii() and w != "and"]
        inside = tuple(p for p in masked.within(*match.span()) if not isinstance(p, (When, Phrase)))
        before = masked.text[: match.start()]
        if noun in _ADJECTIVES and not _NOUN_AFTER.match(masked.text, match.end()):
            continue
        if noun in _VERBS_TOO and not (det or words or inside):
            continue
        if noun in _BARE and not (det or words or inside or before.endswith("'s ")) and not _GOVERNED.search(before):
            continue
        if triggers.kinds[noun] == "visit" and not (det or words or before.endswith(_OWNED)):
            continue
        yield Phrase(
            masked.span(match),
            triggers.kinds[noun],
            noun,
            frozenset(words),
            det in _DETERMINED and not words and not inside,
            noun.endswith("s") and noun not in _SINGULAR,
            inside,
        )


def _noun(match: re.Match[str], triggers: Triggers) -> str:
    """The noun of a phrase; "phone" before "talks" makes a call of them, and a courtesy call is none."""
    noun: str = match["noun"].lower()
    last = match["mods"].lower().rpartition(" ")[0].rpartition(" ")[2]
    both = f"{last} {noun}"
    return both if triggers.kinds.get(both) == "call" or both == "courtesy call" else noun
