"""The nouns that pass between stages, all frozen.

In: nothing; only the standard library is imported here. Out: the types that every floor above speaks.
Never: behaviour that belongs to a stage, or a dependence on RDF.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where words stand: code points of a document's text, the end exclusive.

    >>> Span(3, 7).of("To Hanoi")
    'Hano'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forward, this one from {self.start} to {self.end}")

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def hull(self, other: Span) -> Span:
        return Span(min(self.start, other.start), max(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of text that is not running prose; it is marked, never deleted.

    ``kind`` is one of ``title``, ``dateline``, ``metadata`` ("date 2025-10-25"), ``caption``, ``credit``, ``signoff``,
    ``navigation`` ("See more", "Back to top"), ``digest`` (items that became documents of their own) and ``unread``
    (a table, another language: ``note`` says why).
    """

    span: Span
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was read; ``text`` never changes, and all offsets refer to it.

    Parameters
    ----------
    source: path below the given folder with ``/`` between its parts, the URL it was fetched from, or ``-``.
    text: the words, in Unicode NFC, line ends ``\\n``.
    title, publisher, published, url, language, license: as the file itself or its sidecar says; ``published`` is
        ISO 8601 (a day, a month or a year). None where nothing says so.
    regions: marked stretches, in order of their start.
    stated: where in ``text`` the words stand that a field was taken from, as (field, span).
    part_of: the ``id`` of the document whose digest this is an item of; ``part`` counts those items from 1.
    text_from: the name of the reader that gave the text, for the record.

    >>> d = Document(source="a.txt", text="Hanoi.")
    >>> d.id == Document(source="a.txt", text="Hanoi.").id
    True
    >>> d.id == Document(source="b.txt", text="Hanoi.").id
    False
    """

    source: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    license: str | None = None
    regions: tuple[Region, ...] = ()
    stated: tuple[tuple[str, Span], ...] = ()
    part_of: str | None = None
    part: int = 0
    text_from: str = ""
    id: str = field(init=False, default="")

    def __post_init__(self) -> None:
        seed = "\0".join((self.source, str(self.part), self.content_hash))
        object.__setattr__(self, "id", hashlib.sha256(seed.encode()).hexdigest()[:16])

    @property
    def content_hash(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def stated_at(self, name: str) -> Span | None:
        """Where the words stand that a field was taken from."""
        return dict(self.stated).get(name)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or a stretch of text that was seen and not read, and why."""

    source: str
    reason: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One passage. ``kind`` is ``body``, ``title``, ``caption``, ``dateline`` or ``boilerplate``."""

    span: Span
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name or stand for a thing.

    ``kind`` is a kind of thing ("person", "state", "treaty", ...); ``naming`` is False for a pronoun or a description
    ("the UN chief"), which is a mention and not a name; ``key`` points into a reference table that knows the words.
    """

    span: Span
    text: str
    kind: str
    naming: bool = True
    key: str = ""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its sentences and the words in it that name things; ``text[m.span] == m.text``."""

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]

    def __post_init__(self) -> None:
        for mention in self.mentions:
            if mention.span.of(self.document.text) != mention.text:
                raise ValueError(f"{self.document.source}: {mention.text!r} does not stand at {mention.span}")


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that is not a thing. ``datatype`` is the local name of an XSD type ("date", "gYear", "integer", ...)."""

    text: str
    datatype: str = "string"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact is believed: the very words, the rule that read them and how sure it is.

    Parameters
    ----------
    document: the document's ``id``.
    span: where the words stand; ``quote`` is exactly what stands there.
    rule: the name of the rule.
    confidence: 0 to 1.
    antecedent: where the words stand by which a pronoun, a description or a relative date was understood; a span with
        no length (``Span(0, 0)``) is the document's stated date.
    implicit: the text does not say it in so many words.
    """

    document: str
    span: Span
    quote: str
    rule: str
    confidence: float
    antecedent: Span | None = None
    implicit: bool = False

    def __post_init__(self) -> None:
        if not self.quote:
            raise ValueError(f"{self.document}: evidence without words, by rule {self.rule}")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"{self.document}: confidence {self.confidence} is not between 0 and 1")


STATED_DATE = Span(0, 0)
"""The antecedent of a date that was understood by the document's own date."""


@dataclass(frozen=True, slots=True)
class Referent:
    """What some mentions of one document stand for, before anyone asks who that is in the world.

    ``id`` is unique in its document ("person@120": kind and offset of the first mention). ``names`` are the words by
    which the text calls it, fullest first; ``key`` is its row in a reference table ("state:Q881") where the name alone
    decides it; ``hints`` are second signs of identity, as (sign, value): ("state", "state:Q881"), ("number", "64"),
    ("acronym", "UNODC"), ("parent", "organization@40").
    """

    id: str
    kind: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    key: str = ""
    hints: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """What a fact says in one respect: a word of the mapping, a referent's id or a literal, and why."""

    name: str
    value: str | Literal
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"{self.name} = {self.value}: a fact without evidence does not exist")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a text says of one subject.

    ``kind`` is the name of a mapping ("bilateral-meeting", "tenure", "treaty", "quotation"); ``subject`` is the id of a
    referent, or of something that has no name of its own ("event@310", "tenure@52", "quotation@900"). ``evidence`` is
    for the kind itself: the words that say there was such a thing (the trigger of an event); it is empty only where the
    subject is a referent, whose kind its own mentions bear out.
    """

    kind: str
    subject: str
    roles: tuple[Role, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of one document: sentences, referents, facts, and what was seen and not read.

    ``dropped`` counts the facts that failed the grounding check, by reason.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    referents: tuple[Referent, ...]
    facts: tuple[Fact, ...]
    unread: tuple[Unread, ...] = ()
    dropped: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing in the world, judged to be what some referents stand for.

    ``kind`` is a key of ``mappings/entities.yaml``; ``labels`` are all its names, the preferred one first; ``key`` is
    the row of the reference table it was matched with; ``reason`` says by which signs referents were joined, and
    ``rivals`` names the entities that were considered and not taken.
    """

    iri: str
    kind: str
    labels: tuple[str, ...]
    key: str = ""
    reason: str = ""
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is who in a corpus: for each (document id, referent or subject id) the IRI of a thing, and the things.

    Subjects without a name (events, tenures, quotations) have an IRI here too, and an entity whose one label is
    generated.
    """

    iris: dict[tuple[str, str], str]
    entities: dict[str, Entity]
