"""How the engine spells terms: it gives back one spelling of a number, a time, a language tag or an escape.

In: rows. Out: the same rows as the engine will give them back. Never: a change of what a row says.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from .oxigraph import OxigraphStore
from .terms import Row


def canonical(rows: Iterable[Row]) -> list[Row]:
    """Rows as a store gives them back, sorted, each once.

    Parameters
    ----------
    rows: of three or four terms in N-Quads syntax; a list that is so already is returned itself.

    Raises
    ------
    StoreError: a term is none of N-Quads.

    >>> canonical([("<a:s>", "<a:p>", '"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>', "<a:g>")])[0][2]
    '"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    known = rows if isinstance(rows, list) else list(rows)
    spelled = respelled({row[2] for row in known if _may_change(row[2])})
    if spelled:
        known = [(*row[:2], spelled.get(row[2], row[2]), *row[3:]) for row in known]
    return known if all(one < other for one, other in pairwise(known)) else sorted(set(known))


def respelled(literals: set[str]) -> dict[str, str]:
    """Of some literals those that the engine spells otherwise, and how."""
    store, ordered = OxigraphStore(), sorted(literals)
    store.load(f"<a:{number}> <a:p> {literal} <a:g> .".encode() for number, literal in enumerate(ordered))
    spelled = {ordered[int(row[0][3:-1])]: row[2] for row in store.quads()}
    return {before: after for before, after in spelled.items() if before != after}


def _may_change(term: str) -> bool:
    """Whether the engine may respell a term: all literals but plain words without escapes."""
    return term[0] == '"' and (term[-1] != '"' or "\\" in term or not term.isprintable())
