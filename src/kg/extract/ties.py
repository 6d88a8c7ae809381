"""Ties what was read together: places to their states, events to the day of a treaty's signature.

In: a scene whose events are joined. Out: further facts, and events without those that no one takes part in. Never: a
tie that no words bear out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..model import Evidence, Fact, Literal, Role
from .cast import Thing
from .drafts import Draft
from .scene import PLACES, Scene
from .told import Told

_SIGNED = re.compile(r"(?:sign(?:s|ed)?|inked)\b")
_ERRAND = re.compile(
    r"\bto (?:participate|attend|take part|join|preside|witness|host|co-host)\b[^.;]*$"
    r"|\b(?:years?|months|decades?) (?:after|since|before|ago)\b[^.;]*$"
)


class Ties:
    """What follows from two readings together."""

    def __init__(self, scene: Scene, told: Told) -> None:
        self.scene, self.told = scene, told
        self.country: dict[Thing, Thing] = {}
        self.located: dict[tuple[Thing, Thing], list[Evidence]] = {}
        self._countries()
        self._locations()

    def events(self, drafts: Iterable[Draft]) -> list[Draft]:
        """The events with a partner, or with a day and words of their own; signing ceremonies date their treaty."""
        kept = [
            d for d in drafts if d.partners or (d.moment and d.kind in {"ceremony", "multilateral-meeting"} and d.mods)
        ]
        for draft in kept:
            if draft.moment and draft.status == "Held":
                self._signature(draft)
        return kept

    def facts(self) -> Iterator[Fact]:
        for (place, state), evidence in self.located.items():
            yield Fact("place", place.id, (Role("locatedIn", state.id, tuple(evidence)),))

    def _countries(self) -> None:
        """The state of each city, where the reference tables and the text both have it."""
        for place in self.scene.cast.of_kind("city"):
            tables = self.scene.lexicon.tables
            parent = tables[place.key].parent if place.key in tables else ""
            if parent and (state := self.scene.cast.by_key("state", parent)):
                self.country[place] = state

    def _locations(self) -> None:
        """ "Hanoi, Viet Nam", "in Arusha (Tanzania)", "Ha Noi (the US)": the text says in which state a place lies."""
        for line in self.scene.lines:
            for place, state in zip(line.mentions, line.mentions[1:], strict=False):
                gap = self.scene.plain[place.span.end : state.span.start]
                if (
                    place.kind in PLACES
                    and state.kind in {"state", "city"}
                    and place.naming
                    and re.fullmatch(r", | \((?:the )?|, in (?:the )?", gap)
                ):
                    inner, outer = self.scene.meant.get(place), self.scene.meant.get(state)
                    if inner and outer and inner is not outer and (state.kind == "state" or place.kind == "venue"):
                        evidence = self.scene.evidence(place.span.hull(state.span), "place-in-place", 0.9)
                        self.located.setdefault((inner, outer), []).append(evidence)

    def _signature(self, draft: Draft) -> None:
        """A signing ceremony that was held gives the day of signature; an opening for signature the day of opening."""
        assert draft.moment
        words = " ".join([draft.noun, *draft.mods, *(e.quote for e in draft.said)]).lower()
        around = next(line.span for line in self.scene.lines if line.number == draft.line)
        signers = {thing.id for _, thing in draft.who if thing.kind in {"person", "state"}}
        by_one = _SIGNED.match(self.scene.plain, draft.words.start) and len(signers) < 2
        if by_one or _ERRAND.search(self.scene.plain[around.start : draft.words.start]):
            return
        fact = "signedOn" if "signing" in words and draft.kind == "ceremony" else ""
        if not fact and re.search(r"opening for signature", around.of(self.scene.plain)):
            fact = "openedForSignatureOn"
        for treaty in draft.things("about") if fact else ():
            for why in draft.dated:
                sign = replace(why, implicit=True, rule="treaty-by-ceremony", confidence=0.75)
                self.told.say(treaty, fact, Literal(*draft.moment.said), sign)
