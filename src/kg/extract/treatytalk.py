"""Reads the words that speak on of a treaty once it is named: "the Convention", "this landmark treaty", "it".

In: a scene with the names of its treaties. Out: further words that stand for one, and which treaty the text is at.
Never: "the treaty" given to one of several that the words fit alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..gazetteer import key as folded
from ..model import Mention, Span
from .cast import Thing
from .scene import Line, Scene
from .treatywords import LOWER_HEADS, TreatyName

_SUBJECT = re.compile(
    r"(?:^|[;:] |, and |^[A-Z][\w ]{0,40}, )(?P<it>[Ii]t)\b(?! (?:is|was|has been) (?:\w+ )?\w+ that\b)"
    r"|(?:^|: )(?P<text>The (?:final |agreed |full )?(?:text|document|instrument))\b"
)
_OTHER = re.compile(r" (?:on|against|banning|between|to ban|relating to) (?![A-Z\d]|the [A-Z\d])")
_IN_PASSING = re.compile(
    r"(?:\b(?:provisions|principles|terms|framework|articles?|spirit|parties|members) (?:of|to)"
    r"|\b(?:after|before|since)\b[^.;,]{0,90}?|\b(?:like|unlike|under|from|on|with|than|replaces?|amends?|supplements?|supersedes?))"
    r" (?:the )?(?:\d{4} )?$"
)
_ANY_TREATY = frozenset({"treaty", "pact", "accord", "deal", "agreement", "instrument"})
_PLAIN_WORDS = frozenset(
    "new landmark historic global international un first worldwide whole entire said final multilateral legally "
    "binding united nations world world's said same bilateral two-page long-awaited".split()
)
_REMEMBERED = 5
"""For how many sentences that name no treaty the text is still taken to speak of the last one."""


@dataclass(frozen=True, slots=True)
class Named:
    """Words that stand for a treaty; ``naming`` is False for a description or a pronoun."""

    span: Span
    treaty: Thing
    naming: bool

    @property
    def antecedent(self) -> Span | None:
        """Where the words stand that name what a description means; None where these words are a name."""
        mention = None if self.naming else self.treaty.naming_mention(self.span.start)
        return mention.span if mention else None


class Descriptions:
    """The words of a scene that speak on of its treaties; they are added to ``named``, and ``focus`` is filled."""

    def __init__(self, scene: Scene, named: dict[int, list[Named]], focus: dict[int, Thing]) -> None:
        self.scene, self.named, self.focus = scene, named, focus

    def read(self) -> None:
        nouns = "|".join(sorted(self.scene.lexicon.treaty_generic))
        pattern = re.compile(
            r"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?P<words>(?:(?!the |this |that )[\w'-]+ ){0,3}?)"
            rf"(?P<noun>(?i:{nouns}))\b(?!-?\w)(?! [A-Z]| of (?:ratification|accession|acceptance|approval|withdrawal))"
        )
        recent: Thing | None = None
        since = 0
        topic = self._topic()
        for line in self.scene.lines:
            here = self.named.setdefault(line.number, [])
            if recent and line.number - since <= _REMEMBERED:
                self.focus[line.number] = recent
            for match in pattern.finditer(self.scene.plain, line.span.start, line.span.end):
                self._description(line, match, recent)
            self._subject(line)
            here.sort(key=lambda n: n.span)
            if here and (told := self._told_of(line, here, topic if recent else None)):
                recent, since = told, line.number

    def _topic(self) -> Thing | None:
        """The one treaty of the text's titles, else of its first sentence that names any, if it is named again."""
        named = [
            (line.sentence.kind == "title", {n.treaty.id: n.treaty for n in self.named.get(line.number, [])})
            for line in self.scene.lines
        ]
        titles = [t for title, here in named if title for t in here.values()]
        first = next((list(here.values()) for title, here in named if here and not title), [])
        again = [t for t in first if sum(t.id in here for _, here in named) > 1]
        return next((group[0] for group in (titles, again) if len({t.id for t in group}) == 1), None)

    def _told_of(self, line: Line, here: list[Named], topic: Thing | None) -> Thing | None:
        """The treaty that a sentence speaks of: the text's own where it is there, else what opens the sentence or
        what is signed in it; None where another is named in passing ("the provisions of the Roe Treaty")."""
        if topic and any(n.treaty is topic for n in here):
            return topic
        first = here[0]
        passing = _IN_PASSING.search(self.scene.plain, line.span.start, first.span.start)
        return None if topic and passing else first.treaty

    def _description(self, line: Line, match: re.Match[str], recent: Thing | None) -> None:
        span, here = Span(*match.span()), self.named[line.number]
        if any(n.span.start < span.end and span.start < n.span.end for n in here):
            return
        before = [n.treaty for n in here if n.span.end <= span.start]
        if _OTHER.match(self.scene.plain, span.end) and len(self.scene.cast.of_kind("treaty")) > 1:
            return
        words = match["words"].lower().split()
        if match.group().lower().startswith("this ") and match["words"].islower():
            words = []
        if treaty := self._meant_by(match["noun"].lower(), words, before[-1] if before else recent, span):
            treaty.add(Mention(span, span.of(self.scene.text), "treaty", naming=False))
            here.append(Named(span, treaty, False))
            here.sort(key=lambda n: n.span)

    def _meant_by(self, noun: str, words: list[str], recent: Thing | None, at: Span) -> Thing | None:
        """The treaty last spoken of, if the words fit it and none named before has that very noun as its head; else
        who has."""
        things = self.scene.cast.of_kind("treaty")
        known = [t for t in things if any(m.span.start < at.start for m in t.mentions)] or things
        fitting = [t for t in known if _fits(t, noun, words)]
        exact = [t for t in fitting if any(TreatyName(name).head == noun for name in t.names)]
        if recent in exact or (recent in fitting and not exact):
            return recent
        if len(exact) == 1:
            return exact[0]
        return fitting[0] if len(fitting) == 1 and not exact else None

    def _subject(self, line: Line) -> None:
        """ "It" and "The text" as the subject of a sentence that follows one about a treaty."""
        here, focus = self.named[line.number], self.focus.get(line.number)
        match = _SUBJECT.search(self.scene.plain[line.span.start : line.span.end])
        if match is None:
            return
        group = "it" if match["it"] else "text"
        span = Span(line.span.start + match.start(group), line.span.start + match.end(group))
        before = [n.treaty for n in here if n.span.end <= span.start]
        if treaty := before[-1] if before else focus:
            here.append(Named(span, treaty, False))


def _fits(treaty: Thing, noun: str, words: list[str]) -> bool:
    """Whether "the landmark Convention" can mean a treaty: the noun is its head or a word for any treaty, and what else
    is said is of its names or of none."""
    said = {w for name in treaty.names for w in folded(name).split()}
    if any(w not in _PLAIN_WORDS and w not in said for w in words):
        return False
    heads = {TreatyName(name).head for name in treaty.names}
    return noun in said or noun in _ANY_TREATY or (noun == "convention" and heads <= LOWER_HEADS)
