"""The compiled shapes and the engine, which is their judge, find the same, whatever is wrong with a document."""

import random
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import shapes, vocab
from kg.shapes import SHAPE
from kg.validate.engine import Engine
from kg.validate.part import Part
from kg.validate.swift import Finding
from test_shapes import CASES, EXAMPLES, GOOD_SHAPE, GRAPH, PREFIXES
from told import dispatch, term

Quad = tuple[str, str, str, str]
VOCABULARY = vocab.load()
LOADED = shapes.load(None, VOCABULARY)
DOCUMENT, WHOLE = Engine(LOADED.document), Engine(LOADED.whole)
SEEDS = 150
TOGETHER = 25
WORDS = [
    "",
    " ",
    "0",
    "-1",
    "7",
    "007",
    "1.5",
    "+2",
    ".5",
    "true",
    "1",
    "morning",
    "incumbent",
    "2019-05-06",
    "2019-05",
]
WORDS += [
    "2019-02-30",
    "2019-05-06Z",
    "2019-05-06+02:00",
    "0000-00-00",
    "2019",
    "09:30:00",
    "25:00:00",
    "12:00:00Z",
    "en",
]
TYPES = ["string", "integer", "decimal", "date", "gYear", "gYearMonth", "time", "dateTime", "boolean", "anyURI"]


def quads_of(example: Path) -> tuple[list[Quad], list[Quad]]:
    """What a document says, and what is known besides."""
    own, context = [], []
    for quad in ox.parse(path=str(example), format=ox.RdfFormat.TRIG):
        terms = (str(quad.subject), str(quad.predicate), str(quad.object))
        beside = not isinstance(quad.graph_name, ox.DefaultGraph)
        (context if beside else own).append((*terms, str(quad.graph_name) if beside else GRAPH))
    return own, context


def part_of(own: list[Quad], context: list[Quad], engine: Engine = DOCUMENT) -> Part:
    return Part(own, context, VOCABULARY, engine.read, engine.compared)


def garbled(own: list[Quad], chance: random.Random) -> list[Quad]:
    """A document with up to four mistakes: something lost, doubled, moved, or given another value."""
    quads = list(own)
    for _ in range(chance.randint(1, 4)):
        where = chance.randrange(len(quads))
        s, p, o, g = quads[where]
        kind = chance.choice(TYPES)
        literal = f'"{chance.choice(WORDS)}"' + ("" if kind == "string" else f"^^{term(f'xsd:{kind}')}")
        thing = chance.choice(quads)[0]
        classes = [term(f"kg:{name}") for name in ("Person", "City", "Event", "Treaty", "Evidence", "Venue", "Visit")]
        quads[where : where + 1] = chance.choice(
            [
                [],
                [(s, p, o, g), (s, p, literal, g)],
                [(s, p, o, g), (s, p, thing, g)],
                [(s, p, literal, g)],
                [(s, p, '"words"@en', g)],
                [(s, p, thing, g)],
                [(thing, p, o, g)],
                [(s, p, o, g), (thing, p, o, g)],
                [(s, p, o, g), (s, term("rdf:type"), chance.choice(classes), g)],
            ]
        )
        if not quads:
            return own
    return quads


def samples() -> Iterator[Part]:
    """Every example as it is, and documents in order with mistakes of every kind put in."""
    sources = [quads_of(example) for example in EXAMPLES if example.parent.name != "global"]
    sources += [(dispatch().quads, [])]
    yield from (part_of(*source) for source in sources)
    chance = random.Random(5)
    for _ in range(SEEDS):
        own, context = chance.choice(sources)
        yield part_of(garbled(own, chance), context)


def judged(parts: list[Part], engine: Engine = DOCUMENT) -> Iterator[tuple[Part, list[Finding]]]:
    for first in range(0, len(parts), TOGETHER):
        batch = parts[first : first + TOGETHER]
        yield from zip(batch, engine.judge(batch), strict=True)


def test_what_is_found_swiftly_is_what_the_judge_finds() -> None:
    parts = list(samples())
    decided, wrong = 0, set()
    for part, findings in judged(parts):
        swiftly = DOCUMENT.swift.found(part)
        if swiftly is not None:
            assert swiftly == findings
            decided += 1
            wrong |= {(finding.shape, finding.constraint) for finding in findings}
    assert decided > 0.8 * len(parts)
    assert len(wrong) > 100


def test_names_of_the_whole_graph_are_judged_alike() -> None:
    parts = [part_of(*quads_of(example), WHOLE) for example in sorted((CASES / "global").glob("*.trig"))]
    for part, findings in judged(parts, WHOLE):
        assert WHOLE.swift.found(part) == findings


def test_every_example_is_decided_swiftly_but_for_values_without_an_order() -> None:
    for example in EXAMPLES:
        if example.stem == "good" and example.parent.name != "global":
            assert DOCUMENT.swift.found(part_of(*quads_of(example))) == []


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:maxLength 3",
        "sh:node [ sh:class kg:Person ]",
        'sh:pattern "^a" ; sh:flags "i"',
        "sh:hasValue kg:Held",
        "sh:not [ sh:property [ sh:path kg:place ; sh:minCount 1 ] ]",
        "sh:nodeKind sh:IRIOrLiteral",
        "sh:in ( 1 2 )",
    ],
)
def test_a_constraint_without_a_rule_is_left_to_the_judge(tmp_path: Path, constraint: str) -> None:
    (tmp_path / "meal.ttl").write_text(PREFIXES + GOOD_SHAPE.replace("sh:minCount 1", constraint), encoding="utf-8")
    engine = Engine(shapes.load(tmp_path).document)
    meal, ana = "<http://a.example/meal>", "<http://a.example/ana>"
    met = part_of([(meal, term("rdf:type"), term("kg:Meal"), GRAPH), (meal, term("kg:host"), ana, GRAPH)], [], engine)
    other = part_of([(meal, term("rdf:type"), term("kg:Call"), GRAPH)], [], engine)
    assert engine.swift.found(met) is None
    assert engine.swift.found(other) == []
    assert {found.shape for found in engine.run([met])[0]} <= {f"{SHAPE}Meal-host"}


def test_values_without_an_order_are_left_to_the_judge() -> None:
    own = next(
        quads_of(example)[0] for example in EXAMPLES if example.parent.name == "tenure" and example.stem == "good"
    )
    tenure = next(s for s, p, o, _ in own if o == term("kg:Tenure"))
    ends = {term("kg:startDate"): "2019-05-06Z", term("kg:endDate"): "2019-05-06+02:00"}
    told = [quad for quad in own if quad[1] not in ends]
    told += [(tenure, p, f'"{day}"^^{term("xsd:date")}', GRAPH) for p, day in ends.items()]
    assert DOCUMENT.swift.found(part_of(told, [])) is None
