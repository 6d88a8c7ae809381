"""Nothing stands in an article's graph that no words of it bear out, and words stand where the record says."""

from collections.abc import Callable

import pytest

from kg.shapes import SHAPE
from kg.validate import Validator, coverage, order, record, uncovered, words
from kg.vocab import load
from told import ARTICLE, BASE, NAMES, Dispatch, day, dispatch, number, term

MEETING, QUOTATION = term("thing:meeting"), term("thing:quotation")
ANA, IVO, PORTO = term("thing:ana-reis"), term("thing:ivo-marek"), term("thing:porto")
VALIDATOR = Validator()
BESIDE_SHACL = coverage.RULES + words.RULES + order.RULES


def rules(d: Dispatch) -> set[str]:
    """The rules beside SHACL that an article breaks."""
    own = [quad for quad in d.quads if quad[3] != NAMES]
    found = VALIDATOR.document(own, [quad for quad in d.quads if quad[3] == NAMES]).violations
    return {one.shape.removeprefix(SHAPE) for one in found if one.shape in BESIDE_SHACL}


def change(d: Dispatch, old: tuple[str, str, str], value: str | None) -> None:
    """Replace the value of a statement, or take the statement away."""
    (place,) = [number for number, quad in enumerate(d.quads) if quad[:3] == old]
    graph = d.quads.pop(place)[3]
    if value is not None:
        d.quads.append((old[0], old[1], value, graph))


def mention_of(d: Dispatch, thing: str, nth: int = 0) -> str:
    return [s for s, p, o, _ in d.quads if p == term("kg:refersTo") and o == thing][nth]


def evidence_for(d: Dispatch, value: str) -> str:
    return next(s for s, p, o, _ in d.quads if p == term("rdf:object") and o == value)


def test_an_article_that_is_borne_out_has_nothing_uncovered() -> None:
    assert uncovered(dispatch().quads) == []
    assert rules(dispatch()) == set()


def test_a_planted_fact_is_found_and_shown() -> None:
    d = dispatch()
    d.say(MEETING, "kg:host", IVO)
    (found,) = uncovered(d.quads)
    assert (found.document, found.focus, found.path, found.value) == (ARTICLE, MEETING, term("kg:host"), IVO)
    assert found.severity == "Violation"
    assert found.sentence.startswith("Foreign Minister Ana Reis met")


def test_a_planted_fact_without_any_record_is_found() -> None:
    assert len(uncovered([(MEETING, term("kg:host"), IVO, ARTICLE)])) == 1


def plant(predicate: str, value: str, subject: str = MEETING) -> Callable[[Dispatch], None]:
    return lambda d: d.say(subject, predicate, value)


def event_by_mention(d: Dispatch) -> None:
    d.mention(MEETING, "met")
    change(d, (evidence_for(d, term("kg:BilateralMeeting")), term("rdf:predicate"), term("rdf:type")), term("kg:about"))


def two_by_two(d: Dispatch) -> None:
    d.note(evidence_for(d, ANA), rdf__predicate=term("kg:speaker"), rdf__object=IVO)
    d.say(MEETING, "kg:speaker", IVO)


def two_values_of_one_property(d: Dispatch) -> None:
    d.note(evidence_for(d, ANA), rdf__object=PORTO)
    d.say(MEETING, "kg:participant", PORTO)


def host(words: str, **said: Callable[[Dispatch], str]) -> Callable[[Dispatch], object]:
    """That Ana Reis was the host, borne out by words, and what its evidence says besides."""
    return lambda d: d.fact(MEETING, "kg:host", ANA, words, **{name: value(d) for name, value in said.items()})


@pytest.mark.parametrize(
    ("spoil", "broken"),
    [
        (plant("rdf:type", term("kg:Meal")), {"Coverage-triple"}),
        (plant("kg:participant", PORTO), {"Coverage-triple"}),
        (plant("skos:altLabel", '"Anna Reis"', ANA), {"Coverage-triple"}),
        (plant("rdf:type", term("kg:Person"), term("thing:nobody")), {"Coverage-triple"}),
        (event_by_mention, {"Coverage-triple", "Coverage-dangling"}),
        (two_by_two, {"Coverage-triple", "Coverage-dangling"}),
        (two_values_of_one_property, {"Coverage-named"}),
        (lambda d: d.evidence(MEETING, "kg:host", ANA, "Ana Reis"), {"Coverage-dangling"}),
        (host("in Porto"), {"Coverage-named"}),
        (host("in Porto", kg__implicit=lambda d: '"true"'), set()),
        (host("She"), {"Coverage-named"}),
        (host("She", kg__antecedent=lambda d: mention_of(d, ANA)), set()),
        (host("She", kg__antecedent=lambda d: mention_of(d, ANA, 1)), {"Coverage-antecedent"}),
        (host("She", kg__antecedent=lambda d: mention_of(d, PORTO)), {"Coverage-antecedent"}),
        (host("She", kg__antecedent=lambda d: term("thing:x")), {"Coverage-antecedent"}),
        (host("She", kg__antecedent=lambda d: evidence_for(d, ANA)), set()),
        (host("She", kg__antecedent=lambda d: evidence_for(d, PORTO)), {"Coverage-antecedent"}),
    ],
)
def test_coverage_is_exact(spoil: Callable[[Dispatch], object], broken: set[str]) -> None:
    d = dispatch()
    spoil(d)
    assert rules(d) == broken


def test_a_relative_date_ends_in_the_stated_date() -> None:
    d = dispatch()
    change(d, (ARTICLE, term("dcterms:issued"), day("2019-05-07")), None)
    assert rules(d) == {"Coverage-antecedent"}


def test_a_relative_date_may_end_in_a_date_of_the_text() -> None:
    d = dispatch()
    d.note(ARTICLE, dcterms__temporal='"on Monday"')
    dated = d.evidence(ARTICLE, "dcterms:temporal", '"on Monday"', "on Monday")
    d.fact(MEETING, "kg:startDate", day("2019-05-06"), "met", kg__antecedent=dated)
    assert rules(d) == set()


def test_a_chain_of_antecedents_that_runs_in_a_circle_is_found() -> None:
    d = dispatch()
    first = d.fact(MEETING, "kg:host", ANA, "She")
    second = d.evidence(MEETING, "kg:host", ANA, "said", kg__antecedent=first)
    d.note(first, kg__antecedent=second)
    assert "Coverage-antecedent" in rules(d)


@pytest.mark.parametrize(
    ("node", "name", "value", "broken"),
    [
        ("passage", "text", '"Foreign Minister Ana Reis met Ivo Marek."', {"Words-length"}),
        ("mention", "end", number(500), {"Words-inside"}),
        ("evidence", "passage", f"<{BASE}article/dispatch/passage/2>", {"Words-inside"}),
        ("quotation", "text", '"Trade needs thrust.\\nAnd trust needs time."', {"Words-quoted"}),
        ("quotation", "text", '"Trade needs trust. And trust needs time."', set()),
        ("quotation", "text", '"Trade needs trust.\\n"', {"Words-quoted"}),
    ],
)
def test_words_stand_where_the_record_says(node: str, name: str, value: str, broken: set[str]) -> None:
    d = dispatch()
    nodes = {
        "passage": f"<{BASE}article/dispatch/passage/0>",
        "mention": mention_of(d, PORTO),
        "evidence": evidence_for(d, term("kg:BilateralMeeting")),
        "quotation": QUOTATION,
    }
    old = next(quad for quad in d.quads if quad[0] == nodes[node] and quad[1] == term(f"kg:{name}"))
    change(d, old[:3], value)
    assert {rule for rule in rules(d) if rule.startswith("Words")} == broken


def test_a_quotation_names_every_passage_it_covers() -> None:
    d = dispatch()
    change(d, (QUOTATION, term("kg:passage"), f"<{BASE}article/dispatch/passage/2>"), None)
    assert rules(d) == {"Words-inside"}


def test_a_passage_that_the_words_do_not_touch_is_not_named() -> None:
    d = dispatch()
    d.note(QUOTATION, kg__passage=f"<{BASE}article/dispatch/passage/0>")
    assert rules(d) == {"Words-listed"}


def lunch(d: Dispatch, relation: str, first: str, last: str) -> None:
    """A meal that is told of beside the meeting, on other days."""
    meal = term("thing:lunch")
    d.fact(meal, "rdf:type", term("kg:Meal"), "met")
    d.fact(meal, "kg:earliest", day(first), "on Monday", kg__antecedent=ARTICLE)
    d.fact(meal, "kg:latest", day(last), "on Monday", kg__antecedent=ARTICLE)
    d.fact(meal, relation, MEETING, "met")


@pytest.mark.parametrize(
    ("relation", "first", "last", "broken"),
    [
        ("kg:follows", "2019-05-06", "2019-05-06", set()),
        ("kg:follows", "2019-05-01", "2019-05-31", set()),
        ("kg:follows", "2019-05-04", "2019-05-05", {"Order-before"}),
        ("kg:partOf", "2019-05-01", "2019-05-06", set()),
        ("kg:partOf", "2019-05-04", "2019-05-05", {"Order-outside"}),
        ("kg:partOf", "2019-05-07", "2019-05-08", {"Order-outside"}),
    ],
)
def test_events_stand_in_an_order_that_can_be(relation: str, first: str, last: str, broken: set[str]) -> None:
    d = dispatch()
    lunch(d, relation, first, last)
    assert rules(d) == broken


def test_nothing_follows_itself() -> None:
    d = dispatch()
    d.fact(MEETING, "kg:follows", MEETING, "met")
    assert rules(d) == {"Order-itself"}


def test_a_literal_is_read_with_its_escapes() -> None:
    assert record.words_of('"a\\nb \\"c\\" \\\\n \\u00E9"') == 'a\nb "c" \\n é'


def test_every_term_named_in_the_checks_is_one_of_the_ontology() -> None:
    named = {
        value.strip("<>")
        for module in (coverage, order, record, words)
        for value in vars(module).values()
        if isinstance(value, str) and value.startswith("<http")
    }
    assert len(named) > 20
    assert [iri for iri in sorted(named) if not load().knows(iri)] == []
