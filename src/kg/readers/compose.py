"""A page becomes its documents: the text with its marks and fields, and the items of its digest.

In: a ``Page``, its source and what a sidecar states. Out: one or more ``Document``. Never: a changed text.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Document, Region, Span
from .body import foreign_note, mark_captions, mark_credits, mark_navigation, mark_signoff, mark_unread
from .digest import Digest, digest
from .head import mark_date_lines, mark_dateline, mark_title, mark_today
from .language import language
from .marks import Marks
from .page import FIELDS, Page
from .shape import paragraphs

LONG_ENOUGH = 200_000
"""Characters by which the language of a text is told."""


def compose(page: Page, source: str, given: Mapping[str, str | int | None]) -> list[Document]:
    """The documents of a page: the whole first, then the items of its digest.

    Parameters
    ----------
    page: what the format gave.
    source: the path below the given folder, or ``-``.
    given: the fields that a sidecar states; they win over all others.

    >>> text = "Envoys meet\\n\\nLISBON, 5 March 2024 (AP) — The envoys met in the morning."
    >>> [whole] = compose(Page(text, "text"), "a.txt", {})
    >>> whole.title, whole.publisher, whole.published, [region.kind for region in whole.regions]
    ('Envoys meet', 'Associated Press', '2024-03-05', ['title', 'dateline'])
    """
    found = digest(page.text, paragraphs(page.text))
    marks = _marked(page, found)
    fields: dict[str, str | None] = {"title": page.fallback_title, "language": language(page.text[:LONG_ENOUGH])}
    fields |= {name: value for name, (value, _) in marks.stated.items() if name in FIELDS}
    fields |= {name: value for name, value in page.fields.items() if value}
    fields |= {name: None if given[name] is None else str(given[name]) for name in FIELDS if name in given}
    stated = tuple(
        (name, span)
        for name, (value, span) in sorted(marks.stated.items())
        if name not in FIELDS or fields[name] == value
    )
    whole = Document(
        source=source,
        text=page.text,
        regions=_foreign(page.text, fields["language"], tuple(marks.regions)),
        stated=stated,
        part=int(given.get("part") or 0),
        text_from=page.reader,
        **fields,
    )
    return [whole, *_items(whole, found)]


def _marked(page: Page, found: Digest | None) -> Marks:
    marks = Marks(sorted(page.regions, key=lambda region: region.span))
    if page.title:
        marks.mark(page.title, "title")
        marks.state("title", page.title.of(page.text), page.title)
    if found:
        marks.mark(found.span, "digest")
    lines = [line for line in paragraphs(page.text) if not marks.taken(line.span)]
    mark_navigation(lines, marks)
    mark_captions(lines, marks)
    mark_date_lines(page.text, lines, marks)
    if not page.title:
        mark_title(lines, marks)
    mark_dateline(page.text, lines, marks)
    mark_today(page.text, lines, marks)
    mark_credits(lines, marks)
    mark_signoff(lines, marks)
    mark_unread(lines, marks)
    return marks


def _foreign(text: str, code: str | None, regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """The regions; of a text that is said to be in another language one, over all of it."""
    if code is None or code.lower().startswith("en"):
        return regions
    words = text.strip()
    start = text.index(words)
    return (Region(Span(start, start + len(words)), "unread", foreign_note(code)),)


def _items(whole: Document, found: Digest | None) -> list[Document]:
    documents = []
    for number, item in enumerate(found.items if found else (), 1):
        title = Span(0, item.headline.end - item.headline.start)
        documents.append(
            Document(
                source=whole.source,
                text=item.span.of(whole.text),
                title=item.headline.of(whole.text),
                publisher=whole.publisher,
                published=item.published,
                url=whole.url,
                language=whole.language,
                license=whole.license,
                regions=(Region(title, "title"),),
                stated=(("title", title),),
                part_of=whole.id,
                part=number,
                text_from=whole.text_from,
            )
        )
    return documents
