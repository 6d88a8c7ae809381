"""The working table of one document: its sentences, what stands in each, and the cast.

In: an annotated document. Out: a :class:`Scene` with states, organizations, places and treaties told apart; people,
dates and events are put on it by the modules beside this one. Never: a fact.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from ..gazetteer import fold
from ..model import Annotated, Evidence, Mention, Sentence, Span, Unread
from ..text.dates import When, find_dates
from ..text.lexicon import Lexicon
from .bodies import Bodies
from .cast import Cast, Thing
from .parties import acting

PLACES = frozenset({"city", "place", "venue"})


@dataclass(frozen=True, slots=True)
class Agent:
    """Words that stand for someone who can act: the things meant, and the naming words by which a description or a
    pronoun was understood."""

    span: Span
    things: tuple[Thing, ...]
    naming: bool = True
    antecedent: Span | None = None


@dataclass(slots=True, eq=False)
class Line:
    """One sentence on the table."""

    number: int
    sentence: Sentence
    mentions: list[Mention]
    dates: list[When]
    agents: list[Agent] = field(default_factory=list)

    @property
    def span(self) -> Span:
        return self.sentence.span


class Scene:
    """All that extraction knows of a document while it reads."""

    def __init__(self, annotated: Annotated, lexicon: Lexicon) -> None:
        self.document = annotated.document
        self.text = annotated.document.text
        self.plain = fold(self.text)
        self.lexicon = lexicon
        self.cast = Cast()
        self.meant: dict[Mention, Thing] = {}
        self.lines = self._lines(annotated)
        placed = {m for line in self.lines for m in line.mentions}
        self.loose = [m for m in annotated.mentions if m not in placed]
        self.unread = tuple(
            Unread(self.document.source, r.note or "not read", f"{r.span.start}-{r.span.end}")
            for r in self.document.regions
            if r.kind == "unread"
        )
        self._populate()

    def _lines(self, annotated: Annotated) -> list[Line]:
        lines: list[Line] = []
        starts = [m.span.start for m in annotated.mentions]
        for sentence in annotated.sentences:
            if sentence.kind != "boilerplate":
                first, last = bisect_left(starts, sentence.span.start), bisect_left(starts, sentence.span.end)
                inside = [m for m in annotated.mentions[first:last] if sentence.span.holds(m.span)]
                lines.append(Line(len(lines), sentence, inside, find_dates(self.plain, sentence.span)))
        return lines

    def evidence(
        self, span: Span, rule: str, confidence: float, antecedent: Span | None = None, implicit: bool = False
    ) -> Evidence:
        """Evidence at a place of this document, its quote cut from the text."""
        return Evidence(self.document.id, span, span.of(self.text), rule, confidence, antecedent, implicit)

    def _populate(self) -> None:
        for line in self.lines:
            for mention in line.mentions:
                self._place(mention)
            for mention in acting(self.plain, line.mentions, self.lexicon):
                self.state_of(mention).acts = True
        for mention in self.loose:
            self._place(mention)
        bodies = Bodies(self)
        placed = [(m, line) for line in self.lines for m in line.mentions] + [(m, None) for m in self.loose]
        for mention, within in placed:
            if mention.kind == "organization" and (body := bodies.place(mention, within)):
                self.meant[mention] = body
        bodies.acronyms()
        bodies.homes()

    def _place(self, mention: Mention) -> None:
        if mention.kind in {"state", "city", "place", "venue"}:
            self.meant[mention] = self.cast.known(mention) if mention.key else self.cast.named(mention)

    def state_of(self, mention: Mention) -> Thing:
        """The state that a name or a demonym stands for; a demonym joins the cast when a fact needs it."""
        if mention.kind == "state":
            return self.meant[mention]
        return self.cast.known(mention, "state")
