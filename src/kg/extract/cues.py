"""Weighs the words around an office that names no state: the signs by which a reader knows whose it is.

In: a scene, its claims, and what was settled of them. Out: for an office, states with the words that name them and a
weight. Never: a decision; that is for :mod:`.implied`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..gazetteer import key as folded
from .cast import Thing
from .office import Office
from .people import Claim
from .scene import Line, Scene
from .signs import Cue, Signs
from .states import States, naming_at
from .words import canonical, words

_ACTS = r"(?:sign\w*|initial\w*|spoke|speaks|voted|accepted|negotiated|acted|acting)"
_SIGNED_FOR = re.compile(
    rf"\b{_ACTS}\b(?:[^.;]{{0,30}} for|[^.;]{{0,160}} on behalf of)(?: the)?(?: government of)?(?: the)? $"
    r"|^,? (?:for|on behalf of) (?:the )?$"
)
_BY = re.compile(
    r"\b(?:represented|led|headed|signed|chaired|presided over)\b[^.;]{0,30} by (?:[^.;]{0,80}, )?(?:the |its )?$"
)
_SIDE = re.compile(r"^ (?:side|delegation|team|part)\b[^.;]*$")
ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir|whose) (?:(?:new|then|former|own) )?$")
_NEIGHBOUR = re.compile(
    r"(?:,|,? and|,? as well as|,? along with|,? alongside| by|,? accompanied by)(?: the| its| his| her)? "
)
JOURNEY = re.compile(
    r"(?<!will )(?<!to )\b(?:arriv|flew|fly|travel|trip|visit|land|reach|tour|journey|went|goes|going|return|came|stay"
    r"|depart|headed|heading|left for)\w*\b[^.;]{0,40}(?:in|to|at|for|of|on|from)? ?(?:the )?$"
)
_ARRIVAL = re.compile(
    r"(?<!will )(?<!to )\b(?:arriv|flew|travel|trip|visit|land|reach|tour|journey|went|goes|came|stay)\w*\b"
    r"[^.;]{0,40}(?:in|to|at|of|on)? ?(?:the )?$"
)
_OPENING = 60
"""Characters at the start of a sentence in which its subject stands."""
_COMPANY = re.compile(r"\b(?:accompan\w+|together with|joined|delegation|entourage)\b")
_SHARE = 1.6
FIRST = frozenset({"president", "king", "queen", "emperor", "emir", "sultan"})
_HIGHEST = FIRST | {"prime minister", "chancellor"}


class Cues:
    """The signs of a scene; ``settled`` says whose an office of a claim is, by the claim's place and the title."""

    def __init__(self, scene: Scene, claims: list[Claim]) -> None:
        self.scene, self.claims, self.words = scene, claims, words()
        self.settled: dict[tuple[int, str], Thing] = {}
        self.headlines = [line for line in scene.lines if line.sentence.kind == "title"]
        self.states = States(scene)
        self.named = self.states.named
        self.signs = Signs(self.states, claims)

    def of(self, claim: Claim, office: Office) -> Iterator[Cue]:
        """The signs of whose an office is.

        Parameters
        ----------
        claim: who is said to hold it.
        office: without a state or body.
        """
        line = self.scene.lines[claim.line]
        yield from self._elsewhere(claim)
        yield from self.signs.of(claim, office, line)
        yield from self._sides(claim, line)
        yield from self._owners(claim, office)
        yield from self._neighbours(claim, office, line)
        yield from self._custom(office)
        yield from self._near(claim, line)
        yield from self._settings(claim)
        for state in {t: None for m, t in self.named if any(line.span.holds(m.span) for line in self.headlines)}:
            if naming := naming_at(state, claim.span.start):
                yield Cue(state, naming, 0.5)
        for state, share in self.states.share.items():
            if naming := naming_at(state, claim.span.start):
                yield Cue(state, naming, _SHARE * share)

    def _elsewhere(self, claim: Claim) -> Iterator[Cue]:
        """Another office of the same person, in a state."""
        for other in self.claims:
            if other.person is claim.person:
                for office in other.offices:
                    state = office.scope or self.settled.get((other.span.start, office.title))
                    if state and state.kind == "state" and (naming := naming_at(state, claim.span.start)):
                        yield Cue(state, office.scope_at.span if office.scope_at else naming, 6)

    def _sides(self, claim: Claim, line: Line) -> Iterator[Cue]:
        """ "signed for Chad", "Chad was represented by its …", "on the Chadian side"."""
        plain = self.scene.plain
        inside = [(m, t) for m, t in self.named if line.span.holds(m.span)]
        opening, side = plain[line.span.start : claim.span.start], None
        for mention, state in inside:
            if mention.kind == "city":
                continue
            if mention.span.start > claim.name_at.span.end:
                if _SIGNED_FOR.search(plain[claim.name_at.span.end : mention.span.start]):
                    yield Cue(state, mention.span, 6)
            elif mention.span.end <= claim.span.start:
                between = plain[mention.span.end : claim.span.start]
                if _SIDE.match(between):
                    side = Cue(state, mention.span, 5)
                elif _BY.search(between):
                    yield Cue(state, mention.span, 3)
        if side:
            yield side
        if ITS.search(opening) or plain[claim.span.start :].startswith(("its ", "Its ")):
            before = [(m, t) for m, t in self.named if m.span.end <= claim.span.start and m.kind != "city"]
            first = before[-1] if before and line.span.holds(before[-1][0].span) else None
            if first:
                yield Cue(first[1], first[0].span, 4)

    def _neighbours(self, claim: Claim, office: Office, line: Line) -> Iterator[Cue]:
        """The state of the person named just before in a list, or of the one who is accompanied."""
        before = [c for c in self.claims if c.line == claim.line and c.span.end <= claim.span.start and c.offices]
        if not before:
            return
        gap = self.scene.plain[before[-1].span.end : claim.span.start]
        last = before[-1] if _NEIGHBOUR.fullmatch(gap) else before[0] if _COMPANY.search(gap) else None
        rising = (
            canonical(office.title) in _HIGHEST
            and last
            and not any(canonical(o.title) in _HIGHEST for o in last.offices)
        )
        crowned = last and canonical(office.title) in FIRST and any(canonical(o.title) in FIRST for o in last.offices)
        if last and not rising and not crowned:
            for office in last.offices:
                state = self.settled.get((last.span.start, office.title))
                naming = naming_at(state, claim.span.start) if state and state.kind == "state" else None
                if state and naming:
                    yield Cue(state, naming, 3)

    def _owners(self, claim: Claim, office: Office) -> Iterator[Cue]:
        """ "Roe's spokesman", "her foreign minister": the state of the one who is named or was last named."""
        opening = self.scene.plain[max(0, office.span.start - 20) : office.span.start]
        earlier = [c for c in self.claims if c.span.end <= office.span.start and c.person is not claim.person]
        if re.search(r"\b(?:[Hh]is|[Hh]er) (?:\w+ )?$", opening):
            owner = earlier[-1].person if earlier else None
        else:
            possessed = office.span.start - 3
            owner = next((t for t in self.scene.cast.of_kind("person") if _ends(t, possessed, self.scene.plain)), None)
        for other in earlier:
            if other.person is owner:
                for held in other.offices:
                    state = self.settled.get((other.span.start, held.title))
                    naming = naming_at(state, claim.span.start) if state and state.kind == "state" else None
                    if state and naming:
                        yield Cue(state, naming, 4)

    def customary(self, office: Office, state: Thing) -> bool:
        """Whether custom lets a state use a title: it is no other state's, or its own."""
        label = self.words.customary.get(folded(office.title))
        tables = self.scene.lexicon.tables
        return label is None or (state.key in tables and tables[state.key].label == label)

    def _custom(self, office: Office) -> Iterator[Cue]:
        if folded(office.title) not in self.words.customary:
            return
        for state in self.scene.cast.of_kind("state"):
            naming = naming_at(state, office.span.start)
            if naming and self.customary(office, state):
                yield Cue(state, naming, 6)

    def _near(self, claim: Claim, line: Line) -> Iterator[Cue]:
        """The state named last before the office in its sentence, or first in the one before, be it by an office."""
        here = self.states.between(line.span.start, claim.span.start)
        for _, at, state in self.states.between(claim.span.end, line.span.end)[:1]:
            yield Cue(state, at, 0.6)
        if here:
            yield Cue(here[-1][2], here[-1][1], 1.5)
        elif line.number and self.scene.lines[line.number - 1].sentence.kind == "body":
            earlier = self.scene.lines[line.number - 1].span
            claimed = [c.span for c in self.claims if earlier.holds(c.span)]
            there = [
                (start, state, at)
                for start, at, state in self.states.between(earlier.start, earlier.end)
                if not any(c.holds(at) for c in claimed) and not JOURNEY.search(self.scene.plain, earlier.start, start)
            ]
            there += [
                (c.span.start + _OPENING // 2, held, naming)
                for c in self.claims
                if earlier.holds(c.span)
                for o in c.offices
                if (held := self.settled.get((c.span.start, o.title))) and held.kind == "state"
                if (naming := naming_at(held, claim.span.start))
            ]
            if there:
                first, subject, at = min(there, key=lambda t: t[0])
                yield Cue(subject, at, 1.2 if first - earlier.start < _OPENING else 0.4)

    def _settings(self, claim: Claim) -> Iterator[Cue]:
        """Where the story stands: the place last arrived at; the dateline; the state in the outlet's name."""
        for mention, state in reversed(self.named):
            if mention.span.start < claim.span.start:
                opening = self.scene.plain[max(0, mention.span.start - 60) : mention.span.start]
                if _ARRIVAL.search(opening):
                    yield Cue(state, naming_at(state, claim.span.start) or mention.span, 1.5)
                    break
        for mention, state in self.named:
            if any(d.holds(mention.span) for d in self.states.datelines):
                yield Cue(state, naming_at(state, claim.span.start) or mention.span, 1.5)
        for state in dict.fromkeys(t for _, t in self.named):
            if self._publishes(state) and (naming := naming_at(state, claim.span.start)):
                yield Cue(state, naming, 2.5)

    def _publishes(self, state: Thing) -> bool:
        """Whether the outlet has the state in its name."""
        names = {folded(n) for n in state.names}
        if state.key in self.scene.lexicon.tables:
            row = self.scene.lexicon.tables[state.key]
            names |= {folded(n) for n in (*row.names, *row.demonyms)}
        outlet = f" {folded(self.scene.document.publisher or '')} "
        return any(f" {n} " in outlet for n in names if len(n) > 3)


def _ends(person: Thing, at: int, plain: str) -> bool:
    """Whether a possessive of the person's name ends three characters before what is owned."""
    return plain[at : at + 3] == "'s " and any(m.span.end == at for m in person.mentions)
