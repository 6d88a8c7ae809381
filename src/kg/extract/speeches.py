"""Finds the text of speeches: what a speaker says in the first person tells no events of the story.

In: a scene and the clock. Out: the lines of a speech, and a draft of the address that the introduction announces.
Never: an address whose introduction names no speaker.
"""

from __future__ import annotations

import re

from ..model import Span
from .clock import Clock
from .drafts import Draft
from .scene import Agent, Line, Scene

_SALUTATION = re.compile(
    r"(?:Your )?(?:Majest|Excellenc|Royal Highness)|(?:Madam|Mr\.?) (?:President|Chair|Speaker"
    r"|Secretary-General)\w*,|Ladies and gentlemen|Distinguished \w+"
    r"|Dear (?:colleagues|friends)|(?:My )?[Ff]ellow \w+|Good (?:morning|afternoon|evening),"
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|us|my|My)\b")
_INTRODUCTION = re.compile(
    r"(?i)\b(?:(?:full )?(?:text|transcript) of|(?:an )?excerpts? (?:from|of)|following (?:is|are)|(?:here"
    r"|below) (?:is|are)|(?:opening|text) of)\b[^.]{0,60}"
    r"\b(?P<noun>remarks|speech|address|statement|lecture|message)\b|\b(?P<noun2>remarks|speech|address"
    r"|statement) (?:as delivered|as prepared|follows)\b"
)
_END = re.compile(
    r"(?i)\W*(?:\(?(?:end|ends|excerpt ends|end of (?:excerpt|text|speech|remarks))\)?|(?:I )?thank you\b.{0,40})\W*$"
)
_QUOTES = re.compile(r'"[^"]*"')


class Speeches:
    """The speeches of a scene: ``drafts`` are the addresses, :meth:`holds` tells their lines."""

    def __init__(self, scene: Scene, clock: Clock) -> None:
        self.scene, self.clock = scene, clock
        self.drafts: list[Draft] = []
        self._lines: set[int] = set()
        self._read()

    def holds(self, line: Line) -> bool:
        """Whether a line is words of a speech."""
        return line.number in self._lines

    def _read(self) -> None:
        speaking = False
        for n, line in enumerate(self.scene.lines):
            words = _QUOTES.sub("", line.span.of(self.scene.plain))
            if _END.match(words):
                speaking = False
            elif introduced := _INTRODUCTION.search(words):
                self._address(line, n, introduced)
                speaking = bool(self.drafts)
            elif _SALUTATION.match(words):
                speaking = True
            elif speaking and line.sentence.kind == "body" and _FIRST_PERSON.search(words):
                self._lines.add(line.number)

    def _address(self, line: Line, n: int, match: re.Match[str]) -> None:
        speaker = self._speaker(n)
        start = self.scene.plain.find(match["noun"] or match["noun2"], line.span.start, line.span.end)
        if speaker is None or start < 0 or line.sentence.kind != "body":
            return
        words = Span(start, start + len(match["noun"] or match["noun2"]))
        draft = Draft("address", words, line.number, "address-introduced", "speech")
        draft.said.append(self.scene.evidence(words, draft.rule, 0.85))
        draft.agent(self.scene, "speaker", speaker)
        for earlier in reversed(self.scene.lines[max(0, n - 3) : n + 1]):
            days = [(w, m) for w in earlier.dates if (m := self.clock.of(w)) and m.precision == "day"]
            if days:
                when, moment = days[-1]
                draft.date(self.scene, moment, when.span if earlier is line else words, carried=earlier is not line)
                break
        self.drafts.append(draft)

    def _speaker(self, n: int) -> Agent | None:
        """The person whom the introduction names, else the first of the text before it."""
        for line in (self.scene.lines[n], *self.scene.lines[:n]):
            people = [a for a in line.agents if a.things[0].kind == "person" and len(a.things) == 1]
            if people:
                return people[0]
        return None
