"""Notes the articles of treaties that a text cites, and what the name of a treaty itself says of it.

In: treaties with their names. Out: facts "treaty-article", notes of articles, parties and of what is supplemented.
Never: the article of another law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Fact, Literal, Mention, Role, Span
from .cast import Thing
from .scene import Scene
from .told import Told
from .treatytalk import Named
from .treatywords import TreatyName

_BETWEEN = re.compile(r"\bbetween (?=the |[A-Z])")
_ADDED_TO = re.compile(r"\b(?:to|amending|supplementing|under) the (?P<other>[A-Z].*)")


class Articles:
    """The articles that a text cites."""

    def __init__(self, scene: Scene, told: Told) -> None:
        self.scene, self.told = scene, told
        self._cited: dict[Thing, Fact] = {}

    def facts(self) -> Iterator[Fact]:
        yield from self._cited.values()

    def cite(self, named: Named, digits: str, span: Span, at: Span) -> None:
        """Notes an article.

        Parameters
        ----------
        named: the words that stand for the treaty whose article it is.
        digits: its number as written, "5(1)".
        span: the words that cite it.
        at: where the number stands.
        """
        treaty, name = named.treaty, f"{named.treaty.id} {digits}"
        thing = self.scene.cast.lookup("treaty-article", name)
        if thing is None:
            thing = self.scene.cast.new("treaty-article", at)
            self.scene.cast.alias(thing, name)
            thing.hints["treaty", treaty.id] = None
            thing.hints["number", digits] = None
            said = self.scene.evidence(at, "treaty-article", 0.95)
            self._cited[thing] = Fact("treaty-article", thing.id, (Role("number", Literal(digits), (said,)),))
        thing.add(Mention(span, span.of(self.scene.text), "treaty-article"))
        cited = self.scene.evidence(span.hull(named.span), "treaty-article", 0.95, named.antecedent)
        self.told.say(treaty, "hasArticle", thing.id, cited)


def told_by_names(scene: Scene, told: Told) -> None:
    """Notes what a name itself says: the states that a treaty is between, the treaty that a protocol is to.

    Parameters
    ----------
    scene: its treaties have their names.
    told: where it is noted.
    """
    for treaty in scene.cast.of_kind("treaty"):
        for mention in [m for m in treaty.mentions if m.naming]:
            if found := _BETWEEN.search(mention.text):
                _parties(scene, told, treaty, mention, mention.span.start + found.end())
            if found := _ADDED_TO.search(mention.text):
                _supplements(scene, told, treaty, mention, TreatyName(found["other"]))


def _parties(scene: Scene, told: Told, treaty: Thing, mention: Mention, start: int) -> None:
    for hit in scene.lexicon.names.find(scene.plain[start : mention.span.end], folded=True):
        kind, key = min(hit.payloads, key=lambda payload: (payload[0] != "state", payload))
        if kind == "state":
            span = Span(start + hit.span.start, start + hit.span.end)
            state = scene.cast.known(Mention(span, span.of(scene.text), "state", key=key))
            told.say(treaty, "party", state.id, scene.evidence(mention.span, "treaty-between", 0.95))


def _supplements(scene: Scene, told: Told, treaty: Thing, mention: Mention, wanted: TreatyName) -> None:
    """ "Protocol to the Convention on Rivers" supplements that convention, if the text names it elsewhere too."""
    for other in scene.cast.of_kind("treaty"):
        if other is not treaty and any(TreatyName(name).words == wanted.words for name in other.names):
            naming = other.naming_mention(mention.span.start)
            evidence = scene.evidence(mention.span, "treaty-supplements", 0.9, naming.span if naming else None)
            told.say(treaty, "supplements", other.id, evidence)
