"""The vocabulary is closed: it knows the ontology's terms and tells the nearest of one it does not know."""

import statistics
import time
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from kg import vocab
from kg.errors import MappingError
from kg.vocab import KG

NEAREST = [
    ("kg:participnt", "did you mean kg:participant?"),
    ("kg:meal", "did you mean kg:Meal?"),
    ("kg:bilateralMeeting", "did you mean kg:BilateralMeeting?"),
    ("kg:entryInToForceOn", "did you mean kg:entryIntoForceOn?"),
    ("skos:altLable", "did you mean skos:altLabel?"),
    ("dcterms:titel", "did you mean dcterms:title?"),
    ("xsd:dat", "did you mean xsd:date?"),
]
OUTLINE = """
@prefix kg: <https://w3id.org/chancery/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
kg:A a owl:Class ; rdfs:subClassOf kg:B . kg:B a owl:Class ; rdfs:subClassOf kg:A .
kg:x a kg:A . <urn:other> a owl:Class .
"""


@pytest.mark.parametrize(("name", "remedy"), NEAREST)
def test_an_unknown_name_is_refused_and_the_nearest_one_named(name: str, remedy: str) -> None:
    with pytest.raises(MappingError) as refused:
        vocab.load().expand(name)
    assert name in refused.value.message
    assert refused.value.remedy == remedy


def test_a_name_like_no_other_gets_no_far_fetched_advice() -> None:
    with pytest.raises(MappingError) as refused:
        vocab.load().expand("kg:zzzzzz")
    assert "did you mean" not in refused.value.remedy


@pytest.mark.parametrize("name", ["Meal", "foo:Meal", "eli:LegalResource", ""])
def test_a_name_without_a_prefix_in_use_is_refused(name: str) -> None:
    with pytest.raises(MappingError):
        vocab.load().expand(name)


def test_a_term_in_code_is_checked_like_a_term_in_a_mapping() -> None:
    assert vocab.load().expand("kg:Meeting") == KG.Meeting
    with pytest.raises(MappingError, match=r"kg:Meting; did you mean kg:Meeting\?"):
        _ = KG.Meting


def test_every_name_survives_the_way_there_and_back() -> None:
    outside = [f"{prefix}:{local}" for prefix, names in vocab.OUTSIDE.items() for local in names.split()]
    for name in [vocab.shorten(iri) for iri in vocab.load().terms] + outside:
        iri = vocab.load().expand(name)
        assert vocab.shorten(iri) == name
        assert vocab.load().knows(iri)


def test_an_iri_without_a_prefix_is_left_as_it_is() -> None:
    for iri in ("http://127.0.0.1:8000/id/person/q1", vocab.PREFIXES["kg"]):
        assert vocab.shorten(iri) == iri


def test_domain_and_range_are_known() -> None:
    terms = vocab.load().terms
    assert terms[KG.chair].domain == (KG.Event,)
    assert terms[KG.chair].range == (KG.Agent,)
    assert terms[KG.start].domain == ()
    assert {vocab.shorten(datatype) for datatype in terms[KG.timeOfDay].range} == {"xsd:string", "xsd:time"}
    assert all(term.range for term in terms.values() if term.kind == "datatype property")


def test_what_rules_give_is_told_from_what_texts_give() -> None:
    inferred = {vocab.shorten(iri) for iri, term in vocab.load().terms.items() if term.inferred}
    assert {"kg:metWith", "kg:hasHeld", "kg:participatesIn", "kg:signed", "kg:ratified"} <= inferred
    assert not {"kg:participant", "kg:interlocutor", "kg:treaty", "kg:partOf"} & inferred


def test_classes_above_and_below_are_found_at_any_distance() -> None:
    words = vocab.load()
    assert words.superclasses(KG.Call) == {KG.Call, KG.Meeting, KG.Event}
    assert words.subclasses(KG.Place) == {KG.Place, KG.City, KG.Venue, KG.State}
    assert words.superclasses("urn:stranger") == {"urn:stranger"}


def test_an_ontology_that_goes_in_a_circle_is_still_read(tmp_path: Path) -> None:
    (tmp_path / "kg.ttl").write_text(OUTLINE, encoding="utf-8")
    words = vocab.load(tmp_path)
    a, b, x = (vocab.PREFIXES["kg"] + name for name in "ABx")
    assert words.superclasses(a) == words.superclasses(b) == {a, b}
    assert words.of_kind("class") == (a, b), "only terms of our namespace"
    assert words.of_kind("individual") == (x,)


@pytest.mark.parametrize("text", ["kg:A a owl:Class .", "<a> <b>", "\x00", None])
def test_an_ontology_that_cannot_be_read_is_named_with_its_file(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "kg.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(MappingError) as refused:
        vocab.load(tmp_path)
    assert refused.value.where == str(tmp_path / "kg.ttl")
    assert refused.value.remedy


def test_the_vocabulary_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        vocab.load().terms[KG.Meal].label = "feast"  # type: ignore[misc]
    with pytest.raises(TypeError):
        vocab.load().terms[KG.Meal] = vocab.load().terms[KG.Call]  # type: ignore[index]


def test_reading_the_ontology_takes_less_than_fifty_milliseconds(tmp_path: Path) -> None:
    text = (vocab.find_folder("ontology") / "kg.ttl").read_text(encoding="utf-8")
    taken = []
    for run in range(5):
        folder = tmp_path / str(run)
        folder.mkdir()
        (folder / "kg.ttl").write_text(text, encoding="utf-8")
        begun = time.process_time()
        vocab.load(folder)
        taken.append(time.process_time() - begun)
    assert statistics.median(taken) < 0.05
