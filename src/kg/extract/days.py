"""Gives the events of a sentence their days.

In: a passage with its drafts, and the clock. Out: drafts with a day, from the nearest expression of their own clause
or, where the sentence names none, from the story. Never: the day of the story for what the sentence puts before it or
leaves open.
"""

from __future__ import annotations

import re

from ..model import Span
from ..text.dates import When
from ..text.mask import grammar
from .clock import Clock, Moment
from .drafts import Draft
from .passage import Passage
from .scene import Line, Scene

_LOOSE = re.compile(
    r"^(?:While|During (?:his|her|the|this|their|that)|In addition|Throughout|In between|Over the"
    r"|Earlier (?:in|this)|In recent|Previously|Last)\b|\b(?:earlier|later) (?:in|this"
    r"|that) (?:the )?(?:week|month|year)\b"
    r"|\b(?:previously|in the past|over the years|in recent (?:days|weeks|months|years)|last (?:week|month|year))\b"
)
_PLUPERFECT = re.compile(r"\b(?:had|'d)(?: \w+){0,2} $|\bhad (?:last |first |also |been |just |already )*\S*$")
_PLUPERFECT_OF = re.compile(
    r"\bhad (?!an? |the |his |her |their |its |two |three |several |separate |no |more )(?:[a-z-]+ ){1,4}$"
)
_PURPOSE = re.compile(r"\bto (?:[a-z]+ ){1,2}(?:in |at )?$")
_PERFECT = re.compile(r"\b(?:has|have)(?: \w+){0,2} $")
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
_FUTURE = re.compile(r"\b(?:will|to be|(?:is|are|due|expected|scheduled) to)\b")
_SAME_DAY = re.compile(
    r"\b(?:minutes|hours?|moments|shortly|immediately) (?:earlier|later|before|after|afterwards)\b", re.IGNORECASE
)
_BEFORE = 60
"""A day after the event's words in its own clause is preferred to one that opens the sentence."""
_NEAR = 45
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
        if _LOOSE.search(words) and not any(m.precision == "day" for _, m in dates):
            self.day = None
        for draft in passage.drafts:
            self._date(passage, draft, dates)
        self._move(passage, dates)

    def _date(self, passage: Passage, draft: Draft, dates: list[tuple[int, Moment]]) -> None:
        low, high = passage.windows.get(draft, (passage.whole.index(draft.words.start), len(passage.text)))
        verb = passage.whole.index(draft.words.start)
        own = [d for d in dates if low < d[0] < high] if draft in passage.windows else []
        chosen = (
            own[0]
            if own and not _BARRIER.search(passage.text, low, own[0][0])
            else self._nearest(passage, draft, verb, dates)
        )
        if chosen:
            draft.date(self.scene, chosen[1], self._span(passage, chosen[0]))
        elif self._carries(passage, draft, verb, dates):
            assert self.day
            draft.date(self.scene, self.day, self._link(passage.line, draft), carried=True)

    @staticmethod
    def _span(passage: Passage, at: int) -> Span:
        return passage.whole.at(at, at + 1)

    def _nearest(
        self, passage: Passage, draft: Draft, at: int, dates: list[tuple[int, Moment]]
    ) -> tuple[int, Moment] | None:
        """The date of the draft's own clause; else the one that opens the sentence or the clause before."""
        text = passage.text
        best: tuple[int, tuple[int, Moment]] | None = None
        purpose = draft.rule.endswith("phrase") and bool(_PURPOSE.search(text, 0, at))
        for i, moment in dates:
            between = text[at:i] if i > at else text[i:at]
            context = text[max(0, i - 40) : i]
            if (purpose and i < at) or _BACKGROUND.search(context) or (i > at and _BEFORE_ONLY.search(between[1:])):
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

    @staticmethod
    def _reaches(passage: Passage, draft: Draft, at: int, i: int, between: str) -> bool:
        """Whether a date of another clause is the event's too: one that opens the sentence, or stands before "and",
        "where"."""
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
        earlier = _had(draft).search(before) and not _SAME_DAY.search(words)
        return not (_LOOSE.search(words) or earlier or _PERFECT.search(before) or draft.plural)

    def _link(self, line: Line, draft: Draft) -> Span:
        """The word that takes up the story ("Later"), else the event's own words."""
        link = _LINK.search(line.span.of(self.scene.plain))
        return Span(line.span.start + link.start(), line.span.start + link.end()) if link else draft.words

    def _move(self, passage: Passage, dates: list[tuple[int, Moment]]) -> None:
        """The day last told of is the story's day: of an event that was held, or of the sentence itself."""
        told = [
            d.moment
            for d in passage.drafts
            if d.moment
            and d.moment.precision == "day"
            and not d.moment.is_range
            and d.status == "Held"
            and self.clock.tells(d.moment)
        ]
        if told:
            self.day = told[-1]
            return
        for i, moment in dates:
            if self._in_dateline(passage, i):
                continue
            opens = i < _NEAR or not _BARRIER.search(passage.text[:i].rpartition(", ")[2])
            past = not _FUTURE.search(passage.text, 0, i + 30) and not re.search(r"\bhad\b[^,;]*$", passage.text[:i])
            if opens and past and moment.precision == "day" and not moment.is_range and self.clock.tells(moment):
                if not _BACKGROUND.search(passage.text[max(0, i - 40) : i]):
                    self.day = moment
                return


def _had(draft: Draft) -> re.Pattern[str]:
    """What makes an event earlier than the story: "had met", "had held talks"; "had talks" does not."""
    return _PLUPERFECT_OF if draft.rule.endswith("phrase") else _PLUPERFECT
