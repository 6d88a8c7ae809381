"""Writes the product's own ontology, alignment and shapes as quads, so that a published graph explains itself.

In: Turtle files. Out: quads of the graphs ``ontology`` and ``shapes``. Never: a blank node; each becomes an IRI made
from what it says, so that two that say the same are one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from .errors import MappingError
from .ids import Ids, short_hash
from .nquads import Quad, iri, literal
from .resources import folder

GRAPHS = {"ontology": "ontology", "shapes": "shapes"}
"""The graph of each folder's files."""

Statements = dict[str, list[tuple[str, str]]]


def schema(ids: Ids) -> list[Quad]:
    """All statements of the ontology, its alignment and the shapes.

    Parameters
    ----------
    ids: the base that the graphs, and what has no name of its own, stand under.

    Raises
    ------
    MappingError: a file is not Turtle.

    >>> any("_:" in term for quad in schema(Ids()) for term in (quad[0], quad[2]) if term[0] != '"')
    False
    """
    quads: set[Quad] = set()
    for graph, name in GRAPHS.items():
        for path in sorted(folder(name).rglob("*.ttl")):
            quads.update((s, p, o, iri(ids.graph(graph))) for s, p, o in _triples(path, ids))
    return sorted(quads)


def _triples(path: Path, ids: Ids) -> Iterator[tuple[str, str, str]]:
    said = _read(path)
    name = functools.cache(lambda node: _name(node, said, ids))
    for subject, about in said.items():
        for predicate, value in about:
            yield name(subject), predicate, name(value)


def _read(path: Path) -> Statements:
    said: Statements = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            said.setdefault(str(quad.subject), []).append((str(quad.predicate), _spelled(quad.object)))
    except (OSError, SyntaxError) as error:
        raise MappingError(f"cannot be read: {error}", where=str(path), remedy="mend the file") from error
    return said


def _spelled(term: object) -> str:
    if isinstance(term, ox.Literal) and not term.language:
        return literal(term.value, term.datatype.value.rpartition("#")[2])
    return str(term)


def _name(node: str, said: Statements, ids: Ids) -> str:
    """A term as it is; for a blank node, an IRI made from what it says."""
    if not node.startswith("_:"):
        return node
    content = sorted(f"{predicate} {_name(value, said, ids)}" for predicate, value in said.get(node, ()))
    return iri(f"{ids.base}.well-known/genid/{short_hash(*content, length=16)}")
