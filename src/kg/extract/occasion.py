"""What stands around a phrase that names an event: who held it, with whom, hosted or chaired by whom, who spoke at it.

In: a phrase in its passage and the verb that governs it. Out: agents by what they have to do with it, and its kind.
Never: a draft; whether one comes of it is for :mod:`.nouns` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..model import Mention
from ..text.mask import grammar
from .cast import Thing
from .passage import LIST, Passage, Phrase, heads, is_person
from .scene import Agent, Scene
from .treaties import Named

_WITH = grammar(
    rf"(?:,? (?:today|there|here|then|separately|\w+ly|on <D>|<D>|(?:in|at) (?:the )?<L>(?:, <LS>)?"
    rf"|on [a-z ]{{3,40}}),?)"
    rf"{{0,3}},? (?P<prep>with|between|involving|together with|alongside|among|of|on|to) (?:both )?(?P<agents>{LIST})"
)
_BY = grammar(
    r"(?P<verb>hosted|co-hosted|given|offered|tendered|organi[sz]ed|convened|chaired|co-chaired"
    r"|presided over|led|attended"
    r"|addressed|opened|joined)(?: on (?:the|his|her) \w+ side| jointly| together| also| this month)?"
    rf" by (?P<agents>{LIST})"
)
_ROW = grammar(r"(?:,? ?(?:and |as well as )?(?:an? |the )?<E>)+")
_AS_CHAIR = grammar(
    rf" (?:with|under) (?P<agents>{LIST})[^;.]{{0,50}}?,? (?:as (?:its |the )?(?:president|chair\w*|<H>)|in the chair)"
)
_WHICH_CHAIRED = grammar(rf"[^;.]{{0,60}}?, which (?P<agents>{LIST}) (?:jointly |co-)?chaired\b")
_COMPANION = re.compile(
    r"[^;.]{0,30}?\b(?:with|for|in honou?r of|to honou?r) "
    r"(?P<words>(?:his|her) (?:host|guest|counterpart|visitor))\b(?! \ue008)"
)
_JUST_BEFORE = 3
"""Sentences between talks and the joint press conference after them, at most."""
_OF_BODY = grammar(r",? (?:of|by) (?:the |its )?(?P<agents><O>)")
_CIRCUMSTANCE = re.compile(
    r"(?:^|[\s,(])(?P<prep>[Aa]t|[Dd]uring|[Aa]fter|[Ff]ollowing|[Ii]n|[Aa]ddressing|[Oo]pening|[Cc]hairing"
    r"|[Ss]peaking (?:at|during|to)|[Tt]old|[Oo]n the (?:sidelines|margins) of) "
    r"(?:(?:a|the) (?:day|week|round|series) of |[a-z]+ days? of )?$"
)
_AFTERWARDS = frozenset({"after", "following", "on the sidelines of", "on the margins of"})
_FRONTED = grammar(rf"[^;]{{0,90}}?, (?:the )?(?P<agents>{LIST})(?!'s| (?:is|was|has been) (?:expected|due)) ")
_OPENING = 12
_SAYS = re.compile(
    r"\b(?:said|told|stressed|stated|noted|called|urged|announced|declared|spoke|spoken|warned|expressed"
    r"|emphasi[sz]ed|agreed"
    r"|pledged|affirmed|reaffirmed|underlined|described|discussed|concluded|reached|decided|answered"
    r"|confirmed|vowed|exchanged"
    r"|reviewed|sat|met|presented|welcomed|thanked|praised)\b"
)
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
}
"""Nouns after which these prepositions tell the other side."""

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
    by: re.Match[str] | None = None
    body: Agent | None = None

    def __post_init__(self) -> None:
        text, start = self.passage.text, self.at + 1
        self.subjects = self.passage.subject(self.verb.at) if self.verb else []
        self.partners = self._partners() or self._theirs()
        row = _ROW.match(text, start)
        self.by = _BY.search(text, start, self.high) or (_BY.match(text, row.end() + 1) if row else None)
        for pattern in (_AS_CHAIR, _WHICH_CHAIRED):
            self.chairs += self.passage.agents(pattern.match(text, start, self.high))
        self.present = [] if self.verb else self._present()
        self.body = self._body()
        self.partners = self.partners or self._companion() or self._jointly()

    @property
    def kind(self) -> str:
        """The type of event: a meeting "of" a body, an annual one, or one of three is multilateral."""
        phrase = self.phrase
        if phrase.kind != "bilateral-meeting" or phrase.noun not in {"meeting", "meetings", "talks"}:
            return phrase.kind
        ordinal = any(w[:1].isdigit() for w in phrase.mods)
        sits = bool(_OF_BODY.match(self.passage.text, self.at + 1)) or any(self._bodies())
        joint = _JOINT.match(self.passage.text, self.at + 1, self.at + 40)
        many = joint and phrase.noun != "meetings" and (heads(self.partners) > 2 or "of" in joint.group())
        if sits or ((phrase.mods & _MANY or ordinal) and not self.partners) or (many and self.partners):
            return "multilateral-meeting"
        return phrase.kind

    def counts(self, known: bool) -> bool:
        """Whether an event is told: talks need two sides, a gathering someone or a day; what is known needs nothing."""
        if known:
            return True
        if not (self.subjects or self.partners or self.by or self.chairs or self.present or self.body):
            return self._stands_alone()
        if self.phrase.kind in TALKS and self.kind != "multilateral-meeting":
            return heads([*self.subjects, *self.partners, *self.present, *self.passage.agents(self.by)]) > 1
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

    def _theirs(self) -> list[Agent]:
        """ "their meeting in Lima last May": of the two who were told of last."""
        plain, span = self.passage.scene.plain, self.phrase.span
        if self.phrase.kind not in TALKS or not plain.startswith("their ", span.start):
            return []
        pairs = (sorted(d.partners, key=id_of) for d in reversed(self.passage.told) if len(d.partners) == 2)
        return [Agent(span, (thing,), naming=False) for thing in next(pairs, [])]

    def _companion(self) -> list[Agent]:
        """ "with his host", "in honour of her guest": the other one of the last event that the subject took part in."""
        match = _COMPANION.match(self.passage.text, self.at + 1, self.high)
        here = {thing for agent in (*self.subjects, *self.present) for thing in agent.things}
        if not match or len(here) != 1:
            return []
        for draft in reversed(self.passage.told):
            others = sorted(draft.partners - here, key=id_of)
            if here & draft.partners and len(others) == 1 and others[0].kind == "person":
                span = self.passage.whole.span(match, "words")
                return [Agent(span, (others[0],), naming=False)]
        return []

    def _jointly(self) -> list[Agent]:
        """ "told a joint press conference": with those whom the speaker had met just before."""
        here = {thing for agent in (*self.subjects, *self.present) for thing in agent.things}
        if self.phrase.kind != "press-event" or "joint" not in self.phrase.mods or len(here) != 1:
            return []
        for draft in reversed(self.passage.told):
            if draft.kind in {*TALKS, "multilateral-meeting"} and self.passage.line.number - draft.line <= _JUST_BEFORE:
                others = sorted(draft.partners - here, key=id_of)
                if here & draft.partners and others and all(t.kind == "person" for t in others):
                    return [Agent(self.phrase.span, (thing,), naming=False) for thing in others]
        return []

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
        if not front and _SAYS.search(text, max(0, before.start() - 200), before.end()):
            found = self.passage.subject(before.start() + 1)
        if after and kind == "multilateral-meeting" and heads(found) < 3:
            return []
        return [a for a in found if is_person(a) or kind in TALKS]

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


def id_of(thing: Thing) -> str:
    """The id of a thing, to sort by."""
    return thing.id
