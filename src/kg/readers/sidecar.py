"""What a sidecar or the front matter of a text states of it.

In: YAML. Out: known fields with checked values. Never: a key that is not known, passed over in silence.
"""

from __future__ import annotations

import datetime
import difflib
import re
from pathlib import Path

import yaml

from ..errors import ReadError
from .page import FIELDS

KEYS = (*FIELDS, "part")
"""The keys that a sidecar may have."""

Fields = dict[str, str | int | None]

_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def sidecars(path: Path) -> list[Path]:
    """The sidecars that a file may have, the one for all files of its stem first: ``visit.yaml``, ``visit.txt.yaml``.

    >>> [p.name for p in sidecars(Path("visit.txt"))]
    ['visit.yaml', 'visit.txt.yaml']
    """
    return [path.with_suffix(".yaml"), path.with_name(path.name + ".yaml")]


def fields_beside(path: Path) -> Fields:
    """What the sidecars of a file state; the more particular one wins.

    Raises
    ------
    ReadError: a sidecar is not YAML, names a key that is not known, or holds a value that does not fit.
    """
    stated: Fields = {}
    for sidecar in sidecars(path):
        if sidecar != path and sidecar.is_file():
            try:
                text = sidecar.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                raise ReadError(
                    f"the sidecar cannot be read ({error})", where=sidecar.name, remedy="save it as UTF-8"
                ) from error
            stated |= fields_of(text, sidecar.name)
    return stated


def fields_of(text: str, where: str, lenient: bool = False) -> Fields:
    """The fields that a piece of YAML states.

    Parameters
    ----------
    text: a YAML mapping; keys of ``KEYS``; ``published`` is ISO 8601; an empty value takes a field away.
    where: the name to report.
    lenient: pass over unknown keys that are not a slip of a known one, as front matter has them for other programs.

    Raises
    ------
    ReadError: it is not YAML, names a key that is not known, or holds a value that does not fit.

    >>> fields_of("published: 2024-03-05\\ntitle: Envoys meet", "a.yaml")
    {'published': '2024-03-05', 'title': 'Envoys meet'}
    >>> fields_of("publishd: 2024-03-05", "a.yaml")
    Traceback (most recent call last):
        ...
    kg.errors.ReadError: a.yaml: 'publishd' is no key of a sidecar; did you mean 'published'?
    """
    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(error).split())
        raise ReadError(f"malformed YAML: {reason}", where=where, remedy="correct or remove it") from error
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise ReadError("it is not a list of 'key: value' lines", where=where, remedy=f"use the keys {', '.join(KEYS)}")
    fields: Fields = {}
    for key, value in data.items():
        if key in KEYS:
            fields[key] = _checked(key, value, where)
            continue
        near = difflib.get_close_matches(str(key), KEYS, 1)
        if near or not lenient:
            remedy = f"did you mean {near[0]!r}?" if near else f"the keys are {', '.join(KEYS)}"
            raise ReadError(f"{str(key)!r} is no key of a sidecar", where=where, remedy=remedy)
    return fields


def _checked(key: str, value: object, where: str) -> str | int | None:
    if value is None:
        return None
    if key == "part":
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise ReadError(f"part is {value!r}", where=where, remedy="write a number, 0 for the whole")
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, (list, dict, bool)):
        raise ReadError(f"{key} is {value!r}", where=where, remedy="write one line of text")
    text = " ".join(str(value).split())
    if key == "published" and not _is_date(text):
        raise ReadError(
            f"published is {text!r}", where=where, remedy="write a day as 2024-03-05, a month as 2024-03 or a year"
        )
    if key == "url" and not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text):
        raise ReadError(f"url is {text!r}", where=where, remedy="write an address that begins with https:// or http://")
    if key == "language" and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise ReadError(f"language is {text!r}", where=where, remedy="write a code such as en")
    return text


def _is_date(text: str) -> bool:
    if not _ISO.fullmatch(text):
        return False
    year, month, day = (int(part) for part in (text + "-01-01").split("-")[:3])
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True
