"""Reads events that a text lists rather than tells: the points of a programme, earlier meetings with their years, and
how many came.

In: a passage. Out: drafts of events, each with the place of its day, and figures of attendance for events told of.
Never: a point of a programme without a day, or a figure that counts something other than who came.
"""

from __future__ import annotations

import re
from datetime import date

from ..model import Literal
from ..text.dates import When
from ..text.mask import grammar
from .drafts import Draft
from .moments import Moment
from .occasion import GATHERINGS
from .passage import Passage, Phrase

_PROGRAMME = re.compile(
    r"\b(?:[Tt]he|[Tt]heir|[Hh]is|[Hh]er|[Ii]ts) (?:[a-z-]+ )?(?:program|programme|agenda|schedule|itinerary)\b"
    r"[^;.]{0,30}? (?P<verb>includes|include|will include|comprises|will comprise|features|will feature|provides for"
    r"|is to include|included|comprised|featured) "
)
_WELCOME = re.compile(r"\ban? (?:(?:official|ceremonial|formal|state) )?(?P<noun>welcome)\b")
_ROW = grammar(r"<L>,? \((?P<year>(?:19|20)\d\d)\)")
_SUBJECT = grammar(r"(?P<noun><E>|summits|conferences|sessions)\b[^;.(]{0,60}$")
_CAME = re.compile(
    r"\b(?:attended|brought together|bringing together|gather(?:ed|s|ing)|joined|drew|drawing|with|presence of"
    r"|participation of|representatives|delegates|officials|leaders)\b[^;.:]{0,90}?\b"
    r"(?P<bound>more than|over|at least|no fewer than|upwards of)? ?(?P<number>\d{1,3}(?:,\d{3})+|\d{2,})"
    r" (?P<who>(?:[a-z]+ )?(?:countries|delegates|participants|delegations|nations|states|leaders|representatives"
    r"|guests|people|heads of state|officials|ministers|envoys))\b"
)
_OTHERS = re.compile(
    r"\b(?:signed|ratified|parties|on behalf of|killed|refugees|aged|years|agreed|members?|opened for)\b"
)


class Agendas:
    """The frames of lists and figures, for one passage."""

    def __init__(self, passage: Passage) -> None:
        self.passage, self.text, self.scene = passage, passage.text, passage.scene

    def read(self) -> None:
        """Reads programmes, rows of years and attendance."""
        if match := _PROGRAMME.search(self.text):
            self._programme(match)
        rows = list(_ROW.finditer(self.text))
        if len(rows) > 1 and (subject := _SUBJECT.search(self.text, 0, rows[0].start())):
            self._row(rows, subject)
        if match := _CAME.search(self.text):
            self._attendance(match)

    def _programme(self, match: re.Match[str]) -> None:
        """ "The programme on 3 May includes a welcome, the signing ceremony and panel discussions"."""
        days = [i for i, p in sorted(self.passage.whole.payloads.items()) if isinstance(p, When)]
        if not days:
            return
        status = "Held" if match["verb"].endswith("ed") else "Planned"
        points = [
            (i, phrase)
            for i, phrase in sorted(self.passage.whole.payloads.items())
            if i >= match.end() and isinstance(phrase, Phrase) and phrase.kind in {*GATHERINGS, "meal", "press-event"}
        ]
        for _, phrase in points:
            if not self._told(phrase):
                draft = self.passage.tell(phrase.kind, phrase.span, "programme", 0.85, phrase)
                draft.definite = draft.definite or self.scene.plain.startswith("the ", phrase.span.start)
                self._listed(draft, status, days[0])
        if found := _WELCOME.search(self.text, match.end()):
            draft = self.passage.tell("ceremony", self.passage.whole.span(found), "programme", 0.85, noun="welcome")
            draft.mods = frozenset({"welcome"})
            self._listed(draft, status, days[0])

    def _listed(self, draft: Draft, status: str, day: int) -> None:
        draft.status = status
        self.passage.windows[draft] = (day - 1, day + 1)

    def _row(self, rows: list[re.Match[str]], subject: re.Match[str]) -> None:
        """ "Earlier summits took place in Oslo (1994), Lima (1999) and Chad (2003)": an event each."""
        phrase = self.passage.whole.payloads.get(subject.start("noun"))
        kind = phrase.kind if isinstance(phrase, Phrase) else "multilateral-meeting"
        noun = phrase.noun if isinstance(phrase, Phrase) else subject["noun"]
        if kind != "multilateral-meeting":
            return
        self.passage.drafts[:] = [d for d in self.passage.drafts if d.words != self.passage.whole.span(subject, "noun")]
        for row in rows:
            draft = self.passage.tell(kind, self.passage.whole.span(row), "listed", 0.85, noun=noun)
            draft.mods = frozenset({"earlier"})
            self.passage.locate(draft, row.start())
            year, span = int(row["year"]), self.passage.whole.span(row, "year")
            draft.date(self.scene, Moment(date(year, 1, 1), date(year, 12, 31), "year", span), span)

    def _attendance(self, match: re.Match[str]) -> None:
        """ "officials from more than 110 countries" came to the event that the sentence tells."""
        here = [d for d in self.passage.drafts if d.kind in GATHERINGS]
        if not here or _OTHERS.search(match.group()) or self.passage.in_quotes(match.start("number")):
            return
        where = self.passage.whole.span(match, "who").hull(self.passage.whole.span(match, "number"))
        here[-1].tell(self.scene, "attendance", Literal(match["number"].replace(",", "")), where)
        if match["bound"]:
            here[-1].tell(self.scene, "atLeast", Literal("true", "boolean"), where)

    def _told(self, phrase: Phrase) -> bool:
        return any(d.words == phrase.span for d in self.passage.drafts)
