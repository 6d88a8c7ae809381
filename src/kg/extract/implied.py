"""Infers the state or body of an office from words around it that do not say it of the office.

In: claims whose office names no state or body. Out: the one that the surroundings imply, with the words that name it.
Never: a state that the text does not name, or one whose office of that title the text gives to someone else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..gazetteer import key as folded
from ..model import Mention, Span
from ..reference import Row
from .cast import Thing
from .office import Office
from .people import Claim, People
from .scene import Line, Scene
from .words import words

_SAME = {
    "minister of foreign affairs": "foreign minister",
    "minister for foreign affairs": "foreign minister",
    "foreign affairs minister": "foreign minister",
    "external affairs minister": "foreign minister",
    "minister of external affairs": "foreign minister",
    "secretary of state": "foreign minister",
    "head of state": "president",
    "premier": "prime minister",
    "head of government": "prime minister",
    "taoiseach": "prime minister",
    "minister of defence": "defense minister",
    "minister of defense": "defense minister",
    "defence minister": "defense minister",
}
_ONE = frozenset({"president", "king", "queen", "emperor", "emir", "sultan", "prime minister", "foreign minister", "chancellor", "vice president",
    "defense minister", "finance minister", "speaker", "crown prince"})  # fmt: skip
_ACTS = r"(?:sign\w*|initial\w*|spoke|speaks|voted|accepted|negotiated|acted|acting)"
_SIGNED_FOR = re.compile(
    rf"\b{_ACTS}\b(?:[^.;]{{0,30}} for|[^.;]{{0,160}} on behalf of)(?: the)?(?: government of)?(?: the)? $"
    r"|^,? (?:for|on behalf of) (?:the )?$"
)
_BY = re.compile(r"\b(?:represented|led|headed|signed|chaired|presided over)\b[^.;]{0,30} by (?:[^.;]{0,80}, )?(?:the |its )?$")
_SIDE = re.compile(r"^ (?:side|delegation|team|part)\b[^.;]*$")
_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]heir|whose) (?:(?:new|then|former|own) )?$")
_NEIGHBOUR = re.compile(r"(?:,|,? and|,? as well as|,? along with|,? alongside| by|,? accompanied by)(?: the| its| his| her)? ")
_JOURNEY = re.compile(
    r"(?<!will )(?<!to )\b(?:arriv|flew|fly|travel|trip|visit|land|reach|tour|journey|went|goes|going|return|came|stay|depart|headed|heading|left for)\w*\b[^.;]{0,40}(?:in|to|at|for|of|on|from)? ?(?:the )?$"
)
_ARRIVAL = re.compile(
    r"(?<!will )(?<!to )\b(?:arriv|flew|travel|trip|visit|land|reach|tour|journey|went|goes|came|stay)\w*\b[^.;]{0,40}(?:in|to|at|of|on)? ?(?:the )?$"
)
_OPENING = 60
"""Characters at the start of a sentence in which its subject stands."""
_COMPANY = re.compile(r"\b(?:accompan\w+|together with|joined|delegation|entourage)\b")
_SHARE = 1.6
_HIGHEST = frozenset({"president", "king", "queen", "emperor", "emir", "sultan", "prime minister", "chancellor"})
_STEPS = (5.0, 3.0, 0.9)
_LEAD, _FORMER = 0.4, 2.0


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign that an office belongs to a state: the words that name the state, and how much it weighs."""

    state: Thing
    at: Span
    weight: float


class Implied:
    """Answers for the offices of a scene, in the order of the text, which state or body is implied."""

    def __init__(self, scene: Scene, people: People) -> None:
        self.scene, self.claims = scene, people.claims
        self.words = words()
        self.holders: dict[tuple[str, Thing], set[Thing]] = defaultdict(set)
        self.settled: dict[tuple[int, str], Thing] = {}
        self.decided: dict[tuple[Thing, str], tuple[Thing, Span]] = {}
        self.headlines = [line for line in scene.lines if line.sentence.kind == "title"]
        self.datelines = [r.span for r in scene.document.regions if r.kind == "dateline"]
        self.absent: dict[str, Thing] = {}
        mentions = [m for line in scene.lines for m in line.mentions]
        said = {m: t for m in mentions if (t := self._state(m))}
        self.named = [(m, t) for m in mentions if (t := said.get(m) or self._country(m))]
        self.share = self._shares()
        for claim in self.claims:
            for office in claim.offices:
                if office.scope:
                    self.note(claim, office, office.scope)

    def note(self, claim: Claim, office: Office, scope: Thing) -> None:
        """Remembers what is settled, for the offices that follow."""
        self.settled.setdefault((claim.span.start, office.title), scope)
        if office.standing == "incumbent":
            self.holders[canonical(office.title), scope].add(claim.person)

    def settle(self, pending: Iterable[tuple[Claim, Office]]) -> None:
        """Decides the states of offices, the surest first, each person's office once.

        Parameters
        ----------
        pending: the offices that only states have and that no words give a state, with those who hold them.
        """
        groups: dict[tuple[Thing, str], list[tuple[Claim, Office]]] = defaultdict(list)
        for claim, office in pending:
            groups[claim.person, canonical(office.title)].append((claim, office))
        for least in _STEPS:
            for group, members in groups.items():
                if group in self.decided:
                    continue
                found = [
                    f
                    for claim, office in members
                    if (f := self._best(claim, office)) and f[0] >= max(least, _FORMER * (office.standing == "former"))
                ]
                if found:
                    _, state, at = max(found, key=lambda f: f[0])
                    self.decided[group] = state, at
                    for claim, office in members:
                        self.note(claim, office, state)

    def state(self, claim: Claim, office: Office) -> tuple[Thing, Span] | None:
        """The state decided on for an office, and where the text names it."""
        return self.decided.get((claim.person, canonical(office.title)))

    def _best(self, claim: Claim, office: Office) -> tuple[float, Thing, Span] | None:
        """The state with the greatest weight, if it leads clearly."""
        opening = self.scene.plain[max(0, office.span.start - 12) : office.span.start]
        if canonical(office.title) == "president" and _ITS.search(opening):
            return None
        weights: dict[Thing, float] = defaultdict(float)
        at: dict[Thing, tuple[float, Span]] = {}
        for cue in self._cues(claim, office):
            weights[cue.state] += cue.weight
            at[cue.state] = max(at.get(cue.state, (0.0, cue.at)), (cue.weight, cue.at), key=lambda p: p[0])
        ranked = sorted(
            ((w, t.id, t) for t, w in weights.items() if self._free(t, claim, office)), key=lambda r: (-r[0], r[1])
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _LEAD):
            return None
        weight, _, state = ranked[0]
        return None if state.id in self.absent else (weight, state, at[state][1])

    def body(self, office: Office) -> tuple[Thing, Span] | None:
        """The body that "its" stands for; else of a title that by custom one body uses, unless the text names another's
        secretariat."""
        if office.level == "body" and (owner := self._its(office)):
            return owner
        label = self.words.customary.get(folded(office.title.partition(" for ")[0]), "")
        rows = [r for r in self.scene.lexicon.tables.by_kind("organization") if r.label == label] if label else []
        if not rows:
            return None
        bodies = self.scene.cast.of_kind("organization")
        seats = {folded(n) for b in bodies for n in b.names}
        owners = [b for b in bodies if any(f"{folded(n)} secretariat" in seats for n in b.names)]
        thing = owners[0] if owners else self._named_within(rows[0])
        naming = thing.naming_mention(office.span.start) if thing else None
        return (thing, naming.span) if thing and naming else None

    def _its(self, office: Office) -> tuple[Thing, Span] | None:
        """ "its Director": the body named last before in the sentence."""
        if not _ITS.search(self.scene.plain[max(0, office.span.start - 12) : office.span.start]):
            return None
        line = next(line for line in self.scene.lines if line.span.holds(office.span))
        before = [m for m in line.mentions if m.kind == "organization" and m.naming and m.span.end < office.span.start]
        thing = self.scene.meant.get(before[-1]) if before else None
        return (thing, before[-1].span) if thing and thing.kind == "organization" else None

    def _named_within(self, row: Row) -> Thing | None:
        """The body of a row, if the text names it, be it within another name ("UN Headquarters")."""
        if thing := self.scene.cast.by_key("organization", row.key):
            return thing
        names = "|".join(re.escape(n) for n in sorted({*row.names, *row.acronyms}, key=len, reverse=True))
        match = re.search(rf"(?<!\w)(?:{names})(?!\w)", self.scene.plain)
        if not match:
            return None
        span = Span(*match.span())
        return self.scene.cast.known(Mention(span, span.of(self.scene.text), "organization", key=row.key))

    def _state(self, mention: Mention) -> Thing | None:
        if mention.kind == "state":
            return self.scene.meant.get(mention)
        if mention.kind == "demonym":
            return self.scene.state_of(mention)
        return None

    def _country(self, mention: Mention) -> Thing | None:
        """The state of a city; one that the text does not name stands in the way of others and is never the answer."""
        tables = self.scene.lexicon.tables
        if mention.kind != "city" or mention.key not in tables or mention.text in self.words.seats:
            return None
        key = tables[mention.key].parent
        known = self.scene.cast.by_key("state", key) if key else None
        return known or (self.absent.setdefault(key, Thing(key, "state", key)) if key else None)

    def _shares(self) -> dict[Thing, float]:
        counts: dict[Thing, int] = defaultdict(int)
        for mention, thing in self.named:
            counts[thing] += 1 if mention.kind != "city" else thing.id in self.absent
        total = sum(counts.values()) or 1
        return {t: n / total for t, n in counts.items()}

    def _free(self, state: Thing, claim: Claim, office: Office) -> bool:
        """Whether no one else is said to hold that office of that state, and the person does not travel to it."""
        title = canonical(office.title)
        if title in _ONE and office.standing == "incumbent" and self.holders[title, state] - {claim.person}:
            return False
        line = self.scene.lines[claim.line]
        for mention, thing in self.named:
            if thing is state and line.span.holds(mention.span) and mention.span.start > claim.name_at.span.end:
                between = Span(claim.name_at.span.end, mention.span.start)
                others = any(between.holds(m.span) and m.kind in {"title", "name"} for m in line.mentions)
                if not others and between.end - between.start < 90 and _JOURNEY.search(between.of(self.scene.plain)):
                    return False
        return True

    def _cues(self, claim: Claim, office: Office) -> Iterator[Cue]:
        line = self.scene.lines[claim.line]
        yield from self._elsewhere(claim)
        yield from self._sides(claim, line)
        yield from self._owners(claim, office)
        yield from self._neighbours(claim, office, line)
        yield from self._custom(office)
        yield from self._near(claim, line)
        yield from self._settings(claim)
        for state in {t: None for m, t in self.named if any(line.span.holds(m.span) for line in self.headlines)}:
            if naming := _naming(state, claim.span.start):
                yield Cue(state, naming, 0.5)
        for state, share in self.share.items():
            if naming := _naming(state, claim.span.start):
                yield Cue(state, naming, _SHARE * share)

    def _elsewhere(self, claim: Claim) -> Iterator[Cue]:
        """Another office of the same person, in a state."""
        for other in self.claims:
            if other.person is claim.person:
                for office in other.offices:
                    if office.scope and office.scope.kind == "state" and office.scope_at:
                        yield Cue(office.scope, office.scope_at.span, 6)

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
        if _ITS.search(opening) or plain[claim.span.start :].startswith(("its ", "Its ")):
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
        rising = canonical(office.title) in _HIGHEST and last and not any(
            canonical(o.title) in _HIGHEST for o in last.offices
        )
        if last and not rising:
            for office in last.offices:
                state = self.settled.get((last.span.start, office.title))
                naming = _naming(state, claim.span.start) if state and state.kind == "state" else None
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
                    naming = _naming(state, claim.span.start) if state and state.kind == "state" else None
                    if state and naming:
                        yield Cue(state, naming, 4)

    def _custom(self, office: Office) -> Iterator[Cue]:
        label = self.words.customary.get(folded(office.title))
        for state in self.scene.cast.of_kind("state") if label else ():
            if state.key in self.scene.lexicon.tables and self.scene.lexicon.tables[state.key].label == label:
                if naming := _naming(state, office.span.start):
                    yield Cue(state, naming, 6)

    def _near(self, claim: Claim, line: Line) -> Iterator[Cue]:
        """The state named last before the office in its sentence, or first in the one before, be it by an office."""
        here = self._between(line.span.start, claim.span.start)
        for at, state in self._between(claim.span.end, line.span.end)[:1]:
            yield Cue(state, at, 0.6)
        if here:
            yield Cue(here[-1][1], here[-1][0], 1.5)
        elif line.number and self.scene.lines[line.number - 1].sentence.kind == "body":
            earlier = self.scene.lines[line.number - 1].span
            claimed = [c.span for c in self.claims if earlier.holds(c.span)]
            there = [
                (at.start, state, at)
                for at, state in self._between(earlier.start, earlier.end)
                if not any(c.holds(at) for c in claimed)
            ]
            there += [
                (c.span.start + _OPENING // 2, state, naming)
                for c in self.claims
                if earlier.holds(c.span)
                for o in c.offices
                if (state := self.settled.get((c.span.start, o.title))) and state.kind == "state"
                if (naming := _naming(state, claim.span.start))
            ]
            if there:
                first, state, at = min(there, key=lambda t: t[0])
                yield Cue(state, at, 1.2 if first - earlier.start < _OPENING else 0.4)

    def _between(self, start: int, end: int) -> list[tuple[Span, Thing]]:
        """The states named in a stretch, datelines apart."""
        return [
            (naming, t)
            for m, t in self.named
            if start <= m.span.start < end and not any(d.holds(m.span) for d in self.datelines)
            if (naming := (_naming(t, m.span.end) if m.kind == "city" else None) or m.span)
        ]

    def _settings(self, claim: Claim) -> Iterator[Cue]:
        """Where the story stands: the place last arrived at; the dateline; the state in the outlet's name."""
        for mention, state in reversed(self.named):
            if mention.span.start < claim.span.start:
                opening = self.scene.plain[max(0, mention.span.start - 60) : mention.span.start]
                if _ARRIVAL.search(opening):
                    yield Cue(state, _naming(state, claim.span.start) or mention.span, 1.5)
                    break
        for mention, state in self.named:
            if any(d.holds(mention.span) for d in self.datelines):
                yield Cue(state, _naming(state, claim.span.start) or mention.span, 1.5)
        for state in dict.fromkeys(t for _, t in self.named):
            if self._publishes(state) and (naming := _naming(state, claim.span.start)):
                yield Cue(state, naming, 2.5)

    def _publishes(self, state: Thing) -> bool:
        """Whether the outlet has the state in its name."""
        row = self.scene.lexicon.tables[state.key] if state.key in self.scene.lexicon.tables else None
        names = {folded(n) for n in (*(row.names if row else ()), *(row.demonyms if row else ()), *state.names)}
        outlet = f" {folded(self.scene.document.publisher or '')} "
        return any(f" {n} " in outlet for n in names if len(n) > 3)


def _ends(person: Thing, at: int, plain: str) -> bool:
    """Whether a possessive of the person's name ends three characters before what is owned."""
    return plain[at : at + 3] == "'s " and any(m.span.end == at for m in person.mentions)


def canonical(title: str) -> str:
    """A title by one of its names.

    >>> canonical("Minister for Foreign Affairs")
    'foreign minister'
    """
    full = folded(title)
    return _SAME.get(full, full)


def _naming(thing: Thing, before: int) -> Span | None:
    mention = thing.naming_mention(before)
    return mention.span if mention else None
