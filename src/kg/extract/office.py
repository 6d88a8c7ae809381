"""Reads the words of offices: title, standing, and the state or body that the same words name.

In: masked words that hold titles. Out: offices. Never: a state or body that other words name; that is for
:mod:`.implied`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..gazetteer import key as folded
from ..model import Mention, Span
from ..text.mask import Masked, grammar
from .cast import Thing
from .scene import PLACES, Scene
from .titlegrammar import RANK

_SCOPES = {"state", "demonym", "organization", *PLACES}
_SENT = re.compile(r"ambassador|permanent representative|high commissioner|consul|charg|envoy|observer|liaison")
_AREA = re.compile(r"envoy|representative|coordinator|rapporteur|adviser|advisor|commander|expert|director")
_TO = re.compile(r",? (?:to|for|at|in) ")
_WORD = re.compile(r"\b([A-Za-z-]+) $")
_FOR = re.compile(r" (?:for|on|to) (?:the )?")
_ADJACENT = grammar(r"<SNOL>(?:'s|')?\)? ?(?:(?!and |of |for |to |the )[\w'-]+ )*$")
_OWNED = grammar(r"<SNO>'s? (?:[\w'-]+ )*$")
_STATE = re.compile(r" (?:[Gg]overnment|[Cc]abinet|[Rr]epublic|[Ss]tate|[Pp]residency|[Kk]ingdom)\b")
_OF = grammar(rf"{RANK},? (?:of|for|to|at|in) |, (?:the )?<O>$")


@dataclass(frozen=True, slots=True)
class Office:
    """A title as written, whose it is, and how the person holds it."""

    title: str
    span: Span
    standing: str
    scope: Thing | None = None
    scope_at: Mention | None = None
    level: str = "either"
    """``state``, ``body`` or ``either``, as the title tells; ``place``: of a city or region that is neither."""


class OfficeReader:
    """Makes offices of masked titles."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def read(
        self, masked: Masked[Mention], within: tuple[int, int], whose: Mention | None = None, *, former: bool = False
    ) -> tuple[Office, ...]:
        """The offices of conjoined titles.

        Parameters
        ----------
        masked: a masked sentence.
        within: where its titles stand, states and bodies included.
        whose: the state or body named after the person, for offices that have none of their own.
        former: the words around say that the person held them once.
        """
        start, end = within
        offices: list[Office] = []
        heads = [i for i in range(start, end) if i in masked.payloads and masked.payloads[i].kind == "title"]
        first = heads[0] if heads else start
        for n, i in enumerate(heads):
            low = heads[n - 1] + 1 if n else start
            high = heads[n + 1] if n + 1 < len(heads) else end
            if _OWNED.search(masked.text[low:i]):
                offices, first = [o for o in offices if o.scope], i
            offices.append(self._standing(self._one(masked, low, i, high)))
        whose = whose or next((m for m in masked.within(start, first) if m.kind in {"state", "demonym"}), None)
        if whose:
            offices = [o if o.scope else self._of(o, whose) for o in offices]
        if former:
            offices = [replace(o, standing="former") for o in offices]
        return tuple(o for o in _shared(offices) if not self.rank(o))

    def office(self, title: Mention, scope: Mention | None) -> Office:
        """The office of a title with the state or body that is said of it."""
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
            words = singular(words, match["head"])
            level = "state" if _minister(match) or _of_a_ruler(match["served"]) else self._level(match["head"], words)
        return self._of(Office(" ".join(words.split()), span, standing, level=level), scope)

    def rank(self, office: Office) -> bool:
        """Whether the title is a mere form of address, no state or body being said."""
        return office.scope is None and folded(office.title) in self.scene.lexicon.ranks

    def described(self, words: Span, scope: Mention) -> Office:
        """The office of a plain noun ("leader")."""
        return self._of(Office(words.of(self.scene.text), words, "incumbent"), scope)

    def _standing(self, office: Office) -> Office:
        """ "the former Chadian minister": how an office is held may be said before the state."""
        if office.standing != "incumbent" or office.scope_at is None or office.scope_at.span.start > office.span.start:
            return office
        before = _WORD.search(self.scene.plain, max(0, office.scope_at.span.start - 20), office.scope_at.span.start)
        standing = self.scene.lexicon.standings.get(before[1].lower()) if before else None
        return replace(office, standing=standing) if standing else office

    def _one(self, masked: Masked[Mention], low: int, head: int, high: int) -> Office:
        title, rest = masked.payloads[head], masked.text[head + 1 : high]
        before = [m for m in masked.within(low, head) if m.kind in _SCOPES]
        first = before[-1] if before and _ADJACENT.search(masked.text[low:head]) else None
        after = self._after(masked, head, high)
        kind = folded(title.text)
        if len(before) > 1 and first and first.kind == "organization" and _SENT.search(kind):
            first = before[0]
        if first and first.kind in PLACES and kind == "secretary":
            span = first.span.hull(title.span)
            return self.office(replace(title, span=span, text=span.of(self.scene.text)), None)
        if after and _TO.match(rest) and _SENT.search(kind):
            return self.office(title, first)
        sent = " of the " in title.text
        if after and (first or sent) and _FOR.match(rest) and _AREA.search(kind):
            return self._extended(self.office(title, first), after)
        return self.office(title, after or first)

    def _after(self, masked: Masked[Mention], head: int, high: int) -> Mention | None:
        """The first state or body after "of"; a demonym before a body ("of the Lao National Assembly") is passed."""
        if not _OF.match(masked.text[head + 1 : high]):
            return None
        for i in range(head + 1, high):
            mention = masked.payloads.get(i)
            if mention and (mention.kind in {"state", "organization", *PLACES} or _STATE.match(masked.text, i + 1)):
                return mention if mention.kind in _SCOPES else None
        return None

    def _extended(self, office: Office, area: Mention) -> Office:
        """ "the UN's special envoy for Chad": what follows "for" is part of the title."""
        span = Span(office.span.start, area.span.end)
        return replace(office, title=" ".join(span.of(self.scene.text).split()), span=span)

    def _of(self, office: Office, scope: Mention | None) -> Office:
        if scope is None:
            return office
        thing = self.scene.state_of(scope) if scope.kind in {"state", "demonym"} else self.scene.meant.get(scope)
        if thing is not None and thing.kind in PLACES and not _SENT.search(folded(office.title)):
            return replace(office, level="place")
        if thing is None or thing.kind in PLACES:
            return office
        return replace(office, scope=thing, scope_at=scope)

    def _level(self, head: str, words: str) -> str:
        level = self.scene.lexicon.level
        full = folded(words)
        return (
            level.get(full)
            or level.get(head.lower())
            or next((level[h] for h in sorted(level, key=len, reverse=True) if full.endswith(folded(h))), "either")
        )


def _of_a_ruler(served: str | None) -> bool:
    """Whether someone serves who rules a state, and not the head of a body."""
    return served is not None and not served.endswith("General")


def _minister(match: re.Match[str]) -> bool:
    """Whether a secretary is one with a portfolio: "Treasury Secretary", "Secretary of Health"."""
    return match["head"].lower() == "secretary" and bool(match["before"] or match["after"])


def singular(title: str, head: str) -> str:
    """The title of one of several holders.

    >>> singular("Ministers of Trade", "Ministers"), singular("First ladies", "First ladies")
    ('Minister of Trade', 'First lady')
    """
    if not head.endswith("s") or " of " in head or head.endswith(("ss", "ffairs")):
        return title
    one = head[:-3] + "y" if head.endswith("ies") else head[:-1]
    return title.replace(head, one, 1)


def _shared(offices: list[Office]) -> tuple[Office, ...]:
    """Conjoined offices share a state that only one of them names."""
    owner = next((o for o in offices if o.scope and o.scope.kind == "state"), None)
    if not owner:
        return tuple(offices)
    return tuple(
        replace(o, scope=owner.scope, scope_at=owner.scope_at) if not o.scope and o.level != "body" else o
        for o in offices
    )
