"""Reads statements of adoption: by whom, when, where, how and by which resolution a treaty was adopted.

In: a treaty and the clause of a statement. Out: notes. Never: the vote of a parliament taken for an adoption.
"""

from __future__ import annotations

import re

from ..model import Literal, Mention, Span
from ..text.dates import When
from ..text.mask import grammar
from .cast import Thing
from .clauses import Clause
from .frames import frames
from .scene import Agent
from .telling import AWAITED, TO_COME, Telling
from .treaties import Named

_UNANIMOUS = re.compile(r"\bunanimous(?:ly)?\b|\bby consensus\b|\bwithout a vote\b|\bby acclamation\b")
_VOTED = re.compile(r"\b(?:voted|agreed) [^.;]*\bto $")
_PASSIVE = grammar(
    r"(?:\b(?:was|were|been|be|being|is|are)(?: \w+ly| first| also| then)*"
    r"|<T>,?(?: \([^)]*\),?)?(?: \w+ly| first)?|^[-*# (]*\w{0,3}) ?$"
)
_BY = grammar(
    r"(?:^|[ ,])(?:by|at|in) (?:an? )?(?:the )?(?:\w+ (?:session|meeting) of (?:the )?)?(?:member states of (?:the )?)?"
    r"(?P<who><O>)(?! [A-Z])"
)
_RELATIVE = grammar(r"<T>,? (?:which|that) (?:the )?<O>(?: \([^)]*\))?[^,;]{0,30}$")
_AT = grammar(
    r"^(?:At|During) (?:[^,;]*? )?(?P<who><O>)(?: \([^)]*\))?,? held (?:in|at|from|on) [^;]{0,60}, "
    r"(?:(?:[\w-]+|<H>) ){0,3}$"
)
_HELD = grammar(
    r"\b(?:[Ss]ession|[Mm]eeting|[Ss]ummit|[Cc]onference|<O>)(?: \([^)]*\))?,? held (?:in <L>,? (?:<S>,? )?)?"
    r"(?:on|from|in) (?:the )?(?P<day><D>)"
)
_ACTIVE = grammar(
    r"(?P<who><O>)(?:,? \([^)]*\),?)?(?:, (?:meeting|gathered|convened|assembled|sitting) [^;]{1,60},)?"
    r"(?: (?:on <D>|<D>|in <L>|today|has|have|had|then|\w+ly|just|also|finally|voted to|agreed to|voted"
    r"|in a (?:\w+[ -]){0,4}vote,?)){0,4} ?$"
)
_SESSION = grammar(r"\b(?:session|meeting) of (?:the )?(?P<who><O>)")
_PART_OF_NAME = re.compile(r"\b(?:of|for|on|in|to) (?:an? |the )?$")
_LAWMAKERS = re.compile(
    r"(?i)\b(?:parliament|senate|cabinet|committee|government|ministry|duma|knesset|bundestag|congress|house|chamber)\b"
)
_MANDATE = re.compile(r"(?:established|convened|mandated|set up|called for|pursuant to) [^,;]*$")


class Adoption:
    """Notes what a statement of adoption tells."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling

    def read(self, subject: Named, clause: Clause) -> None:
        """Notes the body, the day, the place, the vote and the resolution, as far as the clause gives them."""
        to_come = TO_COME.search(clause.before) and not _VOTED.search(clause.before)
        if to_come or AWAITED.search(clause.after):
            return
        words = clause.words.of(self.telling.scene.plain).lower()
        passive = clause.label or bool(_PASSIVE.search(clause.before)) or "doption" in words
        relative = _RELATIVE.search(clause.masked.text[: clause.start])
        if not passive and not relative and not clause.has_object(subject):
            return
        body = self._body(clause, passive)
        if words.startswith("approved") and not (body and re.search(r"(?i)assembly|conference", body[0].name)):
            return
        if body:
            self.telling.thing(subject, "adoptedBy", body[0], clause.words.hull(body[1]), body[2])
        if not self.telling.day(subject, "adoptedOn", clause):
            self._held_on(subject, clause)
        self.telling.place(subject, "adoptedAt", clause)
        self._manner(subject, clause)

    def _body(self, clause: Clause, passive: bool) -> tuple[Thing, Span, Span | None] | None:
        """The body that adopted it, where its words stand, and the name behind a description."""
        before = clause.masked.text[: clause.start]
        found = self._passive_body(clause) if passive else _ACTIVE.search(before, clause.low) or _AT.match(before)
        if found is None or (not passive and _PART_OF_NAME.search(clause.masked.text[: found.start("who")])):
            return None
        payload = clause.masked.payloads.get(found.start("who"))
        if not isinstance(payload, (Mention, Agent)):
            return None
        thing = self.telling.meant(payload) if isinstance(payload, Mention) else payload.things[0]
        words = payload.span.of(self.telling.scene.text)
        if thing is None or thing.kind != "organization" or _LAWMAKERS.search(words):
            return None
        naming = None if payload.naming else thing.naming_mention(payload.span.start)
        return thing, payload.span, naming.span if naming else None

    @staticmethod
    def _passive_body(clause: Clause) -> re.Match[str] | None:
        found = _BY.search(clause.masked.text[: clause.high], clause.end)
        return found or (_SESSION.search(clause.masked.text, clause.end) if clause.label else None)

    def _held_on(self, subject: Named, clause: Clause) -> None:
        """ "Adopted at its fifth session, held on 3 and 4 May 2001": the day, or of several days the month."""
        found = _HELD.search(clause.masked.text, clause.end)
        when = clause.masked.payloads.get(found.start("day")) if found else None
        moment = self.telling.clock.of(when) if isinstance(when, When) else None
        if moment is None:
            return
        first, last = moment.first.isoformat(), moment.last.isoformat()
        if first == last or moment.said[1] == "gYearMonth":
            self.telling.moment(subject, "adoptedOn", moment, clause.words)
        elif first[:7] == last[:7] and found:
            said = Literal(first[:7], "gYearMonth")
            self.telling.value(subject, "adoptedOn", said, clause, found, 0.85)

    def _manner(self, subject: Named, clause: Clause) -> None:
        text = clause.masked.text
        if unanimous := _UNANIMOUS.search(text[: clause.high], clause.low):
            self.telling.value(subject, "adoptedUnanimously", Literal("true", "boolean"), clause, unanimous, 0.9)
        found = frames().resolution.search(text[: clause.high], clause.low)
        if found and not _MANDATE.search(text[: found.start()]):
            self.telling.value(subject, "resolution", Literal(found["n"]), clause, found, 0.95)
