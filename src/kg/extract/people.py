"""Reads who is who: which names are people's, and which of them are one person's.

In: a scene with states, organizations and places. Out: people in its cast, the offices said of them, and in each
sentence the words that stand for someone. Never: two people made one where their offices speak against it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..gazetteer import key as folded
from ..model import Mention, Span
from ..text.mask import Masked, mask
from .cast import Thing
from .joint import JointReader
from .office import Office
from .scene import PLACES, Line, Scene
from .titled import Titled, TitleReader
from .untitled import Untitled
from .words import canonical, is_person_like, shortens, words

_JUNIOR = frozenset({"jr", "sr"})
_SON = frozenset({"bin", "ibn", "bint", "ben"})
SORTS = {
    "state": "S",
    "demonym": "N",
    "organization": "O",
    "title": "H",
    "name": "C",
    "honorific": "G",
    "treaty": "T",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A person said to hold offices, at a place of the text."""

    person: Thing
    offices: tuple[Office, ...]
    span: Span
    name_at: Mention
    rule: str
    line: int


class People:
    """Finds the people of a scene, sentence by sentence; ``claims`` are who holds what, ``phrases`` the words that
    stand for someone by line."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.claims: list[Claim] = []
        self.phrases: dict[int, list[tuple[Span, Thing]]] = {}
        self._words: dict[str, list[Thing]] = {}
        self._rank = words().noble
        self._titles, self._joint = TitleReader(scene), JointReader(scene)

    def read(self) -> None:
        """People with titles first, those of the body before those of headlines and full names before short ones."""
        ordered = sorted(self.scene.lines, key=lambda line: line.sentence.kind == "title")
        found = [(line, titled) for line in ordered for titled in self._titled(line)]
        found.sort(key=lambda f: (f[1].beside is not None, " " not in f[1].name.text))
        for line, titled in found:
            self._claim(line, titled)
        self.claims.sort(key=lambda c: c.span)
        untitled = Untitled(self.scene)
        for line in ordered:
            self._bare(line, untitled)
        for line in ordered:
            self._short(line)

    def _titled(self, line: Line) -> list[Titled]:
        masked, taken = self.masked(line), set[int]()
        return [*self._joint.read(masked, taken), *self._titles.read(line, masked, taken)]

    def masked(self, line: Line) -> Masked[Mention]:
        marks = [
            (m.span, self._sort(before, m), m)
            for before, m in zip([None, *line.mentions], line.mentions, strict=False)
            if (m.kind in SORTS or m.kind in PLACES) and (m.kind != "name" or is_person_like(m.text, short=True))
        ]
        marks += [(d.span, "D", Mention(d.span, d.span.of(self.scene.text), "date")) for d in line.dates]
        return mask(self.scene.plain, line.span, marks)

    def _sort(self, before: Mention | None, mention: Mention) -> str:
        """The sign of a mention; a rank after another title is a form of address ("the Minister, Prince Roe")."""
        if mention.kind in PLACES:
            return "L"
        if mention.kind == "title" and folded(mention.text) in words().royal:
            gap = self.scene.plain[before.span.end : mention.span.start] if before else ""
            return "H" if before and before.kind in {"state", "demonym"} and gap in {" ", "'s ", "' "} else "G"
        titled = (
            before is not None and before.kind in {"title", "honorific"} and before.span.end + 1 == mention.span.start
        )
        if titled and mention.kind == "title" and folded(mention.text) in self.scene.lexicon.ranks:
            return "G"
        return SORTS[mention.kind]

    def _claim(self, line: Line, titled: Titled) -> None:
        name, offices = self._noble(titled.name), titled.offices
        if titled.beside:
            offices = self._counterpart(line, titled, titled.beside)
        person = self.person(name, offices, titled.rule) or self._new(name)
        held = self.held(person)
        offices = tuple(o for o in offices if not any(_short_for(o, h) for h in held))
        mention = self._is(line, person, name, titled.span)
        self.claims.append(Claim(person, offices, titled.span, mention, titled.rule, line.number))

    def _counterpart(self, line: Line, titled: Titled, beside: Mention) -> tuple[Office, ...]:
        """ "Ms Roe met her Omani counterpart, Bo Li": the office of the first one named in the sentence, in that state;
        nothing where Bo Li is known to hold one there."""
        state = self.scene.state_of(beside)
        known = self.person(titled.name)
        if known and any(o.scope is state for o in self.held(known)):
            return ()
        if titled.offices:
            return titled.offices
        for mention in line.mentions:
            if mention.kind == "name" and mention.span.end < titled.span.start and (owner := self.person(mention)):
                own = [o for o in self.held(owner) if o.level == "state" or o.scope is None or o.scope.kind == "state"]
                if own and own[0].scope is not state and folded(own[0].title) not in words().customary:
                    return (replace(own[0], scope=state, scope_at=beside, span=titled.span, standing="incumbent"),)
        return ()

    def _noble(self, name: Mention) -> Mention:
        """ "Lord Roe": the rank is part of a name of one word."""
        rank = self._rank.search(self.scene.plain, max(0, name.span.start - 12), name.span.start)
        if " " in name.text or not rank:
            return name
        span = Span(rank.start(1), name.span.end)
        return Mention(span, span.of(self.scene.text), "name")

    def _new(self, name: Mention) -> Thing:
        return self.scene.cast.new("person", name.span)

    def _is(self, line: Line, person: Thing, name: Mention, span: Span) -> Mention:
        """Notes that a name stands for a person; ``span`` is the whole phrase."""
        mention = Mention(name.span, name.text, "person")
        person.add(mention)
        for word in _words(name.text):
            if len(word) > 1 and person not in self._words.setdefault(word, []):
                self._words[word].append(person)
        self.phrases.setdefault(line.number, []).append((span, person))
        return mention

    def person(self, name: Mention, offices: tuple[Office, ...] = (), rule: str = "") -> Thing | None:
        """The one person so far whose name these words are, or are a part of; None where none or several are."""
        parts = _words(name.text)
        near = self._words.get(parts[-1]) or self._words.get(parts[0]) or []
        matching = [p for p in near if any(_part(parts, _words(n)) for n in p.names)]
        if len(matching) > 1 and offices:
            held = {folded(o.title) for o in offices}
            matching = [p for p in matching if held & {folded(o.title) for o in self.held(p)}] or matching
        if len(matching) > 1 and len(parts) == 1 and not offices:
            earlier = [p for p in matching if min(m.span for m in p.mentions) < name.span]
            matching = earlier if len(earlier) == 1 else matching
        if len(matching) != 1:
            return None
        namesake = len(parts) == 1 and rule == "title-before-name" and self._other_office(matching[0], offices)
        return None if namesake else matching[0]

    def held(self, person: Thing) -> list[Office]:
        """The offices said of a person so far."""
        return [o for c in self.claims if c.person is person for o in c.offices]

    def _other_office(self, person: Thing, offices: tuple[Office, ...]) -> bool:
        """Whether the person is known by another office altogether, so that a bare surname is a namesake's."""
        known = self.held(person)
        if any(o.standing == "former" for o in offices):
            return False
        titles, scopes = {canonical(o.title) for o in known}, {o.scope for o in known}
        return bool(titles) and not any(
            canonical(o.title) in titles
            or (o.scope and o.scope in scopes)
            or any(shortens(o.title, k.title) for k in known)
            for o in offices
        )

    def _bare(self, line: Line, untitled: Untitled) -> None:
        """Full names without a title: of someone known, or of someone who stands as a person does."""
        for mention in self._free(line):
            if " " in mention.text and (person := self.person(mention)):
                self._is(line, person, mention, mention.span)
        here = [m for _, p in self.phrases.get(line.number, []) for m in p.mentions if line.span.holds(m.span)]
        names = [m for m in line.mentions if any(m.span == h.span for h in here)]
        for mention in untitled.read(line, names):
            if mention in self._free(line):
                self._is(line, self.person(mention) or self._new(mention), mention, mention.span)

    def _short(self, line: Line) -> None:
        """Single words that are the surname or the call name of someone known."""
        for mention in self._free(line):
            if person := self.person(mention):
                self._is(line, person, mention, mention.span)

    def _free(self, line: Line) -> list[Mention]:
        known = self.phrases.get(line.number, [])
        return [m for m in line.mentions if m.kind == "name" and not any(s.holds(m.span) for s, _ in known)]


def _short_for(short: Office, held: Office) -> bool:
    """Whether an office is told again by a part of its title."""
    same = short.scope is None or held.scope is None or short.scope is held.scope
    return same and short.standing == "incumbent" and shortens(short.title, held.title)


def _words(name: str) -> list[str]:
    """The folded words of a name, without "Jr" and "Sr"."""
    return [w for w in folded(name).split() if w not in _JUNIOR]


def _part(short: list[str], full: list[str]) -> bool:
    """Whether one name is the other, or a part that people are called by.

    >>> _part(["a", "roe"], ["ada", "van", "roe"]), _part(["van"], ["ada", "van", "roe"])
    (True, False)
    """
    if len(short) > len(full):
        short, full = full, short
    if short == full or sorted(short) == sorted(full):
        return True
    if len(short) == 1:
        return short[0] in (full[0], full[-1])
    if _SON & set(full) and short[0] != full[0]:
        return False
    rest = iter(full)
    return short[-1] == full[-1] and all(any(a == b or (len(a) == 1 and b.startswith(a)) for b in rest) for a in short)
