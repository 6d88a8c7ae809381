"""The service: the SPARQL protocol, a page for every thing, downloads; the only package that knows flask and granian.

In: a build folder with a published generation. Out: ``create_app`` (a WSGI application) and ``serve`` (a running
server). Never: a write to the graph, or a query that runs inside the server's own process.
"""

from .app import create_app
from .server import serve
from .settings import Settings

__all__ = ["Settings", "create_app", "serve"]
