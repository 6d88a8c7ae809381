"""Which language a text is in, by the share of the small words that only running text has.

In: text. Out: a language code or None. Never: a guess about a few words.
"""

from __future__ import annotations

import re

from .wording import wording

ENOUGH_WORDS = 15
"""Below this many words nothing is said."""
RUNNING_TEXT = 0.15
"""The least share of small words that makes a text one of that language."""

_WORD = re.compile(r"[^\W\d_]+")


def language(text: str) -> str | None:
    """The code of the language that a text is written in, as far as its small words tell.

    Parameters
    ----------
    text: at least ``ENOUGH_WORDS`` words.

    Returns
    -------
    A code of ``mappings/reading.yaml`` ("en", "fr", ...), "und" for letters that no language of that list has, None
    where it cannot be told.

    >>> language("The two ministers met in the capital and agreed on a date for the next round of the talks.")
    'en'
    >>> language("Les deux ministres se sont entretenus dans la capitale et ont fixé la date de la prochaine réunion.")
    'fr'
    >>> language("Two ministers")
    """
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < ENOUGH_WORDS:
        return None
    shares = {code: sum(word in small for word in words) / len(words) for code, small in wording().languages.items()}
    best = max(sorted(shares), key=lambda code: (shares[code], code == "en"))
    if shares[best] >= RUNNING_TEXT and (best == "en" or shares[best] > 1.5 * shares["en"]):
        return best
    if shares["en"] >= RUNNING_TEXT:
        return "en"
    return "und" if sum(not _latin(word) for word in words) > len(words) / 2 else None


def _latin(word: str) -> bool:
    return ord(word[0]) < 0x250 or 0x1E00 <= ord(word[0]) < 0x1F00
