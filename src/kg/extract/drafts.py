"""Events in the making: what is told of each, and which tellings are of one event.

In: drafts in the order of the text. Out: facts of events. Never: two drafts joined whose days or partners speak against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ..model import Evidence, Fact, Literal, Role, Span
from .cast import Thing
from .clock import Moment
from .scene import Agent, Scene

CONFIDENCE = {
    "bilateral-meeting": 0.94, "multilateral-meeting": 0.8, "ceremony": 0.9, "press-event": 0.88, "meal": 0.92, "call": 0.92,
    "visit": 0.8, "arrival": 0.95, "departure": 0.92, "address": 0.75, "engagement": 0.75,
}  # fmt: skip
LONGEST_STAY = 14
"""Days between the parts of one visit, at most."""

NEIGHBOURS = 4
"""Sentences between those who sign together, at most."""

_PARTNERS = frozenset({"participant", "interlocutor", "visitor", "speaker", "chair"})
_GENERIC = frozenset(
    {"event", "events", "meeting", "ceremony", "session", "conference", "visit", "talks", "stay", "trip", "summit"}
)


@dataclass(slots=True, eq=False)
class Draft:
    """One telling of an event. ``noun`` and ``mods`` are the words that name it, ``words`` where they stand."""

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


def lasting(drafts: Iterable[Draft]) -> list[Draft]:
    """Without what is too little for an event by itself: a signing by one person, a visit known by its end alone.

    A visit whose end alone is told keeps its departure; a signature is told with its treaty.
    """
    gone = [d for d in drafts if (d.noun == "signing" and len(d.partners) < 2) or (d.kind == "visit" and d.ends)]
    return [d for d in drafts if d not in gone]


def joined(drafts: Iterable[Draft], country: dict[Thing, Thing]) -> list[Draft]:
    """Tellings of one event made one.

    Parameters
    ----------
    drafts: in the order of the text.
    country: the state of each place where it is known, so that a stay in a city and in its country are one visit.
    """
    out: list[Draft] = []
    for draft in drafts:
        earlier = next((e for e in reversed(out) if _same(e, draft, country)), None)
        if earlier:
            _merge(earlier, draft)
            draft.into = earlier
        else:
            out.append(draft)
    return out


def _same(a: Draft, b: Draft, country: dict[Thing, Thing]) -> bool:
    if not _kinds(a, b) or not (_days(a, b) or _one_stay(a, b)):
        return False
    if a.kind == "visit":
        where = lambda d: {country.get(p, p) for p in d.things("place")}  # noqa: E731
        return (
            bool(a.partners & b.partners)
            and bool(where(a) & where(b) or not where(a) or not where(b))
            and not _other_time(a, b)
        )
    if a.kind in {"bilateral-meeting", "call", "press-event", "meal"}:
        if a.partners == b.partners:
            return a.line != b.line or a.noun != b.noun or a.words == b.words
        return b.definite and bool(b.partners) and b.partners < a.partners
    if a.kind in {"arrival", "departure", "engagement", "address"}:
        return (
            a.partners == b.partners
            and a.noun == b.noun
            and a.things("place") == b.things("place")
            and a.words != b.words
        )
    return _gathering(a, b)


def _kinds(a: Draft, b: Draft) -> bool:
    return a.kind == b.kind or {a.kind, b.kind} == {"ceremony", "multilateral-meeting"}


def _days(a: Draft, b: Draft) -> bool:
    if a.moment is None or b.moment is None:
        return True
    return a.moment.first <= b.moment.last and b.moment.first <= a.moment.last


def _one_stay(a: Draft, b: Draft) -> bool:
    """The days of a stay: an arrival and a departure soon after are of one visit."""
    if a.kind != "visit" or a.moment is None or b.moment is None:
        return False
    return (
        a.moment.precision == b.moment.precision == "day" and abs((b.moment.first - a.moment.last).days) <= LONGEST_STAY
    )


def _other_time(a: Draft, b: Draft) -> bool:
    """A visit of a bare year is another one than the visit told of, unless that has the same bare year."""
    years = [d.moment is not None and d.moment.precision == "year" for d in (a, b)]
    return years[0] != years[1]


def _gathering(a: Draft, b: Draft) -> bool:
    """Ceremonies and conferences: by what they are about and by the words that name them."""
    about_a, about_b = a.things("about"), b.things("about")
    if "signing" in (a.noun, b.noun):
        return _one_signing(a, b)
    if about_a and about_b and not set(about_a) & set(about_b):
        return False
    mods_a, mods_b = a.mods - _GENERIC, b.mods - _GENERIC
    same_words = bool(mods_a & mods_b) or (a.noun == b.noun and (not mods_a or not mods_b))
    if about_a and about_b:
        return same_words or a.kind != b.kind or not mods_a or not mods_b
    return same_words and a.noun.rstrip("s") == b.noun.rstrip("s") and (b.definite or bool(a.partners & b.partners))


def _one_signing(a: Draft, b: Draft) -> bool:
    """Those who sign in neighbouring sentences, or on one day, sign together; "the ceremony" after it is theirs."""
    about_a, about_b = set(a.things("about")), set(b.things("about"))
    if about_a and about_b and not about_a & about_b:
        return False
    same_day = a.moment is not None and b.moment is not None
    near = abs(a.line - b.line) <= NEIGHBOURS
    other = b if a.noun == "signing" else a
    return (same_day or near) and (
        other.noun == "signing" or (other.kind == "ceremony" and bool(not other.mods or "signing" in other.mods))
    )


def _merge(kept: Draft, other: Draft) -> None:
    for key, evidence in other.who.items():
        kept.who.setdefault(key, []).extend(evidence)
    for fact, why in other.what.items():
        kept.what.setdefault(fact, []).extend(why)
    kept.said.extend(other.said)
    kept.ends = kept.ends and other.ends
    if kept.noun == "signing" != other.noun:
        kept.noun = other.noun
    kept.mods |= other.mods
    if other.status == "Held" and kept.status == "Planned":
        kept.status = "Held"
    if (
        kept.kind == "visit"
        and kept.moment
        and other.moment
        and kept.moment.precision == other.moment.precision == "day"
    ):
        first, last = min(kept.moment.first, other.moment.first), max(kept.moment.last, other.moment.last)
        kept.moment = replace(kept.moment, first=first, last=last)
        kept.dated.extend(other.dated)
    elif other.moment and (kept.moment is None or _sharper(other.moment, kept.moment)):
        kept.moment, kept.dated = other.moment, other.dated
    elif (
        other.moment and kept.moment and other.moment.said == kept.moment.said and other.moment.last == kept.moment.last
    ):
        kept.dated.extend(other.dated)


def _sharper(a: Moment, b: Moment) -> bool:
    order = ("year", "month", "day")
    return (order.index(a.precision), a.is_range) > (order.index(b.precision), b.is_range)


def facts(drafts: Iterable[Draft]) -> Iterator[Fact]:
    """The events as facts."""
    for draft in drafts:
        roles = [Role(_role(draft, role), thing.id, tuple(evidence)) for (role, thing), evidence in draft.who.items()]
        for (role, value), evidence in draft.what.items():
            roles.append(Role(role, value if isinstance(value, Literal) else value.id, tuple(evidence)))
        if whole := _kept(draft.part_of):
            roles.append(Role("partOf", whole.id, tuple(draft.said)))
        roles.append(Role("status", Literal(draft.status), tuple(draft.said)))
        if draft.moment:
            roles += [Role(name, literal, tuple(draft.dated)) for name, literal in _dates(draft.moment)]
            if draft.moment.time:
                roles.append(Role("timeOfDay", Literal(draft.moment.time), tuple(draft.dated)))
        yield Fact(draft.kind, draft.id, _distinct(roles), tuple(draft.said))


def _kept(draft: Draft | None) -> Draft | None:
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
    day = lambda d: Literal(d.isoformat(), "date")  # noqa: E731
    if moment.is_range:
        yield "startDate", day(moment.first)
        yield "endDate", day(moment.last)
    else:
        yield "date", Literal(*moment.said)
    yield "earliest", day(moment.first)
    yield "latest", day(moment.last)
