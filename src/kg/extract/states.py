"""Where a scene names states, by name, by demonym or by a city of theirs.

In: a scene. Out: its namings in the order of the text, and each state's share of them. Never: a state that the text
does not name, save as one that stands in the way of others.
"""

from __future__ import annotations

from collections import defaultdict

from ..model import Mention, Span
from .cast import Thing
from .scene import Scene
from .words import words


class States:
    """The namings of states; ``absent`` are those of which only a city is named."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.seats = scene, words().seats
        self.datelines = [r.span for r in scene.document.regions if r.kind == "dateline"]
        self.absent: dict[str, Thing] = {}
        mentions = [m for line in scene.lines for m in line.mentions]
        said = {m: t for m in mentions if (t := self._state(m))}
        self.named = [(m, t) for m in mentions if (t := said.get(m) or self._country(m))]
        self.share = self._shares()

    def between(self, start: int, end: int) -> list[tuple[int, Span, Thing]]:
        """The states named in a stretch, datelines apart: where, by which words, and which."""
        return [
            (m.span.start, naming, t)
            for m, t in self.named
            if start <= m.span.start < end and not any(d.holds(m.span) for d in self.datelines)
            if (naming := (naming_at(t, m.span.end) if m.kind == "city" else None) or m.span)
        ]

    def _state(self, mention: Mention) -> Thing | None:
        if mention.kind == "state":
            return self.scene.meant.get(mention)
        if mention.kind == "demonym":
            return self.scene.state_of(mention)
        return None

    def _country(self, mention: Mention) -> Thing | None:
        """The state of a city; one that the text does not name stands in the way of others and is never the answer."""
        tables = self.scene.lexicon.tables
        if mention.kind != "city" or mention.key not in tables or mention.text in self.seats:
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


def naming_at(thing: Thing, before: int) -> Span | None:
    mention = thing.naming_mention(before)
    return mention.span if mention else None
