"""Tells the bodies of a document apart: by key, by name, and by the state that the words give them.

In: the lines of a scene. Out: what each mention of a body means. Never: the assemblies of two states made one.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..gazetteer import key as folded
from ..model import Mention, Span
from .cast import Thing

if TYPE_CHECKING:
    from .scene import Line, Scene

_SHORT = re.compile(r"^,? \((?:the |or |hereinafter |also )?[\"']?([A-Z][\w&+-]*[A-Z0-9][\w-]*)[\"']?[),;]")
_UNITED_NATIONS = re.compile(r"^(?:united nations|un|u n) (?=\w)")
_WHO = (
    "leader|leaders|chief|chair|chairman|chairwoman|president|head|spokesman|spokeswoman|spokesperson|lawmaker|lawmakers|"
    "politician|candidate|member|members|secretary-general|director|commander"
)
_LED = re.compile(rf"^(?:'s)? (?:{_WHO}|delegation)\b")
_HEADED = re.compile(rf"\b(?:{_WHO}) of (?:the )?$")
_OF = re.compile(r" of (?:the )?$")
_MINISTRY = re.compile(r"(?:(?!prime )([a-z]+(?: and [a-z]+)?) ministry|mfa|mofa)")
_POSSESSIVE = re.compile(r"^['’]s?(?= )")
_LETTERS = re.compile(r"[A-Z]{3,8}")
_CAPITAL = re.compile(r"\b[A-Z]")
_NAMED = frozenset({"organization", "treaty", "venue", "place"})


class Bodies:
    """Gives every mention of a body its thing."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.of_state: dict[tuple[str, str], Thing] = {}

    def place(self, mention: Mention, line: Line | None) -> Thing | None:
        """The body that a mention means; a mere head ("the Commission") means the last one named so."""
        owner = self._owner(mention, line)
        short = self._without_parent(mention)
        if mention.key and (owner is None or self._full(mention)):
            thing = self.scene.cast.known(mention)
            self.scene.cast.alias(thing, mention.text, short)
            return thing
        if not mention.naming:
            return self._earlier(mention)
        return self._owned(mention, owner) if owner else self.scene.cast.named(mention, alias=short)

    def _without_parent(self, mention: Mention) -> str:
        """A body's folded name without the body that it belongs to: "UN Fund for Trade" is the "Fund for Trade"."""
        name = _spelled(folded(mention.text))
        if not mention.text[:2].isupper() or mention.key:
            return _UNITED_NATIONS.sub("", name)
        letters, _, rest = mention.text.partition(" ")
        hit = next(self.scene.lexicon.names.find(letters), None) if rest.count(" ") else None
        known = hit is not None and any(kind == "organization" for kind, _ in hit.payloads)
        return folded(rest) if known else _UNITED_NATIONS.sub("", name)

    def _full(self, mention: Mention) -> bool:
        """Whether a known body is named in full, or by letters, so that no state before it can make it another."""
        row = self.scene.lexicon.tables[mention.key]
        return folded(mention.text) == folded(row.label) or mention.text.isupper() or " " not in mention.text

    def _owner(self, mention: Mention, line: Line | None) -> Mention | None:
        """The state or the demonym in a body's name or right before it ("Chad's", "the Lao")."""
        found = None
        for other in line.mentions if line else ():
            if other.kind not in {"state", "demonym"} or other.span == mention.span:
                continue
            if mention.span.holds(other.span):
                return other
            between = (
                self.scene.plain[other.span.end : mention.span.start] if other.span.end <= mention.span.start else ""
            )
            if between in ("'s ", "' ") or (between == " " and other.kind == "demonym"):
                found = other
        return found

    def _owned(self, mention: Mention, owner: Mention) -> Thing:
        """The body of that name of that state; one named before without a state is taken to be the same."""
        cast, key, name = self.scene.cast, owner.key, _without(mention, owner)
        thing = self.of_state.get((name, key)) or cast.lookup("organization", name)
        if thing is None or thing.key or _state(thing) not in ("", key):
            thing = cast.new("organization", mention.span)
        cast.alias(thing, mention.text, name)
        thing.add(Mention(mention.span, mention.text, mention.kind))
        self.of_state[name, key] = thing
        thing.hints["state", key] = None
        return thing

    def _earlier(self, mention: Mention) -> Thing | None:
        head = folded(mention.text)
        earlier = [
            t
            for t in self.scene.cast.of_kind("organization")
            if any(folded(n).endswith(head) or folded(n).startswith(head + " ") for n in t.names)
        ]
        if not earlier:
            return None
        thing = max(earlier, key=lambda t: max(m.span.start for m in t.mentions))
        thing.add(mention)
        return thing

    def acronyms(self) -> None:
        """ "… (UNODC)" after a name is another name of the same thing."""
        for line in self.scene.lines:
            for mention in list(line.mentions):
                thing = self.scene.meant.get(mention)
                if thing and thing.kind in _NAMED:
                    self._short(line, mention, thing)
        for line in self.scene.lines:
            for i, mention in enumerate(line.mentions):
                if mention.kind != "name" or not _LETTERS.fullmatch(mention.text):
                    continue
                thing = self._initials(mention.text)
                if thing or self._leads(mention):
                    line.mentions[i] = body = Mention(mention.span, mention.text, "organization")
                    if thing:
                        self.scene.cast.alias(thing, mention.text)
                    self.scene.meant[body] = self.scene.cast.named(body)

    def _short(self, line: Line, mention: Mention, thing: Thing) -> None:
        found = _SHORT.match(self.scene.plain[mention.span.end : mention.span.end + 60])
        if not found:
            return
        span = Span(mention.span.end + found.start(1), mention.span.end + found.end(1))
        other = next((m for m in line.mentions if m.span == span), None)
        if other and self.scene.meant.get(other) not in (None, thing):
            return
        short = Mention(span, span.of(self.scene.text), thing.kind)
        line.mentions[:] = sorted([m for m in line.mentions if m.span != span] + [short], key=lambda m: m.span)
        thing.add(short)
        self.scene.cast.alias(thing, short.text)
        self.scene.meant[short] = thing
        self._spread(thing, short.text)

    def _spread(self, thing: Thing, acronym: str) -> None:
        """Wherever else the acronym stands as an unknown name, it is that thing."""
        for line in self.scene.lines:
            for i, mention in enumerate(line.mentions):
                if mention.kind == "name" and mention.text == acronym and mention not in self.scene.meant:
                    line.mentions[i] = Mention(mention.span, mention.text, thing.kind)
                    thing.add(line.mentions[i])
                    self.scene.meant[line.mentions[i]] = thing

    def _initials(self, letters: str) -> Thing | None:
        """The one body of three words or more whose capitals are the letters."""
        fitting = [
            thing
            for thing in self.scene.cast.of_kind("organization")
            if any(len(n.split()) > 2 and "".join(_CAPITAL.findall(n)) == letters for n in thing.names)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _leads(self, mention: Mention) -> bool:
        """Letters that someone leads or speaks for are a body."""
        before = self.scene.plain[max(0, mention.span.start - 40) : mention.span.start]
        return bool(_LED.match(self.scene.plain[mention.span.end : mention.span.end + 20]) or _HEADED.search(before))

    def homes(self) -> None:
        """A body that no words give to a state belongs to the state that the text is about, if to any."""
        counts = Counter(m.key for line in self.scene.lines for m in line.mentions if m.kind in {"state", "demonym"})
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return
        for thing in self.scene.cast.of_kind("organization"):
            if not thing.key and not _state(thing):
                thing.hints["state", ranked[0][0]] = None


def _without(mention: Mention, owner: Mention) -> str:
    """A body's folded name without its state: "Lao Ministry of Trade" is that state's "Ministry of Trade"."""
    if not mention.span.holds(owner.span):
        return _spelled(folded(mention.text))
    start, end = owner.span.start - mention.span.start, owner.span.end - mention.span.start
    before = _OF.sub("", mention.text[:start])
    return _spelled(folded(before + _POSSESSIVE.sub("", mention.text[end:])) or folded(mention.text))


def _spelled(name: str) -> str:
    """The folded name of a ministry with its field last, as the longer form has it: "trade ministry"."""
    found = _MINISTRY.fullmatch(name)
    if not found:
        return name
    field = found[1] or "foreign affairs"
    return f"ministry of {field} affairs" if field in {"foreign", "external"} else f"ministry of {field}"


def _state(thing: Thing) -> str:
    """The row of the state that the words give a body; empty where they give none."""
    return next((value for hint, value in thing.hints if hint == "state"), "")
