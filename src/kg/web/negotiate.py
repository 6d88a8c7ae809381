"""Which format a client gets: by ``?format=``, else by the quality values of its Accept header.

In: the words of a request. Out: the name of a format, or None where nothing fits. Never: a guess after a refusal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an answer: its media type first, further names for it after, and the ending of its files."""

    name: str
    media: tuple[str, ...]
    suffix: str

    @property
    def content_type(self) -> str:
        """The header's value; text formats say their character set.

        >>> RESULTS["csv"].content_type
        'text/csv; charset=utf-8'
        """
        return f"{self.media[0]}; charset=utf-8" if self.media[0].startswith("text/") else self.media[0]


def _table(*formats: Format) -> dict[str, Format]:
    return {each.name: each for each in formats}


RESULTS: Mapping[str, Format] = _table(
    Format("json", ("application/sparql-results+json", "application/json"), "srj"),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), "srx"),
    Format("csv", ("text/csv",), "csv"),
    Format("tsv", ("text/tab-separated-values",), "tsv"),
)
GRAPHS: Mapping[str, Format] = _table(
    Format("turtle", ("text/turtle", "application/x-turtle"), "ttl"),
    Format("ntriples", ("application/n-triples", "text/plain"), "nt"),
    Format("jsonld", ("application/ld+json", "application/json"), "jsonld"),
    Format("rdfxml", ("application/rdf+xml", "application/xml", "text/xml"), "rdf"),
    Format("trig", ("application/trig",), "trig"),
    Format("nquads", ("application/n-quads",), "nq"),
)
HTML = Format("html", ("text/html", "application/xhtml+xml"), "html")
SUFFIXES: Mapping[str, Format] = {each.suffix: each for each in GRAPHS.values()}


def quality(accept: Sequence[tuple[str, float]], media: str) -> float:
    """How much a client wants a media type, 0 to 1; the most specific range that fits decides (RFC 9110, 12.5.1).

    >>> quality([("text/*", 0.3), ("text/turtle", 0.0), ("*/*", 0.1)], "text/turtle")
    0.0
    >>> quality([("text/*", 0.3), ("*/*", 0.1)], "text/csv")
    0.3
    """
    best = (-1, 0.0)
    for spoken, wanted in accept:
        offered = spoken.split(";", 1)[0].strip().lower()
        if offered == media:
            best = max(best, (2, wanted))
        elif offered == f"{media.split('/', 1)[0]}/*":
            best = max(best, (1, wanted))
        elif offered == "*/*":
            best = max(best, (0, wanted))
    return best[1]


def choose(accept: Sequence[tuple[str, float]], offers: Sequence[Format]) -> Format | None:
    """The offer that a client wants most; of equals the first; None where it wants none of them.

    Parameters
    ----------
    accept: (media range, quality) pairs; empty where the client did not say, and then the first offer is taken.
    offers: in the service's own order of preference.

    >>> choose([("application/xml", 0.5), ("text/csv", 0.9)], list(RESULTS.values())).name
    'csv'
    >>> choose([("image/png", 1.0)], list(RESULTS.values())) is None
    True
    """
    if not accept:
        return offers[0]
    graded = [(_wanted(accept, offer), -place) for place, offer in enumerate(offers)]
    wanted, place = max(graded)
    return offers[-place] if wanted > 0 else None


def _wanted(accept: Sequence[tuple[str, float]], offer: Format) -> float:
    """Further names of a format count only where the client says just that name."""
    said = {media.split(";", 1)[0].strip().lower(): wanted for media, wanted in accept}
    return max(quality(accept, offer.media[0]), *(said.get(media, 0.0) for media in offer.media))


def named(word: str, formats: Mapping[str, Format]) -> Format | None:
    """The format that a person calls so: by its name, the ending of its files or a media type.

    >>> named("ttl", GRAPHS).name, named("text/csv", RESULTS).name, named("pdf", GRAPHS)
    ('turtle', 'csv', None)
    """
    word = word.strip().lower()
    for each in formats.values():
        if word in (each.name, each.suffix, *each.media):
            return each
    return None
