"""Cuts a text into sentences that cover it.

In: a document. Out: sentences in order, trimmed of blanks, each of a kind. Never: a sentence across a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..gazetteer import fold
from ..model import Document, Region, Sentence, Span

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "col",
        "lt",
        "maj",
        "capt",
        "sgt",
        "adm",
        "brig",
        "hon",
        "rev",
        "st",
        "sen",
        "rep",
        "gov",
        "amb",
        "sr",
        "jr",
        "no",
        "nos",
        "art",
        "vol",
        "pp",
        "fig",
        "inc",
        "ltd",
        "co",
        "corp",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "a.m",
        "p.m",
        "vs",
        "etc",
        "e.g",
        "i.e",
        "u.s",
        "u.n",
        "u.k",
        "h.e",
        "h.r.h",
        "h.h",
        "h.m",
        "approx",
        "dept",
        "est",
        "mt",
        "ph.d",
        "u.s.s.r",
        "u.a.e",
        "e.u",
        "d.c",
        "s.e",
    ]
)
_END = re.compile(r"""[.!?…]+["')\]]*(?=\s+["'(\[]*[A-Z0-9-])|[.!?]["']\s*(?=[A-Z])""")
_CLOSING = frozenset("a.m p.m etc inc ltd co corp jr sr u.s u.n u.k e.u d.c u.a.e u.s.s.r est".split())
_OPENS = re.compile(
    r"\s+[\"'(]?(?:The|He|She|It|They|We|In|On|At|A|An|This|That|These|Those|His|Her|Its|Their|But|And|"
    r"After|Before|During|From|"
    r"Following|Later|Earlier|Also|However|Meanwhile|There|When|While|As|For|With|Both|Mr|Mrs|Ms)\b"
)
_BOILERPLATE = frozenset({"navigation", "credit", "metadata", "signoff", "digest", "unread"})


def sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document.

    Parameters
    ----------
    document: its regions decide what is a title, a caption, a dateline or boilerplate.

    >>> text = "Mr. Ban arrived. He left on 3 Oct. 2007."
    >>> [s.span.of(text) for s in sentences(Document(source="a", text=text))]
    ['Mr. Ban arrived.', 'He left on 3 Oct. 2007.']
    """
    found = []
    for span, kind in _stretches(document):
        for inner in _cut(document.text, span) if kind in {"body", "caption"} else _lines(document.text, span):
            found.append(Sentence(inner, kind))
    return tuple(sorted(found, key=lambda s: s.span))


def _kind(region: Region) -> str:
    return "boilerplate" if region.kind in _BOILERPLATE else region.kind


def _stretches(document: Document) -> Iterator[tuple[Span, str]]:
    """The text as an alternation of marked regions and body; a dateline belongs to the sentence it opens."""
    at = 0
    for region in sorted(document.regions, key=lambda r: (r.span.start, -r.span.end)):
        if region.span.start < at or region.kind == "dateline":
            continue
        yield Span(at, region.span.start), "body"
        yield region.span, _kind(region)
        at = region.span.end
    yield Span(at, len(document.text)), "body"


def _paragraphs(text: str, span: Span) -> Iterator[Span]:
    stretch = span.of(text)
    lines = stretch.split("\n")
    filled = [line for line in lines if line.strip()]
    wrapped = (
        len(filled) > 4 and "\n\n" in stretch and sum(50 <= len(line) <= 100 for line in filled) > 0.6 * len(filled)
    )
    at = span.start
    for piece in re.split(r"(\n\s*\n)" if wrapped else r"(\n)", stretch):
        yield Span(at, at + len(piece))
        at += len(piece)


def _lines(text: str, span: Span) -> Iterator[Span]:
    for paragraph in _paragraphs(text, span):
        yield from _trimmed(text, paragraph)


def _trimmed(text: str, span: Span) -> Iterator[Span]:
    words = span.of(text)
    if words.strip():
        start = span.start + len(words) - len(words.lstrip())
        yield Span(start, start + len(words.strip()))


def _cut(text: str, span: Span) -> Iterator[Span]:
    for paragraph in _paragraphs(text, span):
        plain = fold(paragraph.of(text))
        at = 0
        for end in _END.finditer(plain):
            if not _abbreviated(plain, end.start()):
                yield from _trimmed(text, Span(paragraph.start + at, paragraph.start + end.end()))
                at = end.end()
        yield from _trimmed(text, Span(paragraph.start + at, paragraph.end))


def _abbreviated(plain: str, dot: int) -> bool:
    """Whether a full stop only ends an abbreviation; one that may close a sentence does so before a "
    "word that opens one."""
    if plain[dot] != ".":
        return False
    opening = (
        max(plain.rfind(" ", 0, dot), plain.rfind("(", 0, dot), plain.rfind('"', 0, dot), plain.rfind("\n", 0, dot)) + 1
    )
    word = plain[opening:dot].lower()
    if word in _CLOSING and _OPENS.match(plain, dot + 1):
        return False
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")
