"""Tells whether an event was held, is planned, was put off or did not happen at all.

In: the words around the verb or noun of an event. Out: one of the words of ``kg:status``, or None for what did not
happen. Never: "Held" for what a text only hopes for.
"""

from __future__ import annotations

import re

_PLANNED = re.compile(
    r"\b(?:will|would|shall|to|is to|are to|be to|expected|scheduled|set|due|plans?|planned|intends?"
    r"|agreed|hopes?|going|slated|about|invited \S+)"
    r"(?: (?:to|also|then|be|have|not|later|jointly|each|on \S+|host|hold|attend|visit|receive|make|pay"
    r"|give|meet))*\s*$"
)
_PAST_INFINITIVE = re.compile(
    r"\b(?:in order|flew|arrived|came|went|travell?ed|stood|sat|turned|began|continued|gathered"
    r"|returned)(?: \S+){0,8} to\s*$"
)
_TO_COME = re.compile(
    r"[^.;,]{0,60}\b(?:(?:will|would|is|are|must|shall|was) (?:to )?(?:be )?(?:held|take place"
    r"|convene[ds]?|open|begin|expected|scheduled|due|set|planned)"
    r"|to be (?:held|convened|hosted)|to take place|set for|scheduled for|to come)\b"
)
_OFF = {
    "Cancelled": re.compile(r"\b(?:cancell?ed|called off|scrapped|abandoned)\b"),
    "Postponed": re.compile(r"\b(?:postponed|put off|delayed|rescheduled)\b"),
}
_PASSIVE = re.compile(r"[^.;]{0,120}?\b(?:was|were|been|be|had to be) ")
_NOT = re.compile(
    r"\b(?:not|never|refused to|declined to|without|no|if|whether|unless|nor|could|should|may|might"
    r"|ready to|willing to|wants? to|wanted to|asked to"
    r"|urged \S+ to|called for|had yet to|failed to|proposed to|offered to|hoped to)(?: \w+)?\s*$"
)


def status(before: str, after: str) -> str | None:
    """The status of what a verb says, by the words before it and after it; None for what did not happen.

    >>> status("The minister will ", "meet the king"), status("He did not ", "meet"), status("She ", "met him")
    ('Planned', None, 'Held')
    """
    if _NOT.search(before[-40:]):
        return None
    if off := _off(before[-40:], after[:60]):
        return off
    return "Planned" if _PLANNED.search(before[-60:]) and not _PAST_INFINITIVE.search(before[-90:]) else "Held"


def of_phrase(text: str, verb: int, noun: int) -> str | None:
    """The status of an event that a phrase names, governed by a verb at a place (or by none: the place of the noun)."""
    if verb != noun:
        return status(text[:verb], text[noun + 1 :])
    if off := _off(text[max(0, noun - 40) : noun], text[noun + 1 : noun + 160]):
        return off
    return "Planned" if _PLANNED.search(text[:noun][-60:]) or _TO_COME.match(text, noun + 1) else None


def _off(before: str, after: str) -> str | None:
    passive = _PASSIVE.match(after)
    stretch = after[passive.end() : passive.end() + 20] if passive else ""
    return next((name for name, words in _OFF.items() if words.search(before) or words.match(stretch)), None)
