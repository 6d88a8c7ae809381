"""By which rules rows and names of larger tables are fit to be shipped; :mod:`choose_reference` applies them.

In: cells of those tables. Out: names, titles, and whether a row may be taken. Never: a fact that no cell
holds.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

Row = dict[str, str]
SURE = {"high", "medium"}
NOT_FREE = {"supraverden", "world-leaders-current"}  # share-alike compilations: never the only source of a row
LARGE_CITY = 500_000
FIRST_YEAR = "1945"
LONGEST_TITLE = 160
CONSTITUTED = re.compile(
    r"^(The )?((Islamic|Socialist|Federal|Democratic|People's|Arab|Plurinational|Bolivarian|Co-operative|Independent|"
    r"Oriental|Hashemite|United|Federative|Grand|Most|Serene) )*(Republic|Kingdom|States?|Union|Federation|"
    r"Commonwealth|Principality|Sultanate|Duchy|Emirate|Confederation)\b.* of\b|"
    r"^\w+ (Republic|Confederation|Federation)$"
)
NOT_NATIONAL = re.compile(
    r"^(Members?|Deputy of|Senators?|Representative|Observer|Substitute|Special Guest|Judge|Justice|Governors?|Mayor|"
    r"Assistant|Head of a municipality|Australian Senator|Lieutenant Governor)\b",
    re.IGNORECASE,
)
# names of cities that are English words, first names or surnames, or that several well-known cities share
COLLIDING_WORDS = """
    Aba Agra Albany Arlington Aurora Austin Bari Bath Bello Bristol Buffalo Butterworth Calao Charlotte Columbus
    Cleveland Covington Constantine Dayton Douglas Essen Florence Gary Glendale Hamilton Hanover Harrisburg Hartford
    Hillah Irvine Jackson Jacksonville Jining Jixi Jos Joliet Kano Kota Lincoln Lowell Lu'an Madison Male Mendoza
    Mesa Mobile Naga Natal Newcastle Nice Norfolk Oakland Oceanside Oran Orlando Oyo Pasadena Pereira Perm Phoenix
    Portland Providence Raleigh Reading Regina Richmond Rochester Rosario Salem Salta Salvador Santos Soledad Split
    Stamford Stanley Surat Syracuse Tacoma Tarsus Trujillo Tsu Ufa Valencia Victoria Warri León Córdoba Mérida
    Concepción Bridgeport Como
"""
COLLIDING = frozenset(COLLIDING_WORDS.split())
NO_BODIES = {"Q194284", "Q18231", "Q152283", "Q3320166", "Q1451600", "Q8932"}
TWO_LETTERS = {"UN", "EU", "AU", "G7"}
ROLES = {
    "head_of_state",
    "head_of_government",
    "head_of_state_and_government",
    "head_of_state_or_government",
    "foreign_minister",
    "international_office",
}
TREATY = re.compile(r"Convention|Treaty|Covenant|Protocol|Agreement|Charter|Statute|Pact|Accord|Constitution|Peace of")
PART_OF_TREATY = re.compile(
    r"^(Annex|Amendment|Revised text|Declaration|Regulation|Second revised|Third|Proc[eè]s)|Annex [IVX]+"
)


def latin(text: str) -> bool:
    """Whether every letter of a name is of the Latin script."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(c, "") for c in letters) and not re.match(r"Q\d+$", text)


def listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def names(label: str, others: Iterable[str]) -> str:
    """Further names of a row in Latin script, each once, joined as the tables have them."""
    return "|".join(dict.fromkeys(n for n in others if latin(n) and n != label))


def free(row: Row) -> bool:
    sources = {part.strip() for part in row["source"].split("|")}
    return not sources <= NOT_FREE and not any(s.startswith(("curated", "seed document")) for s in sources)


def all_names(row: Row) -> list[str]:
    return [row["label"], *listed(row["names"]), *listed(row["acronyms"])]


def article_off(name: str) -> str:
    return re.sub(r"^the |\s*\(the\)$", "", name)


def abbreviates(short: str, names_: Iterable[str]) -> bool:
    """Whether the letters of an acronym are beginnings of successive words of one of the names."""

    def match(letters: str, words: list[str]) -> bool:
        if not letters:
            return True
        for i, word in enumerate(words):
            for taken in range(min(len(letters), len(word)), 0, -1):
                if word.startswith(letters[:taken]) and match(letters[taken:], words[i + 1 :]):
                    return True
        return False

    letters = re.sub(r"\W", "", short).lower()
    for name in names_:
        words = re.findall(r"\w+", name.lower())
        if words and letters[:1] == words[0][:1] and match(letters, words):
            return True
    return False


def of_body(label: str, title: str, of: str, body_names: Row) -> tuple[str, str]:
    """Title and body of an international office, named after its title or before it."""
    if article_off(of).lower() in body_names:
        return title, body_names[article_off(of).lower()]
    before = [name for name in body_names if label.lower().startswith(f"{name} ")]
    longest = max(before, key=len, default="")
    return label[len(longest) :].strip(), body_names.get(longest, "")


def split_office(label: str, state_names: list[str]) -> tuple[str, str]:
    """An office's title and what it is of: "Prime Minister of Spain" is "Prime Minister" and "Spain"."""
    for name in sorted(state_names, key=len, reverse=True):
        ending = re.search(rf" of (the )?{re.escape(name)}$", label, re.IGNORECASE)
        if ending:
            return label[: ending.start()], name
    title, _, of = label.partition(" of ")
    return (label, "") if state_names or not of else (title, of)


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: list[Row]) -> None:
    def rank(row: Mapping[str, str]) -> tuple[int, str]:
        number = re.match(r"Q(\d+)$", row.get("key", ""))
        return (int(number[1]) if number else 0, "\0".join(row.values()))

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=rank))
