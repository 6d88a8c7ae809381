"""Makes one document ready for the shapes: its own statements, and what is known of the things it speaks of.

In: quads. Out: `Part`. Never: an RDF library, or a statement of another article beyond what a thing is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .. import vocab
from .record import TYPE, Quad, Record, article_of


class Known:
    """What a corpus knows of things: all that its common graphs say, and of what articles say the types alone.

    What many articles say is kept once: a document does not cost more because others speak of the same things.

    Parameters
    ----------
    quads: of the whole corpus.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._of: dict[str, dict[tuple[str, str], Quad]] = {}
        for quad in quads:
            if quad[1] == TYPE or not article_of(quad[3]):
                self._of.setdefault(quad[0], {}).setdefault(quad[1:3], quad)

    def about(self, own: Iterable[Quad]) -> list[Quad]:
        """The context of a document: all that is known of the things which its quads touch, and what the
        things those lead to are."""
        touched = {term for s, _, o, _ in own for term in (s, o) if term in self._of}
        context = [quad for thing in sorted(touched) for quad in self._of[thing].values()]
        further = {o for _, _, o, _ in context if o in self._of} - touched
        return context + [quad for thing in sorted(further) for quad in self._of[thing].values() if quad[1] == TYPE]


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
        mine = sorted(dict.fromkeys(own))
        articles = sorted({article_of(graph) for graph in {quad[3] for quad in mine}} - {""})
        self.name = name if name is not None else next(iter(articles), "")
        self.subjects = {quad[0] for quad in mine if self.name or quad[1] == TYPE}
        terms = {f"<{name}>" for name in read}
        self.triples = {(s, p, o) for s, p, o, _ in mine if p in terms}
        said, lent = {quad[:2] for quad in mine if quad[1] in terms}, terms - {f"<{name}>" for name in compared}
        self.triples.update((s, p, o) for s, p, o, _ in context if p == TYPE or (p in lent and (s, p) not in said))
        types = [(s, o) for s, p, o in self.triples if p == TYPE]
        above = {kind: [f"<{name}>" for name in vocabulary.superclasses(kind[1:-1])] for kind in {o for _, o in types}}
        self.triples.update((s, TYPE, name) for s, kind in types for name in above[kind])
        self.record = Record(self.name, mine)
        self.labels = {s: o for s, p, o in sorted(t for t in self.triples if t[1].endswith(("#prefLabel>", "#label>")))}
