"""Reads shapes/ and refuses what would say "conforms" to everything.

In: the Turtle files of ``shapes/`` and ``shapes/global/``. Out: `Shapes`, two graphs of checked shapes.
Never: a shape that is not understood in full. A typo in a parameter is no constraint at all to a SHACL engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from . import vocab
from .errors import MappingError
from .resources import folder as find_folder

SHAPE = "https://w3id.org/chancery/shapes#"
"""The namespace of the shapes, and of the checks that stand beside SHACL."""

_SH = Namespace("http://www.w3.org/ns/shacl#")
_CONSTRAINTS = (
    "and class datatype disjoint equals hasValue in lessThan lessThanOrEquals maxCount maxExclusive maxInclusive "
    "maxLength minCount minExclusive minInclusive minLength node nodeKind not or pattern qualifiedMaxCount "
    "qualifiedMinCount qualifiedValueShape xone"
)
_FURNITURE = "alternativePath flags inversePath message path property severity targetClass"
_WORDS = "IRI IRIOrLiteral Literal NodeShape PropertyShape Violation Warning"
_SPARQL = "PrefixDeclaration declare namespace prefix prefixes select sparql"
_LISTS = tuple(str(term) for term in (RDF.first, RDF.rest, RDF.nil))
_ONCE = (_SH.severity, _SH.message)


@dataclass(frozen=True, slots=True)
class Shapes:
    """Checked shapes.

    Parameters
    ----------
    document: those that one article's quads are enough for; every path in them is one step long.
    whole: those of ``shapes/global/``, which need the whole graph.
    """

    document: Graph
    whole: Graph


def load(folder: Path | str | None = None, vocabulary: vocab.Vocabulary | None = None) -> Shapes:
    """Read a folder of shapes.

    Parameters
    ----------
    folder: a folder of ``*.ttl`` files, with those that need the whole graph in ``global/``; the product's own where
        none is given.
    vocabulary: the ontology that the shapes speak of; the product's own where none is given.

    Raises
    ------
    MappingError: a file is not Turtle, has a parameter that SHACL or a term that the ontology does not have, a path
        longer than one step or a query outside ``global/``, or a shape that never runs or has no words for a person.

    >>> len(load().document) > len(load().whole) > 0
    True
    """
    place = Path(folder) if folder else find_folder("shapes")
    words = vocabulary or vocab.load()
    return Shapes(_read(place, words, whole=False), _read(place / "global", words, whole=True))


def targets(shapes: Graph) -> dict[str, tuple[str, ...]]:
    """For each node shape the classes it is about, both as IRIs, in order.

    >>> targets(load().document)[SHAPE + "Tenure"]
    ('https://w3id.org/chancery/ontology#Tenure',)
    """
    return {
        str(shape): tuple(sorted(str(target) for target in shapes.objects(shape, _SH.targetClass)))
        for shape in _all(shapes, _SH.NodeShape)
    }


def constraints(shapes: Graph) -> Iterator[tuple[str, str]]:
    """Every (shape, constraint parameter) that a failing example is owed for, in order; as IRI and local name.

    >>> (SHAPE + "Tenure-position", "class") in set(constraints(load().document))
    True
    """
    for shape, parameter in sorted({(s, p) for s, p, _ in shapes if isinstance(s, URIRef)}):
        if str(parameter).startswith(str(_SH)) and str(parameter).removeprefix(str(_SH)) in _CONSTRAINTS.split():
            yield str(shape), str(parameter).removeprefix(str(_SH))


def _all(graph: Graph, kind: Node) -> list[URIRef]:
    return sorted({shape for shape in graph.subjects(RDF.type, kind) if isinstance(shape, URIRef)})


def _read(folder: Path, words: vocab.Vocabulary, *, whole: bool) -> Graph:
    merged = Graph(bind_namespaces="none")
    for path in sorted(folder.glob("*.ttl")):
        graph = Graph(bind_namespaces="none")
        try:
            graph.parse(data=path.read_text(encoding="utf-8"), format="turtle")
        except (OSError, SyntaxError, ValueError) as error:
            raise MappingError(f"cannot be read: {error}", where=str(path), remedy="mend the file") from error
        twice = set(graph.subjects()) & set(merged.subjects())
        if twice:
            raise MappingError(f"{min(map(str, twice))} stands in another file as well", where=str(path))
        _check(graph, words, str(path), whole=whole)
        merged += graph
    return merged


def _check(graph: Graph, words: vocab.Vocabulary, where: str, *, whole: bool) -> None:
    for triple in sorted(graph, key=str):
        for term in triple[1:]:
            if isinstance(term, URIRef):
                _check_term(str(term), words, where, whole=whole)
        if triple[1] == _SH.path and not whole:
            _check_path(graph, triple[2], where)
    for shape in _all(graph, _SH.NodeShape):
        if (shape, _SH.targetClass, None) not in graph:
            raise MappingError(f"{shape_name(shape)} has no target, so that it never runs", where=where)
        if (shape, RDFS.comment, None) not in graph:
            raise MappingError(f"{shape_name(shape)} has no rdfs:comment", where=where, remedy="say what it is for")
    for shape in _all(graph, _SH.PropertyShape):
        if (None, _SH.property, shape) not in graph:
            raise MappingError(f"{shape_name(shape)} is no node shape's property, so that it never runs", where=where)
    for shape in sorted({URIRef(shape) for shape, _ in constraints(graph)}):
        for wanted in _ONCE:
            if len(set(graph.objects(shape, wanted))) != 1:
                raise MappingError(f"{shape_name(shape)} needs one {vocab.shorten(str(wanted))}", where=where)


def _check_term(iri: str, words: vocab.Vocabulary, where: str, *, whole: bool) -> None:
    if iri.startswith(str(_SH)):
        local, known = iri.removeprefix(str(_SH)), f"{_CONSTRAINTS} {_FURNITURE} {_WORDS}".split()
        if local in _SPARQL.split():
            if not whole:
                raise MappingError("a query needs the whole graph", where=where, remedy="move the shape to global/")
        elif local not in known:
            close = get_close_matches(local, known, n=1)
            remedy = f"did you mean sh:{close[0]}?" if close else "see kg.shapes for those in use"
            raise MappingError(f"sh:{local} is no parameter of SHACL in use here", where=where, remedy=remedy)
    elif not iri.startswith(SHAPE) and iri not in _LISTS and not words.knows(iri):
        raise MappingError(f"the ontology has no {vocab.shorten(iri)}", where=where, remedy=words.nearest(iri))


def _check_path(graph: Graph, path: Node, where: str) -> None:
    """A property, its inverse, or the choice between several of these: one step."""
    if isinstance(path, URIRef):
        return
    said = set(graph.predicate_objects(path))
    steps = [value for predicate, value in said if predicate in (_SH.inversePath, _SH.alternativePath)]
    if len(said) != 1 or len(steps) != 1:
        remedy = "move the shape to global/, or make it about the node in between"
        raise MappingError("a path is longer than one step", where=where, remedy=remedy)
    if (path, _SH.inversePath, None) in graph:
        steps = [step for step in steps if not isinstance(step, URIRef)]
    else:
        steps = list(Collection(graph, steps[0]))
    for step in steps:
        _check_path(graph, step, where)


def shape_name(shape: Node | str) -> str:
    """A shape as a prefixed name.

    >>> shape_name(SHAPE + "Tenure")
    'shape:Tenure'
    """
    return f"shape:{str(shape).removeprefix(SHAPE)}" if str(shape).startswith(SHAPE) else str(shape)


def path_name(graph: Graph, path: Node) -> str:
    """A path of one step in the spelling of SPARQL, with IRIs between angle brackets.

    >>> path_name(Graph(), URIRef("http://a.example/p"))
    '<http://a.example/p>'
    """
    if isinstance(path, URIRef):
        return f"<{path}>"
    for inverse in graph.objects(path, _SH.inversePath):
        return f"^{path_name(graph, inverse)}"
    for steps in graph.objects(path, _SH.alternativePath):
        return "|".join(path_name(graph, step) for step in Collection(graph, steps))
    return str(path)


def read_by(graph: Graph) -> frozenset[str]:
    """Every IRI that shapes name: the only properties of the data that they can depend on."""
    return frozenset(str(term) for triple in graph for term in triple if isinstance(term, URIRef)) | {str(RDF.type)}
