"""Reads talks told by a verb: "met", "was received by", "telephoned", "discussed the plan with".

In: a passage. Out: drafts of meetings and calls, one for each counterpart. Never: a meeting of one.
"""

from __future__ import annotations

import re

from ..text.mask import grammar
from .drafts import Draft
from .mood import status
from .occasion import SUMMITS
from .passage import LIST, Passage, Phrase, heads, is_person
from .scene import Agent
from .triggers import Triggers
from .verbs import CIRCUMSTANCE, OBJECT, PHONE, Verbs

_RECEIVED = grammar(
    rf"(?P<guest>{LIST}),? (?:who )?(?:\w+ )?(?:was|were|is|are|be|been|being) (?:(?:due |expected "
    rf"|scheduled )?to be )?(?:\w+ )?"
    rf"(?P<verb>received|greeted|welcomed|granted an audience|hosted|met)(?: (?:on|upon|at"
    rf"|in) (?:arrival|landing|the airport|the (?:foreign )?ministry)|{CIRCUMSTANCE})*,?"
    rf" by (?P<host>{LIST})"
)
_OBJECTS = grammar(rf"{CIRCUMSTANCE}* (?:with )?(?P<agents>{LIST}(?:(?: on| in| at)? <D>,? and (?:with )?{LIST})*)")
_ALONE = re.compile(
    r"(?: (?:alone|briefly|separately|again|today|earlier|later|privately|together|face to face"
    r"|for the (?:first|second|third) time|first|there|here|behind closed doors))*,?"
    r"(?: (?:in|at|on|for|during|over|inside|aboard|to|ahead|before|while|when|as|amid|late|early|last"
    r"|yesterday)\b|,|;|\.|$| ?[\ue007])"
)
_SPEAKS = frozenset({"speak", "speaks", "spoke", "spoken", "speaking", "talk", "talks", "talked", "talking"})
_SPOKE_WITH = grammar(rf"{CIRCUMSTANCE}* with ")
_APPEAL = re.compile(r" (?:to|for) (?!the\b)[a-z]+")
_TELEPHONE = re.compile(r"\b(?:tele)?phone(?:d| call)?\b|\b(?:the|this|their|a) call\b")
_SPOKE_TODAY = grammar(r"(?: \w+ly)?(?: on)? <D> with ")
_AT = grammar(r"\b(?:in|at|on the (?:sidelines|margins) of) (?:the )?<LEOC>|\b(?:in person|face to face)\b")
_CREDENTIALS = r"(?:(?:diplomatic )?credentials|letters? of credence|credential letters?)"
_PRESENTED = grammar(
    rf"\b(?P<verb>present|presents|presented|presenting|hand(?:s|ed)? over) (?:his|her|their) {_CREDENTIALS}"
    rf"{CIRCUMSTANCE}* to (?P<host>{LIST})"
)
_ACCEPTED = grammar(
    rf"\b(?P<verb>receive|receives|received|accept|accepts|accepted) (?:the )?{_CREDENTIALS} (?:of|from) "
    rf"(?:(?P<guest>(?=(?:the )?(?:\w+ ){{0,4}}<P>){LIST})|[^.;\ue008]{{0,120}}, (?P<named><P>))"
)
_RANG = grammar(
    rf"\b(?P<verb>(?:brief|inform|congratulat|thank|consult|updat|contact|reach)(?:s|es|e|ed|d)?|call(?:s|ed)?|told)"
    rf" (?P<agents>{LIST})(?: <D>)? (?:by|over the|on the|via) (?:tele)?phone\b"
)
_TOWARDS = grammar(r"[^;.]*?(?:(?P<event><E>)|\b(?:visit|dinner|lunch|banquet|reception|ceremony)\b)")
_BULLETS = grammar(r"(?: in <E>| with|,? (?:on )?<D>)*:\s*$")
_WITH = grammar(rf"[^.;\ue007\ue008]{{0,60}}? with (?P<agents>{LIST})")
_DISCUSSED = grammar(rf" [^.;:,\ue008\ue007\ue009]{{3,80}}? with (?P<agents>{LIST})")
_CHAIRED = grammar(rf", (?:co-)?(?:chaired|presided over|led|headed)(?: this month)? by (?P<agents>{LIST})")
_BODY = re.compile(
    r"(?:general assembly|security council|council|assembly|commission|committee|conference|cabinet"
    r"|congress|parliament|board|bureau|synod|senate|bundestag|knesset|court)\b",
    re.IGNORECASE,
)


class Talks(Verbs):
    """The frames of verbs that two sides share."""

    def __init__(self, passage: Passage, triggers: Triggers) -> None:
        super().__init__(passage, triggers)
        self.frames = {
            "with": self._with, "receive": self._receive, "discuss": self._discuss, "phone": self._phone,
            "sit": self._sit,
        }  # fmt: skip

    def read(self) -> None:
        """Reads what was suffered first ("was received by"), then what was done."""
        for match in _RECEIVED.finditer(self.text):
            self._received(match)
        for match in _PRESENTED.finditer(self.text):
            self._accredited(match, self.passage.subject(match.start()), self.passage.agents(match, "host"))
        for match in _ACCEPTED.finditer(self.text):
            guests = self.passage.agents(match, "guest") or self.passage.agents(match, "named")
            self._accredited(match, guests, self.passage.subject(match.start()))
        for match in _RANG.finditer(self.text):
            people, how = self.passage.people(match.start()), status(self.text[: match.start()], "")
            if people and how and self.passage.is_verb(match.start()):
                self.draft(match, "call", "phoned", how, [*people, *self.passage.agents(match)])
        for match, group in self.passage.verbs:
            how = (
                status(self.text[: match.start()], "") if group == "host" and match.group().startswith("host") else None
            )
            if how and self.passage.is_verb(match.start()):
                self._host(match, how)
        super().read()

    def _each(self, match: re.Match[str], kind: str, rule: str, how: str, subjects: list[Agent]) -> list[Draft]:
        """One event for each object of the verb, with the days that stand between them."""
        found = _OBJECTS.match(self.text, match.end())
        members = self.passage.listed(*found.span("agents")) if found else []
        drafts = []
        for n, (at, agent) in enumerate(members):
            draft = self.draft(match, kind, rule, how, [*subjects, agent])
            if len(members) > 1:
                self.passage.windows[draft] = (at, members[n + 1][0] if n + 1 < len(members) else len(self.text))
            drafts.append(draft)
        return drafts

    def _with(self, match: re.Match[str], kind: str, how: str) -> None:
        subjects = self.passage.subject(match.start())
        if not subjects or self.text.startswith(" \ue009", match.end()):
            return
        speaks = match.group().split()[0] in _SPEAKS
        alone = match.group().startswith("talk") and _ALONE.match(self.text, match.end())
        if speaks and not (alone or " with" in match.group() or _SPOKE_WITH.match(self.text, match.end())):
            return
        sees = match.group().split()[0] in {"saw", "see", "seen", "sees", "seeing"}
        found = _OBJECTS.match(self.text, match.end())
        if found and (not sees or any(is_person(a) for a in self.passage.agents(found))):
            if match.group().endswith(" on") and _APPEAL.match(self.text, found.end()):
                return
            remote = PHONE.match(self.text, found.end()) or (speaks and self._apart(match.end()))
            self._each(match, "call" if remote else kind, "phoned" if remote else "met", how, subjects)
        elif not sees and not found:
            self._alone(match, kind, how, subjects)

    def _apart(self, at: int) -> bool:
        """Whether those who spoke did so from afar: by telephone, or on a day and at no place."""
        following = self.scene.lines[self.passage.line.number + 1 : self.passage.line.number + 2]
        words = self.text + "".join(line.span.of(self.scene.plain) for line in following)
        return bool(_TELEPHONE.search(words) or (_SPOKE_TODAY.match(self.text, at) and not _AT.search(self.text, at)))

    def _alone(self, match: re.Match[str], kind: str, how: str, subjects: list[Agent]) -> None:
        """ "The two met in Rome": several subjects and no object; a body alone sits."""
        if not _ALONE.match(self.text, match.end()):
            return
        if heads(subjects) > 1:
            self.draft(match, kind if heads(subjects) == 2 else "multilateral-meeting", "met", how, subjects)
        elif (
            kind == "bilateral-meeting"
            and self._sits(subjects)
            and match.group().split()[-1] in {"met", "meet", "meets"}
        ):
            self._sat(match, "multilateral-meeting", how, subjects)

    def _sat(self, match: re.Match[str], kind: str, how: str, subjects: list[Agent]) -> None:
        """A body sat; "chaired by" after its name tells who presided."""
        draft = self.draft(match, kind, "sat", how, subjects)
        for agent in self.passage.agents(
            _CHAIRED.search(self.text, self.passage.whole.index(subjects[0].span.start), match.start())
        ):
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
            self.draft(match, kind, "discussed", how, [*subjects, *partners])

    def _phone(self, match: re.Match[str], kind: str, how: str) -> None:
        subjects = self.passage.subject(match.start())
        partners = self.passage.agents(_WITH.match(self.text, match.end()) or OBJECT.match(self.text, match.end()))
        if heads([*subjects, *partners]) > 1 and subjects:
            self.draft(match, kind, "phoned", how, [*subjects, *partners])

    def _accredited(self, match: re.Match[str], guests: list[Agent], hosts: list[Agent]) -> None:
        """ "presented her credentials to the king": an audience for each."""
        how = status(self.text[: match.start()], "")
        if not how or not hosts or not all(is_person(a) for a in guests) or self.passage.in_quotes(match.start()):
            return
        for guest in guests:
            draft = self.draft(match, "bilateral-meeting", "received", how, [*hosts, guest])
            for host in hosts:
                if is_person(host):
                    draft.agent(self.scene, "host", host)

    def _receive(self, match: re.Match[str], kind: str, how: str) -> None:
        hosts = self.passage.people(match.start())
        if hosts and _BULLETS.match(self.text, match.end()):
            for guest in self.passage.bullets():
                draft = self.draft(match, kind, "received", how, [*hosts, guest])
                for host in hosts:
                    draft.agent(self.scene, "host", host)
        found = _OBJECTS.match(self.text, match.end())
        if not hosts or not found or not all(is_person(a) for a in self.passage.agents(found)):
            return
        for draft in self._each(match, kind, "received", how, hosts):
            for host in hosts:
                draft.agent(self.scene, "host", host)

    def _host(self, match: re.Match[str], how: str) -> None:
        """ "hosted the king in Oslo" is a meeting, "hosted the king for a summit" that summit, and a visit is none."""
        towards = _TOWARDS.match(self.text, match.end())
        if not towards:
            self._receive(match, "bilateral-meeting", how)
            return
        phrase = self.passage.whole.payloads.get(towards.start("event")) if towards["event"] else None
        hosts, found = self.passage.people(match.start()), _OBJECTS.match(self.text, match.end())
        guests = self.passage.agents(found)
        if not isinstance(phrase, Phrase) or phrase.kind == "visit" or not hosts or not guests:
            return
        if any(d.words == phrase.span for d in self.passage.drafts) or not all(is_person(a) for a in guests):
            return
        two = heads([*hosts, *guests]) == 2 and phrase.noun in SUMMITS
        draft = self.passage.tell("bilateral-meeting" if two else phrase.kind, phrase.span, "hosted", 0.9, phrase)
        draft.status = how
        for agent in (*hosts, *guests):
            draft.agent(self.scene, "participant", agent)
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
