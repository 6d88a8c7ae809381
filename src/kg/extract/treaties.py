"""Reads who is who among treaties: full names, short names, acronyms, and the words that speak of them on.

In: a scene. Out: treaties in the cast, and for every sentence the words that stand for one. Never: two treaties made one
for sharing a word, or a protocol taken for its convention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..gazetteer import fold
from ..gazetteer import key as folded
from ..model import Mention, Span
from ..text.mask import Masked, mask
from .cast import Thing
from .frames import frames
from .scene import PLACES, Line, Scene
from .treatywords import LOWER_HEADS, TreatyName, lower_names, same_treaty

_ACRONYM = re.compile(
    r" \((?:the |or |hereinafter |also )?[\"']?(?P<short>[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-\d+)?)[\"']?[);,]"
)
_SUBJECT = re.compile(
    r"(?:^|[;:] |, and |^[A-Z][\w ]{0,40}, )(?P<it>[Ii]t)\b|(?:^|: )(?P<text>The (?:final |agreed |full )?(?:text|document|instrument))\b"
)
_OTHER_TITLES = re.compile(r"(?:[Ss]hort|[Oo]ther|[Aa]lternative|[Pp]opular|[Cc]ommon) (?:titles?|names?)\b[^:]{0,20}: ")
_OTHER = re.compile(r" (?:on|against|banning|between|to ban|relating to) (?![A-Z\d]|the [A-Z\d])")
_ANY_TREATY = frozenset({"treaty", "pact", "accord", "deal", "agreement", "instrument"})
_PLAIN_WORDS = frozenset(
    "new landmark historic global international un first worldwide whole entire said final multilateral legally binding "
    "united nations world world's said same bilateral two-page long-awaited".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """Words that stand for a treaty; ``naming`` is False for a description or a pronoun."""

    span: Span
    treaty: Thing
    naming: bool

    @property
    def antecedent(self) -> Span | None:
        """Where the words stand that name what a description means; None where these words are a name."""
        mention = None if self.naming else self.treaty.naming_mention(self.span.start)
        return mention.span if mention else None


class Treaties:
    """The treaties of a scene; ``named`` gives for each line the words that stand for one, ``focus`` for each line the
    treaty that the lines before it speak of."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.named: dict[int, list[Named]] = {}
        self.focus: dict[int, Thing] = {}
        self._by_thing: dict[Thing, list[Mention]] = {}

    def name(self) -> None:
        """Gives every treaty of the text its names, and every "the Convention" its treaty."""
        for line in self.scene.lines:
            for mention in self._names(line):
                self._place(line, mention)
        self._acronyms()
        self._one_and_the_same()
        for line in self.scene.lines:
            self._aliases(line)
        self._descriptions()
        for line in self.scene.lines:
            self._aliases(line)

    # -- names ---------------------------------------------------------------------------------------------------------

    def _names(self, line: Line) -> Iterator[Mention]:
        found = [m for m in line.mentions if m.kind == "treaty" and m.naming]
        yield from found
        known = [(m.span, m.kind) for m in line.mentions]
        for span in lower_names(self.scene.plain, line.span, known, self.scene.lexicon.openers):
            if not any(m.span.start < span.end and span.start < m.span.end for m in found):
                yield Mention(span, span.of(self.scene.text), "treaty")

    def _place(self, line: Line, mention: Mention) -> None:
        cast = self.scene.cast
        thing = cast.known(mention) if mention.key else cast.named(mention, alias=TreatyName(mention.text).signature)
        cast.alias(thing, mention.text, TreatyName(mention.text).signature)
        self._stands(line, mention, thing)

    def _stands(self, line: Line, mention: Mention, thing: Thing) -> None:
        self.scene.meant[mention] = thing
        self.named.setdefault(line.number, []).append(Named(mention.span, thing, True))
        self.named[line.number].sort(key=lambda n: n.span)

    def _acronyms(self) -> None:
        """ "… (BBNJ)" after a name is a name of the same treaty, wherever else it stands as an unknown name."""
        for line in self.scene.lines:
            for named in list(self.named.get(line.number, [])):
                found = _ACRONYM.match(self.scene.plain, named.span.end, line.span.end)
                if found:
                    span = Span(*found.span("short"))
                    self._shorten(line, span, named.treaty)

    def _shorten(self, line: Line, span: Span, treaty: Thing) -> None:
        words = span.of(self.scene.text)
        body = any(m.span == span and m.kind == "organization" and m.key for m in line.mentions)
        if body or any(n.span == span for n in self.named[line.number]):
            return
        for other in self.scene.lines:
            for mention in other.mentions:
                unknown = mention.kind in {"name", "treaty"} or mention.span == span
                if mention.text == words and unknown and mention not in self.scene.meant:
                    self._short(other, mention.span, treaty)
        if not any(n.span == span for n in self.named[line.number]):
            self._short(line, span, treaty)
        for thing in self.scene.cast.of_kind("treaty"):
            if thing is not treaty and any(n.split()[:-1] == [words] for n in thing.names):
                self._merge(treaty, thing)

    def _short(self, line: Line, span: Span, treaty: Thing) -> None:
        mention = Mention(span, span.of(self.scene.text), "treaty")
        treaty.add(mention)
        self.scene.cast.alias(treaty, mention.text)
        self._stands(line, mention, treaty)

    def _one_and_the_same(self) -> None:
        """Makes one what two names call alike, where only one other treaty of the text fits."""
        for thing in self.scene.cast.of_kind("treaty"):
            if thing.id not in self.scene.cast.things:
                continue
            fitting = [
                other
                for other in self.scene.cast.of_kind("treaty")
                if other is not thing and not (thing.key and other.key) and self._alike(thing, other)
            ]
            fitting = fitting or self._headlined(thing)
            if len(fitting) == 1:
                self._merge(*sorted((thing, fitting[0]), key=lambda t: (not t.key, min(m.span for m in t.mentions))))

    def _alike(self, a: Thing, b: Thing) -> bool:
        return any(same_treaty(self._spelt(x), self._spelt(y)) for x in a.names for y in b.names)

    def _headlined(self, thing: Thing) -> list[Thing]:
        """What a name of the headline alone ("CONVENTION ON LANDMINES") can stand for: the body's treaties of that head."""
        titles = [line.span for line in self.scene.lines if line.sentence.kind == "title"]

        def above(t: Thing) -> bool:
            return all(m.text.isupper() or any(title.holds(m.span) for title in titles) for m in t.mentions)

        if thing.key or not above(thing):
            return []
        heads = {TreatyName(name).head for name in thing.names}
        return [
            other
            for other in self.scene.cast.of_kind("treaty")
            if other is not thing and not above(other) and heads & {TreatyName(name).head for name in other.names}
        ]

    def _spelt(self, name: str) -> TreatyName:
        """A name with the bodies in it by their keys, so that "ASEAN" and what it stands for are one word."""
        found = [
            (hit.span, key)
            for hit in self.scene.lexicon.names.find(fold(name), folded=True)
            for kind, key in sorted(hit.payloads)[:1]
            if kind == "organization"
        ]
        for span, key in reversed(found):
            name = name[: span.start] + re.sub(r"\W", "", key) + name[span.end :]
        return TreatyName(name)

    def _aliases(self, line: Line) -> None:
        masked = self.masked(line, with_names=True)
        if _OTHER_TITLES.match(masked.text) and (treaty := self.focus.get(line.number)):
            for named in list(self.named[line.number]):
                if named.treaty is not treaty:
                    self._merge(treaty, named.treaty)
        for pattern in frames().alias:
            for match in pattern.finditer(masked.text):
                first, other = masked.payloads[match.start()], masked.payloads[match.start("other")]
                if not isinstance(first, Named):
                    continue
                if isinstance(other, Mention):
                    self._short(line, other.span, first.treaty)
                elif isinstance(other, Named) and other.treaty is not first.treaty:
                    self._merge(first.treaty, other.treaty)

    def _merge(self, kept: Thing, other: Thing) -> None:
        self.scene.cast.merge(kept, other)
        for mention, thing in self.scene.meant.items():
            if thing is other:
                self.scene.meant[mention] = kept
        self.focus = {number: kept if thing is other else thing for number, thing in self.focus.items()}
        for number, named in self.named.items():
            self.named[number] = [Named(n.span, kept, n.naming) if n.treaty is other else n for n in named]

    # -- descriptions --------------------------------------------------------------------------------------------------

    def _descriptions(self) -> None:
        nouns = "|".join(sorted(self.scene.lexicon.treaty_generic))
        pattern = re.compile(
            rf"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?P<words>(?:(?!the |this |that )[\w'-]+ ){{0,3}}?)(?P<noun>(?i:{nouns}))\b(?!-?\w)(?! [A-Z])"
        )
        recent: Thing | None = None
        since = 0
        for line in self.scene.lines:
            here = self.named.setdefault(line.number, [])
            if recent and line.number - since <= 5:
                self.focus[line.number] = recent
            for match in pattern.finditer(self.scene.plain, line.span.start, line.span.end):
                self._description(line, match, recent)
            self._subject(line)
            here.sort(key=lambda n: n.span)
            if here:
                recent, since = here[0].treaty, line.number

    def _description(self, line: Line, match: re.Match[str], recent: Thing | None) -> None:
        span, here = Span(*match.span()), self.named[line.number]
        if any(n.span.start < span.end and span.start < n.span.end for n in here):
            return
        before = [n.treaty for n in here if n.span.end <= span.start]
        if _OTHER.match(self.scene.plain, span.end) and len(self.scene.cast.of_kind("treaty")) > 1:
            return
        if treaty := self._meant_by(
            match["noun"].lower(), match["words"].lower().split(), before[-1] if before else recent
        ):
            treaty.add(Mention(span, span.of(self.scene.text), "treaty", naming=False))
            here.append(Named(span, treaty, False))
            here.sort(key=lambda n: n.span)

    def _meant_by(self, noun: str, words: list[str], recent: Thing | None) -> Thing | None:
        """The treaty last spoken of, if the words fit it and none has that very noun as its head; else the one that has."""
        fitting = [t for t in self.scene.cast.of_kind("treaty") if _fits(t, noun, words)]
        exact = [t for t in fitting if any(TreatyName(name).head == noun for name in t.names)]
        if recent in exact or (recent in fitting and not exact):
            return recent
        if len(exact) == 1:
            return exact[0]
        return fitting[0] if len(fitting) == 1 and not exact else None

    def _subject(self, line: Line) -> None:
        """ "It" and "The text" as the subject of a sentence that follows one about a treaty."""
        here, focus = self.named[line.number], self.focus.get(line.number)
        match = _SUBJECT.search(self.scene.plain[line.span.start : line.span.end])
        if match is None:
            return
        group = "it" if match["it"] else "text"
        span = Span(line.span.start + match.start(group), line.span.start + match.end(group))
        before = [n.treaty for n in here if n.span.end <= span.start]
        if treaty := before[-1] if before else focus:
            here.append(Named(span, treaty, False))

    # -- sentences -----------------------------------------------------------------------------------------------------

    def masked(self, line: Line, with_names: bool = False) -> Masked[Named | Mention]:
        """A sentence in which treaties, states, organizations, places and, if asked for, unknown names are signs."""
        sorts = {"state": "S", "organization": "O"} | ({"name": "C"} if with_names else {})
        marks: list[tuple[Span, str, Named | Mention]] = [(n.span, "T", n) for n in self.named.get(line.number, [])]
        marks += [
            (m.span, "L" if m.kind in PLACES else sorts[m.kind], m)
            for m in line.mentions
            if m.kind in sorts or m.kind in PLACES
        ]
        return mask(self.scene.plain, line.span, marks)


def _fits(treaty: Thing, noun: str, words: list[str]) -> bool:
    """Whether "the landmark Convention" can mean a treaty: the noun is its head or a word for any treaty, and what else
    is said is of its names or of none."""
    said = {w for name in treaty.names for w in folded(name).split()}
    if any(w not in _PLAIN_WORDS and w not in said for w in words):
        return False
    heads = {TreatyName(name).head for name in treaty.names}
    return noun in said or noun in _ANY_TREATY or (noun == "convention" and heads <= LOWER_HEADS)
