"""Who is named, which office is said of whom, and whose office it is; each case a folder of a text and what it says."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kg.extract import extract
from kg.ids import Ids
from kg.model import STATED_DATE, Document, Literal, Reading
from kg.resolve import resolve
from kg.text import annotate
from kg.text.lexicon import load

CASES = sorted(p for p in (Path(__file__).parent / "cases" / "people").iterdir() if p.is_dir())


@cache
def reading(case: Path, people: bool = True) -> Reading:
    """The reading of a case, with or without the tables of people and offices."""
    lexicon = load(people=people)
    document = Document(source=f"{case.name}.txt", text=(case / "text.txt").read_text("utf-8"))
    return extract(annotate(document, lexicon), lexicon)


def lines(found: Reading) -> set[str]:
    """ "name | title | of | standing" of every tenure, "*" after what is implied; a bare name without one."""
    names = {r.id: r.names[0] if r.names else r.mentions[0].text for r in found.referents}
    whose = {}
    for fact in found.facts:
        if fact.kind == "position":
            roles = {role.name: role for role in fact.roles}
            of = roles.get("of")
            scope = names[str(of.value)] + "*" * of.evidence[0].implicit if of else "-"
            title = roles["title"].value
            whose[fact.subject] = (title if isinstance(title, str) else title.text, scope)
    out, titled = set(), set()
    for fact in found.facts:
        if fact.kind == "tenure":
            value = {r.name: r.value if isinstance(r.value, str) else r.value.text for r in fact.roles}
            titled.add(value["person"])
            out.add(" | ".join((names[value["person"]], *whose[value["position"]], value["standing"])))
    return out | {r.names[0] for r in found.referents if r.kind == "person" and r.id not in titled}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_people_and_their_offices_are_read_as_a_reader_would(case: Path) -> None:
    assert lines(reading(case)) == set((case / "expected.txt").read_text("utf-8").splitlines())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_tenure_stands_on_words_of_one_sentence_that_name_its_person(case: Path) -> None:
    found = reading(case)
    people = {r.id: r for r in found.referents if r.kind == "person"}
    for fact in found.facts:
        for role in fact.roles if fact.kind == "tenure" else ():
            for evidence in role.evidence:
                assert any(s.span.holds(evidence.span) for s in found.sentences), evidence
                if role.name == "person":
                    naming = [m.span for m in people[str(role.value)].mentions if m.naming]
                    assert any(evidence.span.holds(n) or evidence.antecedent == n for n in naming), evidence


def test_reading_loses_nothing_without_the_tables_of_people_and_offices() -> None:
    """Persons and positions may lose .03 F1 at most when the tables do not know them; the reading does not use them."""
    full = load().tables
    bare = load(people=False).tables
    assert full.by_kind("person")
    assert not bare.by_kind("person")
    assert not bare.by_kind("office")
    assert f1(bare=False) - f1(bare=True) <= 0.03


def f1(*, bare: bool) -> float:
    """Of what the cases expect, names compared with all names that the resolution gives a person."""
    right = wanted = given = 0
    for case in CASES:
        found = reading(case, not bare)
        resolution = resolve([found], Ids(), load(people=not bare).tables)
        labels = {n for e in resolution.entities.values() if e.kind == "person" for n in e.labels}
        expected = set((case / "expected.txt").read_text("utf-8").splitlines())
        read = lines(found)
        right += len({line for line in expected & read if line.partition(" | ")[0] in labels})
        wanted, given = wanted + len(expected), given + len(read)
    return 2 * right / (wanted + given)


@pytest.mark.parametrize(
    ("published", "datatype"), [("2019-05-03", "date"), ("2019-05", "gYearMonth"), ("2019", "gYear")]
)
def test_a_tenure_is_attested_on_the_date_of_the_article(published: str, datatype: str) -> None:
    text = "Foreign Minister Mart Kask of Estonia met former President Ada Roe of Chad."
    found = extract(annotate(Document(source="a.txt", text=text, published=published)))
    for fact in (f for f in found.facts if f.kind == "tenure"):
        (role,) = (r for r in fact.roles if r.name == "attestedOn")
        assert role.value == Literal(published, datatype)
        assert {e.antecedent for e in role.evidence} == {STATED_DATE}


def test_without_a_date_of_the_article_no_tenure_is_attested() -> None:
    found = extract(annotate(Document(source="a.txt", text="Foreign Minister Mart Kask of Estonia spoke.")))
    assert not [r for f in found.facts if f.kind == "tenure" for r in f.roles if r.name == "attestedOn"]
