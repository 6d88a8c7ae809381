"""Describes the endpoint in RDF, by SPARQL 1.1 Service Description: what it takes, writes and holds.

In: the endpoint's address, and how many triples each graph holds. Out: triples. Never: a blank node.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .negotiate import GRAPHS, RESULTS

SD, VOID = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
INTEGER = "<http://www.w3.org/2001/XMLSchema#integer>"
FORMATS = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "trig": "TriG",
    "nquads": "N-Quads",
}
"""The names that the W3C gave to our formats, below ``http://www.w3.org/ns/formats/``."""

Triple = tuple[str, ...]


def describe(endpoint: str, graphs: Mapping[str, int]) -> list[Triple]:
    """The description of the endpoint, as sorted triples in N-Triples syntax.

    >>> triples = describe("http://a.example/sparql", {"http://a.example/g": 3})
    >>> [o for _, p, o in triples if p == f"<{SD}name>"]
    ['<http://a.example/g>']
    """
    return sorted({*_service(endpoint), *_dataset(endpoint, graphs)})


def _service(endpoint: str) -> Iterator[Triple]:
    service = f"<{endpoint}>"
    yield service, TYPE, f"<{SD}Service>"
    yield service, f"<{SD}endpoint>", service
    yield service, f"<{SD}supportedLanguage>", f"<{SD}SPARQL11Query>"
    yield service, f"<{SD}feature>", f"<{SD}UnionDefaultGraph>"
    yield service, f"<{SD}defaultDataset>", f"<{endpoint}#dataset>"
    for name in (*RESULTS, *GRAPHS):
        yield service, f"<{SD}resultFormat>", f"<http://www.w3.org/ns/formats/{FORMATS[name]}>"


def _dataset(endpoint: str, graphs: Mapping[str, int]) -> Iterator[Triple]:
    dataset, union = f"<{endpoint}#dataset>", f"<{endpoint}#default>"
    yield dataset, TYPE, f"<{SD}Dataset>"
    yield dataset, f"<{SD}defaultGraph>", union
    yield union, TYPE, f"<{SD}Graph>"
    for number, (name, count) in enumerate(sorted(graphs.items()), 1):
        named, graph = f"<{endpoint}#named-{number}>", f"<{endpoint}#graph-{number}>"
        yield dataset, f"<{SD}namedGraph>", named
        yield named, TYPE, f"<{SD}NamedGraph>"
        yield named, f"<{SD}name>", f"<{name}>"
        yield named, f"<{SD}graph>", graph
        yield graph, TYPE, f"<{SD}Graph>"
        yield graph, f"<{VOID}triples>", f'"{count}"^^{INTEGER}'
