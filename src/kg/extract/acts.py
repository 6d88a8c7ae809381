"""Reads what states do with a treaty: sign, ratify, accede to, accept, approve it or withdraw from it.

In: masked sentences with treaties and states. Out: facts "treaty-action". Never: an act that is only planned, denied or
called for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from ..model import Evidence, Fact, Literal, Mention, Role, Span
from ..text.dates import When
from ..text.mask import Masked, grammar
from .cast import Thing
from .clauses import Payload
from .clock import Clock, Moment
from .frames import frames
from .scene import Scene
from .treaties import Named

_LIST = r"(?:<S>|<O>)(?:(?:, | and |, and )(?:the )?(?:<S>|<O>))*"
_ASIDE = r"(?:, (?:for (?:its|their) part|too|as well|meanwhile|in turn|in its turn),)?"
_ADVERB = (
    r"(?:has |have |had |today |also |then |both |all |each |jointly |later |subsequently |recently |officially "
    r"|formally |already |on <D> |<D> "
    r"|became the [\w-]+ (?:\w+ )?(?:to|of which) )*"
)
_NOT_YET = re.compile(
    r"\b(?:will|would|shall|to|must|should|could|may|not|never|yet to|if|once|when|until|after|before|urged?|called on"
    r"|plans?) (?:the )?$"
)
_CLAUSE_END = re.compile(
    r"[;:]|\. |, (?:while|and|but|which|who|with|after|before|making) | (?:until|after|before|since) "
)
_OPENING_DAY = grammar(r"^(?:On |In )?(?P<day><D>),? (?:the )?(?=[^;]*$)")
_RATIFYING = frozenset({"ratification", "accession", "acceptance", "approval"})
_INSTRUMENT = r"(?:ratification|accession|acceptance|approval|withdrawal)"


class Acts:
    """The acts of states that a scene tells of."""

    def __init__(self, scene: Scene, clock: Clock) -> None:
        self.scene, self.clock = scene, clock
        self._found: dict[tuple[Thing, str, Thing], Fact] = {}
        verbs = "|".join(f"(?P<{kind}>{verb})" for kind, verb in frames().acts.items())
        deposit = rf"(?P<deposit>deposited (?:its|their|an|the)(?: [\w-]+)? instruments? of (?P<kind>{_INSTRUMENT}))"
        theirs = r"(?P<theirs>deposited (?:its|their|theirs)(?: own)?(?: instruments?)?)"
        self._active = grammar(
            rf"(?P<who>{_LIST}){_ASIDE} {_ADVERB}(?:{deposit}|{theirs}|{verbs})(?= |[.,;]|$)"
            r"(?: (?:of|to|from))? ?(?:and \w+ )?(?:(?:the )?(?P<what><T>)|(?P<it>it)\b)?"
        )
        self._passive = grammar(
            r"(?P<what><T>) (?:was|were|has been|had been) (?:(?P<ratification>ratified)|(?P<signature>signed)"
            rf"|(?P<approval>approved)|(?P<acceptance>accepted)) by (?:the )?(?P<who>{_LIST})"
        )
        self._listed = grammar(
            rf"^[-*# (]*(?P<who><S>)(?: \([^)]*\))?: (?P<kind>{_INSTRUMENT}|signature),? (?:on )?<D>"
        )
        self._then = grammar(
            rf"(?P<who><S>) {_ADVERB}signed (?:the )?(?P<what><T>)[^;.]{{0,40}}? and (?P<ratification>ratified) it\b"
        )
        self._nominal = grammar(
            rf"(?P<who><S>)'s (?P<kind>{_INSTRUMENT}) (?:of|to|from) (?:the )?(?P<what><T>)"
            r"(?= (?:took place|was deposited|on <D>|in <D>))"
        )
        self._deposit = grammar(
            rf"\b(?:[Dd]eposit of|[Rr]eceived) (?P<who><S>)'s instruments? of (?P<kind>{_INSTRUMENT})s?"
            r"(?: (?:of|to) (?:the )?(?P<what><T>))?"
        )
        self._both = grammar(
            rf"(?P<who>{_LIST}) {_ADVERB}(?P<signature>signed) and (?P<ratification>ratified)"
            r"(?: (?:the )?(?P<what><T>)| (?P<it>it))?(?=[.,;]|$)"
        )
        self._behalf = grammar(
            r"(?P<signature>signed)\b(?:,? (?:it|first|<D>|today|in <L>|at <L>|<T>|the <T>),?){0,3}"
            r" (?:for|on behalf of) (?:the )?(?P<who><S>)(?:,? (?:the )?(?P<what><T>))?"
        )

    def facts(self) -> Iterator[Fact]:
        yield from self._found.values()

    def read(self, masked: Masked[Payload], focus: Thing | None) -> None:
        """Notes the acts of one sentence; ``focus`` is the treaty that the text was speaking of."""
        patterns = (self._listed, self._both, self._active, self._passive, self._then, self._nominal, self._deposit)
        for pattern in (*patterns, self._behalf):
            for match in pattern.finditer(masked.text):
                self._act(masked, match, focus)

    def _act(self, masked: Masked[Payload], match: re.Match[str], focus: Thing | None) -> None:
        groups = match.groupdict()
        before = masked.text[: match.start()]
        governed = match.re is not self._deposit and re.search(r"\b(?:of|for|in|from|with|by) (?:the )?$", before)
        if _NOT_YET.search(before) or governed:
            return
        treaty = self._treaty(masked, match, focus)
        kind = groups.get("kind") or ("ratification" if groups.get("theirs") else "")
        kind = kind or next((k for k in frames().acts if groups.get(k)), "")
        if treaty is None or not kind:
            return
        when = self._when(masked, match)
        moment = self.clock.of(when) if when else None
        kinds = ("signature", "ratification") if match.re is self._both else (kind,)
        for i, each in product(range(*match.span("who")), kinds):
            state = masked.payloads.get(i)
            if isinstance(state, Mention) and (thing := self._actor(state)):
                self._say(thing, each, treaty, state.span.hull(masked.span(match)), moment)

    def _when(self, masked: Masked[Payload], match: re.Match[str]) -> When | None:
        """The day of an act: in its words or soon after them in its clause, else the one that opens the sentence."""
        start = match.end() if match.re is self._then else match.start()
        end = _CLAUSE_END.search(masked.text, match.end())
        reach = min(match.end() + 60, end.start() if end else len(masked.text))
        own = next((p for p in masked.within(start, reach) if isinstance(p, When)), None)
        opening = _OPENING_DAY.match(masked.text[: match.start()])
        first = masked.payloads.get(opening.start("day")) if opening else None
        return own or (first if isinstance(first, When) else None)

    def _actor(self, mention: Mention) -> Thing | None:
        thing = self.scene.meant.get(mention)
        if mention.kind == "organization" and mention.text not in {"European Union", "EU", "European Community"}:
            return None
        return thing

    def _treaty(self, masked: Masked[Payload], match: re.Match[str], focus: Thing | None) -> Named | None:
        """The treaty that is the object; where the verb has none, the one that the text was speaking of."""
        if match.groupdict().get("what"):
            named = masked.payloads[match.start("what")]
            return named if isinstance(named, Named) else None
        if focus is None:
            return None
        if match.groupdict().get("it"):
            return Named(masked.span(match), focus, False)
        if match.groupdict().get("approval") or match.groupdict().get("acceptance"):
            return None
        bare = match.re in (self._listed, self._behalf, self._both, self._deposit) or re.match(
            r"(?:[.,;\ue007]|$| ?(?:on|in|there|today|the same|the following|yesterday|last|a day|at|first)\b)",
            masked.text[match.end() :].lstrip(" "),
        )
        inside = [p for p in masked.payloads.values() if isinstance(p, Named)]
        if inside and all(p.treaty is inside[0].treaty for p in inside) and bare:
            return inside[0]
        return Named(masked.span(match), focus, False) if bare and not inside else None

    def _say(self, state: Thing, kind: str, named: Named, span: Span, moment: Moment | None) -> None:
        if (state, kind, named.treaty) in self._found:
            return
        evidence = self.scene.evidence(span, f"treaty-{kind}", 0.9, named.antecedent)
        own = self.scene.evidence(span, f"treaty-{kind}", 0.9)
        roles = [
            Role("action", Literal(kind), (own,)),
            Role("treaty", named.treaty.id, (evidence,)),
            Role("actor", state.id, (own,)),
            Role("status", Literal("Held"), (own,)),
        ]
        if kind == "signature":
            roles.append(Role("signatory", state.id, (own,)))
        elif kind in _RATIFYING:
            roles.append(Role("ratifier", state.id, (own,)))
        roles += self._dates(span, kind, moment)
        place = f"treaty-action@{span.start}-{state.id.partition('@')[2]}"
        taken = {fact.subject for fact in self._found.values()}
        subject = place if place not in taken else f"{place}-{kind}"
        self._found[state, kind, named.treaty] = Fact("treaty-action", subject, tuple(roles), (own,))

    def _dates(self, span: Span, kind: str, moment: Moment | None) -> list[Role]:
        if moment is None or moment.is_range:
            return []
        dated: tuple[Evidence, ...] = (
            self.scene.evidence(span.hull(moment.span), f"treaty-{kind}", 0.85, moment.antecedent),
        )
        value, datatype = moment.said
        return [
            Role("date", Literal(value, datatype), dated),
            Role("earliest", Literal(moment.first.isoformat(), "date"), dated),
            Role("latest", Literal(moment.last.isoformat(), "date"), dated),
        ]
