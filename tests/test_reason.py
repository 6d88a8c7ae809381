"""What the rules infer, against owlrl; which axioms are refused; why an inferred triple holds."""

import random
import re
from pathlib import Path

import owlrl
import pytest
import rdflib
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from kg import reason
from kg.errors import MappingError
from kg.nquads import KG, OWL, TYPE
from kg.reason import Contradiction, MemoryIndex, close, compile_rules, explain
from kg.resources import folder

ONTOLOGY = folder("ontology") / "kg.ttl"
RANDOM_GRAPHS = 40  # owlrl needs about half a second for each
RANDOM_ORDERS = 10
ERROR = re.compile(r"Disjoint classes (\S+) and (\S+) have a common individual (\S+)")
PREFIXES = f"""@prefix : <{KG}> .
@prefix owl: <{OWL}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def parsed(turtle):
    return rdflib.Graph().parse(data=turtle, format="turtle")


def triples(turtle):
    return [tuple(term.n3() for term in triple) for triple in parsed(PREFIXES + turtle)]


def worth_telling(triple):
    """The removal of noise, written once more for the oracle."""
    subject, predicate, value = triple
    term = value if predicate == rdflib.RDF.type else predicate
    things = isinstance(subject, rdflib.URIRef) and isinstance(term, rdflib.URIRef)
    return things and str(term).startswith(KG) and subject != value


def oracle(ontology, asserted):
    """What owlrl infers from ontology and data, without noise, and the disjoint classes with a common instance."""
    graph = rdflib.Graph()
    graph += ontology
    graph.parse(data="".join(f"{' '.join(triple)} .\n" for triple in asserted), format="nt")
    before = set(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    inferred = {tuple(t.n3() for t in triple) for triple in graph if triple not in before and worth_telling(triple)}
    errors = (ERROR.search(str(message)) for message in graph.objects(None, reason.ERROR))
    return inferred, {(frozenset(match.group(1, 2)), match[3]) for match in errors if match}


def clashes(contradictions):
    return {
        (frozenset(kind[1:-1] for _, _, kind in found.premises), found.premises[0][0][1:-1]) for found in contradictions
    }


@pytest.fixture(scope="session")
def rules():
    return compile_rules([ONTOLOGY])


@pytest.fixture(scope="session")
def ontology():
    return rdflib.Graph().parse(ONTOLOGY)


@pytest.fixture
def compiled(tmp_path):
    def compile_text(turtle, **settings):
        (tmp_path / "small.ttl").write_text(PREFIXES + turtle, encoding="utf-8")
        return compile_rules([tmp_path / "small.ttl"], **settings)

    return compile_text


def vocabulary(kind):
    return sorted(str(term) for term in rdflib.Graph().parse(ONTOLOGY).subjects(rdflib.RDF.type, kind))


things = st.sampled_from([f"<urn:thing:{letter}>" for letter in "abcde"])
object_properties = st.sampled_from([f"<{term}>" for term in vocabulary(rdflib.OWL.ObjectProperty)])
# a join needs two properties that meet: those of the chains come up more often than by chance
joining = st.sampled_from(
    [f"<{KG}{name}>" for name in ("interlocutor", "tenure", "position", "treaty", "locatedIn", "partOf", "metWith")]
)
data_properties = st.sampled_from([f"<{term}>" for term in vocabulary(rdflib.OWL.DatatypeProperty)])
classes = st.sampled_from([f"<{term}>" for term in vocabulary(rdflib.OWL.Class)])
statements = st.one_of(
    st.tuples(things, object_properties, things),
    st.tuples(things, joining, things),
    st.tuples(things, data_properties, st.sampled_from(['"words"', '"más"'])),
    st.tuples(things, st.just(TYPE), classes),
)


@seed(20251025)
@settings(
    max_examples=RANDOM_GRAPHS,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # to shrink a failing graph would cost minutes of owlrl; it is small enough to read
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(asserted=st.lists(statements, min_size=4, max_size=24, unique=True))
def test_the_rules_infer_and_forbid_exactly_what_owlrl_does(rules, ontology, asserted):
    closure = close(rules, asserted)
    inferred, forbidden = oracle(ontology, asserted)
    assert set(closure.inferred) == inferred
    assert clashes(closure.contradictions) == forbidden


CONSTRUCTS = {
    "subClassOf": (":A rdfs:subClassOf :B . :B rdfs:subClassOf :C .", ":x a :A .", ":x a :B , :C ."),
    "equivalentClass": (":A owl:equivalentClass :B .", ":x a :B .", ":x a :A ."),
    "subPropertyOf": (":p rdfs:subPropertyOf :q .", ":x :p :y .", ":x :q :y ."),
    "equivalentProperty": (":p owl:equivalentProperty :q .", ":x :q :y .", ":x :p :y ."),
    "domain": (":p rdfs:domain :A .", ":x :p :y .", ":x a :A ."),
    "domain of a value that is words": (":p rdfs:domain :A .", ':x :p "y" .', ":x a :A ."),
    "range": (":p rdfs:range :A .", ":x :p :y .", ":y a :A ."),
    "range of the property above": (
        ":p rdfs:subPropertyOf :q . :q rdfs:range :A .",
        ":x :p :y .",
        ":x :q :y . :y a :A .",
    ),
    "inverseOf": (":p owl:inverseOf :q .", ":x :q :y .", ":y :p :x ."),
    "inverse of the inverse": (":p owl:inverseOf :q .", ":x :p :y .", ":y :q :x ."),
    "inverse through a term of another vocabulary": (
        ":p owl:inverseOf <urn:q> . <urn:q> rdfs:subPropertyOf :r ; rdfs:domain <urn:C> . <urn:C> rdfs:subClassOf :A .",
        ":x :p :y .",
        ":y :r :x ; a :A .",
    ),
    "SymmetricProperty": (":p a owl:SymmetricProperty .", ":x :p :y .", ":y :p :x ."),
    "TransitiveProperty": (
        ":p a owl:TransitiveProperty .",
        ":x :p :y . :y :p :z . :z :p :w .",
        ":x :p :z , :w . :y :p :w .",
    ),
    "chain of one": (":r owl:propertyChainAxiom ( :p ) .", ":x :p :y .", ":x :r :y ."),
    "chain of two": (":r owl:propertyChainAxiom ( :p :q ) .", ":x :p :y . :y :q :z .", ":x :r :z ."),
    "chain whose second link is inferred": (
        ":r owl:propertyChainAxiom ( :p :q ) . :s rdfs:subPropertyOf :q .",
        ":x :p :y . :y :s :z .",
        ":x :r :z . :y :q :z .",
    ),
    "chain whose first link is inferred": (
        ":r owl:propertyChainAxiom ( :p :q ) . :s rdfs:subPropertyOf :p .",
        ":x :s :y . :y :q :z .",
        ":x :r :z . :x :p :y .",
    ),
    "chain of four": (
        ":r owl:propertyChainAxiom ( :p :q :p :q ) .",
        ":a :p :b . :b :q :c . :c :p :d . :d :q :e .",
        ":a :r :e .",
    ),
    "chain that ends in words": (":r owl:propertyChainAxiom ( :p :q ) .", ':x :p :y . :y :q "z" .', ':x :r "z" .'),
    "chain through an inverse": (
        ":r owl:propertyChainAxiom ( [ owl:inverseOf :p ] :p ) .",
        ":m :p :x , :y .",
        ":x :r :y . :y :r :x .",
    ),
    "hasValue, from the class": (
        ":A rdfs:subClassOf [ owl:onProperty :p ; owl:hasValue :v ] .",
        ":x a :A .",
        ":x :p :v .",
    ),
    "hasValue, of words": (":A rdfs:subClassOf [ owl:onProperty :p ; owl:hasValue 'v' ] .", ":x a :A .", ":x :p 'v' ."),
    "hasValue, to the class": (
        ":A owl:equivalentClass [ owl:onProperty :p ; owl:hasValue :v ] .",
        ":x :p :v .",
        ":x a :A .",
    ),
    "someValuesFrom": (
        ":A owl:equivalentClass [ owl:onProperty :p ; owl:someValuesFrom :B ] . :C rdfs:subClassOf :B .",
        ":x :p :y . :y a :C .",
        ":x a :A . :y a :B .",
    ),
    "someValuesFrom anything": (
        ":A owl:equivalentClass [ owl:onProperty :p ; owl:someValuesFrom owl:Thing ] .",
        ":x :p :y .",
        ":x a :A .",
    ),
    "intersectionOf": (":A owl:equivalentClass [ owl:intersectionOf ( :B :C ) ] .", ":x a :B , :C .", ":x a :A ."),
    "intersectionOf, its parts": (
        ":A owl:equivalentClass [ owl:intersectionOf ( :B :C ) ] .",
        ":x a :A .",
        ":x a :B , :C .",
    ),
    "unionOf": (":A owl:equivalentClass [ owl:unionOf ( :B :C ) ] .", ":x a :C .", ":x a :A ."),
}


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_each_supported_axiom_infers_what_it_means_in_any_order(compiled, construct):
    axioms, data, expected = CONSTRUCTS[construct]
    rules, asserted = compiled(axioms), triples(data)
    closure = close(rules, asserted)
    assert set(closure.inferred) == set(triples(expected))
    assert set(closure.inferred) == oracle(parsed(PREFIXES + axioms), asserted)[0]
    assert close(rules, reversed(asserted)) == closure


FORBIDDEN = {
    "disjointWith": (":A owl:disjointWith :B . :C rdfs:subClassOf :B .", ":x a :A , :C .", ":x a :A , :B ."),
    "AllDisjointClasses": (
        "[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) .",
        ":x a :A , :C .",
        ":x a :A , :C .",
    ),
    "IrreflexiveProperty": (":p a owl:IrreflexiveProperty .", ":x :p :x .", ":x :p :x ."),
    "AsymmetricProperty": (":p a owl:AsymmetricProperty .", ":x :p :y . :y :p :x .", ":x :p :y . :y :p :x ."),
}


@pytest.mark.parametrize("construct", FORBIDDEN)
def test_each_forbidding_axiom_is_found_broken_and_writes_no_triple(compiled, construct):
    axioms, data, premises = FORBIDDEN[construct]
    closure = close(compiled(axioms), triples(data))
    (found,) = closure.contradictions
    assert set(found.premises) == set(triples(premises))
    assert "owl:" in found.rule
    assert set(closure.inferred) <= set(triples(":x a :B ."))
    assert close(compiled(axioms), triples(data)[:1]).contradictions == () or construct == "IrreflexiveProperty"


def test_a_person_who_is_planted_as_an_event_is_a_contradiction_that_can_be_explained(rules):
    planted = [("<urn:x>", TYPE, f"<{KG}Meeting>"), ("<urn:m>", f"<{KG}chair>", "<urn:x>")]
    closure = close(rules, planted)
    expected = tuple(sorted([("<urn:x>", TYPE, f"<{KG}Agent>"), ("<urn:x>", TYPE, f"<{KG}Event>")]))
    assert closure.contradictions == (Contradiction("kg:Agent owl:disjointWith kg:Event", expected),)
    assert {leaf for premise in expected for leaf in explain(closure, premise).asserted()} == set(planted)


REFUSED = [
    ":p a owl:FunctionalProperty .",
    ":p a owl:InverseFunctionalProperty .",
    ":p a owl:ReflexiveProperty .",
    ":A owl:hasKey ( :p ) .",
    ":A owl:oneOf ( :x :y ) .",
    ":A owl:complementOf :B .",
    ":p owl:propertyDisjointWith :q .",
    ":x owl:sameAs :y .",
    ":x owl:differentFrom :y .",
    ":A owl:disjointUnionOf ( :B :C ) .",
    ":A rdfs:subClassOf [ owl:onProperty :p ; owl:allValuesFrom :B ] .",
    ":A rdfs:subClassOf [ owl:onProperty :p ; owl:hasSelf true ] .",
    ":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 1 ] .",
    ":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxQualifiedCardinality 1 ; owl:onClass :B ] .",
    f":p a <{OWL}FunctionalProperty> .",
]


@pytest.mark.parametrize("axiom", REFUSED)
def test_an_axiom_outside_the_list_is_refused_with_its_line(compiled, axiom):
    before = '# no owl:FunctionalProperty here\n:p rdfs:comment "not owl:sameAs, owl:hasKey" .\n'
    with pytest.raises(MappingError) as caught:
        compiled(before + axiom)
    line = PREFIXES.count("\n") + 3
    assert caught.value.where.endswith(f"small.ttl:{line}")
    name = re.search(r"(?:owl:|owl#)(FunctionalProperty|(?!onProperty)\w+)", axiom)[1]
    assert caught.value.message.startswith(f"owl:{name} ")


def test_a_file_that_is_not_turtle_is_refused_by_name(compiled):
    with pytest.raises(MappingError, match=r"small\.ttl: not Turtle"):
        compiled(":A rdfs:subClassOf .")


def meeting(name, *people):
    return [(f"<urn:{name}>", f"<{KG}interlocutor>", f"<urn:{person}>") for person in people]


def test_nobody_has_met_with_oneself(rules):
    met = [t for t in close(rules, meeting("m", "a", "b")).inferred if t[1] == f"<{KG}metWith>"]
    assert met == [("<urn:a>", f"<{KG}metWith>", "<urn:b>"), ("<urn:b>", f"<{KG}metWith>", "<urn:a>")]


def test_words_are_never_the_subject_of_anything_derived(rules):
    closure = close(rules, [("<urn:m>", f"<{KG}interlocutor>", '"a"'), ("<urn:m>", f"<{KG}place>", '"a"')])
    assert {subject for subject, _, _ in closure.why} == {"<urn:m>"}


def test_terms_of_other_vocabularies_are_inferred_only_when_asked_for(compiled):
    axioms = ":A rdfs:subClassOf <http://other.example/B> . <http://other.example/B> rdfs:subClassOf :C ."
    asserted = triples(":x a :A .")
    assert set(close(compiled(axioms), asserted).inferred) == set(triples(":x a :C ."))
    wanted = set(triples(":x a :C , <http://other.example/B> ."))
    assert set(close(compiled(axioms, alignment=True), asserted).inferred) == wanted


def test_the_alignment_that_is_shipped_adds_terms_of_others_and_changes_none_of_ours(rules):
    asserted = [*meeting("m", "a", "b"), ("<urn:m>", TYPE, f"<{KG}BilateralMeeting>")]
    ours = close(rules, asserted).inferred
    both = [ONTOLOGY, ONTOLOGY.with_name("alignment.ttl")]
    assert close(compile_rules(both), asserted).inferred == ours
    wider = set(close(compile_rules(both, alignment=True), asserted).inferred) - set(ours)
    assert ("<urn:m>", TYPE, "<https://schema.org/Event>") in wider
    assert not [triple for triple in wider if OWL in "".join(triple)]


def test_same_as_in_the_data_stays_data(rules):
    asserted = [*meeting("m", "a", "b"), ("<urn:a>", f"<{OWL}sameAs>", "<urn:c>")]
    assert close(rules, asserted).inferred == close(rules, asserted[:2]).inferred


def a_corpus():
    draw = random.Random(7)
    corpus = [t for n in range(30) for t in meeting(f"m{n}", *(f"p{draw.randrange(12)}" for _ in range(3)))]
    corpus += [(f"<urn:l{n}>", f"<{KG}locatedIn>", f"<urn:l{draw.randrange(n)}>") for n in range(1, 25)]
    return sorted(set(corpus))


def test_closure_and_explanations_do_not_depend_on_the_order_of_the_triples(rules):
    corpus = a_corpus()
    first = close(rules, corpus)
    for number in range(RANDOM_ORDERS):
        random.Random(number).shuffle(corpus)
        again = close(compile_rules([ONTOLOGY]) if number == 0 else rules, corpus)
        assert (again.inferred, again.contradictions, dict(again.why)) == (
            first.inferred,
            first.contradictions,
            first.why,
        )


def test_documents_one_after_another_give_what_all_at_once_give(rules):
    corpus = a_corpus()
    whole = close(rules, corpus)
    random.Random(1).shuffle(corpus)
    index, inferred = MemoryIndex(rules.joined), set()
    for start in range(0, len(corpus), 10):
        inferred.update(close(rules, corpus[start : start + 10], index).inferred)
    assert inferred - set(corpus) == set(whole.inferred)


def test_what_is_known_already_yields_nothing_again(rules):
    index = MemoryIndex(rules.joined)
    assert close(rules, a_corpus(), index).inferred
    assert close(rules, a_corpus(), index).inferred == ()


def test_every_explanation_ends_in_asserted_triples(rules):
    corpus = a_corpus()
    closure = close(rules, corpus)
    assert closure.inferred
    for triple in closure.inferred:
        derivation = explain(closure, triple)
        assert derivation.rule
        assert set(derivation.asserted()) <= set(corpus)
        assert triple in close(rules, derivation.asserted()).inferred


def test_an_explanation_names_the_axiom_and_its_premises(rules):
    derivation = explain(close(rules, meeting("m", "a", "b")), ("<urn:a>", f"<{KG}metWith>", "<urn:b>"))
    assert derivation.rule == "kg:metWith owl:propertyChainAxiom ( kg:interlocutorIn kg:interlocutor )"
    inverse, stated = derivation.premises
    assert (inverse.rule, stated.rule) == ("kg:interlocutorIn owl:inverseOf kg:interlocutor", "")
    assert derivation.asserted() == tuple(meeting("m", "a", "b"))


def test_an_explanation_leaves_out_steps_without_a_name(compiled):
    rules = compiled(":r owl:propertyChainAxiom ( [ owl:inverseOf :p ] :p :q ) .")
    asserted = triples(":m :p :x , :y . :y :q :z .")
    derivation = explain(close(rules, asserted), triples(":x :r :z .")[0])
    assert {premise.triple for premise in derivation.premises} == set(asserted)


def test_of_two_derivations_the_shorter_is_told(compiled):
    rules = compiled(":p rdfs:subPropertyOf :q . :q owl:propertyChainAxiom ( :q :q ) .")
    closure = close(rules, triples(":x :p :z . :x :p :y . :y :p :z ."))
    assert explain(closure, triples(":x :q :z .")[0]).asserted() == tuple(triples(":x :p :z ."))


def test_owlrl_enters_by_one_door():
    package = Path(reason.__file__).parent
    doors = [path.name for path in sorted(package.rglob("*.py")) if "import owlrl" in path.read_text(encoding="utf-8")]
    assert doors == ["reason.py"]
