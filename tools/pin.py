"""Writes requirements.txt and requirements-dev.txt from what is installed beside this interpreter.

In: pyproject.toml, and the environment that the tests passed in. Out: one ``name==version`` a line, all transitive
dependencies among them. Never: a version that is not installed here.

    python tools/pin.py
"""

from __future__ import annotations

import tomllib
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]


def needed(wanted: list[str]) -> dict[str, str]:
    """Versions by name of some requirements and of all that they need."""
    seen: set[tuple[str, str]] = set()
    waiting = [Requirement(text) for text in wanted]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in {"", *requirement.extras} - {extra for known, extra in seen if known == name}:
            seen.add((name, extra))
            below = [Requirement(text) for text in distribution(name).requires or ()]
            waiting += [found for found in below if found.marker is None or found.marker.evaluate({"extra": extra})]
    return {name: distribution(name).version for name, _ in seen}


def write(name: str, pins: dict[str, str]) -> None:
    (ROOT / name).write_text("".join(f"{package}=={version}\n" for package, version in sorted(pins.items())))


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = needed(project["project"]["dependencies"])
    dev = needed(project["dependency-groups"]["dev"])
    write("requirements.txt", runtime)
    write("requirements-dev.txt", {name: version for name, version in dev.items() if name not in runtime})


if __name__ == "__main__":
    main()
