"""Numbers as texts write them: figures, cardinal and ordinal words.

In: words. Out: integers. Never: a bound or a guess ("dozens") taken for a number.
"""

from __future__ import annotations

import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
}  # fmt: skip
_VALUES = {word: n for n, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_VALUES |= {"fourty": 40, "hundred": 100, "thousand": 1000}

_CARDINAL_WORD = "|".join(sorted((w for w in _VALUES if w not in {"hundred", "thousand"}), key=len, reverse=True))
NUMBER = rf"(?:\d{{1,3}}(?:[,  ]\d{{3}})+|\d+|(?:[Aa] |[Oo]ne )?hundred(?: and (?:{_CARDINAL_WORD})(?:-(?:{_CARDINAL_WORD}))?)?|(?i:{_CARDINAL_WORD})(?:[- ](?:{_CARDINAL_WORD}|hundred))*)"
_ORDINAL_WORD = "|".join(
    (*_ORDINALS, *(w[:-1] + "ieth" if w.endswith("y") else w + "th" for w in (*_UNITS[1:], *_TENS, "hundred")))
)
ORDINAL = rf"(?:\d+(?:st|nd|rd|th)|(?i:(?:(?:{'|'.join(_TENS)})[- ])?(?:{_ORDINAL_WORD})))"


def number(words: str) -> int | None:
    """The value of a figure, a number word or an ordinal; None where it is none.

    >>> number("seventy-one"), number("1,250"), number("fortieth"), number("50th"), number("twenty-first"), number("a hundred and five")
    (71, 1250, 40, 50, 21, 105)
    >>> number("dozens") is None
    True
    """
    plain = words.lower().strip()
    if match := re.fullmatch(r"(\d[\d, ]*)(?:st|nd|rd|th)?", plain):
        return int(re.sub(r"[, ]", "", match[1]))
    total = 0
    for word in re.split(r"[- ]", plain):
        if word in {"and", "a"}:
            continue
        value = _VALUES.get(word) or _ORDINALS.get(word) or _ordinal(word)
        if value is None and word != "zero":
            return None
        total = max(total, 1) * (value or 0) if value in (100, 1000) else total + (value or 0)
    return total


def _ordinal(word: str) -> int | None:
    if word.endswith("ieth"):
        return _VALUES.get(word[:-4] + "y")
    return _VALUES.get(word[:-2]) if word.endswith("th") else None
