"""What is said of treaties and who is quoted; each case a folder of a text and what a reader finds in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kg.extract import extract
from kg.extract.treatywords import TreatyName, same_treaty
from kg.gazetteer import fold
from kg.model import Document, Fact, Reading, Span
from kg.text import annotate
from kg.text.dates import find_dates

ROOT = Path(__file__).parent / "cases"
TREATIES = sorted(p for p in (ROOT / "treaties").iterdir() if p.is_dir())
QUOTATIONS = sorted(p for p in (ROOT / "quotations").iterdir() if p.is_dir())


@cache
def reading(case: Path) -> Reading:
    return extract(annotate(Document(source=f"{case.name}.txt", text=(case / "text.txt").read_text("utf-8"))))


def names(found: Reading) -> dict[str, str]:
    """What to call each thing: its fullest name, an office by its words, an article by its number."""
    out = {r.id: r.names[0] if r.names else r.mentions[0].text for r in found.referents}
    for fact in found.facts:
        if fact.kind == "treaty-article":
            out[fact.subject] = said(fact)["number"]
    return out


def said(fact: Fact) -> dict[str, str]:
    return {r.name: r.value if isinstance(r.value, str) else r.value.text for r in fact.roles}


def of_treaties(found: Reading) -> set[str]:
    """ "treaty = all its names", "treaty | fact | value", "state | action | treaty | date"."""
    called = names(found)
    out = {f"{r.names[0]} = {'; '.join(sorted(r.names))}" for r in found.referents if r.kind == "treaty"}
    for fact in found.facts:
        if fact.kind == "treaty":
            out |= {f"{called[fact.subject]} | {n} | {called.get(v, v)}" for n, v in pairs(fact)}
        elif fact.kind == "treaty-action":
            act = said(fact)
            out.add(" | ".join((called[act["actor"]], act["action"], called[act["treaty"]], act.get("date", "-"))))
    return out


def pairs(fact: Fact) -> list[tuple[str, str]]:
    return [(r.name, r.value if isinstance(r.value, str) else r.value.text) for r in fact.roles]


def of_speakers(found: Reading) -> set[str]:
    """ "speaker: words", "speaker said that words"."""
    called = names(found)
    join = {"quotation": ": ", "reported-speech": " said that "}
    return {
        called[said(f)["saidBy"]] + join[f.kind] + " ".join(said(f)["text"].split())
        for f in found.facts
        if f.kind in join
    }


@pytest.mark.parametrize("case", TREATIES, ids=lambda case: case.name)
def test_what_a_text_says_of_treaties_is_read_and_nothing_else(case: Path) -> None:
    assert of_treaties(reading(case)) == set((case / "expected.txt").read_text("utf-8").splitlines())


@pytest.mark.parametrize("case", QUOTATIONS, ids=lambda case: case.name)
def test_words_are_given_to_those_who_said_them(case: Path) -> None:
    assert of_speakers(reading(case)) == set((case / "expected.txt").read_text("utf-8").splitlines())


@pytest.mark.parametrize("case", [*TREATIES, *QUOTATIONS], ids=lambda case: case.name)
def test_every_antecedent_is_a_naming_mention_or_a_day(case: Path) -> None:
    found = reading(case)
    text = fold(found.document.text)
    naming = {m.span for r in found.referents for m in r.mentions if m.naming}
    naming |= {when.span for when in find_dates(text, Span(0, len(text)))}
    for fact in found.facts:
        if fact.kind in {"treaty", "treaty-action", "quotation"}:
            for evidence in [e for role in fact.roles for e in role.evidence if e.antecedent]:
                assert evidence.antecedent in naming


def test_a_protocol_and_a_numbered_protocol_are_treaties_of_their_own() -> None:
    convention = TreatyName("Convention on Wetlands")
    assert not same_treaty(convention, TreatyName("Protocol to the Convention on Wetlands"))
    assert not same_treaty(TreatyName("Optional Protocol on Ports"), TreatyName("Second Optional Protocol on Ports"))
    assert not same_treaty(TreatyName("UN Convention on Ports"), TreatyName("UN Convention on Rivers"))


def test_word_order_and_a_part_of_the_name_do_not_make_another_treaty() -> None:
    assert same_treaty(TreatyName("UN Seabed Convention"), TreatyName("United Nations Convention on the Seabed"))
    assert same_treaty(TreatyName("Oslo Statute"), TreatyName("Oslo Statute of the Court of the Lakes"))
    assert same_treaty(TreatyName("UN seabed pact"), TreatyName("UN Seabed Treaty"))
