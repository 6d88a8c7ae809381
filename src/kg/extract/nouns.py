"""Reads the events that a phrase names: "held talks with", "at a press conference", "the summit opened on Monday".

In: a passage with its phrases masked. Out: drafts, or more about an event told of before. Never: an event of a phrase that no
one takes part in and that has no day of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Literal, Mention, Span
from ..text.mask import grammar
from .cast import Thing
from .drafts import Draft
from .mood import of_phrase, status
from .passage import LIST, Passage, Phrase, heads, is_person
from .scene import Agent, Scene
from .treaties import Named
from .triggers import Triggers

_WITH = grammar(
    rf"(?:,? (?:today|there|here|then|separately|\w+ly|on <D>|<D>|(?:in|at) (?:the )?<L>(?:, <LS>)?|on [a-z ]{{3,40}}),?){{0,3}}"
    rf",? (?P<prep>with|between|involving|together with|alongside|among|of|on|to) (?:both )?(?P<agents>{LIST})"
)
_FOR = grammar(rf",? (?:held |given |hosted )?(?:for|in hono(?:u)?r of|to honou?r) (?:visiting )?(?P<agents>{LIST})")
_BY = grammar(
    r"(?P<verb>hosted|co-hosted|given|offered|tendered|organi[sz]ed|convened|chaired|co-chaired|presided over|led|attended|addressed"
    rf"|opened|joined)(?: on (?:the|his|her) \w+ side| jointly| together| also| this month)? by (?P<agents>{LIST})"
)
_AS_CHAIR = grammar(
    rf" (?:with|under) (?P<agents>{LIST})[^;.]{{0,50}}?,? (?:as (?:its |the )?(?:president|chair\w*|<H>)|in the chair)"
)
_WHICH_CHAIRED = grammar(rf"[^;.]{{0,60}}?, which (?P<agents>{LIST}) (?:jointly |co-)?chaired\b")
_OF_BODY = grammar(r",? (?:of|by) (?:the |its )?(?P<agents><O>)")
_FROM_BETWEEN = re.compile(
    r"[ ,]*(?:(?:an?|the|his|her|their|its|in|at|for|to|part|of|later|also|then|\w+ly|separate|second|first|what|two|three|and|over|reporters|told) ?)*$"
)
_COORDINATE = re.compile(r",? ?(?:and |as well as |then |followed by |and then )?(?:also )?(?:an? |the )?$")
_CIRCUMSTANCE = re.compile(
    r"(?:^|[\s,(])(?P<prep>[Aa]t|[Dd]uring|[Aa]fter|[Ff]ollowing|[Ii]n|[Aa]ddressing|[Oo]pening|[Cc]hairing|[Ss]peaking (?:at|during|to)|[Tt]old|[Oo]n the (?:sidelines|margins) of) "
    r"(?:(?:a|the) (?:day|week|round|series) of |[a-z]+ days? of )?$"
)
_FRONTED = grammar(rf"[^;]{{0,90}}?, (?:the )?(?P<agents>{LIST})(?!'s| (?:is|was|has been) (?:expected|due)) ")
_SAYS = re.compile(
    r"\b(?:said|told|stressed|stated|noted|called|urged|announced|declared|spoke|warned|expressed|emphasi[sz]ed|agreed|pledged|affirmed|"
    r"reaffirmed|underlined|described|discussed|concluded|reached|decided|answered|confirmed|vowed|exchanged|reviewed|sat|met|spoken|presented|welcomed|thanked|praised|told)\b"
)
_HAPPENS = grammar(
    r"(?:[^,;\ue009]{0,80}?|[^,;\ue009]{0,40}, which )\b(?:held|take place|takes place|took place|taking place|opened|opens|convened|closed|ended|begins|began|concluded|met"
    r"|set for|scheduled for|to be convened|be convened)\b[^;\ue009]{0,60}<D>"
)
_DAYS_OWN = grammar(r"(?:,? (?:in|at) (?:the )?<LS>(?:, <LS>)?)?,? (?:on |of |from |in )?<D>")
_ROW = grammar(r"(?:,? ?(?:and |as well as )?(?:an? |the )?<E>)+")
_VIA = re.compile(
    r"\b(?:via|by|through) (?:a )?(?:video|videoconference|video link|video-link|teleconference)|\bvirtually\b|\bremotely\b"
)
_ROLES = {"host": "host", "chair": "chair", "address": "speaker", "tell": "speaker"}
_BY_ROLES = {
    "chaired": "chair",
    "co-chaired": "chair",
    "presided over": "chair",
    "attended": "participant",
    "joined": "participant",
    "addressed": "speaker",
}
_PREPOSITIONS = {
    "of": frozenset({"summit", "meeting", "talks"}),
    "on": frozenset({"courtesy call", "call"}),
    "to": frozenset({"courtesy call", "visit"}),
}
"""Nouns after which these prepositions tell the other side."""

_SESSION = frozenset({"session", "sessions", "meeting", "meetings"})
_TALKS = frozenset({"bilateral-meeting", "call"})
_GATHERINGS = frozenset({"ceremony", "multilateral-meeting"})
_MANY = frozenset(
    {"annual", "special", "plenary", "ministerial", "regular", "trilateral", "emergency", "extraordinary", "inaugural"}
)
_SPEECHES = frozenset({"speech", "address", "keynote", "keynote speech", "keynote address", "lecture", "toast"})
_ABOUT = re.compile(r"\b(?:of|for|on|marking|about)\b[^,;]*$")
_AT_EVENT = re.compile(r" (?:at|during|to) (?:the )?$")


@dataclass(frozen=True, slots=True)
class Verb:
    """The verb that governs a phrase: where it stands and its group ("hold", "host")."""

    at: int
    group: str


class Nouns:
    """The frames of phrases, for one passage."""

    def __init__(self, passage: Passage, triggers: Triggers) -> None:
        self.passage, self.text, self.scene = passage, passage.text, passage.scene
        verbs = triggers.verbs
        self.verbs = [
            (m.start(), m.end(), verbs[m.group()])
            for m in triggers.verb.finditer(passage.text)
            if "." not in verbs[m.group()] and passage.is_verb(m.start())
        ]

    def read(self) -> None:
        """Reads every phrase; what stands in one row shares verb and subject ("hosted a ceremony, talks and a dinner")."""
        payloads = self.passage.whole.payloads
        at = [i for i in sorted(payloads) if isinstance(payloads[i], Phrase)]
        governing: Verb | None = None
        previous, run = -1, list[Draft]()
        for n, i in enumerate(at):
            phrase = payloads[i]
            assert isinstance(phrase, Phrase)
            high = at[n + 1] if n + 1 < len(at) else len(self.text)
            coordinate = previous >= 0 and bool(_COORDINATE.fullmatch(self.text, previous + 1, i))
            governing = governing if coordinate else self._governor(i)
            run = run if coordinate else []
            previous = i
            if self.passage.in_quotes(i):
                continue
            if phrase.kind == "visit":
                self._courtesy(i, high, phrase, governing)
            else:
                run += self._phrase(i, high, phrase, governing, run)

    def _courtesy(self, i: int, high: int, phrase: Phrase, verb: Verb | None) -> None:
        """ "paid a courtesy visit to the king": a visit to a person is a meeting."""
        hosts = [a for a in self._partners(phrase, i, high) if is_person(a)]
        guests = [a for a in (self.passage.subject(verb.at) if verb else []) if is_person(a)]
        if verb and hosts and guests and (how := status(self.text[: verb.at], "")):
            draft = self.passage.tell("bilateral-meeting", phrase.span, "phrase", 0.9, phrase)
            draft.status = how
            for agent in (*guests, *hosts):
                draft.agent(self.scene, "participant", agent)

    def _governor(self, i: int) -> Verb | None:
        """The verb whose object the phrase is."""
        for start, end, group in reversed([v for v in self.verbs if v[1] <= i]):
            if i - end > 100:
                break
            if i - end < 60 and _FROM_BETWEEN.fullmatch(self.text, end, i):
                return Verb(start, group)
        return None

    def _phrase(self, i: int, high: int, phrase: Phrase, verb: Verb | None, run: list[Draft]) -> list[Draft]:
        if verb and status(self.text[: verb.at], self.text[verb.at :]) is None:
            return []
        subjects = self.passage.subject(verb.at) if verb else []
        partners = self._partners(phrase, i, high) or self._theirs(phrase)
        if phrase.kind == "address":
            return self._speech(i, phrase, verb, subjects)
        if verb and verb.group == "deliver" and phrase.kind not in {"press-event", "meal"}:
            subjects = []
        row = _ROW.match(self.text, i + 1)
        by = _BY.search(self.text, i + 1, high) or (_BY.match(self.text, row.end() + 1) if row else None)
        chairs = self.passage.agents(_AS_CHAIR.match(self.text, i + 1, high))
        present = [] if verb else self._present(i, high, phrase, partners)
        target = self._known(phrase) if phrase.definite and not partners else None
        if target is None and not (subjects or partners or by or chairs or present or self._body(phrase, i, high)):
            if not self._stands_alone(phrase, i):
                return []
        if target is None and not self._enough(i, phrase, verb, subjects, partners, by, present):
            return []
        events = [target] if target else self._several(phrase, partners, i)
        for draft in events:
            draft.said.append(self.scene.evidence(phrase.span, draft.rule, 0.9))
            self._roles(draft, i, high, phrase, verb, subjects)
            for agent in present:
                draft.agent(self.scene, "speaker" if draft.kind == "press-event" else "participant", agent)
            for agent in (*chairs, *self.passage.agents(_WHICH_CHAIRED.match(self.text, i + 1, high))):
                draft.agent(self.scene, "chair", agent)
        for draft in events if by else ():
            self._by(draft, by)
        return [d for d in events if d is not target]

    def _partners(self, phrase: Phrase, i: int, high: int) -> list[Agent]:
        """Those after "with", "between", "of"; of a conference "of" tells no partners but those it is of."""
        match = _WITH.match(self.text, i + 1, high)
        if not match or phrase.noun not in _PREPOSITIONS.get(match["prep"], {phrase.noun}):
            return []
        return self.passage.agents(match)

    def _theirs(self, phrase: Phrase) -> list[Agent]:
        """ "their meeting in Lima last May": of the two who were told of last."""
        if phrase.kind not in _TALKS or not self.scene.plain.startswith("their ", phrase.span.start):
            return []
        for draft in reversed(self.passage.told):
            two = sorted(draft.partners, key=_id_of)
            if len(two) == 2:
                return [Agent(phrase.span, (thing,), naming=False) for thing in two]
        return []

    def _present(self, i: int, high: int, phrase: Phrase, partners: list[Agent]) -> list[Agent]:
        """Those who say or do something at the event or after it: "At a press conference, she said", "agreed after talks"."""
        before = _CIRCUMSTANCE.search(self.text, 0, i)
        if not before:
            return []
        after = before["prep"].lower() in {"after", "following", "on the sidelines of", "on the margins of"}
        if after and phrase.kind not in _TALKS | {"multilateral-meeting"}:
            return []
        front = _FRONTED.match(self.text, i + 1) if before.start() < 12 else None
        found = self.passage.agents(front) if front else []
        if not front and _SAYS.search(self.text, max(0, before.start() - 200), before.end()):
            found = self.passage.subject(before.start() + 1)
        if after and phrase.kind == "multilateral-meeting" and (heads(found) < 3 or not found):
            return []
        return [a for a in found if is_person(a) or phrase.kind in _TALKS]

    def _enough(
        self,
        i: int,
        phrase: Phrase,
        verb: Verb | None,
        subjects: list[Agent],
        partners: list[Agent],
        by: re.Match[str] | None,
        present: list[Agent],
    ) -> bool:
        """Talks need two sides; whoever holds, gives or attends something else is enough."""
        if phrase.kind not in _TALKS:
            return not (phrase.kind == "multilateral-meeting" and present and phrase.definite and heads(present) < 2)
        if self._kind(phrase, partners, i) == "multilateral-meeting":
            return True
        return heads([*subjects, *partners, *present, *(self.passage.agents(by))]) > 1

    def _kind(self, phrase: Phrase, partners: list[Agent], i: int) -> str:
        """A meeting "of" a body, an annual one, or one of three is multilateral."""
        if phrase.kind == "bilateral-meeting" and phrase.noun in {"meeting", "meetings", "talks"}:
            of = _OF_BODY.match(self.text, i + 1)
            ordinal = any(w[:1].isdigit() for w in phrase.mods)
            if (
                of
                or ((phrase.mods & _MANY or ordinal) and not partners)
                or any(_body(self.scene, p) for p in phrase.inside)
            ):
                return "multilateral-meeting"
            joint = re.match(r"[^;]{0,20}\b(?:between|of|among) ", self.text[i + 1 : i + 40])
            if joint and phrase.noun != "meetings" and (heads(partners) > 2 or "of" in joint.group()) and partners:
                return "multilateral-meeting"
        return phrase.kind

    def _several(self, phrase: Phrase, partners: list[Agent], i: int) -> list[Draft]:
        """One event, or one for each partner of "meetings with A, B and C"."""
        each = (
            phrase.kind in _TALKS
            and len(partners) > 1
            and not re.match(r"[^;]{0,40}?\b(?:between|of|among)\b", self.text[i + 1 : i + 60])
        )
        members = {a.span: at for at, a in self.passage.listed(i + 1, len(self.text))}
        events = []
        for n, partner in enumerate(partners if each else [None]):
            draft = self.passage.tell(self._kind(phrase, partners, i), phrase.span, "phrase", 0.9, phrase)
            for agent in partners if partner is None else [partner]:
                draft.agent(self.scene, "participant", agent)
            if partner and members.get(partner.span):
                later = partners[n + 1] if n + 1 < len(partners) else None
                self.passage.windows[draft] = (
                    members[partner.span],
                    members.get(later.span, len(self.text)) if later else len(self.text),
                )
            events.append(draft)
        return events

    def _roles(self, draft: Draft, i: int, high: int, phrase: Phrase, verb: Verb | None, subjects: list[Agent]) -> None:
        text = self.text
        role = _ROLES.get(verb.group, "participant") if verb else "participant"
        if draft.kind == "meal" and verb and verb.group == "deliver":
            role = "host"
        for agent in subjects:
            self._role(draft, role, agent)
        if draft.said and len(draft.said) < 3:
            draft.status = of_phrase(text, verb.at if verb else i, i) or draft.status
        if draft.kind in {"ceremony", "meal", "engagement"}:
            for agent in self.passage.agents(_FOR.match(text, i + 1, high)):
                if is_person(agent):
                    draft.agent(self.scene, "participant", agent)
        if body := self._body(phrase, i, high):
            draft.agent(self.scene, "participant", body)
        self._about(draft, i, high, phrase)
        if _VIA.search(text, i + 1, high):
            draft.tell(self.scene, "remote", Literal("true", "boolean"), draft.words)

    def _role(self, draft: Draft, role: str, agent: Agent) -> None:
        draft.agent(self.scene, role, agent)
        if role == "host" and is_person(agent):
            draft.agent(self.scene, "participant", agent)

    def _by(self, draft: Draft, by: re.Match[str]) -> None:
        for agent in self.passage.agents(by):
            self._role(draft, _BY_ROLES.get(by["verb"], "host"), agent)

    def _about(self, draft: Draft, i: int, high: int, phrase: Phrase) -> None:
        """The treaty that an event concerns, named in its phrase or soon after it."""
        for inside in phrase.inside:
            if isinstance(inside, Named):
                draft.tell(self.scene, "about", inside.treaty, inside.span, _antecedent(inside))
        if draft.kind not in {*_GATHERINGS, "press-event"}:
            return
        for j in range(i + 1, min(high, i + 60)):
            about = self.passage.whole.payloads.get(j)
            if isinstance(about, Named) and _ABOUT.search(self.text, i + 1, j):
                draft.tell(self.scene, "about", about.treaty, about.span, _antecedent(about))
                break

    def _body(self, phrase: Phrase, i: int, high: int) -> Agent | None:
        """The body whose session it is."""
        if phrase.noun not in _SESSION:
            return None
        found = next((b for p in phrase.inside if (b := _body(self.scene, p))), None)
        return found or next(iter(self.passage.agents(_OF_BODY.match(self.text, i + 1, high))), None)

    def _stands_alone(self, phrase: Phrase, i: int) -> bool:
        """A ceremony or conference of which only the day is told."""
        return (
            self._kind(phrase, [], i) in _GATHERINGS
            and bool(phrase.mods or phrase.inside)
            and bool(_HAPPENS.match(self.text, i + 1))
        )

    def _known(self, phrase: Phrase) -> Draft | None:
        """The event told of before that "the ceremony" or "the event" takes up."""
        for draft in reversed(self.passage.told):
            if draft.noun.rstrip("s") == phrase.noun.rstrip("s") and draft.kind == phrase.kind:
                return draft
            if phrase.noun == "ceremony" and draft.noun == "signing":
                return draft
            if phrase.noun == "event" and draft.kind in _GATHERINGS:
                return draft
        return None

    def _speech(self, i: int, phrase: Phrase, verb: Verb | None, subjects: list[Agent]) -> list[Draft]:
        """A speech is an event of its own where it is not given at one."""
        people = [a for a in subjects if is_person(a)]
        if not verb or verb.group not in {"deliver", "hold"} or not people:
            return []
        payloads = self.passage.whole.payloads
        at = next((j for j in range(i + 1, min(i + 30, len(self.text))) if isinstance(payloads.get(j), Phrase)), None)
        if at is not None and _AT_EVENT.fullmatch(self.text, i + 1, at):
            there = payloads[at]
            assert isinstance(there, Phrase)
            target = self._known(there) or self.passage.tell(there.kind, there.span, "phrase", 0.85, there)
            for agent in people:
                target.agent(self.scene, "speaker", agent)
            return []
        if phrase.noun not in _SPEECHES:
            return []
        draft = self.passage.tell("address", phrase.span, "phrase", 0.8, phrase, "speech")
        draft.noun = "speech"
        for agent in people:
            draft.agent(self.scene, "speaker", agent)
        draft.status = of_phrase(self.text, verb.at, i) or draft.status
        return [draft]


def _body(scene: Scene, inside: Mention | Named | Agent) -> Agent | None:
    """The body that a name among the words of a phrase stands for."""
    if isinstance(inside, Agent):
        return inside if inside.things[0].kind == "organization" else None
    if isinstance(inside, Mention) and inside.kind == "organization" and inside in scene.meant:
        return Agent(inside.span, (scene.meant[inside],), inside.naming)
    return None


def _antecedent(named: Named) -> Span | None:
    mention = None if named.naming else named.treaty.naming_mention(named.span.start)
    return mention.span if mention else None


def _id_of(thing: Thing) -> str:
    return thing.id
