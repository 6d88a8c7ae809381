"""Reads who said what: words in quotation marks, words without marks before ", she said", and whole speeches.

In: a scene with its agents. Out: facts "quotation". Never: indirect speech taken for direct; the words of a quotation are
a stretch of the text, unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Fact, Literal, Role, Span
from ..text.mask import grammar, mask
from .scene import Agent, Line, Scene

_SAID = (
    r"(?:said|says|added|adds|noted|notes|stressed|told|continued|concluded|declared|remarked|stated|explained|warned|asked|replied|argued|insisted|"
    r"emphasi[sz]ed|underlined|recalled|observed|announced|urged|affirmed|reiterated|commented|wrote|tweeted|quoted|pointed out|went on|asserted|responded|cautioned)"
)
_MARKED = re.compile(r'"(?P<words>[^"]{12,1500}?)[,.]?"')
_UNMARKED = grammar(
    rf"^(?P<words>[^\"]+?), (?:the )?(?P<who><P>) (?:has |had |also |then )?(?:{_SAID})(?=\.|$|, (?:adding|noting|stressing|calling|urging|while)\b| in | during | at | on | to )"
)
_AFTER = grammar(
    rf"^,? ?(?:the )?(?:(?P<who><P>) (?:has |had |also |later |then )?{_SAID}|{_SAID} (?:the )?(?P<who2><P>))"
)
_BEFORE = grammar(
    rf"(?P<who><P>)[^\"]{{0,120}}?(?:{_SAID}|saying|adding|as follows|words)[^\"]{{0,60}}[,:]? ?(?:that )?$"
)
_REPORTED = re.compile(rf"^(?:[Ii]n (?:his|her|their) \w+, )?.{{0,40}}{_SAID} that\b")
_FULL_TEXT = re.compile(
    r"(?i)\bfull text of (?:his|her|the|their)\b|\b(?:remarks|speech|address|statement) (?:as delivered|as prepared|follows)\b|\bfollowing (?:is|are) the (?:full )?(?:text|remarks|transcript)"
)
_SURE = {"marked": 0.95, "unmarked": 0.85, "speech": 0.8}


class Quotes:
    """The quotations of a scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.found: list[tuple[Span, Agent, str]] = []

    def read(self) -> None:
        speech = self._speech()
        for line in self.scene.lines:
            if line.sentence.kind == "body" and not (speech and speech.holds(line.span)):
                self._marked(line)
                self._unmarked(line)

    def facts(self) -> Iterator[Fact]:
        for span, agent, how in self.found:
            evidence = self.scene.evidence(span, f"quotation-{how}", _SURE[how])
            lead = (
                span.hull(agent.span)
                if abs(agent.span.start - span.end) < 200 or span.start - agent.span.end < 200
                else span
            )
            thing = agent.things[0]
            naming = thing.naming_mention(agent.span.start)
            antecedent = naming.span if naming and (not agent.naming or not lead.holds(agent.span)) else None
            speaker = self.scene.evidence(lead, f"quotation-{how}", _SURE[how], antecedent)
            words = self.scene.evidence(span, f"quotation-{how}", _SURE[how])
            yield Fact(
                "quotation",
                f"quotation@{span.start}",
                (Role("saidBy", thing.id, (speaker,)), Role("text", Literal(span.of(self.scene.text)), (words,))),
                (evidence,),
            )

    def _add(self, span: Span, agent: Agent, how: str) -> None:
        if not any(s.start < span.end and span.start < s.end for s, _, _ in self.found):
            self.found.append((span, agent, how))

    def _marked(self, line: Line) -> None:
        for match in _MARKED.finditer(self.scene.plain, line.span.start, line.span.end):
            span = Span(*match.span("words"))
            if len(span.of(self.scene.plain).split()) < 4:
                continue
            if agent := self._speaker(line, match):
                self._add(span, agent, "marked")

    def _speaker(self, line: Line, match: re.Match[str]) -> Agent | None:
        people = [(a.span, "P", a) for a in line.agents if a.things[0].kind == "person" and len(a.things) == 1]
        rest = mask(
            self.scene.plain, Span(match.end(), line.span.end), [p for p in people if p[0].start >= match.end()]
        )
        if found := _AFTER.match(rest.text):
            return rest.payloads[found.start("who") if found["who"] else found.start("who2")]
        lead = mask(
            self.scene.plain, Span(line.span.start, match.start()), [p for p in people if p[0].end <= match.start()]
        )
        if found := _BEFORE.search(lead.text):
            return lead.payloads[found.start("who")]
        if not people and match.start() - line.span.start < 3 and self.found and line.number:
            span, agent, _ = self.found[-1]
            if self.scene.lines[line.number - 1].span.holds(span):
                return agent
        return None

    def _unmarked(self, line: Line) -> None:
        if '"' in line.span.of(self.scene.plain):
            return
        people = [(a.span, "P", a) for a in line.agents if a.things[0].kind == "person" and len(a.things) == 1]
        masked = mask(self.scene.plain, line.span, people)
        match = _UNMARKED.match(masked.text)
        if not match or _REPORTED.match(match["words"]) or len(match["words"].split()) < 5:
            return
        agent = masked.payloads[match.start("who")]
        self._add(masked.span(match, "words"), agent, "unmarked")

    def _speech(self) -> Span | None:
        """The text of a speech that an introduction announces in full, up to the thanks it ends with."""
        lines = self.scene.lines
        opening = next((n for n, line in enumerate(lines) if _FULL_TEXT.search(line.span.of(self.scene.plain))), None)
        if opening is None or opening + 2 >= len(lines):
            return None
        speaker = next(
            (a for line in lines[: opening + 1] for a in line.agents if a.things[0].kind == "person" and a.naming), None
        )
        body = [line for line in lines[opening + 1 :] if line.sentence.kind == "body"]
        last = next(
            (
                i
                for i, line in enumerate(body)
                if re.match(r"(?:I )?[Tt]hank you(?: very much| all|, .{1,30})?[.!]?$", line.span.of(self.scene.plain))
            ),
            len(body) - 1,
        )
        if (
            speaker is None
            or not body
            or not any(re.search(r"\b(?:I|we|our|us|my)\b", line.span.of(self.scene.plain)) for line in body)
        ):
            return None
        span = Span(body[0].span.start, body[last].span.end)
        self._add(span, speaker, "speech")
        return span
