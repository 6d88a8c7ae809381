"""The words around a statement about a treaty: how far its clause reaches, and which day and place belong to it.

In: a masked sentence and the place of a statement in it. Out: signs of the clause. Never: a day of another clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Mention, Span
from ..text.dates import When
from ..text.mask import Masked, grammar
from .scene import Agent
from .treaties import Named

Payload = Named | Agent | Mention | When

_END = grammar(
    r"; | - |, (?:and|but|was|were|will|has|had|while|whereas|which|who|whose|where|when|after|before|marking"
    r"|following|with|as|so|at a|during) |"
    r"(?<!<D>) and (?=(?:will|would|is|was|were|has|had|it|then|later|remain|stay|designat"
    r"|decid|request|invit|urg|enter|open|sign|thereafter|went|came|<T>|the <T>)\w*\b)|"
    r" (?:which|who|while|until|till|through|thereafter|marking|when|provided) |\. "
)
_START = grammar(
    r"; |: | - |, (?:and|but|while|which|who|where|after|although) | (?:which|who|that|while|after|before) |"
    r" and (?=(?:will|would|is|was|were|has|had|it|then|later|remain|stay|designat|decid|request|enter|open)\w*\b)"
)
_OPENING = grammar(
    r"^(?:[A-Z][\w-]+,? )?(?:[A-Z, /\ue000\ue005]+, )?(?:\([^)]*\) )?(?:On |In |Late |Early |Earlier |Later )?<D>"
)
_OCCASION = grammar(r"^(?:[A-Z][A-Z, ]+ - )?(?:At|During) [^,;]{0,140}?(?<!until )(?<!by )(?P<day><D>),? (?=[^,;]*$)")
"""What opens a sentence says when its main verb happened: "At the Conference held in Oslo in May 2003, …"."""
_OTHERS_DAY = grammar(
    r"(?:\b(?:[Aa]s (?:at|of)|until|till|through|by|before|after|following|since|held|scheduled(?: for)?"
    r"|dated|in advance of|ahead of|to)|\b(?:held|host|hosted|hosting|take place|taking place|convened?|negotiations"
    r"|talks"
    r"|session|conference|summit|meeting|resolution[^,]{0,12})\b[^,;\ue007]{0,40}?)"
    r" ?(?:early |late |mid-)?(?:on |in |at |from |of |the )?$"
)
_SITE = r"(?P<place><L>)(?:,? (?:in )?(?:the )?(?P<city><L>))?"
_PLACE = grammar(rf"(?:[,( ]|^)(?:in|at) (?:the (?:city of )?)?{_SITE}")
_STATE = grammar(r" in (?P<place><S>)(?P<city>)(?! and| or|, <S>)")
_BARE_PLACE = grammar(rf"[,:. ]*{_SITE}")


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement in its clause: ``start`` to ``end`` of the masked sentence are the words of the statement, ``low`` to
    ``high`` the words that belong to it; ``label`` says that a status sheet's label opens it."""

    masked: Masked[Payload]
    start: int
    end: int
    low: int
    high: int
    label: bool = False

    @property
    def before(self) -> str:
        return self.masked.text[self.low : self.start]

    @property
    def after(self) -> str:
        return self.masked.text[self.end : self.high]

    @property
    def words(self) -> Span:
        return self.masked.at(self.start, self.end) if self.end > self.start else self.masked.at(self.end, self.end + 1)

    def has_object(self, subject: Named) -> bool:
        """Whether the treaty is what the statement's verb is done to: it follows in the same clause."""
        at = next((i for i, payload in self.masked.payloads.items() if payload is subject), -1)
        return self.end <= at < self.high and at - self.end < 60

    def whens(self) -> Iterator[When]:
        """The expressions of time that can be the statement's day, the likeliest first."""
        after = [i for i in range(self.end, self.high) if self._is_day(i)]
        before = [i for i in range(self.low, self.start) if self._is_day(i)]
        opening = _OPENING.match(self.masked.text)
        if (
            opening
            and opening.end() - 1 not in before
            and self._coordinated(opening.end())
            and self._is_day(opening.end() - 1)
        ):
            before.insert(0, opening.end() - 1)
        if not before and (occasion := _OCCASION.match(self.masked.text[: self.start])):
            before.append(occasion.start("day"))
        for i in (*after, *reversed(before)):
            when = self.masked.payloads[i]
            if isinstance(when, When):
                yield when

    def _is_day(self, i: int) -> bool:
        if not isinstance(self.masked.payloads.get(i), When):
            return False
        closes = re.fullmatch(
            r",(?: (?:today|then|also|unanimously|formally))? ?", self.masked.text[i + 1 : self.start]
        )
        closes = closes or re.fullmatch(r" (?:since|as of) ", self.masked.text[self.end : i])
        return bool(closes) or not _OTHERS_DAY.search(
            self.masked.text[max(self.end if i >= self.end else 0, i - 70) : i]
        )

    def _coordinated(self, opening: int) -> bool:
        """Whether the day that opens the sentence still counts: no other statement's clause stands between."""
        return not re.search(r"; |\. ", self.masked.text[opening : self.start])

    def place(self) -> Mention | None:
        """The place of the statement: named after it, else before it; of a hall and its city, the city."""
        text = self.masked.text
        found = _BARE_PLACE.match(text, self.end) if self.label else None
        found = found or _PLACE.search(text[: self.high], self.end) or _PLACE.search(text[: self.start], self.low)
        found = found or _STATE.match(text[: self.high], self.end)
        if found is None:
            return None
        near, city = (self.masked.payloads.get(found.start(g)) if found[g] else None for g in ("place", "city"))
        for mention in (city, near):
            if isinstance(mention, Mention) and (mention is near or mention.kind == "city"):
                return mention
        return None


def clause(masked: Masked[Payload], start: int, end: int, low: int, high: int, label: bool = False) -> Clause:
    """The clause of a statement between two others.

    Parameters
    ----------
    masked: the sentence.
    start, end: the statement's words.
    low, high: where the statement before it ends and the one after it begins.
    label: whether a label of a status sheet opens it.
    """
    text = masked.text
    stop = None if label else _END.search(text, end, high)
    starts = [m.end() for m in _START.finditer(text, low, start)]
    own = starts[-1] if starts else start if low else 0
    return Clause(masked, start, end, own, stop.start() if stop else high, label)
