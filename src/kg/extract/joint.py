"""Reads titles said of several people at once: "the Presidents of A and B, Ada Roe and Bo Li", "Ministers Roe and Li".

In: a masked line. Out: each name with its own office. Never: an office given to a name that does not stand in the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..gazetteer import fold
from ..model import Mention
from ..text.mask import Masked, grammar
from .office import Office, OfficeReader
from .scene import Scene
from .titled import Titled
from .titlegrammar import NAME
from .words import is_person_like

_ITEM = rf"(?:the )?(?:<H> )?{NAME}(?: \(<SNO>\)| of (?:the )?<SO>)?"
_NAMES = rf"(?P<names>{_ITEM}(?:, {_ITEM})*(?:,? (?:and|&) {_ITEM}|, {_ITEM}(?=[;.])))"
_STATES = r"(?P<states>(?:the )?<SNO>(?:(?:,|,? and) (?:the |its \w+ neighbou?r)?<SNO>?)+)"
_RESPECTIVE = grammar(rf"<H> (?:of|for) {_STATES}(?:,| -|:) (?:respectively, )?{_NAMES}")
_ONE_BODY = grammar(rf"<H> of (?:the )?(?P<scope><SO>)(?: \([^)]*\))?(?:,| -) {_NAMES}")
_DEMONYMS = grammar(rf"(?P<states><SN>(?:(?:,|,? and) <SN>)+) <H>,? (?:respectively, )?{_NAMES}")
_EACH = rf"{_ITEM} of (?:the )?<SO>"
_LIST = grammar(rf"<H>(?:(?!<H>)[^.;:]){{0,120}}: (?P<names>{_EACH}(?:[,;] {_EACH})*[,;]? and {_EACH})")
_AFTER = grammar(rf"{_NAMES}, (?:respectively )?(?:the )?(?P<head><H>) of {_STATES}")
_BEFORE = grammar(rf"(?P<scope><SNO>)?(?:'s?)? ?<H>:? {_NAMES}")
_AND = re.compile(r",? and |, ")
_NAMED = grammar("(?P<c><C>)(?: \\((?P<in><SNO>)\\)| of (?:the )?(?P<of><SO>))?")


class JointReader:
    """Reads the lists of a line."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.offices = scene, OfficeReader(scene)

    def read(self, masked: Masked[Mention], taken: set[int]) -> Iterator[Titled]:
        """The names of lists under one title in the plural; their places are added to ``taken``."""
        for pattern in (_RESPECTIVE, _DEMONYMS, _LIST, _ONE_BODY, _AFTER, _BEFORE):
            for match in pattern.finditer(masked.text):
                title = next(m for m in masked.within(*match.span()) if m.kind == "title")
                if self._plural(title):
                    yield from self._listed(masked, match, title, taken)

    def _plural(self, title: Mention) -> bool:
        match = self.scene.lexicon.titles.match(fold(title.text))
        head = match["head"] if match else ""
        return head.endswith("s") and " of " not in head and not head.endswith(("ss", "ffairs"))

    def _listed(
        self, masked: Masked[Mention], match: re.Match[str], title: Mention, taken: set[int]
    ) -> Iterator[Titled]:
        items = list(_NAMED.finditer(masked.text, *match.span("names")))
        scopes = self._scopes(masked, match, items)
        for item, scope in zip(items, scopes, strict=True):
            at = item.start("c")
            name = masked.payloads[at]
            if at in taken or not is_person_like(name.text, short=True):
                continue
            taken.add(at)
            office: Office = self.offices.office(title, scope)
            yield Titled(
                name,
                () if self.offices.rank(office) else (office,),
                masked.at(item.start(), item.end("c")),
                "title-of-several",
            )

    def _scopes(
        self, masked: Masked[Mention], match: re.Match[str], items: list[re.Match[str]]
    ) -> list[Mention | None]:
        """The state or body of each: its own; else the one at the same place of the list; else the one said of all."""
        own = [masked.payloads[i.start(g)] if (g := i.lastgroup) in {"in", "of"} else None for i in items]
        groups = match.groupdict()
        if groups.get("states"):
            start = match.start("states")
            ends = [*(start + m.start() for m in _AND.finditer(match["states"])), match.end("states")]
            each = [next(iter(masked.within(a, b)), None) for a, b in zip([start, *ends], ends, strict=False)]
            shared = each if len(each) == len(items) else [None] * len(items)
        else:
            scope = masked.payloads[match.start("scope")] if groups.get("scope") else None
            if scope and scope.kind == "organization":
                return [scope] * len(items)
            shared = [scope] * len(items)
        return [o or s for o, s in zip(own, shared, strict=True)]
