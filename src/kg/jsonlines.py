"""Writes the nouns of the model as lines of JSON, and reads them back.

In: a document or a reading. Out: one line of JSON; from such a line, an equal document or reading. Never: code out of
data (this is why it is not pickle), or a line of another shape taken for one.
"""

from __future__ import annotations

import functools
import json
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from . import model
from .errors import UsageError
from .model import Evidence, Literal, Reading, Role, Span

Noun = TypeVar("Noun")
Decode = Callable[[Any], Any]

VERSION = "1"
"""Of the spelling: a cache that was written in another one is not read."""


def encode(noun: object) -> str:
    """One noun of the model as a line of JSON, without the line's end.

    >>> encode(Literal("2025-10-25", "date"))
    '{"text":"2025-10-25","datatype":"date"}'
    """
    return json.dumps(_plain(noun), ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[Noun], line: str | bytes) -> Noun:
    """A noun from its line.

    Parameters
    ----------
    kind: a dataclass of `kg.model`.
    line: what ``encode`` gave for a noun of that kind.

    Raises
    ------
    UsageError: the line is no JSON, or does not describe such a noun.

    >>> decode(Span, encode(Span(3, 7)))
    Span(start=3, end=7)
    >>> decode(Span, "[7, 3]")
    Traceback (most recent call last):
        ...
    kg.errors.UsageError: the line describes no Span; write it with kg.jsonlines.encode
    """
    try:
        found = _decoder(typing.cast(Any, kind))(json.loads(line))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        remedy = "write it with kg.jsonlines.encode"
        raise UsageError(f"the line describes no {kind.__name__}", remedy=remedy) from error
    assert isinstance(found, kind)
    return found


def facts(reading: Reading) -> Iterator[str]:
    """What one reading says, a line a fact: values with the names of what they stand for, and the words behind them.

    Parameters
    ----------
    reading: of one document.
    """
    names = {referent.id: referent.names for referent in reading.referents}
    for fact in reading.facts:
        line = {
            "source": reading.document.source,
            "kind": fact.kind,
            "subject": _value(fact.subject, names),
            "roles": [_role(role, names) for role in fact.roles],
            "evidence": [_words(evidence) for evidence in fact.evidence],
        }
        yield json.dumps(line, ensure_ascii=False)


def _role(role: Role, names: dict[str, tuple[str, ...]]) -> dict[str, object]:
    words = [_words(evidence) for evidence in role.evidence]
    return {"name": role.name, "value": _value(role.value, names), "evidence": words}


def _value(value: str | Literal, names: dict[str, tuple[str, ...]]) -> object:
    if isinstance(value, Literal):
        return value.text
    known = names.get(value)
    return {"id": value, "name": known[0]} if known else {"id": value}


def _words(evidence: Evidence) -> dict[str, object]:
    said: dict[str, object] = {"words": evidence.quote, "start": evidence.span.start, "end": evidence.span.end}
    said |= {"rule": evidence.rule, "confidence": evidence.confidence}
    return {**said, "implicit": True} if evidence.implicit else said


def _plain(noun: object) -> object:
    if isinstance(noun, Span):
        return [noun.start, noun.end]
    if isinstance(noun, tuple):
        return [_plain(part) for part in noun]
    if is_dataclass(noun):
        return {f.name: _plain(getattr(noun, f.name)) for f in fields(noun) if f.init}
    return noun


@functools.cache
def _decoder(kind: Any) -> Decode:
    """What makes a value of a type from plain JSON; made once for each type."""
    if kind is Span:
        return lambda data: Span(*data)
    if isinstance(kind, type) and is_dataclass(kind):
        return _of_fields(kind)
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and parts[-1] is Ellipsis:
        member = _decoder(parts[0])
        return lambda data: tuple(member(part) for part in data)
    if origin is tuple:
        members = [_decoder(part) for part in parts]
        return lambda data: tuple(make(part) for make, part in zip(members, data, strict=True))
    if origin in (types.UnionType, typing.Union):
        return _of_choice(parts)
    return lambda data: _as_is(kind, data)


def _of_fields(kind: Any) -> Decode:
    hints = typing.get_type_hints(kind, vars(model))
    makers = {f.name: _decoder(hints[f.name]) for f in fields(kind) if f.init}

    def make(data: dict[str, Any]) -> Any:
        if data.keys() != makers.keys():
            raise ValueError(f"{kind.__name__} has the fields {', '.join(makers)}")
        return kind(**{name: maker(data[name]) for name, maker in makers.items()})

    return make


def _of_choice(parts: tuple[Any, ...]) -> Decode:
    """A plain value as it is, an object or a list as the one dataclass among the choices."""
    plain = tuple(part for part in parts if not is_dataclass(part))
    nouns = [_decoder(part) for part in parts if part not in plain]
    return lambda data: data if isinstance(data, plain) else nouns[0](data)


def _as_is(kind: type, data: object) -> object:
    if not isinstance(data, (kind, int) if kind is float else kind):
        raise TypeError(f"{data!r} is no {kind.__name__}")
    return data
