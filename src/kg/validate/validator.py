"""Validates document by document, and what only the whole graph can tell.

In: quads of documents, and quads that describe what they touch. Out: a `Report` a document. Never: results about things
that are not the document's own subjects, so that the reports of all documents are the report of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from .. import shapes, vocab
from . import coverage, order, words
from .engine import Engine
from .part import Known, Part
from .record import Quad, by_article
from .report import Report, Violation, merge

TOGETHER = 16
"""How many documents share one call: the engine reads its shapes anew in each, which costs as much as a document."""

_INFERRED = "graph/inferred>"


class Validator:
    """The shapes, read once.

    Parameters
    ----------
    shapes_folder: shapes, as `kg.shapes.load` takes them; the product's own where none is given.
    vocabulary: the ontology; the product's own where none is given.

    Raises
    ------
    MappingError: a shape is not understood in full, or names what the ontology lacks.
    """

    def __init__(self, shapes_folder: Path | str | None = None, vocabulary: vocab.Vocabulary | None = None) -> None:
        self._words = vocabulary or vocab.load()
        loaded = shapes.load(shapes_folder, self._words)
        self._document, self._whole = Engine(loaded.document), Engine(loaded.whole)
        self.rules = (
            *shapes.targets(loaded.document),
            *shapes.targets(loaded.whole),
            *coverage.RULES,
            *order.RULES,
            *words.RULES,
        )

    def document(self, own: Iterable[Quad], context: Iterable[Quad] = ()) -> Report:
        """Validate one document.

        Parameters
        ----------
        own: the quads of an article's graph and of its record; or those of graphs of the whole corpus (reference,
            names, derived), where no article is in question.
        context: quads that describe the things which ``own`` touches: their types, and what the corpus knows of them.
            It answers where the document itself is silent on a property, and never enters a comparison.
        """
        return next(self.documents([(own, context)]))

    def documents(self, documents: Iterable[tuple[Iterable[Quad], Iterable[Quad]]]) -> Iterator[Report]:
        """Validate many, as `document` does each; a report for each, in order."""
        waiting = iter(documents)
        engine = self._document
        while batch := [self._part(engine, own, context) for own, context in islice(waiting, TOGETHER)]:
            found = engine.run(batch)
            for part, violations in zip(batch, found, strict=True):
                yield self._report(part, violations)

    def whole(self, quads: Iterable[Quad]) -> Report:
        """Validate what only the whole graph can tell, as ``shapes/global/`` says; inferred quads are left aside."""
        engine = self._whole
        chosen = [quad for quad in quads if quad[1].strip("<>") in engine.read and not quad[3].endswith(_INFERRED)]
        part = self._part(engine, chosen, (), name="")
        return merge([Report(tuple(engine.run([part])[0]), engine.count(part))])

    def _part(self, engine: Engine, own: Iterable[Quad], context: Iterable[Quad], name: str | None = None) -> Part:
        return Part(own, context, self._words, engine.read, engine.compared, name)

    def _report(self, part: Part, violations: list[Violation]) -> Report:
        record = part.record
        if record.article:
            violations += coverage.of_record(record, self._words) + words.misplaced(record) + order.disordered(record)
        asked = coverage.asked(record) | words.asked(record) | order.asked(record)
        return merge([Report(tuple(violations), self._document.count(part) | asked)])


def validate(quads: Iterable[Quad], shapes_folder: Path | str | None = None) -> Report:
    """Validate a whole graph: every article, the graphs of the corpus, and what only the whole can tell.

    Parameters
    ----------
    quads: tuples of four strings in N-Quads syntax.
    shapes_folder: as `Validator` takes it.

    Raises
    ------
    MappingError: a shape is not understood in full, or names what the ontology lacks.

    >>> validate([]).conforms
    True
    """
    validator, asserted = Validator(shapes_folder), [quad for quad in quads if not quad[3].endswith(_INFERRED)]
    parts = by_article(asserted)
    known = Known(asserted)
    documents = ((own, known.about(own)) for _, own in sorted(parts.items()))
    unmet = Report(focus_counts=dict.fromkeys(validator.rules, 0))
    return merge([unmet, *validator.documents(documents), validator.whole(asserted)])
