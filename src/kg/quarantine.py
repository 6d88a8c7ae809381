"""Keeps out of the graph the documents in which the product made mistakes.

In: a `Draft` and the report on it. Out: who is to blame, the documents kept out, and the readings that stay. Never: a
document kept out for what its text says oddly; that is a warning, and is published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .assemble import Draft
from .errors import ConformanceError
from .ids import Ids
from .model import Reading
from .nquads import iri
from .validate import Report, Violation
from .validate.record import article_of
from .validate.report import VIOLATION


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One document that was kept out: its source, its article's IRI, and the report on it."""

    source: str
    article: str
    report: Report


def blamed(draft: Draft, report: Report) -> dict[str, list[Violation]]:
    """Whose mistakes those of a report are: violations by article, as ``<iri>``.

    Those found in a graph of the whole corpus are laid to the articles that speak of the thing.

    Raises
    ------
    ConformanceError: a mistake that no article has a part in; then it stands in the tables that the product ships.
    """
    found: dict[str, list[Violation]] = {}
    for violation in report.violations:
        if violation.severity != VIOLATION:
            continue
        whose = {article_of(violation.document)} - {""}
        whose = whose or {article_of(graph) for s, _, _, graph in draft.quads if s == violation.focus} - {""}
        if not whose:
            raise ConformanceError(violation.message, where=violation.label or violation.focus, remedy="run `kg check`")
        for article in sorted(whose):
            found.setdefault(article, []).append(violation)
    return found


def kept_out(draft: Draft, mistakes: dict[str, list[Violation]], ids: Ids) -> list[Quarantined]:
    """The documents of a draft that made mistakes, each with its report."""
    return [
        Quarantined(reading.document.source, article, Report(tuple(mistakes[iri(article)])))
        for reading in draft.readings
        if iri(article := ids.article(reading.document)) in mistakes
    ]


def without(readings: Iterable[Reading], out: Iterable[Quarantined], ids: Ids) -> list[Reading]:
    """The readings of all other documents."""
    gone = {quarantined.article for quarantined in out}
    return [reading for reading in readings if ids.article(reading.document) not in gone]
