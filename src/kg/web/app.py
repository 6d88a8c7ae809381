"""Makes the application: routes, headers, errors, and the lease of a generation for each request.

In: a build folder and settings. Out: a Flask app. Never: a response without the headers that keep a browser from
running anything out of a document.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from ..errors import KGError
from . import dereference, pages, problems, queries, sparql
from .generation import Service
from .problems import RefusedError
from .settings import Settings
from .terms import short, spell_date

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Content-Disposition, Retry-After",
}


def create_app(folder: str | Path, settings: Settings | None = None) -> Flask:
    """The service over a build folder, as a WSGI application.

    Parameters
    ----------
    folder: where a build was published.

    Raises
    ------
    StoreError: nothing was published there, or its store cannot be opened.

    >>> create_app("nowhere")
    Traceback (most recent call last):
    kg.errors.StoreError: nowhere: there is no such build folder; build it with `kg build DOCUMENTS -o nowhere`
    """
    settings = settings or Settings()
    service = Service(Path(folder), settings)
    app = Flask(__name__, static_folder="static", template_folder="templates")
    app.config.update(SETTINGS=settings, SERVICE=service, SEND_FILE_MAX_AGE_DEFAULT=3600)
    app.config["MAX_CONTENT_LENGTH"] = settings.most_query + 4096
    app.url_map.merge_slashes = False
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(short=short, spell_date=spell_date, kg=queries.KG)
    app.register_blueprint(sparql.blueprint)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(dereference.blueprint)
    problems.install(app)
    app.before_request(lambda: _take(service))
    app.teardown_request(lambda _: _release(service))
    app.after_request(_finish)
    app.register_error_handler(404, _elsewhere)
    return app


def _take(service: Service) -> None:
    g.generation = service.take()


def _release(service: Service) -> None:
    generation = g.pop("generation", None)
    if generation is not None:
        service.release(generation)


def _finish(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.method == "HEAD" and response.content_length is None and not response.is_streamed:
        response.content_length = len(response.get_data())
    return response


def _elsewhere(_: Exception) -> AnyResponse:
    """Things stand at ``/id/…``; where the base of the graph has another path, they stand there as well."""
    base = g.generation.base if "generation" in g else ""
    path = "/" + base.split("://", 1)[-1].partition("/")[2]
    if path not in ("/", "/id/") and request.path.startswith(path) and request.method in ("GET", "HEAD"):
        try:
            return dereference.show(base + request.path.removeprefix(path))
        except KGError as refusal:
            return problems.of_kg(refusal)
    return problems.of_kg(RefusedError(404, "there is nothing at this address", where=request.path))
