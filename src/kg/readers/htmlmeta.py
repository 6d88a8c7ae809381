"""What a web page states of itself: meta elements, links, JSON-LD.

In: HTML. Out: a ``Head``. Never: a value that the page does not state.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from .dates import dates_in

META = {
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title"),
    "publisher": ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher"),
    "published": (
        "article:published_time", "citation_publication_date", "dc.date.issued", "dcterms.issued", "dcterms.date",
        "datepublished", "date", "dc.date", "pubdate", "publishdate", "publish-date", "parsely-pub-date",
    ),
    "url": ("og:url", "citation_public_url"),
    "language": ("dc.language", "dcterms.language", "language"),
    "license": ("dcterms.license", "dc.rights.license", "license"),
}  # fmt: skip
"""Names of meta elements for each field, the weightier first."""

STORIES = ("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting", "Report", "WebPage")
"""Types of JSON-LD that speak of the story, the weightier first."""


@dataclass(slots=True)
class Head:
    """The fields that a page states, and its first heading."""

    fields: dict[str, str | None] = field(default_factory=dict)
    heading: str = ""


def head_of(markup: str) -> Head:
    """Read the metadata of a page.

    >>> head = head_of('<html lang="en"><title>Envoys meet | The Post</title><meta property="og:site_name" '
    ...     'content="The Post"><link rel="canonical" href="https://example.org/1"><h1>Envoys meet</h1>')
    >>> head.heading, sorted(head.fields.items())[:2]
    ('Envoys meet', [('language', 'en'), ('publisher', 'The Post')])
    """
    parser = _Elements()
    parser.feed(markup)
    parser.close()
    linked = list(_stories(parser.data))
    fields: dict[str, str | None] = {}
    for name, keys in META.items():
        values = [parser.meta[key] for key in keys if key in parser.meta]
        values += [value for story in linked if (value := _of_story(story, name))]
        values += [parser.found[name]] if name in parser.found else []
        values = [value for value in map(_day, values) if value] if name == "published" else values
        if values:
            fields[name] = " ".join(values[0].split())
    heading = " ".join(parser.found.get("heading", "").split())
    if "title" not in fields and (heading or "page" in parser.found):
        fields["title"] = heading or _without_site(parser.found["page"], fields.get("publisher"))
    return Head(fields, heading)


class _Elements(HTMLParser):
    """Collects meta elements by name, the first of other telling elements, and JSON-LD."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.found: dict[str, str] = {}
        self.data: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        content, rel = given.get("content", "").strip(), given.get("rel", "").lower().split()
        if tag == "meta" and content:
            for key in ("property", "name", "itemprop"):
                if key in given:
                    self.meta.setdefault(given[key].lower(), content)
        elif tag == "html" and given.get("lang"):
            self.found.setdefault("language", given["lang"])
        elif tag in {"link", "a"} and given.get("href", "").startswith("http"):
            for name, relation in (("url", "canonical"), ("license", "license")):
                if relation in rel and (tag == "link" or relation == "license"):
                    self.found.setdefault(name, given["href"])
        elif (
            tag == "time" and given.get("datetime") and ("pubdate" in given or given.get("itemprop") == "datePublished")
        ):
            self.found.setdefault("published", given["datetime"])
        elif (tag == "h1" and "heading" not in self.found) or (tag == "title" and "page" not in self.found):
            self._inside = tag
        elif tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self._inside = tag
            self.data.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.data[-1] += data
        elif self._inside:
            name = "heading" if self._inside == "h1" else "page"
            self.found[name] = self.found.get(name, "") + data


def _stories(blocks: list[str]) -> Iterator[dict[str, Any]]:
    """The descriptions of the story in JSON-LD, the weightiest type first."""
    found: list[dict[str, Any]] = []
    for block in blocks:
        try:
            data = json.loads(block)
        except (ValueError, RecursionError):
            continue
        queue = data if isinstance(data, list) else [data]
        for node in queue:
            if isinstance(node, dict):
                found += [other for other in [node, *(node.get("@graph") or [])] if isinstance(other, dict)]
    for kind in STORIES:
        yield from (node for node in found if kind in _listed(node.get("@type")))


def _of_story(story: dict[str, Any], name: str) -> str:
    key = {"title": "headline", "published": "datePublished", "language": "inLanguage"}.get(name, name)
    value = next(iter(_listed(story.get(key))), "")
    if isinstance(value, dict):
        value = value.get("name" if name == "publisher" else "@id") or value.get("url") or ""
    return value if isinstance(value, str) else ""


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _day(value: str) -> str:
    """The day that a metadata value states, in ISO 8601; nothing where it states none."""
    dates = dates_in(value.split("T")[0] if value[:4].isdigit() else value)
    return (dates[0].iso or "") if dates else ""


def _without_site(title: str, site: str | None) -> str:
    """A page's title without the name of the site behind it."""
    title = " ".join(title.split())
    for mark in (" | ", " – ", " — ", " - ", " :: "):
        before, found, after = title.rpartition(mark)
        if found and (after == site or mark == " | "):
            return before
    return title
