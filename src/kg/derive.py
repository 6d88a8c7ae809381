"""Writes down what follows from several articles side by side: where they differ, and how an event stands now.

In: the quads of articles and of their records. Out: quads of the graph ``derived``: one `kg:Conflict` for each thing,
property and kind, with the evidences on all sides; one `kg:status` for each event. Never: a judgement of who is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from . import vocab
from .contrast import KNOWN, Difference, Said, Statement, compared, gathered, plain
from .ids import Ids, short_hash
from .nquads import KG, RDF, RDFS, TYPE, Quad, iri, literal

HELD = f"<{KG}Held>"
GRAVEST = tuple(f"<{KG}{name}>" for name in ("Planned", "Postponed", "Cancelled"))
_EVIDENCE = {f"<{RDF}{name}>": name for name in ("subject", "predicate", "object")} | {f"<{KG}start>": "start"}


def derive(quads: Sequence[Quad], ids: Ids) -> list[Quad]:
    """Find the differences between articles, and the current status of events.

    Parameters
    ----------
    quads: of any number of articles and their records, of the graphs of names and of reference.
    ids: the base that they stand under.

    Returns
    -------
    Quads of the graph ``derived``, sorted: class, label, kind and evidences of each conflict; an event's status.

    >>> derive([], Ids())
    []
    """
    said = gathered(quads)
    found = compared(said)
    wanted = {statement for difference in found for statement in difference.statements}
    evidence = _evidences(quads, {statement[1] for statement in wanted}, wanted)
    written: set[Quad] = set(_current(said, ids))
    for difference in found:
        written.update(_written(difference, evidence, said.labels, ids))
    return sorted(written)


def _current(said: Said, ids: Ids) -> Iterator[Quad]:
    """What was held was held; else the latest article knows, and of one day the gravest word counts."""
    for event, by in said.of("status"):
        told = {(status == HELD, said.issued.get(a, ""), status) for a, statuses in by.items() for status in statuses}
        latest = max(told, key=lambda one: (one[0], one[1], GRAVEST.index(one[2]) if one[2] in GRAVEST else -1, one[2]))
        yield event, f"<{KG}status>", latest[2], iri(ids.graph("derived"))


def _evidences(quads: Iterable[Quad], subjects: set[str], wanted: set[Statement]) -> dict[Statement, str]:
    """Of each statement, the first evidence in its article."""
    nodes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    near = {s for s, p, o, _ in quads if p == f"<{RDF}subject>" and o in subjects}
    article: dict[str, str] = {}
    for node, predicate, value, graph in quads:
        if node in near and predicate in _EVIDENCE:
            nodes[node][_EVIDENCE[predicate]].add(value)
            article[node] = graph.removesuffix("/record>") + ">"
    found: dict[Statement, tuple[int, str]] = {}
    for node, said in nodes.items():
        rank = int(plain(min(said["start"], default='"0"'))), node
        for subject in said["subject"]:
            for name in (KNOWN.get(p, "") for p in said["predicate"]):
                for value in said["object"]:
                    statement = article[node], subject, name, value
                    if statement in wanted:
                        found[statement] = min(found.get(statement, rank), rank)
    return {statement: node for statement, (_, node) in found.items()}


def _written(
    difference: Difference, evidence: dict[Statement, str], labels: dict[str, str], ids: Ids
) -> Iterator[Quad]:
    sides = {statement: evidence[statement] for statement in difference.statements if statement in evidence}
    if len({statement[0] for statement in sides}) < 2 or len({statement[1:] for statement in sides}) < 2:
        return
    thing = difference.thing.strip("<>").removeprefix(ids.base)
    key = short_hash(thing, difference.topic, difference.kind, *difference.shown, length=12)
    node, graph = iri(ids.entity("conflict", key)), iri(ids.graph("derived"))
    about = labels.get(difference.thing, thing)
    topic = vocab.load().terms[f"{KG}{difference.topic}"].label
    yield node, TYPE, f"<{KG}Conflict>", graph
    yield node, f"<{RDFS}label>", f'"{about}, {topic}: {" / ".join(difference.shown)}"', graph
    yield node, f"<{KG}conflictKind>", literal(difference.kind), graph
    for side in sides.values():
        yield node, f"<{KG}between>", side, graph
