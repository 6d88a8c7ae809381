"""Reads which office keeps a treaty: that of a person named, or an office named without its holder.

In: the signs that stand for the keeper. Out: positions, and facts "position" for those that no one is named in. Never:
a person as depositary where the person's office is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Evidence, Fact, Literal, Mention, Role, Span
from .cast import Thing
from .clauses import Payload
from .offices import Offices
from .scene import Agent, Scene


class Keepers:
    """The offices that keep treaties."""

    def __init__(self, scene: Scene, offices: Offices) -> None:
        self.scene, self.offices = scene, offices
        self._said: dict[Thing, Fact] = {}

    def facts(self) -> Iterator[Fact]:
        yield from self._said.values()

    def office(self, marks: Sequence[Payload], span: Span) -> tuple[Thing, Evidence] | None:
        """The office that signs stand for: "Mr Li", "the Secretary-General of the United Nations".

        Parameters
        ----------
        marks: what stands there: a person, or a title with or without its body.
        span: the words of the whole statement.
        """
        first = marks[0]
        if isinstance(first, Agent) and first.things[0].kind == "person":
            return self._held(first, span)
        title = next((m for m in marks if isinstance(m, Mention) and m.kind == "title"), None)
        if isinstance(first, Agent) and title is None:
            title = self._title_in(first.span)
        return self._named(title, [m for m in marks if m is not title], span) if title else None

    def _title_in(self, span: Span) -> Mention | None:
        """The title in words that were understood as the body whose office they name."""
        inside = (m for line in self.scene.lines if line.span.holds(span) for m in line.mentions)
        return next((m for m in inside if m.kind == "title" and span.holds(m.span)), None)

    def _held(self, agent: Agent, span: Span) -> tuple[Thing, Evidence] | None:
        held = [position for (person, position) in self.offices.tenures if person is agent.things[0]]
        if not held:
            return None
        at = agent.span
        held[0].add(Mention(at, at.of(self.scene.text), "position", naming=False))
        return held[0], self.scene.evidence(span, "treaty-keeper", 0.85, implicit=True)

    def _named(self, title: Mention, rest: Sequence[Payload], span: Span) -> tuple[Thing, Evidence] | None:
        body = next((self.scene.meant.get(m) for m in rest if isinstance(m, Mention)), None)
        if body is None:
            body = next((m.things[0] for m in rest if isinstance(m, Agent)), None)
        words = self.scene.lexicon.short.get(title.text, title.text)
        words = words[:1].upper() + words[1:]
        at = title.span
        for m in rest:
            if isinstance(m, (Mention, Agent)):
                at = Span(at.start, max(at.end, m.span.end)) if m.span.holds(at) else at.hull(m.span)
        thing = self.offices.position(words, body, Mention(at, at.of(self.scene.text), "position"))
        if thing not in self.offices.roles and thing not in self._said:
            said = self.scene.evidence(at, "office-named", 0.9)
            roles = [Role("title", Literal(words), (said,))]
            if body:
                roles.append(Role("of", body.id, (said,)))
            self._said[thing] = Fact("position", thing.id, tuple(roles))
        return thing, self.scene.evidence(span, "treaty-keeper", 0.88)
