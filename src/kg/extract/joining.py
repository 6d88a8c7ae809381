"""Makes tellings of one event one.

In: drafts in the order of the text. Out: drafts of different events. Never: two drafts joined whose days or partners
speak against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .cast import Thing
from .drafts import Draft, kept
from .moments import Moment

LONGEST_STAY = 14
"""Days between the parts of one visit, at most."""

NEIGHBOURS = 4
"""Sentences between those who sign together, at most."""

_GENERIC = frozenset(
    {"event", "events", "meeting", "ceremony", "session", "conference", "visit", "talks", "stay", "trip", "summit"}
)


def lasting(drafts: Iterable[Draft]) -> list[Draft]:
    """Without what is too little for an event by itself: a signing by one person, a visit known by its end alone.

    A visit whose end alone is told keeps its departure; a signature is told with its treaty.
    """
    drafts = list(drafts)
    gone = [d for d in drafts if (d.noun == "signing" and len(d.partners) < 2) or (d.kind == "visit" and d.ends)]
    for draft in drafts:
        if kept(draft.part_of) in gone:
            draft.part_of = None
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
    if a.apart != b.apart or not _kinds(a, b) or not (_days(a, b) or _one_stay(a, b)):
        return False
    if a.kind == "visit":
        here, there = ({country.get(p, p) for p in d.things("place")} for d in (a, b))
        return bool(a.partners & b.partners) and bool(here & there or not here or not there) and not _other_time(a, b)
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
