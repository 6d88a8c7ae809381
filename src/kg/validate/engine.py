"""Runs shapes over small graphs; the door of pyshacl.

In: documents, ready as `Part`. Out: the violations of each. Never: pyshacl's own entry point, which switches a setting
of rdflib on and off for the whole process; or a document kept out without its judgement.

A document that `Swift` finds in order, or merely odd, is done. One in which it finds a mistake, or of which it cannot
tell, is judged by pyshacl. Several of these share one call: their IRIs are made different ("d3:http://...") before and
equal again after, so that one document's statements never meet another's.
"""

from __future__ import annotations

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from .. import shapes
from ..vocab import PREFIXES
from .part import Part
from .record import TYPE, words_of
from .report import VIOLATION, Violation
from .swift import Finding, Swift
from .values import well_typed

SH = Namespace("http://www.w3.org/ns/shacl#")
_COMPARED = frozenset(SH[name] for name in ("lessThan", "lessThanOrEquals"))


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


class Engine:
    """One set of shapes, as `kg.shapes` gives them."""

    def __init__(self, graph: Graph) -> None:
        self._graph, self._flat = graph, _flat(graph)
        self.swift = Swift(graph)
        self._targets = shapes.targets(graph)
        self._common = tuple(namespace for namespace in PREFIXES.values())
        self.read = shapes.read_by(graph)
        self.compared = {str(term) for s, p, o in graph if p in _COMPARED for term in (o, graph.value(s, SH.path))}
        self._messages = {str(shape): str(words) for shape, words in graph.subject_objects(SH.message)}
        severities = graph.subject_objects(SH.severity)
        self._severities = {str(shape): str(word).removeprefix(str(SH)) for shape, word in severities}

    def count(self, part: Part) -> dict[str, int]:
        """How many of a document's own things each shape is about."""
        of_class: dict[str, set[str]] = {}
        for s, p, o in part.triples:
            if p == TYPE and s in part.subjects:
                of_class.setdefault(o.strip("<>"), set()).add(s)
        return {
            shape: len(set().union(*(of_class.get(target, ()) for target in targets)))
            for shape, targets in self._targets.items()
        }

    def run(self, parts: list[Part]) -> list[list[Violation]]:
        """The results of each document, about its own subjects alone."""
        found = [self.swift.found(part) for part in parts]
        doubtful = [n for n, those in enumerate(found) if those is None or any(map(self._is_mistake, those))]
        judged = dict(zip(doubtful, self.judge([parts[number] for number in doubtful]), strict=True))
        return [
            [self._violation(finding, part) for finding in judged.get(number, those or [])]
            for number, (part, those) in enumerate(zip(parts, found, strict=True))
        ]

    def judge(self, parts: list[Part]) -> list[list[Finding]]:
        """What pyshacl finds in each document about its own subjects."""
        from pyshacl import Validator as Pyshacl
        from pyshacl.graph_abstraction import DataGraph

        graph = Graph(bind_namespaces="none")
        spelled: dict[Node, str] = {}
        for number, part in enumerate(parts):
            for triple in part.triples:
                terms = [self._term(text, number, spelled) for text in triple]
                graph.add((terms[0], terms[1], terms[2]))
        found: list[set[Finding]] = [set() for _ in parts]
        if parts:
            engine = Pyshacl(DataGraph.from_rdflib(graph), shacl_graph=self._flat, options={"inplace": True})
            _, report, _ = engine.run()  # type: ignore[no-untyped-call]
            for result in report.subjects(RDF.type, SH.ValidationResult):
                said = {str(p).removeprefix(str(SH)): o for p, o in report.predicate_objects(result)}
                number = int(str(said["focusNode"])[1:].partition(":")[0])
                focus, value = spelled[said["focusNode"]], spelled.get(said.get("value", RDF.nil), "")
                if focus in parts[number].subjects:
                    found[number].add(
                        Finding(focus, value, str(said["sourceShape"]), str(said["sourceConstraintComponent"]))
                    )
        return [sorted(those) for those in found]

    def _term(self, text: str, number: int, spelled: dict[Node, str]) -> Node:
        if text[0] == '"':
            term: Node = _literal(text)
        else:
            address = text[1:-1]
            term = URIRef(address if address.startswith(self._common) else f"d{number}:{address}")
        spelled[term] = text
        return term

    def _is_mistake(self, finding: Finding) -> bool:
        return self._severities[finding.shape] == VIOLATION

    def _violation(self, finding: Finding, part: Part) -> Violation:
        focus, shape = finding.focus, finding.shape
        path = self._graph.value(URIRef(shape), SH.path)
        way = shapes.path_name(self._graph, path) if path is not None else ""
        value = finding.value if way else ""
        return Violation(
            document=part.name,
            focus=focus,
            path=way,
            value=value,
            severity=self._severities[shape],
            message=self._messages[shape],
            shape=shape,
            constraint=finding.constraint,
            sentence=part.record.sentence(focus, way or self._compares(shape), value),
            label=words_of(part.labels[focus]) if focus in part.labels else part.record.label(focus),
        )

    def _compares(self, shape: str) -> str:
        """The property that a shape without a path of its own compares first, as in "signed on, or a day later"."""
        for options in self._graph.objects(URIRef(shape), SH["or"]):
            for path in self._graph.objects(self._graph.value(options, RDF.first), SH.path):
                return shapes.path_name(self._graph, path)
        return ""
