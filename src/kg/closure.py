"""Draws what follows from a graph by rules, and says from what it follows.

In: `Rules`; triples of strings in N-Triples syntax. Out: a `Closure`, and for any triple of it a `Derivation`.
Never: a change to what was asserted, a merge of two things (``owl:sameAs`` in data is data), or a graph that holds a
contradiction as a triple.

Rules are applied in rounds, each joining only what the round before has found with all that is known. So a later
round, or a later document, costs what it adds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from .axioms import AGAINST, ALONG, SUBJECT, Triple
from .nquads import OWL, TYPE
from .rules import Rules

THING = f"<{OWL}Thing>"
Why = tuple[str, tuple[Triple, ...]]
Found = tuple[Triple, str, tuple[Triple, ...]]


class Index(Protocol):
    """What the rules ask of a set of triples; a store may answer as well as a dictionary."""

    def has(self, triple: Triple) -> bool: ...

    def objects(self, subject: str, predicate: str) -> Collection[str]: ...

    def subjects(self, predicate: str, value: str) -> Collection[str]: ...

    def add(self, triple: Triple) -> None: ...


class MemoryIndex:
    """An index in memory; it finds partners only for the properties that some rule joins on.

    >>> index = MemoryIndex({"<p>"})
    >>> index.add(("<a>", "<p>", "<b>"))
    >>> sorted(index.subjects("<p>", "<b>"))
    ['<a>']
    """

    def __init__(self, joined: Collection[str]) -> None:
        self._joined = joined
        self._triples: set[Triple] = set()
        self._objects: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._subjects: dict[tuple[str, str], set[str]] = defaultdict(set)

    def has(self, triple: Triple) -> bool:
        return triple in self._triples

    def objects(self, subject: str, predicate: str) -> Collection[str]:
        return self._objects.get((subject, predicate), ())

    def subjects(self, predicate: str, value: str) -> Collection[str]:
        return self._subjects.get((predicate, value), ())

    def add(self, triple: Triple) -> None:
        self._triples.add(triple)
        subject, predicate, value = triple
        if predicate in self._joined:
            self._objects[subject, predicate].add(value)
            self._subjects[predicate, value].add(subject)


@dataclass(frozen=True, slots=True, order=True)
class Contradiction:
    """Triples that cannot all be true, and the axiom that says so."""

    rule: str
    premises: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Closure:
    """What follows from a graph.

    Parameters
    ----------
    inferred: triples that were not asserted, sorted, in the ontology's vocabulary.
    contradictions: sorted; their premises are asserted or can be explained.
    why: for each derived triple, steps in between included, the rule and its premises: of the derivations with the
        fewest rounds the one with the fewest premises, of those the first in alphabetical order.
    """

    inferred: tuple[Triple, ...]
    contradictions: tuple[Contradiction, ...]
    why: Mapping[Triple, Why] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Derivation:
    """A triple, the rule it follows by and the derivations of what it follows from; ``rule`` is empty if asserted."""

    triple: Triple
    rule: str = ""
    premises: tuple[Derivation, ...] = ()

    def asserted(self) -> tuple[Triple, ...]:
        """The asserted triples that all this rests on, sorted, each once."""
        leaves = [leaf for premise in self.premises for leaf in premise.asserted()] if self.rule else [self.triple]
        return tuple(sorted(set(leaves)))


def close(rules: Rules, asserted: Iterable[Triple], store: Index | None = None) -> Closure:
    """All that follows from a graph, by rules.

    Parameters
    ----------
    rules: made by `kg.reason.compile_rules`.
    asserted: triples in N-Triples syntax, without blank nodes, in any order.
    store: what is known already and closed; it is added to. Without one, nothing is known. What follows from the new
        triples and the known ones together is then all that is returned.

    Returns
    -------
    A `Closure`; the same for the same set of triples.

    Source: semi-naive evaluation; each round joins the triples of the last one with all triples so far.

    >>> from kg.nquads import RDFS
    >>> from kg.rules import compile_axioms
    >>> rules = compile_axioms([("<urn:A>", f"<{RDFS}subClassOf>", "<urn:B>")], str, ("<urn:",))
    >>> [(s, o) for s, _, o in close(rules, [("<urn:x>", TYPE, "<urn:A>")]).inferred]
    [('<urn:x>', '<urn:B>')]
    """
    index = MemoryIndex(rules.joined) if store is None else store
    why: dict[Triple, Why] = {}
    contradictions: set[Contradiction] = set()
    fresh = [triple for triple in dict.fromkeys(asserted) if not index.has(triple)]
    while fresh:
        for triple in fresh:
            index.add(triple)
        found: dict[Triple, Why] = {}
        for triple in fresh:
            contradictions.update(_contradictions(rules, triple, index))
            for head, rule, premises in _consequences(rules, triple, index):
                if not index.has(head) and (head not in found or _smaller((rule, premises), found[head])):
                    found[head] = rule, premises
        why |= found
        fresh = list(found)
    inferred = sorted(triple for triple in why if rules.worth_telling(triple))
    return Closure(tuple(inferred), tuple(sorted(contradictions)), why)


def explain(closure: Closure, triple: Triple) -> Derivation:
    """Why a triple holds: the rule and the premises, down to what was asserted.

    Steps in between that have no name of their own (an inverse inside a chain, an anonymous class) are left out:
    what they rest on stands in their place.

    >>> explain(Closure((), (), {}), ("<a>", "<p>", "<b>")).rule
    ''
    """
    if triple not in closure.why:
        return Derivation(triple)
    rule, premises = closure.why[triple]
    below: list[Derivation] = []
    for premise in (explain(closure, premise) for premise in premises):
        anonymous = any(term.startswith("_:") for term in premise.triple)
        below.extend(premise.premises if anonymous else [premise])
    return Derivation(triple, rule, tuple(dict.fromkeys(below)))


def _smaller(one: Why, other: Why) -> bool:
    return (len(one[1]), one) < (len(other[1]), other)


def _consequences(rules: Rules, triple: Triple, index: Index) -> Iterator[Found]:
    """What one triple yields, by itself and with partners that the index holds."""
    return _of_type(rules, triple, index) if triple[1] == TYPE else _of_property(rules, triple, index)


def _of_type(rules: Rules, triple: Triple, index: Index) -> Iterator[Found]:
    subject, _, kind = triple
    for step in rules.supers.get(kind, ()):
        yield (subject, TYPE, step.term), step.rule, (triple,)
    for value in rules.value_of.get(kind, ()):
        yield (subject, value.term, value.head), value.rule, (triple,)
    for some in rules.some_by_filler.get(kind, ()):
        for other in index.subjects(some.term, subject):
            yield (other, TYPE, some.head), some.rule, ((other, some.term, subject), triple)
    for parts, whole, rule in rules.parts_of.get(kind, ()):
        premises = tuple((subject, TYPE, part) for part in parts)
        if all(index.has(premise) for premise in premises):
            yield (subject, TYPE, whole), rule, premises


def _of_property(rules: Rules, triple: Triple, index: Index) -> Iterator[Found]:
    subject, predicate, value = triple
    thing = not value.startswith('"')
    for step in rules.steps.get(predicate, ()):
        if step.form == ALONG:
            yield (subject, step.term, value), step.rule, (triple,)
        elif step.form == SUBJECT:
            yield (subject, TYPE, step.term), step.rule, (triple,)
        elif thing:
            head = (value, step.term, subject) if step.form == AGAINST else (value, TYPE, step.term)
            yield head, step.rule, (triple,)
    for kind in rules.classes_with.get((predicate, value), ()):
        yield (subject, TYPE, kind.term), kind.rule, (triple,)
    for some in rules.some_by_property.get(predicate, ()):
        typed = (value, TYPE, some.term)
        if some.term == THING:
            yield (subject, TYPE, some.head), some.rule, (triple,)
        elif index.has(typed):
            yield (subject, TYPE, some.head), some.rule, (triple, typed)
    if thing:
        for chain in rules.first.get(predicate, ()):
            for end in index.objects(value, chain.term):
                yield (subject, chain.head, end), chain.rule, (triple, (value, chain.term, end))
    for chain in rules.second.get(predicate, ()):
        for start in index.subjects(chain.term, subject):
            yield (start, chain.head, value), chain.rule, ((start, chain.term, subject), triple)


def _contradictions(rules: Rules, triple: Triple, index: Index) -> Iterator[Contradiction]:
    """What one triple cannot be true with."""
    subject, predicate, value = triple
    if predicate == TYPE:
        for partner in rules.disjoint.get(value, ()):
            other = (subject, TYPE, partner.term)
            if index.has(other):
                yield Contradiction(partner.rule, tuple(sorted((triple, other))))
    if predicate in rules.irreflexive and subject == value:
        yield Contradiction(rules.irreflexive[predicate], (triple,))
    if predicate in rules.asymmetric and index.has((value, predicate, subject)):
        yield Contradiction(rules.asymmetric[predicate], tuple(sorted({triple, (value, predicate, subject)})))
