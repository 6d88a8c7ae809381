"""Sees where a demonym stands for its state: "the Lao side", "the Lao, Thai and Chadian foreign ministers".

In: the mentions of a sentence. Out: the demonyms whose state takes part. Never: one that only describes a thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Mention
from ..text.lexicon import Lexicon

_LISTED = re.compile(r", (?:and )?(?:the )?| and (?:the )?|/|-")


def acting(plain: str, mentions: Sequence[Mention], lexicon: Lexicon) -> Iterator[Mention]:
    """The demonyms of a sentence whose states act: those before a noun for people who act for a state, and those in a
    row with them or with states.

    Parameters
    ----------
    plain: the folded text.
    mentions: of one sentence, in order.
    lexicon: gives the nouns.
    """
    follows = False
    for i in range(len(mentions) - 1, -1, -1):
        mention, after = mentions[i], mentions[i + 1] if i + 1 < len(mentions) else None
        gap = plain[mention.span.end : after.span.start] if after else ""
        listed = after is not None and after.kind in {"demonym", "state"} and _LISTED.fullmatch(gap) is not None
        if mention.kind == "demonym":
            titled = after is not None and after.kind == "title" and gap == " " and _plural(after.text)
            follows = titled or bool(lexicon.acting.match(plain, mention.span.end)) or (listed and follows)
            if follows:
                yield mention
        else:
            follows = mention.kind == "state"


def _plural(title: str) -> bool:
    return title.lower().endswith("s")
