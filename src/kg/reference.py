"""Loads the tables of facts that the product ships: states, cities, bodies, offices, people, treaties, office-holders.

In: ``mappings/reference.yaml`` and the CSV files it names. Out: frozen rows, found by key or by kind. Never: RDF, or a
row that points at a row which is not there.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .errors import MappingError
from .resources import folder as find_folder
from .resources import read_yaml

LISTS = ("names", "acronyms", "demonyms")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of a table.

    ``key`` is table and local name ("state:Q881"); ``kind`` is a kind of ``mappings/entities.yaml``; ``names`` are all
    its names, the label first; ``parent`` is the key of the state or body that it belongs to, empty for none; ``extra``
    holds the other columns, those that lead to a row as its key.
    """

    key: str
    kind: str
    label: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    parent: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def table(self) -> str:
        return self.key.partition(":")[0]

    @property
    def local(self) -> str:
        """The last part of its IRI: the Wikidata identifier, else a slug."""
        return self.key.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one office.

    ``person``, ``office`` and ``state`` are keys; where the office is not known it is empty, and ``role``
    ("head_of_state", "head_of_government", "foreign_minister") and ``state`` say which it was. ``start`` and ``end``
    are ISO 8601, as precise as known; a holder without an end was in office on the day ``as_of``, and nothing later is
    known.
    """

    person: str
    office: str
    role: str
    state: str
    start: str
    end: str
    as_of: str
    confidence: str = ""

    @property
    def status(self) -> str:
        return "ended" if self.end else "open"

    def held_on(self, date: str) -> bool:
        """Whether the table says that the office was held on a day; after ``as_of`` it says nothing.

        >>> Holder("person:Q1", "office:Q2", "", "", "2001-02-03", "2005-06", "").held_on("2004-01-01")
        True
        """
        return (not self.start or self.start <= date) and date[: len(self.end or self.as_of)] <= (
            self.end or self.as_of
        )


@dataclass(frozen=True, slots=True)
class Tables:
    """All rows by key, and all holders; ``layout`` is what ``reference.yaml`` says of each table."""

    rows: MappingProxyType[str, Row]
    holders: tuple[Holder, ...]
    layout: MappingProxyType[str, Any]
    _groups: MappingProxyType[str, tuple[Row, ...]]
    _held: MappingProxyType[str, tuple[Holder, ...]]

    def __getitem__(self, key: str) -> Row:
        return self.rows[key]

    def __contains__(self, key: object) -> bool:
        return key in self.rows

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows.values())

    def by_kind(self, kind: str) -> tuple[Row, ...]:
        """The rows of one kind ("position") or of one table ("office"), in the order of the files.

        >>> len(load().by_kind("state")) > 190
        True
        """
        return self._groups.get(kind, ())

    def without(self, *tables: str) -> Tables:
        """The same facts without some tables, and without the holders where people or offices are left out.

        >>> load().without("person").by_kind("person")
        ()
        """
        rows = [row for row in self if row.table not in tables]
        keep = {row.key for row in rows}
        holders = [h for h in self.holders if h.person in keep and h.office in keep | {""}]
        return _tables(rows, holders, self.layout)

    def held_by(self, person: str) -> tuple[Holder, ...]:
        """What a person held, by key."""
        return self._held.get(person, ())


def load(folder: Path | str | None = None) -> Tables:
    """Read all tables, once per folder.

    Parameters
    ----------
    folder: a folder laid out as ``mappings/``; the product's own where none is given.

    Raises
    ------
    MappingError: a table cannot be read, a key stands twice, or a row leads to one that is not there.

    >>> load()["state:Q881"].label
    'Vietnam'
    """
    return _load(Path(folder) if folder else find_folder("mappings"))


@functools.cache
def _load(folder: Path) -> Tables:
    layout = read_yaml(folder / "reference.yaml")
    added = _additions(folder / "reference" / layout["additions"]) if "additions" in layout else {}
    rows: dict[str, Row] = {}
    for name, spec in layout["tables"].items():
        for file in spec["files"]:
            for raw in _read(folder / "reference" / file):
                row = _row(name, spec, raw, added.pop(f"{name}:{raw['key']}", {}))
                if row.key in rows:
                    raise MappingError("stands twice", where=f"{file}, {row.key}", remedy="keep one of the rows")
                rows[row.key] = row
    if added:
        raise MappingError(f"there is no row {min(added)}", where=layout["additions"], remedy="choose the rows again")
    _check_links(rows, layout["tables"])
    holders = tuple(_holders(folder / "reference" / layout["holders"]["file"], layout["holders"]["refers"], rows))
    return _tables(rows.values(), holders, layout)


def _tables(rows: Iterable[Row], holders: Iterable[Holder], layout: Mapping[str, Any]) -> Tables:
    by_key = {row.key: row for row in rows}
    groups: dict[str, list[Row]] = {}
    for row in by_key.values():
        for group in {row.kind, row.table}:
            groups.setdefault(group, []).append(row)
    held: dict[str, list[Holder]] = {}
    for holder in holders:
        held.setdefault(holder.person, []).append(holder)
    return Tables(
        MappingProxyType(by_key),
        tuple(holders),
        MappingProxyType(dict(layout)),
        MappingProxyType({group: tuple(members) for group, members in groups.items()}),
        MappingProxyType({person: tuple(offices) for person, offices in held.items()}),
    )


def _read(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            header = next(reader, [])
            for cells in reader:
                yield dict(zip(header, cells, strict=True))
    except (OSError, UnicodeDecodeError, ValueError, csv.Error) as error:
        raise MappingError(f"cannot be read: {error}", where=str(path), remedy="mend or restore the file") from error


def _additions(path: Path) -> dict[str, dict[str, str]]:
    """For each key, the fields that are added to its row."""
    added: dict[str, dict[str, str]] = {}
    for raw in _read(path):
        added.setdefault(raw["key"], {})[raw["field"]] = raw["value"]
    return added


def _row(table: str, spec: dict[str, Any], raw: dict[str, str], added: dict[str, str]) -> Row:
    label = added.get("label") or raw["label"]
    lists = {name: _listed(raw.get(name, "")) + _listed(added.get(name, "")) for name in LISTS}
    refers = spec.get("refers", {})
    extra = {}
    for column in raw.keys() | added.keys():
        value = added.get(column) or raw.get(column, "")
        if value and column not in ("key", "label", "kind", *LISTS):
            extra[column] = f"{refers[column]}:{value}" if column in refers else value
    return Row(
        key=f"{table}:{raw['key']}",
        kind=raw.get("kind") or spec["kind"],
        label=label,
        names=tuple(dict.fromkeys([label, *lists["names"]])),
        acronyms=tuple(dict.fromkeys(lists["acronyms"])),
        demonyms=tuple(dict.fromkeys(lists["demonyms"])),
        parent=extra.get(spec.get("parent", ""), ""),
        extra=dict(sorted(extra.items())),
    )


def _listed(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _check_links(rows: dict[str, Row], tables: dict[str, Any]) -> None:
    for row in rows.values():
        for column in tables[row.table].get("refers", {}):
            if row.extra.get(column, row.key) not in rows:
                message = f"leads to {row.extra[column]}, which is not there"
                raise MappingError(message, where=f"{row.key}.{column}", remedy="choose the rows again")


def _holders(path: Path, refers: dict[str, str], rows: dict[str, Row]) -> Iterator[Holder]:
    for raw in _read(path):
        for column, table in refers.items():
            if raw[column]:
                raw[column] = f"{table}:{raw[column]}"
                if raw[column] not in rows:
                    raise MappingError(f"{raw[column]} is not there", where=path.name, remedy="choose the rows again")
        yield Holder(**raw)
