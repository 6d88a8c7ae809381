"""Notes what a statement about a treaty tells, with its evidence, and knows whether it tells what came about.

In: a treaty, a value, the clause. Out: notes in :class:`~.told.Told`. Never: a day that the clock cannot tell.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..model import Literal, Mention, Span
from ..text.dates import When
from .cast import Thing
from .clauses import Clause
from .clock import Clock, Moment
from .scene import Scene
from .told import Told
from .treaties import Named

TO_COME = re.compile(
    r"\b(?:will|would|shall|is to|are to|to be|expected to|set to|due to|scheduled to|must|should|could|may|might|"
    r"hopes?|plans?|to|not|never|before|ahead of|fail(?:s|ed)? to|if|whether|unless) (?:\w+ ){0,3}$"
)
"""Words before a statement of what has not come about."""
DOUBTFUL = re.compile(
    r"\b(?:could|may|might|hoped?|hopes|not yet|never|not|if|unless|should|would|cannot|before) (?:\w+ ){0,3}$"
)
"""Words before a statement of what may never come about; "will" is not among them."""
ERRAND = re.compile(
    r"\bto (?:participate|attend|take part|join|preside|witness|mark|chair|address|lead|host|co-host)\b[^.;]*$"
)
"""Words before a statement of what someone came for."""
AWAITED = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ )?(?:expected|planned|due|scheduled|set|likely|awaited|foreseen)\b"
    r"|^ (?:will|would)\b"
)
"""Words after a statement of what is still expected."""


_DURING = re.compile(
    r"(?:During|In the course of|In the framework of|On the occasion of) (?:the|this|that|his|her|their) (?:\w+ )?"
    r"(?:visit|trip|stay|talks|meeting|summit)\b"
)


class Telling:
    """The notebook of statements: a day, a place, a thing or a value of a treaty, with the words that say it."""

    def __init__(self, scene: Scene, clock: Clock, told: Told) -> None:
        self.scene, self.clock, self.told = scene, clock, told

    def day(self, subject: Named, fact: str, clause: Clause) -> bool:
        """Notes the likeliest day of the clause, if the clock can tell it, and says whether it did."""
        for when in clause.whens():
            if moment := self._moment(when, clause):
                self.moment(subject, fact, moment, clause.words)
                return True
        return False

    def carried(self, subject: Named, fact: str, clause: Clause) -> None:
        """ "During the visit, …": notes the day, or of several days the month, that the sentence before gives."""
        number = next((line.number for line in self.scene.lines if line.span.holds(clause.words)), 0)
        before = next((line for line in self.scene.lines if line.number == number - 1), None)
        if before is None or not _DURING.match(clause.masked.text):
            return
        moments = [moment for when in before.dates if (moment := self.clock.of(when))]
        if len(moments) != 1:
            return
        first, last = moments[0].first.isoformat(), moments[0].last.isoformat()
        said = Literal(first, "date") if first == last else Literal(first[:7], "gYearMonth")
        if first[:7] == last[:7]:
            evidence = self.scene.evidence(clause.words, f"treaty-{fact}", 0.8, moments[0].span)
            self.told.say(subject.treaty, fact, said, evidence)

    def moment(self, subject: Named, fact: str, moment: Moment, words: Span, day: str = "") -> None:
        """Notes a day: as it is said, or one of its days in ISO 8601."""
        value = Literal(day, "date") if day else Literal(*moment.said)
        why = moment.antecedent or subject.antecedent
        evidence = self.scene.evidence(words.hull(moment.span), f"treaty-{fact}", 0.9, why)
        self.told.say(subject.treaty, fact, value, evidence)

    def place(self, subject: Named, fact: str, clause: Clause) -> None:
        """Notes the place of the clause."""
        mention = clause.place()
        if mention and mention in self.scene.meant:
            self.thing(subject, fact, self.scene.meant[mention], clause.words.hull(mention.span), None)

    def thing(self, subject: Named, fact: str, thing: Thing, span: Span, antecedent: Span | None) -> None:
        """Notes a thing that stands in the words, or that ``antecedent`` names."""
        self.told.say(subject.treaty, fact, thing.id, self.scene.evidence(span, f"treaty-{fact}", 0.9, antecedent))

    def value(
        self, subject: Named, fact: str, value: Literal, clause: Clause, found: re.Match[str], sure: float
    ) -> None:
        """Notes a value that a match in the sentence of the clause gives."""
        span = clause.words.hull(clause.masked.span(found))
        evidence = self.scene.evidence(span, f"treaty-{fact}", sure, subject.antecedent)
        self.told.say(subject.treaty, fact, value, evidence)

    def meant(self, mention: Mention) -> Thing | None:
        return self.scene.meant.get(mention)

    def _moment(self, when: When, clause: Clause) -> Moment | None:
        """What a day means; "the same day" is the one that the sentence has just named."""
        moment = self.clock.of(when)
        if moment and when.shift == 0 and when.base == "story":
            earlier = [p for p in clause.masked.within(0, clause.high) if isinstance(p, When) and p.span < when.span]
            named = self.clock.of(earlier[-1]) if earlier else None
            return replace(named, span=moment.span, antecedent=named.span) if named else moment
        return moment
