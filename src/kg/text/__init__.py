"""Annotates: a document becomes sentences and the words in it that name things.

In: a :class:`~kg.model.Document`. Out: an :class:`~kg.model.Annotated`. Never: a decision who is meant, or a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..gazetteer import fold
from ..model import Annotated, Document, Mention, Sentence, Span
from .known import known_names
from .lent import unlent
from .lexicon import Lexicon
from .lexicon import load as load_lexicon
from .names import Capitals
from .outlets import outlets, publisher
from .sentences import sentences
from .whereabouts import Whereabouts

_ISSUED = re.compile(r",? (?:\([^)]+\) ?)?(?:[-|] )?(?:[A-Z][a-z]+day,? )?(?:\d{1,2} [A-Z]|[A-Z][a-z]{2,8}\.? \d)")
_WORD_BEFORE = re.compile(r"(?<![\w.])([A-Z][a-z]+) $")


def annotate(document: Document, lexicon: Lexicon | None = None) -> Annotated:
    """Finds the sentences of a document and the names in them.

    Parameters
    ----------
    document: as a reader gave it.
    lexicon: the words to look for; by default the product's.

    >>> text = "Prime Minister Ana Lopes flew from Chad to Geneva."
    >>> found = annotate(Document(source="a.txt", text=text)).mentions
    >>> [(m.kind, m.text) for m in found]
    [('title', 'Prime Minister'), ('name', 'Ana Lopes'), ('state', 'Chad'), ('city', 'Geneva')]
    """
    lexicon = lexicon or load_lexicon()
    plain = fold(document.text)
    cut = sentences(document)
    mentions: list[Mention] = []
    for sentence in cut:
        if sentence.kind != "boilerplate":
            mentions += _sentence(document.text, plain, sentence, lexicon)
    mentions = Whereabouts(plain, lexicon).read(outlets(document, plain, mentions))
    mentions += _mastheads(document, plain, lexicon)
    mentions += publisher(document, mentions, lexicon)
    return Annotated(document, cut, tuple(sorted(mentions, key=lambda m: m.span)))


def _sentence(text: str, plain: str, sentence: Sentence, lexicon: Lexicon) -> list[Mention]:
    within = sentence.span
    titles = list(_titles(text, plain, within, lexicon))
    honorifics = [
        Mention(Span(*m.span()), text[m.start() : m.end()], "honorific", naming=False)
        for m in lexicon.honorific.finditer(plain, within.start, within.end)
    ]
    known = list(known_names(text, plain, within, lexicon))
    longest = [m for m in known if not any(_inside(m, t) and len(t.text) > len(m.text) for t in titles)]
    titles = [_cut(t, longest, text) for t in titles]
    titles = [t for t in titles if not any(_overlap(t, m) for m in longest)]
    honorifics = [h for h in honorifics if not any(_overlap(h, m) for m in (*longest, *titles))]
    honorifics = [h for h in honorifics if not _within_a_name(plain, h, (*longest, *titles, *honorifics), lexicon)]
    return Capitals(
        plain,
        text,
        within,
        (*unlent(plain, within, longest, (*titles, *honorifics), lexicon), *titles, *honorifics),
        lexicon,
    ).read()


def _within_a_name(plain: str, honorific: Mention, known: Iterable[Mention], lexicon: Lexicon) -> bool:
    """ "Hassan Sheikh Roe": a form of address between two capitals is a part of the name."""
    before = _WORD_BEFORE.search(plain, max(0, honorific.span.start - 30), honorific.span.start)
    return (
        before is not None
        and "." not in honorific.text
        and before[1].lower() not in lexicon.openers
        and not any(m.span.start <= before.start(1) < m.span.end for m in known)
        and not lexicon.honorific.match(plain, before.start(1))
    )


def _titles(text: str, plain: str, within: Span, lexicon: Lexicon) -> Iterator[Mention]:
    for span, _ in lexicon.find_titles(plain, within):
        yield Mention(span, span.of(text), "title", naming=False)


def _cut(title: Mention, known: Iterable[Mention], text: str) -> Mention:
    """ "South African President": the words of a title that a demonym takes up are no part of it."""
    for mention in known:
        if mention.span.start < title.span.start < mention.span.end < title.span.end:
            start = mention.span.end + 1
            return replace(title, span=Span(start, title.span.end), text=text[start : title.span.end])
    return title


def _inside(inner: Mention, outer: Mention) -> bool:
    return outer.span.holds(inner.span)


def _overlap(a: Mention, b: Mention) -> bool:
    return a.span.start < b.span.end and b.span.start < a.span.end


def _mastheads(document: Document, plain: str, lexicon: Lexicon) -> Iterator[Mention]:
    """The city and the outlet in a line that only says who, where and when ("Oslo, 4 May 2019")."""
    for region in document.regions:
        if region.kind == "metadata":
            for mention in _sentence(document.text, plain, Sentence(region.span, "title"), lexicon):
                if mention.kind in {"city", "organization"} and _ISSUED.match(plain, mention.span.end, region.span.end):
                    yield mention
