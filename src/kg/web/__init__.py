"""The service: the SPARQL protocol, a page for every thing, downloads; the only package that knows flask and granian.

In: a build folder with a published generation. Out: ``app.create_app`` (a WSGI application) and ``server.serve`` (a
running server). Never: a write to the graph, or a query that runs inside the server's own process.

Nothing is imported here: a query process (``worker``) is started in milliseconds, without flask and granian.
"""
