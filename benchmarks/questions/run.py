"""Prints how many rows of the answer to each question are right, missing and too many.

    python benchmarks/questions/run.py BUILD GOLD_DIR [NUMBER...]

With numbers, the rows themselves are shown: ``=`` right, ``-`` missing, ``+`` too many.
"""

from __future__ import annotations

import sys
from pathlib import Path

from answers import Alignment, Judge, query_of, read_questions, shown

from kg.stores import open_store

HERE = Path(__file__).parent


def main(build: str, gold: str, *numbers: str) -> None:
    """Ask all questions, or those named."""
    judge = Judge(Alignment(open_store(build), Path(gold)))
    verdicts = [
        judge.verdict(question, query_of(HERE, question.number).read_text("utf-8"))
        for question in read_questions(Path(gold) / "questions.md")
        if not numbers or str(question.number) in numbers
    ]
    for verdict in verdicts:
        print(verdict.line)
        for sign, rows in (("=", verdict.right), ("-", verdict.missing), ("+", verdict.extra)) if numbers else ():
            print(*(f"   {sign} {shown(row)}" for row in rows), sep="\n") if rows else None
    print(f"{sum(verdict.holds for verdict in verdicts)} of {len(verdicts)} right")


if __name__ == "__main__":
    main(*sys.argv[1:])
