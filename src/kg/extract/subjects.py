"""Says of which treaty words tell: of the one nearest before them, of a whole list, or of the one spoken of before.

In: masked sentences. Out: the words that stand for the treaty. Never: a treaty for one that the text leaves unnamed.
"""

from __future__ import annotations

import re

from ..text.mask import Masked, grammar
from .cast import Thing
from .clauses import Payload
from .treatytalk import Named

_SUBJECTLESS = re.compile(
    r"^[-*# (]*(?:It|They|Under|Once|Following|After|On|With|Comprising|Text|Status|Signatories|Parties|In all|Some"
    r"|So far|By|[A-Z]\w+(?:-\w+)? (?:\w+ )?(?:ratifications|signatures|signatories|[Ss]tates|countries|nations"
    r"|governments|[Aa]rticles|chapters)|\d)\b"
)
_OBJECT = re.compile(r"[a-z] (?:to|relating to|with|than|like|unlike|amending|supplementing) (?:the )?$")


_RELATIVE = grammar(
    r"<T>(?: \([^)]*\))?,? (?:which|that) (?:(?:was|were|had|has|have|been|is|will|be|first|later|also|\w+ly) )*$"
)
_LISTED = grammar(
    r"""(?P<list>(?:["']?<T>["']?(?: \([^)]*\))?,?["']? (?:and )?(?:the |its |an? )?){2,})"""
    r"(?:were|have been|had been) (?:(?:(?!<T>)[^;])* (?:were|been) )?(?:\w+ly |also )?$"
)
_NAMELESS = re.compile(
    r"\b(?:an?|another|any|each|similar) (?:[a-z-]+ ){0,3}(?:treaty|agreement|protocol|convention|pact|accord"
    r"|deal|document|memorandum),? $"
)


def subject_of(masked: Masked[Payload], start: int, end: int, focus: Thing | None) -> Named | None:
    """The treaty nearest before the words, else the next after them, else the one that the text was speaking of;
    none where the words are of a treaty without a name ("a protocol adopted in 2003")."""
    if _NAMELESS.search(masked.text[:start]):
        return None
    named = [(i, p) for i, p in sorted(masked.payloads.items()) if isinstance(p, Named)]
    follows = re.match(r"(?: of)?(?: the)? ", masked.text[end:])
    if follows and (direct := masked.payloads.get(end + follows.end())) and isinstance(direct, Named):
        return direct
    relative = _RELATIVE.search(masked.text[:start])
    if relative and isinstance(whose := masked.payloads.get(relative.start()), Named):
        return whose
    before = [p for i, p in named if i < end and not (i < start and _OBJECT.search(masked.text[:i]))]
    after = [p for i, p in named if i >= end]
    if before or after:
        return before[-1] if before else after[0]
    if any(i < start for i, _ in named):
        return None
    if focus and _SUBJECTLESS.match(masked.text):
        return Named(masked.at(start, end), focus, False)
    return None


def counted(masked: Masked[Payload], start: int, end: int, focus: Thing | None) -> Named | None:
    """The treaty whose parties a number counts: the one that the sentence names, wherever it stands; else the one
    spoken of before. None where it names several."""
    named = [p for p in masked.payloads.values() if isinstance(p, Named)]
    if not named:
        return Named(masked.at(start, end), focus, False) if focus else None
    return named[0] if len({n.treaty.id for n in named}) == 1 else None


def together(masked: Masked[Payload], start: int) -> list[Named]:
    """The treaties of which "were adopted" or "were signed" is told: all of the list before it."""
    found = _LISTED.search(masked.text[:start])
    listed = masked.within(*found.span("list")) if found else []
    return [named for named in listed if isinstance(named, Named)]
