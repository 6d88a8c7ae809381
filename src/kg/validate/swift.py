"""Asks a document by rules compiled from the shapes, many times faster than the engine, which stays the judge.

In: shapes, once; then documents, ready as `Part`. Out: what each document does not obey, or nothing where that is not
for this module to say. Never: an RDF library over a document, or an opinion where it could differ from the engine's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Graph

from .constraints import SH, UndecidedError, Values, Wrong, compiled
from .part import Part
from .view import View


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What does not obey: the thing, the value (empty where there is none), the shape, the kind of constraint."""

    focus: str
    value: str
    shape: str
    constraint: str


class Swift:
    """One set of shapes, compiled.

    Parameters
    ----------
    graph: as `kg.shapes` gives it.
    """

    def __init__(self, graph: Graph) -> None:
        self._unknown: set[str] = set()
        """Classes that a constraint without a rule here is about."""
        self._checks: list[tuple[tuple[str, ...], str, Values, list[tuple[str, Wrong]]]] = []
        for shape in sorted(set(graph.subjects(SH.targetClass)), key=str):
            classes = tuple(sorted(f"<{target}>" for target in graph.objects(shape, SH.targetClass)))
            for asked in (shape, *sorted(graph.objects(shape, SH.property), key=str)):
                try:
                    self._checks.append((classes, str(asked), *compiled(graph, asked)))
                except UndecidedError:
                    self._unknown.update(classes)

    def found(self, part: Part) -> list[Finding] | None:
        """What a document's own things do not obey; nothing where the engine must be asked.

        Parameters
        ----------
        part: one document.
        """
        view = View(part)
        if not self._unknown.isdisjoint(view.of_class):
            return None
        try:
            return sorted(set(self._findings(view)))
        except UndecidedError:
            return None

    def _findings(self, view: View) -> Iterator[Finding]:
        for classes, shape, path, constraints in self._checks:
            for thing in {thing for name in classes for thing in view.of_class.get(name, ())}:
                values = path(view, thing)
                for constraint, wrong in constraints:
                    for value in wrong(view, thing, values):
                        yield Finding(thing, value, shape, constraint)
