"""Reads the events that a phrase names: "held talks with", "at a press conference", "the summit opened on Monday".

In: a passage with its phrases masked. Out: drafts, or more about an event told of before. Never: an event of a phrase
that no one takes part in and that has no day of its own.
"""

from __future__ import annotations

import re

from ..model import Literal, Span
from ..text.mask import grammar
from .drafts import Draft
from .mood import of_phrase, status
from .occasion import GATHERINGS, TALKS, Occasion, Verb
from .passage import LIST, Passage, Phrase, is_person
from .scene import Agent
from .treaties import Named

_FOR = grammar(rf",? (?:held |given |hosted )?(?:for|in hono(?:u)?r of|to honou?r) (?:visiting )?(?P<agents>{LIST})")
_FROM_BETWEEN = re.compile(
    r"[ ,]*(?:(?:\ue009(?= of )|(?:series|number|string|rounds?)(?= of )"
    r"|an?|the|his|her|their|its|in|at|for|to|part|of|later|also|then|\w+ly|separate|second"
    r"|first|what|two|three|and"
    r"|over|reporters|told) ?)*$"
)
_FAR = 60
_RECALLED = 6
"""Sentences after talks in which "attended the meeting" still is about them, at most."""
_COORDINATE = grammar(
    rf"(?: (?:\w+ )?(?:with|between|for) (?:{LIST}))?(?: (?:in|at) (?:the )?<L>)?(?: on <D>)?"
    r",? ?(?:and |as well as |then |followed by |and then |; |before )?"
    r"(?:also |later |separately |by |with )?(?:an? |the )?"
)
"""What stands between phrases that share verb and subject ("talks with the king and a dinner")."""
_VIA = re.compile(
    r"\b(?:via|by|through) (?:a )?(?:video|videoconference|video link|video-link|teleconference)"
    r"|\b(?:virtually|remotely)\b"
)
_ROLES = {"host": "host", "chair": "chair", "address": "speaker", "tell": "speaker"}
_BY_ROLES = {
    "chaired": "chair", "co-chaired": "chair", "presided over": "chair", "attended": "participant",
    "joined": "participant", "addressed": "speaker",
}  # fmt: skip
_SPEECHES = frozenset({"speech", "address", "keynote", "keynote speech", "keynote address", "lecture", "toast"})
_ABOUT = re.compile(r"\b(?:of|for|on|marking|about)\b[^,;]*$")
_AT_EVENT = re.compile(r" (?:at|during|to) (?:the )?$")


class Nouns:
    """The frames of phrases, for one passage."""

    def __init__(self, passage: Passage) -> None:
        self.passage, self.text, self.scene = passage, passage.text, passage.scene
        self.verbs = [
            (m.start(), m.end(), group.rpartition(".")[2])
            for m, group in passage.verbs
            if ("." not in group or group.endswith((".address", ".join")) or m.group().startswith("receiv"))
            and passage.is_verb(m.start())
        ]

    def read(self) -> None:
        """Reads every phrase; those of one row share verb and subject ("hosted a ceremony, talks and a dinner")."""
        phrases = [(i, p) for i, p in sorted(self.passage.whole.payloads.items()) if isinstance(p, Phrase)]
        verb: Verb | None = None
        for n, (i, phrase) in enumerate(phrases):
            high = phrases[n + 1][0] if n + 1 < len(phrases) else len(self.text)
            if not n or not _COORDINATE.fullmatch(self.text, phrases[n - 1][0] + 1, i):
                verb = self._governor(i)
            if not self.passage.in_quotes(i) and not (verb and status(self.text[: verb.at], "") is None):
                self._occasion(Occasion(self.passage, i, high, phrase, verb))

    def _governor(self, i: int) -> Verb | None:
        """The verb whose object the phrase is."""
        for start, end, group in reversed([v for v in self.verbs if v[1] <= i]):
            if i - end < _FAR and _FROM_BETWEEN.fullmatch(self.text, end, i):
                return Verb(start, group)
        return None

    def _occasion(self, it: Occasion) -> None:
        if it.phrase.kind == "visit":
            self._courtesy(it)
        elif it.phrase.kind == "address":
            self._speech(it)
        elif it.phrase.kind not in {"arrival", "departure"}:
            if it.verb and it.verb.group == "deliver" and it.phrase.kind not in {"press-event", "meal"}:
                it.subjects = []
            target = self._known(it.phrase) if it.phrase.definite and not it.partners else None
            target = target or self._attended(it)
            if it.counts(known=target is not None):
                for draft in [target] if target else self._several(it):
                    self._roles(draft, it)

    def _courtesy(self, it: Occasion) -> None:
        """ "paid a courtesy visit to the king": a visit to a person is a meeting."""
        hosts, guests = ([a for a in agents if is_person(a)] for agents in (it.partners, it.subjects))
        if it.verb and hosts and guests and (how := status(self.text[: it.verb.at], "")):
            draft = self.passage.tell("bilateral-meeting", it.phrase.span, "phrase", 0.9, it.phrase)
            draft.status = how
            for agent in (*guests, *hosts):
                draft.agent(self.scene, "participant", agent)

    def _several(self, it: Occasion) -> list[Draft]:
        """One event, or one for each partner of "meetings with A, B and C", each with the days beside its partner."""
        if not it.apart:
            draft = self.passage.tell(it.kind, it.phrase.span, "phrase", 0.9, it.phrase)
            for agent in it.partners:
                draft.agent(self.scene, "participant", agent)
            return [draft]
        places = {a.span: at for at, a in self.passage.listed(it.at + 1, len(self.text))}
        bounds = [*(places.get(p.span, it.at) for p in it.partners), len(self.text)]
        events = []
        for partner, low, high in zip(it.partners, bounds, bounds[1:], strict=False):
            draft = self.passage.tell(it.kind, it.phrase.span, "phrase", 0.9, it.phrase)
            draft.agent(self.scene, "participant", partner)
            self.passage.windows[draft] = (low, high)
            events.append(draft)
        return events

    def _roles(self, draft: Draft, it: Occasion) -> None:
        draft.said.append(self.scene.evidence(it.phrase.span, draft.rule, 0.9))
        group = it.verb.group if it.verb else ""
        role = "host" if draft.kind == "meal" and group == "deliver" else _ROLES.get(group, "participant")
        for agent in it.subjects:
            self._role(draft, role, agent)
        if it.phrase.span == draft.words:
            draft.status = of_phrase(self.text, it.verb.at if it.verb else it.at, it.at) or draft.status
        if it.errand:
            draft.status = "Planned"
        guests = self.passage.agents(_FOR.match(self.text, it.at + 1, it.high))
        if draft.kind in {"ceremony", "meal", "engagement"}:
            it.present += [a for a in guests if is_person(a)]
        for agent in (*it.present, *([it.body] if it.body else [])):
            draft.agent(self.scene, "speaker" if draft.kind == "press-event" else "participant", agent)
        for agent in it.chairs:
            draft.agent(self.scene, "chair", agent)
        for agent in it.crowd:
            draft.agent(self.scene, "participant", agent)
        for agent in () if it.crowd else self.passage.agents(it.by):
            self._role(draft, _BY_ROLES.get(it.by["verb"] if it.by else "", "host"), agent)
        self._about(draft, it)
        if _VIA.search(self.text, it.at + 1, it.high):
            draft.tell(self.scene, "remote", Literal("true", "boolean"), draft.words)

    def _role(self, draft: Draft, role: str, agent: Agent) -> None:
        draft.agent(self.scene, role, agent)
        if role == "host" and is_person(agent):
            draft.agent(self.scene, "participant", agent)

    def _about(self, draft: Draft, it: Occasion) -> None:
        """The treaty that an event concerns, named in its phrase or soon after it."""
        for inside in it.phrase.inside:
            if isinstance(inside, Named):
                draft.tell(self.scene, "about", inside.treaty, inside.span, _antecedent(inside))
        if draft.kind not in {*GATHERINGS, "press-event"}:
            return
        for j in range(it.at + 1, min(it.high, it.at + _FAR)):
            about = self.passage.whole.payloads.get(j)
            if isinstance(about, Named) and _ABOUT.search(self.text, it.at + 1, j):
                draft.tell(self.scene, "about", about.treaty, about.span, _antecedent(about))
                break

    def _known(self, phrase: Phrase) -> Draft | None:
        """The event told of before that "the ceremony" or "the event" takes up."""
        for draft in reversed(self.passage.told):
            if draft.noun.rstrip("s") == phrase.noun.rstrip("s") and draft.kind == phrase.kind:
                return draft
            if phrase.noun == "ceremony" and draft.noun == "signing":
                return draft
            if phrase.noun == "event" and draft.kind in GATHERINGS:
                return draft
        return None

    def _attended(self, it: Occasion) -> Draft | None:
        """The talks told of just before that "attended the meeting" and "the talks were attended by" take up."""
        attends = it.crowd or (it.verb and it.verb.group == "attend" and it.phrase.definite)
        if it.phrase.kind not in TALKS or it.partners or not attends:
            return None
        for draft in reversed(self.passage.told):
            if draft.kind in TALKS:
                return draft if self.passage.line.number - draft.line <= _RECALLED else None
        return None

    def _speech(self, it: Occasion) -> None:
        """A speech is an event of its own where it is not given at one."""
        people = [a for a in it.subjects if is_person(a)]
        if not it.verb or it.verb.group not in {"deliver", "hold"} or not people:
            return
        there = self.passage.whole.payloads.get(it.high)
        if isinstance(there, Phrase) and _AT_EVENT.fullmatch(self.text, it.at + 1, it.high):
            draft = self._known(there) or self.passage.tell(there.kind, there.span, "phrase", 0.85, there)
        elif it.phrase.noun in _SPEECHES:
            draft = self.passage.tell("address", it.phrase.span, "phrase", 0.8, it.phrase)
            draft.noun = "speech"
            draft.status = of_phrase(self.text, it.verb.at, it.at) or draft.status
        else:
            return
        for agent in people:
            draft.agent(self.scene, "speaker", agent)


def _antecedent(named: Named) -> Span | None:
    mention = None if named.naming else named.treaty.naming_mention(named.span.start)
    return mention.span if mention else None
