"""The words of events, compiled from ``mappings/events/*.yaml``.

In: the triggers of the mapping. Out: one pattern for the phrases that name an event, one for the verbs. Never: a rule
of grammar; those stand in :mod:`.nouns`, :mod:`.talks`, :mod:`.deeds` and :mod:`.stays`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..gazetteer import fold
from ..mapping import load as load_mapping
from ..text.alternation import any_of
from ..text.mask import grammar

_VOWELS = "aeiou"
_ADJECTIVE = r"[a-z]{2,}(?:al|ic|ive|ary|ory|ous|ful|ian|able|less)"
"""Words that look like adjectives may stand before a noun of events as well as those of the list."""


@dataclass(frozen=True, slots=True)
class Triggers:
    """``phrase`` matches the words that name an event, its groups are det, mods and noun; ``kinds`` gives the type of a
    noun; ``verb`` matches any verb of events, and ``verbs`` tells its group ("attend", "call.with", "arrival.arrive");
    ``documents`` matches, from where a verb ends, words that name what can be signed."""

    phrase: re.Pattern[str]
    kinds: dict[str, str]
    verb: re.Pattern[str]
    verbs: dict[str, str]
    documents: re.Pattern[str]


@functools.cache
def triggers() -> Triggers:
    """The triggers of the product's mapping.

    >>> triggers().kinds["press conference"]
    'press-event'
    >>> triggers().verbs["took part in"]
    'attend'
    """
    kinds = load_mapping().kinds
    common = kinds["event"].triggers
    nouns = {
        fold(noun).lower(): name for name in sorted(kinds) for noun in (kinds[name].triggers or {}).get("nouns", [])
    }
    verbs = dict(_verbs("", common["verbs"], common["irregular"]))
    for name in sorted(kinds):
        if name != "event" and isinstance(kinds[name].triggers, dict):
            verbs |= dict(_verbs(f"{name}.", kinds[name].triggers.get("verbs", {}), common["irregular"]))
    modifier = any_of(common["modifiers"].split())
    name = r"<TOSNLC>(?:'s| \(<TOSNLC>\))?"
    modifiers = rf"(?:(?:{modifier}|{_ADJECTIVE}|\d+(?:st|nd|rd|th)|(?!co-)[a-z]+-[a-z]+|{name})(?:,| and|/)? )*"
    documents = any_of(kinds["ceremony"].triggers["documents"])
    return Triggers(
        grammar(
            rf"(?<![\w'-])(?P<det>(?:an?|the|his|her|their|its|this|that|another|several|two|three|four|five"
            rf"|separate|some) )?(?P<mods>{modifiers})(?P<noun>{any_of(nouns)})(?!['-]?\w)",
            re.IGNORECASE,
        ),
        nouns,
        re.compile(rf"(?<![\w'-])(?:{any_of(verbs)})(?![\w'-])"),
        verbs,
        grammar(rf" (?:[^.;,]{{0,70}}?)(?:<T>|\b(?:{documents})\b)", re.IGNORECASE),
    )


def _verbs(prefix: str, groups: dict[str, list[str]], irregular: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    for group, phrases in groups.items():
        for phrase in phrases:
            first, _, rest = phrase.partition(" ")
            for form in forms(first, irregular):
                yield f"{form} {rest}".strip(), prefix + group


def forms(verb: str, irregular: dict[str, Any]) -> list[str]:
    """The forms of a verb.

    >>> forms("preside", {}), forms("deliver", {})
    (['preside', 'presides', 'presided', 'presiding'], ['deliver', 'delivers', 'delivered', 'delivering'])
    """
    if verb in irregular:
        return list(irregular[verb])
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    return [verb, verb + ("es" if verb.endswith(("s", "x", "ch", "sh")) else "s"), verb + "ed", verb + "ing"]
