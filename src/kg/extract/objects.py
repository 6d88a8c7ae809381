"""Reads who is meant by "him" and "her" as the object of a verb, and by "the two" as the subject of one.

In: a line with its agents. Out: the same with agents for these words. Never: the subject of the pronoun's own
clause, and nobody where no one person before fits.
"""

from __future__ import annotations

import re

from ..model import Mention, Span
from .cast import Thing
from .scene import Agent, Line, Scene

_OBJECT = re.compile(
    r"\b(?:him|her(?=[.,;]| (?:on|in|at|for|to|with|and|after|before|during|by|as|when|while|there|here"
    r"|today|yesterday|last|late|early)\b))"
)
_PAIR = re.compile(
    r"\b[Tt]he (?:two|pair)(?: (?:\w+ )?(?:[Pp]residents|[Mm]inisters|[Ll]eaders|[Hh]eads of [Ss]tate))?"
    r"(?= (?:\w+ly |also |then |later |had |have |has |will |would |are |were )*(?!of\b)[a-z]+)"
)
_THEM = re.compile(r"\bthem\b(?= (?:for|at|in|on|to)\b)")
_EARLIER = 3
"""Sentences before "the two" in which they may have been named, at most."""


def with_objects(scene: Scene, line: Line) -> list[Agent]:
    """The agents of a line, object pronouns and "the two" among them."""
    agents = list(line.agents)
    for match in (
        m for pattern in (_PAIR, _THEM) for m in pattern.finditer(scene.plain, line.span.start, line.span.end)
    ):
        span = Span(*match.span())
        taken = any(a.span.start < span.end and span.start < a.span.end for a in agents)
        pair = [] if taken else _two(scene, line, span, here=match.re is _PAIR)
        naming = pair[0].naming_mention(span.start) if pair else None
        if naming:
            agents.append(Agent(span, tuple(pair), naming=False, antecedent=naming.span))
    for match in _OBJECT.finditer(scene.plain, line.span.start, line.span.end):
        span = Span(*match.span())
        if any(a.span.start < span.end and span.start < a.span.end for a in agents):
            continue
        person = _meant(scene, line, span)
        naming = person.naming_mention(span.start) if person else None
        if person and naming:
            person.add(Mention(span, span.of(scene.text), "person", naming=False))
            agents.append(Agent(span, (person,), naming=False, antecedent=naming.span))
    return sorted(agents, key=_place)


def _two(scene: Scene, line: Line, span: Span, *, here: bool) -> list[Thing]:
    """The two people of this sentence (if they may be) before the words, else of the last sentence that names two."""
    for earlier in reversed(scene.lines[max(0, line.number - _EARLIER) : line.number + here]):
        before = [a for a in earlier.agents if a.span.end <= span.start and a.things[0].kind == "person"]
        people = list(dict.fromkeys(thing for agent in before for thing in agent.things))
        if len(people) > 1:
            return people if len(people) == 2 else []
    return []


def _place(agent: Agent) -> Span:
    return agent.span


def _people(agents: list[Agent]) -> list[Thing]:
    return [a.things[0] for a in agents if len(a.things) == 1 and a.things[0].kind == "person"]


def _meant(scene: Scene, line: Line, span: Span) -> Thing | None:
    """The last other person of the sentence before the pronoun, else the first of the sentence before."""
    here = _people([a for a in line.agents if a.span.end <= span.start])
    if not here:
        return None
    others = [p for p in here if p is not here[-1]]
    if others:
        return others[-1]
    earlier = scene.lines[line.number - 1] if line.number else None
    people = [p for p in _people(earlier.agents) if p is not here[-1]] if earlier else []
    return people[0] if people and len(set(people)) == 1 else None
