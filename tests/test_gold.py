"""The five real documents, built and measured against what a careful reader finds in them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.export import export
from kg.pipeline import build
from kg.stores import open_store

SHARED = Path(__file__).parents[2] / "shared"
LEAST_MEAN_F1 = 0.93

pytestmark = pytest.mark.skipif(
    not (SHARED / "documents").is_dir(), reason="../shared with the five documents is absent"
)


@pytest.fixture(scope="module")
def score(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the measuring script prints for the graph of the five documents."""
    place = tmp_path_factory.mktemp("gold")
    report = build(SHARED / "documents", place / "build")
    assert report.validation.conforms
    assert not report.quarantined
    store = open_store(place / "build")
    with (place / "graph.nq").open("wb") as file:
        export(store, "nquads", file)
    store.close()
    command = [sys.executable, str(SHARED / "gold" / "score.py"), str(place / "graph.nq"), str(SHARED / "gold")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_mean_f1_of_the_five_documents_stays_where_it_was(score: str) -> None:
    mean = re.search(r"mean F1 .*: ([.\d]+)", score)
    assert mean, score
    assert float(mean[1]) >= LEAST_MEAN_F1, score


def test_no_person_is_invented(score: str) -> None:
    row = re.search(r"^persons +\d+ +\d+ +([.\d]+)", score, re.MULTILINE)
    assert row, score
    assert float(row[1]) >= 0.95, score
