"""Reads axioms, and works out what follows from one triple by axioms that need no other.

In: the triples of a closed ontology, as strings in N-Triples syntax. Out: `Axioms`, to ask by kind; `Edges`, to follow.
Never: an RDF library, or an order that depends on the order of the input.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .nquads import OWL, RDF, RDFS, TYPE

Triple = tuple[str, str, str]
Node = tuple[str, str]
"""What a triple says of its pair (along or against a property) or of one of its ends (subject or object: a class)."""

ALONG, AGAINST, SUBJECT, OBJECT = "along", "against", "subject", "object"
MIRROR = {ALONG: AGAINST, AGAINST: ALONG, SUBJECT: OBJECT, OBJECT: SUBJECT}


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """What one triple yields by itself: ``form`` says which of its ends stand where, ``term`` what is said of them."""

    form: str
    term: str
    rule: str


class Axioms:
    """The axioms by predicate, in one order whatever order they came in."""

    def __init__(self, axioms: Iterable[Triple], spell: Callable[[str], str]) -> None:
        self._pairs: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for subject, predicate, value in axioms:
            self._pairs[predicate].add((subject, value))
        self._first = dict(self._pairs[f"<{RDF}first>"])
        self._rest = dict(self._pairs[f"<{RDF}rest>"])
        self._spell = spell

    def pairs(self, namespace: str, name: str) -> list[tuple[str, str, str]]:
        """(subject, value, how the axiom reads) of every axiom with this predicate, except of a term with itself."""
        word = f"{'owl' if namespace == OWL else 'rdfs'}:{name}"
        found = sorted(self._pairs[f"<{namespace}{name}>"])
        return [(s, o, f"{self._spell(s)} {word} {self._spell(o)}") for s, o in found if s != o]

    def lists(self, name: str) -> list[tuple[str, tuple[str, ...], str]]:
        return [(s, tuple(self._members(head)), rule) for s, head, rule in self.pairs(OWL, name)]

    def kind(self, name: str) -> list[tuple[str, str]]:
        """(term, how the axiom reads) of every term declared to be of this kind."""
        wanted = f"<{OWL}{name}>"
        return sorted((s, f"{self._spell(s)} a owl:{name}") for s, o in self._pairs[TYPE] if o == wanted)

    def restrictions(self, name: str) -> list[tuple[str, str, str, str]]:
        """(class, property, filler or value, how the axiom reads) of each restriction of this kind."""
        on = dict(self._pairs[f"<{OWL}onProperty>"])
        return [(c, on[c], v, f"{self._spell(c)}") for c, v, _ in self.pairs(OWL, name) if c in on]

    def _members(self, head: str) -> Iterator[str]:
        while head in self._first:
            yield self._first[head]
            head = self._rest[head]


class Edges:
    """What follows from what by rules with one premise, each with its mirror image for the inverse direction."""

    def __init__(self, axioms: Axioms) -> None:
        self._next: dict[Node, dict[Node, str]] = defaultdict(dict)
        for name, form in (("subClassOf", SUBJECT), ("subPropertyOf", ALONG)):
            for s, o, rule in axioms.pairs(RDFS, name):
                self._add((form, s), (form, o), rule)
        for name, form in (("equivalentClass", SUBJECT), ("equivalentProperty", ALONG)):
            for s, o, rule in axioms.pairs(OWL, name):
                self._add((form, s), (form, o), rule)
                self._add((form, o), (form, s), rule)
        for s, o, rule in axioms.pairs(OWL, "inverseOf"):
            self._add((ALONG, s), (AGAINST, o), rule)
            self._add((ALONG, o), (AGAINST, s), rule)
        for s, rule in axioms.kind("SymmetricProperty"):
            self._add((ALONG, s), (AGAINST, s), rule)
        for name, form in (("domain", SUBJECT), ("range", OBJECT)):
            for s, o, rule in axioms.pairs(RDFS, name):
                self._add((ALONG, s), (form, o), rule)
        for s, members, rule in axioms.lists("unionOf"):
            for member in members:
                self._add((SUBJECT, member), (SUBJECT, s), rule)
        for s, members, rule in axioms.lists("intersectionOf"):
            for member in members:
                self._add((SUBJECT, s), (SUBJECT, member), rule)
        for s, chain, rule in axioms.lists("propertyChainAxiom"):
            if len(chain) == 1:
                self._add((ALONG, chain[0]), (ALONG, s), rule)

    def _add(self, a: Node, b: Node, rule: str) -> None:
        for x, y in ((a, b), ((MIRROR[a[0]], a[1]), (MIRROR[b[0]], b[1]))):
            self._next[x][y] = min(rule, self._next[x].get(y, rule))

    def sources(self, form: str) -> list[str]:
        return sorted(term for start, term in self._next if start == form)

    def from_(self, start: Node, keep: Callable[[str], bool]) -> tuple[Step, ...]:
        """All that follows from one node, each by its shortest path (of equals, the first in alphabetical order)."""
        paths: dict[Node, tuple[str, ...]] = {start: ()}
        front = [start]
        while front:
            found: dict[Node, tuple[str, ...]] = {}
            for node in front:
                for after, rule in self._next[node].items() if node in self._next else ():
                    path = (*paths[node], rule)
                    if after not in paths and (after not in found or path < found[after]):
                        found[after] = path
            paths |= found
            front = sorted(found)
        return tuple(sorted(Step(f, t, "; ".join(p)) for (f, t), p in paths.items() if p and keep(t)))
