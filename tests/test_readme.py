"""The first page keeps its promises: every block is run, and prints what stands beneath it, figures aside."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "README.md").read_text(encoding="utf-8")
_SPEC = importlib.util.spec_from_file_location("readme", ROOT / "tools" / "readme.py")
assert _SPEC is not None
assert _SPEC.loader is not None
readme = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(readme)


def shape(block: str) -> list[str]:
    """The lines of a block without figures and counts of what was dropped, which better reading changes."""
    block = re.sub(r"; \d+ dropped .*", "", block)
    return [re.sub(r"\d[\d,.]*", "0", line).rstrip() for line in block.splitlines()]


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    with readme.workplace() as folder:
        readme.run("kg build documents -o build", folder)
        yield folder


@pytest.mark.parametrize("block", readme.blocks(PAGE, "console"))
def test_a_command_prints_what_the_page_shows(block: str, place: Path) -> None:
    assert readme.commands(block)
    assert shape(readme.told(block, place)) == shape(block)


@pytest.mark.parametrize("block", readme.blocks(PAGE, "python"))
def test_the_python_prints_what_the_page_shows(block: str, place: Path) -> None:
    lines = [line for line in block.splitlines() if line.startswith(">>> ")]
    assert 5 <= len(lines) <= 6
    assert readme.session(block, place) == block


@pytest.mark.parametrize("query", readme.blocks(PAGE, "sparql"))
def test_a_query_of_the_tour_has_an_answer(query: str, place: Path) -> None:
    (place / "tour.rq").write_text(query, encoding="utf-8")
    head, line, *rows = readme.run("kg query build - < tour.rq", place)
    assert head.split() == re.findall(r"\?(\w+)", query.partition("{")[0])
    assert set(line) == {"─"}
    assert rows


@pytest.mark.parametrize(
    "goal", [line.split()[1] for block in readme.blocks(PAGE, "sh") for line in block.splitlines()]
)
def test_a_goal_of_make_is_there(goal: str) -> None:
    done = subprocess.run(["make", "--dry-run", goal], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_other_kind_of_block_stands_on_the_page() -> None:
    kinds = set(re.findall(r"(?m)^```(\w+)$", PAGE))
    assert kinds == {"console", "python", "sparql", "sh"}


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w./-]+/[\w./-]*)`", PAGE))))
def test_every_path_that_the_page_names_is_there(path: str) -> None:
    if not path.startswith(("build/", "quarantine/", "http")):
        assert (ROOT / path).exists()
