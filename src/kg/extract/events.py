"""Reads events: who met whom, where and when, and what else happened.

In: a scene with people, treaties and a clock. Out: drafts of events, in the order of the text. The words stand in
``mappings/events``; how words, partners, places and days stand together is read by :mod:`.nouns`, :mod:`.talks`,
:mod:`.deeds`, :mod:`.stays` and :mod:`.days`. Never: an event told in a speech or between quotation marks.
"""

from __future__ import annotations

import re

from ..model import Mention, Span
from ..text.mask import Masked, grammar, mask
from .agendas import Agendas
from .cast import Thing
from .clock import Clock
from .days import Days
from .deeds import Deeds
from .drafts import Draft
from .nouns import Nouns
from .objects import with_objects
from .passage import Passage, Payload
from .phrases import find_phrases
from .scene import PLACES, Line, Scene
from .sessions import Sessions
from .speeches import Speeches
from .stays import Stays
from .talks import Talks
from .treaties import Treaties
from .triggers import triggers

_SORTS = {"state": "S", "organization": "O", "name": "C", "demonym": "N", "title": "H"}
_AGENTS = {"person": "P", "organization": "O", "state": "S"}
_AT = grammar(r"(?:^|[ ,(])(?:in|at|inside|aboard) (?:the )?(?P<place><L>|<S>)")
_AWAY = re.compile(r"[;]|, (?:and|where|while|who|which) ")
_REACH = 90
_HEADING = 8
_LOCATIVE = re.compile(
    r"\b(?:in|to|from|at|left|leaving|across|throughout|outside|visit(?:ed|ing|s)?|around|into|toward"
    r"|towards|tour(?:ed|ing)?|near|over"
    r"|off|depart(?:ed|ing)|reach(?:ed|es|ing)?|via|for(?= (?:the )?$)) (?:the )?$"
)


class Events:
    """Reads a scene sentence by sentence; ``drafts`` are the tellings in order."""

    def __init__(self, scene: Scene, clock: Clock, treaties: Treaties) -> None:
        self.scene, self.clock, self.treaties = scene, clock, treaties
        self.triggers = triggers()
        self.days = Days(scene, clock)
        self.speeches = Speeches(scene, clock)
        self.drafts: list[Draft] = []
        self.section = 0

    def read(self) -> None:
        """Reads the body; a document whose body tells no event, as a digest's item, is read by its headline."""
        self.drafts += self.speeches.drafts
        for line in self.scene.lines:
            if line.sentence.kind in {"body", "caption"} and not self.speeches.holds(line):
                self._line(line)
            if self._heading(line):
                self.days.section()
                self.section = len(self.drafts)
        if not self.drafts:
            for line in self.scene.lines:
                if line.sentence.kind == "title":
                    self._line(line)
        self._identify()

    def _heading(self, line: Line) -> bool:
        """Whether a new story begins here: a title, or a place or topic in capitals by itself."""
        words = line.span.of(self.scene.plain)
        return line.sentence.kind == "title" or (words.isupper() and len(words.split()) < _HEADING)

    def _line(self, line: Line) -> None:
        marks = self._marks(line)
        masked = mask(self.scene.plain, line.span, marks)
        phrases: list[tuple[Span, str, Payload]] = [(p.span, "E", p) for p in find_phrases(masked, self.triggers)]
        whole: Masked[Payload] = mask(
            self.scene.plain, line.span, [*phrases, *(m for m in marks if not any(p[0].holds(m[0]) for p in phrases))]
        )
        verbs = tuple((m, self.triggers.verbs[m.group()]) for m in self.triggers.verb.finditer(whole.text))
        passage = Passage(self.scene, line, whole, self.drafts[self.section :], verbs)
        Nouns(passage).read()
        Talks(passage, self.triggers).read()
        Deeds(passage, self.triggers).read()
        Sessions(passage, self.clock).read()
        Stays(passage).read()
        Agendas(passage).read()
        self.drafts += passage.drafts
        self.days.read(passage)
        for draft in passage.drafts:
            self._where(passage, draft)

    def _marks(self, line: Line) -> list[tuple[Span, str, Payload]]:
        marks: list[tuple[Span, str, Payload]] = [
            (a.span, _AGENTS[a.things[0].kind], a) for a in with_objects(self.scene, line)
        ]
        marks += [(n.span, "T", n) for n in self.treaties.named.get(line.number, [])]
        for m in line.mentions:
            if m.kind == "name" and self.triggers.phrase.fullmatch(m.text):
                continue  # "Signing Ceremony" names the event as "signing ceremony" does
            if m.kind in _SORTS or m.kind in PLACES:
                where = m.kind == "state" and _LOCATIVE.search(self.scene.plain, line.span.start, m.span.start)
                marks.append((m.span, "L" if where or m.kind in PLACES else _SORTS[m.kind], m))
        marks += [(d.span, "D", d) for d in line.dates]
        return marks

    @staticmethod
    def _where(passage: Passage, draft: Draft) -> None:
        """The first place after the words of an event, within their clause."""
        if draft.things("place") or draft.kind in {"visit", "arrival", "departure"}:
            return
        start = passage.whole.index(draft.words.start)
        found = _AT.search(passage.text, start, start + _REACH)
        if found and not _AWAY.search(passage.text, start, found.start()):
            place = passage.whole.payloads[found.start("place")]
            if isinstance(place, Mention) and place.kind in PLACES:
                passage.locate(draft, found.start("place"))

    def _identify(self) -> None:
        """An event's id is the place of its words; where several share them, the first partner's place tells them
        apart."""
        taken: set[str] = set()
        for draft in self.drafts:
            draft.id = f"event@{draft.words.start}"
            for thing in sorted(draft.partners, key=_id_of):
                if draft.id not in taken:
                    break
                draft.id = f"event@{draft.words.start}-{thing.id.partition('@')[2]}"
            while draft.id in taken:
                draft.id += f"-{draft.kind}"
            taken.add(draft.id)


def _id_of(thing: Thing) -> str:
    return thing.id
