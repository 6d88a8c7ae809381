"""Finds, for every thing of a careful reader's annotation, the thing of a built graph that stands for it.

In: an open store, and a folder of annotations with its ``corpus.json``. Out: for each IRI the annotations it stands
for. Never: a guess; what nothing matches stays without a counterpart.
"""

from __future__ import annotations

import functools
import json
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from kg.gazetteer import key as folded
from kg.stores import Store

KG = "https://w3id.org/chancery/ontology#"
PREFIXES = """PREFIX kg: <https://w3id.org/chancery/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
KINDS = {
    "BilateralMeeting": "bilateral",
    "MultilateralMeeting": "multilateral",
    "Ceremony": "ceremony",
    "PressEvent": "press",
    "Meal": "meal",
    "Call": "call",
    "Address": "speech",
    "Visit": "visit",
    "Engagement": "other",
}
MOVES = {"Arrival": "arrival", "Departure": "departure"}
LISTS = {"Person": "persons", "Organization": "organizations", "Treaty": "treaties"}
PLACES = frozenset({"Place", "City", "Venue"})
Member = tuple[str, str]
"""A document, and an id or name that its annotation has."""


@dataclass(slots=True)
class Told:
    """What one document's graph says of an event."""

    kinds: set[str] = field(default_factory=set)
    who: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    sentences: set[str] = field(default_factory=set)


class Alignment:
    """A graph beside the annotations of the same documents.

    Parameters
    ----------
    store: the graph.
    gold: the folder of annotations, one ``<document>.json`` each, and ``corpus.json``.
    """

    def __init__(self, store: Store, gold: Path) -> None:
        self.store = store
        self.corpus: dict[str, Any] = json.loads((gold / "corpus.json").read_text("utf-8"))
        self.gold: dict[str, Any] = {
            stem: json.loads((gold / f"{stem}.json").read_text("utf-8")) for stem in self.corpus["documents"]
        }
        self.things: dict[str, dict[Member, str]] = defaultdict(dict)
        self.events: dict[str, set[Member]] = defaultdict(set)
        for stem in self.gold:
            self._things(stem)
            self._events(stem)

    def rows(self, query: str) -> list[tuple[str, ...]]:
        """The rows of a query, in their order, each term as its value."""
        found = self.store.query(PREFIXES + query)
        return sorted({tuple(getattr(term, "value", "") for term in row) for row in found.rows})

    def entities(self) -> dict[str, set[Member]]:
        """Of every IRI of a thing, its members."""
        found: dict[str, set[Member]] = defaultdict(set)
        for pairs in self.things.values():
            for member, iri in pairs.items():
                found[iri].add(member)
        return found

    def _things(self, stem: str) -> None:
        written: dict[str, set[str]] = defaultdict(set)
        classes: dict[str, set[str]] = defaultdict(set)
        for iri, class_, name in self.rows(
            f"""SELECT ?x ?class ?name {{ GRAPH ?record {{ ?a kg:source ?s }} FILTER({_is("?s", stem)})
            GRAPH ?a {{ ?x a ?class }} OPTIONAL {{ GRAPH ?a {{ ?x skos:altLabel ?here }} }}
            OPTIONAL {{ ?x skos:prefLabel ?label }} BIND(COALESCE(?here, ?label) AS ?name) FILTER(BOUND(?name)) }}"""
        ):
            classes[class_.removeprefix(KG)].add(iri)
            written[iri].add(name)
        for type_, items in _annotated(self.gold[stem]):
            these = set().union(*(classes[c] for c in (PLACES if type_ == "Place" else {type_})))
            if type_ == "Organization":
                these -= classes["State"]
            closeness = functools.partial(_closeness, written=written)
            for (key, _), iri in pair(items, sorted(these), closeness):
                self.things[stem][stem, key] = iri

    def _events(self, stem: str) -> None:
        told = self._told(stem)
        meetings = self.gold[stem]["meetings"]
        local = {iri: key for (_, key), iri in self.things[stem].items()}
        numbers = list(range(len(meetings)))
        for number, iri in pair(numbers, sorted(told), lambda n, iri: _likeness(meetings[n], told[iri], local)):
            self.events[iri].add((stem, meetings[number]["id"]))
        for iri, event in told.items():
            for word in sorted(event.kinds & set(MOVES.values())):
                self.events[iri].add((stem, word))

    def _told(self, stem: str) -> dict[str, Told]:
        told: dict[str, Told] = defaultdict(Told)
        words = {**KINDS, **MOVES}
        here = f"GRAPH ?record {{ ?a kg:source ?s }} FILTER({_is('?s', stem)})"
        for iri, predicate, value in self.rows(f"SELECT ?x ?p ?o {{ {here} GRAPH ?a {{ ?x ?p ?o }} }}"):
            name, event = predicate.rpartition("#")[2], told[iri]
            if name == "type" and value.removeprefix(KG) in words:
                event.kinds.add(words[value.removeprefix(KG)])
            elif name in {"participant", "chair", "speaker", "visitor", "interlocutor"}:
                event.who.add(value)
            elif name in {"date", "startDate"}:
                event.days.add(value)
        for iri, sentence in self.rows(
            f"""SELECT ?x ?text {{ {here} GRAPH ?record {{ ?e rdf:subject ?x ; rdf:predicate rdf:type ;
            kg:passage ?passage . ?passage kg:text ?text }} }}"""
        ):
            told[iri].sentences.add(" ".join(sentence.split()))
        return {iri: event for iri, event in told.items() if event.kinds}


def pair(gold: Iterable[Hashable], ours: Iterable[str], score: Callable[[Any, str], float]) -> list[tuple[Any, str]]:
    """One to one, the closest first; what has no likeness at all stays alone."""
    found = [(-s, i, g, j, o) for i, g in enumerate(gold) for j, o in enumerate(ours) if (s := score(g, o)) > 0]
    pairs: list[tuple[Any, str]] = []
    seen: set[tuple[str, int]] = set()
    for _, i, g, j, o in sorted(found, key=lambda item: (item[0], item[1], item[3])):
        if not {("gold", i), ("ours", j)} & seen:
            seen |= {("gold", i), ("ours", j)}
            pairs.append((g, o))
    return pairs


def same_name(a: str, b: str) -> bool:
    """Equal once folded, or the shorter one (two words at least) stands in the longer one in order, to its last word.

    >>> same_name("Pham Minh Chinh", "Phạm Minh Chính"), same_name("Council", "Security Council")
    (True, False)
    """
    short, long = sorted((_key(a).split(), _key(b).split()), key=len)
    if "".join(short) == "".join(long):
        return bool(short)
    rest = iter(long)
    return len(short) > 1 and short[-1] == long[-1] and all(word in rest for word in short)


def _key(name: str) -> str:
    words = re.sub(r"\bun\b", "united nations", folded(name)).split()
    return " ".join(w for w in words if w not in {"mr", "mrs", "ms", "dr", "the"})


def _annotated(gold: dict[str, Any]) -> list[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
    """By type: key and names of all that an annotation has."""
    found = [
        (type_, [(item["id"], (item["name"], *item.get("mentions", ()))) for item in gold[name]])
        for type_, name in LISTS.items()
    ]
    for type_ in ("State", "Place"):
        names = gold[f"{type_.lower()}s"]
        found.append((type_, [(name, (name, *gold.get("aliases", {}).get(name, ()))) for name in names]))
    return found


def _closeness(item: tuple[str, tuple[str, ...]], iri: str, written: dict[str, set[str]]) -> float:
    names, ours = [_key(n) for n in item[1]], {_key(n) for n in written[iri]}
    equal = len(set(names) & ours)
    alike = any(same_name(a, b) for a in item[1] for b in written[iri])
    return alike + (names[0] in ours) * 4 + equal if equal or alike else 0


def _likeness(meeting: dict[str, Any], event: Told, local: dict[str, str]) -> float:
    """Kind, participants and day as far as both have them; the sentence decides between two that fit."""
    if not event.kinds <= {meeting["kind"], *meeting.get("kindAlso", [])}:
        return 0
    day = meeting.get("date")
    if day and event.days and day not in event.days:
        return 0
    quotes = [" ".join(q.split()) for q in (meeting["quote"], *meeting.get("moreQuotes", ()))]
    quoted = any(q in s or s in q for q in quotes for s in event.sentences)
    wanted, who = set(meeting["participants"]), {local.get(iri, iri) for iri in event.who}
    hits = len(wanted & who)
    if not wanted:
        return 1.0 if quoted else 0
    if hits < len(wanted) * 2 / 3 or hits < len(who) * 2 / 3:
        return 0
    day_said = event.days == ({day} if day else set())
    return hits / len(wanted | who) + 0.5 * day_said + 0.5 * quoted + 0.1 * (meeting["kind"] in event.kinds)


def _is(variable: str, stem: str) -> str:
    return f'REPLACE({variable}, "^.*/|[.][^.]*$", "") = "{PurePath(stem).name}"'
