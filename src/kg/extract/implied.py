"""Decides the state or body of an office from words around it that do not say it of the office.

In: claims whose office names no state or body. Out: the one that the surroundings imply, with the words that name it.
Never: a state that the text does not name, or one whose office of that title the text gives to someone else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ..gazetteer import key as folded
from ..model import Mention, Span
from ..reference import Row
from .cast import Thing
from .cues import FIRST, ITS, JOURNEY, Cues
from .office import Office
from .people import Claim, People
from .scene import Scene
from .words import canonical, words

_STEPS = (5.0, 3.0, 0.9)
"""Weights that a state needs: the surest offices are decided first, so that they can exclude and lead others."""
_AGAINST_CUSTOM = 5.0
_LEAD, _FORMER = 0.4, 2.0


class Implied:
    """Answers for the offices of a scene which state or body is implied."""

    def __init__(self, scene: Scene, people: People) -> None:
        self.scene, self.claims, self.words = scene, people.claims, words()
        self.cues = Cues(scene, people.claims)
        self.holders: dict[tuple[str, Thing], set[Thing]] = defaultdict(set)
        self.decided: dict[tuple[Thing, str], tuple[Thing, Span]] = {}
        for claim in self.claims:
            for office in claim.offices:
                if office.scope:
                    self.note(claim, office, office.scope)

    def note(self, claim: Claim, office: Office, scope: Thing) -> None:
        """Remembers what is settled, for the offices that follow."""
        self.cues.settled.setdefault((claim.span.start, office.title), scope)
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
        if canonical(office.title) == "president" and ITS.search(opening):
            return None
        weights: dict[Thing, float] = defaultdict(float)
        at: dict[Thing, tuple[float, Span]] = {}
        for cue in self.cues.of(claim, office):
            weights[cue.state] += cue.weight
            at[cue.state] = max(at.get(cue.state, (0.0, cue.at)), (cue.weight, cue.at), key=lambda p: p[0])
        ranked = sorted(
            ((w, t.id, t) for t, w in weights.items() if self._free(t, claim, office)), key=lambda r: (-r[0], r[1])
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _LEAD):
            return None
        weight, _, state = ranked[0]
        if weight < _AGAINST_CUSTOM and not self.cues.customary(office, state):
            return None
        return None if state.id in self.cues.states.absent else (weight, state, at[state][1])

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
        thing = owners[0] if owners else self._named_within(rows[0]) or self._only(bodies)
        naming = thing.naming_mention(office.span.start) if thing else None
        return (thing, naming.span) if thing and naming else None

    def _its(self, office: Office) -> tuple[Thing, Span] | None:
        """ "its Director": the body named last before in the sentence."""
        if not ITS.search(self.scene.plain[max(0, office.span.start - 12) : office.span.start]):
            return None
        line = next(line for line in self.scene.lines if line.span.holds(office.span))
        before = [m for m in line.mentions if m.kind == "organization" and m.naming and m.span.end < office.span.start]
        thing = self.scene.meant.get(before[-1]) if before else None
        return (thing, before[-1].span) if thing and thing.kind == "organization" else None

    @staticmethod
    def _only(bodies: list[Thing]) -> Thing | None:
        """The one body of states that the text names."""
        known = [b for b in bodies if b.key]
        return known[0] if len(known) == 1 else None

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

    def _free(self, state: Thing, claim: Claim, office: Office) -> bool:
        """Whether no one else is said to hold that office of that state, and the person does not travel to it."""
        title = canonical(office.title)
        if (
            title in self.words.single
            and office.standing == "incumbent"
            and any(self.holders[t, state] - {claim.person} for t in (FIRST if title in FIRST else (title,)))
        ):
            return False
        line = self.scene.lines[claim.line]
        for mention, thing in self.cues.named:
            if thing is state and line.span.holds(mention.span) and mention.span.start > claim.name_at.span.end:
                between = Span(claim.name_at.span.end, mention.span.start)
                others = any(between.holds(m.span) and m.kind in {"title", "name"} for m in line.mentions)
                if not others and between.end - between.start < 90 and JOURNEY.search(between.of(self.scene.plain)):
                    return False
        return True
