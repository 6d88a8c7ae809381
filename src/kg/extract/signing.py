"""Reads statements of signature: when and where a treaty was opened for it, until when it is open, when it was signed.

In: a treaty and the clause of a statement. Out: notes. Never: the signature of one state taken for the day of all.
"""

from __future__ import annotations

import re

from ..model import Mention
from ..text.dates import When
from ..text.mask import grammar
from .clauses import Clause
from .telling import DOUBTFUL, ERRAND, TO_COME, Telling
from .treaties import Named

_UNTIL = grammar(r"\b(?:until|till|through|up to|closed on|ended on|on|by) (?:the )?(?P<day><D>)")
_FROM = grammar(r"\bfrom (?:the )?<D>")
_SITE = grammar(r"\b(?:at|in) (?:the )?(?P<place><L>)")
_DECLARED = re.compile(r"\b(?:declar|will|to) ?(?:\w+ )?$")
_PERFECT = re.compile(r"\b(?:have|has|had)(?: (?!been)\w+)? $")
_PASSIVE = re.compile(r"\b(?:was|were|been)(?: \w+ly| first| then| also)? ?$")
_BY_ONE = grammar(r" ?by (?:the )?<S>(?! and|,)")
_AFTER_NAME = grammar(r"<T>,? $")
_WHERE_OR_WHEN = re.compile(r" *(?:\w+ ){0,4}?(?:in|at|on|by|today|yesterday|there|between)\b")
_NOMINAL = re.compile(
    r"(?:signing (?:of|ceremony)|(?:ceremony|act) of|put|gathered|garnered|collected|received|attracted|drew)\b"
)
_MANY = grammar(
    r"(?:\b(?:[Ll]eaders|[Mm]inisters|[Hh]eads of (?:[Ss]tate|[Gg]overnment|[Ss]tate and [Gg]overnment|delegations?)"
    r"|[Rr]epresentatives|[Pp]residents|countries|[Ss]tates|sides|governments|nations|parties|delegations|they"
    r"|They|envoys|both)"
    r"|<P>(?:,[^,]*,)? and (?:\w+ )*<P>[^;]{0,30}|<S>(?:,[^,]*,)? and (?:the )?<S>"
    r"|^[-*# (]*(?:\d+|<S>(?:, <S>)+,? and <S>))"
    r"(?: (?:today |then |also |jointly |finally |formally |first |on <D> |<D> |in <L> |\w+ly )*)?$"
)
_ONE_DELEGATION = re.compile(r"\bdelegation\b.*\bthey $")
_ALONE = grammar(r" ?(?:[,.<D>]|on|the following|in|at|today|$)".replace("<D>", "\ue007"))


class Signing:
    """Notes what statements of signature tell."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling

    def opened(self, subject: Named, clause: Clause) -> None:
        """Notes when and where a treaty was or will be opened for signature."""
        words = clause.words.of(self.telling.scene.plain).lower()
        if words.startswith("open for") and not _DECLARED.search(clause.before):
            self._stood_open(subject, clause)
            return
        errand = words.startswith("opening") and ERRAND.search(clause.masked.text[: clause.start])
        if errand or DOUBTFUL.search(clause.before):
            return
        self.telling.day(subject, "openedForSignatureOn", clause)
        self.telling.place(subject, "openedForSignatureAt", clause)

    def _stood_open(self, subject: Named, clause: Clause, closes: bool = True) -> None:
        """ "It was open for signature from 3 May 2001 to 2 May 2002": the first day and the last."""
        when = next(clause.whens(), None)
        moment = self.telling.clock.of(when) if when else None
        if moment is None or not moment.is_range:
            return
        if closes:
            self.telling.moment(subject, "signatureClosesOn", moment, clause.words, moment.last.isoformat())
        if re.search(r"for (?:its )?sign", clause.masked.text[clause.start : clause.end + 25]):
            self.telling.moment(subject, "openedForSignatureOn", moment, clause.words, moment.first.isoformat())
            self.telling.place(subject, "openedForSignatureAt", clause)

    def closes(self, subject: Named, clause: Clause) -> None:
        """Notes until when and where a treaty is open for signature."""
        ends = list(_UNTIL.finditer(clause.masked.text, clause.start))
        if not ends or _FROM.search(clause.masked.text[clause.start : ends[-1].start()]):
            self._stood_open(subject, clause, closes=not ends)
        if not ends:
            return
        until = next((end for end in reversed(ends) if end.group().startswith("until")), ends[0])
        when = clause.masked.payloads.get(until.start("day"))
        moment = self.telling.clock.of(when) if isinstance(when, When) else None
        if moment is None:
            return
        last = moment.last.isoformat() if moment.is_range else ""
        self.telling.moment(subject, "signatureClosesOn", moment, clause.words, last)
        self._closing_place(subject, clause, until)

    def _closing_place(self, subject: Named, clause: Clause, until: re.Match[str]) -> None:
        """The place where it is open last: after "thereafter", else the first before "until", else the one after it."""
        text = clause.masked.text
        start = max(clause.start, text.find(" thereafter", clause.start, len(text)))
        sites = list(_SITE.finditer(text[: max(until.end(), clause.high) + 60], start))
        before = [site for site in sites if site.start() < until.start()]
        for site in before[:1] or sites[-1:]:
            mention = clause.masked.payloads.get(site.start("place"))
            if isinstance(mention, Mention) and (thing := self.telling.meant(mention)):
                self.telling.thing(subject, "signatureClosesAt", thing, clause.words.hull(mention.span), None)

    def signed(self, subject: Named, clause: Clause) -> None:
        """Notes the day on which a treaty was signed by those who made it, or by many."""
        before = clause.masked.text[: clause.start]
        if TO_COME.search(clause.before) or ERRAND.search(clause.before) or _PERFECT.search(before):
            return
        words = clause.words.of(self.telling.scene.plain).lower()
        reduced = words.strip() == "signed" and _AFTER_NAME.search(before) and _WHERE_OR_WHEN.match(clause.after)
        if _PASSIVE.search(before):
            told = not _BY_ONE.match(clause.after)
        else:
            told = bool(_NOMINAL.match(words) or reduced) or self._by_many(subject, clause, before)
        if told and not self.telling.day(subject, "signedOn", clause):
            self.telling.carried(subject, "signedOn", clause)

    def dated(self, subject: Named, clause: Clause) -> None:
        """ "The Rivers Treaty of 4 May 1988": an exact day after a name is that of signature."""
        when = clause.masked.payloads.get(clause.end)
        moment = self.telling.clock.of(when) if isinstance(when, When) else None
        if moment and not moment.is_range and moment.said[1] == "date":
            self.telling.moment(subject, "signedOn", moment, clause.words)

    @staticmethod
    def _by_many(subject: Named, clause: Clause, before: str) -> bool:
        """Whether several sign, and what they sign is the treaty or is left unsaid."""
        if _ONE_DELEGATION.search(before):
            return False
        return bool(_MANY.search(before)) and (clause.has_object(subject) or bool(_ALONE.match(clause.after)))
