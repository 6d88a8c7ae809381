"""The SPARQL 1.1 protocol: a query by GET, by form and by direct POST; a page for browsers at the same address.

In: requests to ``/sparql``. Out: results or triples in the format the client wants most; refusals as problems. Never:
an update, an answer that is not complete, or an answer without an ETag.
"""

from __future__ import annotations

import hashlib
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, current_app, g, request

from ..export import FORMATS
from . import queries, respond, results
from .description import describe
from .negotiate import GRAPHS, HTML, RESULTS, Format, choose, named
from .problems import RefusedError, accepts
from .process import Answer, Job
from .settings import Settings

blueprint = Blueprint("sparql", __name__)
CHUNK = 65536
UPDATE = "this graph is read-only: ask with SELECT, ASK, CONSTRUCT or DESCRIBE"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says: the query (None where it says none) and its dataset."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """The formats a client takes: for rows and booleans, for triples, or a page."""

    results: Format | None
    graph: Format | None
    page: bool = False


@blueprint.route("/sparql", methods=["GET", "POST", "OPTIONS"])
def sparql() -> Response:
    """Answer one query, or show the page to write one."""
    if request.method == "OPTIONS":
        return options()
    asked, wanted = read_request(), read_wanted()
    if asked.query is None and (form := _describing()):
        return respond.cached(form.name, lambda: description(form))
    if asked.query is None and not wanted.page:
        raise RefusedError(400, "the request has no query", where="/sparql", remedy="send query=…, encoded for a URL")
    if wanted.page:
        return results.page(asked.query or "", asked.default_graphs, asked.named_graphs)
    assert asked.query is not None
    tag = _tag(asked, wanted)
    if request.if_none_match.contains_weak(tag):
        return _headed(Response(status=304), tag)
    job = Job(
        asked.query,
        wanted.results.name if wanted.results else "",
        wanted.graph.name if wanted.graph else "",
        asked.default_graphs,
        asked.named_graphs,
    )
    answer = g.generation.pool.run(job, public=True)
    return _headed(send(answer), tag)


def _describing() -> Format | None:
    """The format of the service's description, where a request without a query wants triples most of all."""
    forms = [form for name, form in GRAPHS.items() if not FORMATS[name][0]]
    form = choose(accepts(), (HTML, *RESULTS.values(), *forms)) if request.method in ("GET", "HEAD") else None
    return form if form in forms and not request.args else None


def description(form: Format) -> Response:
    """What this service is and which graphs it has (SPARQL 1.1 Service Description)."""
    if queries.NOT_IN_IRI.search(request.base_url):
        raise RefusedError(400, "the name of this host is no part of an address", where="Host")
    written = FORMATS[form.name][1](describe(request.base_url, g.generation.graphs))
    return Response("".join(written), content_type=form.content_type)


def options() -> Response:
    """What a page of another host may send here."""
    response = Response(status=204)
    response.headers["Allow"] = "GET, HEAD, POST, OPTIONS"
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def read_request() -> Asked:
    """What the request asks, by the rules of the protocol (section 2.1).

    Raises
    ------
    RefusedError: no or several queries, an update, another media type, bytes that are not UTF-8.
    """
    settings: Settings = current_app.config["SETTINGS"]
    fields = _parse(request.query_string)
    if request.method == "POST":
        body = request.get_data(cache=False)
        if len(body) > settings.most_query:
            raise RefusedError(413, f"the request is larger than {settings.most_query:,} bytes")
        if request.mimetype == "application/sparql-query":
            _refuse_charset()
            fields += [("query", _decode(body))]
        elif request.mimetype == "application/x-www-form-urlencoded":
            fields += _parse(body)
        elif request.mimetype == "application/sparql-update":
            raise RefusedError(403, "this is an update", remedy=UPDATE)
        else:
            raise RefusedError(415, f"a query does not come as {request.mimetype or 'a body without Content-Type'}")
    if any(name == "update" for name, _ in fields):
        raise RefusedError(400 if request.method == "GET" else 403, "this is an update", where="update=", remedy=UPDATE)
    queries = [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise RefusedError(400, "the request has more than one query", where="query=", remedy="send one")
    if any(not value for name, value in fields if name in ("default-graph-uri", "named-graph-uri")):
        raise RefusedError(
            400, "a graph without an address", where="default-graph-uri=", remedy="give its IRI or leave it out"
        )
    return Asked(
        queries[0] if queries else None,
        tuple(value for name, value in fields if name == "default-graph-uri"),
        tuple(value for name, value in fields if name == "named-graph-uri"),
    )


def _parse(text: bytes) -> list[tuple[str, str]]:
    """The fields of a form. The text is decoded first: Python before 3.11.9 parses only bytes that end up ASCII."""
    try:
        return urllib.parse.parse_qsl(_decode(text), keep_blank_values=True, max_num_fields=1000, errors="strict")
    except UnicodeDecodeError:
        raise RefusedError(400, "a field is not UTF-8", remedy="send it as UTF-8, encoded as a form does") from None
    except ValueError:
        raise RefusedError(400, "the request has more than 1,000 fields", remedy="send fewer") from None


def _decode(text: bytes) -> str:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(
            400, "the query is not UTF-8", where=f"byte {error.start}", remedy="send it as UTF-8"
        ) from None


def _refuse_charset() -> None:
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RefusedError(415, f"a query comes as UTF-8, not as {charset}", remedy="send it as UTF-8")


def read_wanted() -> Wanted:
    """The formats of the answer: ``format`` where a person says so, else the Accept header.

    Raises
    ------
    RefusedError: 406, where nothing fits; 400, where ``format`` names nothing.
    """
    word = request.args.get("format", "") or (
        request.form.get("format", "") if request.mimetype.endswith("urlencoded") else ""
    )
    if word == "html":
        return Wanted(None, None, page=True)
    if word:
        wanted = Wanted(named(word, RESULTS), named(word, GRAPHS))
        if not wanted.results and not wanted.graph:
            names = ", ".join((*RESULTS, *GRAPHS, "html"))
            raise RefusedError(400, f"there is no format {word!r}", where="format=", remedy=f"take one of {names}")
        return wanted
    said = accepts()
    results_format = choose(said, (*RESULTS.values(), HTML))
    graph_format = choose(said, (*GRAPHS.values(), HTML))
    if HTML in (results_format, graph_format):
        return Wanted(None, None, page=True)
    if not results_format and not graph_format:
        raise RefusedError(406, "no format of this service is among those that the client takes", where="Accept")
    return Wanted(results_format, graph_format)


def _tag(asked: Asked, wanted: Wanted) -> str:
    formats = (wanted.results.name if wanted.results else "", wanted.graph.name if wanted.graph else "")
    parts = (g.generation.tag, asked.query or "", *asked.default_graphs, "|", *asked.named_graphs, "|", *formats)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _headed(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = "no-cache"
    return response


def send(answer: Answer) -> Response:
    """A response with the bytes of an answer and their length."""
    form = (GRAPHS if answer.kind == "graph" else RESULTS)[answer.format]

    def body() -> Iterator[bytes]:
        with answer.body as source:
            while part := source.read(CHUNK):
                yield part

    response = Response(body(), content_type=form.content_type)
    response.content_length = answer.length
    response.call_on_close(answer.body.close)
    return response
