"""What `import kg` offers, and what it costs."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import kg

PUBLIC = """
    BuildReport Document Evidence Explanation Fact KGError Mention Reading Release Report Store Unread Violation
    build explain extract open_store publish read validate
"""


def run(code: str) -> str:
    """What a fresh process prints."""
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def test_the_public_names_are_these_and_no_others() -> None:
    assert kg.__all__ == PUBLIC.split()
    assert sorted(kg.__all__) == dir(kg)


@pytest.mark.parametrize("name", PUBLIC.split())
def test_every_public_name_is_there_and_says_what_it_is(name: str) -> None:
    assert getattr(kg, name).__doc__


def test_every_public_function_has_an_example() -> None:
    assert kg.__doc__ is not None
    for name in PUBLIC.split():
        if name[0].islower():
            assert re.search(rf">>> .*\bkg\.{name}\(", kg.__doc__), name


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="kg has no Manager"):
        _ = kg.Manager


def test_importing_loads_neither_engine_nor_web_server() -> None:
    heavy = ("rdflib", "pyoxigraph", "pyshacl", "owlrl", "flask", "click", "yaml")
    assert run(f"import sys, kg; print([m for m in {heavy} if m in sys.modules])") == "[]"


def test_flask_stays_out_of_a_build() -> None:
    assert run("import sys, kg; kg.build, kg.explain, kg.open_store; print('flask' in sys.modules)") == "False"


@pytest.mark.parametrize("name", ["explain", "extract", "publish", "validate"])
@pytest.mark.parametrize("before", ["", "import kg.{0}; ", "from kg.{0} import __name__; ", "import kg.pipeline; "])
def test_a_verb_stays_a_function_though_a_module_bears_its_name(name: str, before: str) -> None:
    code = before.format(name) + f"import kg; from kg import {name}; print(callable(kg.{name}), {name} is kg.{name})"
    assert run(code) == "True True"
