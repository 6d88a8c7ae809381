"""Compiles axioms into rules over triples: tables that say what one triple yields, and with which others it joins.

In: the axioms of a closed ontology, as triples of strings in N-Triples syntax. Out: `Rules`.
Never: an RDF library, a triple of data, or a rule that no axiom states.

A rule with one premise (a sub-class, an inverse, a domain ...) stands in the tables of *steps*; all that follows from
one triple by such rules alone is worked out here, once, so that applying them is one look-up. A rule with two premises
(a chain, an existential restriction, an intersection) stands in a table that names the partner to look for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from .axioms import ALONG, SUBJECT, Axioms, Edges, Step, Triple
from .nquads import OWL, RDF, RDFS, TYPE, XSD

K = TypeVar("K")
V = TypeVar("V")
SCHEMA = (f"<{OWL}", f"<{RDF}", f"<{XSD}", f"<{RDFS}Resource>", f"<{RDFS}Literal>")
"""Classes and properties that say nothing of the world, in whatever vocabulary one reasons."""


@dataclass(frozen=True, slots=True)
class Partner:
    """The other premise of a rule with two (a property, or the filler of a restriction), the head, the rule's name."""

    term: str
    head: str
    rule: str


@dataclass(frozen=True, slots=True)
class Rules:
    """An ontology as rules; made by `kg.reason.compile_rules`.

    Parameters
    ----------
    steps: for a property, what each of its triples yields.
    supers: for a class, what an instance of it is as well.
    value_of: for a class, the (property, value) that each instance has; ``classes_with`` is the way back.
    parts_of: for a class, the (parts, class, rule) of each intersection that it is a part of.
    first, second: chains by their first and by their second property; the partner is the other one.
    some_by_property, some_by_filler: existential restrictions; the partner of a property is the filler.
    disjoint, irreflexive, asymmetric: what must not hold, with the rule's name.
    vocabulary: the beginnings of the terms that may stand in inferred triples.
    """

    steps: Mapping[str, tuple[Step, ...]]
    supers: Mapping[str, tuple[Step, ...]]
    value_of: Mapping[str, tuple[Partner, ...]]
    classes_with: Mapping[tuple[str, str], tuple[Step, ...]]
    parts_of: Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]
    first: Mapping[str, tuple[Partner, ...]]
    second: Mapping[str, tuple[Partner, ...]]
    some_by_property: Mapping[str, tuple[Partner, ...]]
    some_by_filler: Mapping[str, tuple[Partner, ...]]
    disjoint: Mapping[str, tuple[Partner, ...]]
    irreflexive: Mapping[str, str]
    asymmetric: Mapping[str, str]
    vocabulary: tuple[str, ...]

    @property
    def joined(self) -> frozenset[str]:
        """The properties whose triples an index must find by subject and by object."""
        return frozenset(self.first) | frozenset(self.second) | frozenset(self.some_by_property)

    def worth_telling(self, triple: Triple) -> bool:
        """Whether an inferred triple is news: in the vocabulary, of a thing, and not of a thing with itself."""
        subject, predicate, value = triple
        term = value if predicate == TYPE else predicate
        return subject[0] == "<" and value[0] != "_" and subject != value and _tells(term, self.vocabulary)


def _tells(term: str, vocabulary: tuple[str, ...]) -> bool:
    return term.startswith(vocabulary) and not term.startswith(SCHEMA)


def _chains(axioms: Axioms) -> Iterator[tuple[str, str, str, str]]:
    """(first, second, head, rule) of each chain; a longer one goes through helper properties, two steps at a time."""
    for head, chain, rule in axioms.lists("propertyChainAxiom"):
        rest = list(chain)
        while len(rest) > 2:
            helper = f"_:( {rest[0]} {rest[1]} )"
            yield rest[0], rest[1], helper, rule
            rest[:2] = [helper]
        if len(rest) == 2:
            yield rest[0], rest[1], head, rule
    for term, rule in axioms.kind("TransitiveProperty"):
        yield term, term, term, rule


def _disjoint(axioms: Axioms) -> Iterator[tuple[str, str, str]]:
    for a, b, rule in axioms.pairs(OWL, "disjointWith"):
        yield a, b, rule
        yield b, a, rule
    disjoint = {s for s, _ in axioms.kind("AllDisjointClasses")}
    for s, members, rule in axioms.lists("members"):
        if s in disjoint:
            yield from ((a, b, rule) for a in members for b in members if a != b)


def _grouped(rows: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    table: dict[K, list[V]] = defaultdict(list)
    for key, value in rows:
        table[key].append(value)
    return {key: tuple(dict.fromkeys(values)) for key, values in table.items()}


def compile_axioms(axioms: Iterable[Triple], spell: Callable[[str], str], vocabulary: tuple[str, ...]) -> Rules:
    """Rules from the axioms of a closed ontology, all of them of kinds that are supported.

    Parameters
    ----------
    axioms: triples; an anonymous class or list is a string that begins with ``_:``, the same for the same content.
    spell: how a term is written in the name of a rule.
    vocabulary: the beginnings of the terms that may stand in inferred triples (``"<https://w3id.org/..."``).

    Source of the rules: OWL 2 Profiles, section 4.3 (cax-*, cls-uni, cls-int*, cls-svf*, cls-hv*, prp-*).

    >>> from kg.nquads import RDFS
    >>> a, b = "<http://e/A>", "<http://e/B>"
    >>> rules = compile_axioms([(a, f"<{RDFS}subClassOf>", b)], str, ("<http://e/",))
    >>> rules.supers[a][0].term
    '<http://e/B>'
    """
    known = Axioms(axioms, spell)
    edges = Edges(known)
    chains = list(_chains(known))
    some, has = known.restrictions("someValuesFrom"), known.restrictions("hasValue")
    parts = known.lists("intersectionOf")
    disjoint = list(_disjoint(known))
    irreflexive, asymmetric = dict(known.kind("IrreflexiveProperty")), dict(known.kind("AsymmetricProperty"))
    needed = {term for row in chains for term in row[:2]} | {term for _, p, v, _ in some for term in (p, v)}
    needed |= {term for c, p, _, _ in has for term in (c, p)} | {term for _, members, _ in parts for term in members}
    needed |= {a for a, _, _ in disjoint} | set(irreflexive) | set(asymmetric)

    def keep(term: str) -> bool:
        return term in needed or _tells(term, vocabulary)

    return Rules(
        steps={p: edges.from_((ALONG, p), keep) for p in edges.sources(ALONG)},
        supers={c: edges.from_((SUBJECT, c), keep) for c in edges.sources(SUBJECT)},
        value_of=_grouped((c, Partner(p, v, rule)) for c, p, v, rule in has),
        classes_with=_grouped(((p, v), Step(SUBJECT, c, rule)) for c, p, v, rule in has),
        parts_of=_grouped((member, (members, c, rule)) for c, members, rule in parts for member in members),
        first=_grouped((a, Partner(b, head, rule)) for a, b, head, rule in chains),
        second=_grouped((b, Partner(a, head, rule)) for a, b, head, rule in chains),
        some_by_property=_grouped((p, Partner(v, c, rule)) for c, p, v, rule in some),
        some_by_filler=_grouped((v, Partner(p, c, rule)) for c, p, v, rule in some),
        disjoint=_grouped((a, Partner(b, "", rule)) for a, b, rule in disjoint),
        irreflexive=irreflexive,
        asymmetric=asymmetric,
        vocabulary=vocabulary,
    )
