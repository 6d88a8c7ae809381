"""A graph made of annotations instead of texts.

In: a folder of annotations with its ``corpus.json``, and the folder of texts. Out: a store of that graph. It tells a
query that asks wrongly from a text that is read wrongly.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annotated_text import IDS, Article, thing
from kg.derive import derive
from kg.ids import slug
from kg.nquads import KG, SKOS, TYPE, Quad, iri, lines, literal
from kg.stores.memory import MemoryStore

REST_OF_SENTENCE = 60
"""Characters behind a quote that still belong to its sentence: the annotations quote no more than they need."""


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
