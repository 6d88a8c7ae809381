"""Writes what was read as quads: a graph for what an article says of the world, and one for the article's own record.

In: a :class:`Reading`, the :class:`Resolution` that names its referents, and the mapping. Out: quads of four strings in
N-Quads syntax. Never: a blank node, a term that the mapping does not have, or a statement in the article's graph that
no mention or evidence of its record bears out.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from .errors import MappingError
from .ids import Ids
from .mapping import Kind, Mapping, RoleSpec, nearest
from .model import STATED_DATE, Evidence, Fact, Literal, Reading, Referent, Resolution, Role, Span
from .nquads import DCTERMS, KG, PROV, RDF, SCHEMA, SKOS, TYPE, Quad, address, decimal, integer, iri, literal
from .nquads import partial_date as date

STATED = {
    "title": f"<{DCTERMS}title>",
    "publisher": f"<{DCTERMS}publisher>",
    "published": f"<{DCTERMS}issued>",
    "language": f"<{DCTERMS}language>",
    "license": f"<{DCTERMS}license>",
    "url": f"<{SCHEMA}url>",
}
TEMPORAL = f"<{DCTERMS}temporal>"
ALT_LABEL = f"<{SKOS}altLabel>"
MENTIONS, REFERS_TO, IN_ARTICLE = f"<{KG}mentions>", f"<{KG}refersTo>", f"<{KG}inArticle>"
PASSAGE, START, END, TEXT = f"<{KG}passage>", f"<{KG}start>", f"<{KG}end>", f"<{KG}text>"
UNREAD, ANTECEDENT = f"<{KG}unread>", f"<{KG}antecedent>"


def lift(
    reading: Reading, resolution: Resolution, mapping: Mapping, ids: Ids, extractor: str, parent: str = ""
) -> list[Quad]:
    """Write one reading as quads of its article's graph ``<A>`` and of its record ``<A>/record``.

    Parameters
    ----------
    reading: what was read out of one document; all offsets are code points of its text.
    resolution: the IRI of every referent and subject; what has none there is left out.
    mapping: the kinds and their roles, as :func:`kg.mapping.load` gives them.
    ids: the base that all IRIs stand under.
    extractor: name and version, as "grammar-0.1.0".
    parent: the IRI of the article whose digest this is an item of; empty for any other.

    Returns
    -------
    The quads, each once, always in the same order.

    Raises
    ------
    MappingError: a fact has a kind, a role or a sort of value that the mapping does not have.
    """
    pen = _Pen(reading, resolution, mapping, ids, extractor)
    pen.article(parent)
    for referent in reading.referents:
        pen.referent(referent)
    for fact in reading.facts:
        pen.fact(fact)
    pen.evidence()
    return list(pen.quads)


@dataclass(slots=True)
class _Witness:
    """What one evidence node will say, gathered from all facts that share subject, words, rule and object."""

    words: Evidence
    subject: str
    object: str
    confidence: float
    implicit: bool
    predicates: dict[str, None] = field(default_factory=dict)
    antecedents: dict[Span, None] = field(default_factory=dict)


class _Pen:
    """Writes one article: holds its graphs, its passages and the evidence gathered so far."""

    def __init__(self, reading: Reading, resolution: Resolution, mapping: Mapping, ids: Ids, extractor: str) -> None:
        self.reading, self.iris, self.mapping, self.ids = reading, resolution.iris, mapping, ids
        self.document, self.text = reading.document, reading.document.text
        self.article_iri = ids.article(self.document)
        self.subject = self.world = iri(self.article_iri)
        self.record = iri(ids.record(self.article_iri))
        self.extractor = iri(f"{ids.base}extractor/{extractor}")
        self.quads: dict[Quad, None] = {}
        self.sentences = sorted(s.span for s in reading.sentences)
        self.starts = [span.start for span in self.sentences]
        self.passages: dict[Span, tuple[str, ...]] = {}
        self.mentions: dict[Span, str] = {}
        self.witnesses: dict[tuple[str, Span, str, str], _Witness] = {}

    def say(self, subject: str, predicate: str, value: str, evidence: tuple[Evidence, ...]) -> None:
        """State something about the world, and remember why."""
        self.quads[subject, predicate, value, self.world] = None
        for words in evidence:
            self.bear_out(subject, predicate, value, words)

    def note(self, subject: str, predicate: str, value: str) -> None:
        """State something in the record."""
        self.quads[subject, predicate, value, self.record] = None

    def article(self, parent: str) -> None:
        document, note, a = self.document, self.note, self.subject
        note(a, TYPE, f"<{KG}Article>")
        note(a, f"<{KG}source>", literal(document.source))
        note(a, f"<{KG}contentHash>", literal(document.content_hash))
        note(self.extractor, TYPE, f"<{PROV}SoftwareAgent>")
        if parent:
            note(a, f"<{DCTERMS}isPartOf>", iri(parent))
        for name in STATED:
            if getattr(document, name):
                self.stated(name, getattr(document, name))
        for span in self.sentences:
            self.passage(span)
        for region in document.regions:
            if region.kind == "unread":
                note(a, UNREAD, literal(f"{region.note or 'unread'}: {region.span.start} to {region.span.end}"))
        for unread in self.reading.unread:
            note(a, UNREAD, literal(f"{unread.source}: {unread.reason}"))

    def stated(self, name: str, value: str) -> None:
        """A field of the article's description, with the words it was taken from where the text has them."""
        node = date(value) if name == "published" else address(value) if name == "url" else literal(value)
        self.note(self.subject, STATED[name], node)
        span = self.document.stated_at(name)
        if span is not None and span.end > span.start:
            self.bear_out(self.subject, STATED[name], node, self.words(span, f"stated-{name}"))

    def words(self, span: Span, rule: str) -> Evidence:
        return Evidence(self.document.id, span, span.of(self.text), rule, 1.0)

    def passage(self, span: Span) -> str:
        node = iri(self.ids.passage(self.article_iri, span))
        self.note(node, TYPE, f"<{KG}Passage>")
        self.note(node, TEXT, literal(span.of(self.text)))
        self.stand(node, span)
        self.note(node, IN_ARTICLE, self.subject)
        return node

    def stand(self, node: str, span: Span) -> None:
        self.note(node, START, integer(span.start))
        self.note(node, END, integer(span.end))

    def passages_of(self, span: Span) -> tuple[str, ...]:
        """The sentences that a span touches; where there is none, the line it stands on becomes a passage."""
        if span not in self.passages:
            first = max(bisect_right(self.starts, span.start) - 1, 0)
            last = bisect_right(self.starts, max(span.end - 1, span.start))
            touched = [s for s in self.sentences[first:last] if s.end > span.start]
            nodes = [iri(self.ids.passage(self.article_iri, s)) for s in touched]
            self.passages[span] = tuple(nodes or [self.passage(self.line(span))])
        return self.passages[span]

    def line(self, span: Span) -> Span:
        end = self.text.find("\n", span.end)
        return Span(self.text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(self.text))

    def referent(self, referent: Referent) -> None:
        """The class and the names of a thing, borne out by the mentions that it is named and meant by."""
        known = self.iris.get((self.document.id, referent.id))
        if known is None or not referent.mentions:
            return
        thing = iri(known)
        self.quads[thing, TYPE, iri(self.mapping.kind(referent.kind).class_), self.world] = None
        self.note(self.subject, MENTIONS, thing)
        for mention in referent.mentions:
            if mention.naming:
                self.quads[thing, ALT_LABEL, literal(mention.text), self.world] = None
            node = self.mentions.get(mention.span)
            if node is None:
                node = self.mentions[mention.span] = iri(self.ids.mention(self.article_iri, mention.span))
                self.note(node, TYPE, f"<{KG}Mention>")
                self.stand(node, mention.span)
                for passage in self.passages_of(mention.span):
                    self.note(node, PASSAGE, passage)
            self.note(node, REFERS_TO, thing)

    def fact(self, fact: Fact) -> None:
        known = self.iris.get((self.document.id, fact.subject))
        if known is None:
            return
        kind, subject = self.mapping.kind(fact.kind), iri(known)
        if fact.evidence:
            self.say(subject, TYPE, iri(kind.class_), fact.evidence)
            self.note(self.subject, MENTIONS, subject)
        for role in fact.roles:
            spec = kind.roles.get(role.name)
            if spec is None:
                raise MappingError(f"has no role {role.name!r}", where=kind.name, remedy=nearest(role.name, kind.roles))
            value = self.value(kind, role, spec)
            if value and spec.inverse:
                self.say(value, iri(spec.property), subject, role.evidence)
            elif value:
                self.say(subject, iri(spec.property), value, role.evidence)

    def value(self, kind: Kind, role: Role, spec: RoleSpec) -> str:
        """A role's value as a term; empty for a thing that was judged not to be one."""
        given = role.value
        if spec.values:
            word = given.text if isinstance(given, Literal) else given
            if word in dict(spec.values):
                return iri(dict(spec.values)[word])
        elif isinstance(given, Literal) and given.datatype in spec.datatypes:
            return literal(given.text, given.datatype)
        elif isinstance(given, str) and not spec.datatypes:
            known = self.iris.get((self.document.id, given))
            return iri(known) if known else ""
        wanted = ", ".join(spec.datatypes or [word for word, _ in spec.values] or ["a thing"])
        raise MappingError(f"cannot be {given!r}", where=f"{kind.name}.{role.name}", remedy=f"write {wanted}")

    def bear_out(self, subject: str, predicate: str, value: str, words: Evidence) -> None:
        key = (subject, words.span, words.rule, value)
        witness = self.witnesses.get(key)
        if witness is None:
            witness = _Witness(words, subject, value, words.confidence, words.implicit)
            self.witnesses[key] = witness
        witness.predicates[predicate] = None
        witness.confidence = min(witness.confidence, words.confidence)
        witness.implicit = witness.implicit or words.implicit
        if words.antecedent is not None:
            witness.antecedents[words.antecedent] = None

    def evidence(self) -> None:
        """Write all evidence; dates that other evidence leans on become evidence of their own."""
        for witness in list(self.witnesses.values()):
            for span in witness.antecedents:
                if span != STATED_DATE and span not in self.mentions:
                    words = literal(span.of(self.text))
                    self.note(self.subject, TEMPORAL, words)
                    self.bear_out(self.subject, TEMPORAL, words, self.words(span, "date-words"))
        for witness in self.witnesses.values():
            self.witness(witness)

    def witness(self, witness: _Witness) -> None:
        node = self.node(witness.subject, witness.words.span, witness.words.rule, witness.object)
        note = self.note
        note(node, TYPE, f"<{KG}Evidence>")
        note(node, f"<{RDF}subject>", witness.subject)
        for predicate in witness.predicates:
            note(node, f"<{RDF}predicate>", predicate)
        note(node, f"<{RDF}object>", witness.object)
        for passage in self.passages_of(witness.words.span):
            note(node, PASSAGE, passage)
        self.stand(node, witness.words.span)
        note(node, f"<{KG}rule>", literal(witness.words.rule))
        note(node, f"<{KG}confidence>", literal(decimal(witness.confidence), "decimal"))
        note(node, f"<{PROV}wasAttributedTo>", self.extractor)
        if witness.implicit:
            note(node, f"<{KG}implicit>", literal("true", "boolean"))
        for span in witness.antecedents:
            note(node, ANTECEDENT, self.antecedent(span))

    def antecedent(self, span: Span) -> str:
        """What a span was understood by: the article's date, a mention, or the evidence for a date in its words."""
        if span == STATED_DATE:
            return self.subject
        return self.mentions.get(span) or self.node(self.subject, span, "date-words", literal(span.of(self.text)))

    def node(self, subject: str, span: Span, rule: str, value: str) -> str:
        return iri(self.ids.evidence(self.article_iri, subject, str(span.start), str(span.end), rule, value))
