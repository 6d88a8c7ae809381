"""Choosing the reference tables: what is left out, on tables made up for the test."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[1] / "tools" / "choose_reference.py"
STATE = {
    "qid": "Q1",
    "label": "Norland",
    "aliases": "Kingdom of Norland|Нордландия|Nordie",
    "demonyms": "Norlander",
    "iso2": "NL",
    "un_status": "member",
    "unterm_short_en": "Norland (the)",
    "unterm_formal_en": "the Kingdom of Norland",
    "capital": "Tallgrove",
    "capital_qid": "Q2",
    "capital_confidence": "high",
    "confidence": "high",
}
CITY = {
    "qid": "Q2",
    "label": "Tallgrove",
    "aliases": "",
    "type": "capital",
    "country_qid": "Q1",
    "country": "Norland",
    "population": "90000",
    "confidence": "low",
}
BODY = {
    "qid": "Q5",
    "label": "Lake Countries Council",
    "aliases": "",
    "acronyms": "LCC|CPL",
    "type": "international organization",
    "confidence": "high",
    "source": "opensanctions",
}
OFFICE = {"qid": "Q6", "label": "President of Norland", "aliases": "", "type": "head_of_state", "country_qid": "Q1"}
HOLDER = {
    "person_qid": "Q7",
    "office_qid": "Q6",
    "role": "head_of_state",
    "country_qid": "Q1",
    "start": "2001-02-03",
    "end": "",
    "status": "open_as_of_2010",
    "as_of": "2010-01-01",
    "confidence": "high",
    "source": "ep-norland",
}
PERSON = {"qid": "Q7", "label": "Ana Reis", "aliases": "Reis|Ana M. Reis", "confidence": "high", "source": "ep-norland"}
TREATY = {
    "qid": "",
    "label": "Lake Convention",
    "aliases": "",
    "adopted": "1999-01-02",
    "adopted_place": "Tallgrove",
    "entry_into_force": "",
    "confidence": "no qid",
    "source": "a public list",
}
TABLES = {
    "states": [STATE],
    "cities": [CITY, CITY | {"qid": "Q3", "population": "700000", "label": "Nice", "confidence": "high"}],
    "organizations": [BODY, BODY | {"qid": "Q50", "label": "Share-alike Body", "source": "supraverden"}],
    "offices": [
        OFFICE | {"confidence": "high"},
        OFFICE | {"qid": "Q60", "label": "Mayor of Tallgrove", "confidence": "high"},
    ],
    "officeholders": [
        HOLDER,
        HOLDER | {"person_qid": "Q70", "start": "1920-01-01", "end": "1930-01-01"},
        HOLDER | {"person_qid": "Q71", "status": "undated", "start": ""},
        HOLDER | {"person_qid": "Q72", "confidence": "low"},
        HOLDER | {"person_qid": "Q73", "start": "2005-01-01", "end": "2004-01-01"},
        HOLDER | {"person_qid": "Q74", "source": "world-leaders-current"},
    ],
    "people": [PERSON | {"qid": f"Q{n}"} for n in (7, 70, 71, 72, 73, 74)],
    "treaties": [
        TREATY,
        TREATY | {"label": "Amendments to the Lake Convention"},
        TREATY | {"label": "Agreement cut short of"},
    ],
}


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, str]]]:
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("target")
    for name, rows in TABLES.items():
        with (source / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    (target / "additions.csv").write_text("key,field,value,source\n", encoding="utf-8")
    (target / "bodies.csv").write_text("key,label,names,acronyms,parent,source\n", encoding="utf-8")
    command = [sys.executable, str(TOOL), str(source), "--to", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    first = {path.name: path.read_bytes() for path in target.iterdir()}
    subprocess.run(command, check=True, capture_output=True)
    assert first == {path.name: path.read_bytes() for path in target.iterdir()}
    tables = {}
    for path in target.glob("*.csv"):
        with path.open(newline="", encoding="utf-8") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return tables


def test_a_state_keeps_its_own_english_names(chosen: dict[str, list[dict[str, str]]]) -> None:
    assert chosen["states"][0]["names"] == "Kingdom of Norland"


def test_a_capital_is_kept_and_a_city_named_like_a_word_is_not(chosen: dict[str, list[dict[str, str]]]) -> None:
    assert [row["label"] for row in chosen["cities"]] == ["Tallgrove"]


def test_a_body_known_from_a_share_alike_list_alone_is_left_out(chosen: dict[str, list[dict[str, str]]]) -> None:
    assert [(row["label"], row["acronyms"]) for row in chosen["organizations"]] == [("Lake Countries Council", "LCC")]


def test_national_offices_are_split_into_title_and_state(chosen: dict[str, list[dict[str, str]]]) -> None:
    assert [(row["title"], row["state"]) for row in chosen["offices"]] == [("President", "Q1")]


def test_only_sure_and_dated_holders_since_1945_are_kept(chosen: dict[str, list[dict[str, str]]]) -> None:
    assert [row["person"] for row in chosen["holders"]] == ["Q7"]
    assert [(row["key"], row["names"]) for row in chosen["people"]] == [("Q7", "Ana M. Reis")]


def test_parts_of_treaties_and_cut_titles_are_left_out(chosen: dict[str, list[dict[str, str]]]) -> None:
    assert [(row["key"], row["adopted_at"]) for row in chosen["treaties"]] == [("lake-convention", "Q2")]
