"""Measures a build of 10, 100 and 1,000 generated documents, and our reasoning beside owlrl's on the same graph.

In: nothing but the product and the generator beside this file. Out: tables on stdout; talk on stderr.
Never: a figure that was not measured in this run; each build runs in a process of its own.

    python benchmarks/run.py [--documents 10,100,1000] [--reason 10] [--seed 1]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from generate import SEED, write

KB = 1 if sys.platform == "darwin" else 1024
CHILD = "--child"
UNREASONED = ("/graph/inferred>", "/graph/links>")
"""What the rules gave, and links to Wikidata, with which nothing is reasoned (owlrl would copy all to them)."""


def build_here(folder: str, out: str) -> dict[str, Any]:
    """One build in this process: seconds in all and by stage, and the most memory that one of its processes held."""
    from kg.pipeline import build

    start = time.perf_counter()
    report = build([Path(folder)], Path(out))
    seconds = time.perf_counter() - start
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"seconds": seconds, "stages": dict(report.seconds), "triples": report.triples, "peak": peak * KB / 1e6}


def triples_of(out: Path) -> list[tuple[str, str, str]]:
    """What a build says, without what it inferred: each triple once."""
    from kg.publish import open_release

    _, store = open_release(out)
    found = {(s, p, o) for s, p, o, graph in store.quads() if not graph.endswith(UNREASONED)}
    store.close()
    return sorted(found)


def ntriples(triples: Iterable[Sequence[str]]) -> str:
    return "".join(f"{' '.join(triple)} .\n" for triple in triples)


def reason_here(out: str) -> dict[str, Any]:
    """The same graph closed by the rules and by owlrl: CPU seconds, and whether they entail the same."""
    import owlrl
    from rdflib import Graph

    from kg.nquads import TYPE
    from kg.reason import close, compile_rules
    from kg.resources import folder

    ontology = folder("ontology") / "kg.ttl"
    asserted = triples_of(Path(out))
    start = time.process_time()
    rules = compile_rules([ontology])
    compiled = time.process_time()
    closure = close(rules, asserted)
    ours = time.process_time()
    graph = Graph().parse(ontology)
    graph.parse(data=ntriples(asserted), format="nt")
    before = set(graph)
    loaded = time.process_time()
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    theirs = time.process_time() - loaded
    inferred = set(Graph().parse(data=ntriples(closure.inferred), format="nt"))
    new = (triple for triple in graph if triple not in before)
    peers = {(s, p, o) for s, p, o in new if rules.worth_telling((s.n3(), p.n3(), o.n3()))}
    return {
        "asserted": len(asserted),
        "compile": compiled - start,
        "ours": ours - compiled,
        "owlrl": theirs,
        "inferred": len(closure.inferred),
        "missing": len(peers - inferred),
        "extra": len(inferred - peers),
        "typed": sum(predicate == TYPE for _, predicate, _ in closure.inferred),
    }


def child(task: str, *arguments: str) -> dict[str, Any]:
    """Runs one of the two measurements in a process of its own."""
    command = [sys.executable, __file__, CHILD, task, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"the measurement {task} {' '.join(arguments)} failed with exit code {done.returncode}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def table(head: list[str], rows: list[list[str]]) -> None:
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    for row in [head, *rows]:
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))
    print()


def print_builds(results: list[tuple[int, int, dict[str, Any]]]) -> None:
    """Speed, growth and memory; then the seconds of each stage."""
    rows, last = [], None
    for count, words, found in results:
        each = found["seconds"] / count
        growth = "" if last is None else f"{each / last:.2f}"
        last = each
        speed = [f"{1 / each:.1f}", f"{words / found['seconds']:,.0f}", f"{each * 1000:.1f}", growth]
        rows.append(
            [
                f"{count:,}",
                f"{words:,}",
                f"{found['seconds']:.2f}",
                *speed,
                f"{found['triples']:,}",
                f"{found['peak']:.0f}",
            ]
        )
    table(
        ["documents", "words", "seconds", "documents/s", "words/s", "ms/document", "growth", "triples", "peak MB"], rows
    )
    print(
        "growth: cost of a document beside that in the row above; 1.00 is linear, below 1 the start is shared by more\n"
    )
    stages = list(dict.fromkeys(stage for _, _, found in results for stage in found["stages"]))
    table(
        ["seconds of", *(f"{count:,}" for count, _, _ in results)],
        [[stage, *(f"{found['stages'].get(stage, 0.0):.2f}" for _, _, found in results)] for stage in stages],
    )


def print_reasoning(count: int, found: dict[str, Any]) -> None:
    same = (
        "the same" if not found["missing"] + found["extra"] else f"{found['missing']} missing, {found['extra']} extra"
    )
    rows = [
        ["owlrl", f"{found['owlrl']:.3f}", ""],
        ["rules", f"{found['ours']:.3f}", f"{found['owlrl'] / found['ours']:.0f} : 1"],
        ["rules, compiling the ontology as well", f"{found['ours'] + found['compile']:.3f}", ""],
    ]
    table([f"reasoning over {found['asserted']:,} triples of {count:,} documents", "CPU s", "ratio"], rows)
    print(f"inferred by the rules: {found['inferred']:,} triples, {found['typed']:,} of them types; owlrl: {same}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", default="10,100,1000", help="sizes of the builds, with commas between")
    parser.add_argument(
        "--reason", type=int, default=10, help="documents of the graph that owlrl closes too (it is slow)"
    )
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    sizes = sorted({int(size) for size in given.documents.split(",")})
    results = []
    with tempfile.TemporaryDirectory() as place:
        for count in sorted({*sizes, given.reason}):
            folder, out = Path(place, f"documents-{count}"), Path(place, f"build-{count}")
            words = write(folder, count, given.seed)
            print(f"building {count:,} documents, {words:,} words", file=sys.stderr)
            results.append((count, words, child("build", str(folder), str(out))))
        print_builds([result for result in results if result[0] in sizes])
        print(f"reasoning over the graph of {given.reason:,} documents", file=sys.stderr)
        print_reasoning(given.reason, child("reason", str(Path(place, f"build-{given.reason}"))))


if __name__ == "__main__":
    if sys.argv[1:2] == [CHILD]:
        tasks: dict[str, Callable[..., dict[str, Any]]] = {"build": build_here, "reason": reason_here}
        print(json.dumps(tasks[sys.argv[2]](*sys.argv[3:])))
    else:
        main()
