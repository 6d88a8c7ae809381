"""The twenty-five questions of ../shared/gold, asked of the graph of the five real documents."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib.plugins.sparql import prepareQuery

from kg import vocab
from kg.pipeline import build
from kg.stores import open_store

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
QUERIES = ROOT / "benchmarks" / "questions"
sys.path[:0] = [str(QUERIES), str(ROOT / "benchmarks" / "reading")]

from align import Alignment  # noqa: E402 - the benchmarks are no package
from answers import Judge, Question, Verdict, query_of, read_questions, shown  # noqa: E402

from annotated import Corpus  # noqa: E402

BEYOND_THE_CONTRACT = {
    7: "that a treaty is the first of its kind, how many states adopted it, until when it was signed, who counted that",
    12: "misprints, and days that a sentence leaves open",
    13: "what differs in wording, in order or in repetition only",
}
"""Questions whose whole answer the graph has no terms for."""
STATE = {
    1: "",
    2: "offices of the digest whose state or body only the text before it names",
    3: "",
    4: "",
    5: "the signing ceremony with its parts, the welcome, the mausoleum; times of day that the sentence does not say",
    6: "a state that hosts the ceremony; a greeting taken for hosting",
    7: BEYOND_THE_CONTRACT[7],
    8: "",
    9: "",
    10: "",
    11: "the ceremony's two days; the section that counted, apart from its office",
    12: BEYOND_THE_CONTRACT[12],
    13: BEYOND_THE_CONTRACT[13],
    14: "",
    15: "the events at which the words were said",
    16: "",
    17: "names with a short title before them",
    18: "",
    19: "the signing ceremony with its parts is several events, or none",
    20: "the ceremony as it was announced; parts of a programme",
    21: "a visit told of by its year alone",
    22: "parts of a programme; the mausoleum and the ceremony, whose tellings are not joined",
    23: "the ceremony as it was announced; its high-level session",
    24: "speakers at the ceremony, in the Council and before the press; who planned to speak",
    25: "one body, the Dialogue",
}
"""Which questions are right today: nothing after the number; else what is missing."""
PAIRS = {12: 2, 13: 8}
"""Of the two questions that are judged by pairs of document and value: how many pairs are right at least."""
PARAMETERS = {
    "Secretary-General",
    "United Nations",
    "Viet Nam",
    "Prime Minister",
    "United Nations Convention against Cybercrime",
}
"""Names that the questions stand on: offices with their body or state, and the Convention."""

needs_documents = pytest.mark.skipif(
    not (SHARED / "documents").is_dir(),
    reason="the five real documents and their annotations, in ../shared, are absent",
)
FILES = sorted(QUERIES.glob("*.rq"))


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return read_questions(SHARED / "gold" / "questions.md")


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory, questions: list[Question]) -> Iterator[dict[int, Verdict]]:
    """The answers of the graph that is read out of the five documents."""
    place = tmp_path_factory.mktemp("questions")
    build(SHARED / "documents", place)
    store = open_store(place)
    yield _asked(Judge(Alignment(store, SHARED / "gold")), questions)
    store.close()


def _asked(judge: Judge, questions: list[Question]) -> dict[int, Verdict]:
    return {q.number: judge.verdict(q, query_of(QUERIES, q.number).read_text("utf-8")) for q in questions}


def _told(verdict: Verdict) -> str:
    rows = [("-", row) for row in verdict.missing] + [("+", row) for row in verdict.extra]
    return "\n".join([verdict.line, *(f"  {sign} {shown(row)}" for sign, row in rows)])


@needs_documents
def test_what_was_answered_rightly_still_is(verdicts: dict[int, Verdict]) -> None:
    broken = [_told(verdict) for number, verdict in verdicts.items() if not STATE[number] and not verdict.holds]
    assert not broken, "\n".join(broken)


@needs_documents
def test_what_is_stated_wrong_is_wrong(verdicts: dict[int, Verdict]) -> None:
    better = [number for number, verdict in verdicts.items() if STATE[number] and verdict.holds]
    assert not better, f"questions {better} are right now: say so in STATE of {Path(__file__).name}"


@needs_documents
def test_pairs_of_document_and_value_do_not_get_fewer(verdicts: dict[int, Verdict]) -> None:
    assert {number: len(verdicts[number].right) >= least for number, least in PAIRS.items()} == {12: True, 13: True}


@needs_documents
def test_every_query_is_right_about_a_graph_of_the_annotations(questions: list[Question]) -> None:
    within = [("Hanoi", "Viet Nam"), ("National Convention Center", "Hanoi")]
    store = Corpus(SHARED / "gold", SHARED / "documents", within).store()
    wrong = {n: v for n, v in _asked(Judge(Alignment(store, SHARED / "gold")), questions).items() if not v.holds}
    assert sorted(wrong) == sorted(BEYOND_THE_CONTRACT), "\n".join(map(_told, wrong.values()))
    assert not wrong[7].extra


def test_there_is_a_query_for_every_question() -> None:
    assert [path.name[:2] for path in FILES] == [f"{number:02}" for number in range(1, 26)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_query_is_sparql_of_the_ontology_s_own_terms(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.match(r"# [A-Z].*[?]\n", text), "its first line says the question"
    prepareQuery(text)
    words = vocab.load()
    used = set(re.findall(r"\bkg:(\w+)", re.sub(r"#.*|PREFIX.*", "", text)))
    assert [name for name in sorted(used) if not words.knows(words.expand(f"kg:{name}"))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_query_names_nothing_that_its_question_does_not_name(path: Path) -> None:
    text = path.read_text("utf-8")
    question = text.splitlines()[0]
    body = "\n".join(line for line in text.splitlines() if not line.startswith(("#", "PREFIX")))
    named = {name for name in re.findall(r'"([^"\n]*)"', body) if re.match(r"[A-Z]\w\w", name)} - {
        "Organization",
        "Treaty",
    }
    assert {name for name in named - PARAMETERS if name not in question} == set()
