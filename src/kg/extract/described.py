"""Reads an office that only a description gives: "The Secretary-General left; Mr. Roe was seen off at the airport".

In: people whose names stand beside no office. Out: claims whose antecedent is the name. Never: an office that the text
gives to someone by name, or a person of whom the text may mean another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..gazetteer import key as folded
from ..model import Mention, Span
from .cast import Thing
from .office import OfficeReader
from .people import Claim, People
from .scene import Scene
from .words import words

_DEFINITE = re.compile(r"\b[Tt]he $")
_NAMED_AFTER = re.compile(r"^,? (?:of|for|to)\b|^'s\b")


def described(scene: Scene, people: People) -> Iterator[Claim]:
    """The claims by description alone, for titles that by custom one body uses.

    Parameters
    ----------
    scene, people: with the claims that stand beside names.
    """
    taken = {folded(o.title) for c in people.claims for o in c.offices}
    person = _only(scene, people)
    if person is None:
        return
    reader = OfficeReader(scene)
    for line in scene.lines:
        for mention in line.mentions:
            title = folded(mention.text)
            if mention.kind != "title" or title not in words().customary or title in taken or not _bare(scene, mention):
                continue
            held = Mention(mention.span, mention.text, "person", naming=False)
            office = reader.office(mention, None)
            if office.level == "body":
                yield Claim(person, (office,), mention.span, held, "described-office", line.number)


def _bare(scene: Scene, mention: Mention) -> bool:
    """Whether "the" stands before the title, and neither a name nor a body after it."""
    before = scene.plain[max(0, mention.span.start - 4) : mention.span.start]
    after = scene.plain[mention.span.end : mention.span.end + 8]
    return bool(_DEFINITE.search(before)) and not _NAMED_AFTER.match(after)


def _only(scene: Scene, people: People) -> Thing | None:
    """The one person of whom most is told, of those that have a form of address and no office."""
    holders = {c.person for c in people.claims if c.offices}
    addressed = {c.person for c in people.claims if not c.offices}
    candidates = [p for p in scene.cast.of_kind("person") if p not in holders and (p in addressed or _chief(scene, p))]
    ranked = sorted(candidates, key=lambda p: (-len(p.mentions), p.id))
    if not ranked or (len(ranked) > 1 and len(ranked[0].mentions) < 2 * len(ranked[1].mentions)):
        return None
    return ranked[0]


def _chief(scene: Scene, person: Thing) -> bool:
    spans: list[Span] = [m.span for m in person.mentions if m.naming]
    return any(scene.plain[max(0, s.start - 7) : s.start] == " chief " for s in spans)
