"""Reasons by OWL RL: from an ontology to rules, from a graph to what follows; the only door of owlrl.

In: Turtle files of an ontology; triples of strings in N-Triples syntax. Out: `Rules`, then a `Closure` and, for a
triple of it, a `Derivation`. Never: a guess at an axiom that the rules do not cover, or noise: ``owl:Thing``, a thing
related to itself, types of literals, statements about the schema, terms of other vocabularies (unless asked for).

owlrl closes the ontology, once; its axioms become rules (`kg.rules`) that are applied to the data (`kg.closure`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import owlrl
import rdflib
from rdflib import BNode, Graph
from rdflib.term import Node

from .axioms import Triple
from .closure import Closure, Contradiction, Derivation, Index, MemoryIndex, close, explain
from .errors import MappingError
from .nquads import KG, OWL, iri, literal
from .rules import Rules, compile_axioms

__all__ = [
    "Closure",
    "Contradiction",
    "Derivation",
    "Index",
    "MemoryIndex",
    "Rules",
    "close",
    "compile_rules",
    "explain",
]

TERMS = """
    Ontology Class ObjectProperty DatatypeProperty AnnotationProperty NamedIndividual Restriction Thing
    imports versionInfo versionIRI priorVersion deprecated DeprecatedClass DeprecatedProperty
"""
INFERRING = """
    equivalentClass equivalentProperty inverseOf SymmetricProperty TransitiveProperty propertyChainAxiom
    unionOf intersectionOf onProperty someValuesFrom hasValue
"""
FORBIDDING = "disjointWith AllDisjointClasses members IrreflexiveProperty AsymmetricProperty"
SUPPORTED = frozenset(f"{TERMS} {INFERRING} {FORBIDDING}".split())
ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""'
    r"|'''(?:[^\\]|\\.)*?'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|#[^\n]*"
    r"|<(?P<iri>[^>\s]*)>"
    r"|(?P<prefix>[\w.-]*):(?P<name>\w*)",
    re.DOTALL,
)


def compile_rules(paths: Sequence[Path], *, alignment: bool = False) -> Rules:
    """The rules of an ontology.

    Parameters
    ----------
    paths: Turtle files that are one ontology together.
    alignment: also infer terms of other vocabularies (schema.org, PROV-O, ...) where the ontology is aligned with them.
        Off, the graph of what is inferred holds the ontology's own terms only: alignments are for those who federate.

    Raises
    ------
    MappingError: a file is not Turtle; an axiom is of a kind that the rules do not cover (named with file and line);
        the ontology contradicts itself.

    >>> from kg.resources import folder
    >>> rules = compile_rules([folder("ontology") / "kg.ttl"])
    >>> closure = close(rules, [("<urn:m>", f"<{KG}interlocutor>", f"<urn:{who}>") for who in ("a", "b")])
    >>> ("<urn:a>", f"<{KG}metWith>", "<urn:b>") in closure.inferred
    True
    """
    ontology = Graph()
    for path in sorted(paths):
        part = _read(path)
        ontology += part
        for name, space in part.namespaces():
            ontology.bind(name, space)
    blank: dict[Node, str] = {
        node: _content(ontology, node) for node in set(ontology.all_nodes()) if isinstance(node, BNode)
    }
    prefixes = sorted(((str(name), str(space)) for name, space in ontology.namespaces()), key=lambda p: (-len(p[1]), p))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(ontology)
    problems = sorted(str(message) for message in ontology.objects(None, ERROR))
    if problems:
        names = ", ".join(path.name for path in sorted(paths))
        raise MappingError(problems[0], where=names, remedy="correct the axioms that contradict each other")

    def spell(term: str) -> str:
        return re.sub(r"<([^>]*)>", lambda match: _short(match[1], prefixes), term.replace("_:", ""))

    vocabulary = ("<http", "<urn") if alignment else (f"<{KG}",)
    return compile_axioms(_axioms(ontology, blank), spell, vocabulary)


def _read(path: Path) -> Graph:
    """One file's graph, all its axioms of kinds that are supported."""
    text = path.read_text(encoding="utf-8")
    graph = Graph()
    try:
        graph.parse(data=text, format="turtle")
    except SyntaxError as error:  # of Turtle: rdflib says line and words
        raise MappingError(f"not Turtle: {error}", where=str(path), remedy="correct the syntax") from error
    spaces = {str(name): str(space) for name, space in graph.namespaces()}
    used = {str(term) for triple in graph for term in triple if isinstance(term, rdflib.URIRef)}
    refused = {term for term in used if term.startswith(OWL) and term.removeprefix(OWL) not in SUPPORTED}
    for match in TOKEN.finditer(text) if refused else ():
        full = match["iri"] if match["name"] is None else spaces.get(match["prefix"], "") + match["name"]
        if full in refused:
            line = text.count("\n", 0, match.start()) + 1
            raise MappingError(
                f"owl:{full.removeprefix(OWL)} is not an axiom that the rules cover",
                where=f"{path}:{line}",
                remedy="say it as a shape in shapes/, or leave it out",
            )
    return graph


def _axioms(ontology: Graph, blank: Mapping[Node, str]) -> Iterator[Triple]:
    """The axioms as strings; a blank node becomes its content, and words about terms (labels, comments) stay out."""
    for subject, predicate, value in ontology:
        s, p = _spelled(subject, blank), _spelled(predicate, blank)
        o = _spelled(value, blank)
        if s and p and o and (s[0] != '"') and (o[0] != '"' or p == f"<{OWL}hasValue>"):
            yield s, p, o


def _spelled(term: Node, blank: Mapping[Node, str]) -> str:
    """A term in N-Triples syntax; empty for a node that owlrl made up on its way."""
    if isinstance(term, rdflib.Literal):
        return literal(str(term), str(term.datatype or "string").rpartition("#")[2])
    return blank.get(term, "") if isinstance(term, BNode) else iri(str(term))


def _content(ontology: Graph, node: Node) -> str:
    """What a blank node says, as its name: the same for two nodes that say the same.

    A list is ``_:( a b )``, anything else ``_:[ predicate value ; ... ]``.
    """
    if not isinstance(node, BNode):
        return _spelled(node, {})
    if (node, rdflib.RDF.first, None) in ontology:
        return f"_:( {' '.join(_content(ontology, member) for member in ontology.items(node))} )"
    pairs = (f"{_spelled(p, {})} {_content(ontology, o)}" for p, o in ontology.predicate_objects(node))
    return f"_:[ {' ; '.join(sorted(pairs))} ]"


def _short(full: str, prefixes: Iterable[tuple[str, str]]) -> str:
    """An IRI by the longest prefix that fits, as a person reads it."""
    for name, space in prefixes:
        if full.startswith(space):
            return f"{name}:{full.removeprefix(space)}"
    return f"<{full}>"
