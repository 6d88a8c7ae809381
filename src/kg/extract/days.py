"""Gives the events of a sentence their days.

In: a passage with its drafts, and the clock. Out: drafts with a day, from the nearest expression of their own clause
or, where the sentence names none, from the story. Never: the day of the story for what the sentence puts before it or
leaves open.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from ..model import Span
from ..text.dates import When
from ..text.mask import grammar
from . import tenses
from .clock import Clock, Moment
from .drafts import Draft
from .passage import Passage
from .scene import Line, Scene

_FROM_WHERE = grammar(r"\bfrom (?:the )?<LS>(?:, <LS>)?, where ")
_ASIDE = re.compile(r", (?:who|which|whose) [^,;]*$")
_CLOSED_ASIDE = re.compile(r", (?:who|which|whose|whom) [^,;]*,")
_SENTENCE = re.compile(r"(?:\S+ ){6}.*[.:]\W*$", re.DOTALL)
_STAY = re.compile(r"\b(?:stay|staying|visit|visiting|trip|tour|journey)\b[^,;.]*$")
_BACK = timedelta(days=2)
"""A day so long before the story's, named within a sentence, is background and does not lead the story back."""
_BARRIER = grammar(
    r"[;.]|,? (?:where|when|while|after|before|following|which|who|that|since|as|because|whose|once"
    r"|until) |,? and (?:(?:the )?<PSO> (?:also |then |later )?(?:[a-z]+ed|is|was|were|will|had|has|have"
    r"|met|held|told|said|took|left|gave|went|came)\b|he|she|they|is|was|will|had) |, (?:but|then|adding"
    r"|including) "
)
_BEFORE_ONLY = re.compile(
    r"\b(?:since|until|adopted|founded|anniversary|first held|born|signed|established|before|ratified"
    r"|took office)\b[^;,]*$"
)
_BACKGROUND = re.compile(r"\b(?:since|until|adopted|founded|anniversary|before|by) (?:in |on )?$")
_BEFORE = 60
"""A day after the event's words in its own clause is preferred to one that opens the sentence."""
_NEAR, _OPENS, _WORD = 45, 20, 12
_LINK = re.compile(
    r"^(?:Immediately|Later|Then|Afterwards?|After|Following|Subsequently|Earlier|Before|Prior to|He then"
    r"|She then|Next|Meanwhile|He also|She also"
    r"|They also|The two|Both)\b|\b(?:then|later|afterwards|subsequently)\b"
)


class Days:
    """The story's day, and what it gives to events without one of their own."""

    def __init__(self, scene: Scene, clock: Clock) -> None:
        self.scene, self.clock = scene, clock
        self.day: Moment | None = None
        self.coming: tuple[int, Moment] | None = None

    def section(self) -> None:
        """A heading ends the day of the story before it."""
        self.day = None

    def read(self, passage: Passage) -> None:
        """Dates the drafts of a passage and moves the story on."""
        dates = [
            (i, moment)
            for i, p in sorted(passage.whole.payloads.items())
            if isinstance(p, When) and (moment := self.clock.of(p)) and not passage.in_quotes(i)
        ]
        words = passage.line.span.of(self.scene.plain)
        if tenses.LOOSE.search(words) and not any(m.precision == "day" for _, m in dates):
            self.day = None
        for draft in passage.drafts:
            self._date(passage, draft, dates)
        self._move(passage, dates)

    def _date(self, passage: Passage, draft: Draft, dates: list[tuple[int, Moment]]) -> None:
        low, high = passage.windows.get(draft, (passage.whole.index(draft.words.start), len(passage.text)))
        verb = passage.whole.index(draft.words.start)
        if draft.moment:
            return
        if tenses.LONG_AFTER.search(passage.text, 0, verb):
            draft.apart = True
            return
        own = [d for d in dates if low < d[0] < high] if draft in passage.windows else []
        chosen = (
            own[0]
            if own and not _BARRIER.search(passage.text, low, own[0][0])
            else self._nearest(passage, draft, verb, dates)
        )
        if chosen:
            draft.date(self.scene, chosen[1], self._span(passage, chosen[0]))
            issued = self.clock.issued
            if draft.status == "Held" and issued and chosen[1].first > issued.last:
                draft.status = "Planned"
        elif draft.status == "Planned":
            if day := self._planned(passage, draft, dates):
                draft.date(self.scene, day, self._link(passage.line, draft), carried=True)
        elif self._carries(passage, draft, verb, dates):
            assert self.day
            at_once = tenses.AT_ONCE.search(passage.line.span.of(self.scene.plain))
            day = self.day if at_once else replace(self.day, time="")
            draft.date(self.scene, day, self._link(passage.line, draft), carried=True)

    @staticmethod
    def _span(passage: Passage, at: int) -> Span:
        return passage.whole.at(at, at + 1)

    def _nearest(
        self, passage: Passage, draft: Draft, at: int, dates: list[tuple[int, Moment]]
    ) -> tuple[int, Moment] | None:
        """The date of the draft's own clause; else the one that opens the sentence or the clause before."""
        text = passage.text
        best: tuple[int, tuple[int, Moment]] | None = None
        asides = [m.span() for m in _CLOSED_ASIDE.finditer(text)]
        purpose = draft.rule.endswith("phrase") and bool(tenses.PURPOSE.search(text, 0, at))
        for i, moment in dates:
            between = _CLOSED_ASIDE.sub(",", text[at:i] if i > at else text[i:at])
            context = text[max(0, i - 40) : i]
            if (purpose and i < at) or _BACKGROUND.search(context) or (i > at and _BEFORE_ONLY.search(between[1:])):
                continue
            if moment.is_range and draft.kind != "visit" and i < at and self._of_stay(passage, i):
                continue
            if any((low < i < high) != (low < at < high) for low, high in asides):
                continue
            barriers = len(_BARRIER.findall(between))
            cost = abs(i - at) + 200 * barriers + (_BEFORE if i < at else 0)
            if draft.kind == "visit" and i > at and "\ue009" in between[1:]:
                continue
            if barriers and not self._reaches(passage, draft, at, i, between):
                continue
            if self._in_dateline(passage, i):
                if draft.status != "Held":
                    continue
                cost += 2000
            if best is None or cost < best[0]:
                best = cost, (i, moment)
        return best[1] if best else None

    def _of_stay(self, passage: Passage, i: int) -> bool:
        """Whether days are said of a stay: what was on one of them is not known to have been on the first."""
        return bool(_STAY.search(self.scene.plain, passage.line.span.start, passage.whole.start(i)))

    @staticmethod
    def _reaches(passage: Passage, draft: Draft, at: int, i: int, between: str) -> bool:
        """Whether a date of another clause is the event's too: one that opens the sentence, or stands before "and",
        "where"."""
        if i < at and _FROM_WHERE.search(between):
            return False
        if i > at:
            return bool(re.fullmatch(r"[^;]*,? where [^;]*", between)) and len(_BARRIER.findall(between)) == 1
        if _had(draft).search(passage.text, i, at):
            return False
        opens = i < _NEAR and not re.search(r" (?:that|which|who|since) ", passage.text[:i])
        return opens or not re.search(r"[;.]|\b(?:which|who|that|since|until|before) ", between)

    def _in_dateline(self, passage: Passage, at: int) -> bool:
        span = passage.whole.at(at, at + 1)
        if passage.text[:at].isupper() or (at < _NEAR and not re.search(r"[a-z]", passage.text[:at]) and at > 0):
            return True
        return any(r.kind == "dateline" and r.span.holds(span) for r in self.scene.document.regions)

    def _planned(self, passage: Passage, draft: Draft, dates: list[tuple[int, Moment]]) -> Moment | None:
        """The day of a plan: that of the plan told just before, or the story's where it follows what was that day."""
        words = passage.line.span.of(self.scene.plain)
        if draft.kind == "visit" or any(m.precision != "year" for _, m in dates) or tenses.ANOTHER_TIME.search(words):
            return None
        if self.coming and passage.line.number - self.coming[0] <= 1:
            return replace(self.coming[1], time="")
        return replace(self.day, time="") if self.day and tenses.ON_THE_DAY.search(words) else None

    def _stamp(self, passage: Passage) -> bool:
        """Whether a line above the text is no sentence: it tells when the text was issued, and not what was then."""
        above = self.scene.lines[: passage.line.number]
        return not (_SENTENCE.search(passage.text) or any(_SENTENCE.search(x.span.of(self.scene.plain)) for x in above))

    def _carries(self, passage: Passage, draft: Draft, at: int, dates: list[tuple[int, Moment]]) -> bool:
        if (
            self.day is None
            or draft.status != "Held"
            or draft.kind == "visit"
            or any(m.precision != "year" for _, m in dates)
        ):
            return False
        words = passage.line.span.of(self.scene.plain)
        before = passage.text[max(0, at - 40) : at]
        earlier = _had(draft).search(before) and not tenses.SAME_DAY.search(words)
        several = draft.plural and draft not in passage.windows
        ahead = tenses.FUTURE.search(passage.text, 0, at)
        return not (tenses.LOOSE.search(words) or earlier or ahead or tenses.PERFECT.search(before) or several)

    def _link(self, line: Line, draft: Draft) -> Span:
        """The word that takes up the story ("Later"), else the event's own words."""
        link = _LINK.search(line.span.of(self.scene.plain))
        return Span(line.span.start + link.start(), line.span.start + link.end()) if link else draft.words

    def _leads(self, passage: Passage, draft: Draft) -> bool:
        """Whether the day of an event is the story's from here on: not of an aside ("B, who came on Sunday, met C"),
        and not of what is told to have been before."""
        at = passage.whole.index(draft.words.start)
        if not draft.moment or draft.moment.carried:
            return True
        if _ASIDE.search(passage.text, 0, at) or tenses.PAST_PERFECT.search(passage.text, 0, at + _WORD):
            return False
        return self._onward(draft.moment, draft.moment.span.start < draft.words.start)

    def _onward(self, moment: Moment, opens: bool) -> bool:
        """Whether a day leads the story on, or its sentence opens with it."""
        return opens or self.day is None or moment.first >= self.day.first - _BACK

    def _move(self, passage: Passage, dates: list[tuple[int, Moment]]) -> None:
        """The day last told of is the story's day: of an event that was held, or of the sentence itself."""
        plans = [d.moment for d in passage.drafts if d.status == "Planned" and d.moment and not d.moment.is_range]
        if plans and plans[-1].precision == "day":
            self.coming = passage.line.number, plans[-1]
        told = [
            d.moment
            for d in passage.drafts
            if d.moment
            and d.moment.precision == "day"
            and not d.moment.is_range
            and d.status == "Held"
            and self.clock.tells(d.moment)
            and self._leads(passage, d)
        ]
        if told:
            self.day = told[-1]
            return
        for i, moment in dates:
            if self._in_dateline(passage, i) or self._stamp(passage):
                continue
            opens = i < _NEAR or not _BARRIER.search(passage.text[:i].rpartition(", ")[2])
            past = not tenses.FUTURE.search(passage.text, 0, i + 30) and not re.search(
                r"\bhad\b[^,;]*$", passage.text[:i]
            )
            day = moment.precision == "day" and not moment.is_range and self.clock.tells(moment)
            if opens and past and day and not _ASIDE.search(passage.text, 0, i) and self._onward(moment, i < _OPENS):
                if not _BACKGROUND.search(passage.text[max(0, i - 40) : i]):
                    self.day = moment
                return


def _had(draft: Draft) -> re.Pattern[str]:
    """What makes an event earlier than the story: "had met", "had held talks"; "had talks" does not."""
    return tenses.PLUPERFECT_OF if draft.rule.endswith("phrase") else tenses.PLUPERFECT
