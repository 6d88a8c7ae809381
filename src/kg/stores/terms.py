"""Where the terms of pyoxigraph and of rdflib meet, and how a row of text becomes a row of terms.

In: terms of one library. Out: the same terms of the other. Never: a store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
import rdflib

from ..errors import StoreError

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Row = tuple[str, ...]
"""Three or four terms in N-Quads syntax."""

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_QUAD = re.compile(rb"(<[^>]*>|_:\S+) (<[^>]*>) (.+) (<[^>]*>|_:\S+) \.")


def to_rdflib(term: object) -> rdflib.term.Identifier:
    """An rdflib term for a term of pyoxigraph, its spelling kept.

    >>> to_rdflib(ox.Literal("1", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")))
    rdflib.term.Literal('1', datatype=rdflib.term.URIRef('http://www.w3.org/2001/XMLSchema#integer'))
    """
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise StoreError(f"rdflib has no term for {term}", remedy="leave triple terms out")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == XSD_STRING:
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def from_rdflib(term: object) -> Term:
    """A pyoxigraph term for a term of rdflib.

    >>> str(from_rdflib(rdflib.Literal("Hà Nội", lang="vi")))
    '"Hà Nội"@vi'
    """
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if not isinstance(term, rdflib.Literal):
        raise StoreError(f"{term!r} is no term of RDF", remedy="give an IRI or a literal")
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or XSD_STRING)))


def merged(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Each quad followed by its triple in the default graph, so that the default graph holds the merge.

    Parameters
    ----------
    chunks: whole lines of N-Quads, one statement a line, each in a named graph.

    Raises
    ------
    StoreError: a line names no graph.

    >>> b"".join(merged([b'<a:s> <a:p> "x" <a:g> .']))
    b'<a:s> <a:p> "x" <a:g> .\\n<a:s> <a:p> "x" .\\n'
    """
    for chunk in chunks:
        lines: list[bytes] = []
        for line in chunk.split(b"\n"):
            if not line:
                continue
            match = _QUAD.fullmatch(line)
            if match is None:
                raise StoreError("a line names no graph", where=line.decode(errors="replace")[:200])
            lines += (line, b"%b %b %b ." % match.group(1, 2, 3))
        if lines:
            yield b"\n".join(lines) + b"\n"
