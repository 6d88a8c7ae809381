r"""The grammar of titles beside names, over masked sentences.

In: nothing. Out: patterns over the signs S state, N demonym, O organization, L place, H title, G honorific, C a name to
be.
Never: a judgement of what a match means; that is for :mod:`.titled` and :mod:`.joint`.
"""

from __future__ import annotations

import re

from ..text.mask import grammar

_ADJECTIVE = (
    r"(?:[Gg]overnment's|[Pp]ermanent"
    r"|(?:new|current|incumbent|visiting|top|long-serving|veteran|newly[ -]\w+ed)(?: (?=<H>))?)"
)
_SCOPE = rf"(?:<SNOL>(?:'s|')?(?: \(<SNOC>\))? (?:{_ADJECTIVE} ?)?)"
_LOWER = (
    r"(?:[a-z]+(?:'s)? ){0,3}"
    r"(?:committee|party|council|commission|conference|parliament|assembly|board|delegation|union|court)"
)
_BODY = (
    "(?:[Rr]epublic|[Kk]ingdom|[Nn]ation|[Cc]ountry|[Ss]tate|[Cc]onference|[Mm]eeting|[Ss]ession|[Ss]ummit"
    "|[Gg]overnment|[Bb]ody)"
)
_SHORT = r"(?: \([^)]{1,12}\))?"
_NAMED = (
    r",? (?:of|for|to|at|in) (?:the )?(?:<N> )?<SOL>(?: of (?:the )?<SL>)?"
    rf"(?:(?:,| and| &) (?:the )?<SOL>(?! <H>))*(?: (?:to|for|at|in) (?:the )?<SOL>)?{_SHORT}"
)
_BESIDE = r", (?:the )?<O>(?=$|[,.;:)])"
_OF = rf"(?:{_NAMED}|{_BESIDE}| of (?:the|this|that) (?:<N> )?(?:{_BODY}|{_LOWER})\b)"
RANK = r"(?: [Ee]xtraordinary(?:,? and [Pp]lenipotentiary)?|,? a\.i\.|,? ad interim)?"
_TITLE = f"{_SCOPE}?{_SCOPE}?<H>{RANK}{_OF}?"
_TITLES = f"{_TITLE}(?:(?:(?:,? and|,| cum| &|/)(?: concurrently)? (?:the |its )?|(?: -)? ){_TITLE})*"
NAME = "(?:<G>,? ?(?:the )?){0,3}<C>"
_LIKE = "(?:leader|[Hh]ead|ruler|strongman)"
_LIKE_OF = rf"(?P<word>{_LIKE}) of (?:the )?(?P<scope><SO>)(?: of (?:the )?<SL>)?{_SHORT}"
_ENDS = (
    r"(?=$|[,.;:)!?\"]| and | -| who | from | since | during | until "
    r"| (?:to|of|for) (?:the |<SNO>'s |<SN> )?<H>)"
)
_OWNER = r"(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Tt]his year's|[Tt]he current|[Tt]he [\w-]+(?: [\w-]+)?'s|<C>'s)"
_LINK = r"(?:(?:,| -| (?:is|was|became|remains|served as|serves as)) | \()"
_THEN = r"(?:(?P<then>who|currently|now|also|then|formerly|later|once) (?:is |was |serves as )?)?"
_NEW = r"(?:(?:newly|then|current|incumbent|visiting)[ -](?:elected |appointed )?)?"

BEFORE = grammar(
    rf"(?P<the>(?<!\w){_OWNER} )?(?P<titles>{_TITLES}),? (?P<name>{NAME})(?: of (?:the )?(?P<whose><SO>))?"
)
AFTER = grammar(
    rf"(?P<name>{NAME})(?: \([^)]{{1,40}}\)| of (?:the )?<SO>)?{_LINK}{_THEN}"
    rf"(?:the |a |an |its |his |her |their |this year's )?{_NEW}(?P<titles>{_TITLES}){_ENDS}"
)
COUNTERPART = grammar(
    r"(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]he) (?P<scope><SN>)(?:'s)? "
    rf"(?:counterpart|opposite number|colleague),? (?P<name>{NAME})"
)
LED = grammar(rf"(?P<scope><SNO>)(?:'s)? (?:{_ADJECTIVE} )?(?P<word>{_LIKE}),? (?P<name>{NAME})")
LEADER = grammar(rf"(?P<name>{NAME}),? (?:who is |is )?(?:the )?{_LIKE_OF}{_ENDS}")
HEADED = grammar(rf"(?:the )?{_LIKE_OF},? (?P<name>{NAME})(?=$|[,.;:)]| and )")
HONORED = grammar("<G>,? ?(?P<name><C>)")
RULES = (
    (BEFORE, "title-before-name"),
    (AFTER, "name-before-title"),
    (COUNTERPART, "counterpart"),
    (LED, "title-before-name"),
    (LEADER, "name-before-title"),
    (HEADED, "title-before-name"),
    (HONORED, "honorific"),
)

SCOPED = grammar("<SNOL>")
IN_APPOSITION = grammar(r"<C>(?: \([^)]{1,40}\))?, (?:the |its )?$")
NEXT = re.compile(r", (?:and )?(?:the |its )?|,? and (?:the|its) ")
ARTICLED = re.compile(r"\b(?:the|its) $")
CLOSES = re.compile(r"$|[,.;:)\"]| and | -| who ")
PAST = frozenset({"then", "formerly", "once"})
