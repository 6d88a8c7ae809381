"""Lets rdflib read an engine's store in place.

In: a pyoxigraph store. Out: an rdflib Dataset over it, slower than the engine by far. Never: a write.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.store import Store as RdflibStore

from ..errors import StoreError
from .terms import from_rdflib, to_rdflib


class EngineView(RdflibStore):
    """The store of rdflib that reads another store; its default graph is that one's default graph."""

    context_aware = True
    graph_aware = True
    formula_aware = False
    transaction_aware = False

    def __init__(self, engine: ox.Store) -> None:
        super().__init__()
        self._engine = engine

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:
        """The triples that match, each with an iterator of the graphs it stands in."""
        try:
            subject, predicate, value = (None if t is None else from_rdflib(t) for t in triple_pattern)
        except ValueError:
            return
        if isinstance(subject, ox.Literal) or not isinstance(predicate, ox.NamedNode | None):
            return
        for quad in self._engine.quads_for_pattern(subject, predicate, value, _graph(context)):
            yield (to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)), self._graphs(quad)

    def _graphs(self, quad: ox.Quad) -> Iterator[Any]:
        for found in self._engine.quads_for_pattern(quad.subject, quad.predicate, quad.object):
            if not isinstance(found.graph_name, ox.DefaultGraph):
                yield self._context(found.graph_name)

    def _context(self, name: object) -> rdflib.Graph:
        return rdflib.Graph(store=self, identifier=to_rdflib(name))

    def contexts(self, triple: Any = None) -> Generator[Any, None, None]:
        """The named graphs, or those that hold one triple."""
        if triple is None or triple == (None, None, None):
            yield from (self._context(name) for name in self._engine.named_graphs())
        else:
            for _, graphs in self.triples(triple):
                yield from graphs

    def __len__(self, context: Any = None) -> int:
        return sum(1 for _ in self._engine.quads_for_pattern(None, None, None, _graph(context)))

    def add(self, *_: Any, **__: Any) -> None:
        raise StoreError("this view is read-only", remedy="build again with other documents")

    remove = remove_graph = add

    def add_graph(self, graph: Any) -> None:
        """Nothing: ``Dataset.graph`` calls it for graphs that are there."""

    def bind(self, prefix: str, namespace: Any, override: bool = True) -> None:
        """Nothing: this view keeps no prefixes."""

    def namespaces(self) -> Iterator[Any]:
        return iter(())

    def namespace(self, prefix: str) -> None:
        return None

    def prefix(self, namespace: Any) -> None:
        return None


def _graph(context: Any) -> ox.NamedNode | ox.BlankNode | ox.DefaultGraph:
    identifier = getattr(context, "identifier", context)
    if identifier is None or identifier == DATASET_DEFAULT_GRAPH_ID:
        return ox.DefaultGraph()
    term = from_rdflib(identifier)
    assert not isinstance(term, ox.Literal)
    return term
