"""The wheel holds all that the product needs: built, installed in an empty environment, and used from there."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from kg.resources import FOLDERS

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(place)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [built] = place.glob("chancery_kg-*.whl")
    return built


def run(python: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run an interpreter that looks at its own environment alone."""
    command = [str(python), "-I", *arguments]
    return subprocess.run(command, cwd=python.parent, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def python(wheel: Path) -> Path:
    """An environment with the wheel alone; what it depends on is lent by this one, as no network is at hand."""
    place = wheel.parent / "environment"
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    library = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip())
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(library)
    lent = library / "lent"
    lent.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if "chancery" not in entry.name and entry.suffix != ".pth":
            (lent / entry.name).symlink_to(entry)
    (library / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    return python


def test_the_wheel_holds_every_data_folder_and_the_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder in FOLDERS:
        files = [path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert files
        assert {f"kg/_data/{file}" for file in files} <= set(names)
    for file in ("LICENSE", "NOTICE"):
        assert any(name.endswith(f"licenses/{file}") for name in names)
    for part in ("web/templates", "web/static"):
        files = [path.name for path in (ROOT / "src/kg" / part).iterdir()]
        assert files
        assert {f"kg/{part}/{file}" for file in files} <= set(names)
    assert not [name for name in names if "__pycache__" in name or name.startswith("tests/")]


def test_an_older_pip_finds_all_that_the_wheel_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        [metadata] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        lines = archive.read(metadata).decode().splitlines()
    assert any(line.startswith("Requires-Dist: lxml-html-clean") for line in lines)


def test_the_package_comes_from_the_wheel(python: Path) -> None:
    assert str(python.parents[1]) in run(python, "-c", "import kg; print(kg.__file__)").stdout


def test_check_build_and_query_work_from_the_wheel(python: Path) -> None:
    checked = run(python, "-m", "kg", "check")
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stderr
    documents = run(python, "-c", "from kg.resources import folder; print(folder('documents'))").stdout.strip()
    built = run(python, "-m", "kg", "build", documents, "-o", "graph")
    assert built.returncode == 0, built.stderr
    assert "0 documents in quarantine" in built.stderr
    assert run(python, "-m", "kg", "query", "graph", "ASK { ?x a kg:BilateralMeeting }").stdout == "yes\n"
    assert run(python, "-m", "kg", "--version").stdout.startswith("kg, version ")
