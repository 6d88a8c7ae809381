"""What several documents tell of is one thing in the graph, and what is two stays two."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from kg.pipeline import build
from kg.stores import open_store

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT / "benchmarks" / "reading"))

from align import Alignment, pair, same_name  # noqa: E402 - the benchmarks are no package
from identity import Figures, Identity, measure  # noqa: E402

LEAST_F1 = {
    "events": 0.73,
    "persons": 1.0,
    "organizations": 0.91,
    "states": 1.0,
    "places": 1.0,
    "treaties": 1.0,
}
"""What the graph of the five documents reached last; better figures are written here, worse ones fail."""


def measured(texts: Path, gold: Path, place: Path) -> Identity:
    build(texts, place)
    store = open_store(place)
    try:
        return measure(Alignment(store, gold))
    finally:
        store.close()


@pytest.mark.skipif(
    not (SHARED / "documents").is_dir(),
    reason="the five real documents and their annotations, in ../shared, are absent",
)
def test_identity_in_the_five_documents_does_not_get_worse(tmp_path: Path) -> None:
    found = measured(SHARED / "documents", SHARED / "gold", tmp_path)
    assert {name: round(found.figures[name].f1, 2) >= least for name, least in LEAST_F1.items()} == dict.fromkeys(
        LEAST_F1, True
    ), "\n".join(found.lines())
    assert not found.merged


def test_one_meeting_in_two_documents_is_measured_as_one(tmp_path: Path) -> None:
    texts, gold = tmp_path / "texts", tmp_path / "gold"
    texts.mkdir()
    gold.mkdir()
    sentences = {
        "one": "President Ana Reis of Portugal met King Olav Berg of Norway in Oslo on 3 May 2019.",
        "two": "On 3 May 2019, President Ana Reis of Portugal held talks with King Olav Berg of Norway in Oslo.",
    }
    for stem, sentence in sentences.items():
        (texts / f"{stem}.txt").write_text(f"OSLO, 4 May 2019 - {sentence} They spoke of trade.\n")
        people = [{"id": "p1", "name": "Ana Reis"}, {"id": "p2", "name": "Olav Berg"}]
        meeting = {
            "id": "m1",
            "kind": "bilateral",
            "participants": ["p1", "p2"],
            "date": "2019-05-03",
            "quote": sentence,
        }
        told = {
            "persons": people,
            "organizations": [],
            "treaties": [],
            "states": [],
            "places": [],
            "meetings": [meeting],
        }
        (gold / f"{stem}.json").write_text(json.dumps(told))
    members = [{"document": stem, "meeting": "m1"} for stem in sentences]
    things = [
        {"type": "Person", "name": name, "members": [{"document": stem, "id": key} for stem in sentences]}
        for key, name in (("p1", "Ana Reis"), ("p2", "Olav Berg"))
    ]
    event = {"name": "talks", "members": members}
    apart = [{"a": "Ana Reis", "b": "Olav Berg", "why": "two people"}]
    corpus = {"documents": list(sentences), "entities": things, "events": [event], "distinct": apart}
    (gold / "corpus.json").write_text(json.dumps(corpus))
    found = measured(texts, gold, tmp_path / "build")
    assert found.figures["events"] == Figures(gold=1, graph=1, both=1)
    assert found.figures["persons"] == Figures(gold=2, graph=2, both=2)
    assert found.merged == ()


def test_pairs_are_one_to_one_and_the_closest_come_first() -> None:
    scores = {("a", "x"): 1.0, ("a", "y"): 3.0, ("b", "y"): 2.0, ("b", "x"): 0.0}
    assert pair(["a", "b"], ["x", "y"], lambda gold, ours: scores[gold, ours]) == [("a", "y")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Zoltán Bárány", "Zoltan Barany", True),
        ("King Olav Berg", "Olav Berg", True),
        ("UN Harbour Office", "United Nations Harbour Office", True),
        ("Council", "Harbour Council", False),
        ("Ana Maria Reis", "Ana Reis Lund", False),
    ],
)
def test_names_are_the_same_but_for_accents_titles_and_middle_names(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same_name(other, one) is same


def test_figures_of_nothing_are_whole() -> None:
    assert (Figures(0, 0, 0).precision, Figures(0, 0, 0).recall, Figures(0, 0, 0).f1) == (1.0, 1.0, 1.0)
    assert Figures(gold=4, graph=2, both=1).f1 == pytest.approx(1 / 3)
