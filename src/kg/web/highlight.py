"""Cuts a sentence at the words that matter, so that a template can mark them without any offset of its own.

In: a text and spans in it. Out: pieces that joined give the text again. Never: a piece that overlaps another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: ``thing`` is the IRI it names or empty, ``marked`` whether a fact was read there,
    ``focus`` whether the reader asked for these words."""

    text: str
    thing: str = ""
    marked: bool = False
    focus: bool = False


def cut(
    text: str,
    *,
    marks: Iterable[tuple[int, int]] = (),
    names: Sequence[tuple[int, int, str]] = (),
    focus: Iterable[tuple[int, int]] = (),
) -> list[Piece]:
    """The pieces of a text; of names that overlap the longest wins.

    Parameters
    ----------
    marks, focus: spans, in code points of the text; what lies outside it is left out.
    names: (start, end, IRI).

    >>> [piece.text for piece in cut("He left Lima.", marks=[(3, 12)], names=[(8, 12, "x:lima")])]
    ['He ', 'left ', 'Lima', '.']
    """
    inside, asked = list(marks), list(focus)
    chosen: list[tuple[int, int, str]] = []
    for start, end, thing in sorted(names, key=lambda name: (name[0] - name[1], name[0], name[2])):
        if 0 <= start < end <= len(text) and all(end <= first or last <= start for first, last, _ in chosen):
            chosen.append((start, end, thing))
    edges = {0, len(text)}
    for first, last in (*_merged(inside), *_merged(asked), *((start, end) for start, end, _ in chosen)):
        edges |= {max(0, min(first, len(text))), max(0, min(last, len(text)))}
    places = sorted(edges)
    pieces = []
    for first, last in pairwise(places):
        thing = next((iri for start, end, iri in chosen if start <= first and last <= end), "")
        pieces.append(Piece(text[first:last], thing, _within(first, last, inside), _within(first, last, asked)))
    return pieces


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _within(first: int, last: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= first and last <= end for start, end in _merged(spans))
