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
_PERSONAL = frozenset({"title", "honorific"})
_AT = re.compile(
    r"(?:\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Tt]hroughout|[Ii]nside)|"
    r"\b(?:met|meet|meets|meeting|meetings|summit|conference|ceremony|talks|held|hold|hosted|stop|stopped|signed|adopted|done|concluded|opened|landed|"
    r"arrive|arrived|arrives|arriving|arrival|touched down|stayed|residence|retreat|breakfast|lunch|dinner|session|"
    r"gathered|closed|spoke|speaking|prayed|base|gather|port|airport|hospital|camp|church|mass|Mass|ended|began|took place|visit|"
    r"depart|departed|buried|born|rally|hotel|resort|palace|university|plant) (?:[a-z]+ly )?(?:there )?at|"
    r"\b(?:[Ww]ent|[Gg]o|goes|going|gone|travel(?:s|l?ed|l?ing)?|fl(?:y|ew|ies|own|ying)|return(?:s|ed|ing)?|left|leaves?|leaving|head(?:s|ed|ing)?|c[ao]mes?|drove|driven|"
    r"moved?|moves|set off|set out|proceed(?:s|ed)?|continued|trip|trips|journey|tour|way|visit|back|flight|flights|train|road|moving|travelled on|went on|sail(?:s|ed)?) "
    r"(?:home |back |on |over |up |down |together |early |later |directly |straight |again )?(?:to|for)|"
    r"\b(?:arriv(?:e|ed|es|ing)|return(?:ed|s|ing)?|fl(?:ew|own)|travel(?:l?ed|l?ing)|c[ao]me|came|left|departed|back|home|drove|moved|convoy|evacuat(?:ed|ion)) from|"
    r"\b(?:[Rr]eached|[Ll]eft|[Dd]eparted)) $"
)
_NOT_AFTER = re.compile(
    r"\b(?:interest|interests|trust|confidence|belie(?:ve|f)|faith|role|participat\w+|share|stake|engag\w+|invest\w*|specialis\w+|specializ\w+|succeed\w*|versed|written|results?|resulted) in $"
)
_VISITED = re.compile(r"\b(?:visit(?:s|ed|ing)?|tour(?:s|ed|ing)?|via|between) $")
_GOES_ON = re.compile(
    r" (?:on|at|in|for|from|to|with|and|or|but|as|after|before|during|where|which|when|while|until|till|by|is|was|are|were|will|would|has|have|had|"
    r"this|that|last|next|yesterday|today|tomorrow|tonight|early|late|later|earlier|over|under|following|between|amid|since|despite|because|if|"
    r"not|also|then|about|near|via|through|against|without|within|upon|once|again|so|than|the|a|an|its|just|only|there|here|into|under|around|"
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
        return [self._as_place(m) if m.kind == "name" and _key(m) in places else m for m in found]

    def _as_place(self, mention: Mention) -> Mention:
        return replace(mention, kind="place")

    def _led(self, mention: Mention, visited: bool = False) -> bool:
        before = self.plain[max(0, mention.span.start - 40) : mention.span.start]
        return bool(_AT.search(before) or (visited and _VISITED.search(before)))

    def _people(self, found: list[Mention]) -> set[str]:
        """The words of names that stand beside a title or an honorific, or that speak."""
        words: set[str] = set()
        for i, mention in enumerate(found):
            if mention.kind != "name":
                continue
            before = found[i - 1] if i else None
            titled = before and before.kind in _PERSONAL and self.plain[before.span.end : mention.span.start] in (" ", ", ")
            speaks = re.match(r",? (?:said|told|added|noted|who|whose|thanked|met|signed)\b", self.plain[mention.span.end :][:12])
            follows = found[i + 1] if i + 1 < len(found) else None
            apposed = follows and follows.kind == "title" and self.plain[mention.span.end : follows.span.start] in (", ", ", the ", " (")
            if titled or speaks or (apposed and " " in mention.text):
                words.update(_key(mention).split())
                words.add(_key(mention))
        return words

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

    def _is_placed(self, mention: Mention, last: Mention | None) -> bool:
        start = mention.span.start
        before = self.plain[max(0, start - 48) : start]
        if self.lexicon.place_nouns.search(before):
            return True
        if last and " " not in mention.text and self._listed(last, mention):
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
