"""Reads events: who met whom, where and when, and what else happened.

In: a scene with people, treaties and a clock. Out: drafts of events, joined. The words stand in ``mappings/events``; the
frames here say how words, partners, places and days stand together. Never: an event without anyone who takes part and
without a day.

The grammar works on masked sentences: P person, O organization, S state, L place, T treaty, D date, E words that name an
event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Literal, Mention, Span
from ..text.dates import When
from ..text.mask import Masked, grammar, mask
from .clock import Clock, Moment
from .drafts import Draft
from .scene import PLACES, Agent, Line, Scene
from .treaties import Named, Treaties
from .triggers import triggers

_ONE = r"(?:the )?(?:<PO>|<S>(?!'s? |-<S>))"
_LIST = rf"{_ONE}(?: \([^)]*\))?(?:(?:,|;|,? and|,? as well as|,? along with|,? together with|/)(?: also| then| separately)?(?: with| another with| one with)? {_ONE}(?: \([^)]*\))?)*"
_AGENTS = grammar(rf"(?P<agents>{_LIST})")
_WITH = grammar(
    rf"^(?:,? (?:today|there|here|separately|\w+ly|on <D>|<D>|(?:in|at) (?:the )?<L>(?:, <[LS]>)?),?){{0,3}},? (?P<prep>with|between|involving|together with|alongside|among) (?:both |his |her |their )?(?P<agents>{_LIST})".replace(
        "<[LS]>", "<LS>"
    )
)
_FOR = grammar(
    rf"^,? (?:held |given |hosted )?(?:for|in hono(?:u)?r of|to honou?r|of) (?:visiting )?(?P<agents>{_LIST})"
)
_BY = grammar(
    rf"(?P<verb>hosted|co-hosted|given|offered|tendered|organi[sz]ed|convened|chaired|co-chaired|presided over|led|attended|addressed|opened) (?:jointly |also )?by (?P<agents>{_LIST})"
)
_AT = grammar(r"(?:^|[ ,(])(?:in|at|inside|aboard) (?:the )?(?P<place><L>|<S>)(?:,? (?:in )?(?:the )?(?P<wider><LS>))?")
_RECEIVED = grammar(
    rf"(?P<guest>{_LIST}) (?:\w+ )?(?:was|were|is|are|be|been|being) (?:\w+ )?(?:received|greeted|granted an audience|hosted|met)(?: \w+ly)?(?: \w+ the airport)? by (?P<host>{_LIST})"
)
_STAY = grammar(
    r"(?:(?P<kind>state|official|working|private|historic|three-day|two-day|four-day|one-day|\w+-day)[ -])?(?:<E>|visit|trip|stay) (?:to|in) (?:the )?(?P<where><SL>)"
)
_VIA = re.compile(
    r"\b(?:via|by|through) (?:a )?(?:video|videoconference|video link|video-link|teleconference)|\bvirtually\b|\bremotely\b"
)
_PLANNED = re.compile(
    r"\b(?:will|would|shall|to|is to|are to|be to|expected|scheduled|set|due|plans?|planned|intends?|agreed|hopes?|going|slated|about)(?: (?:to|also|then|be|have|not|later|on \S+))*\s*$"
)
_OFF = {
    "Cancelled": re.compile(r"\b(?:cancell?ed|called off|scrapped)\b"),
    "Postponed": re.compile(r"\b(?:postponed|put off|delayed|rescheduled)\b"),
}
_NOT = re.compile(r"\b(?:not|never|refused to|declined to|without|no|if|whether|unless)(?: \w+)?\s*$")
_LOOSE = re.compile(
    r"^(?:While|During (?:his|her|the|this|their|that)|On the (?:sidelines|margins)|In addition|Throughout)\b"
)
_LINK = re.compile(
    r"^(?:Immediately|Later|Then|Afterwards?|After (?:that|the|this|their|his|her)|Following (?:the|this|that|their|his)|Subsequently|Earlier|Before (?:that|the)|Prior to|He then|She then|Next|Meanwhile|He also|She also|They also|The two|Both)\b|\b(?:then|later|afterwards|subsequently)\b"
)
_PREFIXED = re.compile(r"(?:\b(?:of|by|with|for|to|between|from|against|at|on|including|and|than|as)|,) ?(?:the )?$")
_FROM_BETWEEN = re.compile(
    r"^[ ,]*(?:(?:an?|the|his|her|their|its|in|at|for|part|of|later|also|then|\w+ly|separate|second|first|what|two|three|and) ?)*$"
)
_COORDINATE = re.compile(r"^,? ?(?:and |as well as |then |followed by |and then )?(?:also )?(?:an? |the )?$")
_CROWD = re.compile(
    r"(?P<bound>more than |over |nearly |almost |about |some |at least )?(?P<n>\d[\d,]*|\w+ (?:hundred|thousand)) (?:\w+ )?(?:countries|states|nations|delegations|delegates|participants|leaders|representatives)\b"
)
_LOCATIVE = re.compile(
    r"\b(?:in|to|from|at|left|leaving|across|throughout|outside|visit(?:ed|ing|s)?|around|into|toward|towards|tour(?:ed|ing)?|near|over|off|depart(?:ed|ing)) (?:the )?$"
)
_SESSION = frozenset({"session", "sessions", "meeting", "summit"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name an event."""

    span: Span
    kind: str
    noun: str
    mods: frozenset[str]
    definite: bool
    plural: bool
    inside: tuple[Mention | Named | Agent, ...]


Payload = Agent | Mention | When | Named | Phrase


class Events:
    """Reads a scene sentence by sentence; ``drafts`` are the tellings in order."""

    def __init__(self, scene: Scene, clock: Clock, treaties: Treaties) -> None:
        self.scene, self.clock, self.treaties = scene, clock, treaties
        self.triggers = triggers()
        self.drafts: list[Draft] = []
        self.day: Moment | None = None

    def read(self) -> None:
        speech = False
        for line in self.scene.lines:
            speech = speech or bool(
                re.match(
                    r"(?:Your )?Excellenc|Mr\. President|Ladies and gentlemen|Distinguished delegates|Dear colleagues",
                    line.span.of(self.scene.plain),
                )
            )
            if speech and re.search(r"\b(?:I|we|our|us|my)\b", line.span.of(self.scene.plain)):
                continue
            if line.sentence.kind in {"body", "caption"}:
                self._line(line)
        self._identify()

    def _identify(self) -> None:
        """An event's id is the place of its words; where several share them, the first partner's place tells them apart."""
        taken: set[str] = set()
        for draft in self.drafts:
            draft.id = f"event@{draft.words.start}"
            for thing in sorted(draft.partners, key=lambda t: t.id):
                if draft.id not in taken:
                    break
                draft.id = f"event@{draft.words.start}-{thing.id.partition('@')[2]}"
            while draft.id in taken:
                draft.id += f"-{draft.kind}"
            taken.add(draft.id)

    # -- one sentence --------------------------------------------------------------------------------------------------

    def _line(self, line: Line) -> None:
        first = self._marks(line)
        masked = mask(self.scene.plain, line.span, first)
        phrases = [(p.span, "E", p) for p in self._phrases(masked)]
        whole: Masked[Payload] = mask(
            self.scene.plain, line.span, [*phrases, *(m for m in first if not any(p[0].holds(m[0]) for p in phrases))]
        )
        before = len(self.drafts)
        self._of_phrases(line, whole)
        self._of_verbs(line, whole)
        self._stays(line, whole)
        new = self.drafts[before:]
        for draft in new:
            self._when(line, whole, draft)
            self._where(whole, draft)
        dated = [d.moment for d in new if d.moment and d.moment.precision == "day" and not d.moment.is_range]
        if dated:
            self.day = dated[-1]
        elif _LOOSE.match(line.span.of(self.scene.plain)):
            self.day = None

    def _marks(self, line: Line) -> list[tuple[Span, str, Payload]]:
        marks: list[tuple[Span, str, Payload]] = []
        for a in line.agents:
            marks.append((a.span, {"person": "P", "organization": "O", "state": "S"}[a.things[0].kind], a))
        marks += [(n.span, "T", n) for n in self.treaties.named.get(line.number, [])]
        sorts = {"state": "S", "organization": "O", "name": "C", "demonym": "N", "title": "H"}
        for m in line.mentions:
            if m.kind in sorts or m.kind in PLACES:
                where = m.kind == "state" and _LOCATIVE.search(self.scene.plain[line.span.start : m.span.start])
                marks.append((m.span, "L" if where or m.kind in PLACES else sorts[m.kind], m))
        marks += [(d.span, "D", d) for d in line.dates]
        return marks

    def _phrases(self, masked: Masked[Payload]) -> Iterator[Phrase]:
        for match in self.triggers.phrase.finditer(masked.text):
            noun, det = match["noun"].lower(), (match["det"] or "").strip().lower()
            words = [w for w in re.split(r"[\s,/]+", match["mods"].lower()) if w and w.isascii() and w != "and"]
            inside = tuple(p for p in masked.within(*match.span()) if not isinstance(p, (When, Phrase)))
            if noun in {"call", "event", "panel", "tea", "address", "statement", "message", "tour", "open"} and not (
                det or words or inside
            ):
                continue
            if noun == "visit" and not (det or words or match.string[: match.start()].endswith(("'s ", "on ", "of "))):
                continue
            definite = det in {"the", "this", "that"} and not words and not inside
            yield Phrase(
                masked.span(match),
                self.triggers.kinds[noun],
                noun,
                frozenset(words),
                definite,
                noun.endswith("s") and noun not in {"talks", "discussions", "remarks", "consultations", "negotiations"},
                inside,
            )

    # -- phrases -------------------------------------------------------------------------------------------------------

    def _of_phrases(self, line: Line, whole: Masked[Payload]) -> None:
        text = whole.text
        at = [i for i in sorted(whole.payloads) if isinstance(whole.payloads[i], Phrase)]
        governing: tuple[int, str] | None = None
        previous = -1
        run: list[Draft] = []
        for n, i in enumerate(at):
            phrase = whole.payloads[i]
            assert isinstance(phrase, Phrase)
            high = at[n + 1] if n + 1 < len(at) else len(text)
            coordinate = previous >= 0 and bool(_COORDINATE.match(text[previous + 1 : i]))
            governing = governing if coordinate else self._governor(whole, i)
            run = run if coordinate else []
            if phrase.kind not in {"visit", "arrival", "departure"}:
                run += self._phrase(line, whole, i, high, phrase, governing, run)
            previous = i

    def _governor(self, whole: Masked[Payload], i: int) -> tuple[int, str] | None:
        """The verb that the phrase is the object of: its place and group."""
        verbs = [m for m in self.triggers.verb.finditer(whole.text, 0, i) if "." not in self.triggers.verbs[m.group()]]
        for match in reversed(verbs):
            gap = whole.text[match.end() : i]
            if len(gap) < 60 and _FROM_BETWEEN.match(gap):
                return match.start(), self.triggers.verbs[match.group()]
            if len(gap) > 100:
                break
        return None

    def _phrase(
        self,
        line: Line,
        whole: Masked[Payload],
        i: int,
        high: int,
        phrase: Phrase,
        governing: tuple[int, str] | None,
        run: list[Draft],
    ) -> list[Draft]:
        text = whole.text
        if governing and _NOT.search(text[: governing[0]]):
            return []
        subjects = self._subject(whole, governing[0]) if governing else []
        partners = self._partners(whole, _WITH.match(text[i + 1 : high]), i + 1)
        by = _BY.search(text, i + 1, high)
        if phrase.kind == "address":
            return self._speech(line, whole, i, phrase, governing, subjects)
        if governing and governing[1] == "deliver" and phrase.kind != "press-event":
            subjects = []
        target = self._known(phrase, partners) if phrase.definite else None
        if target is None and not (subjects or partners or by or self._sitting(phrase)):
            if not self._stands_alone(phrase, whole, i):
                return []
        events = [target] if target else self._several(line, whole, phrase, partners, i)
        for draft in events:
            draft.said.append(self.scene.evidence(draft.words if draft is not target else phrase.span, draft.rule, 0.9))
            self._roles(whole, draft, i, high, phrase, governing, subjects, by)
        if by:
            for draft in run:
                self._by(whole, draft, by)
        return [d for d in events if d is not target]

    def _several(
        self, line: Line, whole: Masked[Payload], phrase: Phrase, partners: list[Agent], i: int
    ) -> list[Draft]:
        """One event, or one for each partner of "meetings with A, B and C"."""
        each = (
            phrase.kind in {"bilateral-meeting", "call"}
            and len(partners) > 1
            and "between" not in whole.text[i + 1 : i + 12]
        )
        events = []
        for partner in partners if each else [None]:
            draft = Draft(
                phrase.kind,
                phrase.span,
                line.number,
                f"{phrase.kind}-phrase",
                phrase.noun,
                phrase.mods,
                phrase.definite,
            )
            if partner:
                draft.words = phrase.span
                draft.agent(self.scene, "participant", partner)
            else:
                for agent in partners:
                    draft.agent(self.scene, "participant", agent)
            self.drafts.append(draft)
            events.append(draft)
        return events

    def _roles(
        self,
        whole: Masked[Payload],
        draft: Draft,
        i: int,
        high: int,
        phrase: Phrase,
        governing: tuple[int, str] | None,
        subjects: list[Agent],
        by: re.Match[str] | None,
    ) -> None:
        text = whole.text
        role = {"host": "host", "chair": "chair", "address": "speaker"}.get(
            governing[1] if governing else "", "participant"
        )
        for agent in subjects:
            draft.agent(self.scene, role, agent)
            if role == "host" and agent.things[0].kind == "person":
                draft.agent(self.scene, "participant", agent)
        if governing:
            self._status(text[: governing[0]], text[governing[0] :], draft)
        elif _PLANNED.search(text[:i]) or re.match(
            r"[^.;]*\b(?:will|to) (?:be held|take place|convene|open|be)\b", text[i + 1 :]
        ):
            draft.status = "Planned"
        if by:
            self._by(whole, draft, by)
        if draft.kind in {"ceremony", "meal", "engagement"} and (
            guests := self._partners(whole, _FOR.match(text[i + 1 : high]), i + 1)
        ):
            for agent in guests:
                if agent.things[0].kind == "person":
                    draft.agent(self.scene, "participant", agent)
        for inside in phrase.inside:
            if isinstance(inside, Named):
                draft.tell(self.scene, "about", inside.treaty, inside.span, self._antecedent(inside))
            elif isinstance(inside, (Mention, Agent)) and phrase.noun in _SESSION and self._body(inside):
                draft.agent(self.scene, "participant", self._body(inside))  # type: ignore[arg-type]
        for j in range(i + 1, min(high, i + 60)):
            about = whole.payloads.get(j)
            if (
                isinstance(about, Named)
                and draft.kind in {"ceremony", "multilateral-meeting", "press-event"}
                and re.search(r"\b(?:of|for|on|marking|about)\b[^,;]*$", text[i + 1 : j])
            ):
                draft.tell(self.scene, "about", about.treaty, about.span, self._antecedent(about))
                break
        if _VIA.search(text, i + 1, high):
            draft.tell(self.scene, "remote", Literal("true", "boolean"), draft.words)

    def _by(self, whole: Masked[Payload], draft: Draft, by: re.Match[str]) -> None:
        role = {
            "chaired": "chair",
            "co-chaired": "chair",
            "presided over": "chair",
            "attended": "participant",
            "addressed": "speaker",
        }.get(by["verb"], "host")
        for agent in self._partners(whole, by, 0):
            draft.agent(self.scene, role, agent)
            if role == "host" and agent.things[0].kind == "person":
                draft.agent(self.scene, "participant", agent)

    def _sitting(self, phrase: Phrase) -> bool:
        return phrase.noun in _SESSION and any(self._body(p) for p in phrase.inside if isinstance(p, (Mention, Agent)))

    def _body(self, inside: Mention | Agent) -> Agent | None:
        if isinstance(inside, Mention) and inside.kind == "organization" and inside in self.scene.meant:
            return Agent(inside.span, (self.scene.meant[inside],), inside.naming)
        return inside if isinstance(inside, Agent) and inside.things[0].kind == "organization" else None

    @staticmethod
    def _stands_alone(phrase: Phrase, whole: Masked[Payload], i: int) -> bool:
        """A ceremony or conference of which only the day is told."""
        return (
            phrase.kind in {"ceremony", "multilateral-meeting"}
            and bool(phrase.mods or phrase.inside)
            and bool(
                grammar(
                    r"^[^,;]{0,60}(?:was|is|will be|to be)? ?(?:held|take place|took place|taking place|opened|convened)[^;]{0,60}<D>"
                ).match(whole.text[i + 1 :])
            )
        )

    def _known(self, phrase: Phrase, partners: list[Agent]) -> Draft | None:
        """The event told of before that "the ceremony" or "the event" takes up."""
        if partners:
            return None
        for draft in reversed(self.drafts):
            if draft.noun.rstrip("s") == phrase.noun.rstrip("s") or (
                phrase.noun == "event" and draft.kind in {"ceremony", "multilateral-meeting"}
            ):
                return draft
        return None

    def _speech(
        self,
        line: Line,
        whole: Masked[Payload],
        i: int,
        phrase: Phrase,
        governing: tuple[int, str] | None,
        subjects: list[Agent],
    ) -> list[Draft]:
        if not governing or governing[1] not in {"deliver", "hold"} or not subjects:
            return []
        there = next(
            (
                whole.payloads[j]
                for j in range(i + 1, min(i + 30, len(whole.text)))
                if isinstance(whole.payloads.get(j), Phrase)
            ),
            None,
        )
        if isinstance(there, Phrase) and re.match(
            r"^ (?:at|during|to) (?:the )?$", whole.text[i + 1 : whole.index(there.span.start)]
        ):
            target = self._known(there, [])
            if target is None:
                target = Draft(
                    there.kind, there.span, line.number, f"{there.kind}-phrase", there.noun, there.mods, there.definite
                )
                self.drafts.append(target)
                target.said.append(self.scene.evidence(there.span, target.rule, 0.85))
            for agent in subjects:
                target.agent(self.scene, "speaker", agent)
            return []
        if phrase.noun not in {"speech", "address", "keynote", "keynote speech", "keynote address", "lecture"}:
            return []
        draft = Draft("address", phrase.span, line.number, "address-phrase", "speech", phrase.mods)
        draft.said.append(self.scene.evidence(phrase.span, draft.rule, 0.8))
        for agent in subjects:
            draft.agent(self.scene, "speaker", agent)
        self._status(whole.text[: governing[0]], whole.text[governing[0] :], draft)
        self.drafts.append(draft)
        return [draft]

    # -- verbs ---------------------------------------------------------------------------------------------------------

    def _of_verbs(self, line: Line, whole: Masked[Payload]) -> None:
        for match in _RECEIVED.finditer(whole.text):
            self._audience(line, whole, match)
        for match in self.triggers.verb.finditer(whole.text):
            group = self.triggers.verbs[match.group()]
            if "." in group and not _NOT.search(whole.text[: match.start()]):
                kind, _, frame = group.partition(".")
                getattr(self, f"_{frame}")(line, whole, match, kind)

    def _draft(self, line: Line, whole: Masked[Payload], match: re.Match[str], kind: str, frame: str) -> Draft:
        draft = Draft(kind, whole.span(match), line.number, f"{kind}-{frame}", frame)
        draft.said.append(self.scene.evidence(draft.words, draft.rule, 0.92))
        self._status(whole.text[: match.start()], match.group(), draft)
        self.drafts.append(draft)
        return draft

    def _audience(self, line: Line, whole: Masked[Payload], match: re.Match[str]) -> None:
        verb = re.search(r"received|greeted|granted|hosted|met", match.group())
        hosts = self._partners(whole, _AGENTS.search(whole.text, *match.span("host")), 0)
        guests = self._partners(whole, _AGENTS.search(whole.text, *match.span("guest")), 0)
        if not verb or not hosts or not guests or not any(a.things[0].kind == "person" for a in guests):
            return
        span = whole.at(match.start() + verb.start(), match.start() + verb.end())
        for host in hosts:
            draft = Draft("bilateral-meeting", span, line.number, "bilateral-meeting-received", "received")
            draft.said.append(self.scene.evidence(span, draft.rule, 0.9))
            self._status(whole.text[match.start() : match.start() + verb.start()], "", draft)
            draft.agent(self.scene, "participant", host)
            draft.agent(self.scene, "host", host)
            draft.agent(self.scene, "participant", guests[-1])
            self.drafts.append(draft)

    def _with(self, line: Line, whole: Masked[Payload], match: re.Match[str], kind: str) -> None:
        text = whole.text
        subjects = self._subject(whole, match.start())
        objects = self._partners(
            whole,
            grammar(rf"^ (?:\w+ly |briefly |again |with |his |her |visiting |later )*(?P<agents>{_LIST})").match(
                text[match.end() :]
            ),
            match.end(),
        )
        if not subjects or text[match.end() : match.end() + 3] == " <E":
            return
        if objects:
            for partner in objects:
                draft = self._draft(line, whole, match, kind, "met")
                for agent in (*subjects, partner):
                    draft.agent(self.scene, "participant", agent)
        elif len({t for a in subjects for t in a.things}) > 1 and re.match(
            r"(?: (?:briefly|separately|again|today|earlier|later))?(?: (?:in|at|on|for|during|here)\b|,|\.|$| <?)",
            text[match.end() :],
        ):
            if match.group().split()[0] in {"met", "meet", "meets"}:
                draft = self._draft(line, whole, match, kind, "met")
                for agent in subjects:
                    draft.agent(self.scene, "participant", agent)

    def _receive(self, line: Line, whole: Masked[Payload], match: re.Match[str], kind: str) -> None:
        if match.group() not in {"received", "receives", "receive", "greeted"}:
            return
        hosts = [a for a in self._subject(whole, match.start()) if a.things[0].kind == "person"]
        guests = self._partners(
            whole, grammar(rf"^ (?:visiting )?(?P<agents>{_LIST})").match(whole.text[match.end() :]), match.end()
        )
        for guest in guests if hosts else []:
            if guest.things[0].kind == "person":
                draft = self._draft(line, whole, match, kind, "received")
                draft.agent(self.scene, "host", hosts[0])
                draft.agent(self.scene, "participant", hosts[0])
                draft.agent(self.scene, "participant", guest)

    def _arrive(self, line: Line, whole: Masked[Payload], match: re.Match[str], kind: str) -> None:
        self._travel(line, whole, match, kind, r"^ (?:the )?(?:\w+ \w+ of )?(?P<where><LS>)")

    def _depart(self, line: Line, whole: Masked[Payload], match: re.Match[str], kind: str) -> None:
        self._travel(line, whole, match, kind, r"^ (?:the )?(?P<where><LS>)")

    def _travel(self, line: Line, whole: Masked[Payload], match: re.Match[str], kind: str, there: str) -> None:
        found = grammar(there).match(whole.text[match.end() :])
        people = [a for a in self._subject(whole, match.start()) if a.things[0].kind == "person"]
        if not found or not people:
            return
        place = whole.payloads[match.end() + found.start("where")]
        draft = self._draft(line, whole, match, kind, kind)
        self._locate(draft, place, whole.payloads.get(match.end() + found.end() + 2))
        for agent in people:
            draft.agent(self.scene, "participant", agent)
        self._stay(line, people, draft.words, place, "", draft)

    def _visit(self, line: Line, whole: Masked[Payload], match: re.Match[str], kind: str) -> None:
        found = grammar(r"^ (?:the )?(?:late \w+'s )?(?P<where><LSP>)(?P<at>[^,;.]{0,60}? at (?:the )?<L>)?").match(
            whole.text[match.end() :]
        )
        people = [a for a in self._subject(whole, match.start()) if a.things[0].kind == "person"]
        if not found or not people:
            return
        there = whole.payloads[match.end() + found.start("where")]
        tribute = "tribute" in match.group() or "respects" in match.group()
        if isinstance(there, Agent) and not tribute:
            return
        if isinstance(there, Mention) and there.kind in {"state", "city"} and not tribute:
            if kind == "visit":
                self._stay(line, people, whole.span(match), there, "", None, whole, match)
            return
        if isinstance(there, Mention) and (there.kind in PLACES or tribute) or tribute:
            if kind == "visit" and any(d.words == whole.span(match) for d in self.drafts):
                return
            draft = self._draft(line, whole, match, "engagement", "visited")
            for agent in people:
                draft.agent(self.scene, "participant", agent)
            if isinstance(there, Mention):
                self._locate(draft, there, None)

    def _wreath(self, line: Line, whole: Masked[Payload], match: re.Match[str], kind: str) -> None:
        people = [a for a in self._subject(whole, match.start()) if a.things[0].kind in {"person", "organization"}]
        if people:
            draft = self._draft(line, whole, match, kind, "wreath")
            for agent in people:
                draft.agent(self.scene, "participant", agent)

    # -- stays ---------------------------------------------------------------------------------------------------------

    def _stays(self, line: Line, whole: Masked[Payload]) -> None:
        for match in _STAY.finditer(whole.text):
            people = [a for a in self._visitor(line, whole, match.start()) if a.things[0].kind == "person"]
            if people:
                place = whole.payloads[match.start("where")]
                self._stay(line, people, whole.span(match), place, match["kind"] or "", None, whole, match)

    def _visitor(self, line: Line, whole: Masked[Payload], at: int) -> list[Agent]:
        """Whose visit it is: the possessor, else the subject of the sentence, else of the one before."""
        own = re.search(r"()'s? (?:\w+ )*$", whole.text[:at])
        if own and isinstance(whole.payloads.get(own.start()), Agent):
            return [whole.payloads[own.start()]]  # type: ignore[list-item]
        subjects = self._subject(whole, at)
        return subjects[:1]

    def _stay(
        self,
        line: Line,
        people: list[Agent],
        words: Span,
        place: Payload | None,
        kind: str,
        leg: Draft | None,
        whole: Masked[Payload] | None = None,
        match: re.Match[str] | None = None,
    ) -> None:
        """A visit; an arrival or a departure is a part of it."""
        if not isinstance(place, Mention):
            return
        draft = Draft("visit", words, line.number, "visit", "visit", frozenset({kind} if kind else ()))
        draft.said.append(self.scene.evidence(words, draft.rule, 0.85, implicit=leg is not None))
        for agent in people:
            draft.agent(self.scene, "visitor", agent)
        thing = self.scene.meant.get(place)
        if thing:
            draft.tell(self.scene, "place", thing, place.span)
        if kind in {"state", "official", "working", "private"}:
            draft.tell(self.scene, "visitKind", Literal(kind), words)
        if whole is not None and match is not None:
            self._status(whole.text[: match.start()], "", draft)
        if leg is not None:
            draft.status = leg.status
            leg.part_of = draft
        self.drafts.append(draft)

    # -- partners, places, days ----------------------------------------------------------------------------------------

    def _partners(self, whole: Masked[Payload], match: re.Match[str] | None, shift: int) -> list[Agent]:
        if not match:
            return []
        start, end = match.span("agents")
        out = []
        for payload in whole.within(start + shift, end + shift):
            if agent := self._agent(payload):
                out.append(agent)
        return out

    def _agent(self, payload: Payload) -> Agent | None:
        if isinstance(payload, Agent):
            return payload
        if isinstance(payload, Mention) and payload.kind in {"state", "organization"} and payload in self.scene.meant:
            return Agent(payload.span, (self.scene.meant[payload],), payload.naming)
        return None

    def _subject(self, whole: Masked[Payload], verb: int) -> list[Agent]:
        """Who does it: the last list before the verb that no preposition governs, within the sentence."""
        opening = whole.text.rfind(";", 0, verb) + 1
        found = [m for m in _AGENTS.finditer(whole.text, opening, verb)]
        free = [
            m
            for m in found
            if not _PREFIXED.search(whole.text[opening : m.start()])
            or re.search(
                r"^[^,]*,\s*$|(?:^|[.,;] ?)(?:On|In|At|From|During|After|Following|Before|For|With|To|By|While|As|While in)\b[^,]*, (?:the )?$",
                whole.text[opening : m.start()],
            )
        ]
        chosen = [m for m in free if not re.match(r"'s? (?!$)", whole.text[m.end() :])] or free
        return self._partners(whole, chosen[-1], 0) if chosen else []

    def _status(self, before: str, after: str, draft: Draft) -> None:
        if _PLANNED.search(before):
            draft.status = "Planned"
        for status, words in _OFF.items():
            if words.search(before[-40:]) or words.match(after[:40].lstrip()):
                draft.status = status

    def _locate(self, draft: Draft, place: Payload | None, wider: Payload | None) -> None:
        if isinstance(place, Mention) and place in self.scene.meant:
            draft.tell(self.scene, "place", self.scene.meant[place], place.span)

    def _where(self, whole: Masked[Payload], draft: Draft) -> None:
        if draft.things("place") or draft.kind in {"visit", "arrival", "departure"}:
            return
        start = whole.index(draft.words.start)
        found = _AT.search(whole.text, start)
        if found and found.start() - start < 90 and not re.search(r"[;]", whole.text[start : found.start()]):
            place = whole.payloads[found.start("place")]
            if isinstance(place, Mention) and place.kind in PLACES:
                self._locate(draft, place, None)

    def _when(self, line: Line, whole: Masked[Payload], draft: Draft) -> None:
        at = whole.index(draft.words.start)
        dates = [(i, p) for i, p in sorted(whole.payloads.items()) if isinstance(p, When) and self.clock.of(p)]
        events = sorted({whole.index(d.words.start) for d in self.drafts if d.line == line.number})
        following = [i for i in events if i > at]
        after = [
            p
            for i, p in dates
            if i > at
            and (not following or i < following[0] or len(dates) == 1)
            and not re.search(
                r"\b(?:since|until|adopted|founded|anniversary|first|following the first)\b[^;]*$", whole.text[at:i]
            )
        ]
        before = [
            p for i, p in dates if i < at and not re.search(r"\b(?:since|until|adopted)\b[^,;]*$", whole.text[:i])
        ]
        chosen = (
            before[-1:] if before and (before[-1].span.start - line.span.start < 45 or not after) else after[:1]
        ) or after[:1]
        if chosen and (moment := self.clock.of(chosen[0])):
            draft.date(self.scene, moment, chosen[0].span)
        elif self.day and not dates and draft.kind not in {"visit"}:
            link = _LINK.search(line.span.of(self.scene.plain))
            if link and not _LOOSE.match(line.span.of(self.scene.plain)) and draft.status == "Held":
                span = Span(line.span.start + link.start(), line.span.start + link.end())
                draft.date(self.scene, self.day, span, carried=True)

    def _antecedent(self, named: Named) -> Span | None:
        mention = None if named.naming else named.treaty.naming_mention(named.span.start)
        return mention.span if mention else None
