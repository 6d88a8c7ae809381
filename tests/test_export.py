"""Exports say the same graph in every format, in the same bytes every time."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from graphs import LINES, QUADS, TRIPLES
from kg import vocab
from kg.errors import UsageError
from kg.export import FORMATS, export
from kg.export.jsonld import Context
from kg.stores import STORES, Store

PARSED = {"turtle": "turtle", "jsonld": "json-ld", "ntriples": "nt", "rdfxml": "xml"}
ENGINE = {
    "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}
SCRIPT = """
import hashlib, io, sys
from graphs import LINES
from kg.export import FORMATS, export
from kg.stores import STORES
lines = LINES[::-1] if sys.argv[1] == "turned" else LINES
store = STORES["oxigraph"]()
store.load(lines)
for format in FORMATS:
    export(store, format, out := io.BytesIO())
    print(format, hashlib.sha256(out.getvalue()).hexdigest())
"""


@pytest.fixture(params=sorted(STORES))
def store(request: pytest.FixtureRequest) -> Store:
    made: Store = STORES[request.param]()
    made.load(LINES)
    return made


def exported(store: Store, form: str) -> bytes:
    export(store, form, out := io.BytesIO())
    return out.getvalue()


def engine_rows(content: bytes, form: str) -> list[tuple[str, ...]]:
    return sorted(
        tuple(str(term) for term in quad if not isinstance(term, ox.DefaultGraph))
        for quad in ox.parse(content, format=ENGINE[form])
    )


@pytest.mark.parametrize("form", sorted(PARSED))
def test_a_graph_parses_back_to_the_same_graph_with_the_engine(store: Store, form: str) -> None:
    assert engine_rows(exported(store, form), form) == TRIPLES


@pytest.mark.parametrize("form", ["nquads", "trig"])
def test_a_dataset_parses_back_to_the_same_named_graphs(store: Store, form: str) -> None:
    assert engine_rows(exported(store, form), form) == QUADS


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD parser makes one
@pytest.mark.parametrize("form", sorted(PARSED))
def test_a_graph_parses_back_to_the_same_graph_with_rdflib(store: Store, form: str) -> None:
    wanted, found = rdflib.Graph(), rdflib.Graph()
    wanted.parse(data="".join(" ".join(row) + " .\n" for row in TRIPLES), format="nt")
    found.parse(data=exported(store, form), format=PARSED[form])
    assert set(found) == set(wanted)


def test_n_quads_go_round(store: Store) -> None:
    content = exported(store, "nquads")
    assert content == b"".join(sorted(LINES))
    again = STORES["oxigraph"]()
    again.load([content])
    assert exported(again, "nquads") == content


def test_turtle_groups_by_subject_and_puts_the_type_first(store: Store) -> None:
    text = exported(store, "turtle").decode()
    assert text.count("<http://127.0.0.1:8000/id/event/a-1-3>\n    a kg:Event, kg:Meal ;\n") == 1
    assert "@prefix foaf:" not in text


def test_json_ld_is_compact_and_needs_no_network(store: Store) -> None:
    document = json.loads(exported(store, "jsonld"))
    assert document["@context"]["kg"] == vocab.PREFIXES["kg"]
    nodes = {node["id"]: node for node in document["@graph"]}
    meal = nodes["http://127.0.0.1:8000/id/event/a-1-3"]
    assert meal["type"] == ["Event", "Meal"]
    assert meal["remote"] is True
    assert meal["date"] == [{"@value": "2020-02", "@type": "xsd:gYearMonth"}, "2020-02-29"]
    assert list(nodes) == sorted(nodes)


def test_the_context_knows_every_term_of_the_ontology() -> None:
    known = Context.load().keys
    assert sorted(term.iri for term in vocab.load().terms.values() if term.iri not in known) == []


def test_the_bytes_are_the_same_under_every_hash_seed_and_order() -> None:
    here = Path(__file__).parent
    found = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, order],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(here)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, order in (("0", "straight"), ("1", "turned"), ("4242", "straight"))
    }
    assert len(found) == 1
    assert len(found.pop().splitlines()) == len(FORMATS)


def test_an_unknown_format_names_the_known_ones(store: Store) -> None:
    with pytest.raises(UsageError, match="nquads, turtle, jsonld"):
        exported(store, "docx")


def test_rdf_xml_refuses_what_xml_cannot_say() -> None:
    odd = STORES["oxigraph"]()
    odd.load([b'<a:s> <http://a.example/1> "x" <a:g> .'])
    with pytest.raises(UsageError, match="turtle"):
        exported(odd, "rdfxml")
    control = STORES["oxigraph"]()
    control.load([b'<a:s> <http://a.example/p> "a\\u0001b" <a:g> .'])
    with pytest.raises(UsageError, match="character"):
        exported(control, "rdfxml")
    for form in ("turtle", "jsonld", "ntriples", "nquads", "trig"):
        assert len(engine_rows(exported(control, form), form)) == 1
