"""Every refusal as ``application/problem+json``, or as a page where a browser asks.

In: an error of ``kg.errors``, or an HTTP error of Flask. Out: a response with what, where and what to do. Never: a
stack trace, or an error inside a 200.
"""

from __future__ import annotations

import json
from http import HTTPStatus

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from ..errors import KGError, QueryRefused, QueryStopped, StoreError, UsageError
from .negotiate import HTML, Format, choose

PROBLEM = Format("problem", ("application/problem+json", "application/json"), "json")
STOPPED = {"deadline": 504, "size": 413, "memory": 503, "busy": 429, "format": 406}
REMEDIES = {
    404: "start from the home page, or search for a name",
    405: "ask with GET, or with POST where a query is sent",
    406: "say another Accept header, or ?format= with one of the names that the page on queries lists",
    413: "send a shorter query",
    415: "send the query as a form, or with Content-Type: application/sparql-query",
    500: "the server's log says more; please report it",
}


class RefusedError(KGError):
    """A request that the service does not answer, with the HTTP status it gets."""

    def __init__(self, status: int, message: str, *, where: str = "", remedy: str = "") -> None:
        self.status = status
        super().__init__(message, where=where, remedy=remedy or REMEDIES.get(status, ""))


def status_of(error: KGError) -> int:
    """The HTTP status of an error.

    >>> status_of(QueryRefused("malformed")), status_of(QueryStopped("late", reason="deadline"))
    (400, 504)
    """
    if isinstance(error, RefusedError):
        return error.status
    if isinstance(error, QueryStopped):
        return STOPPED[error.reason]
    if isinstance(error, QueryRefused | UsageError):
        return 400
    return 503 if isinstance(error, StoreError) else 500


def accepts() -> list[tuple[str, float]]:
    """What the client says it takes, as (media range, quality)."""
    return [(str(media), float(quality)) for media, quality in request.accept_mimetypes]


def answer(status: int, message: str, where: str = "", remedy: str = "") -> Response:
    """The response for a refusal, in the form the client takes."""
    title = HTTPStatus(status).phrase
    offered = choose(accepts(), (PROBLEM, HTML)) or PROBLEM
    if offered is HTML or request.args.get("format") == "html":
        page = render_template("problem.html", status=status, title=title, message=message, where=where, remedy=remedy)
        response = Response(page, status, mimetype="text/html")
    else:
        fields = {"title": title, "status": status, "detail": message, "where": where, "remedy": remedy}
        body = json.dumps({"type": "about:blank", **{name: value for name, value in fields.items() if value}})
        response = Response(body + "\n", status, mimetype="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept"
    if status == 429:
        response.headers["Retry-After"] = "2"
    return response


def of_kg(error: KGError) -> Response:
    """The response for an error of ours."""
    return answer(status_of(error), error.message, error.where, error.remedy)


def _of_http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return Response(error.get_response().get_data(), error.code, dict(error.get_response().headers))
    response = answer(error.code, _plain(error), request.path, REMEDIES.get(error.code, ""))
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _plain(error: HTTPException) -> str:
    if error.code == 404:
        return "there is nothing at this address"
    return error.description or error.name


def install(app: Flask) -> None:
    """Let the app answer every error of ours and of HTTP in this way."""
    app.register_error_handler(KGError, of_kg)
    app.register_error_handler(HTTPException, _of_http)
