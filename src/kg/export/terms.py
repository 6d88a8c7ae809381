"""Terms as they stand in N-Quads, taken apart and shortened.

In: one term of a row. Out: its parts, or a shorter spelling of it. Never: a change of what it says.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..vocab import PREFIXES

RDF_TYPE = f"<{PREFIXES['rdf']}type>"
XSD = PREFIXES["xsd"]
_LITERAL = re.compile(r'"(.*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_SAFE = re.compile(r"(.*[/#])([A-Za-z_][A-Za-z0-9_-]*)")
_NAMESPACES = {namespace: prefix for prefix, namespace in PREFIXES.items()}


class Value(NamedTuple):
    """A literal: its characters, its language or "", its datatype's IRI."""

    text: str
    language: str
    datatype: str


def value(term: str) -> Value | None:
    """The parts of a literal; None for an IRI.

    >>> value('"a\\\\nb"@vi').text
    'a\\nb'
    >>> value('"5"^^<http://www.w3.org/2001/XMLSchema#integer>').datatype.rsplit("#", 1)[-1]
    'integer'
    """
    match = _LITERAL.fullmatch(term)
    if match is None:
        return None
    text = _ESCAPE.sub(_unescape, match[1])
    language = f"{PREFIXES['rdf']}langString" if match[2] else ""
    return Value(text, match[2] or "", match[3] or language or f"{XSD}string")


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _PLAIN.get(match[3], match[3])


def split(iri: str) -> tuple[str, str] | None:
    """A namespace and a local name that needs no escape anywhere; None where there is no such name.

    >>> split("https://schema.org/url")
    ('https://schema.org/', 'url')
    """
    match = _SAFE.fullmatch(iri)
    return (match[1], match[2]) if match else None


def compact(iri: str) -> str | None:
    """An IRI of a known vocabulary with its prefix; None for any other.

    >>> compact("https://schema.org/url"), compact("http://a.example/b")
    ('schema:url', None)
    """
    parts = split(iri)
    prefix = _NAMESPACES.get(parts[0]) if parts else None
    return f"{prefix}:{parts[1]}" if parts and prefix else None
