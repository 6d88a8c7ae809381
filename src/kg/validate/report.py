"""What validation found: violations in words for a person, and as a W3C report.

In: results of the shapes and of the checks beside them. Out: `Report`, frozen. Never: an RDF library, or data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ..errors import ConformanceError

SH = "http://www.w3.org/ns/shacl#"
VIOLATION, WARNING = "Violation", "Warning"
BESIDE = f"{SH}SPARQLConstraintComponent"
"""What a check beside SHACL is called in a W3C report: the kind of constraint that may say anything."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that does not obey one rule.

    Parameters
    ----------
    document: the article whose quads it was found in, as ``<iri>``; for other graphs, the graph; empty for the whole.
    focus: the thing, as ``<iri>``.
    path: the property in the spelling of a SPARQL path (``<iri>``, ``^<iri>``, ``<iri>|<iri>``); empty where the rule
        is about the thing as such.
    value: the value as it stands in a quad; empty where there is none.
    severity: ``Violation``, the product erred; or ``Warning``, the text says it oddly.
    message: the rule, in words for a person.
    shape: the IRI of the rule.
    constraint: the IRI of the W3C constraint component.
    sentence: the words of the text that the thing stands in, where they are known.
    label: what the thing is called, where that is known.
    """

    document: str
    focus: str
    path: str
    value: str
    severity: str
    message: str
    shape: str
    constraint: str = BESIDE
    sentence: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found, in order, and how many things each rule met.

    Parameters
    ----------
    violations: each once, sorted.
    focus_counts: for each rule the number of things it was asked about.

    >>> Report().conforms
    True
    """

    violations: tuple[Violation, ...] = ()
    focus_counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def conforms(self) -> bool:
        """Whether the product made no mistake; what a text says oddly does not count."""
        return all(found.severity != VIOLATION for found in self.violations)

    @property
    def unmet(self) -> tuple[str, ...]:
        """The rules that met nothing they are about: that these conform says nothing."""
        return tuple(sorted(shape for shape, count in self.focus_counts.items() if not count))

    def raise_for_results(self) -> None:
        """Raise ``ConformanceError``, which tells the first violation, if there is one."""
        wrong = [found for found in self.violations if found.severity == VIOLATION]
        if wrong:
            first = wrong[0]
            more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
            raise ConformanceError(f"{first.message}{more}", where=first.label or first.focus)

    def table(self) -> list[tuple[str, str, str, str]]:
        """Rows for people: thing, rule, value, sentence; mistakes of the product first."""
        ordered = sorted(self.violations, key=lambda found: (found.severity, found))
        return [
            (found.label or found.focus.strip("<>"), f"{found.severity}: {found.message}", found.value, found.sentence)
            for found in ordered
        ]

    def turtle(self) -> str:
        """A W3C validation report; ``sh:conforms`` is as `conforms`, so that warnings alone do not make it false."""
        lines = [
            f"@prefix sh: <{SH}> .\n",
            "[] a sh:ValidationReport ;",
            f"  sh:conforms {str(self.conforms).lower()}{' ;' if self.violations else ' .'}",
        ]
        for number, found in enumerate(self.violations, 1):
            end = " ;" if number < len(self.violations) else " ."
            lines.append(f"  sh:result {_result(found)}{end}")
        return "\n".join(lines) + "\n"


def merge(reports: Iterable[Report]) -> Report:
    """One report of many: all violations in order, each once, and the counts added up.

    >>> merge([Report(focus_counts={"s": 1}), Report(focus_counts={"s": 2})]).focus_counts["s"]
    3
    """
    found: set[Violation] = set()
    counts: Counter[str] = Counter()
    for report in reports:
        found.update(report.violations)
        for shape, count in report.focus_counts.items():
            counts[shape] += count
    return Report(tuple(sorted(found)), MappingProxyType(dict(sorted(counts.items()))))


def _result(found: Violation) -> str:
    said = [
        "a sh:ValidationResult",
        f"sh:focusNode {found.focus}",
        *([f"sh:resultPath {_path(found.path)}"] if found.path else []),
        *([f"sh:value {found.value}"] if found.value else []),
        f"sh:resultSeverity sh:{found.severity}",
        f'sh:resultMessage "{_escape(found.message)}"',
        f"sh:sourceConstraintComponent <{found.constraint}>",
        f"sh:sourceShape <{found.shape}>",
    ]
    return "[\n    " + " ;\n    ".join(said) + "\n  ]"


def _path(path: str) -> str:
    if "|" in path:
        return f"[ sh:alternativePath ( {' '.join(_path(step) for step in path.split('|'))} ) ]"
    return f"[ sh:inversePath {path[1:]} ]" if path.startswith("^") else path


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
