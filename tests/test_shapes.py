"""Every shape has an example that obeys it and one that does not, and a shape that is not understood is refused."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import shapes
from kg.errors import MappingError
from kg.resources import folder
from kg.validate import Report, Validator

CASES = Path(__file__).parent / "shapes"
EXAMPLES = sorted(CASES.glob("*/*.trig"))
GRAPH = "<http://a.example/graph/example>"
VALIDATOR = Validator()
PREFIXES = "\n".join(
    f"@prefix {name}: <{iri}> ."
    for name, iri in {
        "sh": "http://www.w3.org/ns/shacl#",
        "kg": "https://w3id.org/chancery/ontology#",
        "shape": shapes.SHAPE,
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }.items()
)
GOOD_SHAPE = """
shape:Meal a sh:NodeShape ; rdfs:comment "Food." ; sh:targetClass kg:Meal ; sh:property shape:Meal-host .
shape:Meal-host a sh:PropertyShape ; sh:path kg:host ; sh:minCount 1 ;
  sh:severity sh:Warning ; sh:message "Who pays?" .
"""


def examined(example: Path) -> Report:
    """What an example is found to be: its default graph the document, its named graphs what is known besides."""
    own, context = [], []
    for quad in ox.parse(path=str(example), format=ox.RdfFormat.TRIG):
        terms = (str(quad.subject), str(quad.predicate), str(quad.object))
        if isinstance(quad.graph_name, ox.DefaultGraph):
            own.append((*terms, GRAPH))
        else:
            context.append((*terms, str(quad.graph_name)))
    return VALIDATOR.whole(own) if example.parent.name == "global" else VALIDATOR.document(own, context)


def broken(report: Report) -> set[tuple[str, str]]:
    found = set()
    for violation in report.violations:
        component = violation.constraint.rpartition("#")[2].removesuffix("ConstraintComponent")
        found.add((violation.shape, component[0].lower() + component[1:]))
    return found


def announced(example: Path) -> set[tuple[str, str]]:
    lines = re.findall(r"^# breaks shape:(\S+) (\S+)$", example.read_text(encoding="utf-8"), re.MULTILINE)
    return {(shapes.SHAPE + shape, constraint) for shape, constraint in lines}


def owed() -> Iterator[tuple[str, str]]:
    loaded = shapes.load()
    yield from shapes.constraints(loaded.document)
    yield from shapes.constraints(loaded.whole)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_example_breaks_what_it_says_it_breaks(example: Path) -> None:
    assert broken(examined(example)) == announced(example)
    assert bool(announced(example)) == example.stem.startswith("bad-")


def test_every_constraint_has_a_failing_example() -> None:
    shown = set().union(*(announced(example) for example in EXAMPLES))
    assert sorted(set(owed()) - shown) == []
    assert sorted(shown - set(owed())) == []


def test_every_file_of_shapes_has_a_good_example() -> None:
    files = {path.stem for path in folder("shapes").glob("*.ttl")} | {"global"}
    assert files == {example.parent.name for example in EXAMPLES if example.stem == "good"}


def test_every_shape_is_met_by_its_good_example() -> None:
    met = set()
    for example in EXAMPLES:
        if example.stem == "good":
            met |= {shape for shape, count in examined(example).focus_counts.items() if count}
    loaded = shapes.load()
    assert {*shapes.targets(loaded.document), *shapes.targets(loaded.whole)} <= met


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("sh:minCount", "sh:mincount", "did you mean sh:minCount?"),
        ("sh:path kg:host", "sh:path kg:hosst", "did you mean kg:host?"),
        ("sh:targetClass kg:Meal", "sh:targetClass kg:Meel", "did you mean kg:Meal?"),
        ("sh:path kg:host", "sh:path ( kg:partOf kg:host )", "longer than one step"),
        ("sh:path kg:host", "sh:path [ sh:zeroOrMorePath kg:partOf ]", "zeroOrMorePath"),
        ("sh:path kg:host", "sh:path [ sh:inversePath ( kg:host kg:host ) ]", "longer than one step"),
        ("sh:minCount 1", 'sh:sparql [ sh:select "SELECT ?this {}" ]', "move the shape to global/"),
        ("sh:targetClass kg:Meal ;", "", "never runs"),
        ("sh:property shape:Meal-host .", 'sh:severity sh:Warning ; sh:message "x" .', "never runs"),
        ('rdfs:comment "Food." ;', "", "rdfs:comment"),
        ('; sh:message "Who pays?"', "", "sh:message"),
        ("sh:severity sh:Warning", "sh:severity sh:Warnign", "did you mean sh:Warning?"),
        ("sh:minCount 1", "sh:minCount", "cannot be read"),
    ],
)
def test_a_shape_that_says_nothing_is_refused(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert before in GOOD_SHAPE
    (tmp_path / "meal.ttl").write_text(PREFIXES + GOOD_SHAPE.replace(before, after), encoding="utf-8")
    with pytest.raises(MappingError) as refused:
        shapes.load(tmp_path)
    assert said in str(refused.value)
    assert "meal.ttl" in refused.value.where


def test_a_shape_in_order_is_taken(tmp_path: Path) -> None:
    (tmp_path / "meal.ttl").write_text(PREFIXES + GOOD_SHAPE, encoding="utf-8")
    assert list(shapes.constraints(shapes.load(tmp_path).document)) == [(shapes.SHAPE + "Meal-host", "minCount")]


def test_a_shape_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("lunch", "meal"):
        (tmp_path / f"{name}.ttl").write_text(PREFIXES + GOOD_SHAPE, encoding="utf-8")
    with pytest.raises(MappingError, match="another file"):
        shapes.load(tmp_path)
