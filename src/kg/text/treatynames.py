"""Says how far a treaty's name runs on after its head, and which other titles are treaties where a text signs them.

In: the words of a sentence. Out: places in them. Never: the next name, a day or a place of signing taken into the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from ..model import Mention, Span
from .lexicon import Lexicon

_SMALL = frozenset(
    "of the in on for and to from beyond at against their its all or between among under other over within certain "
    "a an that are is relating concerning regarding including means by through establishing banning prohibiting "
    "governing with".split()
)
_OPENS = frozenset(
    "of on against for concerning relating regarding between among establishing banning prohibiting governing".split()
)
_PURPOSES = frozenset(
    "Prevent Combat Counter Suppress Eliminate End Abolish Ban Prohibit Limit Reduce Regulate Protect Promote "
    "Facilitate Establish Strengthen Further Avoid Amend Implement PREVENT COMBAT SUPPRESS ELIMINATE BAN REDUCE".split()
)
"""What a treaty is to do: "Convention to Combat …"."""
_PARTNERS = frozenset({"Government", "Kingdom", "Republic", "State", "Ministry", "Ministries"})
"""Words with which the name of a party begins: "between the Government of … and the Government of …"."""
_ADDED = frozenset({"Protocol", "Amendment", "Amendments", "Annex"})
_STOPS_BEFORE_PLACES = frozenset({"in", "on", "at", "to", "for", "with", "by", "from", "and", "over", "through"})
_REGION = re.compile(r"(?:America|Africa|Asia|Europe|Caribbean|Pacific|Arctic|Sea|Ocean|Basin|Peninsula|Region)$")
_DESCRIBED = re.compile(
    r" (?:on|for|against|concerning) [a-z][a-z -]{5,90}(?= \([A-Z](?:[A-Z]|[\w ]{3,40} Convention\)))"
    r"|(?<=[Cc]onvention) against [a-z]{5,}(?: and [a-z]{5,}(?= (?:was|were|is|has|entered)\b))?"
)
_NUMBERED = re.compile(
    r"(?: Plus\b)?(?:,? (?:\d{4} )?\(No\.? ?\d+\)| No\. ?\d+(?:\(\d\))?|(?<=Protocol) [IVX]+\b(?! [a-z]+ (?:of|to)\b))?"
)
_SIGNED_BEFORE = re.compile(
    r"\b(?:sign(?:s|ed|ing)?|ratif(?:y|ies|ied|ying)|initial(?:l?ed|l?ing)|(?:signatures?|names?) to|depositary of) "
    r"(?:\w+ly )?(?:(?:a|an|the|this|their|its) )?(?:\w+ ){0,2}$"
)
_SIGNED_AFTER = re.compile(
    r"^[^.;]{0,80}?\b(?:(?:was|were|is|be|been) (?:\w+ )?(?:signed|ratified)|(?:enter(?:s|ed)?|c[ao]mes?) into force)\b"
)


class Word(Protocol):
    """A word with its place and the known name it belongs to."""

    @property
    def span(self) -> Span: ...
    @property
    def word(self) -> str: ...
    @property
    def known(self) -> Mention | None: ...


def tail(words: Sequence[Word], plain: str, head: int, lexicon: Lexicon, calendar: frozenset[str]) -> int:
    """The last word of a treaty's name whose head is known ("… on the Prohibition of Nuclear Weapons").

    Parameters
    ----------
    words: the words of the sentence, in order.
    plain: the folded text they stand in.
    head: which word is the head ("Convention").
    lexicon: gives the kind of name that a head word ends, and the fields of ministers.
    calendar: the names of months and days, in small letters.
    """
    end = at = head
    small: list[str] = []
    opened: set[str] = set()
    while at + 1 < len(words) and len(small) < 5:
        word = words[at + 1]
        gap = plain[words[at].span.end : word.span.start]
        if gap == ", " and end == at and end > head and _listed(plain, word.span.start):
            small.append(",")
        elif gap not in (" ", "'s ", "' ", "-"):
            break
        lower = word.word.lower()
        if lower in _SMALL and (word.word.islower() or word.word.isupper()):
            if end == head and not small and not _opens(words, head, lower):
                break
            small.append(lower)
            opened.add(lower)
        elif not word.word[0].isupper() or not (
            (at > head and "-" in (gap, plain[word.span.end : word.span.end + 1]))
            or _joins(words, at + 1, head, small, opened, lexicon, calendar)
        ):
            break
        else:
            end, small = at + 1, []
        at += 1
    return max(end, _described(words, plain, head)) if end == head else end


def signed(plain: str, within: Span, first: int, end: int) -> bool:
    """Whether a sentence treats the title at ``first`` to ``end`` as a treaty: it is signed, ratified or in force.

    >>> text = "They signed the Baku Declaration."
    >>> signed(text, Span(0, 33), 16, 32)
    True
    """
    return bool(_SIGNED_BEFORE.search(plain[within.start : first]) or _SIGNED_AFTER.match(plain[end : within.end]))


def undashed(text: str, span: Span) -> Span:
    """A name up to the dash that joins it to the words after it ("the Rivers Treaty—known as …").

    >>> undashed("Rivers Treaty—known", Span(0, 19))
    Span(start=0, end=13)
    """
    dash = text.find("—", span.start, span.end)
    return Span(span.start, dash) if dash > span.start else span


def leading(words: Sequence[str], heads: Sequence[int]) -> int:
    """Which head of a run in capitals ends the name's first part: in a line of capitals the one before "ON" or "FOR".

    >>> leading("CONVENTION ON SETTLEMENT AGREEMENTS".split(), [0, 3]), leading("Trade Agreement".split(), [1])
    (0, 1)
    """
    return next(
        (i for i in heads if i + 1 < len(words) and words[i + 1].isupper() and words[i + 1].lower() in _OPENS),
        heads[-1],
    )


def numbered(plain: str, end: int) -> int:
    """Where a name ends with the number that follows it: "… Convention, 1999 (No. 12)", "Protocol II", "… Plus".

    >>> numbered("Hours Convention, 1999 (No. 12) of the body", 16), numbered("Protocol II to it", 8)
    (31, 11)
    """
    found = _NUMBERED.match(plain, end)
    return found.end() if found else end


def _opens(words: Sequence[Word], at: int, word: str) -> bool:
    """Whether a small word after the head goes on with the name."""
    if word in _OPENS:
        return True
    head = words[at].word
    if word == "to" and at + 2 < len(words) and words[at + 2].word in _PURPOSES:
        return True
    return (word == "to" and head.capitalize() in _ADDED) or (word == "under" and head.capitalize() == "Agreement")


def _joins(
    words: Sequence[Word],
    at: int,
    head: int,
    small: list[str],
    opened: set[str],
    lexicon: Lexicon,
    calendar: frozenset[str],
) -> bool:
    """Whether a word in capitals goes on with the name."""
    word = words[at]
    if word.word.lower() in calendar:
        return False
    if word.known and word.known.kind in {"title", "honorific"} and word.known.text.lower() not in lexicon.portfolios:
        return False
    if at == head + 1:
        return word.word.lower() in _OPENS
    if {"that", "are", "is"} & set(small) and small[-1] != "of":
        return False
    if small[-2:] in (["and", "a"], ["and", "an"]):
        return False
    links = [w for w in small if w not in {"the", ",", "a", "an", "its", "their", "all", "other", "certain"}]
    partner = opened & {"between", "among"} and word.word in _PARTNERS
    if not partner and links[-1:] in (["and"], ["including"]) and _another(words, at, lexicon.heads):
        return False
    if word.known and word.known.kind in {"state", "city", "organization", "demonym"} and small:
        first = all(w.word.islower() for w in words[head + 1 : at])
        return _may_name(word.known, links, opened, words[head].word, first, words[at - len(small) - 1].word)
    return True


def _may_name(known: Mention, links: list[str], opened: set[str], head: str, first: bool, before: str) -> bool:
    """A state or a body in the name of a treaty: a party to it, its maker, its matter, or the treaty that it adds to.

    ``first`` says that nothing but small words stands between the head and it, ``before`` is the word before those.
    """
    if opened & {"between", "among"}:
        return links[-1:] in (["between"], ["among"], ["and"], ["of"], [])
    if before in {"Establishing", "Creating", "Founding", "Concerning"} and not links:
        return True
    if before in {"Respect", "Relation", "Regard"}:
        return links[-1:] in (["to"], ["of"])
    if first and links == ["of"] and known.kind == "city":
        return head in {"Treaty", "Convention", "Pact", "Charter", "Peace", "Protocol"}
    if first and links == ["on"] and known.kind == "organization":
        return head == "Treaty"
    if known.kind in {"state", "city"}:
        return bool(_REGION.search(known.text))
    return head.capitalize() in _ADDED or (bool(links) and links[-1] not in _STOPS_BEFORE_PLACES)


def _another(words: Sequence[Word], at: int, heads: dict[str, str]) -> bool:
    """Whether another treaty's or body's name begins at a word: its head comes before any small word."""
    for word in words[at : at + 6]:
        if not word.word[0].isupper():
            return False
        if heads.get(word.word) in {"treaty", "organization"}:
            return True
    return False


def _listed(plain: str, start: int) -> bool:
    """ "…, Stockpiling, Production and Transfer": a list that an "and" ends."""
    return bool(
        re.match(
            r"[A-Z][\w-]*(?: (?:of |in |and )?[A-Z][\w-]*)*(?:, [A-Z][\w-]*(?: [A-Z][\w-]*)*)*,? and ",
            plain[start : start + 160],
        )
    )


def _described(words: Sequence[Word], plain: str, head: int) -> int:
    """ "Agreement on marine diversity (BBNJ)": a name in small letters that its short form in brackets closes."""
    found = _DESCRIBED.match(plain, words[head].span.end)
    if not found:
        return head
    return max(i for i in range(head, len(words)) if words[i].span.end <= found.end())
