"""The ontology says what the contract says, describes every term, and can be asked as its README shows."""

import functools
import re
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from kg import vocab
from kg.reason import Rules, close, compile_rules
from kg.resources import folder

ONTOLOGY = folder("ontology")
KG = vocab.PREFIXES["kg"]
CONTRACT = {
    "class": """
        Article Passage Mention Agent Person Organization State Place City Venue Position Tenure Event Meeting
        BilateralMeeting MultilateralMeeting Ceremony PressEvent Meal Call Visit Arrival Departure Address Engagement
        TreatyAction Treaty TreatyArticle Quotation ReportedSpeech Evidence Conflict
    """,
    "object property": """
        inArticle refersTo of position tenure status visitor treaty actor party supplements hasArticle saidBy saidAt
        about between mentions hasHeld participatesIn metWith participant chair speaker interlocutor host invitedBy
        place partOf follows locatedIn adoptedBy adoptedAt openedForSignatureAt signatureClosesAt depositary secretariat
        signed ratified passage antecedent
    """,
    "datatype property": """
        text start end title attestedOn standing startDate endDate visitKind date action number conflictKind source
        contentHash unread earliest latest timeOfDay remote attendance atLeast adoptedOn adoptedUnanimously resolution
        openedForSignatureOn signatureClosesOn signedOn entryIntoForceOn ratificationsRequired daysAfterRatification
        signatoryCount partyCount chapterCount articleCount negotiationYears rule confidence implicit
    """,
    "individual": "Held Planned Cancelled Postponed",
}
BELOW = """
    Person<Agent Organization<Agent State<Agent State<Place City<Place Venue<Place Meeting<Event
    BilateralMeeting<Meeting MultilateralMeeting<Meeting Ceremony<Meeting PressEvent<Meeting Meal<Meeting
    Call<Meeting Visit<Event Arrival<Event Departure<Event Address<Event Engagement<Event TreatyAction<Event
    chair<participant speaker<participant visitor<participant interlocutor<participant
"""
PAIRS = {
    "Person Place": True,
    "Quotation ReportedSpeech": True,
    "Meal Treaty": True,
    "State Event": True,
    "State Agent": False,
    "Organization Place": False,
    "Meal BilateralMeeting": False,
}
MAIN = """
    Article Mention Evidence Person Organization State Event Meeting Visit TreatyAction TreatyArticle Quotation
    ReportedSpeech Conflict
"""
JUDGED_NEVER_INFERRED = """
    FunctionalProperty InverseFunctionalProperty hasKey maxCardinality maxQualifiedCardinality cardinality hasSelf oneOf
    sameAs differentFrom
"""
HOUSES = "schema prov org eli skos dcterms foaf sem time oa"
README = (ONTOLOGY / "README.md").read_text(encoding="utf-8")
PREFIXES, *QUERIES = re.findall(r"```sparql\n(.*?)```", README, re.DOTALL)
DOCTRINE = [
    (
        "met",
        "talks interlocutor ann, talks interlocutor ben",
        "ann metWith ben, ben metWith ann, ann participatesIn talks",
    ),
    ("held", "ann tenure t, t position p", "ann hasHeld p"),
    ("signed", "s signatory fiji, s treaty pact", "fiji signed pact, s actor fiji"),
    ("ratified", "r ratifier fiji, r treaty pact", "fiji ratified pact, r actor fiji"),
    ("within", "hall locatedIn town, town locatedIn land", "hall locatedIn land"),
    ("belongs", "toast partOf dinner, dinner partOf visit", "toast partOf visit"),
    ("leads", "summit chair ann", "summit participant ann, ann participatesIn summit"),
]
SILENCE = [
    ("a plan is no meeting", "talks participant ann, talks participant ben", "metWith"),
    ("an actor has not signed", "s actor fiji, s treaty pact", "signed"),
    ("an actor has not ratified", "s actor fiji, s treaty pact", "ratified"),
    ("who signed has not ratified", "s signatory fiji, s treaty pact", "ratified"),
    ("a host need not take part", "dinner host ann", "participant"),
]


def quads(name: str) -> Iterator[ox.Quad]:
    yield from ox.parse(path=str(ONTOLOGY / name), format=ox.RdfFormat.TURTLE)


@functools.cache
def rules() -> Rules:
    return compile_rules([ONTOLOGY / "kg.ttl"])


def statements(text: str) -> list[tuple[str, str, str]]:
    return [(f"<urn:{s}>", f"<{KG}{p}>", f"<urn:{o}>") for s, p, o in (said.split() for said in text.split(","))]


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in CONTRACT.items() for name in names.split()])
def test_every_term_of_the_contract_is_there_and_of_its_kind(kind: str, name: str) -> None:
    assert vocab.load().terms[KG + name].kind == kind


@pytest.mark.parametrize("pair", BELOW.split())
def test_the_contracts_hierarchy_stands(pair: str) -> None:
    below, above = (KG + name for name in pair.split("<"))
    assert above in vocab.load().superclasses(below)


@pytest.mark.parametrize("iri", vocab.load().terms)
def test_every_term_has_a_label_a_sentence_and_an_example_in_english(iri: str) -> None:
    said = {q.predicate.value: q.object for q in quads("kg.ttl") if q.subject == ox.NamedNode(iri)}
    for name in ("rdfs:label", "rdfs:comment", "skos:example"):
        value = said[vocab.load().expand(name)]
        assert isinstance(value, ox.Literal)
        assert value.language == "en"
    assert re.fullmatch(r"[A-Z].*\.", vocab.load().terms[iri].comment), "a sentence"


def test_no_two_terms_of_a_kind_share_a_label() -> None:
    named = [(term.kind, term.label) for term in vocab.load().terms.values()]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("axiom", JUDGED_NEVER_INFERRED.split())
def test_identity_is_judged_and_never_inferred(axiom: str) -> None:
    used = {term for quad in quads("kg.ttl") for term in quad}
    assert ox.NamedNode(vocab.PREFIXES["owl"] + axiom) not in used


def test_no_node_is_blank_but_for_the_lists_of_chains() -> None:
    all_quads = list(quads("kg.ttl"))
    lists = {quad.object for quad in all_quads if quad.predicate.value.endswith(("propertyChainAxiom", "#rest"))}
    blank = {term for quad in all_quads for term in quad if isinstance(term, ox.BlankNode)}
    assert blank
    assert blank <= lists


@pytest.mark.parametrize(("given", "follows"), [case[1:] for case in DOCTRINE], ids=[case[0] for case in DOCTRINE])
def test_axioms_carry_their_weight(given: str, follows: str) -> None:
    closure = close(rules(), statements(given))
    assert set(statements(follows)) <= set(closure.inferred)
    assert not closure.contradictions


@pytest.mark.parametrize(("given", "never"), [case[1:] for case in SILENCE], ids=[case[0] for case in SILENCE])
def test_nothing_follows_from_a_plan_or_a_part_one_did_not_take(given: str, never: str) -> None:
    closure = close(rules(), statements(given))
    assert f"<{KG}{never}>" not in {triple[1] for triple in closure.inferred}


@pytest.mark.parametrize(("pair", "apart"), PAIRS.items())
def test_disjoint_classes_find_errors_and_no_others(pair: str, apart: bool) -> None:
    types = [("<urn:x>", f"<{vocab.PREFIXES['rdf']}type>", f"<{KG}{name}>") for name in pair.split()]
    assert bool(close(rules(), types).contradictions) is apart


@pytest.mark.parametrize("house", HOUSES.split())
def test_the_ontology_is_aligned_with_each_well_known_vocabulary(house: str) -> None:
    assert any(vocab.shorten(quad.object.value).startswith(f"{house}:") for quad in quads("alignment.ttl"))


def test_an_alignment_speaks_of_our_terms_and_in_one_direction() -> None:
    said = [quad for quad in quads("alignment.ttl") if not quad.predicate.value.startswith(vocab.PREFIXES["skos"])]
    kinds = {"subClassOf": {"class"}, "subPropertyOf": {"object property", "datatype property"}}
    assert said
    for quad in said:
        allowed = kinds[quad.predicate.value.removeprefix(vocab.PREFIXES["rdfs"])]
        assert vocab.load().terms[quad.subject.value].kind in allowed
        assert not quad.object.value.startswith(KG)


@pytest.mark.parametrize("query", QUERIES, ids=re.findall(r"^\*\*(.*?)\.\*\*", README, re.MULTILINE))
def test_the_readmes_queries_run(query: str) -> None:
    assert len(ox.Store().query(PREFIXES + query).variables) > 1


@pytest.mark.parametrize("name", MAIN.split())
def test_the_readme_asks_about_every_main_class(name: str) -> None:
    assert any(f"a kg:{name} " in query for query in QUERIES)
