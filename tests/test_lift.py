"""Lifting: each folder of tests/lift/ holds a small reading and the N-Quads it becomes."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg import lift as lifting
from kg import mapping, nquads, vocab
from kg.errors import MappingError
from kg.ids import Ids
from kg.lift import lift
from kg.model import (
    STATED_DATE,
    Document,
    Entity,
    Evidence,
    Fact,
    Literal,
    Mention,
    Reading,
    Referent,
    Region,
    Resolution,
    Role,
    Sentence,
    Span,
    Unread,
)
from kg.name import names

CASES = sorted(p for p in (Path(__file__).parent / "lift").iterdir() if p.is_dir())
IDS = Ids("http://x.example/")
EXTRACTOR = "test-1"


class Case:
    """A reading written by hand: words are looked up in the text, ``words#2`` is their second occurrence."""

    def __init__(self, folder: Path) -> None:
        raw: dict[str, Any] = yaml.safe_load((folder / "reading.yaml").read_text(encoding="utf-8"))
        self.text = (folder / "text.txt").read_text(encoding="utf-8").rstrip("\n")
        self.parent = raw.get("parent", "")
        self.document = Document(
            text=self.text,
            stated=tuple((name, self.span(words)) for name, words in raw.get("stated", {}).items()),
            regions=tuple(Region(self.span(words), "unread", note) for words, note in raw.get("unread", {}).items()),
            **raw["document"],
        )
        things = raw.get("things", {})
        self.resolution = Resolution(
            {(self.document.id, local): IDS.base + thing["iri"] for local, thing in things.items() if "iri" in thing},
            {
                IDS.base + thing["iri"]: Entity(IDS.base + thing["iri"], thing["kind"], (thing["label"],))
                for thing in things.values()
                if "label" in thing
            },
        )
        self.reading = Reading(
            self.document,
            tuple(Sentence(self.span(words)) for words in raw["sentences"]),
            tuple(self.referent(local, thing) for local, thing in things.items() if "mentions" in thing),
            tuple(self.fact(fact) for fact in raw.get("facts", [])),
            tuple(Unread(**unread) for unread in raw.get("seen", [])),
        )

    def span(self, words: str) -> Span:
        words, _, count = words.partition("#")
        start = -1
        for _ in range(int(count or 1)):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def referent(self, local: str, thing: dict[str, Any]) -> Referent:
        found = [(words, True) for words in thing["mentions"]] + [(words, False) for words in thing.get("meant", [])]
        spans = [(self.span(words), naming) for words, naming in found]
        mentions = tuple(Mention(s, s.of(self.text), thing["kind"], naming) for s, naming in spans)
        return Referent(local, thing["kind"], tuple(m.text for m in mentions if m.naming), mentions)

    def evidence(self, raw: dict[str, Any]) -> tuple[Evidence, ...]:
        span = self.span(raw["words"])
        by = raw.get("by")
        antecedent = STATED_DATE if by == "stated date" else self.span(by) if by else None
        confidence = raw.get("confidence", 0.9)
        implicit = raw.get("implicit", False)
        return (Evidence(self.document.id, span, span.of(self.text), raw["rule"], confidence, antecedent, implicit),)

    def fact(self, raw: dict[str, Any]) -> Fact:
        roles = []
        for role in raw["roles"]:
            value = Literal(*role["literal"]) if "literal" in role else role["value"]
            roles.append(Role(role["name"], value, self.evidence(role)))
        evidence = self.evidence(raw) if "words" in raw else ()
        return Fact(raw["kind"], raw["subject"], tuple(roles), evidence)

    def quads(self) -> list[nquads.Quad]:
        known = mapping.load()
        lifted = lift(self.reading, self.resolution, known, IDS, EXTRACTOR, self.parent)
        return lifted + names(self.resolution, known, IDS, [self.reading])


@pytest.fixture(params=CASES, ids=lambda p: p.name)
def case(request: pytest.FixtureRequest) -> Case:
    return Case(request.param)


@pytest.mark.parametrize("folder", CASES, ids=lambda p: p.name)
def test_a_reading_becomes_exactly_these_quads(folder: Path) -> None:
    got = nquads.lines(sorted(Case(folder).quads()))
    expected = folder / "expected.nq"
    if os.environ.get("KG_WRITE_EXPECTED"):
        expected.write_text(got, encoding="utf-8")
    assert got.splitlines() == expected.read_text(encoding="utf-8").splitlines()


def test_every_statement_of_an_article_is_borne_out_by_its_record(case: Case) -> None:
    article = nquads.iri(IDS.article(case.document))
    quads = case.quads()
    world = {q[:3] for q in quads if q[3] == article}
    record = [q[:3] for q in quads if q[3] == nquads.iri(IDS.record(article[1:-1]))]
    said: dict[str, dict[str, list[str]]] = {}
    for s, p, o in record:
        said.setdefault(s, {}).setdefault(p, []).append(o)
    covered = set()
    for node in said.values():
        kind = node.get(nquads.TYPE, [""])[0]
        if kind == f"<{nquads.KG}Evidence>":
            for p in node[f"<{nquads.RDF}predicate>"]:
                covered.add((node[f"<{nquads.RDF}subject>"][0], p, node[f"<{nquads.RDF}object>"][0]))
            assert len(node[f"<{nquads.KG}passage>"]) >= 1
        if kind == f"<{nquads.KG}Mention>":
            start, end = (int(node[f"<{nquads.KG}{x}>"][0].split('"')[1]) for x in ("start", "end"))
            for thing in node[f"<{nquads.KG}refersTo>"]:
                covered.add((thing, f"<{nquads.SKOS}altLabel>", nquads.literal(case.text[start:end])))
                covered |= {t for t in world if t[0] == thing and t[1] == nquads.TYPE}
    assert world <= covered


def test_a_quotation_says_where_its_words_stand() -> None:
    case = _case("meal")
    said = {(s, p): o for s, p, o, _ in case.quads()}
    node = f"<{IDS.base}quotation/dinner-2>"
    start, end = (int(said[node, f"<{nquads.KG}{name}>"].split('"')[1]) for name in ("start", "end"))
    assert said[node, f"<{nquads.KG}text>"] == nquads.literal(case.text[start:end])


def test_antecedents_lead_to_something_the_record_describes(case: Case) -> None:
    quads = case.quads()
    described = {s for s, _, _, _ in quads}
    assert {o for _, p, o, _ in quads if p == f"<{nquads.KG}antecedent>"} <= described


def test_only_terms_of_the_ontology_are_written(case: Case) -> None:
    for _, predicate, value, _ in case.quads():
        assert vocab.load().knows(predicate[1:-1]), predicate
        if predicate == nquads.TYPE:
            assert vocab.load().knows(value[1:-1]), value


def test_all_quads_parse_and_keep_their_spelling(case: Case) -> None:
    import pyoxigraph as ox

    text = nquads.lines(sorted(case.quads()))
    parsed = ox.parse(text, format=ox.RdfFormat.N_QUADS)
    assert sorted(f"{q} .\n" for q in parsed) == sorted(text.splitlines(keepends=True))


def test_words_of_every_kind_are_escaped() -> None:
    assert nquads.literal('a "b" \\ c\n\t\x01\x7f\u00a0é') == '"a \\"b\\" \\\\ c\\n\\t\\u0001\\u007F\u00a0é"'


def _case(name: str) -> Case:
    return Case(next(p for p in CASES if p.name == name))


def test_a_thing_without_an_iri_is_left_out_with_all_that_is_said_of_it() -> None:
    case = _case("meal")
    gone = {key: iri for key, iri in case.resolution.iris.items() if not iri.endswith("person/reis")}
    quads = lift(case.reading, replace(case.resolution, iris=gone), mapping.load(), IDS, EXTRACTOR)
    assert not any("person/reis" in part for quad in quads for part in quad)
    assert any("#Meal>" in quad[2] for quad in quads)


def test_the_names_do_not_depend_on_the_order_of_the_readings() -> None:
    case, known = _case("meal"), mapping.load()
    later = replace(case.reading, document=replace(case.document, source="z.txt", published="2031-01-01"))
    iris = dict(case.resolution.iris) | {(later.document.id, k): v for (_, k), v in case.resolution.iris.items()}
    both = replace(case.resolution, iris=iris)
    forward, backward = names(both, known, IDS, [case.reading, later]), names(both, known, IDS, [later, case.reading])
    assert forward == backward


@pytest.mark.parametrize(
    ("role", "remedy"),
    [
        (("hots", "person@0"), "did you mean host?"),
        (("date", Literal("3", "integer")), "it takes date, gYearMonth, gYear"),
        (("host", Literal("Ana Reis")), "it takes a thing"),
        (("status", Literal("Held?")), "it takes Held, Planned, Cancelled, Postponed"),
    ],
)
def test_a_role_the_mapping_lacks_is_refused_with_a_remedy(role: tuple[str, Any], remedy: str) -> None:
    case = _case("meal")
    fact = case.reading.facts[0]
    odd = replace(fact, roles=(Role(role[0], role[1], fact.evidence),))
    with pytest.raises(MappingError) as caught:
        lift(replace(case.reading, facts=(odd,)), case.resolution, mapping.load(), IDS, EXTRACTOR)
    assert remedy in str(caught.value)


def test_lifting_writes_more_than_twenty_thousand_quads_a_second() -> None:
    case, known = _case("meal"), mapping.load()
    lifting.lift(case.reading, case.resolution, known, IDS, EXTRACTOR)
    written, start = 0, time.process_time()
    while time.process_time() - start < 0.3:
        written += len(lift(case.reading, case.resolution, known, IDS, EXTRACTOR))
    assert written / (time.process_time() - start) > 20_000
