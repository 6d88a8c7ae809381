"""The check that every triple of every article is borne out by words of that article.

In: quads of articles and their records. Out: violations. Never: an RDF library, or a look at another article.

The rule is the graph's contract ("Who says so"): the class and the names of a thing are covered by a mention that
refers to it, all else, the class of what has no name included, by an evidence; an antecedent ends in words that name
the thing, in words that give a date, or in the article's stated date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from .. import vocab
from ..shapes import SHAPE
from ..vocab import PREFIXES
from .record import (
    ALT_LABEL,
    EVIDENCE,
    MENTION,
    OBJECT,
    PREDICATE,
    REFERS_TO,
    SUBJECT,
    TYPE,
    Quad,
    Record,
    by_article,
    words_of,
)
from .report import WARNING, Violation

TRIPLE, ANTECEDENT, NAMED, DANGLING = (
    f"{SHAPE}Coverage-{name}" for name in ("triple", "antecedent", "named", "dangling")
)
RULES = (TRIPLE, ANTECEDENT, NAMED, DANGLING)
_LEANS_ON, _IMPLICIT = (f"<{PREFIXES['kg']}{name}>" for name in ("antecedent", "implicit"))
_ISSUED, _TEMPORAL = (f"<{PREFIXES['dcterms']}{name}>" for name in ("issued", "temporal"))
_NAMELESS = frozenset(f"{PREFIXES['kg']}{name}" for name in ("Event", "Tenure", "Quotation", "ReportedSpeech"))
_DATES = tuple(f"^^<{PREFIXES['xsd']}{name}>" for name in ("date", "gYearMonth", "gYear"))


def uncovered(quads: Iterable[Quad], vocabulary: vocab.Vocabulary | None = None) -> list[Violation]:
    """Every triple of every article that no words of it bear out, and every evidence that leads nowhere.

    Parameters
    ----------
    quads: of any number of articles, with their records; graphs of the whole corpus are left aside.
    vocabulary: the ontology; the product's own where none is given.

    >>> fact = ("<http://a.example/x>", "<http://a.example/p>", '"v"', "<http://a.example/article/a>")
    >>> [found.message for found in uncovered([fact])]
    ['No words of the text bear this out.']
    """
    words = vocabulary or vocab.load()
    found: list[Violation] = []
    for article, own in by_article(quads).items():
        if article:
            found += of_record(Record(article, own), words)
    return sorted(found)


def of_record(record: Record, vocabulary: vocab.Vocabulary) -> list[Violation]:
    """The same for one article."""
    covered = {triple for node in record.of_class[EVIDENCE] for triple in _covered(record, node)}
    found = [
        record.violation(TRIPLE, s, p, "No words of the text bear this out.", o)
        for s, p, o in record.world
        if (s, p, o) not in covered and not _mentioned(record, vocabulary, s, p, o)
    ]
    said = {(s, p, v) for s, about in record.told.items() for p, values in about.items() for v in values}
    for node in record.of_class[EVIDENCE]:
        found += _evidence(record, node, said)
    return found


def asked(record: Record) -> dict[str, int]:
    """How many things each rule of this module was asked about."""
    evidence = len(record.of_class[EVIDENCE])
    leaning = sum(1 for node in record.of_class[EVIDENCE] if record.values(node, _LEANS_ON))
    return {TRIPLE: len(record.world), ANTECEDENT: leaning, NAMED: evidence - leaning, DANGLING: evidence}


def _covered(record: Record, node: str) -> Iterator[tuple[str, str, str]]:
    """The product of an evidence; nothing where it does not tell which value belongs to which property."""
    subjects, predicates, values = (record.values(node, part) for part in (SUBJECT, PREDICATE, OBJECT))
    return product(subjects, predicates, values) if len(predicates) == 1 or len(values) == 1 else iter(())


def _mentioned(record: Record, vocabulary: vocab.Vocabulary, subject: str, predicate: str, value: str) -> bool:
    """Whether a mention bears out a class or a name."""
    mentions = record.mentions.get(subject, [])
    if predicate == ALT_LABEL:
        return any(record.reads(record.span(mention), words_of(value)) for mention in mentions)
    return predicate == TYPE and bool(mentions) and not vocabulary.superclasses(value.strip("<>")) & _NAMELESS


def _evidence(record: Record, node: str, said: set[tuple[str, str, str]]) -> Iterator[Violation]:
    about = record.values(node, SUBJECT)[:1] or [""]
    if said.isdisjoint(_covered(record, node)):
        yield record.violation(DANGLING, node, "", "Bears out something that the text is not said to say.", about[0])
    antecedents = record.values(node, _LEANS_ON)
    for antecedent in antecedents:
        message = _broken(record, node, antecedent, frozenset({node}))
        if message:
            yield record.violation(ANTECEDENT, node, _LEANS_ON, message, antecedent)
    if not antecedents and not record.values(node, _IMPLICIT):
        for value in record.values(node, OBJECT):
            if value in record.mentions and not _names(record, node, value):
                message = "Neither its words nor an antecedent name the thing that it leads to."
                yield record.violation(NAMED, node, OBJECT, message, value, WARNING)


def _broken(record: Record, start: str, node: str, seen: frozenset[str]) -> str:
    """Why a chain of antecedents does not end where it should; nothing where it does."""
    if node == record.article:
        return "" if record.values(node, _ISSUED) else "Is understood by the date of a text that states none."
    if node in seen:
        return "Is understood by itself."
    further = record.values(node, _LEANS_ON)
    if further:
        return next(filter(None, (_broken(record, start, other, seen | {node}) for other in further)), "")
    kinds = record.values(node, TYPE)
    if MENTION in kinds:
        return _misnamed(record, start, node)
    if EVIDENCE not in kinds:
        return "Is understood by something that this text's record does not hold."
    dated = _TEMPORAL in record.values(node, PREDICATE) or any(v.endswith(_DATES) for v in record.values(node, OBJECT))
    if dated or any(_names(record, node, value) for value in record.values(start, OBJECT)):
        return ""
    return "Is understood by words that name nothing."


def _misnamed(record: Record, start: str, mention: str) -> str:
    """Why a mention does not tell what an evidence is about; nothing where it does."""
    things = {thing for thing in record.values(mention, REFERS_TO) if _is_name(record, mention, thing)}
    if not things:
        return "Is understood by words that name nothing."
    meant = {value for part in (SUBJECT, OBJECT) for value in record.values(start, part) if value in record.mentions}
    return "" if not meant or meant & things else "Is understood by words that name another thing."


def _names(record: Record, node: str, thing: str) -> bool:
    """Whether the words of an evidence hold a name of a thing."""
    span = record.span(node)
    for mention in record.mentions.get(thing, ()):
        other = record.span(mention)
        if span and other and other[0] < span[1] and span[0] < other[1] and _is_name(record, mention, thing):
            return True
    return False


def _is_name(record: Record, mention: str, thing: str) -> bool:
    """Whether the words of a mention are one of the names that this article has for the thing."""
    return any(record.reads(record.span(mention), words_of(name)) for name in record.values(thing, ALT_LABEL))
