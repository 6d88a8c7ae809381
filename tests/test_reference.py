"""The reference tables that the product ships: small, sure, free, and complete where it matters."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import mapping, reference
from kg.errors import MappingError
from kg.ids import Ids
from kg.nquads import KG, OWL, SKOS, Quad
from kg.refer import reference_quads
from kg.resources import folder

FILES = sorted((folder("mappings") / "reference").glob("*.csv"))
TABLES = reference.load()
IDS = Ids("http://x.example/")


def quads(*keys: str, named: tuple[str, ...] = ()) -> list[Quad]:
    return reference_quads(keys, TABLES, mapping.load(), IDS, named)


def test_the_tables_stay_below_four_megabytes() -> None:
    assert FILES
    assert sum(path.stat().st_size for path in FILES) < 4_000_000


def test_the_tables_load_in_half_a_second() -> None:
    clock = "time.process_time()"
    code = f"import time; from kg import reference; t = {clock}; reference.load(); print({clock} - t)"
    took = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert float(took) < 0.5


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_no_row_is_unsure_or_of_a_party(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        assert row.get("confidence", "") in {"high", "medium", ""}, row
        if re.fullmatch(r"Q\d+", row.get("key", "")) and "confidence" in row:
            assert row["confidence"], f"{row['key']} is a link and says not how sure"


def test_every_member_and_observer_has_an_adjective_and_a_capital() -> None:
    states = [row for row in TABLES.by_kind("state") if row.extra["status"] in ("member", "observer")]
    assert len(states) == 195
    for row in states:
        assert row.demonyms, row.label
        assert TABLES[row.extra["capital"]].parent == row.key, row.label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("US", "United States"),
        ("U.S.", "United States"),
        ("UK", "United Kingdom"),
        ("UAE", "United Arab Emirates"),
        ("DPRK", "North Korea"),
        ("RoK", "South Korea"),
        ("ROK", "South Korea"),
        ("Viet Nam", "Vietnam"),
        ("DRC", "Democratic Republic of the Congo"),
        ("Turkey", "Türkiye"),
        ("Czech Republic", "Czechia"),
        ("Ivory Coast", "Côte d'Ivoire"),
        ("Burma", "Myanmar"),
        ("Vatican", "Holy See"),
        ("Lao PDR", "Laos"),
        ("Russian Federation", "Russia"),
        ("Swaziland", "Eswatini"),
        ("Great Britain", "United Kingdom"),
        ("Syrian Arab Republic", "Syria"),
        ("Cabo Verde", "Cape Verde"),
        ("East Timor", "Timor-Leste"),
    ],
)
def test_states_answer_to_their_short_names(name: str, label: str) -> None:
    assert [row.label for row in TABLES.by_kind("state") if name in (*row.names, *row.acronyms)] == [label]


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("Thai", "Thailand"),
        ("Turkish", "Türkiye"),
        ("Lao", "Laos"),
        ("Laotian", "Laos"),
        ("Nepali", "Nepal"),
        ("Nepalese", "Nepal"),
        ("British", "United Kingdom"),
        ("Dutch", "Netherlands"),
        ("Filipino", "Philippines"),
        ("Swiss", "Switzerland"),
        ("Kazakh", "Kazakhstan"),
        ("Uzbek", "Uzbekistan"),
        ("Kyrgyz", "Kyrgyzstan"),
        ("Icelandic", "Iceland"),
        ("Saudi", "Saudi Arabia"),
        ("Ecuadorian", "Ecuador"),
        ("Tajik", "Tajikistan"),
    ],
)
def test_adjectives_lead_to_one_state(word: str, label: str) -> None:
    assert [row.label for row in TABLES.by_kind("state") if word in row.demonyms] == [label]


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        ("General Assembly", "United Nations"),
        ("Security Council", "United Nations"),
        ("ECOSOC", "United Nations"),
        ("UN Secretariat", "United Nations"),
        ("UNODC", "United Nations"),
        ("UNDP", "United Nations"),
        ("Office of Legal Affairs", "United Nations Secretariat"),
        ("OCHA", "United Nations Secretariat"),
        ("UNCTAD", "United Nations"),
        ("UNICEF", "United Nations"),
        ("European Commission", "European Union"),
    ],
)
def test_bodies_of_the_united_nations_have_rows_and_parents(name: str, parent: str) -> None:
    found = [row for row in TABLES.by_kind("organization") if name in (*row.names, *row.acronyms)]
    assert [TABLES[row.parent].label for row in found] == [parent]


def test_places_of_diplomacy_are_there_and_words_are_not() -> None:
    cities = {name for row in (*TABLES.by_kind("city"), *TABLES.by_kind("place")) for name in row.names}
    assert {
        "Geneva",
        "Vienna",
        "The Hague",
        "New York",
        "Nairobi",
        "Hanoi",
        "Davos",
        "Montreal",
        "Washington",
    } <= cities
    assert not {"Nice", "Reading", "Mobile", "Split", "Victoria", "Charlotte", "Male"} & cities


def test_acronyms_are_those_of_english_names() -> None:
    short = {a for row in TABLES.by_kind("organization") for a in (*row.names, *row.acronyms)}
    assert {"UN", "EU", "AU", "NATO", "ASEAN", "WHO", "IAEA", "UNESCO", "G20"} <= short
    assert not {"OMI", "AIEA", "CEDEAO", "AA", "UA", "OEA"} & short


def test_names_are_in_latin_script() -> None:
    assert not [n for row in TABLES for n in row.names if re.search(r"[\u0370-\u1dff\u0600-\u06ff\u4e00-\u9fff]", n)]


def test_office_holders_have_dates_and_what_is_open_says_when_it_was() -> None:
    assert len(TABLES.holders) > 5000
    for holder in TABLES.holders:
        assert holder.start or holder.end
        assert holder.end or holder.as_of, holder
        assert holder.office or (holder.role and holder.state), holder


def test_an_office_was_held_only_as_long_as_the_table_knows() -> None:
    known = reference.Holder("person:a", "office:b", "", "", "2001-02-03", "", "2010-01-01")
    assert known.held_on("2001-02-03")
    assert not known.held_on("2001-02-02")
    assert not known.held_on("2010-01-02")


def test_tables_can_be_taken_out() -> None:
    rest = TABLES.without("person", "office")
    assert not rest.by_kind("person")
    assert not rest.by_kind("position")
    assert not rest.holders
    assert rest["state:Q30"] == TABLES["state:Q30"]


def test_a_row_brings_the_rows_it_leads_to_and_no_others() -> None:
    written = quads("office:Q81066")
    things = {s for s, p, _, _ in written if p.endswith("prefLabel>")}
    assert things == {"<http://x.example/position/Q81066>", "<http://x.example/organization/Q1065>"}
    assert (
        "<http://x.example/position/Q81066>",
        f"<{KG}title>",
        '"Secretary-General"',
        "<http://x.example/graph/reference>",
    ) in written


def test_a_person_brings_dated_tenures_and_their_offices() -> None:
    holder = next(h for h in TABLES.holders if h.office and h.start and h.end)
    written = quads(holder.person)
    tenures = {o for s, p, o, _ in written if p == f"<{KG}tenure>"}
    assert tenures
    for tenure in tenures:
        said = {p for s, p, _, g in written if s == tenure and g.endswith("reference>")}
        assert {f"<{KG}position>", f"<{KG}startDate>"} <= said or f"<{KG}endDate>" in said
        assert sum(s == tenure and p.endswith("rdf-schema#label>") for s, p, _, _ in written) == 1


def test_links_say_same_only_where_the_row_is_sure() -> None:
    sure = next(row for row in TABLES.by_kind("city") if row.extra.get("confidence") == "high")
    likely = next(row for row in TABLES.by_kind("city") if row.extra.get("confidence") == "medium")
    links = {(s, p) for s, p, _, g in quads(sure.key, likely.key, "city:bali") if g.endswith("links>")}
    assert (f"<http://x.example/city/{sure.local}>", f"<{OWL}sameAs>") in links
    assert (f"<http://x.example/city/{likely.local}>", f"<{SKOS}closeMatch>") in links
    assert not [s for s, _ in links if "bali" in s]


def test_a_thing_named_elsewhere_is_not_named_twice() -> None:
    iri = "http://x.example/state/Q30"
    assert any(p.endswith("prefLabel>") for _, p, _, _ in quads("state:Q30"))
    assert not any(p.endswith("prefLabel>") for _, p, _, _ in quads("state:Q30", named=(iri,)))


def test_every_table_can_be_written_with_terms_of_the_ontology() -> None:
    start = time.process_time()
    written = quads(*sorted(row.key for row in TABLES))
    assert len({g for _, _, _, g in written}) == 3
    assert {s for s, p, _, _ in written if p.endswith("prefLabel>")} >= {
        f"<{IDS.entity(r.kind, r.local)}>" for r in TABLES
    }
    assert len(written) / (time.process_time() - start) > 20_000


def test_a_broken_table_is_refused_with_file_and_row(tmp_path: Path) -> None:
    def broken(name: str, file: str, old: str, new: str) -> str:
        copy = Path(shutil.copytree(folder("mappings"), tmp_path / name))
        path = copy / "reference" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(MappingError) as caught:
            reference.load(copy)
        return str(caught.value)

    assert "city:Q0, which is not there" in broken("a", "states.csv", "Q1858", "Q0")
    assert "city:bali: stands twice" in broken("b", "places.csv", "davos", "bali")
    assert "places.csv: cannot be read" in broken("c", "places.csv", "davos,", "davos,,,")
    assert "there is no row state:Q0" in broken("d", "additions.csv", "state:Q881", "state:Q0")
    assert "person:Q0 is not there" in broken("e", "holders.csv", TABLES.holders[0].person.partition(":")[2], "Q0")
