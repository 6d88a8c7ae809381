"""A store in memory made of rdflib alone: small, slow, and a second opinion on the engine's answers.

In: N-Quads, SPARQL. Out: results at rest. Never: a call to the network or a file that a query names.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox
import rdflib
from pyparsing import ParseBaseException
from rdflib.plugins import sparql as rdflib_sparql
from rdflib.plugins.sparql.algebra import traverse
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query

from ..errors import QueryRefused, StoreError
from .guard import NO_SERVICE, Screened, screen
from .oxigraph import OxigraphStore
from .result import Result
from .terms import Row, from_rdflib, merged, to_rdflib

rdflib_sparql.SPARQL_LOAD_GRAPHS = False  # else FROM <file:…> reads the disk and FROM <http:…> calls out
_PARSING = threading.Lock()  # rdflib's parser breaks for good when several threads use it cold


class MemoryStore:
    """Quads in an rdflib Dataset whose default graph is the merge of its named graphs.

    >>> store = MemoryStore()
    >>> store.load([b'<a:s> <a:p> "x" <a:g> .'])
    >>> store.query("ASK { <a:s> ?p ?o }").truth
    True
    """

    def __init__(self) -> None:
        self._dataset = rdflib.Dataset()

    @classmethod
    def open(cls, folder: Path) -> MemoryStore:
        """Read all of a published generation into memory.

        Raises
        ------
        StoreError: as ``OxigraphStore.open``.
        """
        published, store = OxigraphStore.open(folder), cls()
        try:
            store.load(" ".join((*row, ".")).encode() for row in published.quads())
        finally:
            published.close()
        return store

    def load(self, chunks: Iterable[bytes]) -> None:
        """Add quads, all or none.

        Parameters
        ----------
        chunks: whole lines of canonical N-Quads, each in a named graph.

        Raises
        ------
        StoreError: a line is no quad in a named graph.
        """
        text = b"".join(merged(chunks))
        try:
            quads = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
        except SyntaxError as error:
            raise StoreError(f"these are no N-Quads ({error})", remedy="see the line named") from error
        for quad in quads:
            merge = isinstance(quad.graph_name, ox.DefaultGraph)
            graph = self._dataset.default_graph if merge else self._dataset.graph(to_rdflib(quad.graph_name))
            graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))

    def query(self, sparql: str, *, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()) -> Result:
        """Answer a query that only reads; as ``OxigraphStore.query``."""
        screened = screen(sparql)
        prepared = _prepare(screened)
        scope = self._scope(default_graphs, named_graphs) if default_graphs or named_graphs else self._dataset
        found = scope.query(prepared)
        if screened.form == "ask":
            return Result("ask", truth=bool(found.askAnswer))
        if screened.form == "graph":
            triples = {tuple(from_rdflib(term) for term in triple) for triple in found.graph or ()}
            return Result("graph", rows=tuple(sorted(triples, key=str)))
        names = found.vars or []
        rows = tuple(tuple(None if v is None else from_rdflib(v) for v in row) for row in found)  # type: ignore[union-attr]
        return Result("select", tuple(str(name) for name in names), rows)

    def answer(
        self,
        sparql: str,
        format: str,  # noqa: A002
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> bytes:
        """The answer in a standard format; as ``OxigraphStore.answer``."""
        return self.query(sparql, default_graphs=default_graphs, named_graphs=named_graphs).serialize(format)

    def _scope(self, default: Sequence[str], named: Sequence[str]) -> rdflib.Dataset:
        scope = rdflib.Dataset()
        for names, target in ((default, None), (named, "own")):
            for name in names:
                graph = scope.graph(rdflib.URIRef(name)) if target else scope.default_graph
                for triple in self._dataset.graph(rdflib.URIRef(name)):
                    graph.add(triple)
        return scope

    def quads(self) -> Iterator[Row]:
        """All quads of the named graphs, in no order, as terms in N-Quads syntax."""
        for graph in self._named():
            name = str(from_rdflib(graph.identifier))
            for triple in graph:
                s, p, o = (str(from_rdflib(term)) for term in triple)
                yield s, p, o, name

    def triples(self) -> Iterator[Row]:
        """All triples of the merge, each once, in no order, as terms in N-Triples syntax."""
        for triple in self._dataset.default_graph:
            yield tuple(str(from_rdflib(term)) for term in triple)

    def _named(self) -> list[rdflib.Graph]:
        default = self._dataset.default_graph.identifier
        return [graph for graph in self._dataset.graphs() if graph.identifier != default]

    def size(self) -> int:
        """How many triples the merge of all graphs has."""
        return len(self._dataset.default_graph)

    def dataset(self) -> rdflib.Dataset:
        """The dataset itself: do not write to it."""
        return self._dataset

    def close(self) -> None:
        """Forget all."""
        self._dataset = rdflib.Dataset()


def _prepare(screened: Screened) -> Query:
    try:
        with _PARSING:
            prepared = rdflib_sparql.prepareQuery(screened.text)
    except ParseBaseException as error:
        line, column = screened.place(error.lineno, error.column)
        raise QueryRefused(error.msg, where=f"line {line}, column {column}", remedy="mend the query there") from error
    except RecursionError as error:
        raise QueryRefused("the query is nested too deep", remedy="ask in smaller steps") from error
    except Exception as error:
        if type(error) is not Exception:  # rdflib raises the bare class for an unknown prefix
            raise
        raise QueryRefused(str(error), where="line 1, column 1", remedy="add a PREFIX line for it") from error
    traverse(prepared.algebra, visitPre=_no_service)
    return prepared


def _no_service(node: object) -> None:
    if isinstance(node, CompValue) and node.name == "ServiceGraphPattern":
        raise QueryRefused("SERVICE would call another endpoint", remedy=NO_SERVICE)
