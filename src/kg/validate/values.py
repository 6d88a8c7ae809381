"""Whether a value is written as its type asks.

In: the words and the datatype of a literal. Out: yes or no. Never: a conversion.

The engine must not find this out by itself: rdflib logs a traceback for each ill-typed value, has no opinion on a
thirteenth month, and cannot compare 30 February with anything.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from ..vocab import PREFIXES

_ZONE = r"(?:Z|[+-]\d\d:\d\d)?"
_FORMS = {
    "boolean": "true|false|1|0",
    "integer": r"[+-]?\d+",
    "decimal": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)",
    "date": rf"\d{{4}}-\d\d-\d\d{_ZONE}",
    "dateTime": rf"\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?{_ZONE}",
    "time": rf"\d\d:\d\d:\d\d(?:\.\d+)?{_ZONE}",
    "gYear": rf"\d{{4}}{_ZONE}",
    "gYearMonth": rf"\d{{4}}-(?:0[1-9]|1[0-2]){_ZONE}",
}
_PATTERNS = {f"{PREFIXES['xsd']}{name}": re.compile(form) for name, form in _FORMS.items()}
_CALENDAR: dict[str, Callable[[str], object]] = {
    f"{PREFIXES['xsd']}date": lambda words: datetime.date.fromisoformat(words[:10]),
    f"{PREFIXES['xsd']}dateTime": datetime.datetime.fromisoformat,
    f"{PREFIXES['xsd']}time": datetime.time.fromisoformat,
}


def well_typed(words: str, datatype: str) -> bool:
    """Whether words are a value of a datatype; of one that no shape of ours asks for, anything is.

    Parameters
    ----------
    words: what the literal says.
    datatype: its IRI, without brackets.

    >>> well_typed("2024-02-29", PREFIXES["xsd"] + "date"), well_typed("2024-02-30", PREFIXES["xsd"] + "date")
    (True, False)
    """
    pattern = _PATTERNS.get(datatype)
    if pattern is None:
        return True
    if not pattern.fullmatch(words):
        return False
    try:
        _CALENDAR.get(datatype, str)(words)
    except ValueError:
        return False
    return True
