"""The default store: Oxigraph, on disk or in memory.

In: N-Quads, SPARQL. Out: results at rest, rows, bytes. Never: an iterator of the engine to another thread, a call to
the network, a write to a published generation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox
import rdflib

from ..errors import QueryRefused, StoreError
from .folder import REMEDY, STORE, Hold, hold
from .guard import Screened, screen
from .loading import ENGINE_ERRORS, bulk, load
from .result import Result, graph_format, result_format
from .terms import Row, merged
from .view import EngineView

_AT = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
_CLASSES = re.compile(r"\[(?:[^\[\]]|'[\[\]]')*\](?: *\|?\s*'[^']*'(?:\.\.=?'[^']*')?)*")


class OxigraphStore:
    """A store of the engine; without arguments an empty one in memory.

    >>> store = OxigraphStore()
    >>> store.load([b'<a:s> <a:p> "x" <a:g> .'])
    >>> store.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }").rows
    ((<NamedNode value=a:g>,),)
    >>> store.size()
    1
    """

    def __init__(self, engine: ox.Store | None = None, held: Hold | None = None) -> None:
        self.engine = ox.Store() if engine is None else engine
        self._held = held

    @classmethod
    def create(cls, folder: Path) -> OxigraphStore:
        """A new store on disk, open for loading.

        Raises
        ------
        StoreError: the folder cannot be written.
        """
        try:
            return cls(ox.Store(str(folder)))
        except ENGINE_ERRORS as error:
            raise StoreError(
                f"no store can be made ({error})",
                where=str(folder),
                remedy="make room on the disk, or look at its rights",
            ) from error

    @classmethod
    def open(cls, folder: Path) -> OxigraphStore:
        """Open what was published, for reading; the generation is held until ``close``.

        Raises
        ------
        StoreError: the folder is missing, broken or corrupt.
        """
        held = hold(folder)
        path = held.folder / STORE if (held.folder / STORE).is_dir() else held.folder
        try:
            return cls(ox.Store.read_only(str(path)), held)
        except ENGINE_ERRORS as error:
            held.release()
            reason = str(error).split("\n", 1)[0][:200]
            remedy = REMEDY.format(folder=folder)
            raise StoreError(f"the store is corrupt ({reason})", where=str(path), remedy=remedy) from error

    def load(self, chunks: Iterable[bytes]) -> None:
        """Add quads, all or none; each also becomes a triple of the default graph.

        Parameters
        ----------
        chunks: whole lines of canonical N-Quads, each in a named graph.

        Raises
        ------
        StoreError: a line is no quad in a named graph, or the disk does not take it.
        """
        load(self.engine, merged(chunks))

    def bulk(self, chunks: Iterable[bytes]) -> None:
        """Add many lines as they are, in batches.

        Parameters
        ----------
        chunks: whole lines of canonical N-Quads; each of their triples stands there once more without a graph.

        Raises
        ------
        StoreError: as ``load``; then what came before stays.
        """
        bulk(self.engine, chunks)

    def finish(self) -> None:
        """Write all to disk and merge small files, after the last load.

        Raises
        ------
        StoreError: the disk does not take it.
        """
        try:
            self.engine.flush()
            self.engine.optimize()
        except ENGINE_ERRORS as error:
            raise StoreError(f"writing failed ({error})", remedy="make room on the disk and build again") from error

    def query(self, sparql: str, *, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()) -> Result:
        """Answer a query that only reads.

        Parameters
        ----------
        sparql: SPARQL 1.1; without FROM or ``default_graphs`` it sees the merge of all graphs, each triple once.
        default_graphs, named_graphs: the dataset of the protocol; where either is given nothing else is seen.

        Raises
        ------
        QueryRefused: the query is malformed, would change something or call out.
        """
        found = self._run(sparql, default_graphs, named_graphs)
        if isinstance(found, ox.QueryBoolean):
            return Result("ask", truth=bool(found))
        if isinstance(found, ox.QueryTriples):
            triples = dict.fromkeys((t.subject, t.predicate, t.object) for t in found)
            return Result("graph", rows=tuple(sorted(triples, key=str)))
        return Result("select", tuple(v.value for v in found.variables), tuple(tuple(row) for row in found))

    def answer(
        self,
        sparql: str,
        format: str,  # noqa: A002
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> bytes:
        """As ``query`` and ``Result.serialize`` in one, several times faster.

        Raises
        ------
        QueryRefused: as ``query``.
        UsageError: the format does not fit the query.
        """
        wanted = graph_format(format) if screen(sparql).form == "graph" else result_format(format)
        return self._run(sparql, default_graphs, named_graphs).serialize(format=wanted) or b""  # type: ignore[arg-type]

    def _run(
        self, sparql: str, default: Sequence[str], named: Sequence[str]
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        screened = screen(sparql)
        try:
            if not default and not named:
                return self.engine.query(screened.text)
            # Several default graphs would count a triple twice that stands in two of them: they are merged first.
            names = [ox.NamedNode(name) for name in named]
            scratch = ox.Store()
            for graph in map(ox.NamedNode, default):
                scratch.extend(ox.Quad(q.subject, q.predicate, q.object) for q in self._graph(graph))
            for graph in names:
                scratch.extend(self._graph(graph))
            return scratch.query(screened.text)
        except SyntaxError as error:
            raise _malformed(error, screened) from error
        except ENGINE_ERRORS as error:
            if "custom function" in str(error):
                remedy = "take the functions of SPARQL 1.1, and casts to the types of XML Schema"
                raise QueryRefused(str(error), remedy=remedy) from error
            raise StoreError(f"the query failed ({error})", remedy="ask for less, or build again") from error

    def _graph(self, name: ox.NamedNode) -> Iterator[ox.Quad]:
        return self.engine.quads_for_pattern(None, None, None, name)

    def quads(self) -> Iterator[Row]:
        """All quads of the named graphs, in no order, as terms in N-Quads syntax."""
        for name in self.engine.named_graphs():
            graph = str(name)
            for quad in self.engine.quads_for_pattern(None, None, None, name):
                yield str(quad.subject), str(quad.predicate), str(quad.object), graph

    def triples(self) -> Iterator[Row]:
        """All triples of the merge, each once, in no order, as terms in N-Triples syntax."""
        for quad in self.engine.quads_for_pattern(None, None, None, ox.DefaultGraph()):
            yield str(quad.subject), str(quad.predicate), str(quad.object)

    def size(self) -> int:
        """How many triples the merge of all graphs has."""
        return sum(1 for _ in self.engine.quads_for_pattern(None, None, None, ox.DefaultGraph()))

    def dataset(self) -> rdflib.Dataset:
        """The store as rdflib sees it: read-only, its default graph the merge."""
        return rdflib.Dataset(store=EngineView(self.engine))

    def close(self) -> None:
        """Let go of the files; the store answers nothing afterwards."""
        self.engine = ox.Store()
        if self._held is not None:
            self._held.release()


def _malformed(error: SyntaxError, screened: Screened) -> QueryRefused:
    match = _AT.match(str(error))
    if match is None:
        return QueryRefused(f"this is no SPARQL ({error})", remedy="mend the query")
    line, column = screened.place(int(match[1]), int(match[2]))
    if "Prefix not found" in match[3]:
        reason, remedy = "a prefix is not declared", "add a PREFIX line for it"
    else:
        wanted = [w.strip().strip('"') for w in _CLASSES.sub("", match[3]).split(", ") if w.strip(" \n|")]
        said = [w for w in wanted if w.count(" ") > 1]
        reason = (
            said[0] if said else "something else is expected here" + (f": {' or '.join(wanted[:8])}" if wanted else "")
        )
        remedy = "mend the query there"
    return QueryRefused(reason, where=f"line {line}, column {column}", remedy=remedy)
