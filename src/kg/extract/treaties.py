"""Reads treaties: their names, short names and descriptions, and what the text says of each.

In: a scene with people and a clock. Out: treaties in the cast, facts "treaty" and "treaty-article", and acts of states.
The frames stand in ``mappings/treaties.yaml``. Never: two treaties made one for sharing a word.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from ..gazetteer import key as folded
from ..model import Evidence, Fact, Literal, Mention, Role, Span
from ..resources import folder
from ..text.dates import When
from ..text.mask import Masked, grammar, mask
from .cast import Thing
from .clock import Clock, Moment
from .numbers import NUMBER, ORDINAL, number
from .offices import Offices
from .scene import PLACES, Agent, Line, Scene

_FUNCTION = frozenset("the of on for against to and in its concerning relating".split())
_UNANIMOUS = re.compile(r"\bunanimous(?:ly)?\b|\bby consensus\b|\bwithout a vote\b|\bby acclamation\b")
_WILL = re.compile(
    r"\b(?:will|would|shall|is to|are to|to be|expected to|set to|due to|scheduled to|must|should|could|may)\b[^,;]*$"
)
_BY = grammar("(?:^|[ ,])by (?:the )?(?P<who><O>)")
_AT = grammar("(?:[,( ]|^)(?:in|at) (?:the )?(?P<place><L>)(?:,? (?:in )?(?P<city><L>))?")
_ACT = grammar(
    r"(?P<who><S>(?:(?:,| and|, and) (?:the )?<S>)*) (?:has |have |had |today |also |then |officially |formally |became the \w+ \w+ to )*"
    r"(?P<verb>signed?|ratif(?:ied|y|ies)|acced(?:ed|e|es) to|deposited (?:its|their) instruments? of (?P<kind>\w+) (?:of|to)|withdr(?:ew|aw) from|accept(?:ed)?|approv(?:ed)?)"
    r"(?: (?:and \w+ )?)(?:the )?(?P<what><T>)"
)
_ACTIONS = {
    "sign": "signature",
    "ratif": "ratification",
    "acced": "accession",
    "withdr": "withdrawal",
    "accept": "acceptance",
    "approv": "approval",
}


@dataclass(frozen=True, slots=True)
class Frames:
    """The compiled content of ``mappings/treaties.yaml``."""

    frames: dict[str, re.Pattern[str]]
    figures: dict[str, re.Pattern[str]]
    conditions: dict[str, re.Pattern[str]]
    relations: dict[str, re.Pattern[str]]
    article: re.Pattern[str]
    resolution: re.Pattern[str]
    alias: tuple[re.Pattern[str], ...]


@functools.cache
def frames() -> Frames:
    """The frames of the product."""
    read: dict[str, Any] = yaml.safe_load((folder("mappings") / "treaties.yaml").read_text("utf-8"))

    def table(name: str) -> dict[str, re.Pattern[str]]:
        return {fact: compiled(pattern) for fact, pattern in read[name].items()}

    def compiled(pattern: str) -> re.Pattern[str]:
        for short, long in (("<NUM>", NUMBER), ("<ORD>", ORDINAL), ("<POS>", "(?:<PO>|<S>)")):
            pattern = pattern.replace(short, long)
        return grammar(pattern)

    return Frames(
        table("frames"), table("figures"), table("conditions"), table("relations"), compiled(read["article"]),
        compiled(read["resolution"]), tuple(compiled(p) for p in read["alias"]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """Words that stand for a treaty."""

    span: Span
    treaty: Thing
    naming: bool


Payload = Named | Agent | Mention | When


class Treaties:
    """The treaties of a scene."""

    def __init__(self, scene: Scene, clock: Clock, offices: Offices) -> None:
        self.scene, self.clock, self.offices = scene, clock, offices
        self.named: dict[int, list[Named]] = {}
        self.said: dict[Thing, dict[tuple[str, object], Role]] = {}
        self.articles: list[Fact] = []
        self.acts: list[Fact] = []
        self.frames = frames()

    # -- names ---------------------------------------------------------------------------------------------------------

    def name(self) -> None:
        """Gives every treaty of the text its names, and every "the Convention" its treaty."""
        mentions = [(line, m) for line in self.scene.lines for m in line.mentions if m.kind == "treaty" and m.naming]
        for _, mention in mentions:
            self._named(mention)
        for line in self.scene.lines:
            self._aliases(line)
        for line, mention in mentions:
            self.named.setdefault(line.number, []).append(Named(mention.span, self.scene.meant[mention], True))
        self._generic()

    def _named(self, mention: Mention) -> None:
        cast = self.scene.cast
        alias = _content(mention.text)
        thing = cast.known(mention) if mention.key else cast.named(mention, alias=alias)
        cast.alias(thing, mention.text, alias)
        self.scene.meant[mention] = thing

    def _aliases(self, line: Line) -> None:
        masked = self._masked(
            line,
            [
                Named(m.span, self.scene.meant[m], True)
                for m in line.mentions
                if m in self.scene.meant and m.kind == "treaty"
            ],
        )
        for pattern in self.frames.alias:
            for match in pattern.finditer(masked.text):
                inside = [p for p in masked.within(*match.span()) if isinstance(p, Named)]
                if len(inside) >= 2 and inside[0].treaty is not inside[-1].treaty:
                    self._merge(inside[0].treaty, inside[-1].treaty)

    def _merge(self, kept: Thing, other: Thing) -> None:
        for mention in other.mentions:
            kept.add(mention)
            self.scene.meant[mention] = kept
        for (kind, name), thing in list(self.scene.cast._by_key.items()):
            if thing is other:
                self.scene.cast._by_key[kind, name] = kept
        self.scene.cast.things.pop(other.id, None)
        kept.key = kept.key or other.key
        for mention, thing in self.scene.meant.items():
            if thing is other:
                self.scene.meant[mention] = kept

    def _generic(self) -> None:
        nouns = "|".join(sorted(self.scene.lexicon.treaty_generic))
        pattern = re.compile(
            rf"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?:\w+ ){{0,2}}?(?P<noun>(?i:{nouns}))\b(?!['-]?\w)(?! [A-Z])"
        )
        last: Thing | None = None
        for line in self.scene.lines:
            here = sorted(self.named.get(line.number, []), key=lambda n: n.span)
            for match in pattern.finditer(self.scene.plain, line.span.start, line.span.end):
                span = Span(*match.span())
                if any(n.span.start < span.end and span.start < n.span.end for n in here):
                    continue
                before = [n.treaty for n in here if n.span.end <= span.start]
                treaty = self._meant_by(match["noun"].lower(), before[-1] if before else last)
                if treaty:
                    treaty.add(Mention(span, span.of(self.scene.text), "treaty", naming=False))
                    self.named.setdefault(line.number, []).append(Named(span, treaty, False))
            named = sorted(self.named.get(line.number, []), key=lambda n: n.span)
            self.named[line.number] = named
            last = next((n.treaty for n in reversed(named) if n.naming), last)

    def _meant_by(self, noun: str, recent: Thing | None) -> Thing | None:
        """The treaty last named whose names have that noun, or any if the noun is a common word for treaties."""

        def fits(treaty: Thing) -> bool:
            return noun in {"treaty", "instrument", "agreement"} or any(noun in folded(n).split() for n in treaty.names)

        if recent and fits(recent):
            return recent
        fitting = [t for t in self.scene.cast.of_kind("treaty") if any(noun in folded(n).split() for n in t.names)]
        return fitting[0] if len(fitting) == 1 else None

    # -- facts ---------------------------------------------------------------------------------------------------------

    def read(self) -> None:
        focus: Thing | None = None
        for line in self.scene.lines:
            named = self.named.get(line.number, [])
            if named or focus:
                self._line(line, self._masked(line, named), focus)
            if named and line.sentence.kind == "body":
                focus = named[0].treaty
        self._signing()

    def facts(self) -> Iterator[Fact]:
        for treaty, roles in self.said.items():
            yield Fact("treaty", treaty.id, tuple(roles.values()))
        yield from self.articles
        yield from self.acts

    def _masked(self, line: Line, named: list[Named]) -> Masked[Payload]:
        marks: list[tuple[Span, str, Payload]] = [(n.span, "T", n) for n in named]
        marks += [(a.span, "P" if a.things[0].kind == "person" else "O", a) for a in line.agents]
        sorts = {"state": "S", "organization": "O"}
        marks += [
            (m.span, "L" if m.kind in PLACES else sorts[m.kind], m)
            for m in line.mentions
            if m.kind in sorts or m.kind in PLACES
        ]
        marks += [(d.span, "D", d) for d in line.dates]
        return mask(self.scene.plain, line.span, marks)

    def _line(self, line: Line, masked: Masked[Payload], focus: Thing | None) -> None:
        found = sorted(
            ((m, name) for name, pattern in self.frames.frames.items() for m in pattern.finditer(masked.text)),
            key=lambda f: f[0].span(),
        )
        for i, (match, name) in enumerate(found):
            low = found[i - 1][0].end() if i else 0
            high = found[i + 1][0].start() if i + 1 < len(found) else len(masked.text)
            treaty = self._subject(masked, match, focus)
            if treaty:
                getattr(self, f"_{name}")(treaty, masked, match, low, high)
        treaty = self._subject(masked, None, focus)
        if treaty:
            self._figures(treaty, masked)
        self._relations(masked, focus)
        self._acts(masked)

    def _subject(self, masked: Masked[Payload], match: re.Match[str] | None, focus: Thing | None) -> Thing | None:
        """The treaty nearest before the words, else after them, else the one the text was speaking of."""
        named = [(i, p) for i, p in masked.payloads.items() if isinstance(p, Named)]
        if not named:
            return (
                focus
                if match
                and match.string.lstrip().lower().startswith(("it ", "under ", "once ", "following ", "after ", "on "))
                else None
            )
        if match is None:
            return named[0][1].treaty
        before = [p for i, p in named if i < match.start()]
        return (before[-1] if before else named[0][1]).treaty

    def _say(self, treaty: Thing, name: str, value: str | Literal, *evidence: Evidence) -> None:
        roles = self.said.setdefault(treaty, {})
        role = roles.get((name, value))
        roles[name, value] = Role(name, value, (*(role.evidence if role else ()), *evidence))

    def _date(
        self,
        treaty: Thing,
        fact: str,
        masked: Masked[Payload],
        match: re.Match[str],
        low: int,
        high: int,
        *,
        implicit: bool = False,
    ) -> bool:
        after = [p for p in masked.within(match.end(), high) if isinstance(p, When)]
        before = [p for p in masked.within(low, match.start()) if isinstance(p, When)]
        for when in (*after[:1], *reversed(before[-1:])):
            moment = self.clock.of(when)
            if moment and (when in after or not after):
                self._dated(treaty, fact, moment, masked.span(match), implicit)
                return True
        return False

    def _dated(self, treaty: Thing, fact: str, moment: Moment, words: Span, implicit: bool) -> None:
        value, datatype = moment.said
        span = words.hull(moment.span)
        self._say(
            treaty,
            fact,
            Literal(value, datatype),
            self.scene.evidence(span, f"treaty-{fact}", 0.9, moment.antecedent, implicit),
        )

    def _place(
        self, treaty: Thing, fact: str, masked: Masked[Payload], match: re.Match[str], low: int, high: int
    ) -> None:
        found = _AT.search(masked.text, match.end(), high) or _AT.search(masked.text, low, match.start())
        if not found:
            return
        group = "city" if found["city"] and self._is_city(masked.payloads[found.start("city")]) else "place"
        mention = masked.payloads[found.start(group)]
        if isinstance(mention, Mention):
            span = masked.span(match).hull(mention.span)
            self._say(treaty, fact, self.scene.meant[mention].id, self.scene.evidence(span, f"treaty-{fact}", 0.9))

    @staticmethod
    def _is_city(payload: Payload) -> bool:
        return isinstance(payload, Mention) and payload.kind == "city"

    def _adopted(self, treaty: Thing, masked: Masked[Payload], match: re.Match[str], low: int, high: int) -> None:
        if _WILL.search(masked.text[low : match.start()]):
            return
        who = _BY.search(masked.text, match.end(), high)
        at = (
            who.start("who")
            if who
            else max(
                (
                    i
                    for i in range(low, match.start())
                    if isinstance(masked.payloads.get(i), Mention) and masked.payloads[i].kind == "organization"
                ),
                default=None,
            )
        )  # type: ignore[union-attr]
        active = who is None and not re.search(r"(?:was|were|been|,)\s*$", masked.text[low : match.start()])
        body = masked.payloads.get(at) if at is not None and (who or active) else None
        if isinstance(body, Mention) and body in self.scene.meant:
            span = masked.span(match).hull(body.span)
            self._say(
                treaty, "adoptedBy", self.scene.meant[body].id, self.scene.evidence(span, "treaty-adoptedBy", 0.92)
            )
        self._date(treaty, "adoptedOn", masked, match, low, high)
        self._place(treaty, "adoptedAt", masked, match, low, high)
        if unanimous := _UNANIMOUS.search(masked.text, low, high):
            span = masked.span(match).hull(masked.span(unanimous))
            self._say(
                treaty,
                "adoptedUnanimously",
                Literal("true", "boolean"),
                self.scene.evidence(span, "treaty-adoptedUnanimously", 0.9),
            )
        if found := self.frames.resolution.search(masked.text, low, high):
            span = masked.span(match).hull(masked.span(found))
            self._say(treaty, "resolution", Literal(found["n"]), self.scene.evidence(span, "treaty-resolution", 0.95))

    def _opened(self, treaty: Thing, masked: Masked[Payload], match: re.Match[str], low: int, high: int) -> None:
        self._date(treaty, "openedForSignatureOn", masked, match, low, high)
        self._place(treaty, "openedForSignatureAt", masked, match, low, high)

    def _closes(self, treaty: Thing, masked: Masked[Payload], match: re.Match[str], low: int, high: int) -> None:
        self._date(treaty, "signatureClosesOn", masked, match, match.start(), high)
        self._place(treaty, "signatureClosesAt", masked, match, match.start(), high)

    def _force(self, treaty: Thing, masked: Masked[Payload], match: re.Match[str], low: int, high: int) -> None:
        conditions = False
        for fact, pattern in self.frames.conditions.items():
            found = pattern.search(masked.text, match.end()) or pattern.search(masked.text, low, match.start())
            value = _value(found)
            if found and value:
                conditions = True
                span = masked.span(match).hull(masked.span(found))
                self._say(
                    treaty, fact, Literal(str(value), "integer"), self.scene.evidence(span, f"treaty-{fact}", 0.92)
                )
        dated = grammar("^,? (?:\\w+ ){0,2}(?:on|in|from|as of|since) <D>").search(masked.text[match.end() : high])
        if dated or not conditions:
            self._date(treaty, "entryIntoForceOn", masked, match, match.start() if dated else low, high)

    def _signed(self, treaty: Thing, masked: Masked[Payload], match: re.Match[str], low: int, high: int) -> None:
        if not _WILL.search(masked.text[low : match.start()]) and not match.group().endswith("of"):
            self._date(treaty, "signedOn", masked, match, low, high)

    def _ratified(self, treaty: Thing, masked: Masked[Payload], match: re.Match[str], low: int, high: int) -> None:
        """Ratifications are acts of states; they are read as such."""

    def _figures(self, treaty: Thing, masked: Masked[Payload]) -> None:
        for fact, pattern in self.frames.figures.items():
            for found in pattern.finditer(masked.text):
                value = _value(found)
                bounded = re.search(
                    r"(?:more than|over|nearly|almost|about|around|at least|some|up to|fewer than|less than|under|least|required|needs?) $",
                    masked.text[: found.start()],
                )
                if value and not bounded:
                    self._say(
                        treaty,
                        fact,
                        Literal(str(value), "integer"),
                        self.scene.evidence(masked.span(found), f"treaty-{fact}", 0.9),
                    )

    def _relations(self, masked: Masked[Payload], focus: Thing | None) -> None:
        for fact, pattern in self.frames.relations.items():
            for found in pattern.finditer(masked.text):
                group = next(g for g in ("who", "who2", "who3") if found.groupdict().get(g))
                treaty, who = self._subject(masked, found, focus), masked.payloads[found.start(group)]
                value = self._whom(who)
                if treaty and value:
                    self._say(
                        treaty,
                        fact,
                        value.id,
                        self.scene.evidence(masked.span(found), f"treaty-{fact}", 0.85, implicit=fact == "depositary"),
                    )
        for found in self.frames.article.finditer(masked.text):
            treaty = self._subject(masked, found, focus)
            for group in ("n", "m"):
                if treaty and found[group]:
                    self._article(treaty, found[group], masked.span(found))

    def _whom(self, who: Payload) -> Thing | None:
        """A person who keeps a treaty does so as holder of an office."""
        if isinstance(who, Mention):
            return self.scene.meant.get(who)
        if isinstance(who, Agent):
            held = [p for (person, p) in self.offices.tenures if person is who.things[0]]
            if held:
                held[0].add(Mention(who.span, who.span.of(self.scene.text), "position", naming=False))
            return held[0] if held else who.things[0]
        return None

    def _article(self, treaty: Thing, digits: str, span: Span) -> None:
        at = Span(
            span.start + span.of(self.scene.text).index(digits),
            span.start + span.of(self.scene.text).index(digits) + len(digits),
        )
        thing = self.scene.cast.lookup("treaty-article", f"{treaty.id} {digits}")
        if thing is None:
            thing = self.scene.cast.new("treaty-article", span)
            self.scene.cast.alias(thing, f"{treaty.id} {digits}")
            thing.hints["treaty", treaty.id] = None
            thing.hints["number", digits] = None
        evidence = self.scene.evidence(span, "treaty-article", 0.95)
        thing.add(Mention(span, span.of(self.scene.text), "treaty-article", naming=False))
        self._say(treaty, "hasArticle", thing.id, evidence)
        if not any(f.subject == thing.id for f in self.articles):
            self.articles.append(
                Fact(
                    "treaty-article",
                    thing.id,
                    (Role("number", Literal(digits), (self.scene.evidence(at, "treaty-article", 0.95),)),),
                )
            )

    def _acts(self, masked: Masked[Payload]) -> None:
        for match in _ACT.finditer(masked.text):
            named = masked.payloads[match.start("what")]
            kind = match["kind"] or next(a for v, a in _ACTIONS.items() if match["verb"].startswith(v))
            if (
                not isinstance(named, Named)
                or kind not in _ACTIONS.values()
                or _WILL.search(match.string[: match.start("verb")])
            ):
                continue
            when = next((p for p in masked.within(match.end(), len(masked.text)) if isinstance(p, When)), None)
            for i in range(*match.span("who")):
                state = masked.payloads.get(i)
                if isinstance(state, Mention):
                    self._act(self.scene.meant[state], kind, named, state.span.hull(masked.span(match)), when)

    def _act(self, state: Thing, kind: str, named: Named, span: Span, when: When | None) -> None:
        evidence = self.scene.evidence(span, f"treaty-{kind}", 0.9, None if named.naming else _naming(named))
        moment = self.clock.of(when) if when else None
        roles = [
            Role("action", Literal(kind), (evidence,)),
            Role("treaty", named.treaty.id, (evidence,)),
            Role("actor", state.id, (evidence,)),
            Role("status", Literal("Held"), (evidence,)),
        ]
        if kind == "signature":
            roles.append(Role("signatory", state.id, (evidence,)))
        elif kind in {"ratification", "accession", "acceptance", "approval"}:
            roles.append(Role("ratifier", state.id, (evidence,)))
        if moment and moment.precision == "day":
            dated = self.scene.evidence(span.hull(moment.span), f"treaty-{kind}", 0.85, moment.antecedent)
            roles += [
                Role(r, Literal(moment.first.isoformat(), "date"), (dated,)) for r in ("date", "earliest", "latest")
            ]
        self.acts.append(
            Fact("treaty-action", f"treaty-action@{span.start}-{state.id.partition('@')[2]}", tuple(roles), (evidence,))
        )

    def _signing(self) -> None:
        """Nothing more: a signing ceremony gives the day of signature in :mod:`.events`, which knows whether it was held."""


def _naming(named: Named) -> Span | None:
    mention = named.treaty.naming_mention(named.span.start)
    return mention.span if mention else None


def _value(found: re.Match[str] | None) -> int | None:
    words = next((w for w in found.groupdict().values() if w), "") if found else ""
    return number(words) if words else None


def _content(name: str) -> str:
    """A treaty's name as its words in order of the alphabet, so that word order and prepositions do not matter."""
    words = re.sub(r"\bun\b", "united nations", folded(name)).split()
    return " ".join(sorted(w for w in words if w not in _FUNCTION))
