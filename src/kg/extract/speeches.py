"""Finds the text of speeches: what a speaker says in the first person tells no events of the story.

In: a scene and the clock. Out: the lines of a speech, a draft of the address that the introduction announces, and of
what visits the speaker recalls.
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
_VISITED = re.compile(
    r"\bI (?:last |first |had |previously |also )*(?:visited|came to|travell?ed to)"
    r" (?P<where>(?:this|your) (?:[a-z]+ ){0,3}?(?:country|nation|city|capital|island)),?"
    r" (?:again )?(?:in |on |back in )"
)
_DELIVERED = re.compile(r"\b(?:delivered|read out|presented)\b[^.;]{0,60}? by ")
_CLOSE = 5
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
                if visited := _VISITED.search(words):
                    self._visit(line, visited)

    def _address(self, line: Line, n: int, match: re.Match[str]) -> None:
        speaker = self._reader(line, match.end()) or self._speaker(n)
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

    def _reader(self, line: Line, at: int) -> Agent | None:
        """Who delivered the message of another."""
        by = _DELIVERED.search(self.scene.plain, line.span.start + at, line.span.end)
        here = [a for a in line.agents if a.things[0].kind == "person" and len(a.things) == 1]
        return next((a for a in here if by and 0 <= a.span.start - by.end() < _CLOSE), None)

    def _visit(self, line: Line, match: re.Match[str]) -> None:
        """ "When I last visited this country in 2019": the speaker's visit to the state spoken of before."""
        start, end = line.span.start + match.start(), line.span.start + match.end()
        days = [(w, m) for w in line.dates if w.span.start == end and (m := self.clock.of(w))]
        speakers = [thing for role, thing in self.drafts[-1].who if role == "speaker"] if self.drafts else []
        if not days or not speakers or '"' in line.span.of(self.scene.plain):
            return
        words, (when, moment) = Span(start, end - 1), days[0]
        draft = Draft("visit", words, line.number, "visit-recalled", "visit")
        draft.said.append(self.scene.evidence(words, draft.rule, 0.8))
        draft.agent(self.scene, "visitor", Agent(Span(start, start + 1), (speakers[0],), naming=False))
        draft.date(self.scene, moment, when.span)
        earlier = [m for x in self.scene.lines[: line.number + 1] for m in x.mentions if m.span.end <= start]
        if state := next((m for m in reversed(earlier) if m.kind == "state" and m in self.scene.meant), None):
            where = Span(line.span.start + match.start("where"), line.span.start + match.end("where"))
            draft.tell(self.scene, "place", self.scene.meant[state], where, state.span)
        self.drafts.append(draft)

    def _speaker(self, n: int) -> Agent | None:
        """The person whom the introduction names, else the first of the text before it."""
        for line in (self.scene.lines[n], *self.scene.lines[:n]):
            people = [a for a in line.agents if a.things[0].kind == "person" and len(a.things) == 1]
            if people:
                return people[0]
        return None
