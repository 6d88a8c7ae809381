"""The working table of one document: its sentences, what stands in each, and the cast.

In: an annotated document. Out: a :class:`Scene` with states, organizations, places and treaties told apart; people, dates
and events are put on it by the modules beside this one. Never: a fact.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from ..gazetteer import fold
from ..gazetteer import key as folded
from ..model import Annotated, Evidence, Mention, Sentence, Span, Unread
from ..text.dates import When, find_dates
from ..text.lexicon import Lexicon
from .cast import Cast, Thing

PLACES = frozenset({"city", "place", "venue"})
_ACRONYM = re.compile(r"^ \((?:the |or |hereinafter )?[\"']?([A-Z][A-Za-z-]*[A-Z][A-Za-z-]*)[\"']?\)")
_UNITED_NATIONS = re.compile(r"^(?:united nations|un|u n) (?=\w)")
_LETTERS = re.compile(r"[A-Z]")


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
        self.loose = [m for m in annotated.mentions if not any(line.span.holds(m.span) for line in self.lines)]
        self.unread = tuple(
            Unread(self.document.source, r.note or "not read", f"{r.span.start}-{r.span.end}")
            for r in self.document.regions
            if r.kind == "unread"
        )
        self._populate()

    def _lines(self, annotated: Annotated) -> list[Line]:
        lines = []
        for sentence in annotated.sentences:
            if sentence.kind != "boilerplate":
                inside = [m for m in annotated.mentions if sentence.span.holds(m.span)]
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
        for mention in self.loose:
            self._place(mention)
        self._acronyms()

    def _place(self, mention: Mention) -> None:
        if mention.kind in {"state", "city"}:
            self.meant[mention] = self.cast.known(mention)
        elif mention.kind in {"place", "venue"}:
            self.meant[mention] = self.cast.named(mention)
        elif mention.kind == "organization":
            self._organization(mention)

    def _organization(self, mention: Mention) -> None:
        if mention.key:
            thing = self.cast.known(mention)
            self.cast.alias(thing, mention.text, _UNITED_NATIONS.sub("", folded(mention.text)))
        elif mention.naming:
            thing = self.cast.named(mention, alias=_UNITED_NATIONS.sub("", folded(mention.text)))
        else:
            head = folded(mention.text)
            earlier = [
                t
                for t in self.cast.of_kind("organization")
                if any(folded(n).endswith(head) or folded(n).startswith(head + " ") for n in t.names)
            ]
            if not earlier:
                return
            thing = max(earlier, key=lambda t: max(m.span.start for m in t.mentions))
            thing.add(mention)
        self.meant[mention] = thing

    def _acronyms(self) -> None:
        """ "… (UNODC)" after a name is another name of the same thing."""
        for line in self.lines:
            for mention in list(line.mentions):
                thing = self.meant.get(mention)
                found = _ACRONYM.match(self.plain[mention.span.end : mention.span.end + 60])
                if not thing or not found or thing.kind not in {"organization", "treaty"}:
                    continue
                span = Span(mention.span.end + found.start(1), mention.span.end + found.end(1))
                short = Mention(span, span.of(self.text), thing.kind)
                other = next((m for m in line.mentions if m.span == span), None)
                if other and self.meant.get(other) not in (None, thing):
                    continue
                line.mentions[:] = sorted([m for m in line.mentions if m.span != span] + [short], key=lambda m: m.span)
                thing.add(short)
                self.cast.alias(thing, short.text)
                self.meant[short] = thing
                self._spread(thing, short.text)

    def _spread(self, thing: Thing, acronym: str) -> None:
        """Wherever else the acronym stands as an unknown name, it is that thing."""
        for line in self.lines:
            for i, mention in enumerate(line.mentions):
                if mention.kind == "name" and mention.text == acronym and mention not in self.meant:
                    line.mentions[i] = Mention(mention.span, mention.text, thing.kind)
                    thing.add(line.mentions[i])
                    self.meant[line.mentions[i]] = thing

    def state_of(self, mention: Mention) -> Thing:
        """The state that a name or a demonym stands for; a demonym joins the cast when a fact needs it."""
        if mention.kind == "state":
            return self.meant[mention]
        thing = self.cast.known(mention, "state")
        return thing

    def home(self) -> tuple[Thing, Mention] | None:
        """The state that a title without a state most likely belongs to: the one most spoken of, if one clearly is."""
        counts = Counter(self.meant[m] for line in self.lines for m in line.mentions if m.kind == "state")
        for line in self.lines:
            for m in line.mentions:
                if m.kind == "demonym" and (state := self.cast.by_key("state", m.key)):
                    counts[state] += 1
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0].id))
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        mention = ranked[0][0].naming_mention()
        return (ranked[0][0], mention) if mention else None
