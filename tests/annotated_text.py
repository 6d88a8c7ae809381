"""One annotated text as quads: what the product would write if it read like a careful reader.

In: annotations, and the corpus they belong to. Out: quads of the article's graph and of its record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.ids import DEFAULT_BASE, Ids, short_hash, slug
from kg.nquads import DCTERMS, KG, RDF, SKOS, TYPE, integer, iri, literal, partial_date

if TYPE_CHECKING:
    from annotated import Corpus

IDS = Ids()
TRUE = literal("true", "boolean")
CLASSES = {
    "bilateral": "BilateralMeeting",
    "multilateral": "MultilateralMeeting",
    "ceremony": "Ceremony",
    "press": "PressEvent",
    "meal": "Meal",
    "call": "Call",
    "speech": "Address",
    "visit": "Visit",
    "other": "Engagement",
}
VENUES = re.compile(r"Cent(?:er|re)|Mausoleum|Monument|Palace|Hall\b")


def thing(entity: dict[str, Any]) -> str:
    return iri(IDS.entity(entity["type"].lower(), slug(entity["name"])))


class Article:
    """One text, or the digest at its end, as quads."""

    def __init__(self, corpus: Corpus, stem: str, digest: bool) -> None:
        self.corpus, self.stem, self.digest, self.gold = corpus, stem, digest, corpus.gold[stem]
        self.iri = iri(f"{DEFAULT_BASE}article/{stem}{'/item/1' if digest else ''}")
        self.record = self.iri[:-1] + "/record>"
        self.note(self.iri, f"<{KG}source>", literal(f"{stem}.txt"))
        if self.gold["published"]:
            self.note(self.iri, f"<{DCTERMS}issued>", partial_date(self.gold["published"]))
        if digest:
            self.note(self.iri, f"<{DCTERMS}isPartOf>", iri(f"{DEFAULT_BASE}article/{stem}"))

    def note(self, subject: str, predicate: str, value: str) -> None:
        self.corpus.quads.add((subject, predicate, value, self.record))

    def say(self, subject: str, word: str, value: str, quote: str, implicit: bool = False) -> None:
        """A fact with the words that bear it out."""
        predicate = TYPE if word == "a" else f"<{KG}{word}>"
        self.corpus.quads.add((subject, predicate, value, self.iri))
        start = self.corpus.text[self.stem].find(" ".join(quote.split()))
        node = f"{self.iri[:-1]}/evidence/{short_hash(subject, word, value, quote)}>"
        passage = f"{self.iri[:-1]}/passage/{short_hash(quote)}>"
        for name, part in (("subject", subject), ("predicate", predicate), ("object", value)):
            self.note(node, f"<{RDF}{name}>", part)
        self.note(node, f"<{KG}passage>", passage)
        self.note(node, f"<{KG}start>", integer(start))
        self.note(node, f"<{KG}end>", integer(start + len(" ".join(quote.split()))))
        self.note(passage, f"<{KG}text>", literal(quote))
        self.note(passage, f"<{KG}start>", integer(start))
        if implicit:
            self.note(node, f"<{KG}implicit>", TRUE)

    def of(self, items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The annotations of this part of the text."""
        return (item for item in items if (item.get("section") == "digest") == self.digest)

    def name(self, entity: dict[str, Any]) -> None:
        """Class, names and mentions of a thing, as far as they stand in this part."""
        words = [name for name in entity["names"] if stands(name, self.corpus.parts[self.stem][self.digest])]
        if not words:
            return
        node = thing(entity)
        classes = {entity["type"], *(["Venue"] if entity["type"] == "Place" and VENUES.search(entity["name"]) else [])}
        for class_ in classes:
            self.corpus.quads.add((node, TYPE, f"<{KG}{class_}>", self.iri))
        for word in words:
            self.corpus.quads.add((node, f"<{SKOS}altLabel>", literal(word), self.iri))
            for found in stands(word, self.corpus.text[self.stem]):
                mention = f"{self.iri[:-1]}/mention/{found.start()}-{found.end()}>"
                self.note(mention, f"<{KG}refersTo>", node)
                self.note(mention, f"<{KG}start>", integer(found.start()))
                self.note(mention, f"<{KG}end>", integer(found.end()))

    def hold(self, person: dict[str, Any]) -> None:
        """A person's offices."""
        for position in person["positions"]:
            of = self.corpus.find(self.stem, position["of"]) if position["of"] else None
            key = slug(f"{position['title']} {of['name'] if of else person['name']}")
            office, tenure = (
                iri(IDS.entity("position", key)),
                iri(IDS.entity("tenure", f"{slug(person['name'])}-{key}")),
            )
            quote = position.get("quote") or position["title"]
            self.say(thing(self.corpus.things[self.stem, person["id"]]), "tenure", tenure, quote)
            self.say(tenure, "position", office, quote)
            self.say(tenure, "standing", literal("incumbent"), quote)
            self.say(office, "title", literal(position["title"]), quote)
            if of:
                self.say(office, "of", thing(of), quote, position.get("inferred", False))

    def tell(self, meeting: dict[str, Any]) -> None:
        """An event with its roles."""
        node, quote = self.corpus.event(self.stem, meeting["id"]), meeting["quote"]
        self.say(node, "a", f"<{KG}{CLASSES[meeting['kind']]}>", quote)
        self.say(node, "status", f"<{KG}{'Planned' if meeting.get('planned') else 'Held'}>", quote)
        role = {"bilateral": "interlocutor", "visit": "visitor"}.get(meeting["kind"], "participant")
        who = [(w, name) for w in meeting["participants"] for name in dict.fromkeys((role, "participant"))]
        for words, name in [*who, *((w, "speaker") for w in meeting.get("speakers", ()))]:
            self.say(node, name, thing(self.corpus.known(self.stem, words)), quote)
        if meeting["host"]:
            host = thing(self.corpus.known(self.stem, meeting["host"]))
            self.say(node, "host", host, meeting.get("hostQuote", quote))
        self.dated(node, meeting, quote)
        for name, other in (("follows", meeting.get("after")), ("partOf", meeting.get("partOf"))):
            if other:
                self.say(node, name, self.corpus.event(self.stem, other), quote)
        for treaty in meeting.get("about", ()):
            self.say(node, "about", thing(self.corpus.things[self.stem, treaty]), quote)
        for word in ("arrival", "departure"):
            if word in meeting:
                move = iri(f"{node.strip('<>')}-{word}")
                self.say(move, "a", f"<{KG}{word.title()}>", meeting[word]["quote"])
                visitor = thing(self.corpus.known(self.stem, meeting["participants"][0]))
                self.say(move, "participant", visitor, meeting[word]["quote"])
                self.say(move, "status", f"<{KG}Held>", meeting[word]["quote"])
                self.dated(move, meeting[word], meeting[word]["quote"])

    def dated(self, node: str, told: dict[str, Any], quote: str) -> None:
        """Day, time of day and place."""
        day, end = told["date"], told.get("end")
        if day:
            for name, value in (("startDate", day), ("endDate", end)) if end else (("date", day),):
                self.say(node, name, partial_date(value), quote)
            self.say(node, "earliest", partial_date((day + "-01-01")[:10]), quote)
            self.say(node, "latest", partial_date(((end or day) + "-12-31")[:10]), quote)
        if told.get("time"):
            self.say(node, "timeOfDay", literal(told["time"]), quote)
        place = self.corpus.find(self.stem, told["place"]) if told["place"] else None
        if place:
            self.say(node, "place", thing(place), quote)

    def agree(self, treaty: dict[str, Any]) -> None:
        """The facts of a treaty."""
        node = thing(self.corpus.things[self.stem, treaty["id"]])
        for name, value in treaty["facts"].items():
            if value is not None:
                term = self.term(name, value)
                self.say(node, name, term, treaty["quotes"][name], name in treaty["inferred"])
        for number in treaty["articles"]:
            cited, quote = (
                iri(IDS.entity("treaty-article", slug(f"{treaty['name']} {number}"))),
                treaty["articleQuotes"][number],
            )
            self.say(node, "hasArticle", cited, quote)
            self.say(cited, "number", literal(number), quote)
            for name in ("openedForSignatureOn", "openedForSignatureAt"):
                self.say(node, name, self.term(name, treaty["facts"][name]), quote)
        for fact in treaty["otherFacts"]:
            if fact["fact"] in {"negotiationYears", "adoptedUnanimously"}:
                value = integer(fact["value"]) if fact["fact"] == "negotiationYears" else TRUE
                self.say(node, fact["fact"], value, fact["quote"])

    def term(self, name: str, value: Any) -> str:
        if isinstance(value, int):
            return integer(value)
        if name.endswith("On"):
            return partial_date(value)
        if name == "resolution":
            return literal(value)
        entity = self.corpus.find(self.stem, value)
        return thing(entity) if entity else self.corpus.office(value)

    def quote(self, number: int, quotation: dict[str, Any]) -> None:
        node, words = iri(IDS.entity("quotation", f"{self.stem}-{number}")), quotation["text"]
        self.say(node, "a", f"<{KG}Quotation>", words)
        self.say(node, "saidBy", thing(self.corpus.things[self.stem, quotation["speaker"]]), words)
        self.say(node, "text", literal(words), words)
        if quotation.get("meeting"):
            self.say(node, "saidAt", self.corpus.event(self.stem, quotation["meeting"]), words)


def stands(name: str, text: str) -> list[re.Match[str]]:
    """Where a name stands in a text as whole words."""
    return list(re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text))
