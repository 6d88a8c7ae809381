"""Reads the capitals of a sentence: which words are a name, and of what.

In: folded text, a sentence and the names already known in it. Out: mentions of organizations, places, venues, treaties
and of people-to-be ("name"). Never: a word of a title or a known name cut in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..model import Mention, Span
from .headed import Headed
from .lexicon import Lexicon
from .tokens import CALENDAR, COLLECTIVE, Tokens

_JUNIOR = frozenset({"Jr", "Sr"})
_NOT_NAMES = frozenset("ii iii iv vi vii viii ix xi gmt utc am pm usd eur covid-19 ai ict gdp".split())
_NESTED = frozenset({"state", "demonym"})
_PARTY_TO = re.compile(r" (?:to|of|TO|OF) (?:the |THE )?")


class Capitals:
    """The reading of one sentence, head by head and then name by name."""

    def __init__(self, plain: str, text: str, within: Span, known: Iterable[Mention], lexicon: Lexicon) -> None:
        self.plain, self.text, self.within, self.lexicon = plain, text, within, lexicon
        self.known = sorted(known, key=lambda m: m.span)
        self.tokens = Tokens(plain, within, self.known)

    def read(self) -> list[Mention]:
        """The known names, without those that a longer name took up, and the names found by their heads; the state in
        the name of a body that is its own ("Ministry of Health of Chad") stays named."""
        headed = list(Headed(self.tokens, self.text, self.lexicon, self.known).read())
        kept = [m for m in self.known if not any(h.span.holds(m.span) and not _keeps(h, m) for h in headed)]
        taken = _of_treaties(self.plain, self.text, [*kept, *headed])
        return sorted([*taken, *self._people(taken)], key=lambda m: (m.span.start, -m.span.end))

    def _people(self, taken: list[Mention]) -> Iterator[Mention]:
        """Runs of capitals that nothing else took: what may be the name of a person."""
        free = [
            i
            for i, t in enumerate(self.tokens)
            if t.capital and not any(m.span.start <= t.span.start < m.span.end for m in taken)
        ]
        used = -1
        for i in free:
            if i <= used or not self._opens_name(i) or _is_numeral(self.tokens[i].word):
                continue
            last = self._run(i, set(free))
            used = last
            span = self.tokens.span(i, last)
            yield Mention(span, span.of(self.text), "name")

    def _opens_name(self, i: int) -> bool:
        token = self.tokens[i]
        if token.word.lower() in COLLECTIVE and self.plain.startswith("'s", token.span.end):
            return True
        if self.tokens.opens(i):
            return token.word.lower() not in self.lexicon.openers
        return token.word.lower() not in CALENDAR

    def _run(self, first: int, free: set[int]) -> int:
        last = first
        while last + 1 < len(self.tokens) and last - first < 8:
            following = self.tokens[last + 1]
            gap = self.tokens.gap(last)
            initial = gap == ". " and len(self.tokens[last].word) == 1
            if gap == ", " and following.word in _JUNIOR:
                return last + 1
            if not (gap == " " or initial):
                break
            if last + 1 in free and following.word.lower() not in CALENDAR:
                last += 1
            elif following.word in self.lexicon.particles and last + 2 in free and self.tokens.gap(last + 1) == " ":
                last += 2
            elif (
                following.word in self.lexicon.particles
                and last + 3 in free
                and self.tokens[last + 2].word in self.lexicon.particles
            ):
                last += 3
            else:
                break
        return last


def _of_treaties(plain: str, text: str, found: list[Mention]) -> list[Mention]:
    """The mentions, those of meetings of parties with the treaty in their names ("Meeting of Parties to the Pact")."""
    treaties = {m.span.start: m for m in found if m.kind == "treaty"}
    out = []
    for mention in found:
        to = _PARTY_TO.match(plain, mention.span.end) if mention.text.title().endswith("Parties") else None
        treaty = treaties.get(to.end()) if to and mention.kind == "organization" else None
        if treaty:
            span = mention.span.hull(treaty.span)
            mention = Mention(span, span.of(text), "organization")
        out.append(mention)
    return out


def _keeps(whole: Mention, part: Mention) -> bool:
    if whole.kind != "organization" or whole.key or part.span == whole.span:
        return False
    possessive = part.span.start == whole.span.start and whole.text[len(part.text)] in "'’"
    if part.kind not in _NESTED:
        return possessive and part.kind == "organization"
    return part.kind == "demonym" or part.span.end == whole.span.end or possessive


def _is_numeral(word: str) -> bool:
    """ "XI" is a number, "Xi" a name."""
    return word.lower() in _NOT_NAMES and (word.isupper() or len(word) > 4)
