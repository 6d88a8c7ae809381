"""Sees where the name of a place is lent: to a person ("Minister Israel Roe"), to a paper ("Oslo Declaration").

In: known names of a sentence, and its titles. Out: those that name what they are known for. Never: a place dropped that
the words lead to ("in Paris").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..model import Mention
from .lexicon import Lexicon
from .tokens import CALENDAR

_PLACES = frozenset({"state", "city", "place", "venue"})
_CAPITALS = re.compile(r"(?: [A-Z][\w'-]*)+")
_LED = re.compile(r"\b(?:[Ii]n|[Aa]t|[Tt]o|[Ff]rom|[Nn]ear|[Oo]f|[Ff]or|[Aa]nd|[Ww]ith|[Bb]y|[Bb]etween|[Tt]he|[Oo]n|[Aa]cross|[Oo]utside) $")
_BEFORE = re.compile(r"(?<![\w.])([A-Z][\w'-]+) $")


def unlent(plain: str, known: Iterable[Mention], titles: Iterable[Mention], lexicon: Lexicon) -> list[Mention]:
    """The known names without those that are lent.

    Parameters
    ----------
    plain: the folded text.
    known: names of the tables, in the order of the text.
    titles: the titles and honorifics of the same sentence.
    lexicon: which places are also people's names, and which papers take the name of a place.
    """
    known = list(known)
    ends = {t.span.end: t for t in titles}
    taken = {m.span.start for m in (*known, *titles)}

    def given(mention: Mention) -> bool:
        if mention.kind not in _PLACES:
            return False
        run = _CAPITALS.match(plain, mention.span.end)
        words = run.group().split() if run and run.start() + 1 not in taken else []
        if words and words[0] in lexicon.papers and mention.kind != "state":
            return True
        if " " in mention.text:
            return False
        if mention.kind == "place" and words and words[0].lower() not in CALENDAR and not set(words) & set(lexicon.heads):
            return True
        person = bool(words) and words[0].lower() not in CALENDAR and not any(w.capitalize() in lexicon.heads for w in words)
        title = ends.get(mention.span.start - 1)
        if title is not None and person:
            return True
        if mention.text not in lexicon.also_people:
            return title is not None and title.kind == "honorific"
        before = plain[max(0, mention.span.start - 30) : mention.span.start]
        forename = _BEFORE.search(before)
        named = forename is not None and forename[1].lower() not in CALENDAR | lexicon.openers and mention.kind != "state"
        return (title is not None and not title.text[0].islower()) or (person or named) and not _LED.search(before)

    return [m for m in known if not given(m)]
