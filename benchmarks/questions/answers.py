"""Asks a built graph the twenty-five questions, and holds its answers against those of a careful reader.

In: an open store, a folder of annotations with ``corpus.json`` and ``questions.md``, and the folder of queries, one
``NN-<slug>.rq`` a question. Out: of each question which rows are right, missing and too many. Never: a name of the
documents; what stands for what is found out by `align`.

A row is right when all of its cells are. Things are compared by ``corpus.json``: an IRI stands for the thing whose
annotations it stands for, and for an event all of these must be the event's own and none be lacking (in a row with a
document, those of this document). A sentence is right when it contains the gold's, or is contained in it; a row that
the graph bears out by several sentences is one row. Everything else is compared exactly.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "reading"))

from align import Alignment, Member

SENTENCES = frozenset({"sentence"})
WORDS = frozenset({"words"})
PAIRS = frozenset({12, 13})
"""Questions that are judged by pairs of document and value."""
ORDERED = 5
"""The question whose rows have an order."""
Cell = frozenset[str]
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its gold answer."""

    number: int
    text: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a graph's answer to a question has of the gold, lacks, and has too much."""

    number: int
    text: str
    right: tuple[Row, ...]
    missing: tuple[Row, ...]
    extra: tuple[Row, ...]
    ordered: bool = True

    @property
    def holds(self) -> bool:
        return not self.missing and not self.extra and self.ordered

    @property
    def line(self) -> str:
        word = "right" if self.holds else "wrong"
        counts = f"{len(self.right):3} right {len(self.missing):3} missing {len(self.extra):3} extra"
        return f"{self.number:2} {word}  {counts}  {'' if self.ordered else '(out of order) '}{self.text}"


def read_questions(path: Path) -> list[Question]:
    """The questions and tables of ``questions.md``."""
    parts = re.split(r"^## (\d+)\. (.*)$", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    found = []
    for number, text, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        lines = [line for line in body.splitlines() if line.startswith("|")]
        cells = [tuple(cell.strip() for cell in line[1:-1].split("|")) for line in lines]
        found.append(Question(int(number), text, cells[0], tuple(cells[2:])))
    return found


def shown(row: Row) -> str:
    """A row on one line."""
    return " | ".join("; ".join(sorted(cell))[:160] for cell in row)


def query_of(folder: Path, number: int) -> Path:
    """The file that asks a question."""
    return next(folder.glob(f"{number:02}-*.rq"))


class Judge:
    """Compares answers of one graph with one gold."""

    def __init__(self, alignment: Alignment) -> None:
        self.alignment = alignment
        corpus = alignment.corpus
        self.things = {
            (m["document"], m.get("id") or m["name"]): e["name"] for e in corpus["entities"] for m in e["members"]
        }
        self.events = {(m["document"], m["meeting"]): e["name"] for e in corpus["events"] for m in e["members"]}
        self.members: dict[str, set[Member]] = {}
        for member, name in self.events.items():
            self.members.setdefault(name, set()).add(member)
        self.kinds = {name: self._kinds(members) for name, members in self.members.items()}
        self.standing = {iri: self._thing(members) for iri, members in alignment.entities().items()}

    def verdict(self, question: Question, query: str) -> Verdict:
        """Asks and compares."""
        result = self.alignment.store.query(query)
        raw = [tuple(getattr(term, "value", "") for term in row) for row in result.rows]
        head = question.head
        if len(result.variables) != len(head):
            raise ValueError(f"question {question.number} asks for {len(head)} columns: {', '.join(head)}")
        if question.number in PAIRS:
            return self._pairs(question, raw)
        ours = _gathered((self._row(head, row) for row in raw), head)
        gold = [tuple(_gold(name, cell) for name, cell in zip(head, row, strict=True)) for row in question.rows]
        right = [(g, o) for g in gold for o in ours if self._same(head, g, o)]
        return Verdict(
            question.number,
            question.text,
            tuple(g for g, _ in right),
            tuple(g for g in gold if not any(g is r for r, _ in right)),
            tuple(o for o in ours if not any(o is r for _, r in right)),
            question.number != ORDERED or self._ordered(gold, ours, right),
        )

    def _ordered(self, gold: list[Row], ours: list[Row], right: list[tuple[Row, Row]]) -> bool:
        """Whether the right rows stand in the gold's order; parts of one event, and what followed one event, in any."""
        groups = [self._group(row) for row in gold]
        places = [groups.index(self._group(g)) for o in ours for g, r in right if r is o]
        return places == sorted(places)

    def _group(self, row: Row) -> str:
        name = next(iter(row[0]))
        for document, key in sorted(self.members.get(name, ())):
            meetings = {m["id"]: m for m in self.alignment.gold[document]["meetings"]}
            whole = meetings[key].get("partOf")
            if whole:
                return self.events[document, whole]
            if meetings[key].get("after"):
                return f"after {self.events[document, meetings[key]['after']]}"
        return name

    def _pairs(self, question: Question, raw: list[tuple[str, ...]]) -> Verdict:
        at = question.head.index("document"), question.head.index("value")
        gold = {(row[at[0]], row[at[1]]) for row in question.rows}
        ours = {(_stem(row[at[0]]), "; ".join(sorted(self._value(row[at[1]], "")))) for row in raw}
        cells = [
            tuple((frozenset({a}), frozenset({b})) for a, b in sorted(s))
            for s in (gold & ours, gold - ours, ours - gold)
        ]
        return Verdict(question.number, question.text, *cells)

    def _row(self, head: tuple[str, ...], row: tuple[str, ...]) -> Row:
        document = _stem(row[head.index("document")]) if "document" in head else ""
        return tuple(
            frozenset({" ".join(cell.split())})
            if name in SENTENCES | WORDS
            else frozenset().union(*(self._value(part, document) for part in cell.split("; ")))
            for name, cell in zip(head, row, strict=True)
        )

    def _value(self, value: str, document: str) -> Cell:
        """A value as the gold writes it: the label of what an IRI stands for, a file name without its ending."""
        if not value:
            return frozenset()
        if value in self.standing:
            return frozenset({self.standing[value]})
        if value.startswith(("http://", "https://")):
            return frozenset({self._event(value, document)})
        return frozenset({_stem(value) if _stem(value) in self.alignment.gold else value})

    def _thing(self, members: set[Member]) -> str:
        names = sorted({self.things[m] for m in members})
        return names[0] if len(names) == 1 else " and ".join(names)

    def _event(self, iri: str, document: str) -> str:
        members = self.alignment.events.get(iri, set())
        moves = {name for _, name in members if name in {"arrival", "departure"}}
        if moves:
            return min(moves)
        here = {m for m in members if m in self.events and (not document or m[0] == document)}
        names = sorted({self.events[m] for m in here})
        if len(names) != 1:
            return " and ".join(names) or iri
        wanted = {m for m in self.members[names[0]] if not document or m[0] == document}
        lacking = ", ".join(sorted(f"{d}" for d, _ in wanted - here))
        return f"{names[0]} without {lacking}" if lacking else names[0]

    def _kinds(self, members: Iterable[Member]) -> Cell:
        """All kinds that an event's annotations allow."""
        found: set[str] = set()
        for document, key in members:
            meeting = next(m for m in self.alignment.gold[document]["meetings"] if m["id"] == key)
            found |= {meeting["kind"], *meeting.get("kindAlso", [])}
        return frozenset(found)

    def _same(self, head: tuple[str, ...], gold: Row, ours: Row) -> bool:
        event = next(iter(gold[head.index("event")])) if "event" in head and gold[head.index("event")] else ""
        for name, wanted, found in zip(head, gold, ours, strict=True):
            if name in SENTENCES:
                fits = any(a in b or b in a for a in map(_plain, wanted) for b in map(_plain, found))
            elif name in WORDS:
                fits = any(_spoken(a, b) for a in wanted for b in found)
            elif name == "kind" and event in self.kinds:
                fits = bool(found) and found <= self.kinds[event]
            else:
                fits = wanted == found
            if not fits:
                return False
        return True


def _gold(name: str, cell: str) -> Cell:
    if name in SENTENCES | WORDS:
        return frozenset({cell})
    return frozenset(part for part in cell.split("; ") if part)


def _gathered(rows: Iterable[Row], head: tuple[str, ...]) -> list[Row]:
    """Rows that differ in their sentences alone, as one."""
    found: dict[tuple[Any, ...], list[set[str]]] = {}
    for row in rows:
        kept = tuple(None if name in SENTENCES else cell for name, cell in zip(head, row, strict=True))
        said = found.setdefault(kept, [set() for _ in head])
        for cell, sentences in zip(row, said, strict=True):
            sentences |= cell
    return [tuple(map(frozenset, cells)) for cells in found.values()]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _spoken(gold: str, ours: str) -> bool:
    """The same words; of a long text the gold shows the beginning and the end."""
    gold, ours = (_plain(text).strip(" .,“”\"'") for text in (gold, ours))
    first, _, last = gold.partition(" … ")
    return ours.startswith(first) and ours.endswith(last) if last else gold == ours


def _stem(source: str) -> str:
    return PurePath(source).stem if re.search(r"[.]\w{1,5}$", source) else source
