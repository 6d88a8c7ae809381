"""How a term of the graph looks on a page: its words and where a click on it leads.

In: terms as SPARQL JSON gives them. Out: ``Term``. Never: markup (the templates escape and mark up), or a link to
anything but this service, http and https.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .queries import KG, PREFIXES

XSD = PREFIXES["xsd"]
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Term:
    """A node of the graph. ``kind`` is ``uri``, ``literal``, ``bnode`` or ``triple``.

    >>> Term("uri", KG + "metWith").local
    'metWith'
    """

    kind: str
    value: str
    datatype: str = ""
    language: str = ""

    @property
    def local(self) -> str:
        """The last part of an IRI."""
        return re.split(r"[/#]", self.value.rstrip("/#"))[-1]

    @property
    def is_date(self) -> bool:
        return self.datatype in (XSD + "date", XSD + "gYearMonth", XSD + "gYear")


Row = Mapping[str, Term]


def read_term(cell: Mapping[str, str]) -> Term:
    """A term from one cell of SPARQL JSON.

    >>> read_term({"type": "literal", "value": "x", "xml:lang": "en"}).language
    'en'
    """
    value = cell["value"] if isinstance(cell["value"], str) else "<<…>>"
    return Term(cell["type"], value, cell.get("datatype", ""), cell.get("xml:lang", ""))


def spell_date(text: str) -> str:
    """A date in words; anything else as it stands.

    >>> spell_date("2025-10-24"), spell_date("2025-10"), spell_date("1945")
    ('24 October 2025', 'October 2025', '1945')
    """
    found = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", text)
    if not found or not 1 <= int(found[2]) <= 12:
        return text
    year, month, day = found.groups()
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}" if day else f"{_MONTHS[int(month) - 1]} {year}"


def spell_range(early: str, late: str) -> str:
    """A stretch of days in as few words as say it.

    >>> spell_range("2025-10-24", "2025-10-25"), spell_range("2025-10-01", "2025-10-31")
    ('24–25 October 2025', 'October 2025')
    >>> spell_range("2025-01-01", "2025-12-31"), spell_range("2025-03-02", "")
    ('2025', '2 March 2025')
    """
    if not late or early == late:
        return spell_date(early)
    try:
        first, last = date.fromisoformat(early), date.fromisoformat(late)
    except ValueError:
        return f"{early} – {late}"
    if (first.day, first.month, last.day, last.month) == (1, 1, 31, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if (first.year, first.month) != (last.year, last.month):
        return f"{spell_date(early)} – {spell_date(late)}"
    if first.day == 1 and _ends_month(last):
        return spell_date(early[:7])
    return f"{first.day}–{spell_date(late)}"


def _ends_month(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).month != day.month


def spell_name(local: str) -> str:
    """A term's name as words, for a term without a label.

    >>> spell_name("openedForSignatureOn"), spell_name("BilateralMeeting")
    ('opened for signature on', 'bilateral meeting')
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[-_]", " ", local).lower()


def address(iri: str, base: str) -> str:
    """Where a click on an IRI leads; empty where it leads nowhere.

    >>> address("http://127.0.0.1:8000/id/person/a", "http://127.0.0.1:8000/id/")
    '/id/person/a'
    >>> address(KG + "Person", "http://127.0.0.1:8000/id/")
    '/ontology#Person'
    >>> address("javascript:alert(1)", "http://127.0.0.1:8000/id/")
    ''
    """
    if iri.startswith(base):
        return "/id/" + iri.removeprefix(base)
    if iri.startswith(KG):
        return "/ontology#" + iri.removeprefix(KG)
    return iri if iri.startswith(("http://", "https://")) else ""


def short(iri: str, base: str) -> str:
    """An IRI as a prefixed name, or without the base.

    >>> short(KG + "Person", "http://a/"), short("http://a/person/b", "http://a/"), short("urn:x", "http://a/")
    ('kg:Person', 'person/b', 'urn:x')
    """
    if iri.startswith(base) and iri != base:
        return iri.removeprefix(base)
    for name, space in PREFIXES.items():
        if iri.startswith(space) and iri != space:
            return f"{name}:{iri.removeprefix(space)}"
    return iri
