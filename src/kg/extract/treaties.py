"""Reads who is who among treaties: full names, short names, acronyms.

In: a scene. Out: treaties in the cast, and for every sentence the words that stand for one. Never: two treaties made
one for sharing a word, or a protocol taken for its convention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..gazetteer import fold
from ..model import Mention, Span
from ..text.mask import Masked, mask
from .cast import Thing
from .frames import frames
from .scene import PLACES, Line, Scene
from .treatytalk import Descriptions, Named
from .treatywords import HEADS, TreatyName, abbreviates, initials, lower_names, quoted, same_treaty

_ACRONYM = re.compile(
    r" \((?:the |or |hereinafter |also )?[\"']?(?P<short>[a-z]?[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-\d+)?)[\"']?[);,]"
)
_OTHER_TITLES = re.compile(
    r"(?:[Ss]hort|[Oo]ther|[Aa]lternative|[Pp]opular|[Cc]ommon) (?:titles?|names?)\b[^:]{0,20}: "
)

_DUBBED = re.compile(
    r"\b(?:treaty|deal|agreement|pact|accord|convention|protocol),? (?:\w+ly |better )?(?:known as|called|dubbed) "
    r"(?:the )?"
)
_INNER = re.compile(
    r"(?:Protocol|Amendments?|Annex)\b.*? (?:to|amending|supplementing) (?:the )?(?P<other>[A-Z].*)$", re.I
)

__all__ = ["Named", "Treaties"]


class Treaties:
    """The treaties of a scene.

    ``named`` gives for each line the words that stand for one, ``focus`` the treaty that the lines before it speak of.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.named: dict[int, list[Named]] = {}
        self.focus: dict[int, Thing] = {}
        self._spellings: dict[str, TreatyName] = {}
        self._held: dict[int, Thing] = {}

    def name(self) -> None:
        """Gives every treaty of the text its names, and every "the Convention" its treaty."""
        for line in self.scene.lines:
            for mention in self._names(line):
                self._place(line, mention)
        self._acronyms()
        self._one_and_the_same()
        for line in self.scene.lines:
            self._aliases(line)
        Descriptions(self.scene, self.named, self.focus).read()
        for line in self.scene.lines:
            self._aliases(line)

    # -- names ---------------------------------------------------------------------------------------------------------

    def _names(self, line: Line) -> Iterator[Mention]:
        whole = list(quoted(self.scene.plain, line.span))
        found = [
            m
            for m in line.mentions
            if m.kind == "treaty" and m.naming and not any(m.span.start < q.end and q.start < m.span.end for q in whole)
        ]
        dubbed = {m.end() for m in _DUBBED.finditer(self.scene.plain, line.span.start, line.span.end)}
        whole += [m.span for m in line.mentions if m.kind == "name" and m.span.start in dubbed]
        found += [Mention(span, span.of(self.scene.text), "treaty") for span in whole]
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
        if inner := _INNER.search(mention.text):
            self._inner(line, Span(mention.span.start + inner.start("other"), mention.span.end))

    def _inner(self, line: Line, span: Span) -> None:
        """The treaty that the name of an added one holds: "Protocol to the Rivers Treaty"."""
        words = span.of(self.scene.text)
        spelt = TreatyName(words)
        if spelt.head not in HEADS or not spelt.content or not words[:1].isupper():
            return
        hits = self.scene.lexicon.names.find(fold(words), folded=True)
        key = next((k for h in hits if h.span == Span(0, len(words)) for kind, k in h.payloads if kind == "treaty"), "")
        mention = Mention(span, words, "treaty", key=key)
        thing = self.scene.cast.known(mention) if key else self.scene.cast.named(mention, alias=spelt.signature)
        self.scene.cast.alias(thing, words, spelt.signature)
        self._held[span.end] = thing

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
                    held = self._held.get(named.span.end)
                    if held and initials(held.name) == found["short"]:
                        self._shorten(line, Span(*found.span("short")), held)
                    elif not TreatyName(named.span.of(self.scene.text)).ends_in(found["short"]):
                        self._shorten(line, Span(*found.span("short")), named.treaty)

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
        return any(
            same_treaty(self._spelt(x), self._spelt(y)) or abbreviates(x, y) or abbreviates(y, x)
            for x in a.names
            for y in b.names
        )

    def _headlined(self, thing: Thing) -> list[Thing]:
        """What a name of the headline alone can stand for: the treaties of the body that have its head."""
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
        """A name with its bodies and states by their keys, so that "ASEAN" and what it stands for are one word."""
        if name in self._spellings:
            return self._spellings[name]
        spelt = name
        found = [
            (hit.span, key)
            for hit in self.scene.lexicon.names.find(fold(name), folded=True)
            for kind, key in sorted(hit.payloads)[:1]
            if kind in {"organization", "state"}
        ]
        for span, key in reversed(found):
            spelt = spelt[: span.start] + re.sub(r"\W", "", key) + spelt[span.end :]
        return self._spellings.setdefault(name, TreatyName(spelt))

    def _aliases(self, line: Line) -> None:
        if not self.named.get(line.number):
            return
        masked = self.masked(line, with_names=True)
        if _OTHER_TITLES.match(masked.text) and (treaty := self.focus.get(line.number)):
            for named in list(self.named[line.number]):
                if named.treaty is not treaty:
                    self._merge(treaty, named.treaty)
        for pattern in frames().alias:
            for match in pattern.finditer(masked.text):
                first, other = masked.payloads[match.start()], masked.payloads[match.start("other")]
                if not isinstance(first, Named) or self._held_short(first, other):
                    continue
                if isinstance(other, Mention):
                    self._short(line, other.span, first.treaty)
                elif isinstance(other, Named) and other.treaty is not first.treaty:
                    self._merge(first.treaty, other.treaty)

    def _held_short(self, first: Named, other: Named | Mention) -> bool:
        """Whether letters after the name of an added treaty are those of the one that it holds."""
        held = self._held.get(first.span.end)
        if held is None or initials(held.name) != other.span.of(self.scene.text):
            return False
        if isinstance(other, Named) and other.treaty not in (held, first.treaty):
            self._merge(held, other.treaty)
        return True

    def _merge(self, kept: Thing, other: Thing) -> None:
        self.scene.cast.merge(kept, other)
        for mention, thing in self.scene.meant.items():
            if thing is other:
                self.scene.meant[mention] = kept
        for number, thing in self.focus.items():
            if thing is other:
                self.focus[number] = kept
        for number, named in self.named.items():
            self.named[number] = [Named(n.span, kept, n.naming) if n.treaty is other else n for n in named]

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
