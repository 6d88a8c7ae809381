"""Finds the text of a speech that an introduction announces.

In: a scene with its agents. Out: where the speech stands and who gives it. Never: a speech without the first person.
"""

from __future__ import annotations

import re

from ..model import Span
from .scene import Agent, Line, Scene

_NOUN = r"(?:remarks|speech|address|statement|lecture|message)\b"
_INTRODUCTION = re.compile(
    rf"(?i)\b(?:full )?(?:text|transcript) of (?:his|her|the|their)\b"
    rf"|\b{_NOUN},? (?:as delivered|as prepared|follows)\b"
    rf"|\bfollowing (?:is|are) (?:an? )?(?:the )?(?:full )?(?:excerpts?|text|remarks|transcript|message|statement)\b"
    rf"|\b(?:excerpts? from|opening of) (?:the|his|her) {_NOUN}[^.]{{0,40}}:$"
)
_END = re.compile(r"(?i)^\W*(?:end|ends|excerpt ends|end of (?:excerpt|text|speech|remarks|address))\W*$")
_THANKS = re.compile(r"(?:I )?[Tt]hank you(?: very much| all|, .{1,30})?[.!]?$")
_MARKS = '" \n'
_FIRST_PERSON = re.compile(r"\b(?:I|we|our|us|my)\b")


def speech_text(scene: Scene) -> tuple[Span, Agent] | None:
    """The words of a speech given in full, from the paragraph after its introduction to its thanks or its end.

    Parameters
    ----------
    scene: its lines have their agents.
    """
    opening = next((n for n, line in enumerate(scene.lines) if _INTRODUCTION.search(line.span.of(scene.plain))), None)
    speaker = _speaker(scene.lines, opening) if opening is not None else None
    if opening is None or speaker is None:
        return None
    body = _body(scene, opening)
    if not body or not any(_FIRST_PERSON.search(line.span.of(scene.plain)) for line in body):
        return None
    span = Span(body[0].span.start, body[-1].span.end)
    words = span.of(scene.plain)
    return Span(span.start + len(words) - len(words.lstrip(_MARKS)), span.start + len(words.rstrip(_MARKS))), speaker


def _speaker(lines: list[Line], opening: int) -> Agent | None:
    """The first person named in the introduction, else the first in the lines before it."""
    for group in ([lines[opening]], lines[:opening]):
        for line in group:
            for agent in line.agents:
                if agent.things[0].kind == "person" and agent.naming and len(agent.things) == 1:
                    return agent
    return None


def _body(scene: Scene, opening: int) -> list[Line]:
    """The lines of the speech: from the next paragraph on."""
    lines = [line for line in scene.lines[opening:] if line.sentence.kind == "body" or line is scene.lines[opening]]
    first = next(
        (n for n in range(1, len(lines)) if "\n" in scene.plain[lines[n - 1].span.end : lines[n].span.start]), None
    )
    if first is None:
        return []
    body: list[Line] = []
    for line in lines[first:]:
        words = line.span.of(scene.plain)
        if _END.match(words):
            return body
        body.append(line)
        if _THANKS.match(words):
            return body
    return body
