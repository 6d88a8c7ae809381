"""Lists the names that a text may know things of the tables by.

In: the reference tables and the word lists. Out: each name as texts spell it, with what it stands for. Never: the name
of a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..reference import Row, Tables

Known = tuple[str, str]
"""What a known name stands for: its kind ("state", "demonym", "organization", "city", "place"…) and its row."""

KINDS = ("state", "organization", "city", "place", "venue", "treaty")
_COMPOUND = re.compile(r"(?<=[a-z])-(?=[A-Z][a-z])")
_BRITISH = re.compile(r"isation\b")
_AMERICAN = re.compile(r"ization\b")


def entries(tables: Tables, names: dict[str, Any]) -> Iterator[tuple[str, Known]]:
    """Every known name with its kind and row.

    Parameters
    ----------
    tables: the reference tables.
    names: the word lists of ``mappings/names.yaml``.
    """
    short = _short_parents(tables)
    for kind in KINDS:
        for row in (row for row in tables.by_kind(kind) if row.kind == kind):
            for name in _names(row, names, short):
                if len(name) > 1 and not name.islower() and not (kind == "treaty" and name in names["treaty"]):
                    yield name, (kind, row.key)
                if len(name) == 4 and kind in {"state", "city"} and name.isalpha() and name != "Male":
                    yield name.upper(), (kind, row.key)
            for demonym in row.demonyms:
                yield demonym, ("demonym", row.key)
    for region in names["regions"]:
        yield region, ("place", "")
    for body in names["bodies"]:
        yield body, ("organization", "")
    for idiom in names["idioms"]:
        yield idiom, ("idiom", "")


def _names(row: Row, names: dict[str, Any], short: dict[str, tuple[str, ...]]) -> dict[str, None]:
    found = dict.fromkeys((row.label, *row.names, *row.acronyms))
    if row.kind == "state":
        found |= dict.fromkeys(name.replace(" of the ", " of ") for name in tuple(found))
        found |= dict.fromkeys(_formal(row, names["state_forms"]))
    if row.kind == "organization":
        found |= dict.fromkeys(spelling for name in tuple(found) for spelling in _spellings(name))
        found |= dict.fromkeys(name for full in tuple(found) for name in _by_letters(full, short))
    return found


def _formal(row: Row, forms: list[str]) -> Iterator[str]:
    """ "Republic of Roe", where that is not the end of another name of the state ("People's Republic of Roe")."""
    for name in dict.fromkeys((row.label, *row.names)):
        for form in forms if " of " not in name else ():
            formal = f"{form} of {name}"
            if not any(other.endswith(" " + formal) for other in row.names):
                yield formal


def _spellings(name: str) -> Iterator[str]:
    """The other spellings of a body's name: without its hyphens, British or American."""
    for spelling in (name, _BRITISH.sub("ization", name), _AMERICAN.sub("isation", name)):
        yield spelling
        yield _COMPOUND.sub(" ", spelling)
        yield spelling.replace("Co-op", "Coop").replace("co-op", "coop")


def _short_parents(tables: Tables) -> dict[str, tuple[str, ...]]:
    """For the name of a body that letters stand for too, those letters."""
    return {
        name: row.acronyms
        for row in tables.by_kind("organization")
        if row.kind == "organization" and row.acronyms
        for name in (row.label, *row.names)
        if " " in name
    }


def _by_letters(name: str, short: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """ "RO Commission" for "Roe Organization Commission"."""
    words = name.split()
    for i in range(2, len(words)):
        for letters in short.get(" ".join(words[:i]), ()):
            yield " ".join((letters, *words[i:]))
