"""The words the annotator knows: names from the reference tables, and the word lists of ``mappings/``.

In: ``mappings/names.yaml``, ``mappings/titles.yaml`` and the reference tables. Out: one frozen :class:`Lexicon`.
Never: the name of a person; who people are is read from the text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..errors import MappingError
from ..gazetteer import Gazetteer, fold
from ..model import Span
from ..reference import Tables
from ..reference import load as load_tables
from ..resources import folder as find_folder
from .alternation import any_of
from .entries import Known, entries

_CAPITALS = re.compile(r"(?: [A-Z][\w-]*){1,4}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that annotation looks words up in.

    ``heads`` gives for a head noun the kind of name it ends ("Palace": "venue"); ``titles`` matches the words of an
    office, ``honorific`` those before a name; ``bodies_lower`` and ``venues_lower`` match the small words that after
    the name of their owner name a body or a venue; ``papers`` are the titles that a place gives its name to
    ("Declaration"), ``desks`` words of which alone no name is made ("Press Office"); ``level`` says for a folded office
    head whether it belongs to a state, a body or either; ``short`` spells out short titles.
    """

    names: Gazetteer[Known]
    heads: dict[str, str]
    heads_last: frozenset[str]
    heads_owned: frozenset[str]
    heads_numbered: frozenset[str]
    centre_of: frozenset[str]
    place_first: frozenset[str]
    venue_first: frozenset[str]
    organization_first: frozenset[str]
    bodies_lower: dict[str, re.Pattern[str]]
    venues_lower: dict[str, re.Pattern[str]]
    place_nouns: re.Pattern[str]
    not_places: frozenset[str]
    also_people: frozenset[str]
    desks: frozenset[str]
    papers: frozenset[str]
    papers_lower: re.Pattern[str]
    acting: re.Pattern[str]
    particles: frozenset[str]
    openers: frozenset[str]
    portfolios: frozenset[str]
    treaty_generic: frozenset[str]
    treaty_if_signed: frozenset[str]
    titles: re.Pattern[str]
    honorific: re.Pattern[str]
    level: dict[str, str]
    with_portfolio: frozenset[str]
    short: dict[str, str]
    ranks: frozenset[str]
    also_names: frozenset[str]
    standings: dict[str, str]
    descriptions: frozenset[str]
    tables: Tables

    def find_titles(self, plain: str, within: Span) -> Iterator[tuple[Span, re.Match[str]]]:
        """The words of offices: where a title stands (without its standing, "former") and the match with its parts."""
        reached = -1
        for match in self.titles.finditer(plain, within.start, within.end):
            if match["title"] in self.also_names and match.start("title") == reached + 1:
                continue
            if plain.startswith("House of ", max(0, match.start("title") - 9)):
                continue
            end = match.end("title")
            follows = re.match(r" ([A-Z][\w-]*)( [A-Z])?", plain[end : end + 40])
            surname = follows is not None and follows[2] is not None and follows[1] in self.also_people
            cut_short = follows is not None and follows[1] in self.heads and not surname
            if match["after"] and (
                match["head"].lower() not in self.with_portfolio or cut_short or self._goes_on(plain, match)
            ):
                end = match.start("after")
            elif cut_short and match["title"] == match["head"]:
                continue
            reached = end
            yield Span(match.start(), max(end, match.end("elect")) if end == match.end("title") else end), match

    def _goes_on(self, plain: str, match: re.Match[str]) -> bool:
        """Whether what looks like a portfolio begins a body's name ("Director of the National Roads Authority")."""
        if not match["after"].startswith(" of the ") or match["head"].lower().endswith(("minister", "secretary")):
            return False
        following = _CAPITALS.match(plain, match.end("after"))
        words = [match["after"].split()[-1], *(following.group().split() if following else ())]
        return any(self.heads.get(word) == "organization" for word in words)


@functools.cache
def load(folder: Path | None = None, people: bool = True) -> Lexicon:
    """The lexicon of a mappings folder.

    Parameters
    ----------
    folder: where ``names.yaml`` and ``titles.yaml`` stand; by default those of the product.
    people: whether the tables of people, offices and office-holders are kept; reading does not use them either way.

    >>> load().short["PM"]
    'Prime Minister'
    """
    root = folder or find_folder("mappings")
    names, titles = _yaml(root / "names.yaml"), _yaml(root / "titles.yaml")
    tables = load_tables(folder)
    if not people:
        tables = tables.without("person", "office")
    return Lexicon(names=Gazetteer(entries(tables, names)), tables=tables, **_from_names(names), **_from_titles(titles))


def _from_names(names: dict[str, Any]) -> dict[str, Any]:
    """The parts of a lexicon that ``names.yaml`` gives."""
    return {
        "heads": {head: kind for kind in ("organization", "venue", "place", "treaty") for head in names[kind]},
        "heads_last": frozenset(names["organization_last"]),
        "heads_owned": frozenset(names["organization_owned"]),
        "heads_numbered": frozenset(names["numbered"]),
        "centre_of": frozenset(names["centre_of"]),
        "place_first": frozenset(names["place_first"]),
        "venue_first": frozenset(names["venue_first"]),
        "organization_first": frozenset(names["organization_first"]),
        "bodies_lower": _bodies_lower(names["organization_lower"]),
        "venues_lower": {
            "name": re.compile(rf" (?:{_any([*names['venue_lower'], *names['venue_of']])})(?![\w-])"),
            "known": re.compile(rf" (?:{_any(names['venue_of'])})(?![\w-])"),
        },
        "place_nouns": re.compile(rf"\b(?:{_any([*names['place_nouns'], *names['sees']])}) of (?:the )?$"),
        "not_places": frozenset(names["not_places"].split()),
        "also_people": frozenset(names["also_people"].split()),
        "desks": frozenset(names["desks"]),
        "papers": frozenset(names["papers"]),
        "papers_lower": re.compile(rf" (?:{_any(names['papers_lower'])})(?![\w-])"),
        "acting": re.compile(rf" (?:{_any(names['acting'])})(?![\w-])"),
        "particles": frozenset(names["particles"]),
        "openers": frozenset(names["openers"].split()),
        "treaty_generic": frozenset(names["treaty_generic"]),
        "treaty_if_signed": frozenset(names["treaty_if_signed"]),
    }


def _from_titles(titles: dict[str, Any]) -> dict[str, Any]:
    """The parts of a lexicon that ``titles.yaml`` gives."""
    return {
        "portfolios": frozenset(word.lower() for word in titles["portfolios"]),
        "titles": _title_pattern(titles),
        "honorific": re.compile(rf"(?<![\w.])(?:{_any(titles['honorifics'])})(?=[ ,]|(?<=\.)[A-Z][a-z])\.?"),
        "level": {fold(head).lower(): level for level, words in titles["heads"].items() for head in words},
        "with_portfolio": frozenset(head.lower() for head in titles["with_portfolio"]),
        "short": dict(titles["short"]),
        "also_names": frozenset(titles["also_names"]),
        "ranks": frozenset(title.lower() for title in titles["ranks"]),
        "standings": {word: standing for standing, words in titles["standings"].items() for word in words},
        "descriptions": frozenset(titles["descriptions"]),
    }


def _yaml(path: Path) -> dict[str, Any]:
    try:
        loaded = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise MappingError("cannot be read", where=str(path), remedy=str(error)) from error
    if not isinstance(loaded, dict):
        raise MappingError("is not a table of word lists", where=str(path))
    return loaded


def _any(words: Iterable[str]) -> str:
    return any_of(map(fold, words))


def _bodies_lower(names: dict[str, list[str]]) -> dict[str, re.Pattern[str]]:
    """For the sort of owner, what follows its name where it names a body; not where that in turn owns a noun."""
    noun = _any(names["not_before"])
    state = rf"(?:(?:{_any(names['fields'])}) (?:and (?:{_any(names['fields'])}) )?ministry|{_any(names['state'])})"
    state = rf" (?:(?:{_any(names['adjectives'])}) )?{state}(?![\w-])(?! (?:{noun})\b)"
    return {
        "state": re.compile("(?:'s|')?" + state),
        "demonym": re.compile(state),
        "organization": re.compile(rf"(?:'s|')? (?:{_any(names['organization'])})(?![\w-])"),
    }


def _title_pattern(titles: dict[str, Any]) -> re.Pattern[str]:
    """The words of one office: prefixes, a portfolio before the head, the head, and a portfolio after it."""
    heads = [head for words in titles["heads"].values() for head in words]
    either_case = [form for head in heads for form in (head, head.lower())]
    prefixes = [form for word in titles["prefixes"] for form in (word, word.lower())]
    standings = [form for words in titles["standings"].values() for word in words for form in (word, word.capitalize())]
    portfolio = _any(w for word in titles["portfolios"] for w in (word, word.capitalize()))
    word = rf"(?:(?:{portfolio})(?![\w'-]))"
    before = rf"(?P<before>{word}(?: (?:and )?{word}){{0,4}} (?!(?:King|Queen|Prince|Princess)\b))?"
    capital = rf"(?:(?=[A-Z]|affairs){word})"
    after = (
        rf"(?P<after>(?: of State| in charge)? (?:of|for|on) (?:the )?{word}"
        rf"(?:(?:,? and|,| &)? (?:the |of )?{capital}){{0,7}})?"
    )
    serving = "|".join(
        f"(?<={form})" for head in titles["serving"] for one in (head, head + "s") for form in (one, one.lower())
    )
    sent = "|".join(f"(?<={head})" for head in ("Envoy", "Representative", "Adviser", "Advisor"))
    served = (
        rf"(?:(?:{serving}) to |(?:(?<=Director)|(?<=Head)) of the Office of |(?:{sent}) of )"
        rf"(?:the (?:{_any(titles['served'])})|H(?:is|er) (?:Royal )?(?:Majesty|Highness|Excellency))(?![\w-])"
        r"(?: for (?:[A-Z][\w-]* (?:and )?){1,3}Affairs)?"
    )
    head = rf"(?P<head>(?:{_any(either_case)})s?|{_any(titles['short'])})(?![\w']*\w|-in-law|-general\b)"
    prefix = rf"(?P<prefix>(?:(?:{_any(prefixes)})[ -])*)"
    return re.compile(
        rf"(?<![\w-])(?:(?P<standing>{_any(standings)})[ -])?"
        rf"(?P<title>{prefix}{before}{head}(?P<served>{served})?{after})(?P<elect>[- ](?:elect|designate)\b)?"
    )
