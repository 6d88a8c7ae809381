"""Runs the shapes over small graphs: one article's own, with what is known of the things it speaks of.

In: quads of a document, and quads that describe what they touch. Out: a `Report` a document. Never: results about
things that are not the document's own subjects, so that the reports of all documents are the report of the whole.

Several documents share one call of the engine: their IRIs are made different ("d3:http://...") before and equal again
after, so that one document's statements never meet another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from .. import shapes, vocab
from ..vocab import PREFIXES
from . import coverage, order, words
from .record import TYPE, Quad, Record, article_of, by_article, words_of
from .report import Report, Violation, merge
from .values import well_typed

SH = Namespace("http://www.w3.org/ns/shacl#")
TOGETHER = 16
"""How many documents share one call: the engine reads its shapes anew in each, which costs as much as a document."""

_INFERRED = "graph/inferred>"
_COMPARED = frozenset(SH[name] for name in ("lessThan", "lessThanOrEquals"))


class Validator:
    """The shapes, read once.

    Parameters
    ----------
    folder: shapes, as `kg.shapes.load` takes them; the product's own where none is given.
    vocabulary: the ontology; the product's own where none is given.

    Raises
    ------
    MappingError: a shape is not understood in full, or names what the ontology lacks.
    """

    def __init__(self, folder: Path | str | None = None, vocabulary: vocab.Vocabulary | None = None) -> None:
        self._words = vocabulary or vocab.load()
        loaded = shapes.load(folder, self._words)
        self._document, self._whole = _Engine(loaded.document), _Engine(loaded.whole)
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
        while batch := [_Part(own, context, self._words, self._document) for own, context in islice(waiting, TOGETHER)]:
            found = self._document.run(batch)
            for part, violations in zip(batch, found, strict=True):
                yield self._report(part, violations)

    def whole(self, quads: Iterable[Quad]) -> Report:
        """Validate what only the whole graph can tell, as ``shapes/global/`` says; inferred quads are left aside."""
        read = self._whole.read
        chosen = [quad for quad in quads if quad[1].strip("<>") in read and not quad[3].endswith(_INFERRED)]
        part = _Part(chosen, (), self._words, self._whole, name="")
        return merge([Report(tuple(self._whole.run([part])[0]), part.asked)])

    def _report(self, part: _Part, violations: list[Violation]) -> Report:
        record = part.record
        if record.article:
            violations += coverage.of_record(record, self._words) + words.misplaced(record) + order.disordered(record)
        asked = coverage.asked(record) | words.asked(record) | order.asked(record)
        return merge([Report(tuple(violations), part.asked | asked)])


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
        """The context of a document: all that is known of the things which its quads touch."""
        touched = {term for s, _, o, _ in own for term in (s, o) if term in self._of}
        return [quad for thing in sorted(touched) for quad in self._of[thing]]


class _Part:
    """One document, ready for the engine: its triples with all classes, and whose they are."""

    def __init__(
        self,
        own: Iterable[Quad],
        context: Iterable[Quad],
        vocabulary: vocab.Vocabulary,
        engine: _Engine,
        name: str | None = None,
    ) -> None:
        mine = sorted(set(own))
        articles = sorted({article_of(graph) for graph in {quad[3] for quad in mine}} - {""})
        self.name = name if name is not None else next(iter(articles), "")
        self.subjects = {quad[0] for quad in mine if self.name or quad[1] == TYPE}
        said = {quad[:2] for quad in mine}
        self.triples = {quad[:3] for quad in mine if quad[1].strip("<>") in engine.read}
        for s, p, o, _ in context:
            if p == TYPE or (p.strip("<>") in engine.uncompared and (s, p) not in said):
                self.triples.add((s, p, o))
        types = [(s, o) for s, p, o in self.triples if p == TYPE]
        self.triples |= {(s, TYPE, f"<{above}>") for s, o in types for above in vocabulary.superclasses(o.strip("<>"))}
        self.record = Record(self.name, mine)
        self.labels = {s: o for s, p, o in sorted(self.triples) if p.endswith(("#prefLabel>", "#label>"))}
        self.asked = engine.count(self)


def _literal(text: str) -> Literal:
    """A literal of a quad; one that is not as its type asks gets a type that no shape asks for."""
    words, kind = words_of(text), text[text.rindex('"') + 1 :]
    if kind.startswith("@"):
        return Literal(words, lang=kind[1:])
    if not kind:
        return Literal(words)
    datatype = kind.removeprefix("^^").strip("<>")
    typed = datatype if well_typed(words, datatype) else f"urn:ill-typed:{datatype}"
    return Literal(words, datatype=URIRef(typed), normalize=False)


def _flat(graph: Graph) -> Graph:
    """The same shapes, each property shape with the targets of its node shape.

    The engine then asks a property of all things at once, and not of each thing anew: five times faster.
    """
    flat = Graph(bind_namespaces="none")
    flat += graph
    for node, prop in graph.subject_objects(SH.property):
        for target in graph.objects(node, SH.targetClass):
            flat.add((prop, SH.targetClass, target))
            flat.remove((node, SH.property, prop))
    return flat


class _Engine:
    """One set of shapes, and the door of pyshacl."""

    def __init__(self, graph: Graph) -> None:
        self._graph = _flat(graph)
        self._targets = shapes.targets(graph)
        self._common = tuple(namespace for namespace in PREFIXES.values())
        self.read = shapes.read_by(graph)
        compared = {str(term) for s, p, o in graph if p in _COMPARED for term in (o, graph.value(s, SH.path))}
        self.uncompared = self.read - compared
        self._messages = {str(shape): str(words) for shape, words in graph.subject_objects(SH.message)}

    def count(self, part: _Part) -> dict[str, int]:
        """How many of a document's own things each shape is about."""
        of_class: dict[str, set[str]] = {}
        for s, p, o in part.triples:
            if p == TYPE and s in part.subjects:
                of_class.setdefault(o.strip("<>"), set()).add(s)
        return {
            shape: len(set().union(*(of_class.get(target, ()) for target in targets)))
            for shape, targets in self._targets.items()
        }

    def run(self, parts: list[_Part]) -> list[list[Violation]]:
        """The results of each document, about its own subjects alone."""
        from pyshacl import Validator as Pyshacl
        from pyshacl.graph_abstraction import DataGraph

        graph = Graph(bind_namespaces="none")
        spelled: dict[Node, str] = {}
        for number, part in enumerate(parts):
            for triple in part.triples:
                terms = [self._term(text, number, spelled) for text in triple]
                graph.add((terms[0], terms[1], terms[2]))
        engine = Pyshacl(DataGraph.from_rdflib(graph), shacl_graph=self._graph, options={"inplace": True})
        _, report, _ = engine.run()  # type: ignore[no-untyped-call]
        found: list[list[Violation]] = [[] for _ in parts]
        for result in report.subjects(RDF.type, SH.ValidationResult):
            said = {str(p).removeprefix(str(SH)): o for p, o in report.predicate_objects(result)}
            number = int(str(said["focusNode"])[1:].partition(":")[0])
            if spelled[said["focusNode"]] in parts[number].subjects:
                found[number].append(self._violation(said, parts[number], spelled))
        return found

    def _term(self, text: str, number: int, spelled: dict[Node, str]) -> Node:
        if text[0] == '"':
            term: Node = _literal(text)
        else:
            address = text[1:-1]
            term = URIRef(address if address.startswith(self._common) else f"d{number}:{address}")
        spelled[term] = text
        return term

    def _violation(self, said: Mapping[str, Node], part: _Part, spelled: Mapping[Node, str]) -> Violation:
        focus, shape = spelled[said["focusNode"]], said["sourceShape"]
        path = self._graph.value(shape, SH.path)
        way = shapes.path_name(self._graph, path) if path is not None else ""
        value = spelled.get(said["value"], "") if way and "value" in said else ""
        return Violation(
            document=part.name,
            focus=focus,
            path=way,
            value=value,
            severity=str(said["resultSeverity"]).removeprefix(str(SH)),
            message=self._messages[str(shape)],
            shape=str(shape),
            constraint=str(said["sourceConstraintComponent"]),
            sentence=part.record.sentence(focus, way, value),
            label=words_of(part.labels[focus]) if focus in part.labels else part.record.label(focus),
        )
