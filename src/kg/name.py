"""Gives every thing its one name for the eye: the graph of names.

In: the things that were resolved, and the readings that tell what is known of those without a name. Out: quads of the
graph ``names``, one label a thing. Never: a second preferred label, or one that depends on the order of the documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .ids import Ids
from .labels import fill
from .mapping import Kind, Mapping
from .model import Literal, Reading, Resolution
from .nquads import RDFS, SKOS, Quad, iri, literal

LABEL, PREFERRED = f"<{RDFS}label>", f"<{SKOS}prefLabel>"


@dataclass(slots=True)
class _Told:
    """What the first article that tells of a thing says of it: values by role, things as IRIs."""

    rank: tuple[str, str]
    kind: Kind
    roles: dict[str, list[str | Literal]] = field(default_factory=dict)


def names(resolution: Resolution, mapping: Mapping, ids: Ids, readings: Iterable[Reading]) -> list[Quad]:
    """Name all things: ``skos:prefLabel`` for those with names of their own, a generated ``rdfs:label`` for the others.

    Parameters
    ----------
    resolution: who is who; an entity's first label is its preferred one.
    mapping: the label templates of the kinds whose things have no name.
    ids: the base that all IRIs stand under.
    readings: every reading that tells of these things. Of an event told of by several articles, the one that comes
        first by date and IRI names it.

    Returns
    -------
    The quads, sorted.
    """
    graph = iri(ids.graph("names"))
    told = _all_told(resolution, mapping, ids, readings)
    quads = []
    for thing, entity in resolution.entities.items():
        if thing not in told and entity.labels:
            predicate = LABEL if mapping.kind(entity.kind).label else PREFERRED
            quads.append((iri(thing), predicate, literal(entity.labels[0]), graph))
    for thing, story in told.items():
        words = {role: [_word(v, resolution) for v in values] for role, values in story.roles.items()}
        known = {role: sorted({word for word in said if word}) for role, said in words.items()}
        quads.append((iri(thing), LABEL, literal(fill(story.kind.label, known)), graph))
    return sorted(quads)


def _all_told(resolution: Resolution, mapping: Mapping, ids: Ids, readings: Iterable[Reading]) -> dict[str, _Told]:
    told: dict[str, _Told] = {}
    for reading in readings:
        document = reading.document
        rank = (document.published or "9999", ids.article(document))
        for fact in reading.facts:
            kind, thing = mapping.kind(fact.kind), resolution.iris.get((document.id, fact.subject))
            if thing is None or not kind.label:
                continue
            if thing not in told or rank < told[thing].rank:
                told[thing] = _Told(rank, kind)
            if told[thing].rank == rank:
                for role in fact.roles:
                    value = role.value
                    known = value if isinstance(value, Literal) else resolution.iris.get((document.id, value), "")
                    told[thing].roles.setdefault(role.name, []).append(known)
    return told


def _word(value: str | Literal, resolution: Resolution) -> str:
    if isinstance(value, Literal):
        return value.text
    entity = resolution.entities.get(value)
    return entity.labels[0] if entity and entity.labels else ""
