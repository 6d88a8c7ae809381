"""Reads the events that a verb tells: "met", "was received by", "signed", "telephoned", "faced the press".

In: a passage. Out: drafts. Never: an event of a verb whose subject the sentence does not name; the verbs stand in
``mappings/events``, and the part of their group behind the dot names the frame here.
"""

from __future__ import annotations

import re

from ..text.mask import grammar
from .drafts import Draft
from .mood import status
from .passage import LIST, Passage, heads, is_person
from .scene import Agent
from .treaties import Named
from .triggers import Triggers

_OBJECT = grammar(
    rf" (?:\w+ly |briefly |again |with |then |first |later |today |jointly |(?:early |late )?<D> )*(?:with )?(?P<agents>{LIST})"
)
_OBJECTS = grammar(
    rf" (?:\w+ly |again |with |then |first |later )*(?P<agents>{LIST}(?:(?: on| in| at)? <D>,? and (?:with )?{LIST})*)"
)
_ALONE = re.compile(
    r"(?: (?:alone|briefly|separately|again|today|earlier|later|privately|together|face to face|for the (?:first|second|third) time|first|there|here|behind closed doors))*,?"
    r"(?: (?:in|at|on|for|during|over|inside|aboard|to|ahead|before|while|when|as|amid|late|early|last|yesterday)\b|,|;|\.|$| ?[\ue007])"
)
_RECEIVED = grammar(
    rf"(?P<guest>{LIST}),? (?:who )?(?:\w+ )?(?:was|were|is|are|be|been|being) (?:(?:due |expected |scheduled )?to be )?(?:\w+ )?"
    rf"(?P<verb>received|greeted|welcomed|granted an audience|hosted|met)(?: \w+ly)?(?: (?:on|upon|at|in) (?:arrival|landing|the airport|(?:the )?<L>|<D>))*,? by (?P<host>{LIST})"
)
_SIGNED_BY = grammar(
    rf"\b(?:was|were|been|be) (?:\w+ )?(?P<verb>signed|initialled|initialed)\b[^;.]{{0,70}}? by (?P<agents>{LIST})"
)
_FELLOWS = grammar(rf",? (?:together with|along with|alongside|as did|so did) (?P<agents>{LIST})")
_ONE_FOR = grammar(r"(?P<who><P>) for (?:the )?<SO>")
_EACH_FOR = grammar(r" for (?:the )?<SO>(?:(?:,|;)?(?: and)? <P> for (?:the )?<SO>)+")
_WITH = grammar(rf"[^.;\ue007\ue008]{{0,60}}? with (?P<agents>{LIST})")
_DISCUSSED = grammar(rf" [^.;:,\ue008\ue007\ue009]{{3,80}}? with (?P<agents>{LIST})")
_CHAIRED = grammar(rf", (?:co-)?(?:chaired|presided over|led|headed)(?: this month)? by (?P<agents>{LIST})")
_PHONE = re.compile(r" (?:by|over the|on the|via) (?:tele)?(?:phone|video(?: ?link|conference)?)\b")
_TOWARDS = grammar(r" (?:for|at|in|on) (?:an? |the |their |his |her )?(?:\w+ )?<E>")
_FOR_STATE = re.compile(r" (?:first|last|too|also|it|as|on behalf of|for|in)\b")
_BODY = re.compile(
    r"(?:general assembly|security council|council|assembly|commission|committee|conference|cabinet|congress|parliament|board|bureau|synod|senate|bundestag|knesset|court)\b",
    re.IGNORECASE,
)
_PLACED = grammar(r" (?:(?:in|at|after|before|on|following) |<D>)")


class Verbs:
    """The frames of verbs, for one passage; the triggers tell what can be signed."""

    def __init__(self, passage: Passage, triggers: Triggers) -> None:
        self.passage, self.text, self.scene, self.triggers = passage, passage.text, passage.scene, triggers
        self.frames = {
            "with": self._with, "receive": self._receive, "discuss": self._discuss, "phone": self._phone, "press": self._press,
            "tell": self._tell, "sign": self._sign, "wreath": self._wreath, "site": self._site, "sit": self._sit,
            "join": self._join, "address": self._address,
        }  # fmt: skip

    def read(self) -> None:
        """Reads every verb of events of the sentence."""
        for match in _RECEIVED.finditer(self.text):
            self._received(match)
        for match in _SIGNED_BY.finditer(self.text):
            self._signed_by(match)
        for match in self.triggers.verb.finditer(self.text):
            kind, dot, frame = self.triggers.verbs[match.group()].partition(".")
            if dot and frame in self.frames and self.passage.is_verb(match.start()):
                if how := status(self.text[: match.start()], ""):
                    self.frames[frame](match, kind, how)

    def _draft(
        self, match: re.Match[str], kind: str, rule: str, how: str, agents: list[Agent], role: str = "participant"
    ) -> Draft:
        draft = self.passage.tell(kind, self.passage.whole.span(match), rule, 0.92, noun=rule)
        draft.status = how
        for agent in agents:
            draft.agent(self.scene, role, agent)
        return draft

    def _each(self, match: re.Match[str], kind: str, rule: str, how: str, subjects: list[Agent]) -> list[Draft]:
        """One event for each object of the verb, with the days that stand between them."""
        found = _OBJECTS.match(self.text, match.end())
        members = self.passage.listed(*found.span("agents")) if found else []
        drafts = []
        for n, (at, agent) in enumerate(members):
            draft = self._draft(match, kind, rule, how, [*subjects, agent])
            if len(members) > 1:
                self.passage.windows[draft] = (at, members[n + 1][0] if n + 1 < len(members) else len(self.text))
            drafts.append(draft)
        return drafts

    # -- talks ---------------------------------------------------------------------------------------------------------

    def _with(self, match: re.Match[str], kind: str, how: str) -> None:
        subjects = self.passage.subject(match.start())
        if not subjects or self.text.startswith(" \ue009", match.end()):
            return
        sees = match.group().split()[0] in {"saw", "see", "seen", "sees", "seeing"}
        found = _OBJECTS.match(self.text, match.end())
        if found and (not sees or any(is_person(a) for a in self.passage.agents(found))):
            remote = _PHONE.match(self.text, found.end())
            self._each(match, "call" if remote else kind, "phoned" if remote else "met", how, subjects)
        elif not sees and not found:
            self._alone(match, kind, how, subjects)

    def _alone(self, match: re.Match[str], kind: str, how: str, subjects: list[Agent]) -> None:
        """ "The two met in Rome": several subjects and no object; a body alone sits."""
        if not _ALONE.match(self.text, match.end()):
            return
        if heads(subjects) > 1:
            self._draft(match, kind if heads(subjects) == 2 else "multilateral-meeting", "met", how, subjects)
        elif (
            kind == "bilateral-meeting"
            and self._sits(subjects)
            and match.group().split()[-1] in {"met", "meet", "meets"}
        ):
            self._sat(match, "multilateral-meeting", how, subjects)

    def _sat(self, match: re.Match[str], kind: str, how: str, subjects: list[Agent]) -> None:
        """A body sat; "chaired by" after its name tells who presided."""
        draft = self._draft(match, kind, "sat", how, subjects)
        for agent in self.passage.agents(_CHAIRED.search(self.text, self.passage.whole.index(subjects[0].span.start), match.start())):
            draft.agent(self.scene, "chair", agent)

    @staticmethod
    def _sits(subjects: list[Agent]) -> bool:
        return (
            bool(subjects)
            and subjects[0].things[0].kind == "organization"
            and any(_BODY.search(n) for n in subjects[0].things[0].names)
        )

    def _sit(self, match: re.Match[str], kind: str, how: str) -> None:
        subjects = self.passage.subject(match.start())
        if len(subjects) == 1 and self._sits(subjects) and _ALONE.match(self.text, match.end()):
            self._sat(match, kind, how, subjects)

    def _discuss(self, match: re.Match[str], kind: str, how: str) -> None:
        """ "discussed the crisis with her counterpart"."""
        subjects = self.passage.people(match.start())
        partners = self.passage.agents(_DISCUSSED.match(self.text, match.end()))
        if subjects and partners and is_person(partners[0]):
            self._draft(match, kind, "discussed", how, [*subjects, *partners])

    def _phone(self, match: re.Match[str], kind: str, how: str) -> None:
        subjects = self.passage.subject(match.start())
        partners = self.passage.agents(_WITH.match(self.text, match.end()) or _OBJECT.match(self.text, match.end()))
        if heads([*subjects, *partners]) > 1 and subjects:
            self._draft(match, kind, "phoned", how, [*subjects, *partners])

    def _receive(self, match: re.Match[str], kind: str, how: str) -> None:
        hosts = self.passage.people(match.start())
        found = _OBJECTS.match(self.text, match.end())
        if not hosts or not found or not all(is_person(a) for a in self.passage.agents(found)):
            return
        for draft in self._each(match, kind, "received", how, hosts):
            for host in hosts:
                draft.agent(self.scene, "host", host)

    def _received(self, match: re.Match[str]) -> None:
        hosts, guests = self.passage.agents(match, "host"), self.passage.agents(match, "guest")
        how = status(self.text[: match.start("verb")].removesuffix("be ").removesuffix("granted "), "")
        if (
            not hosts
            or not how
            or not guests
            or not is_person(guests[0])
            or self.passage.in_quotes(match.start("verb"))
        ):
            return
        for host in hosts:
            span = self.passage.whole.span(match, "verb")
            draft = self.passage.tell("bilateral-meeting", span, "received", 0.9, noun="received")
            draft.status = how
            for agent in (host, *guests):
                draft.agent(self.scene, "participant", agent)
            draft.agent(self.scene, "host", host)

    # -- others --------------------------------------------------------------------------------------------------------

    def _press(self, match: re.Match[str], kind: str, how: str) -> None:
        people = self.passage.people(match.start())
        if people:
            self._draft(match, kind, "press", how, people, "speaker")

    def _tell(self, match: re.Match[str], kind: str, how: str) -> None:
        """ "told reporters" is an encounter only where its place or day is told."""
        people = self.passage.people(match.start())
        if people and _PLACED.match(self.text, match.end()):
            self._draft(match, kind, "press", how, people, "speaker")

    def _sign(self, match: re.Match[str], kind: str, how: str) -> None:
        people = self.passage.people(match.start())
        after = self.text[match.end() : match.end() + 120]
        further = re.search(r"\balso $", self.text[: match.start()]) and re.match(r" an? ", after)
        if people and not further and (self.triggers.documents.match(after) or _FOR_STATE.match(after) or self._too(match)):
            draft = self._draft(match, kind, "signing", how, [*people, *self._fellows(match.end())])
            self._about(draft, match.end())

    def _too(self, match: re.Match[str]) -> bool:
        """ "the mediator also signed"."""
        return bool(re.search(r"\b(?:also|then|first|too) $", self.text[: match.start()])) and bool(
            re.match(r"[.;,]|$", self.text[match.end() :])
        )

    def _fellows(self, at: int) -> list[Agent]:
        """Those who sign too: "together with B", "as did C", "A signed for Chad, B for Norway"."""
        found = [a for m in _FELLOWS.finditer(self.text, at) for a in self.passage.agents(m)]
        if counterpart := _WITH.match(self.text, at):
            found += self.passage.agents(counterpart)
        each = _EACH_FOR.match(self.text, at)
        found += (
            [a for m in _ONE_FOR.finditer(each.group()) if (a := self.passage.agent(at + m.start("who")))]
            if each
            else []
        )
        return [a for a in found if is_person(a)]

    def _signed_by(self, match: re.Match[str]) -> None:
        """ "was signed in Oslo on 3 May by A and B"."""
        people = [a for a in self.passage.agents(match) if is_person(a)]
        how = status(self.text[: match.start("verb")].removesuffix("be "), "")
        if people and how and not self.passage.in_quotes(match.start("verb")):
            draft = self.passage.tell(
                "ceremony", self.passage.whole.span(match, "verb"), "signing", 0.9, noun="signing"
            )
            draft.status = how
            for agent in people:
                draft.agent(self.scene, "participant", agent)

    def _about(self, draft: Draft, at: int) -> None:
        """The treaty that is signed, where the verb's object names one."""
        for j in range(at, min(at + 80, len(self.text))):
            named = self.passage.whole.payloads.get(j)
            if isinstance(named, Named) and named.naming:
                draft.tell(self.scene, "about", named.treaty, named.span)
                return

    def _wreath(self, match: re.Match[str], kind: str, how: str) -> None:
        people = [a for a in self.passage.subject(match.start()) if a.things[0].kind != "state"]
        if people:
            self._draft(match, kind, "wreath", how, people)

    def _site(self, match: re.Match[str], kind: str, how: str) -> None:
        """ "toured the port", "paid tribute at the memorial"; a visit to a city is a stay and read elsewhere."""
        people = self.passage.people(match.start())
        found = grammar(r" (?:the )?(?P<where><L>)").match(self.text, match.end())
        there = self.passage.whole.payloads.get(found.start("where")) if found else None
        tribute = "tribute" in match.group() or "respects" in match.group()
        place = getattr(there, "kind", "") in {"place", "venue"}
        if people and (place or tribute):
            draft = self._draft(match, kind, "visited", how, people)
            if found:
                self.passage.locate(draft, found.start("where"))

    def _join(self, match: re.Match[str], kind: str, how: str) -> None:
        """ "joined her for a news conference": both take part in the event that the phrase names."""
        found = _OBJECT.match(self.text, match.end())
        towards = _TOWARDS.match(self.text, found.end()) if found else None
        if not found or not towards:
            return
        span = self.passage.whole.at(towards.end() - 1, towards.end())
        for draft in self.passage.drafts:
            if draft.words == span:
                for agent in (*self.passage.subject(match.start()), *self.passage.agents(found)):
                    draft.agent(self.scene, "participant", agent)
                return
        phrase = self.passage.whole.payloads[towards.end() - 1]
        draft = self.passage.tell(getattr(phrase, "kind", kind), span, "joined", 0.9, noun=getattr(phrase, "noun", ""))
        for agent in (*self.passage.subject(match.start()), *self.passage.agents(found)):
            draft.agent(self.scene, "participant", agent)

    def _address(self, match: re.Match[str], kind: str, how: str) -> None:
        """ "addressed the Assembly": a speech to a body; "spoke to her by telephone" is a call."""
        people = self.passage.people(match.start())
        other = _OBJECT.match(self.text, match.end())
        if people and other and _PHONE.match(self.text, other.end()):
            self._draft(match, "call", "phoned", how, [*people, *self.passage.agents(other)])
            return
        found = grammar(r" (?:to )?(?:the )?(?:<D> )?(?P<agents><O>)").match(self.text, match.end())
        if people and found and (agents := self.passage.agents(found)):
            draft = self._draft(match, kind, "address", how, people, "speaker")
            draft.agent(self.scene, "participant", agents[0])
