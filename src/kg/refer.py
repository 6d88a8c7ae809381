"""Writes the rows of the reference tables that a corpus touches: the graphs ``reference`` and ``links``.

In: the keys of the rows that things were matched with. Out: quads, of those rows and of the rows that they lead to (a
city's state, an office's body). Never: a row that nothing in the corpus leads to, or a link to Wikidata that the table
does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from .errors import MappingError
from .ids import Ids, slug
from .labels import fill
from .mapping import Kind, Mapping, nearest
from .nquads import OWL, RDFS, SKOS, TYPE, Quad, iri, literal, partial_date
from .reference import Holder, Row, Tables

LINKS = {"high": f"<{OWL}sameAs>", "medium": f"<{SKOS}closeMatch>"}
WIKIDATA = "http://www.wikidata.org/entity/"
ALT_LABEL, PREFERRED, LABEL = f"<{SKOS}altLabel>", f"<{SKOS}prefLabel>", f"<{RDFS}label>"


def reference_quads(
    keys: Iterable[str], tables: Tables, mapping: Mapping, ids: Ids, named: Collection[str] = ()
) -> list[Quad]:
    """Everything the tables say of some rows and of those they lead to.

    Parameters
    ----------
    keys: the rows that the corpus touches ("state:Q881"), in any order.
    tables: all rows, as :func:`kg.reference.load` gives them.
    mapping: kinds and roles; the roles of each table stand in ``mappings/reference.yaml``.
    ids: the base that all IRIs stand under.
    named: IRIs that have a preferred label already; every other thing written here gets one in the graph of names.

    Returns
    -------
    Quads of the graphs ``reference``, ``links`` and ``names``, sorted.

    Raises
    ------
    MappingError: ``reference.yaml`` names a role that the kind lacks, or a key is in no table.

    >>> from kg import mapping, reference
    >>> quads = reference_quads(["city:Q90"], reference.load(), mapping.load(), Ids())
    >>> sorted({s.rsplit("/", 1)[1] for s, p, o, g in quads if p.endswith("prefLabel>")})
    ['Q142>', 'Q90>']
    """
    pen = _Pen(tables, mapping, ids, named)
    waiting = sorted(set(keys), reverse=True)
    seen: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += pen.row(key)
    return sorted(pen.quads)


class _Pen:
    def __init__(self, tables: Tables, mapping: Mapping, ids: Ids, named: Collection[str]) -> None:
        self.tables, self.mapping, self.ids, self.named = tables, mapping, ids, named
        self.graph, self.links, self.names = (iri(ids.graph(name)) for name in ("reference", "links", "names"))
        self.quads: set[Quad] = set()

    def say(self, subject: str, predicate: str, value: str) -> None:
        self.quads.add((subject, predicate, value, self.graph))

    def row(self, key: str) -> list[str]:
        """Write one row; the keys of the rows it leads to are returned."""
        if key not in self.tables:
            raise MappingError(f"no table has the row {key}", where="reference", remedy="build again from the start")
        row = self.tables[key]
        kind, thing = self.mapping.kind(row.kind), self.thing(key)
        self.say(thing, TYPE, iri(kind.class_))
        for name in (*row.names, *row.acronyms):
            self.say(thing, ALT_LABEL, literal(name))
        if thing[1:-1] not in self.named:
            self.quads.add((thing, PREFERRED, literal(row.label), self.names))
        self.link(thing, row)
        spec = self.tables.layout["tables"][row.table]
        led = list(self.roles(thing, kind, spec, row.extra))
        for holder in self.tables.held_by(key):
            led += self.tenure(holder)
        return led

    def thing(self, key: str) -> str:
        row = self.tables[key]
        return iri(self.ids.entity(row.kind, row.local))

    def link(self, thing: str, row: Row) -> None:
        predicate = LINKS.get(row.extra.get("confidence", ""))
        if predicate and re.fullmatch(r"Q\d+", row.local):
            self.quads.add((thing, predicate, iri(WIKIDATA + row.local), self.links))

    def roles(self, thing: str, kind: Kind, spec: dict[str, Any], cells: dict[str, str]) -> Iterator[str]:
        """One statement for each role of a table whose column is filled; the keys of the things it leads to."""
        for role, columns in (spec.get("roles") or {}).items():
            how = kind.roles.get(role)
            if how is None:
                remedy = nearest(role, kind.roles)
                raise MappingError(f"{kind.name} has no role {role!r}", where="reference.yaml", remedy=remedy)
            column = columns if isinstance(columns, str) else next((c for c in columns if cells.get(c)), "")
            value = cells.get(column, "")
            if not value:
                continue
            if not how.datatypes:
                yield value
                ends = (self.thing(value), thing) if how.inverse else (thing, self.thing(value))
                self.say(ends[0], iri(how.property), ends[1])
            else:
                dated = "date" in how.datatypes
                self.say(thing, iri(how.property), partial_date(value) if dated else literal(value, how.datatypes[0]))

    def tenure(self, holder: Holder) -> list[str]:
        """A person's time in an office that has a row; an office known by its role alone is not written."""
        if not holder.office:
            return []
        kind = self.mapping.kind(self.tables.layout["holders"]["kind"])
        person, office = self.tables[holder.person], self.tables[holder.office]
        since = holder.start or f"until-{holder.end}"
        node = iri(self.ids.entity(kind.name, f"{person.local}-{office.local}-{slug(since)}"))
        self.say(node, TYPE, iri(kind.class_))
        words = {"person": [person.label], "position": [office.label]}
        self.quads.add((node, LABEL, literal(fill(kind.label, words)), self.names))
        cells = {"person": holder.person, "office": holder.office, "start": holder.start, "end": holder.end}
        cells["as_of"] = holder.as_of
        return list(self.roles(node, kind, self.tables.layout["holders"], cells))
