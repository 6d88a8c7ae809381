"""The spelling of terms in canonical N-Quads: the one place where anything is escaped.

In: IRIs, words and values. Out: strings that stand in a quad as they are. Never: a blank node, or two spellings of one
value.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

Quad = tuple[str, str, str, str]
"""Subject, predicate, object and graph, each ``<iri>`` or (the object) a literal."""

KG = "https://w3id.org/chancery/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = f"<{RDF}type>"

_ESCAPES = {code: f"\\u{code:04X}" for code in [*range(0x20), 0x7F]}
_ESCAPES |= {ord(char): f"\\{name}" for char, name in zip('\\"\n\r\t\b\f', '\\"nrtbf', strict=True)}
_LEGAL = ":/?#[]@!$&'()*+,;=%-._~"


def iri(text: str) -> str:
    """An IRI between angle brackets.

    >>> iri("http://a.example/b")
    '<http://a.example/b>'
    """
    return f"<{text}>"


def address(url: str) -> str:
    """An address from outside, with what may not stand in an IRI percent-encoded, between angle brackets.

    >>> address('https://a.example/b c?q="d"')
    '<https://a.example/b%20c?q=%22d%22>'
    """
    return f"<{quote(url, safe=_LEGAL)}>"


def literal(text: str, datatype: str = "string") -> str:
    """A literal; ``datatype`` is the local name of an XSD type. Numbers and booleans get their one canonical spelling.

    >>> literal('He said "no"')
    '"He said \\\\"no\\\\""'
    >>> literal("040", "integer")
    '"40"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    if datatype == "string":
        return f'"{_escape(text)}"'
    if datatype == "integer":
        text = str(int(text))
    elif datatype == "decimal":
        text = decimal(float(text))
    elif datatype == "boolean":
        text = {"1": "true", "0": "false"}.get(text, text)
    return f'"{_escape(text)}"^^<{XSD}{datatype}>'


def integer(value: int) -> str:
    """A whole number as a literal."""
    return f'"{value}"^^<{XSD}integer>'


def decimal(value: float) -> str:
    """The canonical spelling of a figure, to four places.

    >>> decimal(0.90), decimal(1.0)
    ('0.9', '1')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")


def partial_date(text: str) -> str:
    """An ISO 8601 date as a literal of the type that its precision asks for.

    >>> partial_date("2025-10")
    '"2025-10"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    datatype = {4: "gYear", 7: "gYearMonth", 10: "date"}.get(len(text), "dateTime")
    return f'"{text}"^^<{XSD}{datatype}>'


def lines(quads: Iterable[Quad]) -> str:
    """Quads as the text of an N-Quads file, in the order given.

    >>> lines([("<http://a>", "<http://b>", '"c"', "<http://g>")])
    '<http://a> <http://b> "c" <http://g> .\\n'
    """
    return "".join(f"{s} {p} {o} {g} .\n" for s, p, o, g in quads)


def _escape(text: str) -> str:
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text
    return text.translate(_ESCAPES)
