"""Documents are validated one by one, with the same result as all at once, and told to people in sentences."""

import logging
import random
from collections.abc import Iterable
from types import MappingProxyType

import pytest
import rdflib
from rdflib.term import _toPythonMapping

from kg.errors import ConformanceError
from kg.shapes import SHAPE
from kg.validate import Report, Validator, Violation, merge, validate
from kg.validate.part import Known
from kg.validate.validator import TOGETHER
from told import ARTICLE, BASE, NAMES, RECORD, SENTENCES, Dispatch, day, dispatch, term

VALIDATOR = Validator()
MEETING, ANA = term("thing:meeting"), term("thing:ana-reis")
LAST = SENTENCES[-1]
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
Quads = list[tuple[str, str, str, str]]


def shapes_of(violations: Iterable[Violation]) -> list[str]:
    return [violation.shape.removeprefix(SHAPE) for violation in violations]


def told_again(number: int, spoil: random.Random) -> Quads:
    """The same people met once more, in another article, with a few statements lost or garbled."""
    quads: Quads = []
    for s, p, o, g in dispatch().quads:
        chance = spoil.random()
        if chance < 0.02 and p != term("rdf:type"):
            continue
        if chance > 0.98 and o[0] == '"':
            o = '"garbled"'
        for old in ("article/dispatch", "meeting", "quotation"):
            s, o, g = (x.replace(f"<{BASE}{old}", f"<{BASE}{old}-{number}") for x in (s, o, g))
        quads.append((s, p, o, g))
    return quads


def test_a_graph_that_is_in_order_conforms() -> None:
    report = validate(dispatch().quads)
    assert report.violations == ()
    assert report.conforms
    report.raise_for_results()


def test_a_shape_that_met_nothing_is_named() -> None:
    report = validate(dispatch().quads)
    assert SHAPE + "Treaty" in report.unmet
    assert SHAPE + "Meeting" not in report.unmet
    assert report.focus_counts[SHAPE + "Person"] == 2
    assert SHAPE + "Coverage-triple" in validate([]).unmet
    assert set(validate([]).unmet) == set(VALIDATOR.rules)


def test_documents_together_are_documents_alone() -> None:
    spoil = random.Random(7)
    articles = [told_again(number, spoil) for number in range(2 * TOGETHER + 3)]
    known = Known(quad for quads in articles for quad in quads)
    documents = [([quad for quad in quads if quad[3] != NAMES], known.about(quads)) for quads in articles]
    together = list(VALIDATOR.documents(documents))
    assert together == [VALIDATOR.document(*document) for document in documents]
    assert sum(len(report.violations) for report in together) > 20


def test_documents_one_by_one_are_the_whole_at_once() -> None:
    spoil = random.Random(11)
    articles = [told_again(number, spoil) for number in range(12)]
    names = sorted({quad for quads in articles for quad in quads if quad[3] == NAMES})
    owns = [[quad for quad in quads if quad[3] != NAMES] for quads in articles]

    def results(reports: Iterable[Report]) -> set[tuple[str, str, str, str, str]]:
        found = (violation for report in reports for violation in report.violations)
        return {
            (v.focus, v.path, v.value, v.shape, v.constraint)
            for v in found
            if not v.shape.startswith((SHAPE + "Coverage", SHAPE + "Words"))
        }

    at_once = VALIDATOR.document([quad for own in owns for quad in own], names)
    assert results(VALIDATOR.documents((own, names) for own in owns)) == results([at_once])
    assert len(results([at_once])) > 10


def test_a_violation_belongs_to_its_article_and_shows_the_sentence() -> None:
    d = dispatch()
    d.fact(MEETING, "kg:place", ANA, "Ana Reis")
    (found,) = validate(d.quads).violations
    assert found.document == ARTICLE
    assert (found.focus, found.path, found.value) == (MEETING, term("kg:place"), ANA)
    assert found.shape == SHAPE + "Event-place"
    assert found.constraint == str(SH.ClassConstraintComponent)
    assert found.sentence == "Foreign Minister Ana Reis met Ivo Marek in Porto on Monday."
    assert found.label == "Meeting: Ana Reis, Ivo Marek"
    assert validate(d.quads).table() == [
        (found.label, "Violation: Must take place in a place.", ANA, found.sentence),
    ]


def test_two_days_out_of_order_show_the_sentence_of_the_first() -> None:
    d = dispatch()
    treaty = term("thing:treaty")
    d.say(treaty, "skos:prefLabel", '"River Convention"', NAMES)
    d.fact(treaty, "rdf:type", term("kg:Treaty"), "Ana Reis")
    d.fact(treaty, "kg:entryIntoForceOn", day("2001-01-01"), "on Monday", kg__antecedent=ARTICLE)
    d.fact(treaty, "kg:signedOn", day("2019-05-06"), LAST, kg__antecedent=ARTICLE)
    [found] = [v for v in validate(d.quads).violations if v.shape.endswith("signedOn-before-entryIntoForceOn")]
    assert (found.path, found.sentence) == ("", LAST)


def test_what_a_text_says_oddly_conforms() -> None:
    d = dispatch()
    d.fact(MEETING, "kg:earliest", day("2019-05-09"), "on Monday", kg__antecedent=ARTICLE)
    report = validate(d.quads)
    assert shapes_of(report.violations) == ["Event-order"]
    assert report.conforms
    assert "sh:conforms true" in report.turtle()


@pytest.mark.parametrize("value", ["2019-02-30", "yesterday", "2019-5-6"])
def test_an_ill_typed_date_stops_its_own_document_only(value: str, caplog: pytest.LogCaptureFixture) -> None:
    broken = [
        (s, p, o.replace("2019-05-06", value) if p == term("kg:earliest") else o, g) for s, p, o, g in dispatch().quads
    ]
    whole = [quad for quad in dispatch().quads if quad[3] != NAMES]
    names = [quad for quad in dispatch().quads if quad[3] == NAMES]
    with caplog.at_level(logging.WARNING):
        first, second = VALIDATOR.documents([([q for q in broken if q[3] != NAMES], names), (whole, names)])
    assert "Event-earliest" in shapes_of(first.violations)
    assert not first.conforms
    assert second.conforms
    assert not caplog.records


def test_a_class_that_only_a_range_gave_does_not_count() -> None:
    d = dispatch()
    thing = term("thing:somewhere")
    d.fact(MEETING, "kg:place", thing, "in Porto")
    inferred = (thing, term("rdf:type"), term("kg:Place"), f"<{BASE}graph/inferred>")
    assert "Event-place" in shapes_of(validate([*d.quads, inferred]).violations)
    asserted = (*inferred[:3], f"<{BASE}graph/reference>")
    assert "Event-place" not in shapes_of(validate([*d.quads, asserted]).violations)


def test_what_the_corpus_knows_never_enters_a_comparison() -> None:
    d = dispatch()
    treaty, reference = term("thing:treaty"), f"<{BASE}graph/reference>"
    d.say(treaty, "skos:prefLabel", '"River Convention"', NAMES)
    d.say(treaty, "rdf:type", term("kg:Treaty"), reference)
    d.say(treaty, "kg:entryIntoForceOn", day("2001-01-01"), reference)
    d.fact(treaty, "kg:adoptedOn", day("2019-05-06"), "on Monday", kg__antecedent=ARTICLE)
    assert validate(d.quads).violations == ()
    d.fact(treaty, "kg:entryIntoForceOn", day("2001-01-01"), "on Monday", kg__antecedent=ARTICLE)
    assert shapes_of(validate(d.quads).violations) == ["Treaty-adoptedOn-before-entryIntoForceOn"]


def test_common_graphs_are_validated_where_they_say_what_a_thing_is() -> None:
    state, reference = term("thing:portugal"), f"<{BASE}graph/reference>"
    quads = [(state, term("rdf:type"), term("kg:State"), reference)]
    assert shapes_of(validate(quads).violations) == ["Global-one-name", "Named-prefLabel"]
    named = (state, term("skos:prefLabel"), '"Portugal"', NAMES)
    assert validate([*quads, named]).violations == ()


def test_two_preferred_names_are_found_over_the_whole() -> None:
    d = dispatch()
    d.say(ANA, "skos:prefLabel", '"Reis"', f"<{BASE}graph/curation/labels>")
    assert "Global-one-name" in shapes_of(validate(d.quads).violations)
    assert not VALIDATOR.whole(d.quads).conforms


def test_the_report_is_a_report_of_the_w3c() -> None:
    d = dispatch()
    d.fact(MEETING, "kg:place", ANA, "Ana Reis")
    d.say(MEETING, "rdfs:label", '"Another \\"name\\""', NAMES)
    d.note(term("thing:term"), rdf__type=term("kg:Tenure"))
    report = validate(d.quads)
    graph = rdflib.Graph().parse(data=report.turtle(), format="turtle")
    results = set(graph.subjects(rdflib.RDF.type, SH.ValidationResult))
    assert len(results) == len(report.violations) > 3
    for needed in ("focusNode", "resultSeverity", "resultMessage", "sourceConstraintComponent", "sourceShape"):
        assert len({(s, o) for s, o in graph.subject_objects(SH[needed])}) == len(results)
    assert any(graph.subjects(SH.inversePath, rdflib.URIRef(term("kg:tenure").strip("<>"))))
    assert report.turtle() == validate(list(reversed(d.quads))).turtle()


def test_a_report_of_nothing_is_turtle() -> None:
    graph = rdflib.Graph().parse(data=Report().turtle(), format="turtle")
    assert list(graph.objects(None, SH.conforms)) == [rdflib.Literal(True)]


def test_reports_add_up() -> None:
    found = Violation(ARTICLE, MEETING, "", "", "Violation", "Is wrong.", SHAPE + "x")
    one = Report((found,), MappingProxyType({"a": 1, "b": 0}))
    both = merge([one, one, Report(focus_counts={"b": 2})])
    assert both.violations == (found,)
    assert both.focus_counts == {"a": 2, "b": 2}
    with pytest.raises(ConformanceError, match="Is wrong"):
        both.raise_for_results()


def test_validation_changes_nothing_of_the_process() -> None:
    boolean = rdflib.XSD.boolean
    before = rdflib.NORMALIZE_LITERALS, _toPythonMapping[boolean]
    d = dispatch()
    quads = list(d.quads)
    validate(d.quads)
    assert (rdflib.NORMALIZE_LITERALS, _toPythonMapping[boolean]) == before
    assert rdflib.Literal("1", datatype=boolean).toPython() is True
    assert d.quads == quads


def test_a_record_without_an_article_is_refused() -> None:
    d = Dispatch()
    d.note(term("thing:passage"), rdf__type=term("kg:Passage"))
    found = validate(d.quads).violations
    assert {violation.document for violation in found} == {ARTICLE}
    assert RECORD.startswith(ARTICLE[:-1])
