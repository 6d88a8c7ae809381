"""Reads the events that a verb tells: the loop over the verbs of a sentence that every set of frames shares.

In: a passage and the triggers. Out: drafts. Never: an event of a verb whose subject the sentence does not name; the
verbs stand in ``mappings/events``, and the part of their group behind the dot names the frame.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..text.mask import grammar
from .drafts import Draft
from .mood import status
from .passage import LIST, Passage
from .scene import Agent
from .triggers import Triggers

Frame = Callable[[re.Match[str], str, str], None]
"""Reads a verb where it matched; further, the kind of event its group names and the status its sentence gives."""

CIRCUMSTANCE = (
    r"(?:,? (?:\w+ly|again|then|first|later|also|today|here|there|together|in private|one-on-one|face to face"
    r"|over (?:the )?phone|(?:on |early |late )?<D>|at \d[\d:.]* ?[ap]\.?m\.?|in <E>"
    r"|(?:in|at) (?:the |his |her )?<L>(?:, (?:the )?<LS>)?"
    r"|on the (?:sidelines|margins) of [^,;]{3,60}?),?)"
)
"""What may stand between a verb of talks and the other side: days, places and how it was done."""

OBJECT = grammar(rf"{CIRCUMSTANCE}* (?:with )?(?P<agents>{LIST})")
"""The object of a verb, from where the verb ends."""

PHONE = re.compile(r" (?:by|over the|on the|via) (?:tele)?(?:phone|video(?: ?link|conference)?)\b")


class Verbs:
    """Frames of verbs, for one passage."""

    def __init__(self, passage: Passage, triggers: Triggers) -> None:
        self.passage, self.text, self.scene, self.triggers = passage, passage.text, passage.scene, triggers
        self.frames: dict[str, Frame] = {}

    def read(self) -> None:
        """Reads every verb of the sentence that one of the frames is for."""
        for match, group in self.passage.verbs:
            kind, dot, frame = group.partition(".")
            how = status(self.text[: match.start()], "") if dot and frame in self.frames else None
            if how and self.passage.is_verb(match.start()):
                self.frames[frame](match, kind, how)

    def draft(
        self, match: re.Match[str], kind: str, rule: str, how: str, agents: list[Agent], role: str = "participant"
    ) -> Draft:
        """A telling by the words of a match, with those who take part."""
        draft = self.passage.tell(kind, self.passage.whole.span(match), rule, 0.92, noun=rule)
        draft.status = how
        for agent in agents:
            draft.agent(self.scene, role, agent)
        return draft
