"""Reads who stands behind a description or a pronoun, and lists in every sentence all words that stand for someone.

In: a scene whose people are known by name. Out: ``line.agents``. Never: a pronoun given to someone whom no earlier
words, or none of the same sentence, name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..gazetteer import key as folded
from ..model import Mention, Span
from ..text.mask import Masked, grammar, mask
from .cast import Thing
from .people import SORTS, People
from .scene import PLACES, Agent, Line, Scene
from .words import words as people_words

_OFFICE = grammar(
    "(?:(?:[Tt]he|[Tt]his|[Hh]is|[Hh]er|[Ii]ts) )?(?:<SNO>(?:'s)? )?<H>(?: (?:of|to|for) (?:the )?(?:<N> )?<SO>)?"
)
_COUNTERPART = grammar(
    "(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]he) (?P<scope><SN>)(?:'s)? (?:counterparts?|opposite number|colleague)"
)
_HOLDERS = "presidents|prime ministers|foreign ministers|ministers|leaders"
_PAIR = re.compile(
    rf"\b(?:[Tt]he two|[Bb]oth(?: the)?|[Tt]he(?= (?:{_HOLDERS})\b)) (?:\w+ )?"
    rf"(?:{_HOLDERS}|sides|PMs|officials|parties|men|women|heads of state|FMs|diplomats)\b|\b[Tt]hey\b"
)
_PRONOUN = re.compile(r"\b(?P<he>[Hh]e)\b|\b(?P<she>[Ss]he)\b")
_SAY = (
    "said|says|added|noted|stressed|told|stated|continued|remarked|explained|concluded|went on|underlined|emphasi[sz]ed"
    "|answered|replied|argued|insisted|warned|declared|observed|recalled"
)
_ATTRIBUTES = re.compile(rf",? (?:also |then |later )?(?:{_SAY})\b")
_SAID = re.compile(rf"\b(?:{_SAY}) (?:the )?$")
_OPENING = 12
_CLOSED = re.compile(r'[,.!?]" ?$')


class Anaphora:
    """Fills the agents of a scene, line by line."""

    def __init__(self, scene: Scene, people: People) -> None:
        self.scene, self.people = scene, people
        self.recent: list[Agent] = []
        self.gender: dict[Thing, str] = {}
        noun = "|".join(sorted(scene.lexicon.descriptions))
        self.described = grammar(
            rf"[Tt]he (?P<scope><SNO>)(?:'s)? (?:top |party |government )?(?P<noun>{noun})\b(?! <C>)"
        )

    def read(self) -> None:
        male, female = people_words().male, people_words().female
        for claim in self.people.claims:
            words = folded(claim.span.of(self.scene.text)).split()
            if male & set(words):
                self.gender.setdefault(claim.person, "he")
            elif female & set(words):
                self.gender.setdefault(claim.person, "she")
        for line in self.scene.lines:
            self._line(line)

    def _line(self, line: Line) -> None:
        agents = [Agent(span, (person,)) for span, person in self.people.phrases.get(line.number, [])]
        agents += [a for a in self._offices(line, agents) if not _taken(a.span, agents)]
        agents.sort(key=lambda a: a.span)
        for agent in sorted((*self._pronouns(line), *self._pairs(line)), key=lambda a: a[1]):
            resolved = self._resolve(line, agents, *agent)
            if resolved and not _taken(resolved.span, agents):
                agents.append(resolved)
                agents.sort(key=lambda a: a.span)
        line.agents = agents
        self.recent += [a for a in agents if a.things[0].kind == "person"]

    def masked(self, line: Line, people: list[Agent]) -> Masked[Mention | Agent]:
        marks: list[tuple[Span, str, Mention | Agent]] = [(a.span, "P", a) for a in people]
        marks += [
            (m.span, "L" if m.kind in PLACES else SORTS[m.kind], m)
            for m in line.mentions
            if m.kind in SORTS or m.kind in PLACES
        ]
        return mask(self.scene.plain, line.span, marks)

    def _offices(self, line: Line, people: list[Agent]) -> Iterator[Agent]:
        masked = self.masked(line, people)
        for match in _COUNTERPART.finditer(masked.text):
            scope = masked.payloads[match.start("scope")]
            if isinstance(scope, Mention):
                yield self._unnamed(masked.span(match), scope)
        for match in self.described.finditer(masked.text):
            scope = masked.payloads[match.start("scope")]
            if isinstance(scope, Mention) and (agent := self._holder(masked.span(match), scope, "")):
                yield agent
        for match in _OFFICE.finditer(masked.text):
            title = next(
                (m for m in masked.within(*match.span()) if isinstance(m, Mention) and m.kind == "title"), None
            )
            scopes = [
                m
                for m in masked.within(*match.span())
                if isinstance(m, Mention) and m.kind in {"state", "demonym", "organization"}
            ]
            if title is None or (
                title.text.islower() and not scopes and not match.group().startswith(("the ", "The "))
            ):
                continue
            if agent := self._holder(masked.span(match), scopes[-1] if scopes else None, title.text):
                yield agent

    def _holder(self, span: Span, scope: Mention | None, title: str) -> Agent | None:
        """The person last said to hold that office; else, where its state or body is named, that state or body."""
        wanted = self._thing(scope)
        words = folded(self.scene.lexicon.short.get(title, title))
        fitting = [
            (claim.span.start, claim.person)
            for claim in self.people.claims
            for office in claim.offices
            if (not words or folded(office.title) == words or folded(office.title).endswith(" " + words))
            and (wanted is None or office.scope in (wanted, None))
            and (words or (office.scope is wanted and not folded(office.title).startswith(("deputy", "vice"))))
        ]
        if not fitting:
            return (
                self._unnamed(span, scope)
                if scope and title and not title.islower() and not title.endswith("s")
                else None
            )
        before = [f for f in fitting if f[0] < span.start]
        exact = [f for f in before if wanted and self._holds(f[1], wanted, words)]
        before = exact or before
        person = max(before, key=lambda f: f[0])[1] if before else min(fitting, key=lambda f: f[0])[1]
        naming = person.naming_mention(span.start)
        if naming is None:
            return None
        person.add(Mention(span, span.of(self.scene.text), "person", naming=False))
        return Agent(span, (person,), naming=False, antecedent=naming.span)

    def _holds(self, person: Thing, state: Thing, title: str) -> bool:
        """Whether words say that someone holds an office of that very state or body."""
        offices = [o for claim in self.people.claims if claim.person is person for o in claim.offices]
        return any(o.scope is state and folded(o.title).endswith(title) for o in offices)

    def _thing(self, scope: Mention | None) -> Thing | None:
        if scope is None:
            return None
        if scope.kind == "demonym":
            return self.scene.cast.by_key("state", scope.key)
        return self.scene.meant.get(scope)

    def _unnamed(self, span: Span, scope: Mention) -> Agent:
        thing = self.scene.state_of(scope) if scope.kind in {"state", "demonym"} else self.scene.meant.get(scope)
        if thing is None:
            thing = self.scene.cast.named(scope, "organization")
        return Agent(span, (thing,))

    def _pronouns(self, line: Line) -> Iterator[tuple[str, Span]]:
        for match in _PRONOUN.finditer(self.scene.plain, line.span.start, line.span.end):
            yield match.lastgroup or "", Span(*match.span())

    def _pairs(self, line: Line) -> Iterator[tuple[str, Span]]:
        for match in _PAIR.finditer(self.scene.plain, line.span.start, line.span.end):
            yield "they", Span(*match.span())

    def _resolve(self, line: Line, here: list[Agent], word: str, span: Span) -> Agent | None:
        if word == "they":
            return self._pair(here, span)
        person = self._subject(line, here, word, span)
        naming = person.naming_mention(span.start) if person else None
        if person is None or naming is None:
            return None
        self.gender.setdefault(person, word)
        person.add(Mention(span, span.of(self.scene.text), "person", naming=False))
        return Agent(span, (person,), naming=False, antecedent=naming.span)

    def _subject(self, line: Line, here: list[Agent], word: str, span: Span) -> Thing | None:
        """The first person of this sentence before the pronoun, else whoever the last sentences were about."""

        def fits(agent: Agent) -> bool:
            person = agent.things[0]
            return len(agent.things) == 1 and person.kind == "person" and self.gender.get(person, word) == word

        before = [a for a in here if a.span.end <= span.start and fits(a) and not self._in_marks(a.span, span)]
        if before:
            return before[0].things[0]
        if speaker := self._speaker(line, span, fits):
            return speaker
        for earlier in reversed(self.scene.lines[max(0, line.number - 4) : line.number]):
            subjects = [a for a in earlier.agents if fits(a)]
            if subjects:
                return subjects[0].things[0]
        return None

    def _speaker(self, line: Line, pronoun: Span, fits: Callable[[Agent], bool]) -> Thing | None:
        """ "…," she said: whoever words were last attributed to, unless a sentence about someone else came after."""
        plain = self.scene.plain
        if not (_ATTRIBUTES.match(plain, pronoun.end) and _CLOSED.search(plain, line.span.start, pronoun.start)):
            return None
        for earlier in reversed(self.scene.lines[max(0, line.number - 6) : line.number]):
            fitting = [a for a in earlier.agents if fits(a)]
            if speakers := [a for a in fitting if self._speaks(a.span)]:
                return speakers[-1].things[0]
            if fitting and fitting[0].span.start - earlier.span.start < _OPENING:
                return None
        return None

    def _speaks(self, span: Span) -> bool:
        """Whether words are attributed to whoever stands at a place, and not to whom they quote."""
        plain = self.scene.plain
        return bool(_ATTRIBUTES.match(plain, span.end) or _SAID.search(plain, max(0, span.start - 12), span.start))

    def _in_marks(self, name: Span, pronoun: Span) -> bool:
        """Whether a name stands in words in quotation marks that end before the pronoun: "Mr Li came," he said."""
        return self.scene.plain.count('"', name.end, pronoun.start) % 2 == 1

    def _pair(self, here: list[Agent], span: Span) -> Agent | None:
        before = [*self.recent, *(a for a in here if a.span.end <= span.start and a.things[0].kind == "person")]
        pair: list[Thing] = []
        for agent in reversed(before[-8:]):
            for thing in agent.things:
                if thing not in pair:
                    pair.append(thing)
            if len(pair) >= 2:
                break
        if len(pair) != 2:
            return None
        things = tuple(sorted(pair, key=lambda t: t.id))
        naming = things[0].naming_mention(span.start)
        for thing in things:
            thing.add(Mention(span, span.of(self.scene.text), "person", naming=False))
        return Agent(span, things, naming=False, antecedent=naming.span if naming else None)


def _taken(span: Span, agents: list[Agent]) -> bool:
    return any(a.span.start < span.end and span.start < a.span.end for a in agents)
