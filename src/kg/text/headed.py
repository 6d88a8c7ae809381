"""Reads names by their heads: "Ministry of Trade of Chad", "Nordic Hall", "Mount Roe".

In: the tokens of a sentence. Out: mentions of organizations, places, venues and treaties. Never: a run of capitals
whose head no word list has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Mention, Span
from .firsts import opened
from .lexicon import Lexicon
from .lowered import lowered
from .tails import Tails
from .tokens import ABSTRACT, CALENDAR, COLLECTIVE, Tokens
from .treatynames import leading, numbered, signed, tail, undashed

_PROPER = frozenset({"national", "international", "special", "people", "states"})
"""Words that open many sentences, and before another capital a name."""
_MINISTERIAL = frozenset({"prime", "line", "federal", "home", "external", "union"})
_NUMBER = re.compile(r"(?<!\w)\d{1,4}[A-Z]?,? $")
_QUARTER = re.compile(r",? (?:[NS]\.?[EW]\b|\d{2,5}\b)")
_PAPER = re.compile(r" (?:treaty|convention|pact)(?![\w-])")


class Headed:
    """The names of one sentence that a head word shows."""

    def __init__(self, tokens: Tokens, text: str, lexicon: Lexicon, known: Sequence[Mention]) -> None:
        self.tokens, self.plain, self.text, self.lexicon = tokens, tokens.plain, text, lexicon
        self.known = {m.span: m for m in known}
        self.tails = Tails(tokens, lexicon)
        words = tokens.within.of(self.plain)
        self.shouted = len(words) > 3 and not any(c.islower() for c in words)

    def read(self) -> Iterator[Mention]:
        i = 0
        while i < len(self.tokens):
            last = self._run(i)
            found, reached = self._named(i, last) if last >= i else (None, i)
            if found:
                yield found
                reached = max(reached, self._reached(found.span.end, i))
            i = reached + 1

    def _reached(self, end: int, i: int) -> int:
        while i + 1 < len(self.tokens) and self.tokens[i + 1].span.start < end:
            i += 1
        return i

    def _run(self, first: int) -> int:
        """The last token of the capitals that begin at a token; before it where none do."""
        if not self._inside(first):
            return first - 1
        last = first
        while (
            last + 1 < len(self.tokens)
            and self.tokens.joins(last)
            and self._inside(last + 1)
            and not self._another(last)
        ):
            last += 1
        return last

    def _inside(self, i: int) -> bool:
        token = self.tokens[i]
        if token.known:
            return token.known.kind not in {"title", "honorific"}
        lower = token.word.lower()
        if token.word in {"The", "Of"}:
            return False
        if lower in COLLECTIVE and self.plain.startswith("'s", token.span.end):
            return token.capital
        if self.tokens.opens(i):
            follows = self.tokens.get(i + 1)
            proper = lower in _PROPER and follows is not None and follows.capital and self.tokens.gap(i) == " "
            return token.capital and (proper or lower not in self.lexicon.openers)
        return token.capital and lower not in CALENDAR

    def _another(self, left: int) -> bool:
        """Whether after ``left`` another name begins: two known names are two, unless the first may own the second."""
        here, after = self.tokens[left].known, self.tokens[left + 1].known
        return (
            here is not None
            and after is not None
            and here.kind not in {"state", "organization", "city", "place", "demonym"}
        )

    def _named(self, first: int, last: int) -> tuple[Mention | None, int]:
        wanted = {"treaty"} if self.shouted else {"organization", "venue", "place", "treaty"}
        heads = [i for i in range(first, last + 1) if self._kind(i, last) in wanted]
        if not heads:
            return self._by_first(first, last) or lowered(self.tokens, first, last, self.text, self.lexicon), last
        if heads == [first] and first < last and (found := self._by_first(first, last)):
            return found, last
        head = leading([self.tokens[i].word for i in range(first, last + 1)], [i - first for i in heads]) + first
        kind = self._kind(head, last)
        if self._family(first, head, last):
            return None, last
        first = self._opening(first, head, kind)
        if kind == "treaty":
            end = tail(list(self.tokens), self.plain, head, self.lexicon, CALENDAR)
            if first and self.tokens[first - 1].word == "General" and self.tokens.gap(first - 1) == " ":
                first -= 1
            first = self._shouting(first, head)
            first += first < head and self.tokens[first].word == "Draft"
        else:
            end = self.tails.end(head, kind) if head == last or self.tails.numbered(head) else head
        found = self._mention(first, head, end, kind)
        return found or lowered(self.tokens, first, last, self.text, self.lexicon), end

    def _family(self, first: int, head: int, last: int) -> bool:
        """After a title or a form of address, "Ada Park" and "Bo Hall" are people."""
        before = self.tokens[first - 1] if first else None
        return (
            before is not None
            and before.known is not None
            and before.known.kind in {"title", "honorific"}
            and head in (first, last)
            and self.tokens[head].word in self.lexicon.also_people
            and re.fullmatch(r"\.? ", self.plain[before.span.end : self.tokens[first].span.start]) is not None
        )

    def _mention(self, first: int, head: int, end: int, kind: str) -> Mention | None:
        word, span = self.tokens[head].word, self.tokens.span(first, end)
        bare = first == end and (kind != "treaty" or numbered(self.plain, span.end) == span.end)
        if bare and (kind not in {"organization", "treaty"} or word in self.lexicon.heads_owned):
            return None
        if bare and self.tokens[head].known:
            return None
        if self._unfit(first, head, end, kind):
            return None
        if kind == "venue" and self._studies(first, head, end):
            kind = "organization"
        key = self._key(first, head, end)
        if kind == "treaty" and (last := numbered(self.plain, span.end)) > span.end:
            span, key = Span(span.start, last), ""
        span = undashed(self.text, span)
        if kind == "organization" and not key and not bare and (paper := _PAPER.match(self.plain, span.end)):
            span, kind = Span(span.start, paper.end()), "treaty"
        return Mention(span, span.of(self.text), kind, not bare or word == "Party", key)

    def _unfit(self, first: int, head: int, end: int, kind: str) -> bool:
        """Whether the words only look like a name: a field of no ministry, a menu's "Media Center", an address."""
        words, before = {self.tokens[i].word for i in range(first, end + 1)}, self.tokens[max(first, head - 1)]
        if kind == "organization" and first < head == end:
            if self.tokens[head].word in {"Administration", "Mission"}:
                return first + 1 == head and not before.known
            if self.tokens[head].word == "Party" and self.tokens[first].word in {"State", "Contracting", "High"}:
                return True
            if self.tokens[head].word == "Ministry":
                return not before.known and not self._is_field(head - 1) and before.word.lower() not in _MINISTERIAL
            return words <= self.lexicon.desks
        if kind == "venue":
            span = self.tokens.span(first, end)
            return span == self.tokens.within or self._address(span)
        return False

    def _address(self, span: Span) -> bool:
        """ "12 Roe Street", "Roe Street, NW": an address."""
        before = max(0, span.start - 6)
        return bool(_NUMBER.search(self.plain, before, span.start) or _QUARTER.match(self.plain, span.end))

    def _key(self, first: int, head: int, end: int) -> str:
        """The row of a known body whose name only its parent stands before ("UN" + "Statistical Commission")."""
        span = self.tokens.span(first, end)
        if span in self.known:
            return self.known[span].key
        known = self.tokens[head].known
        owned = all((t := self.tokens[i].known) and t.kind == "organization" for i in range(first, head))
        return known.key if known and known.kind == "organization" and owned and end == head else ""

    def _studies(self, first: int, head: int, end: int) -> bool:
        """Whether a centre is a body: one that coordinates or studies, or one "for" something."""
        if self.tokens[head].word not in {"Center", "Centre", "Centers", "Centres"}:
            return False
        before = {self.tokens[i].word for i in range(first, head)}
        after = self.tokens[head + 1].word if end > head else ""
        return bool(before & self.lexicon.centre_of) or after in {"for", "on", "of", "against"}

    def _kind(self, i: int, last: int) -> str:
        """The kind of name that a token ends; a word such as "News" only ends one as the last of its run."""
        token = self.tokens[i]
        if token.known:
            known = token.known
            return known.kind if known.kind in {"organization", "treaty"} and " " in known.text else ""
        word = token.word.capitalize() if token.word.isupper() and len(token.word) > 3 else token.word
        if word in self.lexicon.treaty_if_signed:
            return "treaty" if self._if_signed(i) else ""
        if word in self.lexicon.heads_last:
            return "organization" if i == last and i and self._before(i) else ""
        return self.lexicon.heads.get(word, "")

    def _before(self, i: int) -> bool:
        return self.tokens.joins(i - 1) and self._inside(i - 1)

    def _if_signed(self, i: int) -> bool:
        """Whether a declaration or another title that seldom is a treaty is treated as one."""
        first = i
        while first and self.tokens.gap(first - 1) == " " and self._inside(first - 1):
            first -= 1
        named = first < i or self.plain.startswith(" of ", self.tokens[i].span.end)
        if not named or self.tokens[first].word in {"Joint", "The", "A"}:
            return False
        return signed(self.plain, self.tokens.within, self.tokens[first].span.start, self.tokens[i].span.end)

    def _shouting(self, first: int, head: int) -> int:
        """In a line of capitals a treaty's name begins at its head or at the known name before it."""
        words = [self.tokens[i].word for i in range(first, head + 1)]
        if not all(w.isupper() for w in words) or len(words) < 2 or len(words[-1]) < 5:
            return first
        start = head
        while start > first and (
            self.tokens[start - 1].known
            or self.tokens[start - 1].word == "FRAMEWORK"
            or "-" in (self.tokens.gap(start - 1) + self.tokens[start - 1].word)
        ):
            start -= 1
        return start

    def _opening(self, first: int, head: int, kind: str) -> int:
        """Where a name begins: "Food and Trade Organization" before the "and"."""
        known = self.tokens[first].known
        shared = kind == "organization" and known is not None and self._is_work(known.text.split()[0])
        if kind not in {"organization", "treaty"} or first < 2 or not (shared or self._is_field(first)):
            return first
        edge = at = first - 2
        if self.tokens[first - 1].word in {"and", "&"} and self.tokens.gap(first - 1) == " ":
            while at >= 0 and self.tokens.gap(at) == " " and self._is_field(at, opens=at < edge):
                first, at = at, at - 1
        return first

    def _is_field(self, i: int, opens: bool = False) -> bool:
        """Whether a word in capitals is a field of work ("Trade", "Monitoring"), or may stand before one."""
        token = self.tokens[i]
        if not token.capital or token.known or token.word in self.lexicon.heads or token.word == "The":
            return False
        return opens or self._is_work(token.word)

    def _is_work(self, word: str) -> bool:
        return word.lower() in self.lexicon.portfolios or bool(ABSTRACT.search(word))

    def _by_first(self, first: int, last: int) -> Mention | None:
        return None if self.shouted else opened(self.tokens, first, last, self.text, self.lexicon)
