"""Events in the making: what is told of each, and which tellings are of one event.

In: drafts in the order of the text. Out: facts of events. Never: two drafts joined whose days or partners speak against
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ..model import Evidence, Fact, Literal, Role, Span
from .cast import Thing
from .clock import Moment
from .scene import Agent, Scene

CONFIDENCE = {
    "bilateral-meeting": 0.94, "multilateral-meeting": 0.8, "ceremony": 0.9, "press-event": 0.88, "meal": 0.92,
    "call": 0.92, "visit": 0.8, "arrival": 0.95, "departure": 0.92, "address": 0.75, "engagement": 0.75,
}  # fmt: skip
_PARTNERS = frozenset({"participant", "interlocutor", "visitor", "speaker", "chair"})


@dataclass(slots=True, eq=False)
class Draft:
    """One telling of an event. ``noun`` and ``mods`` are the words that name it, ``words`` where they stand; ``apart``
    says that it was long before or after the story."""

    kind: str
    words: Span
    line: int
    rule: str
    noun: str = ""
    mods: frozenset[str] = frozenset()
    definite: bool = False
    status: str = "Held"
    who: dict[tuple[str, Thing], list[Evidence]] = field(default_factory=dict)
    what: dict[tuple[str, Thing | Literal], list[Evidence]] = field(default_factory=dict)
    moment: Moment | None = None
    dated: list[Evidence] = field(default_factory=list)
    said: list[Evidence] = field(default_factory=list)
    part_of: Draft | None = None
    into: Draft | None = None
    ends: bool = False
    apart: bool = False
    after: tuple[Draft, Evidence] | None = None
    id: str = ""

    def agent(self, scene: Scene, role: str, agent: Agent) -> None:
        """A partner in a role."""
        span = self.words.hull(agent.span) if abs(agent.span.start - self.words.start) < 600 else agent.span
        for thing in agent.things:
            sure = CONFIDENCE[self.kind] * (1 if agent.naming else 0.95)
            evidence = scene.evidence(span, self.rule, round(sure, 3), None if agent.naming else _named(thing, agent))
            self.who.setdefault((role, thing), []).append(evidence)

    def tell(
        self,
        scene: Scene,
        role: str,
        value: Thing | Literal,
        at: Span,
        antecedent: Span | None = None,
        implicit: bool = False,
    ) -> None:
        evidence = scene.evidence(self.words.hull(at), self.rule, CONFIDENCE[self.kind], antecedent, implicit)
        self.what.setdefault((role, value), []).append(evidence)

    def date(self, scene: Scene, moment: Moment, at: Span, *, carried: bool = False) -> None:
        self.moment = moment
        antecedent = moment.span if carried else moment.antecedent
        span = at if carried else self.words.hull(at)
        self.dated.append(
            scene.evidence(span, f"{self.rule}-date", 0.85 if carried else 0.95, antecedent, implicit=carried)
        )

    @property
    def plural(self) -> bool:
        """Several events under one word, which have no day in common."""
        return self.noun in {"meetings", "interviews", "sessions", "conferences", "ceremonies"}

    @property
    def partners(self) -> frozenset[Thing]:
        return frozenset(thing for role, thing in self.who if role in _PARTNERS)

    def things(self, role: str) -> list[Thing]:
        return [v for (r, v) in self.what if r == role and isinstance(v, Thing)]


def _named(thing: Thing, agent: Agent) -> Span | None:
    mention = thing.naming_mention(agent.span.start)
    return mention.span if mention else agent.antecedent


def facts(drafts: Iterable[Draft]) -> Iterator[Fact]:
    """The events as facts."""
    for draft in drafts:
        roles = [Role(_role(draft, role), thing.id, tuple(evidence)) for (role, thing), evidence in draft.who.items()]
        for (role, value), evidence in draft.what.items():
            roles.append(Role(role, value if isinstance(value, Literal) else value.id, tuple(evidence)))
        if whole := kept(draft.part_of):
            roles.append(Role("partOf", whole.id, tuple(draft.said)))
        if draft.after:
            roles.append(Role("follows", draft.after[0].id, (draft.after[1],)))
        roles.append(Role("status", Literal(draft.status), tuple(draft.said)))
        if draft.moment:
            roles += [Role(name, literal, tuple(draft.dated)) for name, literal in _dates(draft.moment)]
            if draft.moment.time:
                roles.append(Role("timeOfDay", Literal(draft.moment.time), tuple(draft.dated)))
        yield Fact(draft.kind, draft.id, _distinct(roles), tuple(draft.said))


def kept(draft: Draft | None) -> Draft | None:
    """The event that a telling is of."""
    while draft and draft.into:
        draft = draft.into
    return draft


def _role(draft: Draft, role: str) -> str:
    """Partners of talks that were held are interlocutors; of talks to come, participants."""
    if role == "participant" and draft.kind in {"bilateral-meeting", "call"} and draft.status == "Held":
        return "interlocutor"
    return role


def _distinct(roles: list[Role]) -> tuple[Role, ...]:
    out: dict[tuple[str, object], Role] = {}
    for role in roles:
        seen = out.get((role.name, role.value))
        out[role.name, role.value] = (
            replace(seen, evidence=tuple(dict.fromkeys((*seen.evidence, *role.evidence)))) if seen else role
        )
    return tuple(out.values())


def _dates(moment: Moment) -> Iterator[tuple[str, Literal]]:
    if moment.is_range:
        yield "startDate", Literal(moment.first.isoformat(), "date")
        yield "endDate", Literal(moment.last.isoformat(), "date")
    else:
        yield "date", Literal(*moment.said)
    yield "earliest", Literal(moment.first.isoformat(), "date")
    yield "latest", Literal(moment.last.isoformat(), "date")
