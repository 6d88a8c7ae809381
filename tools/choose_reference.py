"""Chooses from larger tables of reference facts the rows that the product ships, always the same way.

In: a folder with states.csv, cities.csv, organizations.csv, offices.csv, officeholders.csv, people.csv, treaties.csv.
Out: the tables of ``mappings/reference/`` that its SOURCES.md calls chosen. Never: a row of low confidence, a row whose
only source asks for more than its name, a name that is not in Latin script.

    python tools/choose_reference.py FOLDER
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

import reference_rules as rules
from reference_rules import Row, latin, listed, names

from kg.ids import slug
from kg.resources import folder


def states(rows: list[Row]) -> list[Row]:
    chosen = []
    for row in rows:
        formal = [rules.article_off(row["unterm_short_en"].split(" (")[0]), rules.article_off(row["unterm_formal_en"])]
        aliases = [a for a in listed(row["aliases"]) if rules.CONSTITUTED.match(a) and row["label"] in a]
        demonyms = re.sub(r" or ", "|", row["demonyms"])
        if demonyms == row["label"]:
            demonyms = ""
        capital = row["capital_qid"] if row["capital_confidence"] in rules.SURE else ""
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
    taken: set[str] = set()
    for row in sorted(rows, key=lambda row: (row["qid"] not in capitals, -float(row["population"] or 0), row["qid"])):
        capital = row["qid"] in capitals
        large = float(row["population"] or 0) >= rules.LARGE_CITY or row["type"].startswith("capital")
        state = row["country_qid"] or by_label.get(row["country"], "")
        if row["confidence"] not in rules.SURE or state not in known or not latin(row["label"]):
            continue
        if capital or (large and row["label"] not in rules.COLLIDING | taken):
            taken |= {row["label"], *listed(row["aliases"])}
            aliases = [a for a in listed(row["aliases"]) if "-" not in a and a not in rules.COLLIDING]
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
        ours = row["type"] == "international organization" and row["confidence"] in rules.SURE and rules.free(row)
        if not ours or row["qid"] in rules.NO_BODIES or not latin(row["label"]):
            continue
        aliases = [a for a in listed(row["aliases"]) if latin(a)]
        short = [a for a in listed(row["acronyms"]) if (len(a) > 2 or a in rules.TWO_LETTERS) and a.isascii()]
        short = [a for a in short if a in (row["label"], *aliases) or rules.abbreviates(a, [row["label"], *aliases])]
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
        if row["confidence"] not in rules.SURE or foreign or rules.NOT_NATIONAL.match(label) or not latin(label):
            continue
        title, of = rules.split_office(label, state_names.get(state, []))
        body = ""
        if not state:
            title, body = rules.of_body(label, title, of, body_names)
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
                "role": row["type"] if row["type"] in rules.ROLES else "",
                "confidence": row["confidence"],
            }
        )
    return chosen


def holders(rows: list[Row], chosen_states: list[Row], chosen_offices: list[Row]) -> list[Row]:
    known_states, known_offices = {s["key"] for s in chosen_states}, {o["key"] for o in chosen_offices}
    chosen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        office = row["office_qid"] if row["office_qid"] in known_offices else ""
        role = row["role"] if row["role"] in rules.ROLES else ""
        state = row["country_qid"] if row["country_qid"] in known_states else ""
        useful = office or (role and state)
        if row["confidence"] not in rules.SURE or row["status"] == "undated" or not rules.free(row) or not useful:
            continue
        past = row["end"] and row["end"] < max(rules.FIRST_YEAR, row["start"])
        if past or not (row["start"] or row["end"]):
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
        if row["qid"] in served and row["confidence"] in rules.SURE and latin(row["label"]) and rules.free(row):
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
        adequate = (
            row["confidence"] in rules.SURE | {"no qid"}
            and rules.free(row)
            and rules.TREATY.search(label)
            and latin(label)
        )
        if (
            not adequate
            or rules.PART_OF_TREATY.search(label)
            or label.endswith((" of", " the", ","))
            or len(label) > rules.LONGEST_TITLE
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


def choose(source: Path, target: Path) -> None:
    raw_states = rules.read(source / "states.csv")
    chosen_states = states(raw_states)
    chosen_cities = cities(
        rules.read(source / "cities.csv"), chosen_states, raw_states, rules.read(target / "additions.csv")
    )
    bodies = organizations(rules.read(source / "organizations.csv"))
    chosen_offices = offices(
        rules.read(source / "offices.csv"), chosen_states, [*bodies, *rules.read(target / "bodies.csv")]
    )
    chosen_holders = holders(rules.read(source / "officeholders.csv"), chosen_states, chosen_offices)
    persons = people(rules.read(source / "people.csv"), chosen_holders)
    known = {p["key"] for p in persons}
    tables = {
        "states": chosen_states,
        "cities": chosen_cities,
        "organizations": bodies,
        "offices": chosen_offices,
        "people": persons,
        "holders": [h for h in chosen_holders if h["person"] in known],
        "treaties": treaties(rules.read(source / "treaties.csv"), chosen_cities),
    }
    for name, rows in tables.items():
        rules.write(target / f"{name}.csv", rows)
        print(f"{name}: {len(rows)}", file=sys.stderr)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Choose the reference rows that the product ships.")
    parser.add_argument("folder", type=Path, help="folder that holds the larger tables")
    parser.add_argument("--to", type=Path, default=folder("mappings") / "reference", help="folder that is written to")
    choose(parser.parse_args().folder, parser.parse_args().to)
