"""Each kind of constraint of the shapes as a function over a document's triples.

In: the graph of shapes, once; then a `View` of a document. Out: the values that do not obey. Never: a judgement where
the engine's could differ: a kind of constraint that has no rule here, or values without a plain order (a month and a
day inside it), are undecided.

Source of the rules: W3C Shapes Constraint Language, section 4.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection
from decimal import Decimal
from functools import lru_cache
from typing import Any

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection as Members
from rdflib.term import Node

from ..nquads import literal
from ..vocab import PREFIXES
from .record import TYPE, words_of
from .values import well_typed
from .view import View

SH = Namespace("http://www.w3.org/ns/shacl#")
_XSD = PREFIXES["xsd"]
_FURNITURE = frozenset(f"{SH}{name}" for name in ("path", "message", "severity", "targetClass"))
_KINDS = {str(SH.IRI): "<", str(SH.Literal): '"'}
_STRING, _DATE = f"{_XSD}string", f"{_XSD}date"
_NUMBERS = (f"{_XSD}integer", f"{_XSD}decimal")


class UndecidedError(ValueError):
    """Not for this module to say; never seen outside of `kg.validate.swift`."""


Values = Callable[[View, str], Collection[str]]
"""From a thing to the values at the end of a path; the thing itself where there is no path."""
Wrong = Callable[[View, str, Collection[str]], list[str]]
"""The values of a thing that do not obey; an empty string where the fault is none of a single value."""
Rule = Callable[[View, str], bool]
"""Whether a term obeys."""
Compiler = Callable[[Graph, Node], Wrong]
"""From the shapes, and what a shape gives for a kind of constraint, to a function."""


def compiled(graph: Graph, shape: Node) -> tuple[Values, list[tuple[str, Wrong]]]:
    """The path of a shape, and its constraints by the IRI of their component; those of its properties stand elsewhere.

    Raises
    ------
    UndecidedError: it has a kind of constraint, or a path, that there is no rule for.
    """
    constraints = []
    elsewhere = {f"{SH}property"} if (shape, SH.targetClass, None) in graph else set()
    for parameter, given in sorted(graph.predicate_objects(shape), key=str):
        name = str(parameter)
        if name.startswith(str(SH)) and name not in _FURNITURE | elsewhere:
            local = name.removeprefix(str(SH))
            if local not in RULES:
                raise UndecidedError(local)
            constraints.append((f"{SH}{local[0].upper()}{local[1:]}ConstraintComponent", RULES[local](graph, given)))
    path = graph.value(shape, SH.path)
    return _itself if path is None else _path(graph, path), constraints


def _itself(_: View, thing: str) -> Collection[str]:
    return (thing,)


def _path(graph: Graph, path: Node) -> Values:
    if isinstance(path, URIRef):
        forward = f"<{path}>"
        return lambda view, thing: view.objects(thing, forward)
    inverse, choice = graph.value(path, SH.inversePath), graph.value(path, SH.alternativePath)
    if isinstance(inverse, URIRef):
        backward = f"<{inverse}>"
        return lambda view, thing: view.subjects(backward, thing)
    if choice is None:
        raise UndecidedError(path)
    steps = [_path(graph, step) for step in Members(graph, choice)]
    return lambda view, thing: {value for step in steps for value in step(view, thing)}


def _each(rule: Rule) -> Wrong:
    return lambda view, _, values: [value for value in values if not rule(view, value)]


def _count(rule: Callable[[int, int], bool]) -> Compiler:
    def compile_count(_: Graph, given: Node) -> Wrong:
        bound = int(str(given))
        return lambda _view, _thing, values: [] if rule(len(values), bound) else [""]

    return compile_count


def _bound(rule: Callable[[Decimal, Decimal], bool]) -> Compiler:
    def compile_bound(_: Graph, given: Node) -> Wrong:
        bound = Decimal(str(given))
        return _each(lambda _, value: rule(_number(value), bound))

    return compile_bound


def _before(rule: Callable[[Any, Any], bool]) -> Compiler:
    """A property whose values must all come after."""

    def compile_before(_: Graph, given: Node) -> Wrong:
        name = f"<{given}>"
        return lambda view, thing, values: [
            value for value in values for other in view.objects(thing, name) if not rule(*_ordered(value, other))
        ]

    return compile_before


def _class(_: Graph, given: Node) -> Wrong:
    name = f"<{given}>"
    return _each(lambda view, value: name in view.objects(value, TYPE))


def _datatype(_: Graph, given: Node) -> Wrong:
    name = str(given)
    if name == _STRING:
        return _each(lambda _, value: _kind(value) == name)
    return _each(lambda _, value: _is_a(value, name))


def _node_kind(_: Graph, given: Node) -> Wrong:
    if str(given) not in _KINDS:
        raise UndecidedError(given)
    first = _KINDS[str(given)]
    return _each(lambda _, value: value[0] == first)


def _in(graph: Graph, given: Node) -> Wrong:
    members = {_spelled(member) for member in Members(graph, given)}
    return _each(lambda _, value: value in members)


def _min_length(_: Graph, given: Node) -> Wrong:
    least = int(str(given))
    return _each(lambda _, value: len(_words(value)) >= least)


def _pattern(_: Graph, given: Node) -> Wrong:
    form = re.compile(str(given))
    return _each(lambda _, value: form.search(_words(value)) is not None)


def _obeys(graph: Graph, shape: Node) -> Rule:
    """Whether a term obeys a shape without a name."""
    path, constraints = compiled(graph, shape)
    return lambda view, term: not any(wrong(view, term, path(view, term)) for _, wrong in constraints)


def _not(graph: Graph, given: Node) -> Wrong:
    rule = _obeys(graph, given)
    return _each(lambda view, value: not rule(view, value))


def _or(graph: Graph, given: Node) -> Wrong:
    rules = [_obeys(graph, member) for member in Members(graph, given)]

    def any_of(view: View, value: str) -> bool:
        undecided: list[UndecidedError] = []
        for rule in rules:
            try:
                if rule(view, value):
                    return True
            except UndecidedError as doubt:
                undecided.append(doubt)
        if undecided:
            raise undecided[0]
        return False

    return _each(any_of)


RULES: dict[str, Compiler] = {
    "class": _class,
    "datatype": _datatype,
    "in": _in,
    "lessThan": _before(operator.lt),
    "lessThanOrEquals": _before(operator.le),
    "maxCount": _count(operator.le),
    "maxInclusive": _bound(operator.le),
    "minCount": _count(operator.ge),
    "minInclusive": _bound(operator.ge),
    "minLength": _min_length,
    "nodeKind": _node_kind,
    "not": _not,
    "or": _or,
    "pattern": _pattern,
}


def _kind(term: str) -> str:
    """The IRI of a literal's datatype; nothing for one with a language, or for a thing."""
    if term[0] != '"':
        return ""
    return _STRING if term[-1] == '"' else term[term.rindex('"') + 4 : -1] if term[-1] == ">" else ""


@lru_cache(maxsize=65_536)
def _is_a(term: str, kind: str) -> bool:
    return _kind(term) == kind and well_typed(words_of(term), kind)


def _words(term: str) -> str:
    return words_of(term) if term[0] == '"' else term[1:-1]


def _spelled(term: Node) -> str:
    """A member of a list as it stands in a quad."""
    if isinstance(term, URIRef):
        return f"<{term}>"
    if isinstance(term, Literal) and not term.language and term.datatype is None:
        return literal(str(term))
    raise UndecidedError(term)


@lru_cache(maxsize=65_536)
def _number(term: str) -> Decimal:
    kind = _kind(term)
    if kind not in _NUMBERS or not well_typed(words_of(term), kind):
        raise UndecidedError(term)
    return Decimal(words_of(term))


def _ordered(one: str, other: str) -> tuple[Decimal, Decimal] | tuple[str, str]:
    """Two values in a form that Python puts in order: two numbers, or two days."""
    kind = _kind(one)
    if kind != _kind(other) or kind not in (*_NUMBERS, _DATE):
        raise UndecidedError(one)
    if kind != _DATE:
        return _number(one), _number(other)
    days = words_of(one), words_of(other)
    if not all(len(day) == len("2000-01-01") and well_typed(day, kind) for day in days):
        raise UndecidedError(one)
    return days
