"""Numbers as texts write them: figures, cardinal and ordinal words.

In: words. Out: integers. Never: a bound or a guess ("dozens") taken for a number.
"""

from __future__ import annotations

import re

from ..text.alternation import any_of

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ODD_ORDINALS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_CARDINALS = {word: n for n, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_CARDINALS |= {"fourty": 40, "hundred": 100, "thousand": 1000}
_ORDINALS = _ODD_ORDINALS | {
    word[:-1] + "ieth" if word.endswith("y") else word + "th": value for word, value in _CARDINALS.items()
}
_VALUES = _CARDINALS | _ORDINALS


_SMALL = any_of([word for word, value in _CARDINALS.items() if value < 100])
_LARGE = rf"(?:(?:an? |{_SMALL})[ ]?)?hundred(?:(?: and)? (?:{_SMALL})(?:-(?:{_SMALL}))?)?"
NUMBER = (
    r"(?<![\w/.-])(?:\d{1,3}(?:[,  ]\d{3})+(?!\d)|\d+(?![\d/]|[.,]\d)"
    rf"|(?i:{_LARGE}|(?:{_SMALL})(?:-(?:{_SMALL}))?)(?![\w]))"
)
ORDINAL = (
    rf"(?:\d+(?:st|nd|rd|th)\b|(?i:(?:(?:an? |one )?hundred(?: and|-and)?[ -])?(?:(?:{any_of(_TENS)})[- ])?"
    rf"(?:{any_of(list(_ORDINALS))})\b))"
)


def number(words: str) -> int | None:
    """The value of a figure, a number word or an ordinal; None where it is none.

    >>> number("seventy-one"), number("1,250"), number("fortieth"), number("50th"), number("a hundred and five")
    (71, 1250, 40, 50, 105)
    >>> number("one hundred and twenty-first"), number("sixtieth"), number("ninth")
    (121, 60, 9)
    >>> number("dozens") is None
    True
    """
    plain = words.lower().strip()
    if match := re.fullmatch(r"(\d[\d,  ]*)(?:st|nd|rd|th)?", plain):
        return int(re.sub(r"[,  ]", "", match[1]))
    total = 0
    for word in re.split(r"[- ]+", plain):
        if word in {"and", "a", "an"}:
            continue
        value = _VALUES.get(word)
        if value is None:
            return None
        total = max(total, 1) * value if value in (100, 1000) else total + value
    return total
