"""Generations: whatever happens while one is written, the last good one stands."""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graphs import LINES, QUADS, TRIPLES
from kg.errors import StoreError
from kg.export import export
from kg.publish import claim, current, open_release, publish, recover
from kg.stores import loading, open_store

HERE = Path(__file__).parent
TOLD = {"documents": 2, "base": "http://127.0.0.1:8000/id/"}
SECOND = [*QUADS, ("<a:s>", "<a:p>", '"second"', "<http://127.0.0.1:8000/id/article/c-3>")]

BUILD = """
import os, signal, sys
from graphs import QUADS
from kg.publish import publish

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def rows(last):
    for i, row in enumerate(QUADS):
        if i == last:
            die()
        yield row

def watch(folder, last):
    seen = 0
    def hook(event, args):
        nonlocal seen
        if event.split(".")[0] in ("open", "os", "shutil") and any(folder in str(arg) for arg in args):
            seen += 1
            if seen == last:
                die()
    sys.addaudithook(hook)

folder, phase, last = sys.argv[1], sys.argv[2], int(sys.argv[3])
if phase == "step":
    watch(folder, last)
publish(rows(last if phase == "load" else -1), folder, manifest={}, files={"report.json": b"{}"}, keep=1)
"""
READ = """
import sys
from kg.publish import open_release
release, store = open_release(sys.argv[1])
print(release.name, flush=True)
sys.stdin.readline()
print(len(store.query("SELECT * { ?s ?p ?o }").rows), flush=True)
"""
HOLD = """
import sys
from kg.publish import claim
with claim(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.readline()
"""
FULL = """
import resource, sys
from kg.errors import StoreError
from kg.publish import publish
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
many = ((f"<a:{i}>", "<a:p>", f'"{i * 7919 % 99991} a value"', "<a:g>") for i in range(20000))
try:
    publish(many, sys.argv[1], manifest={})
except StoreError as error:
    print(error)
    sys.exit(3)
"""


def python(script: str, *args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, args)],
        env={**os.environ, "PYTHONPATH": str(HERE)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def started(script: str, *args: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, args)],
        env={**os.environ, "PYTHONPATH": str(HERE)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def leftovers(folder: Path) -> list[str]:
    named = [str(path.relative_to(folder)) for path in folder.rglob(".tmp-*")]
    return named + [str(path.relative_to(folder)) for path in folder.rglob("bulk-*.sst")]


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "generations").iterdir())


def test_a_release_holds_each_triple_once_and_its_files(tmp_path: Path) -> None:
    release = publish(QUADS, tmp_path, manifest=TOLD, files={"report.ttl": b"", "quarantine/a/why.json": b"{}"})
    assert release == current(tmp_path)
    assert (release.folder / "quarantine/a/why.json").read_bytes() == b"{}"
    found, store = open_release(tmp_path)
    assert found == release
    assert store.size() == len(TRIPLES)
    assert sorted(store.quads()) == QUADS
    store.close()


def test_the_manifest_is_the_same_in_every_order_and_place(tmp_path: Path) -> None:
    one = publish(QUADS, tmp_path / "one", manifest=TOLD, when=datetime(2020, 1, 1, tzinfo=UTC))
    two = publish(QUADS[::-1], tmp_path / "elsewhere", manifest=TOLD)
    assert (one.folder / "manifest.json").read_bytes() == (two.folder / "manifest.json").read_bytes()
    assert one.manifest["sha256"] == hashlib.sha256(b"".join(sorted(LINES))).hexdigest()
    assert one.manifest["quads"] == len(QUADS)
    assert one.manifest["triples"] == len(TRIPLES)
    assert sum(one.manifest["graphs"].values()) == len(QUADS)
    assert str(tmp_path) not in (one.folder / "manifest.json").read_text()


def test_the_checksum_is_that_of_the_export(tmp_path: Path) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    typed = "1.50 decimal, 1.5 decimal, +2 decimal, 007 integer, 7 integer, 1 boolean, true boolean, 1.0E0 double"
    typed += ", 2020-01-01T00:00:00.000Z dateTime, 2020-02-30 date, 2020-02-29 date, x string"
    odd = [f'"{words}"^^<{xsd}{kind}>' for words, kind in (pair.split() for pair in typed.split(", "))]
    odd += ['"x"@en-GB', '"\\u00E9\\u007F\\u0001"', '"a\x7f\u00a0b"', '"\\t\\\\"']
    release = publish([*QUADS, *(("<a:s>", "<a:p>", value, "<a:g>") for value in odd)], tmp_path, manifest={})
    store = open_store(tmp_path)
    export(store, "nquads", out := io.BytesIO())
    store.close()
    assert hashlib.sha256(out.getvalue()).hexdigest() == release.manifest["sha256"]
    assert out.getvalue().count(b"\n") == release.manifest["quads"] < len(QUADS) + len(odd)


def test_a_graph_of_many_batches_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "BATCH", 100_000)
    number = (
        10_000  # the lines of a chunk: the last row repeats, in another graph, the triple that fills the second one
    )
    rows = sorted((f"<a:{n:05}>", "<a:p>", f'"{n}"', "<a:g>") for n in range(2 * number))
    rows.append((*rows[-1][:3], "<a:h>"))
    release = publish(rows, tmp_path, manifest={})
    _, store = open_release(tmp_path)
    assert sorted(store.quads()) == rows
    assert store.size() == release.manifest["triples"] == 2 * number
    store.close()
    assert release.manifest["quads"] == len(rows)
    assert release.manifest["graphs"] == {"a:g": 2 * number, "a:h": 1}


def test_the_log_says_what_changed_and_when(tmp_path: Path) -> None:
    publish(QUADS, tmp_path, manifest=TOLD)
    publish(SECOND, tmp_path, manifest=TOLD, when=datetime(2021, 5, 6, tzinfo=UTC))
    first, second = (json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines())
    assert (first["when"], first["before"]) == (None, None)
    assert second["when"] == "2021-05-06T00:00:00+00:00"
    assert second["before"] == "000001"
    assert second["added"] == ["http://127.0.0.1:8000/id/article/c-3"]
    assert second["removed"] == second["resized"] == []
    assert second["counts"]["documents"] == 2


@pytest.mark.parametrize("last", [0, 7, len(QUADS) - 1])
def test_a_killed_load_leaves_no_orphan(tmp_path: Path, last: int) -> None:
    good = publish(QUADS, tmp_path, manifest=TOLD)
    assert python(BUILD, tmp_path, "load", last).returncode == -signal.SIGKILL
    assert current(tmp_path) == good
    assert leftovers(tmp_path)
    assert recover(tmp_path)
    assert leftovers(tmp_path) == []
    assert generations(tmp_path) == ["000001"]


def test_a_kill_at_any_step_leaves_a_good_generation(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    publish(QUADS, folder, manifest=TOLD)
    steps = 0
    while True:
        steps += 4
        before = current(folder)
        ended = python(BUILD, folder, "step", steps)
        after, store = open_release(folder)
        assert sorted(store.quads()) == QUADS
        store.close()
        assert after.name >= before.name
        recover(folder)
        assert leftovers(folder) == []
        assert max(generations(folder)) == current(folder).name == after.name
        if ended.returncode == 0:
            break
        assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert steps > 20


def test_an_orphan_of_the_engine_is_removed_at_the_next_start(tmp_path: Path) -> None:
    release = publish(QUADS, tmp_path, manifest=TOLD)
    (release.folder / "store" / "bulk-1.sst").write_bytes(b"half")
    (tmp_path / "generations" / "000002").mkdir()
    assert recover(tmp_path)
    assert leftovers(tmp_path) == []
    assert generations(tmp_path) == ["000001"]


def test_a_damaged_pointer_costs_no_generation(tmp_path: Path) -> None:
    publish(QUADS, tmp_path, manifest=TOLD)
    (tmp_path / "current").write_bytes(b"\xff\x00")
    with pytest.raises(StoreError, match="kg build"):
        current(tmp_path)
    assert publish(SECOND, tmp_path, manifest=TOLD).name == "000002"
    assert generations(tmp_path) == ["000001", "000002"]


def test_two_builds_do_not_collide(tmp_path: Path) -> None:
    publish(QUADS, tmp_path, manifest=TOLD)
    other = started(HOLD, tmp_path)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    with pytest.raises(StoreError, match="another build is writing here; wait"):
        publish(SECOND, tmp_path, manifest=TOLD)
    assert not recover(tmp_path)
    assert current(tmp_path).name == "000001"
    other.kill()
    other.communicate()
    assert publish(SECOND, tmp_path, manifest=TOLD).name == "000002"


def test_a_claim_holds_for_a_whole_build(tmp_path: Path) -> None:
    with claim(tmp_path) as held:
        assert publish(QUADS, tmp_path, manifest=TOLD, claimed=held).name == "000001"
        with pytest.raises(StoreError, match="another build"):
            publish(QUADS, tmp_path, manifest=TOLD)


def test_pruning_spares_what_somebody_reads(tmp_path: Path) -> None:
    publish(QUADS, tmp_path, manifest=TOLD)
    reader = started(READ, tmp_path)
    assert reader.stdout is not None
    assert reader.stdout.readline() == "000001\n"
    for _ in range(4):
        publish(SECOND, tmp_path, manifest=TOLD)
    assert generations(tmp_path) == ["000001", "000003", "000004", "000005"]
    answer, _ = reader.communicate("go\n", timeout=60)
    assert answer == f"{len(TRIPLES)}\n"
    publish(SECOND, tmp_path, manifest=TOLD)
    assert generations(tmp_path) == ["000004", "000005", "000006"]


def test_a_generation_opened_by_its_own_folder_is_held_too(tmp_path: Path) -> None:
    release = publish(QUADS, tmp_path, manifest=TOLD)
    store = open_store(release.folder)
    publish(SECOND, tmp_path, manifest=TOLD, keep=1)
    assert generations(tmp_path) == ["000001", "000002"]
    store.close()
    publish(SECOND, tmp_path, manifest=TOLD, keep=1)
    assert generations(tmp_path) == ["000003"]


def test_a_corrupt_generation_is_reported_with_its_remedy(tmp_path: Path) -> None:
    release = publish(QUADS, tmp_path, manifest=TOLD)
    for table in (release.folder / "store").glob("*.sst"):
        table.write_bytes(b"garbage")
    with pytest.raises(StoreError, match=r"corrupt .*kg build DOCUMENTS -o"):
        open_release(tmp_path)


@pytest.mark.parametrize("what", ["manifest.json", "store/CURRENT"])
def test_a_broken_generation_is_reported_with_its_remedy(tmp_path: Path, what: str) -> None:
    release = publish(QUADS, tmp_path, manifest=TOLD)
    (release.folder / what).write_bytes(b"{")
    with pytest.raises(StoreError, match="kg build DOCUMENTS -o"):
        open_release(tmp_path)


def test_a_folder_without_a_build_says_how_to_build(tmp_path: Path) -> None:
    for folder, reason in ((tmp_path / "nowhere", "no such build folder"), (tmp_path, "nothing was built")):
        with pytest.raises(StoreError, match=f"{reason}.*kg build DOCUMENTS -o"):
            open_release(folder)
    (tmp_path / "current").write_text("000009\n")
    with pytest.raises(StoreError, match=r"000009, which is not there.*kg build"):
        current(tmp_path)


@pytest.mark.parametrize("limit", [4_000, 400_000])
def test_a_full_disk_is_reported_and_changes_nothing(tmp_path: Path, limit: int) -> None:
    good = publish(QUADS, tmp_path, manifest=TOLD)
    ended = python(FULL, tmp_path, limit)
    assert ended.returncode == 3, ended.stderr
    assert "make room on the disk" in ended.stdout
    assert current(tmp_path) == good
    assert leftovers(tmp_path) == []


def test_a_row_that_is_no_quad_changes_nothing(tmp_path: Path) -> None:
    good = publish(QUADS, tmp_path, manifest=TOLD)
    for row in (("<a:s>", "<a:p>", '"x"'), ("<a:s>", "<a:p>", '"un"closed"', "<a:g>")):
        with pytest.raises(StoreError):
            publish([row], tmp_path, manifest=TOLD)
    assert current(tmp_path) == good
    assert leftovers(tmp_path) == []


def test_a_file_cannot_leave_its_generation(tmp_path: Path) -> None:
    for name in ("../x", "/x", "store/CURRENT", "manifest.json"):
        with pytest.raises(StoreError, match="no name for a file"):
            publish(QUADS, tmp_path / "build", manifest={}, files={name: b""})
