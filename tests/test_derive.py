"""Where articles differ: a contradiction, a value less exact, one of another time, or one of another thing."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from kg.conflicts import conflicts as list_conflicts
from kg.derive import derive
from kg.errors import UsageError
from kg.ids import Ids
from kg.nquads import DCTERMS, KG, RDF, RDFS, SKOS, Quad, integer, iri, literal, partial_date
from kg.pipeline import build
from kg.stores import open_store

IDS = Ids("http://a.example/id/")
TREATY, OFFICE, SUMMIT = (iri(IDS.entity(*words)) for words in (("treaty", "t"), ("position", "p"), ("event", "e")))
ANA, IVO = iri(IDS.entity("person", "ana")), iri(IDS.entity("person", "ivo"))
NORTHLAND = iri(IDS.entity("state", "northland"))
CORPUS = [
    (TREATY, f"<{SKOS}prefLabel>", '"Convention on Harbour Lights"', iri(IDS.graph("names"))),
    (ANA, f"<{SKOS}prefLabel>", '"Ana Reis"', iri(IDS.graph("names"))),
    (IVO, f"<{SKOS}prefLabel>", '"Ivo \\"Bo\\" Marek"', iri(IDS.graph("names"))),
    (OFFICE, f"<{SKOS}prefLabel>", '"Foreign Minister of Northland"', iri(IDS.graph("names"))),
    (SUMMIT, f"<{RDFS}label>", '"Harbour summit"', iri(IDS.graph("names"))),
]


def article(name: str, *facts: tuple[str, str, str], issued: str = "") -> list[Quad]:
    """An article that says each fact in a sentence of its own."""
    graph = f"{IDS.base}article/{name}"
    record = iri(f"{graph}/record")
    quads = [(iri(graph), f"<{DCTERMS}issued>", partial_date(issued), record)] if issued else []
    for number, (subject, word, value) in enumerate(facts):
        node = iri(f"{graph}/evidence/{number}")
        quads += [
            (subject, f"<{KG}{word}>", value, iri(graph)),
            (node, f"<{RDF}subject>", subject, record),
            (node, f"<{RDF}predicate>", f"<{KG}{word}>", record),
            (node, f"<{RDF}object>", value, record),
            (node, f"<{KG}start>", integer(number * 50), record),
        ]
    return quads


def treaty(name: str, word: str, *values: str, issued: str = "") -> list[Quad]:
    return article(name, *((TREATY, word, value) for value in values), issued=issued)


def minister(name: str, person: str, title: str = "Foreign Minister", issued: str = "") -> list[Quad]:
    tenure = iri(IDS.entity("tenure", person.rpartition("/")[2].strip(">")))
    said = [(person, "tenure", tenure), (tenure, "position", OFFICE), (tenure, "standing", '"incumbent"')]
    return article(name, *said, (OFFICE, "title", literal(title)), (OFFICE, "of", NORTHLAND), issued=issued)


def conflicts(*articles: Iterable[Quad]) -> list[tuple[str, str]]:
    """Kind and label of each conflict."""
    quads = derive([*CORPUS, *(quad for one in articles for quad in one)], IDS)
    said = {(s, p): o.strip('"') for s, p, o, _ in quads}
    return sorted((o.strip('"'), said[s, f"<{RDFS}label>"]) for s, p, o, _ in quads if p == f"<{KG}conflictKind>")


def test_a_month_and_a_day_of_it_differ_in_precision_only() -> None:
    found = conflicts(
        treaty("a", "adoptedOn", partial_date("2011-03")), treaty("b", "adoptedOn", partial_date("2011-03-04"))
    )
    assert found == [("precision", "Convention on Harbour Lights, adopted on: 2011-03 / 2011-03-04")]


def test_two_days_contradict_each_other_and_both_sentences_are_shown() -> None:
    quads = derive(
        [
            *treaty("a", "adoptedOn", partial_date("2011-03-05")),
            *treaty("b", "adoptedOn", partial_date("2011-03-04")),
        ],
        IDS,
    )
    assert '"contradiction"' in {o for _, _, o, _ in quads}
    sides = {o for _, p, o, _ in quads if p == f"<{KG}between>"}
    assert sides == {iri(f"{IDS.base}article/{name}/evidence/0") for name in "ab"}


def test_an_article_that_shares_a_value_does_not_contradict() -> None:
    both = treaty("a", "chapterCount", integer(9), integer(8))
    assert conflicts(both, treaty("b", "chapterCount", integer(9))) == []


def test_one_article_alone_makes_no_conflict() -> None:
    assert conflicts(treaty("a", "adoptedOn", partial_date("2011-03-04"), partial_date("2011-03-05"))) == []


@pytest.mark.parametrize(
    ("issued", "kind"),
    [("2012-01-09", "succession"), ("2011-06-01", "contradiction"), ("", "succession")],
)
def test_a_number_of_signatories_may_grow_from_one_day_to_another(issued: str, kind: str) -> None:
    early = treaty("a", "signatoryCount", integer(31), issued="2011-06-01")
    late = treaty("b", "signatoryCount", integer(44), issued=issued)
    assert [found for found, _ in conflicts(early, late)] == [kind]


def test_a_number_of_chapters_does_not_grow() -> None:
    early = treaty("a", "chapterCount", integer(9), issued="2011-06-01")
    assert [k for k, _ in conflicts(early, treaty("b", "chapterCount", integer(8), issued="2012-01-09"))] == [
        "contradiction"
    ]


def test_two_holders_of_one_office_at_two_times_succeed_each_other() -> None:
    found = conflicts(minister("a", ANA, issued="2011-06-01"), minister("b", IVO, issued="2013-02-02"))
    assert found == [
        ("succession", 'Foreign Minister of Northland, position held: Ana Reis / Ivo \\"Bo\\" Marek'),
    ]


def test_two_holders_on_one_day_contradict_each_other() -> None:
    found = conflicts(minister("a", ANA, issued="2011-06-01"), minister("b", IVO, issued="2011-06-01"))
    assert [kind for kind, _ in found] == ["contradiction"]


def test_an_office_that_several_hold_at_once_has_no_rivals() -> None:
    title = "Deputy Foreign Minister"
    assert conflicts(minister("a", ANA, title, "2011-06-01"), minister("b", IVO, title, "2011-06-01")) == []


def test_a_day_of_several_is_a_different_thing_and_other_days_contradict() -> None:
    days = (SUMMIT, "startDate", partial_date("2011-03-04")), (SUMMIT, "endDate", partial_date("2011-03-06"))
    whole = article("a", *days)
    part = article("b", (SUMMIT, "date", partial_date("2011-03-05")))
    other = article("b", (SUMMIT, "date", partial_date("2011-03-09")))
    assert [kind for kind, _ in conflicts(whole, part)] == ["different things"]
    assert [kind for kind, _ in conflicts(whole, other)] == ["contradiction"]


def test_who_came_and_who_signed_are_different_things() -> None:
    came = [(SUMMIT, "about", TREATY), (SUMMIT, "attendance", '"more than 1,100 delegates"')]
    bound = (SUMMIT, "atLeast", literal("true", "boolean"))
    found = conflicts(article("a", *came, bound), treaty("b", "signatoryCount", integer(44)))
    assert found == [("different things", "Convention on Harbour Lights, number of signatories: 44 / >1100")]


def test_a_city_and_its_state_differ_in_precision_only() -> None:
    city, other = iri(IDS.entity("city", "porto")), iri(IDS.entity("city", "genoa"))
    lies = [(city, f"<{KG}locatedIn>", NORTHLAND, iri(IDS.graph("reference")))]
    state = treaty("a", "adoptedAt", NORTHLAND)
    assert [kind for kind, _ in conflicts(lies, state, treaty("b", "adoptedAt", city))] == ["precision"]
    assert [kind for kind, _ in conflicts(lies, state, treaty("b", "adoptedAt", other))] == ["contradiction"]


def test_the_order_of_the_quads_does_not_show_and_the_base_is_in_no_key() -> None:
    quads = [*CORPUS, *treaty("a", "chapterCount", integer(9)), *treaty("b", "chapterCount", integer(8))]
    quads += [*minister("c", ANA), *minister("d", IVO)]
    shuffled = list(quads)
    random.Random(7).shuffle(shuffled)
    assert derive(shuffled, IDS) == derive(quads, IDS) != []
    moved = [tuple(term.replace(IDS.base, "http://b.example/") for term in quad) for quad in quads]
    there = derive(moved, Ids("http://b.example/"))  # type: ignore[arg-type]
    assert {s.rpartition("/")[2] for s, *_ in there} == {s.rpartition("/")[2] for s, *_ in derive(quads, IDS)}


def test_a_built_graph_holds_its_conflicts_and_conforms(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    head = "GENEVA, 9 May 2012 - The Geneva Convention on Harbour Lights was adopted by the General Assembly"
    (texts / "one.txt").write_text(f"{head} on 4 March 2011. It has nine chapters.\n")
    (texts / "two.txt").write_text(f"{head} in March 2011. It has eight chapters.\n")
    report = build(texts, tmp_path / "build")
    assert report.validation.conforms
    store = open_store(tmp_path / "build")
    graph = Ids().graph("derived")
    rows = store.query(f"SELECT ?kind {{ GRAPH <{graph}> {{ ?c a <{KG}Conflict> ; <{KG}conflictKind> ?kind }} }}").rows
    store.close()
    assert sorted(str(getattr(row[0], "value", "")) for row in rows) == ["contradiction", "precision"]


@pytest.mark.parametrize(
    ("early", "late", "now"),
    [("Planned", "Held", "Held"), ("Planned", "Cancelled", "Cancelled"), ("Cancelled", "Planned", "Planned")],
)
def test_the_latest_article_knows_how_an_event_stands(early: str, late: str, now: str) -> None:
    one = article("a", (SUMMIT, "status", f"<{KG}{early}>"), issued="2011-03-01")
    other = article("b", (SUMMIT, "status", f"<{KG}{late}>"), issued="2011-03-09")
    assert derive([*one, *other], IDS) == [(SUMMIT, f"<{KG}status>", f"<{KG}{now}>", iri(IDS.graph("derived")))]


def test_what_was_held_is_not_called_off_by_an_article_without_a_date() -> None:
    held = article("a", (SUMMIT, "status", f"<{KG}Held>"))
    called_off = article("b", (SUMMIT, "status", f"<{KG}Postponed>"), issued="2011-03-09")
    assert [o for _, _, o, _ in derive([*held, *called_off], IDS)] == [f"<{KG}Held>"]


def test_the_list_of_conflicts_shows_the_sentence_of_each_side(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, number in (("one", "nine"), ("two", "eight")):
        text = f"GENEVA, 9 May 2012 - The Geneva Convention on Harbour Lights has {number} chapters.\n"
        (texts / f"{name}.txt").write_text(text)
    build(texts, tmp_path / "build")
    store = open_store(tmp_path / "build")
    (found,) = list_conflicts(store)
    assert list_conflicts(store, ["precision"]) == []
    with pytest.raises(UsageError, match="no conflict of the kind"):
        list_conflicts(store, ["quarrel"])
    store.close()
    assert found.kind == "contradiction"
    assert [(side.source, side.values) for side in found.sides] == [("one.txt", ("9",)), ("two.txt", ("8",))]
    assert "has nine chapters" in found.lines()[1]
