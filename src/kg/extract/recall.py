"""Reads the other side of an event from what was told before: "their meeting", "his host", "a joint press conference".

In: a phrase in its passage and those whom its sentence names. Out: agents. Never: anyone where more than one fits.
"""

from __future__ import annotations

import re
from collections import Counter

from .cast import Thing
from .passage import Passage, Phrase
from .scene import Agent

_COMPANION = re.compile(
    r"[^;.]{0,30}?(?:\b(?:with|for|in honou?r of|to honou?r) (?P<words>(?:his|her) (?:host|guest|counterpart|visitor)"
    r"|the visiting (?:dignitary|leader|guest|president|premier|prime minister|minister|monarch))\b(?! \ue008)"
    r"|\bin (?P<honour>(?:his|her) honou?r)\b)"
)
_HELD = re.compile(r" (?:will be|were|was|are to be|is to be|are being) held\b")
_MUTUAL = frozenset({"talks", "discussions", "consultations", "negotiations"})
_TALKS = frozenset({"bilateral-meeting", "call"})
_JUST_BEFORE = 3
"""Sentences between talks and the joint press conference after them, at most."""


def others(passage: Passage, phrase: Phrase, at: int, high: int, here: list[Agent]) -> list[Agent]:
    """Who takes part besides those whom the sentence names.

    Parameters
    ----------
    passage, phrase: the phrase in its sentence.
    at, high: where it stands, and where the next begins.
    here: those whom the sentence names.
    """
    things = {thing for agent in here for thing in agent.things}
    if len(things) != 1:
        return []
    return _companion(passage, at, high, things) or _jointly(passage, phrase, things)


def theirs(passage: Passage, phrase: Phrase, at: int) -> list[Agent]:
    """ "their meeting in Lima last May", "the talks will be held at": of the two who were told of last."""
    own = passage.scene.plain.startswith(("their ", "Their "), phrase.span.start)
    held = phrase.noun in _MUTUAL and not passage.text[:at].strip() and _HELD.match(passage.text, at + 1)
    if phrase.kind not in _TALKS or not (own or held):
        return []
    lines = passage.scene.lines[max(0, passage.line.number - 1) : passage.line.number + 1]
    for line in reversed(lines) if held else ():
        people = list(dict.fromkeys(t for a in line.agents for t in a.things if t.kind == "person"))
        if len(people) == 2:
            return [Agent(phrase.span, (thing,), naming=False) for thing in people]
    pairs = (sorted(d.partners, key=id_of) for d in reversed(passage.told) if len(d.partners) == 2)
    return [Agent(phrase.span, (thing,), naming=False) for thing in next(pairs, [])]


def _companion(passage: Passage, at: int, high: int, here: set[Thing]) -> list[Agent]:
    """ "with his host": the other one of the subject's last event; "in her honour": whom most of the story is about."""
    match = _COMPANION.match(passage.text, at + 1, high)
    if not match:
        return []
    span = passage.whole.span(match, match.lastgroup or 0)
    for draft in reversed(passage.told):
        people = sorted((t for t in draft.partners - here if t.kind == "person"), key=id_of)
        if len(people) == 1 and here & draft.partners and not match["honour"]:
            return [Agent(span, (people[0],), naming=False)]
    told = Counter(t for draft in passage.told for t in draft.partners - here if t.kind == "person")
    most = told.most_common(2)
    clear = match["honour"] and most and (len(most) == 1 or most[0][1] > most[1][1])
    return [Agent(span, (most[0][0],), naming=False)] if clear else []


def _jointly(passage: Passage, phrase: Phrase, here: set[Thing]) -> list[Agent]:
    """ "told a joint press conference": with those whom the speaker had met just before."""
    if phrase.kind != "press-event" or "joint" not in phrase.mods:
        return []
    for draft in reversed(passage.told):
        if draft.kind in {*_TALKS, "multilateral-meeting"} and passage.line.number - draft.line <= _JUST_BEFORE:
            people = sorted(draft.partners - here, key=id_of)
            if here & draft.partners and people and all(t.kind == "person" for t in people):
                return [Agent(phrase.span, (thing,), naming=False) for thing in people]
    return []


def id_of(thing: Thing) -> str:
    """The id of a thing, to sort by."""
    return thing.id
