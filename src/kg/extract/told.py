"""Gathers what is told of treaties, and of several figures or days for one respect keeps one.

In: values with their evidence, as they are read. Out: facts "treaty". Never: two values where a treaty has one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Evidence, Fact, Literal, Role
from .cast import Thing

_GROWING = frozenset({"signatoryCount", "partyCount"})
_MANY = frozenset({"hasArticle", "party", "supplements"})


class Told:
    """What is told of the treaties of one document."""

    def __init__(self) -> None:
        self._roles: dict[Thing, dict[str, dict[str | Literal, list[Evidence]]]] = {}

    def say(self, treaty: Thing, name: str, value: str | Literal, evidence: Evidence) -> None:
        """Notes a value; said again, it gains evidence."""
        said = self._roles.setdefault(treaty, {}).setdefault(name, {}).setdefault(value, [])
        if evidence not in said:
            said.append(evidence)

    def knows(self, treaty: Thing, name: str) -> bool:
        return name in self._roles.get(treaty, {})

    def facts(self) -> Iterator[Fact]:
        for treaty, respects in self._roles.items():
            roles = [
                Role(name, value, tuple(evidence))
                for name, values in respects.items()
                for value, evidence in _kept(name, values)
            ]
            yield Fact("treaty", treaty.id, tuple(roles))


def _kept(name: str, values: dict[str | Literal, list[Evidence]]) -> list[tuple[str | Literal, list[Evidence]]]:
    """All values of what there are many of; else the greatest figure of what grows, the most exact day, the first."""
    items = list(values.items())
    if name in _MANY or len(items) == 1:
        return items
    if name in _GROWING:
        return [max(items, key=lambda item: int(item[0].text) if isinstance(item[0], Literal) else 0)]
    sure = max(max(e.confidence for e in evidence) for _, evidence in items)
    best = [item for item in items if max(e.confidence for e in item[1]) == sure]
    return [max(best, key=_exactness)]


def _exactness(item: tuple[str | Literal, list[Evidence]]) -> int:
    value = item[0]
    return len(value.text) if isinstance(value, Literal) and value.datatype in {"date", "gYearMonth", "gYear"} else 0
