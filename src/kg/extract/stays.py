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
from .recall import id_of
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
    rf"|working )?)?(?P<noun><E>|<C>|visit|trip|stay)"
    rf"(?: of \w+ (?:days?|weeks?))? (?:here |there )?(?P<prep>to|in)"
    rf" (?:[^,.;]{{3,40}}? (?:countries|nations|states|cities)(?: of|:|,| -) )?{_WHERE}"
)
_STAY_OF = grammar(rf"(?P<noun><E>|<C>|visit|trip) (?P<prep>of|by|paid by) (?:the )?(?P<owner><P>) (?:to|in) {_WHERE}")
_OTHERS = grammar(r"(?<!<P>)(?<!<P>,) (?:who|that|which) (?:(?:are|is|were|was|have|has|had|been|\w+ly) )*$")
_DELEGATION = grammar(
    rf"\b(?:led|lead|leads|leading|headed|heading) (?:an?|the|his"
    rf"|her) (?:[\w-]+ ){{0,4}}delegation (?:on a visit )?(?:to|in) {_WHERE}"
)
_OWNER = re.compile(r"(?P<owner>[\ue008])'s? (?:\S+ ){0,4}$")
_HIS = re.compile(r"\b(?:[Hh]is|[Hh]er) (?:\S+ ){0,4}$")
_COMING = re.compile(
    r"\b(?:will|would|(?:is|are|was|were|due|set|scheduled|expected|plans?|planned|intends?) to)"
    r" (?:begin|start|pay|make|embark on|undertake|set off on|kick off|leave for|depart for)"
    r" (?:(?:an?|the|his|her) (?:\S+ ){0,3})?$"
)
_FROM_THERE = grammar(r"\b(?:left|leaving|departed|leaves) (?:from )?(?:the )?<LS>[^;.]{0,30}? and $")
"""Who left a place and arrived in another may have come home; that is no visit unless more is told of it."""
_HOME = re.compile(r"\b(?:home|back)\b")
_WHO = grammar(r"(?P<owner><P>),? who [^,;]*$")
_INVITED = grammar(
    r"\b(?:invited?|invites|inviting|invitation to|urged|asked) (?:\w+ )?(?P<owner><P>) (?:to|for) [^,;]*$"
)
_THANKED = grammar(r"(?P<owner><P>) (?:for|on) (?:(?:his|her) )?(?:[a-z]+ )?$")
_PAYS = grammar(
    r"(?P<owner><P>) (?:(?:will|is|was|has|had|also|then|be|been|to|recently|just|set|due|currently) )*"
    r"(?:paid|pays?|paying|made|makes?|making|beg[aiu]ns?|beginning|concluded|completed|started|on|ended|wrapped up) $"
)
_BOUND_FOR = grammar(
    r" (?:today |later )?(?:(?:[a-z]+ )?(?:<D>|today) )?for (?:(?:an?|the) (?:(?:\S+ ){0,4}?(?:visit|trip)|<E>) to )?"
    rf"{_WHERE}"
)
_EARLIER = grammar(
    r"[^;.\ue009]{0,40}?, (?:after|following) (?:the|his|her) (?:first|last|previous|earlier)(?: one)?"
    r"(?: (?:visit|trip))?,? (?:of|in|on) (?P<day><D>)"
)
_KINDS = frozenset({"state", "official", "working", "private"})
_CAPITAL = ("Visit", "Trip")
_DETERMINED = re.compile(r"[.;,]? ?(?:the|his|her|this) ", re.IGNORECASE)
_THE_STAY = grammar(
    r"(?:^|[.;,] )(?:(?:The|the|His|his|Her|her|This|this) (?:[a-z-]+ ){0,2}?)?(?P<noun><E>|visit|trip|stay)"
    r"(?:,? (?:which )?(?:will |is to |is )?(?:lasts?|lasted|takes? place|took place|(?:was |be )?(?:held|made|paid)))?"
    r" (?:from |on |for )?(?P<day><D>)"
)


class Stays:
    """The frames of visits, for one passage."""

    def __init__(self, passage: Passage) -> None:
        self.passage, self.text, self.scene = passage, passage.text, passage.scene

    def read(self) -> None:
        """Reads nouns first, then verbs: a verb and a noun of one sentence tell one stay."""
        for match in _STAY.finditer(self.text):
            self._noun(match)
        for match in _STAY_OF.finditer(self.text):
            self._noun(match)
        for match in _THE_STAY.finditer(self.text):
            self._dated(match)
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
        named = isinstance(phrase, Mention) and phrase.text.endswith(_CAPITAL)
        other = phrase is not None and not named and getattr(phrase, "kind", "") != "visit"
        if other or self.passage.in_quotes(match.start()):
            return
        whose = self.passage.agent(match.start("owner")) if "owner" in match.groupdict() else None
        people = [whose] if whose else self._visitors(match.start(), match.start("noun"))
        coming = _COMING.search(self.text, 0, match.start())
        how = "Planned" if coming else of_phrase(self.text, match.start(), match.end() - 1) or "Held"
        mods: frozenset[str] = getattr(phrase, "mods", frozenset())
        for at in self._places(match) if people else ():
            draft = self._stay(match, at, people, how)
            self._earlier(match, at, people, draft)
            words = phrase.text.lower().split() if isinstance(phrase, Mention) else sorted(mods)
            kind = match.groupdict().get("kind") or next((m for m in words if m in _KINDS), "")
            if kind in _KINDS:
                draft.tell(self.scene, "visitKind", Literal(kind), draft.words)

    def _dated(self, match: re.Match[str]) -> None:
        """ "The visit from 3 to 5 May was made": the days of the visit told of last."""
        phrase = self.passage.whole.payloads.get(match.start("noun"))
        known = next((d for d in reversed(self.passage.told) if d.kind == "visit" and d.partners), None)
        owned = _DETERMINED.match(self.scene.plain, self.passage.whole.start(match.start()))
        if known is None or not owned or (phrase is not None and getattr(phrase, "kind", "") != "visit"):
            return
        span = self.passage.whole.span(match, "noun")
        draft = self.passage.tell("visit", span, "again", 0.8, noun="visit")
        draft.status = known.status
        for thing in sorted(known.partners, key=id_of):
            draft.agent(self.scene, "visitor", Agent(span, (thing,), naming=False))
        self.passage.windows[draft] = (match.start("day") - 1, match.end())

    def _earlier(self, match: re.Match[str], at: int, people: list[Agent], later: Draft) -> None:
        """ "her second visit, following the first in 2019": a visit of its own, to the same place."""
        found = _EARLIER.match(self.text, match.end())
        if not found:
            return
        span = self.passage.whole.at(found.start() + found.group().index(", ") + 2, found.end())
        draft = self.passage.tell("visit", span, "before", 0.8, noun="visit")
        for agent in people:
            draft.agent(self.scene, "visitor", agent)
        self.passage.locate(draft, at)
        self.passage.windows[draft] = (found.start("day") - 1, found.end())
        self.passage.windows.setdefault(later, (match.start() - 1, found.start()))

    def _visitors(self, at: int, noun: int | None = None) -> list[Agent]:
        """Whose visit it is: the possessor, who is invited or thanked, else the subject of the sentence."""
        own = _OWNER.search(self.text, 0, at)
        invited = _INVITED.search(self.text, 0, at) or _THANKED.search(self.text, 0, at)
        for found in (own, invited, _WHO.search(self.text, 0, at), _PAYS.search(self.text, 0, at)):
            if found and (agent := self.passage.agent(found.start("owner"))) and (is_person(agent) or found is own):
                return [agent] if is_person(agent) else []
        return self.passage.people(at if noun is None else noun)

    def _verb(self, match: re.Match[str], kind: str, frame: str, how: str) -> None:
        if _OTHERS.search(self.text, 0, match.start()):
            return
        invited = _INVITED.search(self.text, 0, match.start())
        people = self._visitors(match.start()) if frame == "go" else self.passage.people(match.start())
        bound = _BOUND_FOR.match(self.text, match.end()) if kind == "departure" else None
        found = bound or _THERE.match(self.text, match.end())
        if not people or not found or _HOME.search(found.group()):
            return
        how = "Planned" if invited else how
        if bound:
            self._off(match, bound, people, how)
            return
        for at in self._places(found):
            place = self.passage.whole.payloads.get(at)
            if not isinstance(place, Mention):
                continue
            if place.kind not in {"state", "city"}:
                if match.group().startswith(("visit", "tour")):
                    self._site(match, at, people, how)
                continue
            if match.group().startswith("return"):
                self._leg(match, kind, at, people, None)
                continue
            stay = self._stay(match, at, people, how)
            stay.ends = bool(_FROM_THERE.search(self.text, 0, match.start()))
            if kind in {"arrival", "departure"}:
                stay.ends = stay.ends or kind == "departure"
                self._leg(match, kind, at, people, stay)

    def _off(self, match: re.Match[str], bound: re.Match[str], people: list[Agent], how: str) -> None:
        """ "will leave for Lima": the visit to come; "left for Lima" as often tells the way home."""
        if how != "Planned" and "visit" not in bound.group() and "trip" not in bound.group():
            return
        for at in self._places(bound):
            self._stay(match, at, people, how)

    def _site(self, match: re.Match[str], at: int, people: list[Agent], how: str) -> None:
        """A visit to a site is an engagement and no stay."""
        draft = self.passage.tell("engagement", self.passage.whole.span(match), "visited", 0.85, noun="visited")
        draft.status = how
        for agent in people:
            draft.agent(self.scene, "participant", agent)
        self.passage.locate(draft, at)

    def _leg(self, match: re.Match[str], kind: str, at: int, people: list[Agent], stay: Draft | None) -> None:
        """A coming or a going; who returns to a place is not said to stay there as a visitor."""
        leg = self.passage.tell(kind, self.passage.whole.span(match), kind, 0.92, noun=kind)
        leg.status, leg.part_of = status(self.text[: match.start()], "") or "Held", stay
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
