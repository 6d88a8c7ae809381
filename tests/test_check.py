"""`kg check` finds what does not agree, and says where it stands and what to do."""

import re
import shutil
from pathlib import Path

import pytest

from kg.check import Finding, check
from kg.resources import folder

PLANTED = [
    # what is wrong, file, words, words in their place, term found, what is said of it, what to do
    ("a typo in a mapping", "mappings/events/event.yaml", "kg:host", "kg:hots", "kg:hots", "no such term", "kg:host?"),
    (
        "a typo in a shape's path",
        "shapes/event.ttl",
        "sh:path kg:place",
        "sh:path kg:plaec",
        "kg:plaec",
        "",
        "kg:place?",
    ),
    (
        "a typo in a target",
        "shapes/visit.ttl",
        "sh:targetClass kg:Visit",
        "sh:targetClass kg:Vist",
        "kg:Vist",
        "",
        "kg:Visit?",
    ),
    (
        "an outside term nobody has",
        "shapes/told.ttl",
        "sh:path rdfs:label",
        "sh:path rdfs:lable",
        "rdfs:lable",
        "sh:path",
        "rdfs:label?",
    ),
    (
        "a property as a target",
        "shapes/visit.ttl",
        "sh:targetClass kg:Visit",
        "sh:targetClass kg:visitor",
        "kg:visitor",
        "object property",
        "name a class",
    ),
    (
        "a class as a path",
        "shapes/event.ttl",
        "sh:path kg:place",
        "sh:path kg:Place",
        "kg:Place",
        "its kind is class",
        "property",
    ),
    (
        "a typo in the alignment",
        "ontology/alignment.ttl",
        "kg:Treaty rdfs",
        "kg:Treatie rdfs",
        "kg:Treatie",
        "no such term",
        "kg:Treaty?",
    ),
    (
        "a typo in an axiom",
        "ontology/kg.ttl",
        "rdfs:subClassOf kg:Meeting",
        "rdfs:subClassOf kg:Meting",
        "kg:Meting",
        "no such term",
        "kg:Meeting?",
    ),
    (
        "a typo in the guide",
        "ontology/README.md",
        "?v a kg:Visit",
        "?v a kg:Visitt",
        "kg:Visitt",
        "no such term",
        "kg:Visit?",
    ),
    ("a typo in a page", "web/pages.py", "kg:metWith", "kg:metwith", "kg:metwith", "no such term", "kg:metWith?"),
    ("a full IRI with a typo", "web/pages.py", "ontology#Meal", "ontology#Meel", "kg:Meel", "no such term", "kg:Meal?"),
    ("no label", "ontology/kg.ttl", 'rdfs:label "meal"@en ;', "", "kg:Meal", "has no rdfs:label", "add rdfs:label"),
    (
        "no sentence",
        "ontology/kg.ttl",
        re.compile(r'rdfs:comment "A meal given.*'),
        "",
        "kg:Meal",
        "no rdfs:comment",
        "add",
    ),
    (
        "no example",
        "ontology/kg.ttl",
        re.compile(r';\s+skos:example "The king gave.*'),
        ".",
        "kg:Meal",
        "no skos:example",
        "add",
    ),
    (
        "a reason taken back",
        "ontology/kg.ttl",
        "no shape: its four",
        "its four",
        "kg:EventStatus",
        "has no shape",
        "add one to shapes/",
    ),
    (
        "a mapping to what is inferred",
        "mappings/events/event.yaml",
        "kg:interlocutor",
        "kg:participatesIn",
        "kg:participatesIn",
        "is inferred",
        "follows from",
    ),
    (
        "a key no mapping has",
        "mappings/events/meal.yaml",
        "class:",
        "clas:",
        "meal",
        "the key 'clas' is unknown",
        "class",
    ),
    (
        "a shape's parameter no SHACL has",
        "shapes/meeting.ttl",
        "sh:minCount 2",
        "sh:minCuont 2",
        "",
        "sh:minCuont",
        "sh:minCount",
    ),
]
PAGES = """QUERY = "SELECT * { ?a kg:metWith ?b }"\nMEAL = "https://w3id.org/chancery/ontology#Meal"\n"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for name in ("ontology", "mappings", "shapes"):
        ignored = shutil.ignore_patterns("*.csv")
        shutil.copytree(folder(name), tmp_path / name, ignore=ignored)
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "pages.py").write_text(PAGES, encoding="utf-8")
    return tmp_path


def check_house(house: Path) -> list[Finding]:
    return check(house / "ontology", house / "mappings", house / "shapes", house / "web")


def test_the_product_agrees_with_itself() -> None:
    assert check() == []


def test_a_faithful_copy_agrees_with_itself(house: Path) -> None:
    assert check_house(house) == []


@pytest.mark.parametrize(
    ("file", "words", "instead", "term", "said", "remedy"), [p[1:] for p in PLANTED], ids=[p[0] for p in PLANTED]
)
def test_a_planted_error_is_found_with_its_line_and_a_remedy(
    house: Path, file: str, words: str | re.Pattern[str], instead: str, term: str, said: str, remedy: str
) -> None:
    path = house / file
    text = path.read_text(encoding="utf-8")
    pattern = (
        words if isinstance(words, re.Pattern) else re.compile(re.escape(words) + r"(?![\w-])|" + re.escape(words))
    )
    spoiled = pattern.sub(instead, text, count=1)
    assert spoiled != text
    path.write_text(spoiled, encoding="utf-8")
    found = [f for f in check_house(house) if f.file == file and f.term == term and said in f.message]
    assert found, [str(finding) for finding in check_house(house)]
    assert remedy in found[0].remedy
    line = spoiled.splitlines()[found[0].line - 1]
    assert (term.removeprefix("kg:") if term.startswith("kg:") else instead) in line


@pytest.mark.parametrize("file", ["ontology/kg.ttl", "ontology/alignment.ttl", "shapes/person.ttl"])
def test_turtle_that_does_not_parse_is_found_with_its_line(house: Path, file: str) -> None:
    with (house / file).open("a", encoding="utf-8") as turtle:
        turtle.write("\nkg:Person a\n")
    lines = len((house / file).read_text(encoding="utf-8").splitlines())
    found = [finding for finding in check_house(house) if finding.file == file and "is not Turtle" in finding.message]
    assert found
    assert found[0].line in (lines, lines + 1)


def test_a_class_whose_shape_is_taken_away_is_named(house: Path) -> None:
    for path in (house / "shapes").rglob("*.ttl"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("sh:targetClass kg:Evidence ;", "sh:targetClass kg:Conflict ;"), encoding="utf-8")
    assert [f.term for f in check_house(house) if f.message == "has no shape"] == ["kg:Evidence"]


def test_a_class_below_one_with_a_shape_needs_none(house: Path) -> None:
    block = 'kg:Tea a owl:Class ;\n rdfs:subClassOf kg:Meal ;\n rdfs:label "tea"@en ;\n rdfs:comment "A tea."@en ;\n'
    with (house / "ontology" / "kg.ttl").open("a", encoding="utf-8") as turtle:
        turtle.write(block + ' skos:example "Tea at four."@en .\n')
    assert check_house(house) == []


def test_several_errors_are_found_at_once_and_in_order(house: Path) -> None:
    (house / "web" / "pages.py").write_text("kg:Zebra\n\nkg:Yak kg:Meal\n", encoding="utf-8")
    found = check_house(house)
    assert [(f.line, f.term) for f in found] == [(1, "kg:Zebra"), (3, "kg:Yak")]
    assert str(found[0]).startswith("web/pages.py:1: kg:Zebra: the ontology has no such term; ")


def test_a_file_in_a_wrong_encoding_is_a_finding_and_no_crash(house: Path) -> None:
    (house / "mappings" / "events" / "meal.yaml").write_bytes(b"class: kg:Meal # \xe9\xff\n")
    assert [f.file for f in check_house(house)] == ["mappings/events/meal.yaml"]
