"""Web pages: their main text and the metadata that they state.

In: the bytes of an HTML file. Out: a ``Page``. Never: a date that the page does not state, a script that is run, or a
request to anywhere.
"""

from __future__ import annotations

import codecs
import logging
import re

from ..errors import ReadError
from ..model import Span
from .decode import decode, refuse_long
from .htmlmeta import Head, head_of
from .page import Page, clean, lines

SHORT = 500
"""Characters of a story so short that it may be what a page says in place of one."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


def read_html(data: bytes, source: str) -> Page:
    """Read a web page: the story without the page around it, and the page's own metadata.

    The first heading is put before the story where the story lacks it.

    Raises
    ------
    ReadError: there is no text in it, as in a page that scripts build.

    >>> page = read_html(b"<html><head><meta property='article:published_time' content='2024-03-05T09:00:00Z'></head>"
    ...     b"<body><h1>Envoys meet</h1><p>The envoys met in the morning.</p></body></html>", "a.html")
    >>> page.text.split("\\n"), page.fields["published"]
    (['Envoys meet', 'The envoys met in the morning.'], '2024-03-05')
    """
    markup = _markup(data, source)
    head = head_of(markup)
    story = clean(_story(markup))
    if not story.strip() or (len(story) < SHORT and not _is_shown(markup)):
        raise ReadError(
            "a web page without text",
            where=source,
            remedy="if scripts build it, save it from a browser after it has loaded, or give its text",
        )
    refuse_long(len(story), source)
    text, title = _with_title(story, head)
    return Page(text, "html", fields=head.fields, title=title)


def _markup(data: bytes, source: str) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass  # the page is wrong about itself
    return decode(data, source)


def _story(markup: str) -> str:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it misses is reported in our words

    try:
        story = trafilatura.extract(markup, include_comments=False, include_tables=True, with_metadata=False)
        return re.sub(r"[ \t]+$", "", story or trafilatura.html2txt(markup) or "", flags=re.MULTILINE)
    except (ValueError, RecursionError):
        return ""


def _is_shown(markup: str) -> bool:
    """Whether a page shows words beside its menus, and beside what it says where scripts do not run."""
    import trafilatura

    page = trafilatura.load_html(markup)
    if page is None:
        return False
    for element in page.xpath("//head | //nav | //noscript | //script | //style | //template"):
        element.drop_tree()
    return bool(page.text_content().strip())


def _with_title(story: str, head: Head) -> tuple[str, Span | None]:
    """The story with its title as first line, and where the title stands."""
    heading = clean(head.heading or head.fields.get("title") or "")
    if not heading:
        return story, None
    for line in lines(story)[:4]:
        if line.text == heading:
            return story, line.span
    return f"{heading}\n{story}", Span(0, len(heading))
