"""Resolves: who is who in a corpus, and under which IRI.

In: readings in any order. Out: a :class:`~kg.model.Resolution`. Never: two people made one without a second sign beside
the name; or a result that depends on the order of the documents.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..ids import Ids
from ..model import Reading, Resolution
from ..reference import Tables
from ..reference import load as load_tables
from .corpus import Corpus
from .gatherings import gather
from .people import people
from .things import things


def resolve(readings: Iterable[Reading], ids: Ids, tables: Tables | None = None) -> Resolution:
    """Judges which referents of a corpus are one thing, and names all things.

    Parameters
    ----------
    readings: of different articles, in any order.
    ids: the base that all IRIs stand under.
    tables: the reference facts to match with; by default the product's.

    Returns
    -------
    an IRI for every referent, event, tenure and quotation of every reading, and the things behind them.

    >>> resolve([], Ids()).entities
    {}
    """
    corpus = Corpus(readings, ids, tables or load_tables())
    things(corpus)
    people(corpus)
    gather(corpus)
    return Resolution(dict(sorted(corpus.iris.items())), dict(sorted(corpus.entities.items())))
