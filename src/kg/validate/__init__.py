"""Asks whether a graph is as the shapes say, document by document; the only door of pyshacl.

In: quads. Out: a `Report` for people and for machines. Never: a change to the quads or to the process
(pyshacl's own entry point switches a setting of rdflib on and off), or a class that only a domain or a range gave.

``engine`` runs the shapes on a ``part``: ``swift``, which compiles them to the functions of ``constraints`` over a
``view`` of the document, settles those in order or merely odd; pyshacl judges the others. ``coverage``, ``words`` and
``order`` are the checks that SHACL cannot say, over one article's ``record``, and report in the same way.
"""

from .coverage import uncovered
from .part import Known
from .report import Report, Violation, merge
from .validator import Validator, validate

__all__ = ["Known", "Report", "Validator", "Violation", "merge", "uncovered", "validate"]
