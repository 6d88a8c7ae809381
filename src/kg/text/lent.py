"""Sees where the name of a place is lent: to a person ("Minister Israel Roe"), to a paper ("Oslo Declaration").

In: known names of a sentence, and its titles. Out: those that name what they are known for. Never: a place dropped that
the words lead to ("in Paris").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..model import Mention, Span
from .lexicon import Lexicon
from .tokens import CALENDAR

_PLACES = frozenset({"state", "city", "place", "venue"})
_SIDES = frozenset(
    "north south east west northern southern eastern western central greater downtown upper lower old "
    "new inner outer metropolitan "
    "northwest northeast southwest southeast northwestern northeastern southwestern southeastern mid".split()
)
_CAPITALS = re.compile(r"(?: [A-Z][\w'-]*)+")
_LED = re.compile(r"\b(?:[Ii]n|[Aa]t|[Tt]o|[Ff]rom|[Nn]ear|[Tt]he|[Aa]cross|[Oo]utside) $")
_BEFORE = re.compile(r"(?<![\w.])([A-Z][\w'-]+) $")


def unlent(
    plain: str, within: Span, known: Iterable[Mention], titles: Iterable[Mention], lexicon: Lexicon
) -> list[Mention]:
    """The known names without those that are lent.

    Parameters
    ----------
    plain: the folded text.
    within: the sentence.
    known: names of the tables, in the order of the text.
    titles: the titles and honorifics of the same sentence.
    lexicon: which places are also people's names, and which papers take the name of a place.
    """
    known = list(known)
    headline = not re.search(r"(?<![\w'-])[a-z]{5}", plain[within.start : within.end])
    ends = {t.span.end: t for t in titles}
    taken = {m.span.start for m in (*known, *titles)}

    def given(mention: Mention) -> bool:
        if mention.kind not in _PLACES:
            return False
        run = _CAPITALS.match(plain, mention.span.end)
        words = run.group().split() if run and run.start() + 1 not in taken else []
        if words and words[0] in lexicon.papers and mention.kind != "state":
            return True
        paper = mention.kind == "city" and lexicon.papers_lower.match(plain, mention.span.end)
        if paper and plain.startswith(("the ", "The "), max(0, mention.span.start - 4)):
            return True
        if " " in mention.text:
            return False
        if (
            mention.kind == "place"
            and words
            and words[0].lower() not in CALENDAR
            and not set(words) & set(lexicon.heads)
        ):
            return True
        person = (
            bool(words) and words[0].lower() not in CALENDAR and not any(w.capitalize() in lexicon.heads for w in words)
        )
        title = ends.get(mention.span.start - 1)
        if title is not None and person:
            return True
        before = plain[max(0, mention.span.start - 30) : mention.span.start]
        forename = _BEFORE.search(before)
        named = forename is not None and mention.kind != "state" and _is_forename(forename[1], lexicon)
        if mention.text not in lexicon.also_people:
            return (named and not headline) or (title is not None and title.kind == "honorific")
        return (title is not None and not title.text[0].islower()) or ((person or named) and not _LED.search(before))

    return [m for m in known if not given(m)]


def _is_forename(word: str, lexicon: Lexicon) -> bool:
    """Whether a word in capitals before a place makes it a person's surname ("Ana Roe")."""
    lower = word.lower()
    plain = lower in CALENDAR or lower in lexicon.openers or lower in _SIDES or word in lexicon.heads
    return not plain and not word.isupper() and not word.endswith("'s") and word not in lexicon.papers
