"""What stands around a phrase that names an event: who held it, with whom, hosted or chaired by whom, who spoke at it.

In: a phrase in its passage and the verb that governs it. Out: agents by what they have to do with it, and its kind.
Never: a draft; whether one comes of it is for :mod:`.nouns` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..model import Mention
from ..text.mask import grammar
from .passage import LIST, Passage, Phrase, heads, is_person
from .recall import others, theirs
from .scene import Agent, Scene
from .treaties import Named

_WITH = grammar(
    rf"(?:,? (?:today|there|here|then|separately|\w+ly|on <D>|<D>|(?:in|at) (?:the )?<L>(?:, <LS>)?"
    rf"|on [a-z ]{{3,40}}),?)"
    rf"{{0,3}}(?:, which [^,;.]{{3,60}})?,? (?P<prep>with the participation of|with|between|from|involving"
    rf"|together with|alongside|among|of|on|to) (?:both )?(?P<agents>{LIST})"
)
_BY = grammar(
    r"(?P<verb>hosted|co-hosted|given|offered|tendered|organi[sz]ed|convened|chaired|co-chaired"
    r"|presided over|led|attended"
    r"|addressed|opened|joined)(?: on (?:the|his|her) \w+ side| jointly| together| also| this month)?"
    rf" by (?P<agents>{LIST})"
)
_ATTENDED = grammar(
    r" (?:was|were) (?:also )?attended(?: on the (?:\w+|<N>|<SO>'s) side| also)* by "
    r"(?P<crowd>.*?)(?=,? (?:who|which|where|after|before|during|while|when)\b|$)"
)
_ROW = grammar(r"(?:,? ?(?:and |as well as )?(?:an? |the )?<E>)+")
_AS_CHAIR = grammar(
    rf" (?:with|under) (?P<agents>{LIST})[^;.]{{0,50}}?,? (?:as (?:its |the )?(?:president|chair\w*|<H>)|in the chair)"
)
_WHICH_CHAIRED = grammar(rf"[^;.]{{0,60}}?, which (?P<agents>{LIST}) (?:jointly |co-)?chaired\b")
_OF_BODY = grammar(r",? (?:of|by) (?:the |its )?(?P<agents><O>)")
_CIRCUMSTANCE = re.compile(
    r"(?:^|[\s,(])(?P<prep>[Aa]t|[Dd]uring|[Aa]fter|[Ff]ollowing|[Ii]n|[Aa]ddressing|[Oo]pening|[Cc]hairing"
    r"|[Ss]peaking (?:at|during|to)|[Tt]old|[Oo]n the (?:sidelines|margins) of) "
    r"(?:the (?:end|close|start|conclusion) of )?"
    r"(?:(?:an?|the) (?:\w+ )?(?:day|week|round|series|hour) of |[a-z]+ (?:days?|rounds|hours) of )?$"
)
_AFTERWARDS = frozenset({"after", "following", "on the sidelines of", "on the margins of"})
_FRONTED = grammar(rf"[^;]{{0,90}}?, (?:the )?(?P<agents>{LIST})(?!'s| (?:is|was|has been) (?:expected|due)) ")
_OPENING = 12
_FOR = re.compile(r" for $")
_FAR = 60
_JOURNEYS = frozenset({"arrival", "departure", "visit"})
_SAYS = re.compile(
    r"\b(?:said|told|stressed|stated|noted|called|urged|announced|declared|spoke|spoken|warned|expressed"
    r"|emphasi[sz]ed|agreed"
    r"|pledged|affirmed|reaffirmed|underlined|described|discussed|concluded|reached|decided|answered"
    r"|confirmed|vowed|exchanged"
    r"|reviewed|sat|met|signed|put|issued|adopted|unveiled|launched|witnessed|presented|welcomed|thanked|praised)\b"
)
_MOVES = re.compile(r"\b(?:travel|travel(?:s|led|ed)|leaves?|left|returned|arrived|flew|departed)\b")
_HAPPENS = grammar(
    r"(?:[^,;\ue009]{0,80}?|[^,;\ue009]{0,40}, which )\b(?:held|takes? place|took place|taking place"
    r"|opened|opens|convened"
    r"|closed|ended|begins|began|concluded|met|set for|scheduled for|to be convened|be convened)\b[^;\ue009]{0,60}<D>"
)
_JOINT = re.compile(r"[^;]{0,20}\b(?:between|of|among) ")
_PREPOSITIONS = {
    "of": frozenset({"summit", "meeting", "talks"}),
    "on": frozenset({"courtesy call", "call"}),
    "to": frozenset({"courtesy call", "visit"}),
    "from": frozenset({"courtesy call", "call", "phone call", "telephone call"}),
}
"""Nouns after which these prepositions tell the other side."""

SUMMITS = frozenset({"summit", "summit meeting", "summit talks"})
TALKS = frozenset({"bilateral-meeting", "call"})
GATHERINGS = frozenset({"ceremony", "multilateral-meeting"})
_SESSION = frozenset({"session", "sessions", "meeting", "meetings"})
_MANY = frozenset(
    "annual special plenary ministerial regular trilateral emergency extraordinary inaugural".split()
)  # a meeting so called is one of many


@dataclass(frozen=True, slots=True)
class Verb:
    """The verb that governs a phrase: where it stands and its group ("hold", "host")."""

    at: int
    group: str


@dataclass(slots=True)
class Occasion:
    """A phrase at a place; ``high`` is where the next phrase begins, or the end."""

    passage: Passage
    at: int
    high: int
    phrase: Phrase
    verb: Verb | None
    subjects: list[Agent] = field(default_factory=list)
    partners: list[Agent] = field(default_factory=list)
    present: list[Agent] = field(default_factory=list)
    chairs: list[Agent] = field(default_factory=list)
    crowd: list[Agent] = field(default_factory=list)
    by: re.Match[str] | None = None
    errand: bool = False
    body: Agent | None = None

    def __post_init__(self) -> None:
        text, start = self.passage.text, self.at + 1
        self.subjects = self.passage.subject(self.verb.at) if self.verb else []
        self.partners = self._partners() or theirs(self.passage, self.phrase, self.at)
        row = _ROW.match(text, start)
        self.by = _BY.search(text, start, self.high) or (_BY.match(text, row.end() + 1) if row else None)
        for pattern in (_AS_CHAIR, _WHICH_CHAIRED):
            self.chairs += self.passage.agents(pattern.match(text, start, self.high))
        self.crowd = self._crowd()
        self.present = [] if self.verb else self._errand() or self._present()
        self.body = self._body()
        if not self.partners:
            self.partners = others(self.passage, self.phrase, self.at, self.high, [*self.subjects, *self.present])

    @property
    def kind(self) -> str:
        """The type of event: a meeting "of" a body, an annual one, or one of three is multilateral."""
        phrase = self.phrase
        if phrase.noun in SUMMITS and self._two():
            return "bilateral-meeting"
        if phrase.kind != "bilateral-meeting" or phrase.noun not in {"meeting", "meetings", "talks"}:
            return phrase.kind
        ordinal = any(w[:1].isdigit() for w in phrase.mods)
        sits = bool(_OF_BODY.match(self.passage.text, self.at + 1)) or any(self._bodies())
        joint = _JOINT.match(self.passage.text, self.at + 1, self.at + 40)
        many = joint and phrase.noun != "meetings" and (heads(self.partners) > 2 or "of" in joint.group())
        if sits or ((phrase.mods & _MANY or ordinal) and not self.partners) or (many and self.partners):
            return "multilateral-meeting"
        return phrase.kind

    def _two(self) -> bool:
        """Whether it is the summit of one person with another."""
        both = [*self.subjects, *self.present, *self.partners]
        return bool(self.partners) and heads(both) == 2 and all(is_person(a) for a in both)

    @property
    def apart(self) -> bool:
        """Whether the partners are those of several talks ("with A and B") and not each other's ("between A and B")."""
        match = _WITH.match(self.passage.text, self.at + 1, self.high)
        joint = match is not None and match["prep"] in {"between", "of", "among", "with the participation of"}
        return self.phrase.kind in TALKS and not joint and len({a.span for a in self.partners}) > 1

    def counts(self, known: bool) -> bool:
        """Whether an event is told: talks need two sides, a gathering someone or a day; what is known needs nothing."""
        if known:
            return True
        if not (self.subjects or self.partners or self.by or self.crowd or self.chairs or self.present or self.body):
            return self._stands_alone()
        if self.phrase.kind in TALKS and self.kind != "multilateral-meeting":
            here = [*self.subjects, *self.present, *self.passage.agents(self.by)]
            return heads([*here, *self.partners]) > 1 and bool(here or not self.apart)
        bare = self.phrase.kind == "multilateral-meeting" and self.phrase.definite and self.present
        return not (bare and heads(self.present) < 2)

    def _stands_alone(self) -> bool:
        """A ceremony or conference of which only the day is told."""
        named = bool(self.phrase.mods or self.phrase.inside)
        return self.kind in GATHERINGS and named and bool(_HAPPENS.match(self.passage.text, self.at + 1))

    def _partners(self) -> list[Agent]:
        """Those after "with" and "between"; after "of" only where it cannot say of what the meeting is."""
        match = _WITH.match(self.passage.text, self.at + 1, self.high)
        if not match or self.phrase.noun not in _PREPOSITIONS.get(match["prep"], {self.phrase.noun}):
            return []
        return self.passage.agents(match)

    def _errand(self) -> list[Agent]:
        """Who travels "for talks with" the other side: the subject of the journey."""
        two = self.phrase.kind in TALKS or self.phrase.noun in SUMMITS
        if not two or not self.partners or not _FOR.search(self.passage.text, 0, self.at):
            return []
        journeys = [m for m, g in self.passage.verbs if g.partition(".")[0] in _JOURNEYS and m.end() <= self.at]
        if not journeys or self.at - journeys[-1].end() > _FAR:
            return []
        self.errand = True
        return self.passage.people(journeys[-1].start())

    def _present(self) -> list[Agent]:
        """Who says or does something at it or after it: "At a press conference, she said", "agreed after talks"."""
        text, kind = self.passage.text, self.phrase.kind
        before = _CIRCUMSTANCE.search(text, 0, self.at)
        if not before:
            return []
        after = before["prep"].lower() in _AFTERWARDS
        if after and kind not in TALKS and kind != "multilateral-meeting":
            return []
        front = _FRONTED.match(text, self.at + 1) if before.start() < _OPENING else None
        found = self.passage.agents(front)
        told = _SAYS.search(text, max(0, before.start() - 200), before.end())
        left = kind in TALKS and after and _MOVES.search(text, max(0, before.start() - 200), before.end())
        if not front and (told or left):
            found = self.passage.subject(before.start() + 1)
        if after and kind == "multilateral-meeting" and heads(found) < 3:
            return []
        return [a for a in found if is_person(a) or kind in TALKS]

    def _crowd(self) -> list[Agent]:
        """All who are named after "attended on the Swedish side by", over commas and semicolons."""
        found = _ATTENDED.match(self.passage.text, self.at + 1, self.high)
        return (
            [
                agent
                for i in range(*found.span("crowd"))
                if (agent := self.passage.agent(i)) and is_person(agent) and agent.naming
            ]
            if found
            else []
        )

    def _bodies(self) -> list[Agent]:
        return [agent for inside in self.phrase.inside if (agent := _body(self.passage.scene, inside))]

    def _body(self) -> Agent | None:
        """The body whose session it is."""
        if self.phrase.noun not in _SESSION:
            return None
        of = self.passage.agents(_OF_BODY.match(self.passage.text, self.at + 1, self.high))
        return next(iter([*self._bodies(), *of]), None)


def _body(scene: Scene, inside: Mention | Named | Agent) -> Agent | None:
    """The body that a name among the words of a phrase stands for."""
    if isinstance(inside, Agent):
        return inside if inside.things[0].kind == "organization" else None
    if isinstance(inside, Mention) and inside.kind == "organization" and inside in scene.meant:
        return Agent(inside.span, (scene.meant[inside],), inside.naming)
    return None
