"""The floors and doors of the package, kept by import-linter; every module has its floor."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    config = ["--config", str(folder / "pyproject.toml"), "--no-cache"]
    environment = {"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    return subprocess.run([LINT, *config], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_imports_only_go_down_and_every_module_has_a_floor() -> None:
    found = lint(ROOT)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("src/kg/stores/upward.py", "from ..pipeline import build as build\n"),
        ("src/kg/readers/sibling.py", "from ..stores import Store as Store\n"),
        ("src/kg/helpers.py", ""),
        ("src/kg/lifts_with_flask.py", "import flask as flask\n"),
        ("src/kg/resolve/graphs.py", "import rdflib as rdflib\n"),
    ],
)
def test_a_planted_import_is_found(tmp_path: Path, file: str, code: str) -> None:
    import shutil

    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / file).write_text(f'"""Planted."""\n\n{code}')
    found = lint(tmp_path)
    assert found.returncode == 1, found.stdout + found.stderr
    assert Path(file).stem in found.stdout
