"""The words by which a text tells what is past, what was before that, and what is to come.

In: nothing. Out: patterns over plain or masked words, for :mod:`.clock` and :mod:`.days`. Never: a day.
"""

from __future__ import annotations

import re

AHEAD = re.compile(
    r"\b(?:will|shall|is to|are to|to be|be to|due|expected|scheduled|planned|plans|set|slated|next"
    r"|expects?|goes|go|until|invited)\b[^;]*$"
)
TOLD = re.compile(
    r"\b(?:\w+ed|was|were|had|met|held|took|came|went|told|gave|left|flew|saw|began|spoke|paid|made|signed)\b"
)
PRESENT = re.compile(r"\b(?:is|are|visit|trip)\b")
TELLS_PAST = re.compile(
    r", \w+ing\b|\b(?:\w+ed|is|are|has|have|was|were|had|said|met|held|took|came|went|told|gave|left|flew|saw|began"
    r"|spoke|paid|made|sat|led|got|won|drew|shook|rose|became|put|set)\b"
)
PLUPERFECT = re.compile(r"\b(?:had|'d)(?: \w+){0,2} $|\bhad (?:last |first |also |been |just |already )*\S*$")
PLUPERFECT_OF = re.compile(
    r"\bhad (?!an? |the |his |her |their |its |two |three |several |separate |no |more )(?:[a-z-]+ ){1,4}$"
)
PAST_PERFECT = re.compile(
    r"\bhad (?:been |\w+ly |just |also |earlier )*(?!ten\b|seven\b|eleven\b|an?\b|old\b)"
    r"\w+(?:ed|en|wn|gone|done|un|et|ld|id|de|nt|ft|me)\b"
)
PERFECT = re.compile(r"\b(?:has|have)(?: \w+){0,2} $")
FUTURE = re.compile(r"\b(?:will|to be|(?:is|are|due|expected|scheduled) to)\b")
LONG_AFTER = re.compile(
    r"\b(?:days?|weeks?|years?|decades?|months|centur(?:y|ies)) (?:after|since|before|ahead of)\b[^,;.]*$"
)
PURPOSE = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bis )(?<!\bare )(?<!\bdue )(?<!\bset )(?<!\bexpected )(?<!\bscheduled )"
    r"\bto (?:[a-z]+ ){1,2}(?:in |at )?$"
)
LOOSE = re.compile(
    r"^(?:While|During (?:his|her|the|this|their|that)|In addition|Throughout|In between|Over the"
    r"|Earlier (?:in|this)|In recent|Previously|Last)\b|\b(?:earlier|later) (?:in|this"
    r"|that) (?:the )?(?:week|month|year)\b"
    r"|\b(?:previously|in the past|over the years|in recent (?:days|weeks|months|years)|last (?:week|month|year))\b"
)
AT_ONCE = re.compile(
    r"\b(?:minutes|moments|shortly|immediately|right|straight|soon) (?:earlier|later|before|after|afterwards|thereafter"
    r"|following)\b",
    re.IGNORECASE,
)
"""What keeps the time of day as well as the day; "later" does not."""
SAME_DAY = re.compile(
    r"\b(?:minutes|hours?|moments|shortly|immediately) (?:earlier|later|before|after|afterwards)\b", re.IGNORECASE
)
ANOTHER_TIME = re.compile(
    r"\b(?:next|later this|soon|coming|upcoming|future|subsequent|before|until|again|return|from there|in the (?:autumn"
    r"|fall|spring|summer|winter))\b",
    re.IGNORECASE,
)
ON_THE_DAY = re.compile(
    r"\b(?:after|following) (?:the|their) (?:\w+ ){0,2}(?:talks|meeting|ceremony|summit|session)\b"
    r"|\blater in the day\b",
    re.IGNORECASE,
)
