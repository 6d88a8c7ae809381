# make serve   builds the graph of documents/ where nothing is built yet, and serves it on 127.0.0.1:8000
# make test    installs what the tests need and runs them all
# make check   style, types, floors, and ontology, mappings and shapes against each other
# make bench   measures builds of several sizes, and reasoning beside owlrl
#
# Each needs python3 and make alone, and reaches for packages at the index that pip is set to.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: serve test check bench clean

serve: .venv/ready
	$(BIN)/python serve.py

test: .venv/ready-dev
	$(BIN)/python -m pytest

check: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports
	$(BIN)/kg check

bench: .venv/ready
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf .venv build dist

.venv/ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	touch $@
