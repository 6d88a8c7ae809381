"""Pages for people: what is in the graph, search, lists, the vocabulary; and whether the service is well.

In: GET requests. Out: HTML. Never: text of a document that is not escaped.
"""

from __future__ import annotations

import re

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from . import ontology, overview, queries, search
from .dereference import twin
from .examples import EXAMPLES
from .negotiate import HTML
from .overview import CLASSES
from .problems import RefusedError
from .respond import cached, format_of, html, reader
from .terms import spell_date

blueprint = Blueprint("pages", __name__)
PAGE = 100


@blueprint.get("/")
def home() -> Response:
    """What is in the graph, and five questions to begin with."""
    return cached("html", lambda: html("home.html", graph=overview.gather(reader()), examples=EXAMPLES[:5]))


@blueprint.get("/search")
def find() -> Response:
    """Things and sentences with the words of the reader."""
    words = request.args.get("q", "")[:200]

    def make() -> Response:
        hits, lines = search.find(reader(), words)
        return html("search.html", words=words, hits=hits, lines=lines)

    return cached("html", make)


@blueprint.get("/browse/<name>")
def browse(name: str) -> Response:
    """All things of a class, a page of them at a time."""
    if not re.fullmatch(r"[A-Za-z]{1,60}", name):
        raise RefusedError(404, "there is no such class", where=request.path)
    number = request.args.get("page", "1")
    page = max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 6 else 1

    def make() -> Response:
        graph = reader()
        kind = queries.KG + name
        rows = graph.rows(queries.BROWSE, kind=queries.iri(kind), limit=str(PAGE + 1), offset=str((page - 1) * PAGE))
        if not rows and page == 1 and name not in CLASSES:
            raise RefusedError(404, f"nothing in the graph is of the class {name}", where=request.path)
        unique = {row["thing"].value: row for row in reversed(rows)}
        listed = [
            (graph.address(iri), row["label"].value, spell_date(row["date"].value) if "date" in row else "")
            for iri, row in reversed(unique.items())
        ]
        label = CLASSES[name][1] if name in CLASSES else graph.labels({kind})[kind]
        return html("browse.html", label=label, name=name, listed=listed[:PAGE], page=page, more=len(rows) > PAGE)

    return cached("html", make)


@blueprint.get("/ontology")
@blueprint.get("/ontology.<suffix>")
def vocabulary(suffix: str = "") -> AnyResponse:
    """The terms of the ontology, or the ontology itself."""
    graph = f"{reader().base}graph/ontology"
    form = format_of(suffix)
    if form is not HTML:
        return twin(queries.TWIN_GRAPH, form, thing=queries.iri(graph))
    return cached("html", lambda: html("ontology.html", groups=ontology.gather(reader()), space=queries.KG))


@blueprint.get("/healthz")
def health() -> Response:
    """Whether the service answers from its graph."""
    rows = reader().rows(queries.ANYTHING)
    body = f'{{"status": "ok", "generation": "{g.generation.name}", "empty": {"false" if rows else "true"}}}\n'
    response = Response(body, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/favicon.ico")
def favicon() -> AnyResponse:
    """The mark of the service, one drawing for all sizes."""
    return redirect(url_for("static", filename="mark.svg"), 302)
