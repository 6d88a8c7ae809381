"""Tells places by the words around them, where no table has their names ("went to Roe", "the village of Poe").

In: the mentions of a document. Out: the same, a name that is seen to be a place as a place wherever it stands. Never: a
place of a name that elsewhere is a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..model import Mention
from .lexicon import Lexicon

PLACES = frozenset({"city", "place", "venue"})
_SPEAKS = re.compile(r",? (?:said|told|added|noted|who|whose|thanked|met|signed)\b")
_PERSONAL = frozenset({"title", "honorific"})
_MEETING = (
    "met|meet|meets|meeting|meetings|summit|conference|ceremony|talks|held|hold|hosted|stop|stopped|"
    "signed|adopted|done|concluded|"
    "opened|landed|arrive|arrived|arrives|arriving|arrival|touched down|stayed|residence|retreat|"
    "breakfast|lunch|dinner|session|gathered|"
    "closed|spoke|speaking|prayed|base|gather|port|airport|hospital|camp|church|[Mm]ass|ended|began|"
    "took place|visit|depart|departed|buried|"
    "born|rally|crossing|border|checkpoint|hotel|resort|palace|university|plant"
)
_GOING = (
    "[Ww]ent|[Gg]o|goes|going|gone|travel(?:s|l?ed|l?ing)?|fl(?:y|ew|ies|own|ying)|return(?:s|ed|ing)?|"
    "left|leaves?|leaving|head(?:s|ed|ing)?|"
    "c[ao]mes?|drove|driven|moved?|moves|moving|set off|set out|proceed(?:s|ed)?|continued|trip|trips|"
    "journey|tour|way|visit|back|flight|"
    "flights|train|road|sail(?:s|ed)?"
)
_COMING = (
    "arriv(?:e|ed|es|ing)|return(?:ed|s|ing)?|fl(?:ew|own)|travel(?:l?ed|l?ing)|c[ao]me|left|departed|"
    "back|home|drove|moved|"
    "convoy|evacuat(?:ed|ion)"
)
_AT = re.compile(
    rf"(?:\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Tt]hroughout|[Ii]nside)|\b(?:{_MEETING}) (?:[a-z]+ly )?(?:there )?at|"
    rf"\b(?:{_GOING}) (?:home |back |on |over |up |down |together |early |later |directly |straight |"
    rf"again )?(?:to|for)|"
    rf"\b(?:{_COMING})(?: in| back| over)? from|\b(?:[Rr]eached|[Ll]eft|[Dd]eparted)) $"
)
_NOT_AFTER = re.compile(
    r"\b(?:interest|interests|trust|confidence|belie(?:ve|f)|faith|role|participat\w+|share|stake|"
    r"engag\w+|invest\w*|speciali[sz]\w+|"
    r"succeed\w*|versed|written|results?|resulted) in $"
)
_VISITED = re.compile(r"\b(?:visit(?:s|ed|ing)?|tour(?:s|ed|ing)?|via|between) $")
_GOES_ON = re.compile(
    r" (?:on|at|in|for|from|to|with|and|or|but|as|after|before|during|where|which|when|while|until|till|"
    r"by|is|was|are|were|will|would|has|have|had|"
    r"this|that|last|next|yesterday|today|tomorrow|tonight|early|late|later|earlier|over|under|following|"
    r"between|amid|since|despite|because|if|"
    r"not|also|then|about|near|via|through|against|without|within|upon|once|again|so|than|the|a|an|its|"
    r"just|only|there|here|into|under|around|"
    r"[a-z]+(?:ed|ing|ly))\b"
)
_LIST = re.compile(r"(?:, (?:and )?| and |,? as well as |, then )(?:to |in |at )?$")


class Whereabouts:
    """The places among the mentions of one document."""

    def __init__(self, plain: str, lexicon: Lexicon) -> None:
        self.plain, self.lexicon = plain, lexicon

    def read(self, mentions: Iterable[Mention]) -> list[Mention]:
        """The mentions, those names as places that the words show to be places."""
        found = sorted(mentions, key=lambda m: (m.span.start, -m.span.end))
        people = self._people(found)
        places = set(self._places(found, people))
        return [replace(m, kind="place") if m.kind == "name" and _key(m) in places else m for m in found]

    def _led(self, mention: Mention, visited: bool = False) -> bool:
        before = self.plain[max(0, mention.span.start - 40) : mention.span.start]
        return bool(_AT.search(before) or (visited and _VISITED.search(before)))

    def _people(self, found: list[Mention]) -> set[str]:
        """The words of names that stand beside a title or an honorific, or that speak."""
        words: set[str] = set()
        for before, mention, after in zip([None, *found], found, [*found[1:], None], strict=False):
            if mention.kind == "name" and self._is_person(before, mention, after):
                words.update(_key(mention).split())
                words.add(_key(mention))
        return words

    def _is_person(self, before: Mention | None, mention: Mention, after: Mention | None) -> bool:
        if before and before.kind in _PERSONAL and self.plain[before.span.end : mention.span.start] in (" ", ", "):
            return True
        if _SPEAKS.match(self.plain, mention.span.end):
            return True
        apposed = after is not None and after.kind == "title" and " " in mention.text
        return (
            apposed and after is not None and self.plain[mention.span.end : after.span.start] in (", ", ", the ", " (")
        )

    def _places(self, found: list[Mention], people: set[str]) -> Iterator[str]:
        last: Mention | None = None
        for mention in found:
            if mention.kind == "name" and self._may_be(mention, people) and self._is_placed(mention, last):
                yield _key(mention)
                last = mention
            elif mention.kind in PLACES:
                last = mention if self._led(mention, visited=True) or (last and self._listed(last, mention)) else None

    def _listed(self, last: Mention, mention: Mention) -> bool:
        return bool(_LIST.fullmatch(self.plain[last.span.end : mention.span.start]))

    def _ends_list(self, last: Mention, mention: Mention) -> bool:
        """Whether a list of places goes on or ends with a name: "in Roe, Poe and Doe", "visited Roe and Poe Hill."."""
        after = self.plain[mention.span.end : mention.span.end + 8]
        between = self.plain[last.span.end : mention.span.start]
        if between.endswith((" at ", " in ", " to ")):
            return True
        if between == ", ":
            return " " not in mention.text and bool(re.match(r",? and [A-Z]|, [A-Z]", after))
        return " " not in mention.text or bool(re.match(r"[.;]|$|\n", after))

    def _is_placed(self, mention: Mention, last: Mention | None) -> bool:
        start = mention.span.start
        before = self.plain[max(0, start - 48) : start]
        if self.lexicon.place_nouns.search(before):
            return True
        if last and self._listed(last, mention) and self._ends_list(last, mention):
            return True
        return bool(_AT.search(before)) and not _NOT_AFTER.search(before)

    def _may_be(self, mention: Mention, people: set[str]) -> bool:
        words = mention.text.split()
        key = _key(mention)
        if len(words) > 4 or key in people or any(w in people for w in key.split()[-1:]):
            return False
        if self.lexicon.not_places & set(key.split()):
            return False
        if any(c.isdigit() for c in mention.text) or (mention.text.isupper() and len(mention.text) < 6):
            return False
        after = self.plain[mention.span.end : mention.span.end + 24]
        if re.match(r"(?:'s?\b|-| ?\d| [A-Z]| (?:said|told|who)\b)", after):
            return False
        return not re.match(r" [a-z]", after) or bool(_GOES_ON.match(after))


def _key(mention: Mention) -> str:
    return " ".join(mention.text.lower().split())
