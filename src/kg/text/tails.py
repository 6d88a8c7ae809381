"""Says how far the name of a body or a venue runs on after its head: "Ministry of Trade of Chad", "Hall of Mirrors".

In: the tokens of a sentence. Out: the last token of a name. Never: the next body, a treaty, a day or a title taken in.
"""

from __future__ import annotations

from ..model import Mention
from .lexicon import Lexicon
from .tokens import ABSTRACT, CALENDAR, TITLE_CASE, Tokens

_LINKS = {
    "organization": frozenset({"of", "for", "on", "and", "the", "against", "an"}),
    "venue": frozenset({"of", "and", "the", "for", "to"}),
    "place": frozenset({"of", "and", "the"}),
}
_OWNERS = frozenset({"state", "organization", "city", "place"})


class Tails:
    """The ends of the names of one sentence."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens, self.lexicon = tokens, lexicon

    def end(self, head: int, kind: str) -> int:
        """The last token of "… of Arts and Letters", "… on Trade and Growth", "… of Health of Chad"."""
        end = i = head
        if self.numbered(head):
            return head + 1
        if (known := self.tokens[head].known) and known.key:
            return head
        while i + 1 < len(self.tokens) and i - end < 4:
            token, gap = self.tokens[i + 1], self.tokens.gap(i)
            if gap != " " and not (gap == ", " and kind == "organization" and i == end > head and self._listed(i + 1)):
                break
            small = token.word.lower() if token.word in TITLE_CASE else token.word
            if self._links(head, end, kind, small):
                i += 1
            elif (token.capital or token.word == "&") and self._continues(head, end, i, kind):
                end = i = i + 1
            else:
                break
        return self._with_desk(self._before_a_person(head, end)) if kind == "organization" else end

    def _with_desk(self, end: int) -> int:
        """ "Roe TV and News Agency": words that are no name by themselves belong to the name before the "and"."""
        last = end + 1
        while (
            (token := self.tokens.get(last + 1)) and token.word in self.lexicon.desks and self.tokens.gap(last) == " "
        ):
            last += 1
        joined = last > end + 2 and self.tokens[end + 1].word == "and" and self.tokens.gap(end) == " "
        return last if joined else end

    def _before_a_person(self, head: int, end: int) -> int:
        """ "… chair of the Council for Trade Ada Roe": after a title and a field of work a person may be named."""
        at = self.tokens.tied(head) - 1
        while at > 0 and self.tokens[at].word in {"of", "the"}:
            at -= 1
        before = self.tokens[at].known if at >= 0 else None
        if end - head < 4 or before is None or before.kind != "title":
            return end
        last = [self.tokens[i] for i in range(end - 2, end + 1)]
        joined = all(self.tokens.gap(i) == " " for i in range(end - 2, end)) and self._is_work(last[0].word)
        person = all(t.word.istitle() and not t.known and not self._is_work(t.word) for t in last[1:])
        return end - 2 if joined and person else end

    def _is_work(self, word: str) -> bool:
        """Whether a word is a field of work or of government, or heads a name."""
        return word.lower() in self.lexicon.portfolios or word in self.lexicon.heads or bool(ABSTRACT.search(word))

    def _links(self, head: int, end: int, kind: str, word: str) -> bool:
        """Whether a small word may go on with a name; a mission is "in" a state, as its name says."""
        if word in _LINKS[kind]:
            return end > head or word != "and"
        return word == "in" and end == head and self.tokens[head].word in {"Mission", "Force"}

    def numbered(self, head: int) -> bool:
        """ "Committee A", "Room 4"."""
        after = self.tokens.get(head + 1)
        return (
            self.tokens[head].word in self.lexicon.heads_numbered
            and after is not None
            and self.tokens.gap(head) == " "
            and (after.word.isdigit() or (len(after.word) == 1 and after.word.isupper() and after.word not in "AI"))
        ) or (
            self.tokens[head].word == "Committee"
            and after is not None
            and after.word == "A"
            and self.tokens[head + 1].capital
        )

    def _listed(self, i: int) -> bool:
        """ "… of Culture, Sports and Tourism": fields of government in a row."""
        fields = self.lexicon.portfolios
        words = [self.tokens[j].word.lower() for j in range(i, min(i + 4, len(self.tokens)))]
        return words[0] in fields and "and" in words[1:] and self.tokens[i - 1].word.lower() in fields

    def _continues(self, head: int, end: int, left: int, kind: str) -> bool:
        token = self.tokens[left + 1]
        linked = [self.tokens[i].word.lower() for i in range(end + 1, left + 1)]
        if token.word.lower() in CALENDAR or (not linked and left > head and self._after_a_state(left)):
            return False
        if token.known and token.known.kind == "honorific":
            return kind == "venue" and not linked and self.tokens[left].word == "Our"
        if token.known and token.known.kind == "title":
            return kind == "organization" and linked == ["of"] and token.word.split(" of ")[0].endswith("s")
        apart = "and" in linked or linked == ["of", "the"]
        if kind == "venue" and (_is_venue(token.known) or (apart and self._leads_to(left + 1, "venue"))):
            return False
        if token.known and token.known.kind in _OWNERS:
            return kind == "organization" and self._owned(head, end, linked, token.known)
        if kind == "organization" and self.lexicon.heads.get(token.word) == "treaty":
            return False
        if kind == "organization" and linked and self._leads_to(left + 1, "treaty"):
            return False
        demonym = token.known is not None and token.known.kind == "demonym"
        own = demonym or (linked[:1] == ["and"] and token.word not in self.lexicon.heads_owned)
        if kind == "organization" and own and self._leads_to(left + 1, "organization"):
            return False
        if linked == ["and"]:
            follows = self.tokens.get(left + 2)
            apart = follows is not None and follows.capital and self.tokens.gap(left + 1) == " "
            return not apart or token.word.lower() in self.lexicon.portfolios
        return not (self.tokens[head].word in self.lexicon.heads_owned and linked[:1] != ["of"])

    def _after_a_state(self, left: int) -> bool:
        """ "Speaker of the Assembly of Chad Ada Roe": after the state that ends a name, two capitals are a person."""
        known, names = self.tokens[left].known, (self.tokens.get(left + 1), self.tokens.get(left + 2))
        return (
            known is not None
            and known.kind == "state"
            and self.tokens.gap(left + 1) == " "
            and all(t is not None and t.word.istitle() and not t.known and not self._is_work(t.word) for t in names)
        )

    def _leads_to(self, i: int, kind: str) -> bool:
        """Whether the capitals from a token on are a name of that kind ("on the Roe Convention")."""
        while (token := self.tokens.get(i)) and token.capital:
            if self.lexicon.heads.get(token.word) == kind or (token.known and token.known.kind == kind):
                return True
            if self.tokens.gap(i) != " ":
                return False
            i += 1
        return False

    def _owned(self, head: int, end: int, linked: list[str], owner: Mention) -> bool:
        """ "Communist Party of Chad", "Ministry of Trade of Chad": a body goes on with its state."""
        if (known := self.tokens[head].known) and known.key:
            return False
        if owner.kind == "organization" and self.tokens[head].word in {"Office", "Representative", "Member"}:
            return False
        return linked in (["of"], ["of", "the"], ["of", "an"], ["in"], ["in", "the"])


def _is_venue(known: Mention | None) -> bool:
    return known is not None and known.kind == "venue"
