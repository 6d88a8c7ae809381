"""Writes what was read as quads: a graph for what an article says of the world, and one for the article's own record.

In: a :class:`Reading`, the :class:`Resolution` that names its referents, and the mapping. Out: quads of four strings in
N-Quads syntax. Never: a blank node, a term that the mapping does not have, or a statement in the article's graph that
no mention or evidence of its record bears out.
"""

from __future__ import annotations

from .errors import MappingError
from .ids import Ids, slug
from .mapping import Kind, Mapping, RoleSpec, nearest
from .model import Evidence, Fact, Literal, Reading, Referent, Resolution, Role
from .nquads import DCTERMS, KG, PROV, RDFS, SCHEMA, SKOS, TYPE, Quad, address, iri, literal, partial_date
from .record import Record

STATED = {
    "title": f"<{DCTERMS}title>",
    "publisher": f"<{DCTERMS}publisher>",
    "published": f"<{DCTERMS}issued>",
    "language": f"<{DCTERMS}language>",
    "license": f"<{DCTERMS}license>",
    "url": f"<{SCHEMA}url>",
}
ALT_LABEL, MENTIONS, UNREAD = f"<{SKOS}altLabel>", f"<{KG}mentions>", f"<{KG}unread>"
WORDS = f"{KG}text"


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

    >>> from kg.mapping import load
    >>> from kg.model import Document
    >>> reading = Reading(Document(source="a.txt", text="Bern."), (), (), ())
    >>> quads = lift(reading, Resolution({}, {}), load(), Ids(), "grammar-0.1.0")
    >>> [value for _, predicate, value, _ in quads if predicate.endswith("#source>")]
    ['"a.txt"']
    """
    pen = _Pen(reading, resolution, mapping, Record(reading.document, reading.sentences, ids, extractor))
    pen.article(parent)
    for referent in reading.referents:
        pen.referent(referent)
    for fact in reading.facts:
        pen.fact(fact)
    pen.record.close()
    return [*pen.world, *pen.record.quads]


class _Pen:
    """Writes the statements of one article and hands their evidence to its record."""

    def __init__(self, reading: Reading, resolution: Resolution, mapping: Mapping, record: Record) -> None:
        self.reading, self.iris, self.mapping, self.record = reading, resolution.iris, mapping, record
        self.document = reading.document
        self.world: dict[Quad, None] = {}

    def say(self, subject: str, predicate: str, value: str, evidence: tuple[Evidence, ...] = ()) -> None:
        """State something about the world, and remember why."""
        self.world[subject, predicate, value, self.record.subject] = None
        for words in evidence:
            self.record.bear_out(subject, predicate, value, words)

    def article(self, parent: str) -> None:
        """The article's own description, which its record holds."""
        a, note = self.record.subject, self.record.note
        note(a, TYPE, f"<{KG}Article>")
        note(a, f"<{KG}source>", literal(self.document.source))
        note(a, f"<{KG}contentHash>", literal(self.document.content_hash))
        if self.document.text_from:
            reader = iri(f"{self.record.ids.base}reader/{slug(self.document.text_from)}")
            note(a, f"<{PROV}wasGeneratedBy>", reader)
            note(reader, TYPE, f"<{PROV}Activity>")
            note(reader, f"<{RDFS}label>", literal(f"reading by {self.document.text_from}"))
        if parent:
            note(a, f"<{DCTERMS}isPartOf>", iri(parent))
        for name, predicate in STATED.items():
            self.stated(name, predicate, getattr(self.document, name))
        for region in self.document.regions:
            if region.kind == "unread":
                note(a, UNREAD, literal(f"{region.note or 'unread'}: {region.span.start} to {region.span.end}"))
        for unread in self.reading.unread:
            note(a, UNREAD, literal(f"{unread.source}: {unread.reason}"))

    def stated(self, name: str, predicate: str, value: str | None) -> None:
        """A field of the description, with the words it was taken from where the text has them."""
        if not value:
            return
        node = partial_date(value) if name == "published" else address(value) if name == "url" else literal(value)
        self.record.note(self.record.subject, predicate, node)
        span = self.document.stated_at(name)
        if span is not None and span.end > span.start:
            words = self.record.stated(span, f"stated-{name}")
            self.record.bear_out(self.record.subject, predicate, node, words)

    def known(self, local: str) -> str:
        """The term of a referent or subject; empty for one that was judged not to be a thing."""
        found = self.iris.get((self.document.id, local))
        return iri(found) if found else ""

    def referent(self, referent: Referent) -> None:
        """The class and the names of a thing, borne out by its mentions."""
        thing = self.known(referent.id)
        if not thing or not referent.mentions:
            return
        self.say(thing, TYPE, iri(self.mapping.kind(referent.kind).class_))
        self.record.note(self.record.subject, MENTIONS, thing)
        for mention in referent.mentions:
            if mention.naming:
                self.say(thing, ALT_LABEL, literal(mention.text))
            self.record.mention(mention.span, thing)

    def fact(self, fact: Fact) -> None:
        """The class of a subject, where the fact has evidence for it, and one statement a role."""
        subject, kind = self.known(fact.subject), self.mapping.kind(fact.kind)
        if not subject:
            return
        if fact.evidence:
            self.say(subject, TYPE, iri(kind.class_), fact.evidence)
            self.record.note(self.record.subject, MENTIONS, subject)
        for role in fact.roles:
            spec = kind.roles.get(role.name)
            if spec is None:
                raise MappingError(f"has no role {role.name!r}", where=kind.name, remedy=nearest(role.name, kind.roles))
            value = self.value(kind, role, spec)
            if spec.property == WORDS:
                self.record.stands(subject, role.evidence[0].span)
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
            return self.known(given)
        wanted = ", ".join(spec.datatypes or [word for word, _ in spec.values] or ["a thing"])
        raise MappingError(f"cannot be {given!r}", where=f"{kind.name}.{role.name}", remedy=f"it takes {wanted}")
