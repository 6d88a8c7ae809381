"""How texts are made: the length of their sentences, their share of pronouns, and of events without a day.

In: folders of texts, each with a folder of annotations of the same stems. Out: a table, one line a pair of folders.
Never: a figure about the reading of them; `kg` is used for its sentences alone.

    python benchmarks/reading/texture.py TEXTS ANNOTATIONS [TEXTS ANNOTATIONS ...]
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from kg.model import Document
from kg.text.sentences import sentences

PRONOUN = re.compile(r"\b(?:he|she|they|it|him|her|them|his|hers|their|theirs|its)\b", re.IGNORECASE)
WORD = re.compile(r"\w+(?:['’-]\w+)*")
HEAD = f"{'texts':24}{'number':>8}{'words':>9}{'words a sentence':>18}{'pronouns':>10}{'undated events':>16}"


def line(texts: Path, annotations: Path) -> str:
    """The figures of one folder."""
    words = cut = pronouns = events = undated = number = 0
    for path in sorted(annotations.glob("*.json")):
        source = next(
            (
                texts / f"{path.stem}{suffix}"
                for suffix in (".txt", ".md", ".html")
                if (texts / f"{path.stem}{suffix}").exists()
            ),
            None,
        )
        if source is None:
            continue
        text, gold = source.read_text("utf-8"), json.loads(path.read_text("utf-8"))
        number += 1
        words += len(WORD.findall(text))
        pronouns += len(PRONOUN.findall(text))
        cut += len(sentences(Document(source=source.name, text=text)))
        meetings = [m for m in gold["meetings"] if not m.get("optional")]
        events += len(meetings)
        undated += sum(not m.get("date") for m in meetings)
    shares = f"{words / cut:>18.1f}{pronouns / words:>10.1%}{undated / max(events, 1):>16.0%}"
    return f"{texts.name:24}{number:>8}{words:>9,}{shares}"


def main(folders: list[str]) -> None:
    print(HEAD)
    for texts, gold in zip(folders[::2], folders[1::2], strict=True):
        print(line(Path(texts), Path(gold)))


if __name__ == "__main__":
    main(sys.argv[1:])
