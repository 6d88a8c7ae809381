"""Reads who is who: people by the titles around their names, and the offices they hold.

In: a scene with states, organizations and places. Out: people in its cast, their tenures, and in each sentence the words
that stand for someone. Never: a name with neither title, apposition, honorific nor speech beside it.

The grammar works on masked sentences: S state, N demonym, O organization, L place, H title, G honorific, C a name to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..gazetteer import key as folded
from ..model import Mention, Span
from ..text.mask import Masked, grammar, mask
from .cast import Thing
from .scene import PLACES, Line, Scene

_SCOPE = "(?:<SNOL>(?:'s|')? (?:[Gg]overnment's |[Pp]ermanent )?)"
_OF = "(?:,? (?:of|for|to|at|in) (?:the )?(?:<N> )?<SOL>(?:(?:,| and| &) (?:the )?<SO>(?! <H>))*(?: to (?:the )?<SO>)?)"
_TITLE = f"{_SCOPE}?<H>{_OF}?"
_TITLES = f"{_TITLE}(?:(?:,? and|,| cum| &|/)(?: concurrently)? (?:the )?{_TITLE})*"
_NAME = "(?:<G>,? ?(?:the )?){0,3}<C>"

_BEFORE = grammar(f"(?P<titles>{_TITLES}),? (?P<name>{_NAME})")
_AFTER = grammar(
    rf"(?P<name>{_NAME})(?: \([^)]{{1,40}}\))?(?:,| -| \() (?:(?:who|currently|now) (?:is |was |serves as )?)?(?:the |a |an |its |his |her |their )?"
    rf"(?:(?:newly|then|current|incumbent|visiting)[ -](?:elected |appointed )?)?(?P<titles>{_TITLES})(?=$|[,.;:)!?\"]| and | -| who )"
)
_HONORED = grammar("<G>,? ?(?P<name><C>)")
_COUNTERPART = grammar(
    f"(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts) (?P<scope><SN>)(?:'s)? (?:counterpart|opposite number|colleague),? (?P<name>{_NAME})"
)
_SCOPED = grammar("<SNOL>")
_STOP_NAMES = frozenset(
    [
        "member",
        "members",
        "state",
        "states",
        "article",
        "resolution",
        "party",
        "parties",
        "session",
        "summit",
        "conference",
        "ceremony",
        "day",
        "meeting",
        "forum",
        "dialogue",
        "week",
        "ministers",
        "heads",
        "leaders",
        "delegation",
        "charter",
        "signing",
        "joint",
        "statement",
        "declaration",
        "plan",
        "initiative",
        "strategy",
    ]
)


@dataclass(frozen=True, slots=True)
class Office:
    """A title as written, whose it is, and how the person holds it."""

    title: str
    span: Span
    standing: str
    scope: Thing | None = None
    scope_at: Mention | None = None
    level: str = "either"


@dataclass(frozen=True, slots=True)
class Claim:
    """A person said to hold offices, at a place of the text."""

    person: Thing
    offices: tuple[Office, ...]
    span: Span
    name_at: Mention
    rule: str


class People:
    """Finds the people of a scene, sentence by sentence; ``claims`` are who holds what."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.claims: list[Claim] = []
        self.phrases: dict[int, list[tuple[Span, Thing]]] = {}
        self.surnames: dict[str, list[Thing]] = {}

    def read(self) -> None:
        found = [(line, *f) for line in self.scene.lines if line.sentence.kind != "title" for f in self._titled(line)]
        titles = [(line, *f) for line in self.scene.lines if line.sentence.kind == "title" for f in self._titled(line)]
        for full in (True, False):
            for line, name, offices, span, rule in (*found, *titles):
                if (len(name.text.split()) > 1) == full:
                    self._claim(line, name, offices, span, rule)
        self.claims.sort(key=lambda c: c.span)
        for line in self.scene.lines:
            self._bare(line)

    def masked(self, line: Line) -> Masked[Mention]:
        sorts = {
            "state": "S",
            "demonym": "N",
            "organization": "O",
            "title": "H",
            "name": "C",
            "honorific": "G",
            "treaty": "T",
        }
        marks = [
            (m.span, "L" if m.kind in PLACES else sorts[m.kind], m)
            for m in line.mentions
            if m.kind in sorts or m.kind in PLACES
        ]
        marks += [(d.span, "D", Mention(d.span, d.span.of(self.scene.text), "date")) for d in line.dates]
        return mask(self.scene.plain, line.span, marks)

    def _titled(self, line: Line) -> Iterator[tuple[Mention, tuple[Office, ...], Span, str]]:
        masked = self.masked(line)
        taken: set[int] = set()
        for pattern, rule in (
            (_BEFORE, "title-before-name"),
            (_AFTER, "name-before-title"),
            (_COUNTERPART, "counterpart"),
            (_HONORED, "honorific"),
        ):
            for match in pattern.finditer(masked.text):
                at = match.end("name") - 1
                name = masked.payloads[at]
                if at in taken or not self._is_name(name):
                    continue
                if rule == "title-before-name" and self._garden_path(masked, match):
                    continue
                offices = self._offices(masked, match) if "titles" in match.groupdict() else ()
                if rule == "counterpart":
                    offices = self._counterpart(line, masked, match)
                taken.add(at)
                yield name, offices, masked.span(match), rule

    def _is_name(self, mention: Mention) -> bool:
        words = folded(mention.text).split()
        return (
            bool(words)
            and not _STOP_NAMES & set(words)
            and not (len(words) == 1 and mention.text.isupper() and len(mention.text) < 4)
        )

    def _garden_path(self, masked: Masked[Mention], match: re.Match[str]) -> bool:
        """ "PM Ada Roe, the UN Secretary-General Bo Li": a comma between title and name needs one after the name, or an end."""
        between = match.string[match.end("titles") : match.start("name")]
        if "," in between:
            scoped = _SCOPED.search(match.string, *match.span("titles"))
            return not scoped or not re.match(r"$|[,.;:)]| and | -", match.string[match.end() :])
        return False

    def _offices(self, masked: Masked[Mention], match: re.Match[str]) -> tuple[Office, ...]:
        start, end = match.span("titles")
        offices: list[Office] = []
        heads = [i for i in range(start, end) if masked.payloads.get(i) and masked.payloads[i].kind == "title"]
        for n, i in enumerate(heads):
            low = heads[n - 1] + 1 if n else start
            high = heads[n + 1] if n + 1 < len(heads) else end
            before = [m for m in masked.within(low, i) if m.kind in {"state", "demonym", "organization", *PLACES}]
            gap = masked.text[low:i]
            after = self._after(masked, i, high)
            scope = after or (before[-1] if before and "of " not in gap else None)
            offices.append(self._office(masked.payloads[i], scope))
        return self._shared(offices)

    def _after(self, masked: Masked[Mention], head: int, high: int) -> Mention | None:
        """The first state or body after "of"; a demonym before an organization ("of the Lao National Assembly") is passed."""
        if not re.match(r",? (?:of|for|to|at|in) ", masked.text[head + 1 : high]):
            return None
        return next((m for m in masked.within(head + 1, high) if m.kind in {"state", "organization", *PLACES}), None)

    def _office(self, title: Mention, scope: Mention | None) -> Office:
        match = self.scene.lexicon.titles.match(self.scene.plain, title.span.start)
        words, standing, span, level = title.text, "incumbent", title.span, "either"
        if match:
            if match["standing"]:
                standing = self.scene.lexicon.standings[match["standing"].lower()]
                span = Span(match.start("title"), title.span.end)
            if match["elect"]:
                standing = "designate"
                span = Span(span.start, min(match.start("elect"), span.end))
            words = self.scene.lexicon.short.get(span.of(self.scene.plain), span.of(self.scene.text))
            level = self._level(match["head"], words)
        thing = None
        if scope:
            thing = self.scene.state_of(scope) if scope.kind in {"state", "demonym"} else self.scene.meant.get(scope)
        if thing is not None and thing.kind in PLACES:
            thing, scope = None, None
        return Office(" ".join(words.split()), span, standing, thing, scope, level)

    def _level(self, head: str, words: str) -> str:
        level = self.scene.lexicon.level
        full = folded(words)
        return (
            level.get(head.lower())
            or level.get(full)
            or next((level[h] for h in sorted(level, key=len, reverse=True) if full.endswith(folded(h))), "either")
        )

    def _shared(self, offices: list[Office]) -> tuple[Office, ...]:
        """Conjoined offices share a state that only one of them names."""
        owner = next((o for o in offices if o.scope and o.scope.kind == "state"), None)
        if not owner:
            return tuple(offices)
        return tuple(
            Office(o.title, o.span, o.standing, owner.scope, owner.scope_at, o.level)
            if not o.scope and o.level != "body"
            else o
            for o in offices
        )

    def _counterpart(self, line: Line, masked: Masked[Mention], match: re.Match[str]) -> tuple[Office, ...]:
        scope = masked.payloads[match.start("scope")]
        before = [c for c in self.claims if c.offices and c.span.end <= masked.span(match).start]
        title = next(
            (m for m in reversed(line.mentions) if m.kind == "title" and m.span.end < masked.span(match).start), None
        )
        if title:
            return (self._office(title, scope),)
        return (
            (
                Office(
                    before[-1].offices[0].title,
                    before[-1].offices[0].span,
                    "incumbent",
                    self.scene.state_of(scope),
                    scope,
                ),
            )
            if before
            else ()
        )

    def _claim(self, line: Line, name: Mention, offices: tuple[Office, ...], span: Span, rule: str) -> None:
        person = self.person(name, offices) or self._new(name)
        mention = Mention(name.span, name.text, "person")
        person.add(mention)
        self._index(person, name)
        self.phrases.setdefault(line.number, []).append((span, person))
        self.claims.append(Claim(person, offices, span, mention, rule))

    def _new(self, name: Mention) -> Thing:
        return self.scene.cast.new("person", name.span)

    def _index(self, person: Thing, name: Mention) -> None:
        for word in folded(name.text).split():
            if len(word) > 1 and person not in self.surnames.setdefault(word, []):
                self.surnames[word].append(person)

    def person(self, name: Mention, offices: tuple[Office, ...] = ()) -> Thing | None:
        """The one person so far whose name these words are, or are a part of; None where none or several are."""
        words = [w for w in folded(name.text).split()]
        matching = [
            p
            for p in self.surnames.get(words[-1], self.surnames.get(words[0], []))
            if any(self._part(words, folded(n).split()) for n in p.names)
        ]
        if len(matching) > 1 and offices:
            held = {folded(o.title) for o in offices}
            matching = [
                p for p in matching if held & {folded(o.title) for c in self.claims if c.person is p for o in c.offices}
            ] or matching
        if len(words) == 1 and len(matching) == 1 and offices and self._other_office(matching[0], offices):
            return None
        return matching[0] if len(matching) == 1 else None

    def _other_office(self, person: Thing, offices: tuple[Office, ...]) -> bool:
        """Whether the person is known by another office altogether, so that a bare surname is a namesake's."""
        known = {folded(o.title) for c in self.claims if c.person is person for o in c.offices}
        return (
            bool(known)
            and not known & {folded(o.title) for o in offices}
            and not any(
                o.scope and o.scope in {k.scope for c in self.claims if c.person is person for k in c.offices}
                for o in offices
            )
        )

    @staticmethod
    def _part(short: list[str], full: list[str]) -> bool:
        if len(short) > len(full):
            short, full = full, short
        if short == full or sorted(short) == sorted(full):
            return True
        if len(short) == 1:
            return short[0] in (full[0], full[-1])
        rest = iter(full)
        return short[-1] == full[-1] and all(
            any(a == b or (len(a) == 1 and b.startswith(a)) for b in rest) for a in short
        )

    def _bare(self, line: Line) -> None:
        """Names without a title that are, or begin or end, the name of someone known, or that speak."""
        known = [(s, p) for s, p in self.phrases.get(line.number, [])]
        for mention in line.mentions:
            if mention.kind != "name" or any(s.holds(mention.span) for s, _ in known):
                continue
            person = self.person(mention)
            if (
                person is None
                and len(mention.text.split()) in (2, 3, 4)
                and self._is_name(mention)
                and self._speaks(mention)
            ):
                person = self._new(mention)
            if person:
                person.add(Mention(mention.span, mention.text, "person"))
                self._index(person, mention)
                self.phrases.setdefault(line.number, []).append((mention.span, person))

    def _speaks(self, mention: Mention) -> bool:
        after = self.scene.plain[mention.span.end : mention.span.end + 24]
        return bool(re.match(r",? (?:said|told|added|noted|stressed|stated|warned|explained|argued)\b", after))
