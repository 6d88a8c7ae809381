"""Runs the commands and the Python on the first page, and writes their output beneath them.

In: README.md. Out: the same page with output as it is now. Never: a change to a command, or to the prose.

    python tools/readme.py
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"(?ms)^```(\w+)\n(.*?)^```$")
MOST = 20
"""Lines of output that are shown; a line with an ellipsis stands for the rest."""


def blocks(page: str, kind: str) -> list[str]:
    """What stands in the blocks of one kind."""
    return [match[2] for match in BLOCK.finditer(page) if match[1] == kind]


def commands(block: str) -> list[str]:
    return [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]


def run(command: str, place: Path) -> list[str]:
    """The lines that a command prints, talk and data together."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=place,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def told(block: str, place: Path) -> str:
    """A block of commands with their output."""
    lines = []
    for command in commands(block):
        shown = run(command, place)
        lines += [f"$ {command}", *shown[:MOST], *(["…"] if len(shown) > MOST else [])]
    return "".join(f"{line}\n" for line in lines)


def session(block: str, place: Path) -> str:
    """A block of Python with what it prints."""
    names: dict[str, object] = {}
    lines = []
    with contextlib.chdir(place):
        for line in filter(lambda line: line.startswith(">>> "), block.splitlines()):
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(line[4:], "README.md", "single"), names)
            lines += [line, *out.getvalue().splitlines()]
    return "".join(f"{line}\n" for line in lines)


@contextlib.contextmanager
def workplace() -> Iterator[Path]:
    """A folder with the sample documents, as a person would stand in."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "documents", Path(folder, "documents"))
        yield Path(folder)


def fresh(page: str) -> str:
    """The page with output as it is now."""
    with workplace() as place:

        def write(match: re.Match[str]) -> str:
            make = {"console": told, "python": session}.get(match[1])
            return f"```{match[1]}\n{make(match[2], place)}```" if make else match[0]

        return BLOCK.sub(write, page)


if __name__ == "__main__":
    readme = ROOT / "README.md"
    readme.write_text(fresh(readme.read_text(encoding="utf-8")), encoding="utf-8")
