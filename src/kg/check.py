"""Holds ontology, mappings, shapes and queries against each other, before anything is built with them.

In: their folders. Out: findings with file, line and remedy, none where all agree. Never: a change to any of them, or an
opinion on the axioms themselves (`kg.reason` refuses those it has no rule for when it compiles them).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from . import mapping, vocab
from .errors import MappingError
from .resources import folder as find_folder
from .shapes import load as load_shapes
from .vocab import PREFIXES, Term, Vocabulary, shorten

READ = frozenset({".html", ".jsonld", ".md", ".py", ".rq", ".tsv", ".ttl", ".yaml"})
USE = re.compile(rf"(?:\bkg:|{re.escape(PREFIXES['kg'])})([A-Za-z][\w-]*)")
NAMED = re.compile(r"'([^']+)'|\b(\w+:[\w-]+)")
EXEMPT = "no shape: "
"""An editorial note of a class that begins so says why no shape watches over it."""

_PROPERTY = frozenset({"object property", "datatype property"})
_PATHS = """
    targetSubjectsOf targetObjectsOf path alternativePath inversePath zeroOrMorePath oneOrMorePath zeroOrOnePath
    lessThan lessThanOrEquals equals disjoint
"""
_POSITIONS = {
    "targetClass": frozenset({"class"}),
    "class": frozenset({"class"}),
    "hasValue": frozenset({"individual", "class"}),
    "datatype": frozenset[str](),
    **dict.fromkeys(_PATHS.split(), _PROPERTY),
}
"""What kind of term belongs where in a shape, by the local name of the SHACL property."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that does not agree, where it stands, and what to do.

    >>> print(Finding("shapes/meal.ttl", 7, "kg:hots", "the ontology has no such term", "did you mean kg:host?"))
    shapes/meal.ttl:7: kg:hots: the ontology has no such term; did you mean kg:host?
    """

    file: str
    line: int
    term: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}: {self.term + ': ' if self.term else ''}{self.message}"
        return f"{text}; {self.remedy}" if self.remedy else text


def check(
    ontology: Path | None = None,
    mappings: Path | None = None,
    shapes: Path | None = None,
    queries: Path | None = None,
) -> list[Finding]:
    """What in ontology, mappings, shapes and queries does not agree with the rest.

    Parameters
    ----------
    ontology, mappings, shapes: folders laid out as the product's own, which stand in for those not given.
    queries: a folder whose files may hold SPARQL; that of the pages where none is given.

    Returns
    -------
    Findings in order of file and line; a folder's files are named from the folder's own name on.

    >>> check()
    []
    """
    ontology = ontology or find_folder("ontology")
    mappings = mappings or find_folder("mappings")
    shapes = shapes or find_folder("shapes")
    folders = [ontology, mappings, shapes, queries or Path(__file__).resolve().parent / "web"]
    broken = [
        f for folder in (ontology, shapes) for path in sorted(folder.rglob("*.ttl")) for f in _broken(path, folder)
    ]
    if any(finding.file.endswith("kg.ttl") for finding in broken):
        return sorted(broken)
    vocabulary = vocab.load(ontology)
    findings = {
        *broken,
        *_undescribed(vocabulary, ontology),
        *(finding for folder in folders for finding in _unknown(vocabulary, folder)),
        *_lifted_though_inferred(vocabulary, mappings),
        *_misplaced(vocabulary, shapes),
        *_unwatched(vocabulary, ontology, shapes),
    }
    findings.update(
        _refused(mappings, mapping.load, findings),
        _refused(shapes, partial(load_shapes, vocabulary=vocabulary), findings),
    )
    return sorted(findings)


def _broken(path: Path, folder: Path) -> Iterator[Finding]:
    """Turtle that does not parse."""
    try:
        for _ in _quads(path):
            pass
    except SyntaxError as error:
        yield Finding(_name(path, folder), error.lineno or 1, "", f"is not Turtle: {error.msg}", "mend the file")


def _undescribed(vocabulary: Vocabulary, ontology: Path) -> Iterator[Finding]:
    """Terms that a reader would have to guess at."""
    path = ontology / "kg.ttl"
    for term in vocabulary.terms.values():
        given = {"rdfs:label": term.label, "rdfs:comment": term.comment, "skos:example": term.example}
        for missing in (name for name, text in given.items() if not text):
            yield _finding(path, ontology, term, f"has no {missing}", f"add {missing} to its block")


def _unknown(vocabulary: Vocabulary, folder: Path) -> Iterator[Finding]:
    """Terms that are used and that the ontology lacks."""
    for path, line, iri in _uses(folder):
        if iri not in vocabulary.terms:
            message = "the ontology has no such term"
            yield Finding(_name(path, folder), line, shorten(iri), message, vocabulary.nearest(iri))


def _lifted_though_inferred(vocabulary: Vocabulary, mappings: Path) -> Iterator[Finding]:
    """Properties that a mapping writes and that rules alone may give."""
    for path, line, iri in _uses(mappings):
        if path.suffix == ".yaml" and iri in vocabulary.terms and vocabulary.terms[iri].inferred:
            message = "is inferred, never lifted from a text"
            yield Finding(_name(path, mappings), line, shorten(iri), message, "map to what it follows from")


def _misplaced(vocabulary: Vocabulary, shapes: Path) -> Iterator[Finding]:
    """Targets, classes and paths of shapes that are not a term, or not a term of that kind."""
    for path in sorted(shapes.rglob("*.ttl")):
        for position, iri in _positions(path):
            wanted = _POSITIONS[position]
            kind = vocabulary.terms[iri].kind if iri in vocabulary.terms else ""
            if not vocabulary.knows(iri):
                message, remedy = f"unknown term in sh:{position}", vocabulary.nearest(iri)
            elif kind and wanted and kind not in wanted:
                message, remedy = (
                    f"stands in sh:{position}, its kind is {kind}",
                    f"name a {' or '.join(sorted(wanted))}",
                )
            else:
                continue
            yield Finding(_name(path, shapes), _line(path, shorten(iri)), shorten(iri), message, remedy)


def _unwatched(vocabulary: Vocabulary, ontology: Path, shapes: Path) -> Iterator[Finding]:
    """Classes that no shape watches over, themselves or through a class above."""
    uses = (use for path in sorted(shapes.rglob("*.ttl")) for use in _positions(path))
    targets = {iri for position, iri in uses if position == "targetClass"}
    for iri in vocabulary.of_kind("class"):
        term = vocabulary.terms[iri]
        if not term.note.startswith(EXEMPT) and not targets & vocabulary.superclasses(iri):
            remedy = f"add one to shapes/, or a skos:editorialNote that begins with {EXEMPT.strip()!r}"
            yield _finding(ontology / "kg.ttl", ontology, term, "has no shape", remedy)


def _refused(folder: Path, load: Callable[[Path], object], known: Iterable[Finding]) -> Iterator[Finding]:
    """What a folder's own door refuses, unless a finding has told of that file already."""
    try:
        load(folder)
    except MappingError as error:
        place, _, key = error.where.partition(", ")
        path = next((p for p in sorted(folder.rglob("*")) if p.as_posix().endswith(place)), folder)
        file = _name(path, folder)
        if file not in {finding.file for finding in known}:
            words = [quoted or named for quoted, named in NAMED.findall(error.message)]
            yield Finding(file, _line(path, *words, key.rpartition(".")[2]), key, error.message, error.remedy)


def _positions(path: Path) -> Iterator[tuple[str, str]]:
    """(position, IRI) for every term that a shapes file puts where one belongs; a file that is not Turtle has none."""
    try:
        quads = list(_quads(path))
    except SyntaxError:
        return
    for quad in quads:
        position = quad.predicate.value.removeprefix(PREFIXES["sh"])
        if position in _POSITIONS and isinstance(quad.object, ox.NamedNode):
            yield position, quad.object.value


def _uses(folder: Path) -> Iterator[tuple[Path, int, str]]:
    """(file, line, IRI) for every name that is written as one of ours."""
    for path in sorted(p for p in folder.rglob("*") if p.suffix in READ and p.is_file()):
        for number, line in enumerate(_lines(path), start=1):
            for match in USE.finditer(line):
                yield path, number, PREFIXES["kg"] + match[1]


def _quads(path: Path) -> Iterator[ox.Quad]:
    yield from ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def _finding(path: Path, folder: Path, term: Term, message: str, remedy: str) -> Finding:
    name = shorten(term.iri)
    return Finding(_name(path, folder), _line(path, name), name, message, remedy)


def _line(path: Path, *words: str) -> int:
    """The line that one of the words begins, or else the first line it stands in; 1 where none of them stands."""
    lines = _lines(path) if path.is_file() else []
    for word in filter(None, words):
        for start in (r"^\s*", r"(?<![\w-])"):
            for number, line in enumerate(lines, start=1):
                if re.search(rf"{start}{re.escape(word)}(?![\w-])", line):
                    return number
    return 1


def _name(path: Path, folder: Path) -> str:
    return (Path(folder.name) / path.relative_to(folder)).as_posix()
