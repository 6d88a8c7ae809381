"""From documents to a published graph: the same bytes whatever the order, nothing of what does not conform."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.account import BuildReport
from kg.cache import Cache, fingerprint
from kg.errors import ConformanceError, ReadError, StoreError, UsageError
from kg.ids import Ids
from kg.jsonlines import decode, encode
from kg.model import Document, Literal, Reading
from kg.pipeline import build
from kg.publish import claim, current
from kg.readers import read_file
from kg.resources import folder
from kg.stores import open_store
from kg.understand import ALONE, LONGEST, understand
from kg.vocab import KG

SAMPLES = folder("documents")
NAMES = ("agency-cybercrime-signing", "readout-leaders-call", "travel-note-viet-nam")
BUILD = """
import sys
from kg.export import export
from kg.pipeline import build
from kg.stores import open_store

report = build(sys.argv[2:], sys.argv[1])
sys.stdout.write((report.folder / "manifest.json").read_text())
sys.stdout.flush()
export(open_store(sys.argv[1]), "nquads", sys.stdout.buffer)
"""


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with three of the samples."""
    place = tmp_path / "documents"
    place.mkdir()
    for name in NAMES:
        for path in SAMPLES.glob(f"{name}.*"):
            shutil.copy(path, place)
    return place


def nquads(out: Path) -> list[str]:
    """All quads that a build folder publishes, sorted."""
    store = open_store(out)
    try:
        return sorted(" ".join(row) for row in store.quads())
    finally:
        store.close()


def spoil(documents: Path, out: Path, name: str) -> None:
    """Put a reading into the cache that says an impossible date of one document."""
    [document] = read_file(documents / name)
    cache = Cache(out / "cache")
    reading = cache.get(document)
    assert reading is not None
    text = encode(reading)
    dates = {
        r.value.text for f in reading.facts for r in f.roles if isinstance(r.value, Literal) and r.name == "latest"
    }
    for date in dates:
        text = text.replace(f'{{"text":"{date}","datatype":"date"}}', '{"text":"2025-02-30","datatype":"date"}')
    assert text != encode(reading)
    cache.keep(document, text)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    out = tmp_path_factory.mktemp("built")
    return out, build([SAMPLES / f"{name}.txt" for name in NAMES], out)


def test_a_build_says_what_it_did(built: tuple[Path, BuildReport]) -> None:
    out, report = built
    assert (report.documents, report.articles) == (3, 3)
    assert report.facts > 50
    assert report.entities > 20
    assert report.triples > report.inferred > 20
    assert report.validation.conforms
    assert list(report.seconds) == ["read", "extract", "resolve", "lift", "validate", "reason", "publish"]
    assert report.folder == current(out).folder
    assert report.lines()[0] == "3 documents read, 3 articles published"


def test_the_manifest_knows_the_figures_and_neither_clock_nor_machine(built: tuple[Path, BuildReport]) -> None:
    out, report = built
    manifest = current(out).manifest
    for name in ("articles", "facts", "entities", "triples", "inferred"):
        assert manifest[name] == getattr(report, name)
    assert [s["source"] for s in manifest["sources"]] == [f"{name}.txt" for name in NAMES]
    text = json.dumps(manifest)
    assert str(Path.home()) not in text
    assert str(out) not in text


def test_the_graphs_are_those_of_the_contract(built: tuple[Path, BuildReport]) -> None:
    out, _ = built
    graphs = set(current(out).manifest["graphs"])
    articles = {ids_of["article"] for ids_of in current(out).manifest["sources"]}
    common = {Ids().graph(name) for name in ("ontology", "shapes", "reference", "names", "inferred", "links")}
    own = {*articles, *(f"{article}/record" for article in articles)}
    assert own | common <= graphs <= own | common | {Ids().graph("derived")}


def test_no_blank_node_is_published(built: tuple[Path, BuildReport]) -> None:
    assert not [line for line in nquads(built[0]) if line.startswith("_:") or " _:" in line.split('"')[0]]


def test_order_and_hash_seed_leave_no_trace(tmp_path: Path) -> None:
    files = [str(SAMPLES / f"{name}.txt") for name in NAMES]
    found = set()
    for number, (seed, order) in enumerate([("0", files), ("1", files[::-1]), ("4711", files[1:] + files[:1])]):
        command = [sys.executable, "-c", BUILD, str(tmp_path / str(number)), *order]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        found.add(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)
    assert len(found) == 1


def test_the_same_build_twice_is_the_same(documents: Path, tmp_path: Path) -> None:
    first, second = (build(documents, tmp_path / "out") for _ in range(2))
    assert first.folder != second.folder
    assert (first.folder / "manifest.json").read_bytes() == (second.folder / "manifest.json").read_bytes()


def test_a_second_build_reads_only_what_changed(documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(documents, out)
    before = {path.name: path.stat().st_mtime_ns for path in (out / "cache").iterdir()}
    changed = documents / "readout-leaders-call.txt"
    changed.write_text(changed.read_text(encoding="utf-8") + "\nThey will speak again.\n", encoding="utf-8")
    build(documents, out)
    after = {path.name: path.stat().st_mtime_ns for path in (out / "cache").iterdir()}
    assert len(before) == len(after) == 3
    assert len(before.items() & after.items()) == 2


def test_a_build_folder_among_the_documents_is_not_read(documents: Path) -> None:
    first, second = (build(documents, documents / "build") for _ in range(2))
    assert (second.documents, second.unread) == (first.documents, ()) == (3, ())


def test_a_changed_sidecar_is_a_changed_document(documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(documents, out)
    sidecar = documents / "agency-cybercrime-signing.yaml"
    sidecar.write_text(sidecar.read_text(encoding="utf-8").replace("2025-10-25", "2025-10-26"), encoding="utf-8")
    build(documents, out)
    assert any('/issued> "2025-10-26"' in line for line in nquads(out))


def test_a_damaged_cache_is_read_anew(documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(documents, out)
    expected = nquads(out)
    for path, content in zip(sorted((out / "cache").iterdir()), (b"", b"{}", b"\xff\x00"), strict=True):
        path.write_bytes(content)
    build(documents, out)
    assert nquads(out) == expected


def test_the_key_of_the_cache_knows_grammar_and_mappings() -> None:
    assert len(fingerprint()) == 16


def test_a_reading_survives_its_line_of_json(documents: Path, tmp_path: Path) -> None:
    read = [document for path in sorted(documents.glob("*.txt")) for document in read_file(path)]
    for reading in understand(read, tmp_path / "cache"):
        assert isinstance(reading, Reading)
        assert decode(Reading, encode(reading)) == reading


def test_many_documents_are_read_by_several_processes_to_the_same_end(tmp_path: Path) -> None:
    text = (SAMPLES / "readout-leaders-call.txt").read_text(encoding="utf-8")
    read = [Document(source=f"{n}.txt", text=f"{text}\nNumber {n}.\n") for n in range(ALONE + 5)]
    done: list[tuple[int, int]] = []
    several = understand(read, tmp_path / "several", jobs=2, tell=lambda *at: done.append(at))
    alone = understand(read, tmp_path / "alone", jobs=1)
    assert several == alone
    assert [reading.document.source for reading in several if isinstance(reading, Reading)] == [d.source for d in read]
    assert done[-1] == (len(read), len(read))


def test_a_text_too_long_for_one_document_is_reported(tmp_path: Path) -> None:
    [found] = understand([Document(source="long.txt", text="Words. " * (LONGEST // 6))], tmp_path)
    assert not isinstance(found, Reading)
    assert found.source == "long.txt"
    assert "longer than one document" in found.reason
    assert found.remedy == "split it into its articles"


def test_a_document_made_to_break_is_quarantined_and_the_others_are_published(documents: Path, tmp_path: Path) -> None:
    out, without = tmp_path / "out", tmp_path / "without"
    build(documents, out)
    spoil(documents, out, "readout-leaders-call.txt")
    report = build(documents, out)
    [kept_out] = report.quarantined
    assert kept_out.source == "readout-leaders-call.txt"
    assert report.articles == 2
    assert report.validation.conforms
    assert any(line.startswith("quarantined: readout-leaders-call.txt: ") for line in report.lines())
    [file] = (report.folder / "quarantine").iterdir()
    assert "sh:ValidationResult" in file.read_text(encoding="utf-8")
    assert [q["source"] for q in current(out).manifest["quarantined"]] == [kept_out.source]
    (documents / "readout-leaders-call.txt").unlink()
    (documents / "readout-leaders-call.yaml").unlink()
    build(documents, without)
    assert nquads(out) == nquads(without)


def test_where_no_document_conforms_the_last_generation_stays(documents: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for name in NAMES[::2]:
        (documents / f"{name}.txt").unlink()
        (documents / f"{name}.yaml").unlink()
    first = build(documents, out)
    spoil(documents, out, "readout-leaders-call.txt")
    with pytest.raises(ConformanceError, match=r"readout-leaders-call\.txt: .*nothing is published"):
        build(documents, out)
    assert current(out).folder == first.folder
    assert [path.name for path in (out / "generations").iterdir()] == [first.folder.name]


def test_a_text_under_two_names_is_told(documents: Path, tmp_path: Path) -> None:
    text = (documents / "readout-leaders-call.txt").read_text(encoding="utf-8")
    (documents / "again.txt").write_text(text, encoding="utf-8")
    report = build(documents, tmp_path / "out")
    assert report.repeated == (("again.txt", "readout-leaders-call.txt"),)
    assert "the same text: again.txt, readout-leaders-call.txt; take all but one away" in report.lines()


def test_two_files_of_one_address_are_one_article(documents: Path, tmp_path: Path) -> None:
    text = (documents / "readout-leaders-call.txt").read_text(encoding="utf-8")
    for name in ("one", "two"):
        (documents / f"{name}.txt").write_text(text, encoding="utf-8")
        (documents / f"{name}.yaml").write_text("url: https://news.example/call\n", encoding="utf-8")
    report = build(documents, tmp_path / "out")
    [again] = report.unread
    assert again.source == "two.txt"
    assert again.reason == "it is the same article as one.txt, by its address"
    assert report.articles == 4


def test_a_base_is_the_start_of_every_thing(documents: Path, tmp_path: Path) -> None:
    build(documents / "readout-leaders-call.txt", tmp_path / "out", base="https://graph.example/id/")
    assert current(tmp_path / "out").manifest["base"] == "https://graph.example/id/"
    meetings = [line.split()[0] for line in nquads(tmp_path / "out") if f"<{KG.BilateralMeeting}> <https" in line]
    assert any(meeting.startswith("<https://graph.example/id/event/") for meeting in meetings)
    assert "127.0.0.1" not in "".join(nquads(tmp_path / "out"))


@pytest.mark.parametrize("base", ["", "id/", "https://graph.example/id", "https://graph.example/a b/"])
def test_a_base_that_is_none_is_refused_and_nothing_is_written(tmp_path: Path, base: str) -> None:
    with pytest.raises(UsageError, match="no base for IRIs"):
        build(SAMPLES, tmp_path / "out", base=base)
    assert not (tmp_path / "out").exists()


def test_nothing_to_read_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match="there is no document"):
        build(tmp_path / "empty", tmp_path / "out")
    with pytest.raises(ReadError, match="there is no such file"):
        build([tmp_path / "gone.txt", tmp_path / "lost.txt"], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_two_builds_do_not_write_at_once(documents: Path, tmp_path: Path) -> None:
    with claim(tmp_path / "out"), pytest.raises(StoreError, match="another build is writing here"):
        build(documents, tmp_path / "out")


def test_progress_is_told_stage_by_stage(documents: Path, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    build(documents / "readout-leaders-call.txt", tmp_path / "out", progress=lambda *at: told.append(at))
    stages = list(dict.fromkeys(stage for stage, _, _ in told))
    assert stages == ["read", "extract", "resolve", "lift", "validate", "reason", "publish"]
    assert all(0 <= done <= total for _, done, total in told)


@pytest.fixture(autouse=True)
def nothing_stays_behind(tmp_path: Path) -> Iterator[None]:
    """No test leaves a draft in a build folder."""
    yield
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".tmp-") or path.suffix == ".draft"]
