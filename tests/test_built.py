"""What a build must keep: the text is the witness, the graph conforms, and exports are the same graph."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.export import export
from kg.pipeline import build
from kg.stores import Store, open_store
from kg.validate import uncovered

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "documents"
KG = "https://w3id.org/chancery/ontology#"
FOLDERS = [ROOT / "documents", *([SHARED] if SHARED.is_dir() else [])]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The graph of the sample documents, and of the five real ones where they stand beside the checkout."""
    folder = tmp_path_factory.mktemp("built")
    report = build(FOLDERS, folder)
    assert report.validation.conforms
    assert not report.quarantined, [q.source for q in report.quarantined]
    opened = open_store(folder)
    yield opened
    opened.close()


def test_every_triple_of_every_article_is_borne_out_by_words(store: Store) -> None:
    assert uncovered(sorted(store.quads())) == []


def test_a_planted_fact_is_found(store: Store) -> None:
    quads = sorted(store.quads())
    article = next(g for _, p, _, g in quads if p == f"<{KG}visitor>")
    planted = (f"<{KG}x>", f"<{KG}place>", f"<{KG}y>", article)
    assert [(v.focus, v.path) for v in uncovered([*quads, planted])] == [(planted[0], planted[1])]


def test_the_words_of_every_evidence_stand_in_its_passage(store: Store) -> None:
    rows = store.query(
        f"""SELECT ?e ?start ?end ?from ?to {{ GRAPH ?g {{
        ?e a <{KG}Evidence> ; <{KG}start> ?start ; <{KG}end> ?end ; <{KG}passage> ?p .
        ?p <{KG}start> ?from ; <{KG}end> ?to }} }}"""
    ).rows
    assert rows
    covered: dict[str, list[tuple[int, int]]] = {}
    spans: dict[str, tuple[int, int]] = {}
    for node, start, end, first, last in rows:
        spans[str(node)] = int(start.value), int(end.value)
        covered.setdefault(str(node), []).append((int(first.value), int(last.value)))
    for node, (start, end) in spans.items():
        assert start < end
        assert any(first <= start < last for first, last in covered[node]), node
        assert any(first < end <= last for first, last in covered[node]), node


def test_no_antecedent_leads_nowhere(store: Store) -> None:
    rows = store.query(
        f"""SELECT ?e ?a WHERE {{ ?e <{KG}antecedent> ?a . FILTER NOT EXISTS {{ ?a a <{KG}Mention> }}
        FILTER NOT EXISTS {{ ?a a <{KG}Evidence> }} FILTER NOT EXISTS {{ ?a a <{KG}Article> }} }}"""
    ).rows
    assert not rows


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD parser makes one
@pytest.mark.parametrize("format_", ["turtle", "jsonld", "ntriples", "rdfxml"])
def test_an_export_parses_back_to_the_same_graph(store: Store, format_: str) -> None:
    out = io.BytesIO()
    export(store, format_, out)
    names = {"turtle": "turtle", "jsonld": "json-ld", "ntriples": "nt", "rdfxml": "xml"}
    graph = rdflib.Graph()
    graph.parse(data=out.getvalue(), format=names[format_])
    lines = graph.serialize(format="nt", encoding="utf-8")
    plain = io.BytesIO()
    export(store, "ntriples", plain)
    assert _triples(lines) == _triples(plain.getvalue())


def _triples(lines: bytes) -> set[tuple[str, str, str]]:
    return {(str(t.subject), str(t.predicate), str(t.object)) for t in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)}
