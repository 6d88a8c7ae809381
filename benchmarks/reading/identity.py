"""Measures whether what several documents tell of is one thing in the graph, and whether what is two stays two.

    python benchmarks/reading/identity.py BUILD GOLD_DIR

In: a build folder, and a folder of annotations with its ``corpus.json``. Out: pairwise precision, recall and F1 of
events and of each kind of entity, and the pairs that must stay apart and do not. A pair is two annotations of different
documents; it counts for the gold when ``corpus.json`` has both in one thing, for the graph when both stand for one IRI.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from align import Alignment, Member

from kg.stores import open_store


@dataclass(frozen=True, slots=True)
class Figures:
    """Pairs of the gold, of the graph, and of both."""

    gold: int
    graph: int
    both: int

    @property
    def precision(self) -> float:
        return self.both / self.graph if self.graph else 1.0

    @property
    def recall(self) -> float:
        return self.both / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.gold + self.graph) if self.gold + self.graph else 1.0


@dataclass(frozen=True, slots=True)
class Identity:
    """Figures by what was measured, and the pairs made one that must stay apart."""

    figures: Mapping[str, Figures]
    merged: tuple[str, ...]

    def lines(self) -> list[str]:
        """A table for a person."""
        told = [f"{'':14} {'gold':>5} {'graph':>5} {'P':>6} {'R':>6} {'F1':>6}"]
        told += [
            f"{name:14} {f.gold:5} {f.graph:5} {f.precision:6.3f} {f.recall:6.3f} {f.f1:6.3f}"
            for name, f in self.figures.items()
        ]
        return [*told, *(f"made one, and are two: {pair}" for pair in self.merged)]


def measure(alignment: Alignment) -> Identity:
    """Pairs of annotations that are one thing, in the gold and in the graph."""
    corpus, entities = alignment.corpus, alignment.entities()
    meetings = {iri: {m for m in members if m[1].startswith("m")} for iri, members in alignment.events.items()}
    told = {(m["document"], m["meeting"]) for event in corpus["events"] for m in event["members"]}
    gold_events = {e["name"]: {(m["document"], m["meeting"]) for m in e["members"]} for e in corpus["events"]}
    gold_things = {
        e["name"]: {(m["document"], m.get("id") or m["name"]) for m in e["members"]} for e in corpus["entities"]
    }
    figures = {"events": _figures(gold_events.values(), (members & told for members in meetings.values()))}
    kinds = {
        "Person": "persons",
        "Organization": "organizations",
        "State": "states",
        "Place": "places",
        "Treaty": "treaties",
    }
    for kind, name in kinds.items():
        wanted = [gold_things[e["name"]] for e in corpus["entities"] if e["type"] == kind]
        all_ = set().union(*wanted)
        figures[name] = _figures(wanted, (members & all_ for members in entities.values()))
    merged = [
        f"{pair['a']} / {pair['b']}"
        for pair in corpus["distinct"]
        if any(
            members & {**gold_things, **gold_events}[pair["a"]] and members & {**gold_things, **gold_events}[pair["b"]]
            for members in (*entities.values(), *meetings.values())
        )
    ]
    return Identity(figures, tuple(merged))


def _figures(gold: Iterable[set[Member]], graph: Iterable[set[Member]]) -> Figures:
    wanted, found = _pairs(gold), _pairs(graph)
    return Figures(len(wanted), len(found), len(wanted & found))


def _pairs(groups: Iterable[set[Member]]) -> set[tuple[Member, Member]]:
    return {(a, b) for group in groups for a, b in combinations(sorted(group), 2) if a[0] != b[0]}


if __name__ == "__main__":
    print("\n".join(measure(Alignment(open_store(sys.argv[1]), Path(sys.argv[2]))).lines()))
