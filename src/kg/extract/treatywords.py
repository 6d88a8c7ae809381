"""The words of a treaty's name: its head, what stands before and after it, and when two names are of one treaty.

In: names as written. Out: judgements about them. Never: a protocol or an amendment alike with what it adds to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..gazetteer import key as folded
from ..model import Span

HEADS = frozenset(
    "convention treaty agreement agreements protocol covenant pact charter compact accord accords statute amendment "
    "declaration initiative memorandum deal".split()
)
LOWER_HEADS = frozenset({"treaty", "pact", "accord", "deal", "agreement"})
_ADDED = frozenset({"protocol", "amendment"})
_FUNCTION = frozenset("the of on for against to and in its concerning relating regarding a an".split())
_VERBS = frozenset("prevent punish combat suppress eliminate draft".split())
"""Words without which a name means the same treaty."""
_ORDINAL = re.compile(
    r"^(?:first|second|third|fourth|fifth|additional|optional|supplementary|new|revised|amended|\d+(?:st|nd|rd|th)|[ivx]+)$"
)
_LETTERS = re.compile(
    r"(?<![\w.-])(?:New )?(?P<letters>[A-Z]{2,}[A-Z-]*(?: (?:[IVX]+|Plus))?) (?:treaty|pact|accord|convention)\b(?!-)"
)
_LOWER = re.compile(
    r"(?<![\w.-])(?P<capital>(?:[A-Z][\w.]*(?:-[A-Z]\w*)*(?:'s)? ){1,3})(?P<lower>(?:[a-z]+(?:-[a-z]+)* ){0,2})"
    r"(?P<head>treaty|pact|accord|convention|agreement)\b(?!-)"
)
_QUOTED = re.compile(r'(?<!\w)"(?P<name>[A-Z][^"\n.!?]{12,320})"')
_PAPER = r"(?:Memorandum of|Agreement|Protocol|Treaty|Convention|Accord)\b"
_QUOTED_HEAD = re.compile(rf"(?:[A-Z][\w-]+ ){{0,4}}{_PAPER}(?! (?:is|was|will|has|we|must|can)\b)(?= )")
_PARTED = re.compile(rf", (?=(?:[A-Z]\w+ ){{0,2}}{_PAPER})")
_PEACE = re.compile(r"\b(?:treaty|agreement|convention) (?:of|on) (?:[a-z]+ ){1,5}between (?:the )?")
_INDEFINITE = re.compile(r"\b(?:an?|any|each|every|no|first|new|another|other|such|some)(?: [a-z]+)? $")


@dataclass(frozen=True)
class TreatyName:
    """One name of a treaty, in small letters without diacritics."""

    written: str

    @cached_property
    def words(self) -> list[str]:
        return re.sub(r"\b(?:un|u n)\b", "united nations", folded(self.written)).split()

    @cached_property
    def at(self) -> int:
        """Which word is the head; the last word where none is one."""
        return next((i for i, word in enumerate(self.words) if word in HEADS), len(self.words) - 1)

    @property
    def head(self) -> str:
        return self.words[self.at].rstrip("s") if self.words else ""

    @cached_property
    def number(self) -> str:
        """The number that a body gives its treaties ("No. 12"); empty where the name has none."""
        found = re.search(r"\bno (\d+)\b", " ".join(self.words))
        return found[1] if found else ""

    @property
    def before(self) -> list[str]:
        return [w for w in self.words[: self.at] if w not in {"united", "nations", "the", "draft"}]

    @property
    def after(self) -> list[str]:
        return [w for w in self.words[self.at + 1 :] if w != "the"]

    @cached_property
    def content(self) -> list[str]:
        """The words that carry the meaning, without the head, in order of the alphabet."""
        idle = _FUNCTION | _VERBS | ({"amendment", "amendments"} if self.head == "protocol" else set())
        return sorted(w for w in (*self.before, *self.after) if w not in idle)

    def ends_in(self, letters: str) -> bool:
        """Whether letters are those of what stands after the head: "Treaty Establishing the Roe Lake Bureau (RLB)"."""
        after = initials(" ".join(self.after))
        return len(letters) > 1 and after.endswith(letters) and len(after) > 2

    @property
    def signature(self) -> str:
        """Under which word order and prepositions do not matter: "UN Cybercrime Convention"."""
        return f"{self.head}: {' '.join(self.content)}" if self.content else ""


def same_treaty(a: TreatyName, b: TreatyName) -> bool:
    """Whether two names are of one treaty: the same words in another order, or the one a part of the other.

    >>> same_treaty(TreatyName("UN Cybercrime Convention"), TreatyName("United Nations Convention against Cybercrime"))
    True
    >>> same_treaty(TreatyName("Rome Statute"), TreatyName("Rome Statute of the International Criminal Court"))
    True
    >>> same_treaty(TreatyName("Basel Convention"), TreatyName("Protocol to the Basel Convention"))
    False
    """
    if not a.content or not b.content:
        return False
    if a.number and b.number:
        return a.number == b.number and a.head == b.head
    if a.head == b.head:
        return a.content == b.content or _part(a, b) or _part(b, a)
    loose = {a.head, b.head} & {"pact", "accord", "treaty", "deal"} and not {a.head, b.head} & (
        _ADDED | {"declaration"}
    )
    return bool(loose) and a.content == b.content


def abbreviates(short: str, long: str) -> bool:
    """Whether one name has letters where the other has the words that they begin.

    >>> abbreviates("Protocol to the NRT", "Protocol to the Northern Rivers Treaty"), abbreviates("NRT", "Nile Treaty")
    (True, False)
    """
    words = [w for w in re.split(r"[ -]+", long) if w]
    content = [i for i, w in enumerate(words) if w.lower() not in _FUNCTION]
    for letters in re.findall(r"\b[A-Z]{3,}\b", short):
        for k in range(len(content) - len(letters) + 1):
            run = content[k : k + len(letters)]
            if "".join(words[i][0] for i in run) == letters:
                spelt = re.sub(rf"\b{letters}\b", " ".join(words[i] for i in run), short)
                a, b = TreatyName(spelt), TreatyName(long)
                return a.head == b.head and {*a.content} - {a.head} == {*b.content} - {b.head}
    return False


def initials(name: str) -> str:
    """The first letters of the words of a name but the smallest.

    >>> initials("Chad-Niger-Mali Agreement on Trade")
    'CNMAT'
    """
    return "".join(w[0].upper() for w in re.split(r"[ -]+", name) if w and w.lower() not in _FUNCTION)


def quoted(plain: str, within: Span) -> Iterator[Span]:
    """Names in quotation marks: titles in capitals with the head of a treaty near their beginning; two in one pair of
    marks are two.

    >>> text = 'The "Memorandum of Understanding Between the Port and the City" was signed.'
    >>> [span.of(text) for span in quoted(text, Span(0, len(text)))]
    ['Memorandum of Understanding Between the Port and the City']
    """
    for marks in _QUOTED.finditer(plain, within.start, within.end):
        start = marks.start("name")
        for part in _PARTED.split(marks["name"]):
            name = part.rstrip(" ,")
            long = re.findall(r"[A-Za-z]{4,}", name)
            if _QUOTED_HEAD.match(name) and sum(w[0].isupper() for w in long) >= len(long) * 0.7:
                yield Span(start, start + len(name))
            start += len(part) + 2


def _part(short: TreatyName, long: TreatyName) -> bool:
    """What stands before the head ends alike, and what stands after it begins alike."""
    before, after = short.before, short.after
    extra = long.before[: len(long.before) - len(before)]
    return (
        (not before or long.before[-len(before) :] == before)
        and long.after[: len(after)] == after
        and not any(_ORDINAL.match(word) for word in extra)
        and (bool(before) or not (short.head in _ADDED and extra))
    )


def lower_names(plain: str, within: Span, known: Iterable[tuple[Span, str]], openers: frozenset[str]) -> Iterator[Span]:
    """Names whose head stands in small letters: "UN cybercrime pact", "Chad-Niger border treaty".

    Parameters
    ----------
    plain: a folded text.
    within: a sentence of it.
    known: the places of the names already known in it, with their kinds.
    openers: words, in small letters, that never open a name.
    """
    kinds = list(known)
    for match in _LOWER.finditer(plain, within.start, within.end):
        start = match.start()
        first = plain[start:].split(" ", 1)[0]
        if first.lower() in openers:
            start += len(first) + 1
        inside = [kind for span, kind in kinds if start <= span.start and span.end <= match.end("capital")]
        pair = bool(re.match(r"[A-Z]\w+-[A-Z]\w+ ", plain[start : match.end()]))
        specific = pair or (match["lower"] and "organization" in inside)
        if start >= match.start("lower") or _INDEFINITE.search(plain[within.start : start]) or not specific:
            continue
        yield Span(start, match.end())
    for match in _LETTERS.finditer(plain, within.start, within.end):
        letters = Span(*match.span("letters"))
        if not any(s.start < letters.end and letters.start < s.end and k not in {"name", "treaty"} for s, k in kinds):
            yield Span(*match.span())
    for match in _PEACE.finditer(plain, within.start, within.end):
        if _INDEFINITE.search(plain[within.start : match.start()]):
            continue
        states = sorted(span for span, kind in kinds if kind == "state" and span.start >= match.end())
        if (
            len(states) > 1
            and states[0].start == match.end()
            and re.fullmatch(r" and (?:the )?", plain[states[0].end : states[1].start])
        ):
            yield Span(match.start(), states[1].end)
