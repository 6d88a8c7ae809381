"""What every page shares: the reader of its generation, the ETag, the choice of a format.

In: a request. Out: responses. Never: a page without an ETag.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Response, g, render_template, request

from .negotiate import GRAPHS, HTML, SUFFIXES, Format, choose, named
from .problems import RefusedError, accepts
from .reading import Reader


def reader() -> Reader:
    """The graph as the pages of this request see it."""
    found: Reader = g.generation.reader
    return found


def cached(tag_of: str, make: Callable[[], Response]) -> Response:
    """A response with an ETag over generation, address and format; 304 without a look at the graph."""
    parts = (g.generation.tag, request.full_path, tag_of)
    tag = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
    response = Response(status=304) if request.if_none_match.contains_weak(tag) else make()
    response.set_etag(tag)
    response.headers["Vary"] = "Accept"
    response.headers["Cache-Control"] = "no-cache"
    return response


def html(template: str, **content: object) -> Response:
    """A page from a template."""
    return Response(render_template(template, **content), mimetype="text/html")


def format_of(suffix: str) -> Format:
    """The format of a page that also comes as RDF: by its ending, ``?format=``, or the Accept header.

    Raises
    ------
    RefusedError: 404 for an ending, 406 for an Accept header that names none of ours.
    """
    if suffix:
        if suffix not in SUFFIXES:
            raise RefusedError(404, f"there is no format .{suffix}", where=request.path)
        return SUFFIXES[suffix]
    word = request.args.get("format", "")
    form = (HTML if word == "html" else named(word, GRAPHS)) if word else choose(accepts(), (HTML, *GRAPHS.values()))
    if form is None:
        raise RefusedError(406, "this page is not written in any format that the client takes", where="Accept")
    return form
