"""The generator of the bench: the same documents wherever and however often they are made."""

import subprocess
import sys
from pathlib import Path

GENERATOR = Path(__file__).parents[1] / "benchmarks" / "generate.py"


def generated(folder, count, hash_seed):
    command = [sys.executable, str(GENERATOR), str(count), str(folder)]
    subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"})
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_a_document_is_the_same_in_every_run_and_among_however_many(tmp_path):
    few, many = generated(tmp_path / "few", 10, "1"), generated(tmp_path / "many", 200, "2")
    assert len(many) == 200
    assert few.items() <= many.items()


def test_no_two_documents_are_alike_and_every_genre_occurs(tmp_path):
    documents = generated(tmp_path, 200, "0")
    assert len(set(documents.values())) == 200
    genres = {name.split("-")[1] for name in documents}
    assert genres == {"note.txt", "story.txt", "page.txt", "status.txt", "remarks.txt"}
    assert all(60 < len(text.split()) < 300 for text in documents.values())
