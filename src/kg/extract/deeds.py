"""Reads what people did that is an event: signing, laying wreaths, facing the press, speaking to a body.

In: a passage. Out: drafts of ceremonies, press events, engagements and addresses. Never: a signing of what is no
document.
"""

from __future__ import annotations

import re

from ..text.mask import grammar
from .drafts import Draft
from .mood import status
from .passage import LIST, Passage, is_person
from .scene import Agent
from .treaties import Named
from .triggers import Triggers
from .verbs import OBJECT, PHONE, Verbs

_SIGNED_BY = grammar(
    rf"\b(?:was|were|been|be) (?:\w+ )?(?P<verb>signed|initialled|initialed)\b[^;.]{{0,70}}? by (?P<agents>{LIST})"
)
_WITNESSED = grammar(
    r"\b(?P<verb>witness(?:ed|es|ing)?|oversaw|oversee|attend(?:ed|s)?|presided? over|presides over)"
    r" (?:the |a )?(?:exchange and )?(?:signing|signature|exchange)(?= (?:and exchange )?of\b)"
)
_FELLOWS = grammar(rf",? (?:together with|along with|alongside|as did|so did) (?P<agents>{LIST})")
_ONE_FOR = grammar(r"(?P<who><P>) for (?:the )?<SO>")
_EACH_FOR = grammar(r" for (?:the )?<SO>(?:(?:,|;)?(?: and)? <P> for (?:the )?<SO>)+")
_WITH = grammar(rf"[^.;\ue007\ue008]{{0,60}}? with (?P<agents>{LIST})")
_TOWARDS = grammar(r" (?:for|at|in|on) (?:an? |the |their |his |her )?(?:\w+ )?<E>")
_FOR_STATE = re.compile(r" (?:first|last|too|also|it|as|on behalf of|for|in)\b")
_PLACED = grammar(r" (?:(?:in|at|after|before|on|following) |<D>)")


class Deeds(Verbs):
    """The frames of verbs that one side is enough for; the triggers tell what can be signed."""

    def __init__(self, passage: Passage, triggers: Triggers) -> None:
        super().__init__(passage, triggers)
        self.frames = {
            "press": self._press, "tell": self._tell, "sign": self._sign, "wreath": self._wreath, "site": self._site,
            "join": self._join, "address": self._address,
        }  # fmt: skip

    def read(self) -> None:
        """Reads what was signed by someone, then who did what."""
        for match in _SIGNED_BY.finditer(self.text):
            self._signed_by(match)
        for match in _WITNESSED.finditer(self.text):
            self._witnessed(match)
        super().read()

    def _press(self, match: re.Match[str], kind: str, how: str) -> None:
        people = self.passage.people(match.start())
        if people:
            self.draft(match, kind, "press", how, people, "speaker")

    def _tell(self, match: re.Match[str], kind: str, how: str) -> None:
        """ "told reporters" is an encounter only where its place or day is told."""
        people = self.passage.people(match.start())
        if people and _PLACED.match(self.text, match.end()):
            self.draft(match, kind, "press", how, people, "speaker")

    def _sign(self, match: re.Match[str], kind: str, how: str) -> None:
        people = self.passage.people(match.start())
        after = self.text[match.end() : match.end() + 120]
        further = re.search(r"\balso $", self.text[: match.start()]) and re.match(r" an? ", after)
        if (
            people
            and not further
            and (self.triggers.documents.match(after) or _FOR_STATE.match(after) or self._too(match))
        ):
            draft = self.draft(match, kind, "signing", how, [*people, *self._fellows(match.end())])
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

    def _witnessed(self, match: re.Match[str]) -> None:
        """ "the two Presidents will witness the signing of five agreements"."""
        people = self.passage.people(match.start("verb"))
        how = status(self.text[: match.start("verb")], "")
        if people and how and self.passage.is_verb(match.start("verb")):
            span = self.passage.whole.span(match)
            draft = self.passage.tell("ceremony", span, "witnessed", 0.85, noun="ceremony")
            draft.status, draft.mods = how, frozenset({"signing"})
            for agent in people:
                draft.agent(self.scene, "participant", agent)
            self._about(draft, match.end())

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
            self.draft(match, kind, "wreath", how, people)

    def _site(self, match: re.Match[str], kind: str, how: str) -> None:
        """ "toured the port", "paid tribute at the memorial"; a visit to a city is a stay and read elsewhere."""
        people = self.passage.people(match.start())
        found = grammar(r" (?:the )?(?P<where><L>)").match(self.text, match.end())
        there = self.passage.whole.payloads.get(found.start("where")) if found else None
        tribute = "tribute" in match.group() or "respects" in match.group()
        place = getattr(there, "kind", "") in {"place", "venue"}
        if people and (place or tribute):
            draft = self.draft(match, kind, "visited", how, people)
            if found:
                self.passage.locate(draft, found.start("where"))

    def _join(self, match: re.Match[str], kind: str, how: str) -> None:
        """ "joined her for a news conference": both take part in the event that the phrase names."""
        found = OBJECT.match(self.text, match.end())
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
        other = OBJECT.match(self.text, match.end())
        called = self.passage.agents(other) if other and PHONE.match(self.text, other.end()) else []
        if people and called and all(is_person(a) for a in called):
            self.draft(match, "call", "phoned", how, [*people, *called])
            return
        found = grammar(r" (?:to )?(?:the )?(?:<D> )?(?P<agents><O>)").match(self.text, match.end())
        if people and found and (agents := self.passage.agents(found)):
            draft = self.draft(match, kind, "address", how, people, "speaker")
            draft.agent(self.scene, "participant", agents[0])
