"""A page per thing at the path of its IRI, the same content for machines, and the whole graph as files.

In: GET requests. Out: HTML, or RDF by Accept header or by the ending of the address. Never: text of a document that is
not escaped, or a fact without its source.
"""

from __future__ import annotations

import re

from flask import Blueprint, Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from . import articles, queries, things
from .negotiate import HTML, SUFFIXES, Format
from .problems import RefusedError
from .process import Job
from .respond import cached, format_of, html, reader
from .sparql import options, send

blueprint = Blueprint("dereference", __name__)
EXPORT = 600.0
TAKE = " or ".join(SUFFIXES)


@blueprint.route("/id/<path:rest>", methods=["GET", "OPTIONS"])
def thing(rest: str) -> AnyResponse:
    """A page per thing, at the path of its IRI; its RDF by Accept header or by the ending of the path."""
    if request.method == "OPTIONS":
        return options()
    return show(reader().base + rest)


def show(iri: str) -> AnyResponse:
    """The page or the triples of one IRI."""
    graph = reader()
    stem, dot, suffix = iri.rpartition(".")
    ending = suffix if dot and suffix in SUFFIXES and not graph.rows(queries.KNOWN, thing=queries.iri(iri)) else ""
    iri = stem if ending else iri
    form = format_of(ending)
    term = queries.iri(iri)
    if iri.startswith(f"{graph.base}graph/") or iri.endswith("/record"):
        return _graph(iri, form)
    article = articles.is_article(graph, iri)
    if form is HTML:
        return _linked(cached("html", lambda: _article(iri) if article else _thing(iri)), iri)
    if article:
        return _linked(twin(queries.TWIN_ARTICLE, form, thing=term, record=queries.iri(f"{iri}/record")), iri)
    return _linked(twin(queries.TWIN_THING, form, thing=term), iri)


def twin(query: str, form: Format, **terms: str) -> Response:
    """The triples of a CONSTRUCT, where the graph knows the ``thing`` among its terms."""

    def make() -> Response:
        if not reader().rows(queries.KNOWN, thing=terms["thing"]):
            raise RefusedError(404, "the graph does not know this thing", where=terms["thing"])
        return send(reader().graph(query, form.name, **terms))

    return cached(form.name, make)


def _linked(response: Response, iri: str) -> Response:
    address = reader().address(iri)
    for suffix in ("ttl", "jsonld", "nt"):
        form = SUFFIXES[suffix]
        response.headers.add("Link", f'<{address}.{suffix}>; rel="alternate"; type="{form.media[0]}"')
    response.headers.add("Link", f'<{iri}>; rel="describes"')
    return response


def _thing(iri: str) -> Response:
    found = things.gather(reader(), iri)
    if found is None:
        raise RefusedError(404, "the graph does not know this thing", where=iri, remedy="search for its name")
    return html("thing.html", thing=found, address=reader().address(iri))


def _article(iri: str) -> Response:
    words = re.fullmatch(r"(\d{1,9})-(\d{1,9})", request.args.get("words", ""))
    focus = (int(words[1]), int(words[2])) if words else None
    article = articles.gather(reader(), iri, focus)
    return html("article.html", article=article, focus=focus, address=reader().address(iri))


def _graph(iri: str, form: Format) -> Response:
    if form is not HTML:
        return _linked(twin(queries.TWIN_GRAPH, form, thing=queries.iri(iri)), iri)

    def make() -> Response:
        graph = reader()
        size = graph.count(queries.GRAPH_SIZE, graph=queries.iri(iri))
        if not size:
            raise RefusedError(404, "the graph with this name is empty or does not exist", where=iri)
        rows = graph.rows(queries.GRAPH_ROWS, graph=queries.iri(iri))
        labels = graph.labels({term.value for row in rows for term in row.values() if term.kind == "uri"})
        return html(
            "graph.html", iri=iri, size=size, rows=rows, labels=labels, reader=graph, address=graph.address(iri)
        )

    return _linked(cached("html", make), iri)


@blueprint.get("/export/graph.<suffix>")
def export(suffix: str) -> Response:
    """The whole graph: N-Quads and TriG with its named graphs, the others merged."""
    form = SUFFIXES.get(suffix)
    if form is None:
        raise RefusedError(404, f"there is no export .{suffix}", where=request.path, remedy=f"take {TAKE}")

    def make() -> Response:
        job = Job("", results="", graph=form.name, export=True)
        response = send(g.generation.pool.run(job, public=True, deadline=EXPORT))
        response.headers["Content-Disposition"] = f'attachment; filename="graph.{suffix}"'
        return response

    return cached(form.name, make)
