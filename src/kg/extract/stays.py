"""Reads visits: comings, goings and the stay between them.

In: a passage. Out: drafts of visits, arrivals and departures. Never: a visit without a visitor, or one to where
somebody only sent word.
"""

from __future__ import annotations

import re

from ..model import Literal, Mention
from ..text.mask import grammar
from .drafts import Draft
from .mood import of_phrase, status
from .passage import Passage, is_person
from .scene import Agent

_WHERE = (
    r"(?:the )?(?P<where><LS>(?:(?:, (?:the )?<LS>)*,? (?:and|then|on to) (?:to )?(?:the )?<LS>|(?:, (?:the )?<LS>))?)"
)
_THERE = grammar(
    rf" (?:back |on |again |today |<D> )?(?:in |to |into |at |for )?(?:the )?(?:[a-z]+ (?:city|capital|town"
    rf"|port|resort|island) of )?{_WHERE}(?!'s)"
)
_STAY = grammar(
    rf"(?:(?P<kind>state|official|working|private|historic|pastoral|\w+-day)[ -](?:state |official "
    rf"|working )?)?(?P<noun><E>|visit|trip|stay)"
    rf"(?: of \w+ (?:days?|weeks?))? (?:here |there )?(?P<prep>to|in) {_WHERE}"
)
_DELEGATION = grammar(
    rf"\b(?:led|lead|leads|leading|headed|heading) (?:an?|the|his"
    rf"|her) (?:[\w-]+ ){{0,4}}delegation (?:on a visit )?(?:to|in) {_WHERE}"
)
_OWNER = re.compile(r"(?P<owner>[\ue008])'s? (?:\S+ ){0,4}$")
_HIS = re.compile(r"\b(?:[Hh]is|[Hh]er) (?:\S+ ){0,4}$")
_HOME = re.compile(r"\b(?:home|back)\b")
_KINDS = frozenset({"state", "official", "working", "private"})
_STAY_NOUNS = frozenset({"visit", "trip", "stay", "tour", "journey"})


class Stays:
    """The frames of visits, for one passage."""

    def __init__(self, passage: Passage) -> None:
        self.passage, self.text, self.scene = passage, passage.text, passage.scene

    def read(self) -> None:
        """Reads nouns first, then verbs: a verb and a noun of one sentence tell one stay."""
        for match in _STAY.finditer(self.text):
            self._noun(match)
        for match in _DELEGATION.finditer(self.text):
            people = self.passage.people(match.start())
            if people and (how := status(self.text[: match.start()], "")):
                self._stay(match, self._places(match)[0], people, how)
        for match, group in self.passage.verbs:
            kind, dot, frame = group.partition(".")
            how = status(self.text[: match.start()], "") if dot and frame in {"arrive", "depart", "go"} else None
            if how and self.passage.is_verb(match.start()):
                self._verb(match, kind, frame, how)

    def _noun(self, match: re.Match[str]) -> None:
        phrase = self.passage.whole.payloads.get(match.start("noun"))
        if (phrase is not None and getattr(phrase, "kind", "") != "visit") or self.passage.in_quotes(match.start()):
            return
        people = self._visitors(match.start())
        how = of_phrase(self.text, match.start(), match.end() - 1) or "Held"
        mods: frozenset[str] = getattr(phrase, "mods", frozenset())
        for at in self._places(match) if people else ():
            draft = self._stay(match, at, people, how)
            kind = match["kind"] or next((m for m in mods if m in _KINDS), "")
            if kind in _KINDS:
                draft.tell(self.scene, "visitKind", Literal(kind), draft.words)

    def _visitors(self, at: int) -> list[Agent]:
        """Whose visit it is: the possessor, else the subject of the sentence."""
        if own := _OWNER.search(self.text, 0, at):
            agent = self.passage.agent(own.start("owner"))
            return [agent] if agent and is_person(agent) else []
        return self.passage.people(at)

    def _verb(self, match: re.Match[str], kind: str, frame: str, how: str) -> None:
        people = self.passage.people(match.start())
        found = _THERE.match(self.text, match.end())
        if not people or not found or _HOME.search(found.group()):
            return
        for at in self._places(found):
            place = self.passage.whole.payloads.get(at)
            if not isinstance(place, Mention):
                continue
            if place.kind not in {"state", "city"}:
                if match.group().startswith(("visit", "tour")):
                    self._site(match, at, people, how)
                continue
            stay = self._stay(match, at, people, how)
            if kind in {"arrival", "departure"}:
                stay.ends = kind == "departure"
                self._leg(match, kind, at, people, stay)

    def _site(self, match: re.Match[str], at: int, people: list[Agent], how: str) -> None:
        """A visit to a site is an engagement and no stay."""
        draft = self.passage.tell("engagement", self.passage.whole.span(match), "visited", 0.85, noun="visited")
        draft.status = how
        for agent in people:
            draft.agent(self.scene, "participant", agent)
        self.passage.locate(draft, at)

    def _leg(self, match: re.Match[str], kind: str, at: int, people: list[Agent], stay: Draft) -> None:
        leg = self.passage.tell(kind, self.passage.whole.span(match), kind, 0.92, noun=kind)
        leg.status, leg.part_of = stay.status, stay
        for agent in people:
            leg.agent(self.scene, "participant", agent)
        self.passage.locate(leg, at)

    def _places(self, match: re.Match[str]) -> list[int]:
        """The places of a list; after a comma alone the second is where the first lies ("Geneva, Switzerland")."""
        start, end = match.span("where")
        places = [i for i in range(start, end) if isinstance(self.passage.whole.payloads.get(i), Mention)]
        return places if re.search(r" (?:and|then|on to) ", self.text[start:end]) else places[:1]

    def _stay(self, match: re.Match[str], at: int, people: list[Agent], how: str) -> Draft:
        draft = self.passage.tell("visit", self.passage.whole.span(match), "visit", 0.85, noun="visit")
        draft.status = how
        for agent in people:
            draft.agent(self.scene, "visitor", agent)
        self.passage.locate(draft, at)
        return draft
