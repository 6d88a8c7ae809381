"""RDF/XML, one description a subject.

In: sorted rows. Out: text. Never: a triple left out; what XML cannot say is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from ..errors import UsageError
from ..stores import Row
from ..vocab import PREFIXES
from .terms import XSD, split, value

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REMEDY = "take turtle, jsonld or ntriples, which can"


def rdfxml(rows: list[Row]) -> Iterator[str]:
    """Rows of three terms as RDF/XML.

    Raises
    ------
    UsageError: a property's IRI ends in no name, or a literal holds a character that XML forbids.

    >>> "<schema:url>x</schema:url>" in "".join(rdfxml([("<a:s>", "<https://schema.org/url>", '"x"')]))
    True
    """
    spaces = {PREFIXES["rdf"]: "rdf"}
    known = {namespace: prefix for prefix, namespace in PREFIXES.items()}
    for namespace in sorted({_parts(row[1])[0] for row in rows}):
        spaces.setdefault(namespace, known.get(namespace, f"ns{len(spaces)}"))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    yield from (f"\n    xmlns:{prefix}={quoteattr(space)}" for space, prefix in sorted(spaces.items()))
    yield ">\n"
    for subject, about in groupby(rows, key=lambda row: row[0]):
        yield f"  <rdf:Description rdf:about={quoteattr(subject[1:-1])}>\n"
        for _, predicate, term in about:
            namespace, local = _parts(predicate)
            yield f"    {_element(f'{spaces[namespace]}:{local}', term)}\n"
        yield "  </rdf:Description>\n"
    yield "</rdf:RDF>\n"


def _parts(predicate: str) -> tuple[str, str]:
    parts = split(predicate[1:-1])
    if parts is None:
        raise UsageError("RDF/XML cannot name this property", where=predicate, remedy=_REMEDY)
    return parts


def _element(name: str, term: str) -> str:
    found = value(term)
    if found is None:
        return f"<{name} rdf:resource={quoteattr(term[1:-1])}/>"
    if _NOT_XML.search(found.text):
        raise UsageError("XML cannot hold a character of this literal", where=term[:200], remedy=_REMEDY)
    kind = f' xml:lang="{found.language}"' if found.language else f" rdf:datatype={quoteattr(found.datatype)}"
    text = escape(found.text, {"\r": "&#13;"})
    return f"<{name}{'' if found.datatype == f'{XSD}string' else kind}>{text}</{name}>"
