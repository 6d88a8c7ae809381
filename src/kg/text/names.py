"""Reads the capitals of a sentence: which words are a name, and of what.

In: folded text, a sentence and the names already known in it. Out: mentions of organizations, places, venues, treaties
and of people-to-be ("name"). Never: a word of a title or a known name cut in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import Mention, Span
from .dates import MONTHS, WEEKDAYS
from .lexicon import Lexicon
from .treatynames import signed, tail

_WORD = re.compile(r"[A-Za-z]\w*(?:\.[A-Z]\w*)*(?:['-][A-Za-z]\w*)*|\d+(?:st|nd|rd|th)?|&")
_COLLECTIVE = frozenset(
    {"people", "women", "children", "workers", "girls", "farmers", "veterans", "teachers", "traders"}
)
_ARTICLE = re.compile(r"[ae][lnrstdz]h?-[A-Z]")
"""An Arabic article is part of a name: "al-Roe", "ash-Shari"."""
_JUNIOR = frozenset({"Jr", "Sr"})
_CALENDAR = frozenset(MONTHS) | frozenset(WEEKDAYS)
_NOT_NAMES = frozenset(
    {
        "ii",
        "iii",
        "iv",
        "vi",
        "vii",
        "viii",
        "ix",
        "xi",
        "gmt",
        "utc",
        "am",
        "pm",
        "usd",
        "eur",
        "covid-19",
        "ai",
        "ict",
        "gdp",
    }
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place; ``known`` is the mention it belongs to, if any."""

    span: Span
    word: str
    known: Mention | None

    @property
    def capital(self) -> bool:
        return self.word[0].isupper() or bool(_ARTICLE.match(self.word))


class Capitals:
    """The reading of one sentence, head by head and then name by name."""

    def __init__(self, plain: str, text: str, within: Span, known: Iterable[Mention], lexicon: Lexicon) -> None:
        self.plain, self.text, self.within, self.lexicon = plain, text, within, lexicon
        self.known = sorted(known, key=lambda m: m.span)
        self.tokens = list(self._tokens())

    def read(self) -> list[Mention]:
        """The known names, with those that a longer name took up replaced by it, and the names found by their heads."""
        headed = list(self._headed())
        kept = [
            m for m in self.known if not any(h.span.start <= m.span.start and m.span.end <= h.span.end for h in headed)
        ]
        taken = [*kept, *headed]
        return sorted([*taken, *self._people(taken)], key=lambda m: m.span)

    def _tokens(self) -> Iterator[Token]:
        known = iter([*self.known, None])
        mention = next(known)
        for match in _WORD.finditer(self.plain, self.within.start, self.within.end):
            word, span = match.group(), Span(*match.span())
            if word.endswith("'s"):
                word, span = word[:-2], Span(span.start, span.end - 2)
            while mention and mention.span.end <= span.start:
                mention = next(known)
            inside = mention if mention and mention.span.start <= span.start < mention.span.end else None
            yield Token(span, word, inside)

    def _gap(self, left: int) -> str:
        return self.plain[self.tokens[left].span.end : self.tokens[left + 1].span.start]

    def _joins(self, left: int) -> bool:
        """Whether the token after ``left`` goes on with the same name."""
        gap = self._gap(left)
        return (
            gap == " "
            or (gap == "'s " and self.tokens[left].word.lower() in _COLLECTIVE)
            or (gap == "' " and self.tokens[left].word.lower()[:-1] in _COLLECTIVE)
        )

    def _inside_name(self, i: int) -> bool:
        token = self.tokens[i]
        if token.known and token.known.kind in {"title", "demonym", "honorific"}:
            return False
        if token.word.lower() in _COLLECTIVE and self.plain[token.span.end : token.span.end + 2] == "'s":
            return token.capital
        if i == 0 or self._opens(i):
            return token.capital and (token.word.lower() not in self.lexicon.openers or bool(token.known))
        return token.capital and token.word.lower() not in _CALENDAR

    def _opens(self, i: int) -> bool:
        before = self.plain[max(self.within.start, self.tokens[i].span.start - 2) : self.tokens[i].span.start]
        return i == 0 or before.strip(" ") in {'"', "("} or before.endswith((": ", "- ", '"'))

    def _headed(self) -> Iterator[Mention]:
        i, n = 0, len(self.tokens)
        while i < n:
            if not self._inside_name(i):
                i += 1
                continue
            last = i
            while last + 1 < n and self._joins(last) and self._inside_name(last + 1) and self._same_run(last):
                last += 1
            mention, reached = self._by_head(i, last)
            if mention:
                yield mention
            i = max(reached, last) + 1

    def _same_run(self, left: int) -> bool:
        """A state before an organization's name is part of it ("Viet Nam News Agency"); two known names are two."""
        here, after = self.tokens[left].known, self.tokens[left + 1].known
        return here is None or after is None or here is after or here.kind in {"state", "organization", "city"}

    def _by_head(self, first: int, last: int) -> tuple[Mention | None, int]:
        heads = [i for i in range(first, last + 1) if self._head_kind(i)]
        if not heads:
            return self._lower_venue(first, last)
        head = heads[-1]
        if self.tokens[head].known and self.tokens[head].known.span.end > self.tokens[head].span.end:  # type: ignore[union-attr]
            return None, last
        if first == head and (known := self.tokens[head].known) and known.span.start < self.tokens[head].span.start:
            return None, last
        kind = self._head_kind(head)
        if kind == "treaty":
            end = tail(self.tokens, self.plain, head, self.lexicon, _CALENDAR)
            first = self._shouted(first, head)
        else:
            end = self._tail(head, kind) if head == last else head
        if first == end and kind not in {"organization", "treaty"}:
            return None, last
        span = Span(self.tokens[first].span.start, self.tokens[end].span.end)
        whole = self.tokens[first].known
        if whole and whole.span == span:
            return None, end
        key = next((m.key for m in self.known if m.span == span), "")
        bare = first == end
        return Mention(
            span, span.of(self.text), kind, naming=not bare or self.tokens[head].word == "Party", key=key
        ), end

    def _head_kind(self, i: int) -> str:
        token = self.tokens[i]
        if token.known and token.known.kind in {"organization", "treaty"} and token.known.span.end == token.span.end:
            return token.known.kind if token.known.span.start < token.span.start else ""
        word = token.word.capitalize() if token.word.isupper() else token.word
        if word in self.lexicon.treaty_if_signed:
            return "treaty" if self._if_signed(i) else ""
        return self.lexicon.heads.get(word, "")

    def _if_signed(self, i: int) -> bool:
        """Whether a declaration or another title that seldom is a treaty is treated as one."""
        first = i
        while first and self._gap(first - 1) == " " and self._inside_name(first - 1):
            first -= 1
        named = first < i or self.plain.startswith(" of ", self.tokens[i].span.end)
        if not named or self.tokens[first].word in {"Joint", "The", "A"}:
            return False
        return signed(self.plain, self.within, self.tokens[first].span.start, self.tokens[i].span.end)

    def _shouted(self, first: int, head: int) -> int:
        """In a line of capitals a treaty's name begins at its head or at the known name before it."""
        if (
            not all(t.word.isupper() for t in self.tokens[first : head + 1])
            or head - first < 1
            or len(self.tokens[head].word) < 5
        ):
            return first
        start = head
        while start > first and (self.tokens[start - 1].known or self.tokens[start - 1].word == "FRAMEWORK"):
            start -= 1
        return start

    def _lower_venue(self, first: int, last: int) -> tuple[Mention | None, int]:
        """ "Bac Son street", "UN country team", "Mount Fuji", "Lake Geneva"."""
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        rest = self.plain[self.tokens[last].span.end : self.within.end]
        for head in self.lexicon.organization_lower:
            if re.match(rf" {head}\b", rest) and self.tokens[last].known:
                span = Span(self.tokens[first].span.start, self.tokens[last].span.end + len(head) + 1)
                return Mention(span, span.of(self.text), "organization"), last + len(head.split())
        if after and self._gap(last) == " " and after.word in self.lexicon.venue_lower and not self.tokens[last].known:
            span = Span(self.tokens[first].span.start, after.span.end)
            return Mention(span, span.of(self.text), "venue"), last + 1
        if last > first and self.tokens[first].word in self.lexicon.place_first and not self.tokens[first].known:
            span = Span(self.tokens[first].span.start, self.tokens[last].span.end)
            return Mention(span, span.of(self.text), "place"), last
        return None, last

    def _tail(self, head: int, kind: str) -> int:
        """The last token of "… against Cybercrime", "… of Heroes and Martyrs", "… on Drugs and Crime"."""
        end = i = head
        n = len(self.tokens)
        while i + 1 < n and i - end < 4:
            token, gap = self.tokens[i + 1], self._gap(i)
            if gap != " ":
                break
            if token.capital or token.word == "&":
                if not self._continues(end, i, kind):
                    break
                end = i = i + 1
            elif token.word in self.lexicon.connectors and self._may_connect(end, i + 1, head, kind):
                i += 1
            else:
                break
        return end

    def _continues(self, end: int, left: int, kind: str) -> bool:
        token = self.tokens[left + 1]
        if kind == "organization" and self.lexicon.heads.get(token.word) == "treaty" and token.known is None:
            return False
        if token.word.lower() in _CALENDAR or (token.known and token.known.kind in {"title", "honorific"}):
            return False
        linked = [t.word for t in self.tokens[end + 1 : left + 1]]
        if token.known and token.known.kind in {"state", "city", "organization"}:
            return False
        if linked == ["and"]:
            follows = self.tokens[left + 2] if left + 2 < len(self.tokens) else None
            return not (
                follows
                and follows.capital
                and self._gap(left + 1) == " "
                and token.word.lower() not in self.lexicon.portfolios
            )
        return True

    def _may_connect(self, end: int, i: int, head: int, kind: str) -> bool:
        word = self.tokens[i].word
        allowed = (
            {"of", "for", "on", "and", "the", "against"}
            if kind == "organization"
            else {"of", "and", "the", "for", "to"}
        )
        return word in allowed and not (end == head and word == "and")

    def _people(self, taken: list[Mention]) -> Iterator[Mention]:
        """Runs of capitals that nothing else took: what may be the name of a person."""
        free = [
            i
            for i, t in enumerate(self.tokens)
            if t.capital and not any(m.span.start <= t.span.start < m.span.end for m in taken)
        ]
        used = -1
        for i in free:
            if i <= used or not self._inside_name(i) or _is_numeral(self.tokens[i].word):
                continue
            last = self._run(i, set(free))
            used = last
            span = Span(self.tokens[i].span.start, self.tokens[last].span.end)
            yield Mention(span, span.of(self.text), "name")

    def _run(self, first: int, free: set[int]) -> int:
        last = first
        while last + 1 < len(self.tokens) and last - first < 6:
            following = self.tokens[last + 1]
            gap = self._gap(last)
            initial = gap == ". " and len(self.tokens[last].word) == 1
            if gap == ", " and following.word in _JUNIOR:
                return last + 1
            if not (gap == " " or initial):
                break
            if last + 1 in free and following.word.lower() not in _CALENDAR:
                last += 1
            elif following.word in self.lexicon.particles and last + 2 in free and self._gap(last + 1) == " ":
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


def _is_numeral(word: str) -> bool:
    """ "XI" is a number, "Xi" a name."""
    return word.lower() in _NOT_NAMES and (word.isupper() or len(word) > 4)
