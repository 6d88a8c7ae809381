"""Turtle and TriG, a block a subject.

In: sorted rows. Out: text. Never: a prefix that is not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..stores import Row
from ..vocab import PREFIXES
from .terms import RDF_TYPE, XSD, compact

_TYPED = re.compile(r'("(.*)")\^\^<([^>]*)>', re.DOTALL)
_BARE = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}


def turtle(rows: list[Row]) -> Iterator[str]:
    """Rows of three terms as Turtle.

    >>> print("".join(turtle([("<a:s>", "<https://schema.org/url>", '"x"')])).strip())
    @prefix schema: <https://schema.org/> .
    <BLANKLINE>
    <a:s>
        schema:url "x" .
    """
    yield from _prefixes(rows)
    yield from _blocks(rows, "")


def trig(rows: list[Row]) -> Iterator[str]:
    """Rows of four terms as TriG.

    >>> print("".join(trig([("<a:s>", "<a:p>", '"x"', "<a:g>")])).strip())
    <a:g> {
        <a:s>
            <a:p> "x" .
    }
    """
    yield from _prefixes(rows)
    for graph, found in groupby(sorted(rows, key=lambda row: (row[3], row)), key=lambda row: row[3]):
        yield f"{_term(graph)} {{\n"
        yield from _blocks(found, "    ")
        yield "}\n\n"


def _prefixes(rows: list[Row]) -> Iterator[str]:
    used = {short.split(":", 1)[0] for term in {term for row in rows for term in row} if (short := _short(term))}
    yield from (f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(used))
    if used:
        yield "\n"


def _blocks(rows: Iterable[Row], indent: str) -> Iterator[str]:
    for subject, about in groupby(rows, key=lambda row: row[0]):
        parts = []
        for predicate, same in groupby(sorted(about, key=_type_first), key=lambda row: row[1]):
            verb = "a" if predicate == RDF_TYPE else _term(predicate)
            parts.append(f"{indent}    {verb} " + ", ".join(_term(row[2]) for row in same))
        yield f"{indent}{_term(subject)}\n" + " ;\n".join(parts) + (" .\n" if indent else " .\n\n")


def _type_first(row: Row) -> tuple[bool, Row]:
    return row[1] != RDF_TYPE, row


def _short(term: str) -> str | None:
    """The prefixed name in a term's spelling, if there is one."""
    if term[0] == "<":
        return None if term == RDF_TYPE else compact(term[1:-1])
    match = _TYPED.fullmatch(term)
    return compact(match[3]) if match and not _bare(match) else None


def _bare(match: re.Match[str]) -> bool:
    pattern = _BARE.get(match[3])
    return pattern is not None and pattern.fullmatch(match[2]) is not None


def _term(term: str) -> str:
    if term[0] == "<":
        return compact(term[1:-1]) or term
    match = _TYPED.fullmatch(term)
    if match is None:
        return term
    if _bare(match):
        return match[2]
    return f"{match[1]}^^{compact(match[3]) or f'<{match[3]}>'}"
