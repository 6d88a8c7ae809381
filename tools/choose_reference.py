"""Chooses from larger tables of reference facts the rows that the product ships, always the same way.

In: a folder with states.csv, cities.csv, organizations.csv, offices.csv, officeholders.csv, people.csv, treaties.csv.
Out: the tables of ``mappings/reference/`` that its SOURCES.md calls chosen. Never: a row of low confidence, a row whose
only source asks for more than its name, a name that is not in Latin script.

    python tools/choose_reference.py FOLDER
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from reference_rules import (
    COLLIDING,
    CONSTITUTED,
    FIRST_YEAR,
    LARGE_CITY,
    LONGEST_TITLE,
    NO_BODIES,
    NOT_NATIONAL,
    PART_OF_TREATY,
    ROLES,
    SURE,
    TREATY,
    TWO_LETTERS,
    Row,
    abbreviates,
    article_off,
    free,
    latin,
    listed,
    names,
    of_body,
    split_office,
)

from kg.ids import slug
from kg.resources import folder


def states(rows: list[Row]) -> list[Row]:
    chosen = []
    for row in rows:
        formal = [article_off(row["unterm_short_en"].split(" (")[0]), article_off(row["unterm_formal_en"])]
        aliases = [a for a in listed(row["aliases"]) if CONSTITUTED.match(a) and row["label"] in a]
        demonyms = re.sub(r" or ", "|", row["demonyms"])
        if demonyms == row["label"]:
            demonyms = ""
        capital = row["capital_qid"] if row["capital_confidence"] in SURE else ""
        chosen.append(
            {
                "key": row["qid"],
                "label": row["label"],
                "names": names(row["label"], [*formal, *aliases]),
                "demonyms": demonyms,
                "iso2": row["iso2"],
                "status": row["un_status"],
                "capital": capital,
                "confidence": row["confidence"],
            }
        )
    return chosen


def cities(rows: list[Row], chosen_states: list[Row], raw_states: list[Row], added: list[Row]) -> list[Row]:
    known, capitals = {s["key"] for s in chosen_states}, {s["capital"] for s in chosen_states} - {""}
    by_label = {s["label"]: s["key"] for s in chosen_states}
    capitals |= {row["value"] for row in added if row["field"] == "capital"}
    chosen: dict[str, Row] = {}
    for row in rows:
        capital = row["qid"] in capitals
        large = float(row["population"] or 0) >= LARGE_CITY or row["type"].startswith("capital")
        state = row["country_qid"] or by_label.get(row["country"], "")
        if row["confidence"] not in SURE or state not in known or not latin(row["label"]):
            continue
        if capital or (large and row["label"] not in COLLIDING):
            aliases = [a for a in listed(row["aliases"]) if "-" not in a and a not in COLLIDING]
            chosen[row["qid"]] = {
                "key": row["qid"],
                "label": row["label"],
                "names": names(row["label"], aliases),
                "state": state,
                "confidence": row["confidence"],
            }
    for row in raw_states:  # capitals that the table of cities lacks or is unsure of
        key, sure = row["capital_qid"], row["capital_confidence"]
        if key in capitals and key not in chosen:
            chosen[key] = {"key": key, "label": row["capital"], "names": "", "state": row["qid"], "confidence": sure}
    return list(chosen.values())


def organizations(rows: list[Row]) -> list[Row]:
    chosen = []
    for row in rows:
        ours = row["type"] == "international organization" and row["confidence"] in SURE and free(row)
        if not ours or row["qid"] in NO_BODIES or not latin(row["label"]):
            continue
        aliases = [a for a in listed(row["aliases"]) if latin(a)]
        short = [a for a in listed(row["acronyms"]) if (len(a) > 2 or a in TWO_LETTERS) and a.isascii()]
        short = [a for a in short if a in (row["label"], *aliases) or abbreviates(a, [row["label"], *aliases])]
        chosen.append(
            {
                "key": row["qid"],
                "label": row["label"],
                "names": names(row["label"], aliases),
                "acronyms": "|".join(short),
                "confidence": row["confidence"],
            }
        )
    return chosen


def offices(rows: list[Row], chosen_states: list[Row], bodies: list[Row]) -> list[Row]:
    state_names = {s["key"]: [s["label"], *listed(s["names"])] for s in chosen_states}
    words = {s["key"]: [s["label"], *listed(s["demonyms"])] for s in chosen_states}
    body_names = {
        n.lower(): b["key"] for b in bodies for n in (b["label"], *listed(b["names"]), *listed(b["acronyms"]))
    }
    chosen = []
    for row in rows:
        state, label = row["country_qid"], row["label"]
        foreign = state and state not in state_names
        if row["confidence"] not in SURE or foreign or NOT_NATIONAL.match(label) or not latin(label):
            continue
        title, of = split_office(label, state_names.get(state, []))
        body = ""
        if not state:
            title, body = of_body(label, title, of, body_names)
            if not body:
                continue
        elif not of and not any(word in label for word in words[state]):
            label = f"{label} of {state_names[state][0]}"
        chosen.append(
            {
                "key": row["qid"],
                "label": label,
                "names": names(label, listed(row["aliases"])),
                "title": title[:1].upper() + title[1:],
                "state": state,
                "organization": body,
                "role": row["type"] if row["type"] in ROLES else "",
                "confidence": row["confidence"],
            }
        )
    return chosen


def holders(rows: list[Row], chosen_states: list[Row], chosen_offices: list[Row]) -> list[Row]:
    known_states, known_offices = {s["key"] for s in chosen_states}, {o["key"] for o in chosen_offices}
    chosen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        office = row["office_qid"] if row["office_qid"] in known_offices else ""
        role = row["role"] if row["role"] in ROLES else ""
        state = row["country_qid"] if row["country_qid"] in known_states else ""
        useful = office or (role and state)
        if row["confidence"] not in SURE or row["status"] == "undated" or not free(row) or not useful:
            continue
        if (row["end"] and row["end"] < FIRST_YEAR) or (not row["start"] and not row["end"]):
            continue
        entry = {
            "person": row["person_qid"],
            "office": office,
            "role": role,
            "state": state,
            "start": row["start"],
            "end": row["end"],
            "as_of": "" if row["end"] else row["as_of"],
            "confidence": row["confidence"],
        }
        chosen.setdefault((entry["person"], office or f"{role} {state}", entry["start"]), entry)
    return list(chosen.values())


def people(rows: list[Row], chosen_holders: list[Row]) -> list[Row]:
    served: dict[str, Counter[str]] = {}
    for holder in chosen_holders:
        served.setdefault(holder["person"], Counter())[holder["state"]] += 1
    chosen = []
    for row in rows:
        if row["qid"] in served and row["confidence"] in SURE and latin(row["label"]) and free(row):
            state = min(served[row["qid"]].items(), key=lambda item: (-item[1], item[0]))[0]
            aliases = [a for a in listed(row["aliases"]) if " " in a]
            chosen.append(
                {
                    "key": row["qid"],
                    "label": row["label"],
                    "names": names(row["label"], aliases),
                    "state": state,
                    "confidence": row["confidence"],
                }
            )
    return chosen


def treaties(rows: list[Row], chosen_cities: list[Row]) -> list[Row]:
    places = {n: c["key"] for c in reversed(chosen_cities) for n in (c["label"], *listed(c["names"]))}
    chosen: dict[str, Row] = {}
    for row in rows:
        label = row["label"].strip(" *.")
        adequate = row["confidence"] in SURE | {"no qid"} and free(row) and TREATY.search(label) and latin(label)
        if (
            not adequate
            or PART_OF_TREATY.search(label)
            or label.endswith((" of", " the", ","))
            or len(label) > LONGEST_TITLE
        ):
            continue
        key = row["qid"] or slug(label, 90)
        short = [a for a in listed(row["aliases"]) if a.isupper() and len(a) < 8]
        chosen.setdefault(
            key,
            {
                "key": key,
                "label": label,
                "names": names(label, [a for a in listed(row["aliases"]) if a not in short]),
                "acronyms": "|".join(short),
                "adopted": row["adopted"],
                "adopted_at": places.get(row["adopted_place"], ""),
                "entry_into_force": row["entry_into_force"],
                "confidence": row["confidence"] if row["qid"] else "",
            },
        )
    return list(chosen.values())


def write(path: Path, rows: list[Row]) -> None:
    def rank(row: Mapping[str, str]) -> tuple[int, str]:
        number = re.match(r"Q(\d+)$", row.get("key", ""))
        return (int(number[1]) if number else 0, "\0".join(row.values()))

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=rank))


def choose(source: Path, target: Path) -> None:
    def table(name: str, at: Path = source) -> list[Row]:
        with (at / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    raw_states = table("states.csv")
    chosen_states = states(raw_states)
    chosen_cities = cities(table("cities.csv"), chosen_states, raw_states, table("additions.csv", target))
    bodies = organizations(table("organizations.csv"))
    chosen_offices = offices(table("offices.csv"), chosen_states, [*bodies, *table("bodies.csv", target)])
    chosen_holders = holders(table("officeholders.csv"), chosen_states, chosen_offices)
    persons = people(table("people.csv"), chosen_holders)
    known = {p["key"] for p in persons}
    tables = {
        "states": chosen_states,
        "cities": chosen_cities,
        "organizations": bodies,
        "offices": chosen_offices,
        "people": persons,
        "holders": [h for h in chosen_holders if h["person"] in known],
        "treaties": treaties(table("treaties.csv"), chosen_cities),
    }
    for name, rows in tables.items():
        write(target / f"{name}.csv", rows)
        print(f"{name}: {len(rows)}", file=sys.stderr)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Choose the reference rows that the product ships.")
    parser.add_argument("folder", type=Path, help="folder that holds the larger tables")
    choose(parser.parse_args().folder, folder("mappings") / "reference")
