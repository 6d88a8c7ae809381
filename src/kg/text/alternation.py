"""Writes one regular expression for many words, so that the time to match does not grow with their number.

In: words. Out: a pattern that matches the longest of them, branching letter by letter. Never: another pattern's meaning
changed; words are taken literally.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Branches = dict[str, "Branches"]


def any_of(words: Iterable[str]) -> str:
    """A pattern, without a group that captures, for any of some words; of two that fit, the longer is tried first.

    Parameters
    ----------
    words: not empty, at least one.

    >>> any_of(["met", "meets", "meet", "saw"])
    '(?:me(?:et(?:s)?|t)|saw)'
    """
    root: Branches = {}
    for word in sorted(set(words)):
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _pattern(root)


def _pattern(node: Branches) -> str:
    ends = "" in node
    ways = [_literal(letter) + _pattern(after) for letter, after in sorted(node.items()) if letter]
    if not ways:
        return ""
    if len(ways) == 1 and not ends:
        return ways[0]
    return f"(?:{'|'.join(ways)})" + ("?" if ends else "")


def _literal(letter: str) -> str:
    return letter if letter == " " else re.escape(letter)
