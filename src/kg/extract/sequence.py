"""Reads which event came after which: "After the talks", "was followed by a dinner", "Immediately after, he".

In: the tellings of a scene, and those of them that are kept as events. Out: for events, which one they followed and
the words that say so. Never: an order that only the order of telling suggests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..model import Span
from .drafts import Draft, kept
from .scene import Line, Scene

_WORDS = {
    "bilateral-meeting": r"talks|meeting|discussions|audience|negotiations|summit",
    "multilateral-meeting": r"summit|conference|session|meeting|forum|event|talks",
    "ceremony": r"ceremony|signing|inauguration|event",
    "press-event": r"press conference|news conference|briefing|interview",
    "meal": r"dinner|lunch|luncheon|banquet|breakfast|reception",
    "call": r"call|conversation",
    "address": r"speech|address|remarks",
}
_NOUN = "|".join(sorted({word for words in _WORDS.values() for word in words.split("|")}, key=lambda w: (-len(w), w)))
_AFTER = re.compile(
    rf"\b(?:[Aa]fter|[Ff]ollowing|[Aa]t the end of|[Uu]pon conclusion of) "
    rf"(?:(?:the|his|her|their|this|that|these|an?) (?:[\w-]+ ){{0,3}}?)?(?P<noun>{_NOUN})\b"
)
_BEFORE = re.compile(
    rf"\b(?:[Pp]rior to|[Bb]efore|[Aa]head of) (?:the|his|her|their) (?:[\w-]+ ){{0,2}}?(?P<noun>{_NOUN})\b"
)
_FOLLOWED = re.compile(
    rf"\b(?:[Tt]he|[Tt]heir|[Tt]his) (?:[\w-]+ ){{0,2}}?(?P<noun>{_NOUN}) (?:was|were|is to be) followed by\b"
)
_AND_THEN = re.compile(r"\bfollowed by\b|,? (?:and )?then (?:an?|another)\b|\bafter which\b|\bafterwards\b")
_NEXT = re.compile(
    r"^(?:(?:Immediately|Shortly|Soon|Right|Straight) (?:after|afterwards|thereafter)(?: that)?|Afterwards?|Thereafter"
    r"|Then|Subsequently|Later that (?:day|morning|afternoon|evening|night)|(?:That|This) was followed by)\b"
    r"|^(?:He|She|They|(?:(?:The|Mr|Mrs|Ms)\.? )?(?:[A-Z][\w-]+ ){1,3}|The two [a-z]+ )(?:then|subsequently)\b"
)
_RECALLED, _JUST, _NEAR = 8, 2, 60
"""Sentences after which "the talks" are still those; in which "then" still is about the last event; letters in which
words after an event still say what it followed."""


class Sequence:
    """What the words of a document tell of the order of its events."""

    def __init__(self, scene: Scene, tellings: Iterable[Draft], events: Iterable[Draft]) -> None:
        self.scene, self.events = scene, set(events)
        self.told = sorted((t for t in tellings if kept(t) in self.events), key=_place)

    def read(self) -> None:
        """Notes for each event the one that it followed."""
        for line in self.scene.lines:
            here = [t for t in self.told if t.line == line.number]
            if here:
                self._line(line, here)

    def _line(self, line: Line, here: list[Draft]) -> None:
        text, start = line.span.of(self.scene.plain), line.span.start
        for cue in _AFTER.finditer(text):
            words = Span(start + cue.start(), start + cue.end())
            self._after(here, words, cue["noun"])
        for cue in _BEFORE.finditer(text):
            later = self._meant(cue["noun"], line, start + cue.start())
            for telling in (t for t in here if t.words.start > start + cue.end()):
                self._say(later, telling, Span(start + cue.start(), start + cue.end()))
        for cue in _FOLLOWED.finditer(text):
            later = next((t for t in here if t.words.start >= start + cue.end()), None)
            self._say(
                later, self._meant(cue["noun"], line, start + cue.start()), Span(start + cue.start(), start + cue.end())
            )
        for one, other in pairwise(here):
            if link := _AND_THEN.search(self.scene.plain, one.words.end, other.words.start + 1):
                self._say(other, one, Span(*link.span()))
        if link := _NEXT.match(text):
            before = [t for t in self.told if line.number - _JUST <= t.line < line.number]
            first = [t for t in here if t.words.start - start < _NEAR + link.end()][:1]
            for telling in first if before else ():
                self._say(telling, before[-1], Span(start, start + link.end()))

    def _after(self, here: list[Draft], words: Span, noun: str) -> None:
        """ "After the talks, they signed", "held a news conference after the ceremony"."""
        line = next(x for x in self.scene.lines if x.span.holds(words))
        inside = [t for t in here if words.start <= t.words.start < words.end]
        earlier = inside[0] if inside else self._meant(noun, line, words.start)
        ahead = [t for t in here if t.words.start >= words.end]
        back = [t for t in here if t.words.end <= words.start]
        opens = words.start - line.span.start < 2
        near = [t for t in back[-1:] if words.start - t.words.end < _NEAR]
        for telling in ahead if opens else near:
            self._say(telling, earlier, words)

    def _meant(self, noun: str, line: Line, at: int) -> Draft | None:
        """The last event before a place that such a noun can stand for."""
        for telling in reversed([t for t in self.told if t.words.start < at]):
            if line.number - telling.line > _RECALLED:
                return None
            signs = noun == "signing" and telling.noun != "signing" and "signing" not in telling.mods
            if noun in _WORDS.get(telling.kind, "").split("|") and not signs:
                return telling
        return None

    def _say(self, later: Draft | None, earlier: Draft | None, words: Span) -> None:
        one, other = kept(later), kept(earlier)
        if one is None or other is None or one is other or one.after or _overtakes(other, one):
            return
        if one.moment and other.moment and one.moment.last < other.moment.first:
            return
        antecedent = other.words if other.line != one.line else None
        one.after = other, self.scene.evidence(words, "follows", 0.85, antecedent)


def _overtakes(earlier: Draft, later: Draft) -> bool:
    """Whether the earlier one is already said to have followed the later one."""
    return any(step is later for step in _back(earlier))


def _back(draft: Draft) -> Iterator[Draft]:
    while draft.after:
        draft = draft.after[0]
        yield draft


def _place(draft: Draft) -> Span:
    return draft.words
