"""One article's quads, arranged for asking where words stand and what they bear out.

In: the quads of an article's graph and of its record. Out: `Record`. Never: an RDF library, or a judgement.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..vocab import PREFIXES
from .report import VIOLATION, Violation

Quad = tuple[str, str, str, str]
Index = Mapping[str, Mapping[str, list[str]]]

TYPE = f"<{PREFIXES['rdf']}type>"
SUBJECT, PREDICATE, OBJECT = (f"<{PREFIXES['rdf']}{name}>" for name in ("subject", "predicate", "object"))
ALT_LABEL, PREF_LABEL = f"<{PREFIXES['skos']}altLabel>", f"<{PREFIXES['skos']}prefLabel>"
LABEL, TITLE = f"<{PREFIXES['rdfs']}label>", f"<{PREFIXES['dcterms']}title>"
START, END, PASSAGE, TEXT, REFERS_TO = (
    f"<{PREFIXES['kg']}{name}>" for name in ("start", "end", "passage", "text", "refersTo")
)
ARTICLE, IS_PASSAGE, MENTION, EVIDENCE, QUOTATION = (
    f"<{PREFIXES['kg']}{name}>" for name in ("Article", "Passage", "Mention", "Evidence", "Quotation")
)
_UNESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_RECORD = "/record>"


@lru_cache(maxsize=65_536)
def article_of(graph: str) -> str:
    """The article that a graph belongs to, or nothing where it is a graph of the whole corpus.

    >>> article_of("<http://a.example/article/x/record>")
    '<http://a.example/article/x>'
    >>> article_of("<http://a.example/graph/names>")
    ''
    """
    if "/graph/" in graph:
        return ""
    return graph.removesuffix(_RECORD) + ">" if graph.endswith(_RECORD) else graph


def by_article(quads: Iterable[Quad]) -> dict[str, list[Quad]]:
    """Quads by the article they belong to, those of the whole corpus under the empty name."""
    parts: dict[str, list[Quad]] = {}
    for quad in quads:
        parts.setdefault(article_of(quad[3]), []).append(quad)
    return parts


def words_of(literal: str) -> str:
    """What a literal says, without quotation marks, escapes and datatype.

    >>> words_of('"He said \\\\"no\\\\""')
    'He said "no"'
    """
    text = literal[1 : literal.rindex('"')]
    return _ESCAPE.sub(_unescape, text) if "\\" in text else text


def _unescape(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _UNESCAPED.get(found[3], found[3])


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """One passage: where it stands, what it says, its node."""

    start: int
    end: int
    text: str
    node: str

    def touches(self, span: tuple[int, int]) -> bool:
        return self.start < span[1] and span[0] < self.end


class Record:
    """What one article says of the world, and its record.

    Parameters
    ----------
    article: as ``<iri>``.
    quads: those of its graph and of its record; others are left aside.
    """

    def __init__(self, article: str, quads: Iterable[Quad]) -> None:
        self.article = article
        own = sorted(dict.fromkeys(quad for quad in quads if article_of(quad[3]) == article))
        self.world = [(s, p, o) for s, p, o, g in own if g == article]
        self.told: Index = _index((s, p, o) for s, p, o, _ in own)
        self.of_class = {kind: self._typed(kind) for kind in (IS_PASSAGE, MENTION, EVIDENCE, QUOTATION)}
        self.passages = sorted(filter(None, map(self._passage, self.of_class[IS_PASSAGE])))
        self._starts = [passage.start for passage in self.passages]
        self._longest = max((passage.end - passage.start for passage in self.passages), default=0)
        self.mentions: dict[str, list[str]] = {}
        for mention in self.of_class[MENTION]:
            for thing in self.values(mention, REFERS_TO):
                self.mentions.setdefault(thing, []).append(mention)
        self.evidence: dict[str, list[str]] = {}
        for node in self.of_class[EVIDENCE]:
            for thing in self.values(node, SUBJECT):
                self.evidence.setdefault(thing, []).append(node)

    def values(self, subject: str, predicate: str) -> list[str]:
        """The values of a property, in order."""
        return self.told.get(subject, {}).get(predicate, [])

    def span(self, node: str) -> tuple[int, int] | None:
        """Where the words of a mention, an evidence, a passage or a quotation stand; nothing where that is not said."""
        starts, ends = ([words_of(v) for v in self.values(node, p) if v[0] == '"'] for p in (START, END))
        if len(starts) != 1 or len(ends) != 1 or not (starts[0].isdecimal() and ends[0].isdecimal()):
            return None
        return int(starts[0]), int(ends[0])

    def touched(self, span: tuple[int, int]) -> list[Passage]:
        """The passages that a span has a part in."""
        first = bisect_left(self._starts, span[0] - self._longest)
        last = bisect_left(self._starts, span[1])
        return [passage for passage in self.passages[first:last] if passage.touches(span)]

    def words(self, span: tuple[int, int]) -> list[str | None]:
        """The characters of a span, as its passages have them; nothing for those that stand between passages."""
        found: list[str | None] = [None] * max(0, span[1] - span[0])
        for passage in self.touched(span):
            last = min(span[1], passage.end, passage.start + len(passage.text))
            for offset in range(max(span[0], passage.start), last):
                found[offset - span[0]] = passage.text[offset - passage.start]
        return found

    def reads(self, span: tuple[int, int] | None, words: str) -> bool:
        """Whether a span reads so, with any white space counting as a blank."""
        if span is None:
            return False
        return "".join(char or " " for char in self.words(span)).split() == words.split()

    def sentence(self, focus: str, path: str = "", value: str = "") -> str:
        """The words behind a thing: of the evidence for this value, else of the first that speaks of it."""
        nodes = [focus, *self.evidence.get(focus, ()), *self.mentions.get(focus, ())]
        ranked = []
        for node in nodes:
            span = self.span(node)
            passages = self.touched(span) if span else []
            if passages:
                fits = (path not in self.values(node, PREDICATE), value not in self.values(node, OBJECT))
                ranked.append((fits, passages[0].start, passages[0].text))
        return " ".join(min(ranked)[2].split()) if ranked else ""

    def violation(
        self, shape: str, focus: str, path: str, message: str, value: str = "", severity: str = VIOLATION
    ) -> Violation:
        """A mistake in what the article says, with the words and the name it is shown by."""
        return Violation(
            document=self.article,
            focus=focus,
            path=path,
            value=value,
            severity=severity,
            message=message,
            shape=shape,
            sentence=self.sentence(focus, path, value),
            label=self.label(focus),
        )

    def label(self, focus: str) -> str:
        """What the article calls a thing."""
        for predicate in (PREF_LABEL, LABEL, ALT_LABEL, TITLE):
            for value in self.values(focus, predicate):
                return words_of(value)
        return ""

    def _typed(self, kind: str) -> list[str]:
        return [node for node, said in self.told.items() if kind in said.get(TYPE, ())]

    def _passage(self, node: str) -> Passage | None:
        span, texts = self.span(node), [value for value in self.values(node, TEXT) if value[0] == '"']
        return Passage(*span, words_of(texts[0]), node) if span and texts else None


def _index(triples: Iterable[tuple[str, str, str]]) -> Index:
    index: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in triples:
        index.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return index
