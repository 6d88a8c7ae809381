"""Writes answers and reports for people, and moves the bars of a build.

In: a store and a query, a report, figures. Out: text for a screen. Never: a bar where nobody looks at one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .errors import QueryRefused

if TYPE_CHECKING:
    from .stores import Store
    from .validate import Report

EXIT_CODES = """
\b
Exit codes:
  0  done
  1  the graph does not conform, or a check failed
  2  wrong usage
  3  unreadable input, configuration or build folder
"""
WIDE = 10_000
_LINE = re.compile(r"line (\d+)")


def say(line: str) -> None:
    """Talk, which is not data."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def bars() -> Iterator[Callable[[str, int, int], None] | None]:
    """A bar for each stage on the standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<8}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as shown:
        tasks: dict[str, TaskID] = {}

        def move(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(stage)
            shown.update(tasks[stage], completed=done, total=total)

        yield move


def answer(store: Store, sparql: str, form: str, *, wide: bool) -> bytes:
    """The answer to a query.

    Parameters
    ----------
    sparql: with or without PREFIX lines for the usual prefixes.
    form: ``table``, or a format of the store.
    wide: do not fold the columns of a table to the width of the screen.

    Raises
    ------
    QueryRefused: the query is malformed, or would change something or call out.
    UsageError: the format does not fit the query.
    """
    prefixes = _missing(sparql)
    try:
        if form != "table":
            return store.answer(prefixes + sparql, form)
        result = store.query(prefixes + sparql)
    except QueryRefused as error:
        lines = prefixes.count("\n")
        where = _LINE.sub(lambda found: f"line {max(int(found[1]) - lines, 1)}", error.where)
        raise QueryRefused(error.message, where=where, remedy=error.remedy) from error
    if result.kind == "ask":
        return b"yes\n" if result.truth else b"no\n"
    head = result.variables or ("subject", "predicate", "object")
    rows = [[_term(term) for term in row] for row in result.rows]
    return table(head, rows, wide=wide).encode()


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, wide: bool) -> str:
    """Rows in columns, with a line below the head.

    >>> print(table(["a", "bb"], [["1", "2"]], wide=True), end="")
    a   bb
    ──────
    1   2
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, padding=(0, 2, 0, 0), pad_edge=False, show_edge=False)
    for name in head:
        drawn.add_column(Text(name), overflow="fold")
    for row in rows:
        drawn.add_row(*map(Text, row))
    console = Console(width=WIDE if wide else None, color_system=None, highlight=False)
    with console.capture() as captured:
        console.print(drawn)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def violations(report: Report, *, wide: bool) -> str:
    """All that a report found, in columns; nothing where it found nothing."""
    rows = report.table()
    return table(("thing", "rule", "value", "sentence"), rows, wide=wide) if rows else ""


def verdict(report: Report) -> str:
    """One line on a report."""
    wrong = sum(found.severity == "Violation" for found in report.violations)
    warnings = len(report.violations) - wrong
    unmet = len(report.unmet)
    said = f"conforms; {warnings} warnings" if report.conforms else f"does not conform: {wrong} violations"
    return f"{said}; {unmet} of {len(report.focus_counts)} rules met nothing that they are about"


def figures(manifest: Mapping[str, Any]) -> str:
    """What a generation holds, in one line."""
    names = {"articles": "articles", "facts": "facts", "entities": "things", "triples": "triples"}
    return ", ".join(f"{manifest.get(name, 0):,} {word}" for name, word in names.items())


def seconds(stages: Mapping[str, float]) -> str:
    """What each stage took.

    >>> seconds({"read": 0.25, "lift": 1.0})
    'read 0.2 s, lift 1.0 s'
    """
    return ", ".join(f"{stage} {taken:.1f} s" for stage, taken in stages.items())


def _missing(sparql: str) -> str:
    """PREFIX lines for the usual prefixes that a query uses and does not declare."""
    from .vocab import PREFIXES

    bare = re.sub(r"<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'", " ", sparql)
    declared = set(re.findall(r"(?i:\bprefix)\s+([\w-]*)\s*:", bare))
    used = [name for name in PREFIXES if name not in declared and re.search(rf"(?<![\w:-]){name}:", bare)]
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in used)


def _term(term: Any) -> str:
    return "" if term is None else str(term.value)
