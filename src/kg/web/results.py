"""The page on which a person writes a query and reads its answer; it works without a script and without a network.

In: a query. Out: HTML with a form, examples, and the answer as a table whose cells lead to things. Never: more than
``MOST`` rows; the downloads hold all of them.
"""

from __future__ import annotations

import json
import time
import urllib.parse
from dataclasses import dataclass

from flask import Response, g, render_template

from ..errors import KGError, QueryRefused, QueryStopped
from .examples import EXAMPLES
from .problems import status_of
from .process import Job
from .reading import Reader, read_rows
from .terms import Term, short, spell_date

MOST = 1000
LARGEST = 8 * 2**20
LABELLED = 400
TABLE_DOWNLOADS = (("CSV", "csv"), ("TSV", "tsv"), ("JSON", "json"), ("XML", "xml"))
GRAPH_DOWNLOADS = (("Turtle", "turtle"), ("N-Triples", "ntriples"), ("JSON-LD", "jsonld"), ("RDF/XML", "rdfxml"))


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row: its words, where it leads, the whole IRI or datatype; ``look`` is for the style."""

    text: str
    address: str = ""
    tooltip: str = ""
    look: str = ""


@dataclass(slots=True)
class Shown:
    """An answer as the page shows it: ``kind`` is ``solutions``, ``boolean`` or ``graph``."""

    kind: str
    columns: list[str]
    rows: list[list[Cell]]
    truth: bool = False
    text: str = ""
    cut_short: bool = False
    seconds: float = 0.0


def page(query: str, default_graphs: tuple[str, ...], named_graphs: tuple[str, ...]) -> Response:
    """The page for a query, or for none; a refusal stands above the form, where the query can be mended."""
    shown, problem, status = None, None, 200
    if query.strip():
        try:
            shown = _show(query, default_graphs, named_graphs)
        except (QueryRefused, QueryStopped) as error:
            problem, status = error, status_of(error)
    downloads = GRAPH_DOWNLOADS if shown and shown.kind == "graph" else TABLE_DOWNLOADS
    fields = [("default-graph-uri", each) for each in default_graphs] + [
        ("named-graph-uri", each) for each in named_graphs
    ]
    html = render_template(
        "sparql.html",
        query=query or EXAMPLES[0].query,
        asked=bool(query.strip()),
        dataset=fields,
        examples=EXAMPLES,
        shown=shown,
        problem=problem,
        most=MOST,
        downloads=[
            (label, "/sparql?" + urllib.parse.urlencode([("query", query), *fields, ("format", name)]))
            for label, name in downloads
        ],
    )
    response = Response(html, status, mimetype="text/html")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Accept"
    return response


def _show(query: str, default_graphs: tuple[str, ...], named_graphs: tuple[str, ...]) -> Shown:
    started = time.monotonic()
    job = Job(query, "json", "turtle", default_graphs, named_graphs, most=LARGEST)
    answer = g.generation.pool.run(job, public=True)
    body = answer.read()
    seconds = time.monotonic() - started
    if answer.kind == "graph":
        return Shown("graph", [], [], text=body.decode(), seconds=seconds)
    if answer.kind == "boolean":
        return Shown("boolean", [], [], truth=b"true" in body, seconds=seconds)
    rows = read_rows(body)
    columns = json.loads(body)["head"]["vars"]
    reader: Reader = g.generation.reader
    shown = rows[:MOST]
    iris = sorted({term.value for row in shown for term in row.values() if term.kind == "uri"})[:LABELLED]
    try:
        labels = reader.labels(iris)
    except KGError:
        labels = {}
    cells = [[_cell(row.get(name), labels, reader) for name in columns] for row in shown]
    return Shown("solutions", columns, cells, cut_short=len(rows) > MOST, seconds=seconds)


def _cell(term: Term | None, labels: dict[str, str], reader: Reader) -> Cell:
    if term is None:
        return Cell("")
    if term.kind == "uri":
        brief = short(term.value, reader.base)
        return Cell(
            labels.get(term.value, brief) if brief != term.value else brief, reader.address(term.value), term.value
        )
    if term.kind == "literal":
        local = term.datatype.rsplit("#", 1)[-1]
        look = "number" if local in ("integer", "decimal", "double", "float") else "date" if term.is_date else ""
        return Cell(spell_date(term.value) if term.is_date else term.value, "", term.language or local, look)
    return Cell(term.value)
