"""Plain text and Markdown.

In: the bytes of a file. Out: a ``Page``. Never: a change of the text; front matter and headings are marked in place.
"""

from __future__ import annotations

import re

from ..model import Region, Span
from .decode import decode
from .page import Page, lines
from .sidecar import fields_of

_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_HEADING = re.compile(r"#\s+(?P<title>.*?)\s*#*$")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)$")


def read_text(data: bytes, source: str) -> Page:
    """Read a text file.

    Raises
    ------
    ReadError: as ``kg.readers.decode.decode`` says.

    >>> read_text(b"The envoys met.\\r\\n", "a.txt").text
    'The envoys met.\\n'
    """
    return Page(decode(data, source), "text")


def read_markdown(data: bytes, source: str) -> Page:
    """Read a Markdown file: front matter counts like a sidecar, the first ``# `` heading is the title.

    Raises
    ------
    ReadError: as ``kg.readers.decode.decode`` and ``kg.readers.sidecar.fields_of`` say.

    >>> page = read_markdown(b"---\\npublished: 2024-03-05\\n---\\n# Envoys meet\\n\\nThey met.\\n", "a.md")
    >>> page.fields["published"], page.title.of(page.text)
    ('2024-03-05', 'Envoys meet')
    """
    text = decode(data, source)
    front = _FRONT.match(text)
    fields = fields_of(front["yaml"], f"{source} (front matter)", lenient=True) if front else {}
    body = front.end() if front else 0
    regions = [Region(Span(0, len(text[:body].rstrip())), "metadata", "front matter")] if front else []
    title = None
    for line in lines(text, body):
        heading = _HEADING.match(line.text)
        if heading and heading["title"] and title is None:
            title = line.part(*heading.span("title"))
        elif _PICTURE.match(line.text):
            regions.append(Region(line.span, "caption", "a picture"))
    stated = {name: str(value) for name, value in fields.items() if value is not None and name != "part"}
    return Page(text, "markdown", fields=stated, regions=tuple(regions), title=title)
