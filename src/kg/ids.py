"""The only place that mints IRIs: from content, never at random.

In: a base IRI and words. Out: IRIs. Never: a clock, a counter or a random number.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from anyascii import anyascii

from .model import Document, Span

DEFAULT_BASE = "http://127.0.0.1:8000/id/"
GRAPHS = ("ontology", "shapes", "reference", "names", "inferred", "derived", "links")


def slug(text: str, longest: int = 60) -> str:
    """Words fit to stand in an IRI: ASCII, lower case, hyphens between.

    >>> slug("Đặng Thị Hồng")
    'dang-thi-hong'
    >>> slug("Côte d’Ivoire")
    'cote-divoire'
    """
    ascii_text = anyascii(text).lower().replace("'", "")
    words = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    return words[:longest].rstrip("-") or short_hash(text)


def short_hash(*parts: str, length: int = 8) -> str:
    """The first hexadecimal digits of a SHA-256 over the parts.

    >>> short_hash("a", "b") == short_hash("a", "b") != short_hash("ab")
    True
    """
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:length]


@dataclass(frozen=True, slots=True)
class Ids:
    """IRIs below one base.

    >>> ids = Ids()
    >>> ids.graph("inferred")
    'http://127.0.0.1:8000/id/graph/inferred'
    """

    base: str = DEFAULT_BASE

    def graph(self, name: str) -> str:
        """A graph that is not an article's: one of ``GRAPHS``, or one below ``curation/``."""
        return f"{self.base}graph/{name}"

    def article(self, document: Document) -> str:
        """An article, from its URL where it has one, else from its path below the given folder.

        >>> Ids().article(Document(source="2025/visit.txt", text="x")).startswith("http://127.0.0.1:8000/id/article/visit-")
        True
        """
        address = document.url or document.source
        stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", address.rstrip("/").rsplit("/", 1)[-1])
        iri = f"{self.base}article/{slug(stem)}-{short_hash(address)}"
        return f"{iri}/item/{document.part}" if document.part else iri

    def record(self, article: str) -> str:
        """The graph that holds an article's own description."""
        return f"{article}/record"

    def passage(self, article: str, span: Span) -> str:
        return f"{article}/passage/{span.start}-{span.end}"

    def mention(self, article: str, span: Span) -> str:
        return f"{article}/mention/{span.start}-{span.end}"

    def evidence(self, article: str, *content: str) -> str:
        """One evidence of an article, from all that it says."""
        return f"{article}/evidence/{short_hash(*content, length=12)}"

    def entity(self, kind: str, key: str) -> str:
        """A thing that has a name, from its kind and its key (a reference row's, or its folded name and scope)."""
        return f"{self.base}{kind}/{key}"

    def local(self, article: str, subject: str) -> str:
        """Something an article tells of that has no name of its own: ``event@310`` becomes ``.../event/310``."""
        kind, _, offset = subject.partition("@")
        return f"{self.base}{kind}/{article.removeprefix(self.base + 'article/').replace('/', '-')}-{offset}"
