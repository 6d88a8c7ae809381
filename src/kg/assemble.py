"""Puts readings together as one graph: who is who, what each article says, what the tables know of what they touch.

In: readings in any order. Out: a `Draft`, its quads sorted. Never: an order of documents that shows, or a link to a
document that is not among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from . import mapping, reference
from .extract import VERSION
from .ids import Ids
from .lift import lift
from .model import Reading, Resolution
from .name import names
from .nquads import Quad
from .refer import reference_quads


@dataclass(frozen=True, slots=True)
class Draft:
    """A graph that nobody has judged yet: its readings, who is who in them, and all that is asserted."""

    readings: tuple[Reading, ...]
    resolution: Resolution
    quads: tuple[Quad, ...]


def extractor() -> str:
    """Name and version of what reads facts out of texts."""
    return f"grammar-{VERSION}"


def assemble(readings: Iterable[Reading], resolution: Resolution, ids: Ids) -> Draft:
    """Lift all readings, and write the names and the reference facts of what they speak of.

    Parameters
    ----------
    readings: of different articles.
    resolution: who is who in exactly these readings.
    ids: the base that all IRIs stand under.

    >>> assemble((), Resolution({}, {}), Ids()).quads
    ()
    """
    ordered = sorted(readings, key=lambda reading: (reading.document.source, reading.document.part))
    kinds = mapping.load()
    quads: set[Quad] = set()
    articles = {reading.document.id: ids.article(reading.document) for reading in ordered}
    for reading in ordered:
        parent = articles.get(reading.document.part_of or "", "")
        quads.update(lift(reading, resolution, kinds, ids, extractor(), parent))
    quads.update(names(resolution, kinds, ids, ordered))
    keys = {entity.key for entity in resolution.entities.values() if entity.key}
    quads.update(reference_quads(keys, reference.load(), kinds, ids, resolution.entities.keys()))
    return Draft(tuple(ordered), resolution, tuple(sorted(quads)))


def distinct(readings: Sequence[Reading], ids: Ids) -> tuple[list[Reading], list[tuple[Reading, Reading]]]:
    """One reading for each article; and those of the same article again, each with the one that stays.

    Two files that give one address are one article: the first by source stays.
    """
    first: dict[str, Reading] = {}
    again = []
    for reading in sorted(readings, key=lambda reading: (reading.document.source, reading.document.part)):
        stays = first.setdefault(ids.article(reading.document), reading)
        if stays is not reading:
            again.append((reading, stays))
    return list(first.values()), again
