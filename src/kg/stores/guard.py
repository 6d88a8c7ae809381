"""Reads a query as the engine will, and refuses what would call out or change something.

In: SPARQL text from a stranger. Out: the text to hand to an engine, the form of the query, and the way back from a
place in that text to the place in the stranger's. Never: a guess; what is not a well-formed token is refused here.

The engine parses without word boundaries and tries shorter readings where a longer one fails. So ``service:x { }``
calls out although ``service`` is a declared prefix; so does ``p:SERVICE <u> { }`` where the whole name is no good IRI
but ``p:`` is; and ``?a<#> …`` starts a comment where a reader sees an IRI. What is handed on is therefore spelled so
that one reading is left: comments are blank, ``#`` and ``'`` inside an IRI are escaped, prefixes that hold the word
have two of their letters replaced, and names that hold it are written out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NoReturn

from ..errors import QueryRefused

DEEPEST = 100
_BRACKETS = {"{": "}", "(": ")", "[": "]"}
FORMS = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "graph", "DESCRIBE": "graph"}
UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"))
READ_ONLY = "this graph is read-only: ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
NO_SERVICE = "take the other endpoint's answer yourself and give it here with VALUES"

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = f"[{_BASE}_0-9][{_BASE}_0-9\u00b7\u0300-\u036f\u203f-\u2040]*"
_CHAR = f"[-{_BASE}_0-9\u00b7\u0300-\u036f\u203f-\u2040]"
_ESCAPE = r"(?:%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?#@%])"
_RUN = f"[{_BASE}](?:(?:{_CHAR}|\\.)*{_CHAR})?"
_LOCAL = f"(?:(?:[{_BASE}_0-9:]|{_ESCAPE})(?:(?:{_CHAR}|[.:]|{_ESCAPE})*(?:{_CHAR}|:|{_ESCAPE}))?)?"
_GOOD = r"\\(?:[tbnrf\"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
_TOKEN = re.compile(
    "|".join(
        (
            r"(?P<space>[ \t\r\n]+)",
            r"(?P<comment>\#[^\r\n]*)",
            r"(?P<iri><(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)",
            rf'(?P<string>"""(?:"{{0,2}}(?:[^"\\]|{_GOOD}))*"""|\'\'\'(?:\'{{0,2}}(?:[^\'\\]|{_GOOD}))*\'\'\''
            rf'|"(?!"")(?:[^"\\\r\n]|{_GOOD})*"|\'(?!\'\')(?:[^\'\\\r\n]|{_GOOD})*\')',
            rf"(?P<variable>[?$]{_NAME})",
            rf"(?P<blank>_:[{_BASE}_0-9](?:(?:{_CHAR}|\.)*{_CHAR})?)",
            r"(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)",
            rf"(?P<name>(?P<prefix>(?:{_RUN})?):(?P<local>{_LOCAL}))",
            r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)",
            rf"(?P<word>{_RUN})",
            r"(?P<escape>\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})",
            r"(?P<other>[^\"'\\])",
        )
    )
)
_CODEPOINT = re.compile(r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}")


@dataclass(frozen=True, slots=True)
class Screened:
    """A query that may be run: ``text`` for the engine, ``form`` one of ``select``, ``ask`` and ``graph``."""

    text: str
    form: str
    asked: str = field(repr=False)
    _pieces: tuple[tuple[int, int], ...] = field(repr=False)

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Where a line and column of ``text``, counted from 1, stand in the query as it was asked."""
        lines = self.text.split("\n")
        offset = sum(len(one) + 1 for one in lines[: line - 1]) + column - 1
        written, read = self._pieces[max(0, bisect_right(self._pieces, (offset, len(self.asked))) - 1)]
        return _place(self.asked, min(read + offset - written, len(self.asked)))


def screen(query: str) -> Screened:
    """Let a query pass that only reads this graph.

    Parameters
    ----------
    query: SPARQL 1.1, at most one query.

    Returns
    -------
    Screened: the query, spelled so that an engine can read it in one way only.

    Raises
    ------
    QueryRefused: SERVICE, an update, brackets nested deeper than ``DEEPEST``, or text that is not made of tokens.

    >>> screen("PREFIX service: <http://example.org/> ASK { ?service service:a 'SERVICE' }").form
    'ask'
    >>> screen("ASK { SERVICE <http://example.org/> { } }")
    Traceback (most recent call last):
    kg.errors.QueryRefused: line 1, column 7: SERVICE would call another endpoint; take the other endpoint's answer \
yourself and give it here with VALUES
    """
    asked = "".join(_decode(query, t) if _kind(t) == "escape" else t[0] for t in _tokens(query))
    return _Reader(asked).read()


def _tokens(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    offset = 0
    while offset < len(text):
        match = _TOKEN.match(text, offset)
        if match is None:
            _refuse(
                text, offset, "a string that does not end, or an escape that SPARQL does not know", "close or mend it"
            )
        found.append(match)
        offset = match.end()
    return found


def _decode(text: str, token: re.Match[str]) -> str:
    """SPARQL decodes code point escapes before it reads; inside strings and IRIs the engine does so itself."""
    code = _codepoint(token[0])
    if code is None or code == ord("\\"):
        _refuse(text, token.start(), f"{token[0]} is no character of a query", "write the character itself")
    return chr(code)


def _codepoint(escape: str) -> int | None:
    """What an escape stands for; None where that is no character."""
    code = int(escape[2:], 16)
    return None if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else code


def _kind(token: re.Match[str]) -> str:
    return "name" if token["name"] is not None else token.lastgroup or ""


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _refuse(text: str, offset: int, message: str, remedy: str) -> NoReturn:
    line, column = _place(text, offset)
    raise QueryRefused(message, where=f"line {line}, column {column}", remedy=remedy)


class _Reader:
    """One pass over the tokens of a query."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.form = ""
        self.prefixes: dict[str, str] = {}
        self.declaring: str | None = None
        self.before = ""
        self.open: list[re.Match[str]] = []
        spare = [chr(c) for c in range(0x100, 0x17F) if chr(c) not in text][:2]
        if len(spare) < 2:
            _refuse(text, 0, "the query uses every letter of Latin Extended-A", "use fewer")
        self.spare = str.maketrans({"s": spare[0], "S": spare[1]})

    def read(self) -> Screened:
        out: list[str] = []
        pieces: list[tuple[int, int]] = [(0, 0)]
        length = 0
        for token in self.tokens:
            kind = _kind(token)
            written = getattr(self, f"_{kind}", lambda one: one[0])(token)
            out.append(written)
            length += len(written)
            if len(written) != len(token[0]):
                pieces.append((length, token.end()))
            if kind not in ("space", "comment"):
                self.before = token[0].upper() if kind == "word" else ""
        if not self.form:
            _refuse(self.text, len(self.text.rstrip()), "this is no query", READ_ONLY)
        if self.open:
            mark = self.open[-1]
            _refuse(self.text, mark.start(), f"this {mark[0]} is never closed", f"add a {_BRACKETS[mark[0]]}")
        return Screened("".join(out), self.form, self.text, tuple(pieces))

    def _comment(self, token: re.Match[str]) -> str:
        return " " * len(token[0])

    def _iri(self, token: re.Match[str]) -> str:
        self._characters(token)
        if self.declaring is not None:
            self.prefixes[self.declaring] = token[0][1:-1]
            self.declaring = None
        return token[0].replace("#", "\\u0023").replace("'", "\\u0027")

    def _string(self, token: re.Match[str]) -> str:
        self._characters(token)
        return token[0]

    def _name(self, token: re.Match[str]) -> str:
        prefix, local = token["prefix"], token["local"]
        if self.before == "PREFIX" and not local:
            self.declaring = prefix
        if "service" in local.lower():
            if prefix not in self.prefixes:
                _refuse(self.text, token.start(), f"the prefix {prefix}: is not declared", f"add PREFIX {prefix}: <…>")
            name = self.prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)
            return "<" + name.replace("#", "\\u0023").replace("'", "\\u0027") + ">"
        return f"{prefix.translate(self.spare) if 'service' in prefix.lower() else prefix}:{local}"

    def _word(self, token: re.Match[str]) -> str:
        word = token[0].upper()
        if "SERVICE" in word:
            _refuse(self.text, token.start(), "SERVICE would call another endpoint", NO_SERVICE)
        if not self.form and word not in ("PREFIX", "BASE", "VERSION"):
            if word in UPDATES:
                _refuse(self.text, token.start(), f"{word} is an update", READ_ONLY)
            if word not in FORMS:
                _refuse(self.text, token.start(), f"a query does not begin with {token[0]!r}", READ_ONLY)
            self.form = FORMS[word]
        return token[0]

    def _other(self, token: re.Match[str]) -> str:
        mark, at = token[0], token.start()
        if mark in _BRACKETS:
            self.open.append(token)
            if len(self.open) > DEEPEST:
                _refuse(self.text, at, f"brackets stand more than {DEEPEST} deep", "ask in smaller steps")
        elif mark in _BRACKETS.values() and (not self.open or _BRACKETS[self.open.pop()[0]] != mark):
            _refuse(self.text, at, f"this {mark} closes nothing", "take it away, or open what it closes")
        return mark

    def _characters(self, token: re.Match[str]) -> None:
        for match in _CODEPOINT.finditer(token[0].replace("\\\\", "  ")):
            if _codepoint(match[0]) is None:
                _refuse(self.text, token.start(), f"{match[0]} is no character", "write the character itself")

    def _escape(self, token: re.Match[str]) -> str:
        _refuse(self.text, token.start(), f"{token[0]} stands inside another escape", "write the character itself")
