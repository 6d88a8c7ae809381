"""One masked sentence and how those who act stand in it: lists, subjects and objects.

In: a line of a scene, its words masked. Out: the agents at a place of it, and drafts of the events told in it. Never: a
subject across a clause that has one of its own.

P person, O organization, S state, L place, T treaty, D date, E words that name an event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..model import Mention, Span
from ..text.dates import When
from ..text.mask import Masked, grammar
from .drafts import Draft
from .scene import Agent, Line, Scene
from .treaties import Named

_OTHER = "[^,;.()\ue007-\ue009]"
_APPOSITION = rf"(?:, (?:an?|the|his|her|its) {_OTHER}{{3,90}}(?=,))?"
_STANDING = (
    r"(?:(?:(?:former|acting|outgoing|incoming|new"
    r"|newly[- ](?:appointed|elected)|then|current|\d+(?:st|nd|rd|th)) ){1,2}"
    r"|(?:His|Her) (?:Majesty|Excellency|(?:Royal )?Highness|Holiness|Eminence|Honou?r) |H\.(?:E|H|R\.H|M)\.,? "
    r"|<SNO>(?:'s)? (?:chief|boss|head|leader|envoy|president|premier|minister) (?=<P>))?"
)
_LEAD = (
    r"(?:(?:[Tt]he |former |acting |new )*(?:<H> of (?:the )?<SLON>(?:(?:,|,? and) (?:the )?<SLON>)+"
    r"|<SN>(?:, <SN>)*,? and <SN> <H>), )?"
)
_ACTS, _STATE = "<PO>", r"<S>(?!'s?\b|-<S>)"
_ONE, _ONE_STATE, _ANY, _MEMBER = (
    rf"(?:the |visiting |both |his |her |their )?{_STANDING}(?:(?:Mrs?|Ms"
    rf"|Dr)\.? )?{who}(?: of (?:the )?<SLO>)?(?: \([^)]{{1,40}}\))?{_APPOSITION}"
    for who in (_ACTS, _STATE, rf"(?:{_ACTS}|{_STATE})", rf"(?P<who>{_ACTS}|{_STATE})")
)
_PREPOSITIONS = "with|between|another with|one with"
_JOIN = (
    r"(?:,? and|,? as well as|,? along with|,? together with|;(?: and)?|/)(?:,? (?:also|then|later|separately),?)?"
    rf"(?:,? before that,?)?(?: (?:{_PREPOSITIONS}))?"
)
_UNKNOWN = r"(?:the )?(?:(?:<N> )?(?:<H> )?<C>|<N> <H>)(?! <CHP>)"
_LAST = rf"(?:{_ANY}|{_UNKNOWN}(?=[,.;]| and ))"
_PEOPLE = rf"{_LEAD}{_ONE}(?:(?:[,;] (?:(?:{_PREPOSITIONS}) )?(?:{_ONE}|{_UNKNOWN}))*{_JOIN} {_LAST})*"
_STATES = rf"{_ONE_STATE}(?:(?:[,;] {_ONE_STATE})*{_JOIN} (?:{_ONE_STATE}|(?:the )?<O>))*"
LIST = rf"(?:{_PEOPLE}|{_STATES})"
"""Those who act, one or several; commas join only where a conjunction follows, and never a person to a state."""

_LIST = grammar(LIST)
_MEMBERS = grammar(_MEMBER)
_LEADS = grammar(_LEAD)
_WHO = grammar(r"^,? who (?:(?:(?:on |in |early |late )?<D>,?|last|had|has|have|also|then|later|earlier|\w+ly) )*$")
_POSSESSOR = re.compile(r"^(?:'s|')(?= )")
_OPENS = grammar(
    r"(?:^|[.,;:\"(] ?|[-\u2013\u2014]+ |\b(?:and|but|where|when|while|as|that|after|before|because|which"
    r"|until|once|said|says|then|both|also|earlier|later|ago) )(?:[Tt]he |both |visiting )?$"
)
_GOVERNED = grammar(
    r"\b(?:of|by|with|for|to|between|from|against|at|on|in|including|than|under|about|over|into|via"
    r"|among) (?:the |both |his |her )?$"
)
_LIES_IN = grammar(r"<L>, (?:the )?<S>$")
_OWN_SUBJECT = re.compile(
    r"(?:^|\W)(?:(?:the|these|those|their|his|her|its|some|many|most|several|all|no"
    r"|other) [a-z-]+(?: [a-z-]+)?|it|which|that|and [a-z]+s),? $"
)
_NARRATOR = grammar(r"\b(?:and|but) (?:<C>|I|we) (?:was|were|am|are|had|have|will) ")
_FRONTED = re.compile(r"(?:^|; )(?:By|In|After|Before|While|When|On|Upon|Following|Since|Besides) [^,;]*$")
_AFTER_COMMA = grammar(rf"[^;]*?, (?:the )?(?P<agents>{LIST})(?!'s)")
_NOUN_BEFORE = re.compile(
    r"\b(?:the|a|an|as|his|her|its|their|of|no|joint|official|(?:the|a|his|her|its|their|this) (?:first|second)) $"
)
_COMPANY = re.compile(r"^,? (?:and|with) (?:his|her|their) \w+")
_BULLET = re.compile(r"(?:[-\u2013\u2014\u2022*\u00b7]|\(?[\da-z]{1,2}[.)]) ")
_MODIFIES = re.compile(
    r" (?:staff|officials?|leaders?|members?|diplomats?|envoys?|employees|personnel|troops|experts|citizens"
    r"|students|ministers?|ambassadors?|lawmakers|team|community|media|press)\b"
)
_QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name an event; ``inside`` are the mentions among them."""

    span: Span
    kind: str
    noun: str
    mods: frozenset[str]
    definite: bool
    plural: bool
    inside: tuple[Mention | Named | Agent, ...]


Payload = Agent | Mention | When | Named | Phrase


@dataclass(slots=True)
class Passage:
    """A sentence while its events are read.

    ``told`` are the events of the story so far, ``drafts`` those of this sentence; ``verbs`` are its verbs of events,
    each with its group; ``windows`` bound where the day of a draft may stand.
    """

    scene: Scene
    line: Line
    whole: Masked[Payload]
    told: list[Draft]
    verbs: tuple[tuple[re.Match[str], str], ...] = ()
    drafts: list[Draft] = field(default_factory=list)
    windows: dict[Draft, tuple[int, int]] = field(default_factory=dict)
    quoted: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.quoted = [m.span() for m in _QUOTED.finditer(self.text)]

    @property
    def text(self) -> str:
        return self.whole.text

    def in_quotes(self, at: int) -> bool:
        """Whether a place is inside quotation marks, where nothing is told."""
        return any(start < at < end for start, end in self.quoted)

    def agent(self, at: int) -> Agent | None:
        """Who stands at a place: a person, or a body or state that acts."""
        payload = self.whole.payloads.get(at)
        if isinstance(payload, Agent):
            return payload
        if isinstance(payload, Mention) and payload.kind in {"state", "organization"} and payload in self.scene.meant:
            return Agent(payload.span, (self.scene.meant[payload],), payload.naming)
        return None

    def listed(self, start: int, end: int) -> list[tuple[int, Agent]]:
        """The members of a list with their places; what qualifies a member ("of Norway", "(Chad)") is none."""
        members: list[tuple[int, Agent]] = []
        lead = _LEADS.match(self.text, start, end)
        for match in _MEMBERS.finditer(self.text, lead.end() if lead else start, end):
            agent = self.agent(match.start("who"))
            if self.text.startswith("'s ", match.end("who")):
                continue
            if agent and (is_person(agent) or not _MODIFIES.match(self.text, match.end("who"))):
                members.append((match.start("who"), agent))
        return members

    def agents(self, match: re.Match[str] | None, group: str = "agents") -> list[Agent]:
        """Who is listed in a group of a match."""
        if match is None or match[group] is None:
            return []
        return [agent for _, agent in self.listed(*match.span(group))]

    def bullets(self) -> list[Agent]:
        """The first person of each line of a list that follows the sentence."""
        found: list[Agent] = []
        for line in self.scene.lines[self.line.number + 1 :]:
            if not _BULLET.match(self.scene.plain, line.span.start):
                break
            found += [a for a in line.agents if is_person(a) and a.naming][:1]
        return found

    def subject(self, verb: int) -> list[Agent]:
        """Who does what the verb at a place says: the nearest list that opens a clause and is no possessor."""
        if self.text[verb : verb + 30].split(" ")[0].endswith("ing") and _FRONTED.search(self.text[:verb]):
            return self.agents(_AFTER_COMMA.match(self.text, verb))
        opening = max(self.text.rfind(mark, 0, verb) for mark in (";", '" ')) + 1
        lists = list(_LIST.finditer(self.text, opening, verb))
        for match in reversed(lists):
            gap = self.text[match.end() : verb]
            if _NARRATOR.search(gap):
                return []
            if _WHO.match(gap):
                person = self._who(lists[: lists.index(match) + 1])
                return [person] if person else []
            if _POSSESSOR.match(gap) or self._governed(match, opening):
                continue
            if _OPENS.search(self.text[opening : match.start()]) or match is lists[0]:
                return [] if _OWN_SUBJECT.search(gap) and not _COMPANY.match(gap) else self.agents_of(match)
        return []

    def _who(self, lists: list[re.Match[str]]) -> Agent | None:
        """Who is meant by "who": the person named last before it, past the body that their office is of."""
        people = [agent for match in lists[-2:] for agent in self.agents_of(match) if is_person(agent)]
        return people[-1] if people else next(iter(self.agents_of(lists[-1])[-1:]), None)

    def _governed(self, match: re.Match[str], opening: int) -> bool:
        """Whether a preposition governs a list, or it says where a place lies ("in Bergen, Norway")."""
        wider = _LIES_IN.search(self.text, opening, match.start() + 1)
        return bool(wider or _GOVERNED.search(self.text, opening, match.start()))

    def agents_of(self, match: re.Match[str]) -> list[Agent]:
        """Who is listed in a whole match."""
        return [agent for _, agent in self.listed(*match.span())]

    def is_verb(self, at: int) -> bool:
        """Whether the word at a place is a verb here and no noun ("as host of", "the visit")."""
        return not _NOUN_BEFORE.search(self.text, 0, at) and not self.in_quotes(at)

    def people(self, verb: int) -> list[Agent]:
        """The persons among the subjects of a verb."""
        return [a for a in self.subject(verb) if is_person(a)]

    def tell(
        self, kind: str, span: Span, rule: str, sure: float, phrase: Phrase | None = None, noun: str = ""
    ) -> Draft:
        """A new telling of an event."""
        draft = Draft(kind, span, self.line.number, f"{kind}-{rule}", noun)
        if phrase:
            draft.noun, draft.mods, draft.definite = phrase.noun, phrase.mods, phrase.definite
        draft.said.append(self.scene.evidence(span, draft.rule, sure))
        self.drafts.append(draft)
        self.told.append(draft)
        return draft

    def locate(self, draft: Draft, at: int) -> None:
        """The place at which an event was, if a place stands there."""
        place = self.whole.payloads.get(at)
        if isinstance(place, Mention) and place in self.scene.meant:
            draft.tell(self.scene, "place", self.scene.meant[place], place.span)


def is_person(agent: Agent) -> bool:
    """Whether the words stand for a person or several."""
    return agent.things[0].kind == "person"


def heads(agents: list[Agent]) -> int:
    """How many things a list stands for."""
    return len({thing for agent in agents for thing in agent.things})
