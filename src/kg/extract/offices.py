"""Says who held which office, and gives every office without a named state or body the one the text implies.

In: the claims of :mod:`.people`. Out: positions in the cast, and facts "position" and "tenure". Never: an office whose
state is only guessed without the evidence saying so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..gazetteer import key as folded
from ..model import STATED_DATE, Evidence, Fact, Literal, Mention, Role, Span
from .cast import Thing
from .described import described
from .implied import Implied
from .office import Office
from .people import Claim, People
from .scene import Scene

CONFIDENCE = {
    "title-before-name": 0.96,
    "name-before-title": 0.96,
    "counterpart": 0.85,
    "honorific": 0.8,
    "title-of-several": 0.9,
    "described-office": 0.7,
}
IMPLICIT = 0.6
_BOTH = re.compile(
    r"(?:^|vice |deputy )president$|^(?:supreme )?leader$|spokes\w+$|^(?:chief )?negotiator$|^presidential|^royal"
)
"""Titles of states and bodies alike, that without a body are of a state."""


class Offices:
    """The positions and tenures of a scene."""

    def __init__(self, scene: Scene, people: People) -> None:
        self.scene, self.people = scene, people
        self.implied = Implied(scene, people)
        self.positions: dict[tuple[str, Thing | None], Thing] = {}
        self.roles: dict[Thing, dict[tuple[str, object], Role]] = {}
        self.tenures: dict[tuple[Thing, Thing], dict[tuple[str, object], Role]] = {}
        self.at: dict[tuple[Thing, Thing], str] = {}
        self.said: dict[tuple[Thing, Thing], list[Evidence]] = {}
        self.day = _day(scene.document.published)

    def read(self) -> None:
        self.people.claims += described(self.scene, self.people)
        claims = [(claim, office) for claim in self.people.claims for office in claim.offices]
        self.implied.settle((c, o) for c, o in claims if not o.scope and not self._repeated(c, o) and _of_state(o))
        for claim, office in claims:
            self._claim(claim, office)

    def facts(self) -> Iterator[Fact]:
        for position in self.roles:
            yield Fact("position", position.id, tuple(self.roles[position].values()))
        for pair, roles in self.tenures.items():
            yield Fact("tenure", self.at[pair], tuple(roles.values()), tuple(self.said[pair]))

    def position(self, title: str, scope: Thing | None, at: Mention) -> Thing:
        """The position of that title in that state or body."""
        thing = self.positions.get((folded(title), scope))
        if thing is None:
            thing = self.scene.cast.new("position", at.span)
            self.positions[folded(title), scope] = thing
            if scope:
                thing.hints["of", scope.id] = None
        thing.add(at)
        return thing

    def _claim(self, claim: Claim, office: Office) -> None:
        scope, why, implicit = self._scope(claim, office)
        words = office.span
        at = Mention(words, words.of(self.scene.text), "position")
        position = self.position(office.title, scope, at)
        sure = CONFIDENCE[claim.rule]
        title = self.scene.evidence(words, claim.rule, sure)
        roles = self.roles.setdefault(position, {})
        _say(roles, "title", Literal(office.title), title)
        if scope:
            if implicit:
                of = self.scene.evidence(words, "implied-state", IMPLICIT, why, implicit=True)
            else:
                named = office.scope_at is None or office.scope_at.naming
                naming = None if named else scope.naming_mention(words.start)
                of = self.scene.evidence(words.hull(why or words), claim.rule, sure, naming.span if naming else None)
            _say(roles, "of", scope.id, of)
        self._tenure(claim, office, position)

    def _tenure(self, claim: Claim, office: Office, position: Thing) -> None:
        pair = (claim.person, position)
        whole = self.scene.evidence(office.span.hull(claim.name_at.span), claim.rule, CONFIDENCE[claim.rule])
        person = whole
        if not claim.name_at.naming:
            naming = claim.person.naming_mention(office.span.start)
            person = replace(whole, antecedent=naming.span if naming else None, implicit=True)
        roles = self.tenures.setdefault(pair, {})
        self.at.setdefault(pair, f"tenure@{office.span.start}-{claim.name_at.span.start}")
        self.said.setdefault(pair, []).append(whole)
        _say(roles, "person", claim.person.id, person)
        _say(roles, "position", position.id, whole)
        _say(roles, "standing", Literal(office.standing), whole)
        if self.day:
            _say(roles, "attestedOn", self.day, replace(whole, antecedent=STATED_DATE))

    def _scope(self, claim: Claim, office: Office) -> tuple[Thing | None, Span | None, bool]:
        """The state or body of an office: as said; else as said elsewhere of the same person and title, or of the same
        title; else as the words around imply it."""
        if office.scope:
            return office.scope, office.scope_at.span if office.scope_at else None, False
        found = self._repeated(claim, office)
        if not found and _of_state(office):
            found = self.implied.state(claim, office)
        if not found:
            found = self.implied.body(office)
        if not found:
            return None, None, False
        return *found, True

    def _repeated(self, claim: Claim, office: Office) -> tuple[Thing, Span] | None:
        """As said elsewhere: of the person in that office, or of that office of a body where all say the same."""
        title = folded(office.title)
        said = [
            (c, o)
            for c in self.people.claims
            for o in c.offices
            if o.scope and o.scope_at and folded(o.title) == title and (c.person is claim.person or o.level == "body")
        ]
        own = [(c, o) for c, o in said if c.person is claim.person]
        if not own and office.level == "body" and len({o.scope for _, o in said}) == 1:
            own = said
        if not own:
            return None
        other = min(own, key=lambda co: abs(co[0].span.start - claim.span.start))[1]
        return (other.scope, other.scope_at.span) if other.scope and other.scope_at else None


def _day(published: str | None) -> Literal | None:
    """The date of an article, as exactly as it is known."""
    if not published:
        return None
    day = published[:10]
    return Literal(day, ("gYear", "gYearMonth", "date")[day.count("-")])


def _of_state(office: Office) -> bool:
    return office.level == "state" or (office.level != "place" and bool(_BOTH.search(folded(office.title))))


def _say(roles: dict[tuple[str, object], Role], name: str, value: str | Literal, evidence: Evidence) -> None:
    role = roles.get((name, value))
    roles[name, value] = Role(name, value, (*role.evidence, evidence) if role else (evidence,))
