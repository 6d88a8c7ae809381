"""The contract of every store in ``STORES``."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib

from graphs import KG, LINES, QUADS, TRIPLES
from kg.errors import QueryRefused, StoreError, UsageError
from kg.publish import publish
from kg.stores import GRAPH_FORMATS, STORES, Store, open_store

ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"
ARTICLE, OTHER = "http://127.0.0.1:8000/id/article/a-1", "http://127.0.0.1:8000/id/article/b-2"
THREADS = """
import sys, threading
from graphs import LINES, TRIPLES
from kg.stores import STORES
store = STORES[sys.argv[1]]()
store.load(LINES)
asked = ["SELECT * { ?s ?p ?o }", "ASK { ?s ?p 'x' }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "DESCRIBE <a:s>",
         "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(isIRI(?o)) } GROUP BY ?p ORDER BY ?n"]
wrong, gate = [], threading.Barrier(16)
def ask():
    gate.wait()
    for number in range(20):
        try:
            found = store.query(asked[number % 5])
            if number % 5 in (0, 2) and len(found.rows) != len(TRIPLES):
                wrong.append(len(found.rows))
        except BaseException as error:
            wrong.append(error)
threads = [threading.Thread(target=ask) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(wrong)
sys.exit(bool(wrong))
"""


@pytest.fixture(params=sorted(STORES))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def store(kind: str) -> Store:
    made: Store = STORES[kind]()
    made.load(LINES)
    return made


def test_a_query_without_graph_sees_each_triple_once(store: Store) -> None:
    assert sorted(tuple(str(term) for term in row) for row in store.query(ALL).rows) == TRIPLES
    assert store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0][0].value == str(len(TRIPLES))  # type: ignore[union-attr]
    assert store.size() == len(TRIPLES)


def test_a_query_with_graph_says_which_article(store: Store) -> None:
    found = store.query(f"SELECT ?g {{ GRAPH ?g {{ ?s a <{KG}Meal> }} }} ORDER BY ?g")
    assert [row[0].value for row in found.rows] == [ARTICLE, OTHER]  # type: ignore[union-attr]


def test_rows_come_back_as_they_went_in(store: Store) -> None:
    assert sorted(store.quads()) == QUADS
    assert sorted(store.triples()) == TRIPLES


def test_loading_twice_adds_what_is_new(store: Store) -> None:
    store.load([LINES[0], b'<a:s> <a:p> "new" <a:g> .\n\n'])
    assert store.size() == len(TRIPLES) + 1


@pytest.mark.parametrize(
    "line", [b'<a:s> <a:p> "x" .', b"<a:s> <a:p> <a:o> .", b'<a:s> <a:p> "a"b" <a:g> .', b"nonsense"]
)
def test_a_line_that_is_no_quad_loads_nothing(store: Store, line: bytes) -> None:
    with pytest.raises(StoreError):
        store.load([b'<a:s> <a:p> "first" <a:g> .\n', line])
    assert sorted(store.quads()) == QUADS


def test_a_select_serializes_in_every_format(store: Store) -> None:
    query = "SELECT ?s ?o ?none { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o } ORDER BY ?o"
    found = store.query(query)
    assert found.variables == ("s", "o", "none")
    values = [row[1].value for row in found.rows]  # type: ignore[union-attr]
    assert sorted(values) == sorted(["", "2020-02-29", "line\nbreak\r\tend", "Tên", "😀"])
    for content in (found.serialize("json"), store.answer(query, "json")):
        bindings = json.loads(content)["results"]["bindings"]
        assert [binding["o"]["value"] for binding in bindings] == values
        assert {"type": "literal", "value": "Tên", "xml:lang": "vi"} in [binding["o"] for binding in bindings]
        assert all("none" not in binding for binding in bindings)
    for content in (found.serialize("csv"), store.answer(query, "csv")):
        assert [row["o"] for row in csv.DictReader(io.StringIO(content.decode(), newline=""))] == values
    for content in (found.serialize("xml"), store.answer(query, "xml")):
        spaces = {"r": "http://www.w3.org/2005/sparql-results#"}
        assert len(ElementTree.fromstring(content).findall(".//r:result", spaces)) == 5
    assert found.serialize("tsv").splitlines()[0] == b"?s\t?o\t?none"


def test_an_ask_says_yes_or_no(store: Store) -> None:
    assert store.query("ASK { ?s ?p ?o }").truth is True
    assert json.loads(store.answer("ASK { <a:no> ?p ?o }", "json"))["boolean"] is False


def test_a_construct_serializes_in_every_format(store: Store) -> None:
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    for form, engine_form in GRAPH_FORMATS.items():
        for content in (store.query(query).serialize(form), store.answer(query, form)):
            rows = {tuple(str(term) for term in list(quad)[:3]) for quad in ox.parse(content, format=engine_form)}
            assert sorted(rows) == TRIPLES, form


def test_a_description_holds_what_is_said_of_a_thing(store: Store) -> None:
    found = store.query("DESCRIBE <http://127.0.0.1:8000/id/p/1>")
    assert found.kind == "graph"
    assert len(found.rows) == sum(row[0] == "<http://127.0.0.1:8000/id/p/1>" for row in TRIPLES)


def test_a_format_that_does_not_fit_is_refused(store: Store) -> None:
    for query, form in ((ALL, "turtle"), ("CONSTRUCT WHERE { ?s ?p ?o }", "csv"), (ALL, "docx")):
        with pytest.raises(UsageError, match="take one of"):
            store.answer(query, form)
        with pytest.raises(UsageError, match="take one of"):
            store.query(query).serialize(form)


def test_a_dataset_of_the_protocol_counts_each_triple_once(store: Store) -> None:
    both = store.query(ALL, default_graphs=[ARTICLE, OTHER])
    assert len(both.rows) == len({row[:3] for row in QUADS if row[3] in (f"<{ARTICLE}>", f"<{OTHER}>")})
    assert store.query("SELECT * { GRAPH ?g { ?s ?p ?o } }", default_graphs=[ARTICLE]).rows == ()
    named = store.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", named_graphs=[OTHER])
    assert [row[0].value for row in named.rows] == [OTHER]  # type: ignore[union-attr]
    assert store.query(ALL, named_graphs=[OTHER]).rows == ()


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("SELECT * {\n ?s ?p \n}", "line (2|3), column"),
        ("SELECT ?x { ?x foo:bar ?y }", "line 1, column"),
        ("SELECT * { ?s ?p 'open }", "line 1, column 18"),
        ("", "line 1, column 1"),
        ("\n\nSELEC * { }", "line 3, column 1"),
        ("SELECT * { ?s ?p ?o } }", "line 1, column 23"),
    ],
)
def test_a_malformed_query_says_where(store: Store, query: str, line: str) -> None:
    with pytest.raises(QueryRefused, match=line):
        store.query(query)
    with pytest.raises(QueryRefused, match=line):
        store.answer(query, "json")


@pytest.mark.parametrize("kind", ["oxigraph"])  # rdflib leaves the variable unbound
def test_a_function_that_is_not_of_sparql_is_the_askers_mistake(store: Store) -> None:
    with pytest.raises(QueryRefused, match="custom function <a:f>"):
        store.query("SELECT (<a:f>(1) AS ?x) {}")
    with pytest.raises(QueryRefused, match="custom function <a:f>"):
        store.answer("SELECT ?s { ?s ?p ?o FILTER(<a:f>(?o)) }", "json")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:9/>",
        "INSERT DATA { <a:s> <a:p> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX a: <a:> CLEAR ALL",
    ],
)
def test_what_calls_out_or_changes_is_refused(store: Store, query: str) -> None:
    with pytest.raises(QueryRefused):
        store.query(query)
    assert sorted(store.quads()) == QUADS


def test_from_reads_no_file_and_no_address(store: Store, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text('<a:s> <a:p> "secret" .')
    for iri in (secret.as_uri(), "http://127.0.0.1:9/"):
        assert store.query(f"SELECT * FROM <{iri}> {{ ?s ?p ?o }}").rows == ()


def test_sixteen_threads_in_a_fresh_process_are_answered(kind: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", THREADS, kind],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (ended.returncode, ended.stdout) == (0, "[]\n"), ended.stderr


def test_a_result_may_leave_its_thread(store: Store) -> None:
    found = []
    thread = threading.Thread(target=lambda: found.append(store.query(ALL)))
    thread.start()
    thread.join()
    assert len(found[0].rows) == len(TRIPLES)
    assert found[0].serialize("json")


def test_rdflib_sees_the_same(store: Store) -> None:
    dataset = store.dataset()
    meal = rdflib.URIRef("http://127.0.0.1:8000/id/event/a-1-3")
    assert set(dataset.objects(meal, rdflib.RDF.type)) == {rdflib.URIRef(f"{KG}Meal"), rdflib.URIRef(f"{KG}Event")}
    assert len(dataset.default_graph) == len(TRIPLES)
    assert len(dataset.graph(rdflib.URIRef(OTHER))) == sum(row[3] == f"<{OTHER}>" for row in QUADS)
    assert (meal, rdflib.RDF.type, rdflib.URIRef(f"{KG}Meal")) in dataset


def test_the_view_of_rdflib_cannot_write() -> None:
    made = STORES["oxigraph"]()
    made.load(LINES)
    with pytest.raises(StoreError, match="read-only"):
        made.dataset().add((rdflib.URIRef("a:s"), rdflib.URIRef("a:p"), rdflib.Literal("x")))
    assert sorted(made.quads()) == QUADS


def test_a_published_generation_opens_in_every_store(kind: str, tmp_path: Path) -> None:
    release = publish(QUADS, tmp_path, manifest={})
    for folder in (tmp_path, release.folder, release.folder / "store"):
        opened = open_store(folder, kind)
        assert sorted(opened.quads()) == QUADS
        opened.close()


def test_a_published_generation_cannot_be_written(tmp_path: Path) -> None:
    publish(QUADS, tmp_path, manifest={})
    opened = open_store(tmp_path)
    with pytest.raises(StoreError):
        opened.load([b'<a:s> <a:p> "x" <a:g> .'])
    opened.close()


def test_an_unknown_store_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="memory, oxigraph"):
        open_store(tmp_path, "virtuoso")
