"""Reads one statement about a treaty: its day, place and body, by the kind of statement.

In: a statement's kind, its treaty and its clause. Out: what is told. Never: what is only hoped for or has been ruled out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..model import Literal, Mention, Span
from ..text.dates import When
from ..text.mask import grammar
from .cast import Thing
from .clauses import Clause
from .clock import Clock, Moment
from .frames import frames
from .numbers import number
from .scene import Agent, Scene
from .told import Told
from .treaties import Named

_TO_COME = re.compile(
    r"\b(?:will|would|shall|is to|are to|to be|expected to|set to|due to|scheduled to|must|should|could|may|might|hopes?|"
    r"plans?|to|not|never|before|ahead of|fail(?:s|ed)? to|if|whether|unless) (?:\w+ ){0,3}$"
)
_DOUBTFUL = re.compile(
    r"\b(?:could|may|might|hoped?|hopes|not yet|never|not|if|unless|should|would|cannot|before) (?:\w+ ){0,3}$"
)
_ERRAND = re.compile(
    r"\bto (?:participate|attend|take part|join|preside|witness|mark|chair|address|lead|host|co-host)\b[^.;]*$"
)
_AWAITED = re.compile(
    r"\b(?:is|are|was|were) (?:\w+ )?(?:expected|planned|due|scheduled|set|likely|awaited|foreseen)\b|^ (?:will|would)\b"
)
_UNANIMOUS = re.compile(r"\bunanimous(?:ly)?\b|\bby consensus\b|\bwithout a vote\b|\bby acclamation\b")
_PASSIVE = grammar(
    r"(?:\b(?:was|were|been|be|being|is|are)(?: \w+ly| first| also| then)*|<T>,?(?: \([^)]*\),?)?(?: \w+ly| first)?|^[-*# (]*\w{0,3}) ?$"
)
_BY = grammar(
    r"(?:^|[ ,])(?:by|at|in) (?:an? )?(?:the )?(?:\w+ (?:session|meeting) of (?:the )?)?(?:member states of (?:the )?)?(?P<who><O>)"
)
_ACTIVE = grammar(
    r"(?P<who><O>)(?:,? \([^)]*\),?)?(?:, (?:meeting|gathered|convened|assembled|sitting) [^;]{1,60},)?(?: (?:on <D>|<D>|in <L>|today|has|have|had|then|\w+ly|just|also|finally|voted to|agreed to|voted|in a (?:\w+[ -]){0,4}vote,?)){0,4} ?$"
)
_LAWMAKERS = re.compile(
    r"(?i)\b(?:parliament|senate|cabinet|committee|government|ministry|duma|knesset|bundestag|congress|house|chamber)\b"
)
_SESSION = grammar(r"\b(?:session|meeting) of (?:the )?(?P<who><O>)")
_FIRST_OF_MONTH = re.compile(r"\bfirst day of the\b")
_MANY_SIGN = grammar(
    r"(?:\b(?:[Ll]eaders|[Mm]inisters|[Pp]residents|countries|states|States|sides|governments|nations|parties|delegations|they|They|envoys|both)"
    r"|<P>(?:,[^,]*,)? and (?:\w+ )*<P>[^;]{0,30}|<S>(?:,[^,]*,)? and (?:the )?<S>|^[-*# (]*(?:\d+|<S>(?:, <S>)+,? and <S>))"
    r"(?: (?:have |had |today |then |also |jointly |finally |formally |first |on <D> |<D> |in <L> |\w+ly )*)?$"
)


class Statements:
    """Reads statements and notes what they tell."""

    def __init__(self, scene: Scene, clock: Clock, told: Told) -> None:
        self.scene, self.clock, self.told = scene, clock, told
        self.frames = frames()

    def read(self, name: str, subject: Named | None, clause: Clause) -> None:
        """Notes what a statement of one kind tells of a treaty."""
        if subject is None:
            return
        if name == "adopted":
            self._adopted(subject, clause)
        elif name == "opened":
            self._opened(subject, clause)
        elif name == "closes":
            self._closes(subject, clause)
        elif name == "force":
            self._force(subject, clause)
        elif name == "signed":
            self._signed(subject, clause)

    # -- adoption ------------------------------------------------------------------------------------------------------

    def _adopted(self, subject: Named, clause: Clause) -> None:
        if _TO_COME.search(clause.before) and not re.search(r"\b(?:voted|agreed) [^.;]*\bto $", clause.before):
            return
        if _AWAITED.search(clause.after):
            return
        passive = clause.label or bool(_PASSIVE.search(clause.before)) or "doption" in clause.words.of(self.scene.text)
        if not passive and not self._is_object(subject, clause):
            return
        body = self._adopter(clause, passive)
        if clause.words.of(self.scene.plain).lower().startswith("approved") and not (
            body and re.search(r"(?i)assembly|conference", body[0].name)
        ):
            return
        if body:
            self._refer(subject, "adoptedBy", body[0], clause.words.hull(body[1]), body[2])
        self._day(subject, "adoptedOn", clause)
        self._place(subject, "adoptedAt", clause)
        self._how_adopted(subject, clause)

    @staticmethod
    def _is_object(subject: Named, clause: Clause) -> bool:
        """Whether the treaty is what was adopted: it follows in the same clause."""
        at = next((i for i, p in clause.masked.payloads.items() if p is subject), -1)
        return clause.end <= at < clause.high and at - clause.end < 60

    def _adopter(self, clause: Clause, passive: bool) -> tuple[Thing, Span, Span | None] | None:
        text = clause.masked.text
        if passive:
            found = _BY.search(text[: clause.high], clause.end) or (
                _SESSION.search(text, clause.end) if clause.label else None
            )
        else:
            found = _ACTIVE.search(text[: clause.start], clause.low)
        if found and not passive and re.search(r"\b(?:of|for|on|in|to) (?:an? |the )?$", text[: found.start("who")]):
            return None
        payload = clause.masked.payloads.get(found.start("who")) if found else None
        if isinstance(payload, Mention) and (thing := self.scene.meant.get(payload)):
            naming = payload.naming
        elif isinstance(payload, Agent) and payload.things[0].kind == "organization":
            thing, naming = payload.things[0], payload.naming
        else:
            return None
        if _LAWMAKERS.search(payload.span.of(self.scene.text)):
            return None
        mention = None if naming else thing.naming_mention(payload.span.start)
        return thing, payload.span, mention.span if mention else None

    def _how_adopted(self, subject: Named, clause: Clause) -> None:
        text = clause.masked.text
        if unanimous := _UNANIMOUS.search(text[: clause.high], clause.low):
            self._tell(subject, "adoptedUnanimously", Literal("true", "boolean"), clause, unanimous, 0.9)
        found = self.frames.resolution.search(text[: clause.high], clause.low)
        if found and not re.search(
            r"(?:established|convened|mandated|set up|called for|pursuant to) [^,;]*$", text[: found.start()]
        ):
            self._tell(subject, "resolution", Literal(found["n"]), clause, found, 0.95)

    # -- signature -----------------------------------------------------------------------------------------------------

    def _opened(self, subject: Named, clause: Clause) -> None:
        words = clause.words.of(self.scene.plain).lower()
        if words.startswith("open for") and not re.search(r"\b(?:declar|will|to) ?(?:\w+ )?$", clause.before):
            self._span_of_signature(subject, clause)
            return
        if _DOUBTFUL.search(clause.before) or (
            words.startswith("opening") and _ERRAND.search(clause.masked.text[: clause.start])
        ):
            return
        self._day(subject, "openedForSignatureOn", clause)
        self._place(subject, "openedForSignatureAt", clause)

    def _span_of_signature(self, subject: Named, clause: Clause) -> None:
        """ "It was open for signature from 3 May 2001 to 2 May 2002": the first day and the last."""
        when = next(clause.whens(), None)
        moment = self.clock.of(when) if when else None
        if moment is None or not moment.is_range:
            return
        self._dated(subject, "signatureClosesOn", moment, clause.words, moment.last.isoformat())
        if re.search(r"for (?:its )?sign", clause.masked.text[clause.start : clause.end + 25]):
            self._dated(subject, "openedForSignatureOn", moment, clause.words, moment.first.isoformat())
            self._place(subject, "openedForSignatureAt", clause)

    def _closes(self, subject: Named, clause: Clause) -> None:
        text = clause.masked.text
        until = grammar(r"\b(?:until|till|through|up to|closed on|ended on|on|by) (?:the )?(?P<day><D>)").search(
            text, clause.start
        )
        when = clause.masked.payloads.get(until.start("day")) if until else None
        if until is None:
            self._span_of_signature(subject, clause)
            return
        moment = self.clock.of(when) if isinstance(when, When) else None
        if moment:
            self._dated(
                subject, "signatureClosesOn", moment, clause.words, moment.last.isoformat() if moment.is_range else ""
            )
            sites = list(
                grammar(r"(?:\b(?:at|in) (?:the )?)(?P<place><L>)").finditer(text[: clause.high + 60], clause.start)
            )
            site = clause.masked.payloads.get(sites[-1].start("place")) if sites else None
            for found in sites:
                if found.start() < until.start():
                    site = clause.masked.payloads.get(found.start("place"))
                    break
            if isinstance(site, Mention):
                self._refer(subject, "signatureClosesAt", self.scene.meant[site], clause.words.hull(site.span), None)

    def _signed(self, subject: Named, clause: Clause) -> None:
        if _TO_COME.search(clause.before) or _ERRAND.search(clause.before):
            return
        words = clause.words.of(self.scene.plain).lower()
        before = clause.masked.text[: clause.start]
        if re.search(r"\b(?:have|has|had)(?: \w+)? $", before):
            return
        passive = bool(re.search(r"\b(?:was|were|been)(?: \w+ly| first| then| also)? ?$", before))
        reduced = bool(grammar(r"<T>,? $").search(before)) and words.strip() == "signed"
        follows = re.match(r"(?:\w+ ){0,4}?(?:in|at|on|by|today|yesterday|there|between)\b", clause.after.lstrip())
        if passive and re.match(r" ?by (?:the )?[\ue000](?! and|,)", clause.after):
            return
        nominal = words.startswith(
            (
                "signing of",
                "signing ceremony",
                "ceremony of",
                "act of",
                "put",
                "gathered",
                "garnered",
                "collected",
                "received",
                "attracted",
                "drew",
            )
        )
        many = bool(_MANY_SIGN.search(before))
        if not (passive or nominal or many or (reduced and follows)):
            return
        if (
            many
            and not (passive or nominal)
            and not self._is_object(subject, clause)
            and not re.match(r" ?(?:[,.\ue007]|on|the following|in|at|today|$)", clause.after)
        ):
            return
        self._day(subject, "signedOn", clause)

    # -- force ---------------------------------------------------------------------------------------------------------

    def _force(self, subject: Named, clause: Clause) -> None:
        conditional = self.conditions(subject, clause)
        if _DOUBTFUL.search(clause.before) or re.search(r"\bfirst to\b", clause.before):
            return
        dated = grammar(
            r"^,? (?:\w+ ){0,4}(?:on|in|from|as of|since)? ?(?:the )?(?:\w+ day, )?<D>|^ (?:<NUM> days later, )?on <D>|, on <D>".replace(
                "<NUM>", r"[\w-]+"
            )
        )
        if clause.label or dated.search(clause.after) or not conditional:
            self._day(subject, "entryIntoForceOn", clause)

    def conditions(self, subject: Named, clause: Clause) -> bool:
        """Notes how many days after how many instruments; True where the sentence says either."""
        text, told = clause.masked.text, False
        monthly = _FIRST_OF_MONTH.search(text)
        for fact, pattern in self.frames.conditions.items():
            found = pattern.search(text, clause.end) or pattern.search(text[: clause.start])
            if found is None or (fact == "daysAfterRatification" and monthly):
                continue
            value = number(next(w for w in found.groupdict().values() if w))
            if value:
                told = True
                self._tell(subject, fact, Literal(str(value), "integer"), clause, found, 0.92)
        return told

    # -- saying --------------------------------------------------------------------------------------------------------

    def _day(self, subject: Named, fact: str, clause: Clause) -> None:
        for when in clause.whens():
            if moment := self._moment(when, clause):
                self._dated(subject, fact, moment, clause.words)
                return

    def _moment(self, when: When, clause: Clause) -> Moment | None:
        """What a day means; "the same day" is the one that the sentence has just named."""
        moment = self.clock.of(when)
        if moment and when.shift == 0 and when.base == "story":
            earlier = [p for p in clause.masked.within(0, clause.high) if isinstance(p, When) and p.span < when.span]
            named = self.clock.of(earlier[-1]) if earlier else None
            return replace(named, span=moment.span, antecedent=named.span) if named else moment
        return moment

    def _dated(self, subject: Named, fact: str, moment: Moment, words: Span, day: str = "") -> None:
        value = Literal(day, "date") if day else Literal(*moment.said)
        why = moment.antecedent or subject.antecedent
        self.told.say(
            subject.treaty, fact, value, self.scene.evidence(words.hull(moment.span), f"treaty-{fact}", 0.9, why)
        )

    def _place(self, subject: Named, fact: str, clause: Clause) -> None:
        mention = clause.place()
        if mention and mention in self.scene.meant:
            self._refer(subject, fact, self.scene.meant[mention], clause.words.hull(mention.span), None)

    def _refer(self, subject: Named, fact: str, thing: Thing, span: Span, antecedent: Span | None) -> None:
        self.told.say(subject.treaty, fact, thing.id, self.scene.evidence(span, f"treaty-{fact}", 0.9, antecedent))

    def _tell(
        self, subject: Named, fact: str, value: Literal, clause: Clause, found: re.Match[str], sure: float
    ) -> None:
        span = clause.words.hull(clause.masked.span(found))
        self.told.say(
            subject.treaty, fact, value, self.scene.evidence(span, f"treaty-{fact}", sure, subject.antecedent)
        )
