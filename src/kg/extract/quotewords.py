"""The expressions around quotations, read from ``mappings/quotations.yaml``.

In: the mapping. Out: one pattern for each way in which words are given to someone. Never: the name of a person.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from ..resources import folder, read_yaml
from ..text.mask import grammar


@dataclass(frozen=True, slots=True)
class Words:
    """The expressions around quotations, compiled from ``mappings/quotations.yaml``."""

    after: re.Pattern[str]
    described: re.Pattern[str]
    verbs: re.Pattern[str]
    ends: re.Pattern[str]
    titles: re.Pattern[str]
    unmarked: re.Pattern[str]
    reported: re.Pattern[str]
    announced: re.Pattern[str]


@functools.cache
def words() -> Words:
    """The expressions of the product.

    >>> bool(words().titles.search("a report entitled "))
    True
    """
    read = read_yaml(folder("mappings") / "quotations.yaml")
    said, called, saying, titles = (
        "|".join(sorted(read[k], key=len, reverse=True)) for k in ("said", "called", "saying", "titles")
    )
    then = "(?:has |have |had |also |later |then |once |today |earlier )*"
    return Words(
        after=grammar(
            rf"^[,.]? ?-? ?(?:the [^,\"]{{3,70}}, |the (?:[\w'-]+ ){{0,4}}|a )?"
            rf"(?:(?P<who><P>)(?:,[^,\"]{{1,80}},|,)? {then}(?:{said})\b"
            rf"|{then}(?:{said}) (?:\w+ly )?(?:the )?(?P<who2><P>))"
        ),
        described=re.compile(rf"^,? ?(?:the|a) (?:[a-z][\w-]* ){{1,3}}{then}(?:{said})\b"),
        verbs=re.compile(rf"\b(?:{said}|{called}|{saying})\b"),
        ends=re.compile(rf"(?:[,:]|\b(?:{said}|{called}|{saying}|that|as|of|it|them|to be|for|was|were|is)) ?$"),
        titles=re.compile(rf"\b(?:{titles})\W*$"),
        unmarked=grammar(
            rf"^(?P<words>[^\"]+?), (?:the )?(?P<who><P>) {then}(?:{said})"
            r"(?=\.|$|, (?:adding|noting|stressing|calling|urging|while)\b| in | during | at | on | to )"
        ),
        announced=grammar(
            rf"(?:^|[.,;] )(?:the )?(?P<who><P>)(?:, [^:;]{{3,90}},)? {then}(?:{said})[^:.;]{{0,60}}:\s*$"
        ),
        reported=grammar(
            rf"^(?:[^.;:\"]{{0,60}}, )?(?:the )?(?P<who><P>) {then}(?:{said}) (?:<P> |reporters |journalists )?"
            r"that (?P<words>[^\"]{20,}?)[.]?$"
        ),
    )
