"""A document's triples, to be asked by property and from either end.

In: a `Part`. Out: terms as they stand in quads. Never: an RDF library.
"""

from __future__ import annotations

from collections.abc import Collection

from .part import Part
from .record import TYPE


class View:
    """A document's triples by property, from either end."""

    def __init__(self, part: Part) -> None:
        self._along: dict[str, dict[str, list[str]]] = {}
        self._against: dict[str, dict[str, list[str]]] = {}
        self.of_class: dict[str, list[str]] = {}
        for s, p, o in part.triples:
            self._along.setdefault(p, {}).setdefault(s, []).append(o)
            if p == TYPE and s in part.subjects:
                self.of_class.setdefault(o, []).append(s)

    def objects(self, subject: str, predicate: str) -> Collection[str]:
        return self._along.get(predicate, {}).get(subject, ())

    def subjects(self, predicate: str, value: str) -> Collection[str]:
        if predicate not in self._against:
            turned = self._against[predicate] = {}
            for subject, values in self._along.get(predicate, {}).items():
                for other in values:
                    turned.setdefault(other, []).append(subject)
        return self._against[predicate].get(value, ())
