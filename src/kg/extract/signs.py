"""Signs of whose an office is that titles, wishes and meetings give ("the Omani minister", "envoy to Oman").

In: where a scene names states, and its claims. Out: for an office, states with the words that name them and a weight.
Never: a decision, or an office that another text would be needed to place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..gazetteer import key as folded
from ..model import Mention, Span
from .cast import Thing
from .office import Office
from .people import Claim
from .scene import Line
from .states import States, naming_at
from .words import canonical

_ENVOY = re.compile(r"ambassador|high commissioner|charge|representative|envoy|consul")
_OF = re.compile(r" of (?:the )?")
_TO = re.compile(r" (?:to|in) (?:the )?")
_NAMED = re.compile(r"(?:name|honorific),? $")
_WISHED = re.compile(r"\bwish\w* (?:him|her|His|Her)\b[^.;]{0,40}$")
_MET = re.compile(
    r"\b(?:will|to|official|minister|president|he|she)\b[^.;]{0,30}\b(?:meet|met|meets|meeting|talks) with $"
)
_MEETS = re.compile(
    r"^,? (?:\w+ (?:\w+ )?)?(?:received|receives|met(?: with)?|meets(?: with)?|hosted|welcomed"
    r"|held (?:talks|a meeting) with) (?:[\w,]+ ){0,9}$"
)
_COUNTERPART = re.compile(r"\b(?:his|her|their|its) $")
_OTHERS = (" counterpart", " opposite number", " colleague")
_OWNS = frozenset({" ", "'s ", "' "})
_TITLED, _HOST = 2.5, 1.5


@dataclass(frozen=True, slots=True)
class Cue:
    """A sign that an office belongs to a state: the words that name the state, and how much it weighs."""

    state: Thing
    at: Span
    weight: float


class Signs:
    """The signs of a scene; ``titled`` are titles that a state owns and no name follows, ``hosts`` the states that
    envoys are sent to."""

    def __init__(self, states: States, claims: list[Claim]) -> None:
        self.scene, self.named, self.claims = states.scene, states.named, claims
        self.untold = not any(line.sentence.kind == "title" for line in self.scene.lines)
        self.titled: dict[str, list[tuple[Span, Thing]]] = {}
        self.hosts: list[tuple[Span, Thing]] = []
        said = {m: t for m, t in self.named if m.kind != "city"}
        for line in self.scene.lines:
            for n, mention in enumerate(line.mentions):
                if mention.kind == "title":
                    self._title(line.mentions, n, said)

    def _title(self, mentions: list[Mention], n: int, said: dict[Mention, Thing]) -> None:
        plain, title = self.scene.plain, mentions[n]
        left = mentions[n - 1] if n else None
        right = mentions[n + 1] if n + 1 < len(mentions) else None
        gap = plain[title.span.end : right.span.start] if right else ""
        host, between = right, gap
        if right in said and right and _OF.fullmatch(gap) and n + 2 < len(mentions):
            host = mentions[n + 2]
            between = plain[right.span.end : host.span.start]
        if host in said and host and _ENVOY.search(folded(title.text)) and _TO.fullmatch(between):
            self.hosts.append((host.span, said[host]))
        owned = left is not None and plain[left.span.end : title.span.start] in _OWNS
        if left in said and left and owned and not (right and _NAMED.match(right.kind + gap)):
            self.titled.setdefault(canonical(title.text), []).append((left.span, said[left]))

    def of(self, claim: Claim, office: Office, line: Line) -> Iterator[Cue]:
        """The signs for an office of a claim on a line."""
        yield from self._unnamed(office)
        yield from self._accredited(office)
        yield from self._wished(claim, line)
        yield from self._met(claim, line)
        yield from self._opening(claim)

    def _unnamed(self, office: Office) -> Iterator[Cue]:
        """ "the Omani foreign minister": the same title of a state where no name follows."""
        for at, state in self.titled.get(canonical(office.title), ()):
            yield Cue(state, at, _TITLED)

    def _accredited(self, office: Office) -> Iterator[Cue]:
        """Who receives "the ambassador to Oman" is, more often than not, of Oman."""
        if not _ENVOY.search(folded(office.title)):
            for at, state in self.hosts:
                yield Cue(state, at, _HOST)

    def _wished(self, claim: Claim, line: Line) -> Iterator[Cue]:
        """ "greeted the King, wishing him and the people of Oman well": the people are his."""
        for mention, state in self.named:
            if line.span.holds(mention.span) and mention.span.start > claim.span.end:
                others = any(claim.span.end < c.span.start < mention.span.start for c in self.claims)
                if not others and _WISHED.search(self.scene.plain[claim.span.end : mention.span.start]):
                    yield Cue(state, mention.span, 4)
                    return

    def _met(self, claim: Claim, line: Line) -> Iterator[Cue]:
        """Whoever someone of a state is told to meet, or who meets someone of it, is seldom of that state."""
        plain, before = self.scene.plain, True
        for mention, state in self.named:
            if not line.span.holds(mention.span) or mention.kind == "city":
                continue
            if mention.span.start > claim.span.end:
                between = plain[claim.span.end : mention.span.start]
                if _COUNTERPART.search(between) and plain.startswith(_OTHERS, mention.span.end):
                    yield Cue(state, mention.span, -2 * _HOST)
                elif _MEETS.match(between):
                    yield Cue(state, mention.span, -_HOST)
                return
            if before and mention.span.end < claim.span.start:
                before = False
                if _MET.search(plain[mention.span.end : claim.span.start]):
                    yield Cue(state, mention.span, -_HOST)

    def _opening(self, claim: Claim) -> Iterator[Cue]:
        """Whose office the story begins with, where no headline does."""
        first = self.claims[0] if self.claims and self.untold else None
        if first is None or not first.offices or first.span.end >= claim.span.start:
            return
        state = first.offices[0].scope
        naming = naming_at(state, claim.span.start) if state and state.kind == "state" else None
        if state and naming:
            yield Cue(state, naming, 0.5)
