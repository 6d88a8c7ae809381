"""Reads one statement about a treaty by its kind; those of entry into force and its conditions here, the others beside.

In: a statement's kind, its treaty and its clause. Out: notes. Never: what is only hoped for or has been ruled out.
"""

from __future__ import annotations

import re

from ..model import Literal
from ..text.mask import grammar
from .adoption import Adoption
from .clauses import Clause
from .clock import Clock
from .frames import frames
from .numbers import number
from .scene import Scene
from .signing import Signing
from .telling import DOUBTFUL, Telling
from .told import Told
from .treaties import Named

_FIRST_OF_MONTH = re.compile(r"\bfirst day of the\b")
_DATED = grammar(
    r"^,? (?:\w+ ){0,4}(?:on|in|from|as of|since)? ?(?:the )?(?:\w+ day, )?<D>"
    r"|^ (?:[\w-]+ days later, )?on <D>|, on <D>"
)


class Statements:
    """Reads statements and notes what they tell."""

    def __init__(self, scene: Scene, clock: Clock, told: Told) -> None:
        self.telling = Telling(scene, clock, told)
        signing = Signing(self.telling)
        self._kinds = {
            "adopted": Adoption(self.telling).read,
            "opened": signing.opened,
            "closes": signing.closes,
            "signed": signing.signed,
            "dated": signing.dated,
            "force": self._force,
        }

    def read(self, name: str, subject: Named | None, clause: Clause) -> None:
        """Notes what a statement of one kind tells of a treaty."""
        if subject:
            self._kinds[name](subject, clause)

    def _force(self, subject: Named, clause: Clause) -> None:
        """Notes the day of entry into force, or what it waits for."""
        conditional = self.conditions(subject, clause)
        if DOUBTFUL.search(clause.before) or re.search(r"\bfirst to\b", clause.before):
            return
        if clause.label or _DATED.search(clause.after) or not conditional:
            self.telling.day(subject, "entryIntoForceOn", clause)

    def conditions(self, subject: Named, clause: Clause) -> bool:
        """Notes how many days after how many instruments; True where the sentence says either.

        Parameters
        ----------
        subject: the treaty.
        clause: the statement; what stands before and after it in the sentence counts.
        """
        text, told = clause.masked.text, False
        for fact, pattern in frames().conditions.items():
            found = pattern.search(text, clause.end) or pattern.search(text[: clause.start]) or pattern.search(text)
            if found is None or (fact == "daysAfterRatification" and _FIRST_OF_MONTH.search(text)):
                continue
            if value := number(next(words for words in found.groupdict().values() if words)):
                told = True
                self.telling.value(subject, fact, Literal(str(value), "integer"), clause, found, 0.92)
        return told
