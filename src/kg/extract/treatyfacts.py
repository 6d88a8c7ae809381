"""Reads what a text says of each treaty: adoption, signature, entry into force, figures, depositary, articles.

In: a scene with treaties, people and a clock. Out: facts "treaty", "treaty-article" and "position". The expressions
stand in ``mappings/treaties.yaml``. Never: a fact of one treaty given to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Evidence, Fact, Literal, Mention, Span
from ..text.mask import Masked, mask
from .acts import Acts
from .articles import Articles, told_by_names
from .cast import Thing
from .clauses import Payload, clause
from .clock import Clock
from .figures import exact, figure
from .frames import frames
from .keepers import Keepers
from .offices import Offices
from .scene import PLACES, Agent, Line, Scene
from .statements import Statements
from .subjects import counted, subject_of, together
from .told import Told
from .treaties import Named, Treaties


class TreatyFacts:
    """What the sentences of a scene say of its treaties."""

    def __init__(self, scene: Scene, clock: Clock, offices: Offices, treaties: Treaties) -> None:
        self.scene, self.treaties = scene, treaties
        self.told = Told()
        self.frames = frames()
        self.keepers = Keepers(scene, offices)
        self.statements = Statements(scene, clock, self.told)
        self.acts = Acts(scene, clock)
        self.articles = Articles(scene, self.told)

    def read(self) -> None:
        label = ""
        for line in self.scene.lines:
            focus = self.treaties.focus.get(line.number) or self._only()
            masked = self._masked(line)
            if self.treaties.named.get(line.number) or focus:
                label = self._label(masked, focus, label)
                self._line(masked, focus)
        told_by_names(self.scene, self.told)

    def facts(self) -> Iterator[Fact]:
        yield from self.told.facts()
        yield from self.articles.facts()
        yield from self.acts.facts()
        yield from self.keepers.facts()

    def _only(self) -> Thing | None:
        things = self.scene.cast.of_kind("treaty")
        return things[0] if len(things) == 1 else None

    def _masked(self, line: Line) -> Masked[Payload]:
        marks: list[tuple[Span, str, Payload]] = [(n.span, "T", n) for n in self.treaties.named.get(line.number, [])]
        marks += [(a.span, "P" if a.things[0].kind == "person" else "O", a) for a in line.agents]
        sorts = {"state": "S", "organization": "O", "title": "H"}
        marks += [
            (m.span, "L" if m.kind in PLACES else sorts[m.kind], m)
            for m in line.mentions
            if m.kind in sorts or m.kind in PLACES
        ]
        marks += [(d.span, "D", d) for d in line.dates]
        return mask(self.scene.plain, line.span, marks)

    # -- statements ----------------------------------------------------------------------------------------------------

    def _line(self, masked: Masked[Payload], focus: Thing | None) -> None:
        found = sorted(
            ((m, name) for name, pattern in self.frames.statements.items() for m in pattern.finditer(masked.text)),
            key=lambda f: (f[0].start(), -f[0].end()),
        )
        found = [f for i, f in enumerate(found) if not i or f[0].start() >= found[i - 1][0].end()]
        for i, (match, name) in enumerate(found):
            low = found[i - 1][0].end() if i else 0
            high = found[i + 1][0].start() if i + 1 < len(found) else len(masked.text)
            subject = subject_of(masked, match.start(), match.end(), focus)
            for named in together(masked, match.start()) or (subject,):
                self.statements.read(name, named, clause(masked, match.start(), match.end(), low, high))
        self._figures(masked, focus)
        if not any(name == "force" for _, name in found):
            self._terms(masked, focus)
        self._relations(masked, focus)
        self._cited(masked, focus)
        self.acts.read(masked, focus)

    def _label(self, masked: Masked[Payload], focus: Thing | None, label: str) -> str:
        """A status sheet: a label and what it labels, in one line or in two."""
        for name, pattern in self.frames.labels.items():
            if match := pattern.match(masked.text):
                if match.end() >= len(masked.text.rstrip()):
                    return name
                self._labelled(name, masked, match.end(), focus)
                return ""
        if label:
            self._labelled(label, masked, 0, focus)
        return ""

    def _labelled(self, name: str, masked: Masked[Payload], at: int, focus: Thing | None) -> None:
        if re.match(r"[^.]{0,20}\bnot yet\b", masked.text[at:]) or at >= len(masked.text):
            return
        words = clause(masked, at, at, at, len(masked.text), label=True)
        subject = next((p for p in masked.payloads.values() if isinstance(p, Named)), None)
        if subject is None and focus:
            subject = Named(words.words, focus, False)
        self.statements.read(name, subject, words)

    # -- figures -------------------------------------------------------------------------------------------------------

    def _figures(self, masked: Masked[Payload], focus: Thing | None) -> None:
        for fact, pattern in self.frames.figures.items():
            for found in pattern.finditer(masked.text):
                group, value = figure(found)
                subject = subject_of(masked, found.start(), found.end(), focus)
                if subject is None and fact in {"signatoryCount", "partyCount"}:
                    subject = counted(masked, found.start(), found.end(), focus)
                if subject and value is not None and exact(fact, masked.text, found, group):
                    self._say(subject, fact, Literal(str(value), "integer"), masked.span(found), 0.9)

    def _terms(self, masked: Masked[Payload], focus: Thing | None) -> None:
        """Conditions outside a statement of force: "Sixty ratifications are needed"."""
        if re.search(r"\b(?:ratif|instrument|accession)", masked.text):
            subject = subject_of(masked, len(masked.text), len(masked.text), focus)
            if subject and re.search(
                r"\b(?:needed|required|requires?|necessary|needs|demands|threshold)\b|\bdeposit of the\b", masked.text
            ):
                self.statements.conditions(subject, clause(masked, 0, 0, 0, len(masked.text), label=True))

    # -- relations -----------------------------------------------------------------------------------------------------

    def _relations(self, masked: Masked[Payload], focus: Thing | None) -> None:
        for fact, pattern in self.frames.relations.items():
            for found in pattern.finditer(masked.text):
                group = next(g for g, words in found.groupdict().items() if g.startswith("who") and words)
                subject = masked.payloads.get(found.start()) if fact == "supplements" else None
                subject = subject if isinstance(subject, Named) else self._related(masked, found, focus)
                if subject is None:
                    continue
                for value, evidence in self._whom(masked, found, group):
                    if value is not subject.treaty:
                        self.told.say(subject.treaty, fact, value.id, evidence)

    def _related(self, masked: Masked[Payload], found: re.Match[str], focus: Thing | None) -> Named | None:
        inside = [p for p in masked.within(*found.span()) if isinstance(p, Named)]
        if inside:
            return inside[-1]
        subject = subject_of(masked, found.start(), found.end(), None)
        return subject or (Named(masked.span(found), focus, False) if focus else None)

    def _whom(self, masked: Masked[Payload], found: re.Match[str], group: str) -> Iterator[tuple[Thing, Evidence]]:
        """Who keeps, serves or is amended: a treaty, a state, a body, or the office that someone holds."""
        span = masked.span(found)
        marks = masked.within(*found.span(group))
        if isinstance(marks[0], Named):
            yield marks[0].treaty, self.scene.evidence(span, "treaty-supplements", 0.85, marks[0].antecedent)
        elif office := self.keepers.office(marks, span):
            yield office
        elif isinstance(marks[0], (Mention, Agent)) and (state := self._government(marks[0].span)):
            yield state, self.scene.evidence(span, "treaty-keeper", 0.88)
        elif isinstance(marks[0], Mention) and (thing := self.scene.meant.get(marks[0])):
            yield thing, self.scene.evidence(span, "treaty-keeper", 0.88)
        elif isinstance(marks[0], Agent) and marks[0].things[0].kind in {"organization", "state"}:
            yield marks[0].things[0], self.scene.evidence(span, "treaty-keeper", 0.88, marks[0].antecedent)

    def _government(self, span: Span) -> Thing | None:
        """The state whose government a name is of: "the Government of Chad"."""
        found = re.match(r"(?:[Gg]overnment|[Kk]ingdom|[Rr]epublic) of (?:the )?", span.of(self.scene.plain))
        for hit in self.scene.lexicon.names.find(span.of(self.scene.plain), folded=True) if found else ():
            kind, key = min(hit.payloads, key=lambda p: (p[0] != "state", p))
            if kind == "state" and found and hit.span.start <= found.end():
                at = Span(span.start + hit.span.start, span.start + hit.span.end)
                return self.scene.cast.known(Mention(at, at.of(self.scene.text), "state", key=key))
        return None

    def _cited(self, masked: Masked[Payload], focus: Thing | None) -> None:
        for found in self.frames.articles.finditer(masked.text):
            of = re.match(r" of (?:the )?", masked.text[found.end() :])
            named = masked.payloads.get(found.end() + of.end()) if of else None
            if of and not isinstance(named, Named):
                continue
            named = named if isinstance(named, Named) else self._citing(masked, found, focus)
            if named is None:
                continue
            for digits in re.finditer(r"\d+(?:\(\d+\))?|\b[IVXL]+\b", found.group()):
                at = masked.at(found.start() + digits.start(), found.start() + digits.end())
                self.articles.cite(named, digits.group(), masked.span(found), at)

    def _citing(self, masked: Masked[Payload], found: re.Match[str], focus: Thing | None) -> Named | None:
        subject = subject_of(masked, found.start(), found.end(), None)
        return subject or (Named(masked.span(found), focus, False) if focus else None)

    def _say(self, subject: Named, name: str, value: Literal, span: Span, sure: float) -> None:
        evidence = self.scene.evidence(span, f"treaty-{name}", sure, subject.antecedent)
        self.told.say(subject.treaty, name, value, evidence)
