"""Reads people who stand without a title: "said Ada Roe", "led by Bo Li", "Fiji's Ada Roe", "his wife, Mei".

In: lines whose titled people are known. Out: further names that are people's. Never: a name that only looks like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..gazetteer import key as folded
from ..model import Mention
from .scene import Line, Scene
from .words import is_person_like, words

_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Aa]mong them|[Tt]hanked|[Ee]mbraced|[Gg]reeted|[Rr]eceived|[Cc]ongratulated|[Ww]elcomed"
    r"|[Mm]et(?: with)?|[Aa]longside|[Tt]ogether with|[Mm]eeting with|[Tt]alks with) (?:the )?$"
)
_FOR = re.compile(r",? (?:for|on behalf of) (?:the )?")
_SIGNED = re.compile(r"\b(?:sign\w*|initialled|spoke|represent\w*)\b")
_POSSESSIVE = {"state", "demonym", "organization"}


class Untitled:
    """Tells which names of a scene are people's by what stands around them."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.words = scene, words()
        self.alone = self._surnames()

    def read(self, line: Line, known: list[Mention]) -> Iterator[Mention]:
        """The names of a line that are people's, though no title says so.

        Parameters
        ----------
        line: the sentence.
        known: the names of people in it that are known already.
        """
        found = list(known)
        waiting = [m for m in line.mentions if m.kind == "name" and m not in found and is_person_like(m.text)]
        for mention in waiting:
            if self._alone(line, mention):
                found.append(mention)
                yield mention
        for mention in waiting:
            if mention not in found and self._listed(mention, found):
                found.append(mention)
                yield mention
        yield from self._kin(line, found)

    def _alone(self, line: Line, mention: Mention) -> bool:
        before = self.scene.plain[max(line.span.start, mention.span.start - 40) : mention.span.start]
        after = self.scene.plain[mention.span.end : min(line.span.end, mention.span.end + 40)]
        return bool(
            self._does(line, mention, after)
            or self.words.by.search(before)
            or self.words.occupations.search(before)
            or _ACCORDING.search(before)
            or re.search(r"\b(?:said|added|told|asked) $", before)
            or folded(mention.text).split()[-1] in self.alone
            or (folded(mention.text).split()[0] in self.words.given and line.sentence.kind != "title")
            or self._owned(line, mention, before, after)
        )

    def _does(self, line: Line, mention: Mention, after: str) -> bool:
        if re.match(r",? (?:\([^)]*\) )?who(?:se)?\b|, (?:a|an|the) [a-z]+ (?:who|of|from)\b|, \d\d,", after):
            return True
        verb = re.match(r",? ((?:also |later |then |has |had |have |will |is to |who )*)", after)
        rest = after[verb.end() :] if verb else ""
        if not verb or not after.startswith((" ", ",")):
            return False
        return bool(self.words.speech.match(rest) or (self.words.acts.match(rest) and line.sentence.kind != "title"))

    def _owned(self, line: Line, mention: Mention, before: str, after: str) -> bool:
        """ "Fiji's Ada Roe", "Ada Roe of Fiji", "Ada Roe (Fiji)", and where something is signed "Ada Roe for Fiji"."""
        prior = next((m for m in reversed(line.mentions) if m.span.end <= mention.span.start), None)
        if (
            prior
            and prior.kind in _POSSESSIVE
            and self.scene.plain[prior.span.end : mention.span.start] in ("'s ", "' ")
        ):
            return prior.kind == "state"
        following = next((m for m in line.mentions if m.span.start >= mention.span.end), None)
        gap = self.scene.plain[mention.span.end : following.span.start] if following else ""
        if following and following.kind == "state" and gap == " (":
            return self.scene.plain[following.span.end : following.span.end + 1] == ")"
        if following and following.kind == "state" and _FOR.fullmatch(gap):
            return _SIGNED.search(self.scene.plain, line.span.start, line.span.end) is not None
        return bool(following and following.kind in {"state", "organization"} and gap in (" of ", " of the "))

    def _listed(self, mention: Mention, known: list[Mention]) -> bool:
        """Joined to a person by "and" or a comma in a list of people."""
        for other in known:
            left, right = sorted((other, mention), key=lambda m: m.span)
            if re.fullmatch(r",? and |, and ", self.scene.plain[left.span.end : right.span.start]):
                return True
        return False

    def _kin(self, line: Line, found: list[Mention]) -> Iterator[Mention]:
        for mention in line.mentions:
            if mention.kind != "name" or mention in found or not is_person_like(mention.text, short=True):
                continue
            before = self.scene.plain[max(line.span.start, mention.span.start - 40) : mention.span.start]
            if self.words.kin.search(before) and re.search(
                r"(?:\b[Hh]is|\b[Hh]er|'s|\b[Tt]heir) (?:\w+ )?\w+,? $", before
            ):
                yield mention

    def _surnames(self) -> frozenset[str]:
        """Last words of names of two and more that elsewhere speak or are addressed alone."""
        single = set()
        for line in self.scene.lines:
            for before, mention in zip([None, *line.mentions], line.mentions, strict=False):
                if mention.kind != "name" or " " in mention.text or not is_person_like(mention.text, short=True):
                    continue
                after = self.scene.plain[mention.span.end : mention.span.end + 20]
                honored = (
                    before is not None and before.kind == "honorific" and before.span.end + 1 >= mention.span.start
                )
                if honored or (after.startswith(" ") and self.words.speech.match(after[1:])):
                    single.add(folded(mention.text))
        return frozenset(single)
