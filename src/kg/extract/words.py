"""The words by which people are known in running text, read from ``mappings/people.yaml``.

In: the mapping. Out: frozen sets and one pattern for each use. Never: the name of a person.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from ..gazetteer import fold
from ..gazetteer import key as folded
from ..resources import folder, read_yaml
from ..text.alternation import any_of

_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Words:
    """``things`` are words that no person's name holds; the others are patterns over folded words."""

    things: frozenset[str]
    speech: re.Pattern[str]
    acts: re.Pattern[str]
    by: re.Pattern[str]
    kin: re.Pattern[str]
    occupations: re.Pattern[str]
    customary: dict[str, str]
    same: dict[str, str]
    single: frozenset[str]
    noble: re.Pattern[str]
    royal: frozenset[str]
    deputies: frozenset[str]
    seats: frozenset[str]
    given: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]


@functools.cache
def words() -> Words:
    """The words of the product's mapping.

    >>> bool(words().speech.match("said"))
    True
    """
    held = read_yaml(folder("mappings") / "people.yaml")
    portfolios = {word.lower() for word in read_yaml(folder("mappings") / "titles.yaml")["portfolios"]}
    return Words(
        things=frozenset(held["things"].split()) | portfolios,
        speech=re.compile(rf"(?:{any_of(held['speech'].split())})\b"),
        acts=re.compile(rf"(?:{any_of(held['acts'].split())})\b"),
        by=re.compile(rf"\b(?:{any_of(held['by'])})(?: (?:jointly|also|officially|personally))? by (?:the )?$"),
        kin=re.compile(rf"\b(?:{any_of(held['kin'].split())}),? $"),
        occupations=re.compile(rf"\b(?:{any_of(held['occupations'])}),? $"),
        customary={folded(title): state for title, state in held["customary"].items()},
        same={folded(title): one for one, titles in held["same"].items() for title in titles},
        single=frozenset(held["single"]),
        noble=re.compile(rf"\b({any_of(held['noble'])}) $"),
        royal=frozenset(folded(rank) for rank in held["royal"]),
        deputies=frozenset(held["deputies"]),
        seats=frozenset(held["seats"]),
        given=frozenset(held["given"].split()),
        male=frozenset(held["male"].split()),
        female=frozenset(held["female"].split()),
    )


def canonical(title: str) -> str:
    """A title by one of its names.

    >>> canonical("Minister for Foreign Affairs")
    'foreign minister'
    """
    full = folded(title)
    return words().same.get(full, full)


def shortens(short: str, title: str) -> bool:
    """Whether a title is a short form of another ("Minister" of "Minister for Trade", not of "Prime Minister").

    >>> shortens("Minister", "Minister for Trade"), shortens("Minister", "Deputy Minister")
    (True, False)
    """
    few, many = set(folded(short).split()), set(folded(title).split())
    return few < many and not words().deputies & (many - few)


def is_person_like(name: str, *, short: bool = False) -> bool:
    """Whether capitals look like the name of a person.

    Parameters
    ----------
    name: as written.
    short: one word is enough, as after a title.

    >>> is_person_like("Ada van Roe"), is_person_like("Joint Statement"), is_person_like("Roe")
    (True, False, False)
    """
    parts = folded(name).split()
    if not parts or len(parts) > _LONGEST or words().things & set(parts):
        return False
    if len(parts) == 1:
        return short and not (name.isupper() and len(name) < 4)
    shouted = fold(name).isupper() and len(parts[0]) > 1
    return short or not (shouted or any(c.isdigit() for c in name))
