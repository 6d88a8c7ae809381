"""A graph made of annotations instead of texts: what the product would write if it read like a careful reader.

In: a folder of annotations with its ``corpus.json``, and the folder of texts. Out: a store of that graph. It tells a
query that asks wrongly from a text that is read wrongly.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.derive import derive
from kg.ids import DEFAULT_BASE, Ids, short_hash, slug
from kg.nquads import DCTERMS, KG, RDF, SKOS, TYPE, Quad, integer, iri, lines, literal, partial_date
from kg.stores.memory import MemoryStore

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
REST_OF_SENTENCE = 60
"""Characters behind a quote that still belong to its sentence: the annotations quote no more than they need."""
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
        words = [name for name in entity["names"] if _stands(name, self.corpus.parts[self.stem][self.digest])]
        if not words:
            return
        node = thing(entity)
        classes = {entity["type"], *(["Venue"] if entity["type"] == "Place" and VENUES.search(entity["name"]) else [])}
        for class_ in classes:
            self.corpus.quads.add((node, TYPE, f"<{KG}{class_}>", self.iri))
        for word in words:
            self.corpus.quads.add((node, f"<{SKOS}altLabel>", literal(word), self.iri))
            for found in _stands(word, self.corpus.text[self.stem]):
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


class Corpus:
    """All annotations of a folder, as one graph."""

    def __init__(self, folder: Path, texts: Path, within: Iterable[tuple[str, str]]) -> None:
        self.quads: set[Quad] = set()
        self.corpus: dict[str, Any] = json.loads((folder / "corpus.json").read_text("utf-8"))
        stems = self.corpus["documents"]
        self.gold: dict[str, Any] = {s: json.loads((folder / f"{s}.json").read_text("utf-8")) for s in stems}
        self.text = {s: " ".join((texts / f"{s}.txt").read_text("utf-8").split()) for s in stems}
        begins = {s: gold.get("digest", {}).get("starts") for s, gold in self.gold.items()}
        self.parts = {s: self.text[s].split(begin, 1) if begin else [self.text[s]] for s, begin in begins.items()}
        self.things = dict(self._members())
        for entity in self.corpus["entities"]:
            self.quads.add((thing(entity), f"<{SKOS}prefLabel>", literal(entity["name"]), iri(IDS.graph("names"))))
        by_name = {entity["name"]: thing(entity) for entity in self.corpus["entities"]}
        for inner, outer in within:
            self.quads.add((by_name[inner], f"<{KG}locatedIn>", by_name[outer], iri(IDS.graph("reference"))))
        for stem, parts in self.parts.items():
            for digest in range(len(parts)):
                self._write(Article(self, stem, bool(digest)))
        self._place_mentions()
        self.quads.update(derive(sorted(self.quads), IDS))

    def store(self) -> MemoryStore:
        store = MemoryStore()
        store.load([lines(sorted(self.quads)).encode()])
        return store

    def find(self, stem: str, words: str) -> dict[str, Any] | None:
        """What some words of a document name."""
        if (stem, words) in self.things:
            return self.things[stem, words]
        bodies = (o for o in self.gold[stem]["organizations"] if words == o["name"] or words in o["mentions"])
        return next((self.things[stem, body["id"]] for body in bodies), None)

    def known(self, stem: str, words: str) -> dict[str, Any]:
        found = self.find(stem, words)
        assert found, (stem, words)
        return found

    def event(self, stem: str, meeting: str) -> str:
        wanted = {"document": stem, "meeting": meeting}
        names = [event["id"] for event in self.corpus["events"] if wanted in event["members"]]
        return iri(IDS.entity("event", names[0] if names else f"{stem}-{meeting}"))

    def office(self, title: str) -> str:
        node = iri(IDS.entity("position", slug(title)))
        self.quads.add((node, TYPE, f"<{KG}Position>", iri(IDS.graph("names"))))
        self.quads.add((node, f"<{KG}title>", literal(title), iri(IDS.graph("names"))))
        return node

    def _members(self) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
        for entity in self.corpus["entities"]:
            for member in entity["members"]:
                stem, key = member["document"], member.get("id") or member["name"]
                names = [key, *(self.gold[stem].get("aliases", {}).get(key, ()) if "name" in member else ())]
                yield from (((stem, name), entity) for name in names)
            yield from (((d["document"], d["text"]), entity) for d in entity.get("descriptions", ()))

    def _write(self, article: Article) -> None:
        for entity in self.corpus["entities"]:
            if article.stem in entity["documents"]:
                article.name(entity)
        for person in article.of(article.gold["persons"]):
            article.hold(person)
        for meeting in article.of(article.gold["meetings"]):
            article.tell(meeting)
        for treaty in article.of(article.gold["treaties"]):
            article.agree(treaty)
        for number, quotation in enumerate(article.of(article.gold["quotations"])):
            article.quote(number, quotation)

    def _place_mentions(self) -> None:
        """Ties each mention that lies in no longer one to the quotes it stands in or just behind, as to passages."""
        spans: dict[str, dict[str, int]] = {}
        for subject, predicate, value, _ in self.quads:
            if predicate in {f"<{KG}start>", f"<{KG}end>"}:
                spans.setdefault(subject, {})[predicate] = int(value.split('"')[1])
        held = {(s, o) for s, p, o, _ in self.quads if p == f"<{KG}passage>"}
        mentions = {node: (min(at.values()), max(at.values())) for node, at in spans.items() if "/mention/" in node}
        for evidence, passage in sorted(held):
            article = passage.partition("/passage/")[0]
            begin, end = min(spans[evidence].values()), max(spans[evidence].values()) + REST_OF_SENTENCE
            near = {m: at for m, at in mentions.items() if m.startswith(f"{article}/mention/") and begin <= at[0] < end}
            for mention, (first, last) in near.items():
                if not any(f <= first and last <= t and (f, t) != (first, last) for f, t in near.values()):
                    self.quads.add((mention, f"<{KG}passage>", passage, f"{article}/record>"))


def _stands(name: str, text: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text))
