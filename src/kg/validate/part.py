"""Makes one document ready for the shapes: its own statements, and what is known of the things it speaks of.

In: quads. Out: `Part`. Never: an RDF library, or a statement of another article beyond what a thing is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .. import vocab
from .record import TYPE, Quad, Record, article_of


class Known:
    """What a corpus knows of things: all that its common graphs say, and of what articles say the types alone.

    Parameters
    ----------
    quads: of the whole corpus.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._of: dict[str, list[Quad]] = {}
        for quad in quads:
            if quad[1] == TYPE or not article_of(quad[3]):
                self._of.setdefault(quad[0], []).append(quad)

    def about(self, own: Iterable[Quad]) -> list[Quad]:
        """The context of a document: all that is known of the things which its quads touch, and what the
        things those lead to are."""
        touched = {term for s, _, o, _ in own for term in (s, o) if term in self._of}
        context = [quad for thing in sorted(touched) for quad in self._of[thing]]
        further = {o for _, _, o, _ in context if o in self._of} - touched
        return context + [quad for thing in sorted(further) for quad in self._of[thing] if quad[1] == TYPE]


class Part:
    """One document, ready for the engine: its triples with all classes, and whose they are.

    Parameters
    ----------
    own, context: quads, as `kg.validate.Validator.document` takes them.
    vocabulary: where classes have the classes above them from.
    read: the properties that the shapes read; other quads are left aside.
    compared: those that they compare; context never enters a comparison.
    name: the article, where it is not to be looked for.
    """

    def __init__(
        self,
        own: Iterable[Quad],
        context: Iterable[Quad],
        vocabulary: vocab.Vocabulary,
        read: Collection[str],
        compared: Collection[str],
        name: str | None = None,
    ) -> None:
        mine = sorted(set(own))
        articles = sorted({article_of(graph) for graph in {quad[3] for quad in mine}} - {""})
        self.name = name if name is not None else next(iter(articles), "")
        self.subjects = {quad[0] for quad in mine if self.name or quad[1] == TYPE}
        said = {quad[:2] for quad in mine}
        self.triples = {quad[:3] for quad in mine if quad[1].strip("<>") in read}
        for s, p, o, _ in context:
            besides = p[1:-1] in read and p[1:-1] not in compared and (s, p) not in said
            if p == TYPE or besides:
                self.triples.add((s, p, o))
        types = [(s, o) for s, p, o in self.triples if p == TYPE]
        self.triples |= {(s, TYPE, f"<{above}>") for s, o in types for above in vocabulary.superclasses(o.strip("<>"))}
        self.record = Record(self.name, mine)
        self.labels = {s: o for s, p, o in sorted(self.triples) if p.endswith(("#prefLabel>", "#label>"))}
