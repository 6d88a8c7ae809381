"""Keeps the record of one article: its passages, the mentions in them, and the evidence for what it says.

In: the article's sentences, and the spans and evidence that lifting meets. Out: quads of the graph ``<A>/record``.
Never: evidence without a passage, or an antecedent that leads nowhere.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from .ids import Ids
from .model import STATED_DATE, Document, Evidence, Sentence, Span
from .nquads import DCTERMS, KG, PROV, RDF, RDFS, TYPE, Quad, decimal, integer, iri, literal

TEMPORAL = f"<{DCTERMS}temporal>"
PASSAGE, START, END, TEXT = f"<{KG}passage>", f"<{KG}start>", f"<{KG}end>", f"<{KG}text>"
RULE, CONFIDENCE, IMPLICIT = f"<{KG}rule>", f"<{KG}confidence>", f"<{KG}implicit>"
REFERS_TO, IN_ARTICLE, ANTECEDENT = f"<{KG}refersTo>", f"<{KG}inArticle>", f"<{KG}antecedent>"
SUBJECT, PREDICATE, OBJECT = f"<{RDF}subject>", f"<{RDF}predicate>", f"<{RDF}object>"
ATTRIBUTED = f"<{PROV}wasAttributedTo>"
DATE_WORDS = "date-words"
TRUE = literal("true", "boolean")


@dataclass(slots=True)
class _Witness:
    """What one evidence node will say, gathered from all facts that share subject, words, rule and object."""

    subject: str
    span: Span
    rule: str
    object: str
    confidence: float
    implicit: bool
    predicates: dict[str, None] = field(default_factory=dict)
    antecedents: dict[Span, None] = field(default_factory=dict)


class Record:
    """The record of one article, filled while it is lifted.

    Parameters
    ----------
    document: the text that all spans refer to.
    sentences: its passages.
    ids: the base that all IRIs stand under.
    extractor: name and version of what read the text, as "grammar-0.1.0".
    """

    def __init__(self, document: Document, sentences: tuple[Sentence, ...], ids: Ids, extractor: str) -> None:
        self.document, self.ids = document, ids
        self.article = ids.article(document)
        self.subject, self.graph = iri(self.article), iri(ids.record(self.article))
        self.extractor = iri(f"{ids.base}extractor/{extractor}")
        self.quads: dict[Quad, None] = {}
        self._sentences = sorted(s.span for s in sentences)
        self._starts = [span.start for span in self._sentences]
        self._passages: dict[Span, tuple[str, ...]] = {}
        self._mentions: dict[Span, str] = {}
        self._witnesses: dict[tuple[str, Span, str, str], _Witness] = {}
        self.note(self.extractor, TYPE, f"<{PROV}SoftwareAgent>")
        self.note(self.extractor, f"<{RDFS}label>", literal(extractor))
        for span in self._sentences:
            self._passage(span)

    def note(self, subject: str, predicate: str, value: str) -> None:
        """State something in the record."""
        self.quads[subject, predicate, value, self.graph] = None

    def mention(self, span: Span, thing: str) -> None:
        """Note that the words of a span name a thing or stand for it."""
        node = self._mentions.get(span)
        if node is None:
            node = self._mentions[span] = iri(self.ids.mention(self.article, span))
            self.note(node, TYPE, f"<{KG}Mention>")
            self.stands(node, span)
        self.note(node, REFERS_TO, thing)

    def bear_out(self, subject: str, predicate: str, value: str, words: Evidence) -> None:
        """Remember that some words bear out a statement; :meth:`close` writes it."""
        key = (subject, words.span, words.rule, value)
        witness = self._witnesses.get(key)
        if witness is None:
            witness = _Witness(subject, words.span, words.rule, value, words.confidence, words.implicit)
            self._witnesses[key] = witness
        witness.predicates[predicate] = None
        witness.confidence = min(witness.confidence, words.confidence)
        witness.implicit = witness.implicit or words.implicit
        if words.antecedent is not None:
            witness.antecedents[words.antecedent] = None

    def stated(self, span: Span, rule: str) -> Evidence:
        """Words that say something beyond doubt."""
        return Evidence(self.document.id, span, span.of(self.document.text), rule, 1.0)

    def close(self) -> None:
        """Write all evidence. Dates that other evidence leans on become evidence of their own."""
        for witness in list(self._witnesses.values()):
            for span in witness.antecedents:
                if span != STATED_DATE and span not in self._mentions:
                    words = literal(span.of(self.document.text))
                    self.note(self.subject, TEMPORAL, words)
                    self.bear_out(self.subject, TEMPORAL, words, self.stated(span, DATE_WORDS))
        for witness in self._witnesses.values():
            self._write(witness)

    def _write(self, witness: _Witness) -> None:
        node, note = self._node(witness.subject, witness.span, witness.rule, witness.object), self.note
        note(node, TYPE, f"<{KG}Evidence>")
        note(node, SUBJECT, witness.subject)
        for predicate in witness.predicates:
            note(node, PREDICATE, predicate)
        note(node, OBJECT, witness.object)
        self.stands(node, witness.span)
        note(node, RULE, literal(witness.rule))
        note(node, CONFIDENCE, literal(decimal(witness.confidence), "decimal"))
        note(node, ATTRIBUTED, self.extractor)
        if witness.implicit:
            note(node, IMPLICIT, TRUE)
        for span in witness.antecedents:
            note(node, ANTECEDENT, self._antecedent(span))

    def _antecedent(self, span: Span) -> str:
        """What a span was understood by: the article's date, a mention, or the evidence for the date in its words."""
        if span == STATED_DATE:
            return self.subject
        words = literal(span.of(self.document.text))
        return self._mentions.get(span) or self._node(self.subject, span, DATE_WORDS, words)

    def _node(self, subject: str, span: Span, rule: str, value: str) -> str:
        return iri(self.ids.evidence(self.article, subject, str(span.start), str(span.end), rule, value))

    def stands(self, node: str, span: Span) -> None:
        """Note where the words of a mention, an evidence or a quotation stand, with every passage they touch."""
        for passage in self._passages_of(span):
            self.note(node, PASSAGE, passage)
        self.note(node, START, integer(span.start))
        self.note(node, END, integer(span.end))

    def _passages_of(self, span: Span) -> tuple[str, ...]:
        """The sentences that a span touches; where there is none, the line that it stands on becomes a passage."""
        if span not in self._passages:
            first = max(bisect_right(self._starts, span.start) - 1, 0)
            last = bisect_right(self._starts, max(span.end - 1, span.start))
            touched = [s for s in self._sentences[first:last] if s.end > span.start]
            nodes = [iri(self.ids.passage(self.article, s)) for s in touched]
            self._passages[span] = tuple(nodes or [self._passage(self._line(span))])
        return self._passages[span]

    def _line(self, span: Span) -> Span:
        text = self.document.text
        end = text.find("\n", span.end)
        return Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))

    def _passage(self, span: Span) -> str:
        node = iri(self.ids.passage(self.article, span))
        self.note(node, TYPE, f"<{KG}Passage>")
        self.note(node, TEXT, literal(span.of(self.document.text)))
        self.note(node, START, integer(span.start))
        self.note(node, END, integer(span.end))
        self.note(node, IN_ARTICLE, self.subject)
        return node
