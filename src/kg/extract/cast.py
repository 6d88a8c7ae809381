"""The cast of one document: everything it speaks of, gathered mention by mention.

In: mentions. Out: referents. Never: two things made one on a name alone where a sign speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..gazetteer import key as folded
from ..model import Mention, Referent, Span


@dataclass(slots=True, eq=False)
class Thing:
    """A referent in the making; ``acts`` says of a state that only a demonym names that the text lets it take part."""

    id: str
    kind: str
    key: str = ""
    names: dict[str, None] = field(default_factory=dict)
    mentions: dict[Mention, None] = field(default_factory=dict)
    hints: dict[tuple[str, str], None] = field(default_factory=dict)
    acts: bool = False

    def add(self, mention: Mention) -> None:
        self.mentions[mention] = None
        if mention.naming and mention.kind != "demonym":
            self.names[" ".join(mention.text.split())] = None

    @property
    def name(self) -> str:
        return max(self.names, key=lambda n: (len(n.split()), len(n)), default="")

    def naming_mention(self, before: int | None = None) -> Mention | None:
        """The nearest mention before an offset that names the thing, else the first one that does."""
        naming = [m for m in self.mentions if m.naming]
        earlier = [m for m in naming if before is not None and m.span.start < before]
        return max(earlier, key=lambda m: m.span) if earlier else min(naming, key=lambda m: m.span, default=None)


class Cast:
    """The things of a document by kind, key and name."""

    def __init__(self) -> None:
        self.things: dict[str, Thing] = {}
        self._by_key: dict[tuple[str, str], Thing] = {}

    def of_kind(self, *kinds: str) -> list[Thing]:
        return [t for t in self.things.values() if t.kind in kinds]

    def new(self, kind: str, at: Span, key: str = "") -> Thing:
        """A new thing whose first mention stands at ``at``."""
        name = f"{kind}@{at.start}"
        while name in self.things:
            name += "+"
        thing = Thing(name, kind, key)
        self.things[name] = thing
        if key:
            self._by_key[kind, key] = thing
        return thing

    def known(self, mention: Mention, kind: str = "") -> Thing:
        """The thing of a mention that a reference row decides."""
        kind = kind or mention.kind
        thing = self._by_key.get((kind, mention.key)) or self.new(kind, mention.span, mention.key)
        thing.add(mention)
        return thing

    def named(self, mention: Mention, kind: str = "", alias: str = "") -> Thing:
        """The thing of a mention by its folded name; ``alias`` is a further name under which it is looked up."""
        kind = kind or mention.kind
        for name in filter(None, (folded(mention.text), alias)):
            if thing := self._by_key.get((kind, "name:" + name)):
                break
        else:
            thing = self.new(kind, mention.span)
        self.alias(thing, mention.text, alias)
        thing.add(mention)
        return thing

    def alias(self, thing: Thing, *names: str) -> None:
        for name in names:
            if name:
                self._by_key.setdefault((thing.kind, "name:" + folded(name)), thing)

    def merge(self, kept: Thing, other: Thing) -> None:
        """Makes two things one: ``kept`` takes the mentions, the names and the key of ``other``."""
        for mention in other.mentions:
            kept.add(mention)
        for name, thing in self._by_key.items():
            if thing is other:
                self._by_key[name] = kept
        self.things.pop(other.id, None)
        kept.key = kept.key or other.key

    def lookup(self, kind: str, name: str) -> Thing | None:
        return self._by_key.get((kind, "name:" + folded(name)))

    def by_key(self, kind: str, key: str) -> Thing | None:
        return self._by_key.get((kind, key))

    def referents(self, used: Iterable[str] = ()) -> tuple[Referent, ...]:
        """The things that the text names, and those that facts use."""
        wanted = set(used)
        return tuple(
            Referent(
                t.id,
                t.kind,
                tuple(sorted(t.names, key=lambda n: (-len(n.split()), -len(n), n))),
                tuple(sorted(t.mentions, key=lambda m: (m.span, m.kind))),
                t.key,
                tuple(sorted(t.hints)),
            )
            for t in sorted(self.things.values(), key=lambda t: t.id)
            if t.id in wanted or t.names or t.acts
        )
