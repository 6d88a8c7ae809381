"""Reads who said what: words in marks, words without marks before ", she said", whole speeches, reported speech.

In: a scene with its agents. Out: facts "quotation" and "reported-speech". Never: indirect speech taken for direct, a
title in marks taken for speech; the words of a quotation are a stretch of the text, unchanged.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from ..model import Fact, Literal, Role, Span
from ..text.mask import Masked, mask
from .quotemarks import Quoted, quoted
from .quotewords import words
from .scene import Agent, Line, Scene
from .speechtext import speech_text

_SURE = {"marked": 0.95, "marked-part": 0.9, "marked-on": 0.85, "unmarked": 0.85, "speech": 0.8, "reported": 0.8}
_NEAR = 200
_OBJECT = re.compile(r"(?<!\bthat)(?<!\bbut)(?<!\bwhen)(?<!\bas)(?<!\bwhile)(?<!\bwhere)[a-z] (?:the )?$")
_PREPOSITION = re.compile(r"\b(?:to|with|of|by|for|from|and|on|than|after|before) (?:the )?$")
_SENTENCE_END = re.compile(r"[a-z]{3}\. ")
_ON = re.compile(r"[\s,.;:]*$")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Oo]urs?|us|[Mm]y|me|must|[Ll]et(?:'s| us))\b")
_ANNOUNCED = re.compile(r":\s*$")


@dataclass(frozen=True, slots=True)
class Said:
    """Words with their speaker and how they were read."""

    span: Span
    agent: Agent
    how: str


class Quotes:
    """The quotations of a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.found: list[Said] = []
        self.words = words()
        self.lines = [line for line in scene.lines if line.sentence.kind == "body"]
        self._starts = [line.span.start for line in self.lines]

    def read(self) -> None:
        speech = speech_text(self.scene)
        if speech:
            self._add(Said(speech[0], speech[1], "speech"))
        previous: tuple[Quoted, Said] | None = None
        marked = quoted(self.scene.text, self.scene.plain, self._paragraphs())
        for n, quote in enumerate(marked):
            around = (
                marked[n - 1].whole.end if n else 0,
                marked[n + 1].whole.start if n + 1 < len(marked) else len(self.scene.text),
            )
            said = self._marked(quote, around, previous)
            if said:
                self._add(said)
                previous = (quote, said)
        paragraphs = self._paragraphs()
        for n in range(1, len(paragraphs)):
            self._announced(paragraphs[n - 1], paragraphs[n:])
        for line in self.lines:
            self._unmarked(line)

    def _paragraphs(self) -> list[Span]:
        """The body as paragraphs: sentences that no line end parts, or only the line ends of a wrapped text."""
        out: list[Span] = []
        for line in self.lines:
            gap = self.scene.plain[out[-1].end : line.span.start] if out else ""
            wrapped = bool(out) and gap.count("\n") == 1 and "\n" in out[-1].of(self.scene.plain)
            if out and not gap.strip() and ("\n" not in gap or wrapped):
                out[-1] = out[-1].hull(line.span)
            else:
                out.append(line.span)
        return out

    def _line(self, at: int) -> Line:
        return self.lines[max(0, bisect_right(self._starts, at) - 1)]

    def _add(self, said: Said) -> None:
        if not any(s.span.start < said.span.end and said.span.start < s.span.end for s in self.found):
            self.found.append(said)

    # -- words in marks ------------------------------------------------------------------------------------------------

    def _marked(self, quote: Quoted, around: tuple[int, int], previous: tuple[Quoted, Said] | None) -> Said | None:
        span = self._trimmed(quote.words)
        count = len(span.of(self.scene.plain).split())
        first, last = self._line(quote.whole.start), self._line(quote.whole.end - 1)
        tail = self._masked(last, Span(quote.whole.end, max(quote.whole.end, min(last.span.end, around[1]))))
        lead = self._masked(first, Span(max(first.span.start, min(around[0], quote.whole.start)), quote.whole.start))
        if agent := self._after(tail):
            full = quote.words.of(self.scene.plain).rstrip()[-1:] in {",", ".", "!", "?"}
            return Said(span, agent, "marked") if count > 1 or full else None
        if agent := self._described(tail, first):
            return Said(span, agent, "marked-on") if count >= 4 else None
        if previous and self._goes_on(previous, quote, lead):
            return Said(span, previous[1].agent, "marked-on")
        agent = self._before(lead, first, quote)
        if agent and count >= 4 and not self._is_title(span, lead.text):
            return Said(span, agent, "marked-part")
        return None

    def _trimmed(self, span: Span) -> Span:
        inner = span.of(self.scene.plain)
        end = span.start + len(inner.rstrip(" ,\n"))
        return (
            Span(span.start + len(inner) - len(inner.lstrip()), max(end, span.start + 1))
            if inner.strip(" ,\n")
            else span
        )

    def _masked(self, line: Line, within: Span) -> Masked[Agent]:
        agents = [(a.span, "P", a) for a in line.agents if len(a.things) == 1 and within.holds(a.span)]
        return mask(self.scene.plain, within, agents)

    def _after(self, tail: Masked[Agent]) -> Agent | None:
        found = self.words.after.match(tail.text)
        return tail.payloads[found.start("who") if found["who"] else found.start("who2")] if found else None

    def _described(self, tail: Masked[Agent], line: Line) -> Agent | None:
        """ "…," the survivor said: the one person of the sentence before."""
        if not self.words.described.match(tail.text) or not line.number:
            return None
        people = {a.things[0]: a for a in self.scene.lines[line.number - 1].agents if a.things[0].kind == "person"}
        return next(iter(people.values())) if len(people) == 1 else None

    def _before(self, lead: Masked[Agent], line: Line, quote: Quoted) -> Agent | None:
        """Whoever the words before the marks are said of: the subject of the last verb of saying."""
        verbs = list(self.words.verbs.finditer(lead.text))
        if not verbs or len(lead.text) - verbs[-1].end() > 130:
            return None
        people = [i for i in sorted(lead.payloads) if i < verbs[-1].start()]
        subjects = [i for i in people if not _PREPOSITION.search(lead.text[:i])]
        while len(subjects) > 1 and _OBJECT.search(lead.text[: subjects[-1]]):
            subjects.pop()
        return lead.payloads[subjects[-1]] if subjects else None

    def _is_title(self, span: Span, lead: str) -> bool:
        """Whether the words in marks are a name or a title: introduced as one, or in capitals throughout."""
        if self.words.titles.search(lead):
            return True
        long = [w for w in span.of(self.scene.plain).split() if len(w) > 3]
        return not re.search(r"[,:] ?$", lead) and bool(long) and sum(w[0].isupper() for w in long) > 0.6 * len(long)

    def _goes_on(self, previous: tuple[Quoted, Said], quote: Quoted, lead: Masked[Agent]) -> bool:
        """Whether words in marks go on with those before them: only an attribution stands between."""
        between = self.scene.plain[previous[0].whole.end : quote.whole.start]
        if quote.first - previous[0].last > 1 or len(between) > 160:
            return False
        if not _ON.match(self.scene.plain[self._line(quote.whole.start).span.start : quote.whole.start]):
            return _ON.match(between) is not None or self._attributed(between, lead)
        if quote.first == previous[0].last:
            return len(_SENTENCE_END.findall(between)) <= 1 and self.words.verbs.search(between) is not None
        return self.scene.plain[quote.words.end - 1] in ".!?" and between.count(".") <= 1

    def _attributed(self, between: str, lead: Masked[Agent]) -> bool:
        """ "…," she said, "…": between the two stands only who said it."""
        return (
            len(between.split()) < 9
            and bool(self.words.after.match(lead.text))
            and between.rstrip()[-1:] in {",", ":", "."}
        )

    # -- words without marks -------------------------------------------------------------------------------------------

    def _announced(self, before: Span, paragraphs: list[Span]) -> None:
        """ "Minister Roe said:" and then a paragraph: his words, also where no marks stand around them, as far as he
        speaks of himself or his own."""
        if not _ANNOUNCED.search(before.of(self.scene.plain)):
            return
        line = self._line(before.end - 1)
        masked = self._masked(line, line.span)
        found = self.words.announced.search(masked.text)
        own = list(takewhile(self._own, paragraphs))
        if found and own:
            self._add(Said(own[0].hull(own[-1]), masked.payloads[found.start("who")], "speech"))

    def _own(self, paragraph: Span) -> bool:
        words = paragraph.of(self.scene.plain)
        return '"' not in words and words.rstrip()[-1:] in {".", "!", "?"} and bool(_FIRST_PERSON.search(words))

    def _unmarked(self, line: Line) -> None:
        if '"' in line.span.of(self.scene.plain) or any(s.span.holds(line.span) for s in self.found):
            return
        people = [(a.span, "P", a) for a in line.agents if a.things[0].kind == "person" and len(a.things) == 1]
        masked = mask(self.scene.plain, line.span, people)
        match = self.words.unmarked.match(masked.text)
        if match and not self.words.verbs.search(match["words"]) and len(match["words"].split()) > 4:
            how = "unmarked" if _FIRST_PERSON.search(match["words"]) else "reported"
            self._add(Said(masked.span(match, "words"), masked.payloads[match.start("who")], how))
        elif reported := self.words.reported.match(masked.text):
            self._add(Said(masked.span(reported, "words"), masked.payloads[reported.start("who")], "reported"))

    # -- facts ---------------------------------------------------------------------------------------------------------

    def facts(self) -> Iterator[Fact]:
        """The quotations, and apart from them what is told in indirect speech."""
        for said in self.found:
            kind = "reported-speech" if said.how == "reported" else "quotation"
            rule, sure = f"{kind}-{said.how}", _SURE[said.how]
            span, agent = said.span, said.agent
            near = agent.span.start - span.end < _NEAR and span.start - agent.span.end < _NEAR
            lead = span.hull(agent.span) if near else span
            naming = agent.things[0].naming_mention(agent.span.start)
            antecedent = naming.span if naming and (not agent.naming or not lead.holds(agent.span)) else None
            said_by = self.scene.evidence(lead, rule, sure, antecedent)
            text = self.scene.evidence(span, rule, sure)
            roles = (
                Role("saidBy", agent.things[0].id, (said_by,)),
                Role("text", Literal(span.of(self.scene.text)), (text,)),
            )
            yield Fact(kind, f"quotation@{span.start}", roles, (text,))
