"""Reads titles beside names: "Norway's Foreign Minister Ada Roe", "Bo Li, head of the delegation".

In: a line of the scene. Out: each name with the offices that its title says. Never: a name without title or honorific.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..gazetteer import key as folded
from ..model import Mention, Span
from ..text.mask import Masked
from .office import Office, OfficeReader
from .scene import Line, Scene
from .titlegrammar import AFTER, ARTICLED, BEFORE, CLOSES, IN_APPOSITION, NEXT, PAST, RULES, SCOPED
from .words import is_person_like, words


@dataclass(frozen=True, slots=True)
class Titled:
    """A name, the offices said beside it, the words of both, and the rule; ``beside`` is the state of a counterpart."""

    name: Mention
    offices: tuple[Office, ...]
    span: Span
    rule: str
    beside: Mention | None = None


class TitleReader:
    """Reads the titled names of a line."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.offices = scene, OfficeReader(scene)

    def read(self, line: Line, masked: Masked[Mention], taken: set[int]) -> Iterator[Titled]:
        """The titled names of a line, left to right by rule.

        Parameters
        ----------
        line: the sentence.
        masked: the same, masked.
        taken: the places of names read already; those read here are added.
        """
        used: set[int] = set()
        for pattern, rule in RULES:
            for match in pattern.finditer(masked.text):
                at = match.end("name") - 1
                if (at in taken and not self._further(match, used)) or self._garden_path(match):
                    continue
                name = masked.payloads[at]
                offices = self._said(line, masked, match, rule, used)
                if not is_person_like(name.text, short=True):
                    continue
                taken.add(at)
                used.update(range(self._own(match)[0] if match.re is BEFORE else match.start(), match.end()))
                beside = masked.payloads[match.start("scope")] if rule == "counterpart" else None
                yield Titled(name, offices, masked.span(match), rule, beside)

    @staticmethod
    def _further(match: re.Match[str], used: set[int]) -> bool:
        """A titled name may have another office after it, if its state or body is said and it is no one else's."""
        return (
            match.re is AFTER
            and match.start("titles") not in used
            and bool(SCOPED.search(match.string, *match.span("titles")))
        )

    def _said(
        self, line: Line, masked: Masked[Mention], match: re.Match[str], rule: str, used: set[int]
    ) -> tuple[Office, ...]:
        groups = match.groupdict()
        if groups.get("titles"):
            whose = masked.payloads[match.start("whose")] if groups.get("whose") else None
            start, end = self._own(match)
            if match.re is AFTER:
                end = min((i for i in range(start, end) if i in used), default=end)
            return self.offices.read(masked, (start, end), whose, former=groups.get("then") in PAST)
        if groups.get("word"):
            scope = masked.payloads[match.start("scope")]
            return (self.offices.described(masked.at(*match.span("word")), scope),)
        if rule == "counterpart":
            return self._counterpart(line, masked, match)
        return ()

    @staticmethod
    def _own(match: re.Match[str]) -> tuple[int, int]:
        """Where the titles of the name stand: of "Ada Roe, Queen of Fiji, Minister Bo Li" only the last is Li's."""
        start, end = match.span("titles")
        if "whose" in match.groupdict() and IN_APPOSITION.search(match.string[:start]):
            *_, last = [start, *(start + m.end() for m in NEXT.finditer(match.string[start:end]))]
            start = last
        return start, end

    def _counterpart(self, line: Line, masked: Masked[Mention], match: re.Match[str]) -> tuple[Office, ...]:
        """ "his Omani counterpart": the office first named before it in the sentence and not of that state, in that
        state."""
        scope = masked.payloads[match.start("scope")]
        here = masked.span(match).start
        titles = [
            title
            for before, title in zip([None, *line.mentions], line.mentions, strict=False)
            if title.kind == "title"
            and title.span.end < here
            and not (before and before.key and before.key == scope.key)
        ]
        office = self.offices.office(titles[0], scope) if titles else None
        return (office,) if office and folded(office.title) not in words().customary else ()

    @staticmethod
    def _garden_path(match: re.Match[str]) -> bool:
        """ "PM Ada Roe, the UN Secretary-General Bo Li": a comma between title and name needs a close after it, and
        an article or a state before; "Ada Roe, Prime Minister of Fiji, Bo Li" has the title after its name."""
        if match.re is not BEFORE or "," not in match.string[match.end("titles") : match.start("name")]:
            return False
        own = TitleReader._own(match)[0]
        if own > match.start("titles"):
            return not CLOSES.match(match.string[match.end() :]) or not ARTICLED.search(match.string[:own])
        if IN_APPOSITION.search(match.string[:own]) and not match["the"]:
            return True
        scoped = match["the"] or SCOPED.search(match.string, *match.span("titles"))
        return not scoped or not CLOSES.match(match.string[match.end() :])
