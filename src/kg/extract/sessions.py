"""Reads what is told of conferences and bodies by their own names: when they sat, what they adopted, who presided.

In: a passage. Out: drafts of multilateral meetings, or more about the one told of just before. Never: a session of a
body of which only long past history is told.
"""

from __future__ import annotations

import re

from ..model import Mention
from ..text.dates import When
from ..text.mask import grammar
from .clock import Clock
from .drafts import Draft
from .mood import status
from .occasion import GATHERINGS
from .passage import LIST, Passage, Phrase, is_person
from .scene import Agent

_NAMED = r"(?P<who><OC>)(?: (?:on|of|for|against) (?:the )?<OCS>)*(?: \(<OC>\))?(?:, [^,;.]{3,60},)?"
_HAPPENED = grammar(
    rf"{_NAMED} (?:which )?(?P<verb>(?:has |had |\w+ly )?(?:(?:(?:will|is to|are to|is due to|was to"
    rf"|to) )?(?:be |was |were |is )?(?:held|hosted|convened)"
    r"|(?:(?:will|is to|is due to|is set to) )?(?:take|takes|took) place|(?:will |is to )?(?:open|close"
    r"|end|begin|conclude|meet)(?:s|ed|d)?|began|met))\b"
    r"(?=[^;.\ue009]{0,70}?(?P<day><D>))"
)
_ADOPTED = grammar(
    r"(?P<who><O>)(?: \(<OC>\))? (?P<verb>(?:unanimously |\w+ly )?(?:adopted|endorsed|approved|passed"
    r"|voted))\b(?P<gap>[^;.]{0,160}?)(?P<day><D>)"
)
_DAY_FIRST = grammar(
    r"^(?:On )?<D>,? (?:the )?(?P<who><O>)(?: \(<OC>\))? (?P<verb>(?:had |\w+ly )?(?:adopted|endorsed"
    r"|approved|passed|voted))\b"
)
_PRESIDED = grammar(
    rf"(?P<agents>{LIST})(?:, [^,;.]{{3,60}},|,)? (?:(?P<verb>presided|(?:was|will be) in the (?:chair|<H>)"
    rf"|(?:co-)?(?:chaired|led) it|presided over it|will chair|will preside)(?=[.;,]|$)"
    r"|(?P<is>was|is|acted as|served as) (?:its|the (?:conference|meeting|session"
    r"|assembly)'s) (?:president|chair\w*|<H>))"
)
_CHAIRED_BY = grammar(rf"^(?:It|The [a-z]+) (?:was|is) (?:co-)?(?:chaired|presided over) by (?P<agents>{LIST})")
_ATTENDED = grammar(
    rf"(?P<agents>{LIST})(?:, [^,;.]{{3,80}},|,)? (?:also |all )?(?P<verb>attended|took part|were present"
    rf"|was present|looked on|witnessed the signing|stood by)(?=[.;,]|$| as "
    rf"| with )(?: with (?P<fellows>{LIST}))?"
    rf"|^So did (?:\w+ )*?(?:of|from) (?P<others>{LIST})"
)
_BROUGHT = grammar(
    r"(?P<what><E>)(?:(?: of| on| for) (?:the )?<ETOC>)* (?:also )?(?P<verb>brought together|gathered|drew"
    r"|was attended by|was joined by|were attended by) (?P<agents>(?:the )?<PO>(?:(?:, | and |, and )(?:the )?<PO>)*)"
)
_AT_NAMED = grammar(
    r"\b(?P<verb>attend(?:ed|s|ing)?|(?:took|take|takes|taking) part in|participat(?:ed|es|e|ing) in"
    r"|address(?:ed|es|ing)?(?: to)?|(?:spoke|speaking|speaks?) (?:at|during)|co-chaired|chaired|opened|hosted)"
    r" (?:the |this year's )?(?:<D> )?(?P<who><OC>)"
)
_LED = grammar(
    r"\b(?P<verb>led|headed|leads|heads|leading|heading) (?:an?|the|his|her|<NS>(?:'s)?) (?:[\w-]+ ){0,2}delegation"
    r" (?:at|to|in) (?P<what><E>)"
)
_ROLES = {"address": "speaker", "spoke": "speaker", "speak": "speaker", "chaired": "chair", "co-chair": "chair"}
_PRESENT = re.compile(r"attended|took part|present|looked on|witnessed|stood by|So did")
_GATHERING = re.compile(
    r"\b(?:conference|summit|forum|congress|symposium|round ?table|dialogue|COP-?\d+|MOP-?\d+)\b", re.IGNORECASE
)
_BODY = re.compile(
    r"\b(?:general assembly|security council|council|assembly|commission|committee"
    r"|conference of the parties|parliament|COP-?\d*|board of governors)\b",
    re.IGNORECASE,
)
_GOVERNED = re.compile(r"\b(?:of|by|at|to|in|from|for|with) (?:the )?(?:\w+ )?$")
_RECALLED = 3
"""Sentences after an event in which "presided" or "attended" still is about it."""


class Sessions:
    """The frames of named conferences and bodies, for one passage."""

    def __init__(self, passage: Passage, clock: Clock) -> None:
        self.passage, self.text, self.scene, self.clock = passage, passage.text, passage.scene, clock

    def read(self) -> None:
        """Reads sittings, then decisions, then who presided or attended."""
        for match in _HAPPENED.finditer(self.text):
            self._happened(match)
        for pattern in (_ADOPTED, _DAY_FIRST):
            for match in pattern.finditer(self.text):
                self._decided(match)
        for match in _BROUGHT.finditer(self.text):
            self._brought(match)
        for match in _LED.finditer(self.text):
            self._led(match)
        for match in _AT_NAMED.finditer(self.text):
            self._at(match)
        for match in _PRESIDED.finditer(self.text):
            self._recalled(self.passage.agents(match), "chair")
        for match in _CHAIRED_BY.finditer(self.text):
            self._recalled(self.passage.agents(match), "chair")
        for match in _ATTENDED.finditer(self.text) if _PRESENT.search(self.text) else ():
            groups = ("agents", "fellows", "others")
            self._recalled([a for group in groups for a in self.passage.agents(match, group)], "participant")

    def _name(self, at: int) -> str:
        payload = self.passage.whole.payloads.get(at)
        return " ".join(payload.text.split()) if isinstance(payload, Mention) else ""

    def _happened(self, match: re.Match[str]) -> None:
        """ "The Third Conference on Water took place from 3 to 5 May": the name is the event's."""
        name, at = self._name(match.start("who")), match.start("who")
        body = _BODY.search(name)
        how = status(self.text[: match.end("verb")].rpartition(" ")[0] + " ", "")
        governed = _GOVERNED.search(self.text, 0, at)
        if (
            how is None
            or governed
            or not (body or _GATHERING.search(name))
            or self._told(match.start("verb"), match.end("verb"))
        ):
            return
        draft = self.passage.tell("multilateral-meeting", self.passage.whole.at(at, at + 1), "named", 0.85)
        draft.status = how
        words = re.findall(r"[a-z]+", name.lower())
        draft.noun = next((w for w in reversed(words) if _GATHERING.search(w)), words[-1] if words else "")
        draft.mods = frozenset(words) - {draft.noun, "the", "of", "on", "for", "and"}
        if body and (agent := self.passage.agent(at)):
            draft.agent(self.scene, "participant", agent)

    def _brought(self, match: re.Match[str]) -> None:
        """ "The high-level session brought together the King and envoys of 40 states"."""
        phrase = self.passage.whole.payloads.get(match.start("what"))
        people = [a for a in self.passage.agents(match) if is_person(a)]
        if not isinstance(phrase, Phrase) or phrase.kind not in GATHERINGS or not people or phrase.definite:
            return
        told = next((d for d in self.passage.drafts if d.words == phrase.span), None)
        draft = told or self.passage.tell("multilateral-meeting", phrase.span, "attended", 0.85, phrase)
        for agent in people:
            draft.agent(self.scene, "participant", agent)

    def _led(self, match: re.Match[str]) -> None:
        """ "led the delegation at the regular meeting": who leads takes part."""
        phrase = self.passage.whole.payloads.get(match.start("what"))
        people = self.passage.people(match.start("verb"))
        if not isinstance(phrase, Phrase) or not people or phrase.kind == "visit":
            return
        told = next((d for d in self.passage.drafts if d.words == phrase.span), None)
        kind = "multilateral-meeting" if phrase.kind == "bilateral-meeting" else phrase.kind
        draft = told or self.passage.tell(kind, phrase.span, "attended", 0.85, phrase)
        for agent in people:
            draft.agent(self.scene, "participant", agent)

    def _at(self, match: re.Match[str]) -> None:
        """ "addressed the Harbour Peace Summit": a gathering by its own name."""
        name, at = self._name(match.start("who")), match.start("who")
        people = self.passage.people(match.start("verb"))
        how = status(self.text[: match.start("verb")], "")
        if not people or not how or not _GATHERING.search(name) or self.passage.in_quotes(at) or self._told(at, at + 1):
            return
        draft = self.passage.tell("multilateral-meeting", self.passage.whole.at(at, at + 1), "named", 0.85)
        draft.status = how
        words = re.findall(r"[a-z]+", name.lower())
        draft.noun = next((w for w in reversed(words) if _GATHERING.search(w)), "")
        draft.mods = frozenset(words) - {draft.noun, "the", "of", "on", "for", "and"}
        role = next((r for start, r in _ROLES.items() if match["verb"].startswith(start)), "participant")
        for agent in people:
            draft.agent(self.scene, role, agent)

    def _decided(self, match: re.Match[str]) -> None:
        """ "The Council endorsed the plan on Monday": it sat that day."""
        agent = self.passage.agent(match.start("who"))
        days = [p for p in self.passage.whole.payloads.values() if isinstance(p, When)]
        moments = [m for d in days if (m := self.clock.of(d)) and m.precision == "day"]
        if (
            agent is None
            or not _BODY.search(self._name(match.start("who")))
            or self.passage.in_quotes(match.start("verb"))
        ):
            return
        if not moments or not all(self.clock.tells(m) for m in moments) or self._told(match.start(), match.end()):
            return
        draft = self.passage.tell(
            "multilateral-meeting", self.passage.whole.span(match, "verb"), "decided", 0.75, noun="session"
        )
        draft.agent(self.scene, "participant", agent)

    def _told(self, start: int, end: int) -> bool:
        """Whether another frame read these words."""
        span = self.passage.whole.at(start, end)
        return any(d.words.start < span.end and span.start < d.words.end for d in self.passage.drafts)

    def _recalled(self, agents: list[Agent], role: str) -> None:
        for draft in reversed(self.passage.told):
            if self.passage.line.number - draft.line > _RECALLED:
                return
            if draft.kind in {"multilateral-meeting", "ceremony"}:
                self._add(draft, [a for a in agents if role != "chair" or is_person(a)], role)
                return

    def _add(self, draft: Draft, agents: list[Agent], role: str) -> None:
        for agent in agents:
            draft.agent(self.scene, role, agent)
