"""A small graph as the contract describes it, published in a build folder, and a server over it: for tests of the web.

The articles are made up; one of them is full of markup and script.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path

from kg.publish import publish
from kg.resources import folder

BASE = "http://127.0.0.1:8000/id/"
KG = "https://w3id.org/chancery/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SPACES = {
    "kg": KG,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
}
TEXT = (
    "Foreign Minister Ana Marín met her counterpart Bo Lind in Lisbon on 3 March 2019. "
    "“We will sign the Harbour Convention in May,” Marín said.\n\n"
    "The two ministers then had dinner at the Ajuda Palace."
)
EVIL = "<script>alert(\"x\")</script> Minister Lind & <b>others</b> said: '<img src=x onerror=alert(1)>'."
PASSAGES = ((0, 81), (82, 139), (141, 195))


def term(text: str) -> str:
    """``kg:Person``, ``id:person/a``, ``"words"`` or ``2019-03-03`` in N-Quads syntax."""
    if text.startswith('"'):
        return '"' + text[1:-1].replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if len(text) == 10 and text[4] == text[7] == "-":
        return f'"{text}"^^<{XSD}date>'
    if text.replace(".", "").isdigit():
        return f'"{text}"^^<{XSD}{"decimal" if "." in text else "integer"}>'
    space, _, local = text.partition(":")
    return f"<{BASE}{local}>" if space == "id" else f"<{SPACES[space]}{local}>" if space in SPACES else f"<{text}>"


def rows(graph: str, *triples: str) -> Iterator[tuple[str, str, str, str]]:
    for triple in triples:
        s, p, o = triple.split(" ", 2)
        yield term(s), term("rdf:type" if p == "a" else p), term(o), term(graph)


def record(article: str, title: str, text: str, passages: tuple[tuple[int, int], ...], issued: str) -> Iterator[str]:
    yield from (
        f"{article} a kg:Article",
        f'{article} dcterms:title "{title}"',
        f'{article} kg:source "{article.rsplit("/", 1)[-1]}.txt"',
        f'{article} dcterms:publisher "The Harbour Gazette"',
        f"{article} dcterms:issued {issued}",
        f'{article} dcterms:language "en"',
    )
    for start, end in passages:
        passage = f"{article}/passage/{start}-{end}"
        yield from (
            f"{passage} a kg:Passage",
            f'{passage} kg:text "{text[start:end]}"',
            f"{passage} kg:start {start}",
            f"{passage} kg:end {end}",
            f"{passage} kg:inArticle {article}",
        )


def mention(article: str, thing: str, text: str, words: str, passages: tuple[tuple[int, int], ...]) -> Iterator[str]:
    start = text.index(words)
    node, passage = f"{article}/mention/{start}-{start + len(words)}", _passage(article, start, passages)
    yield from (
        f"{node} a kg:Mention",
        f"{node} kg:start {start}",
        f"{node} kg:end {start + len(words)}",
        f"{node} kg:refersTo {thing}",
        f"{node} kg:passage {passage}",
        f"{article} kg:mentions {thing}",
    )


def evidence(number: int, s: str, p: str, o: str, words: str) -> Iterator[str]:
    start = TEXT.index(words)
    node = f"id:article/talks/evidence/{number}"
    yield from (
        f"{node} a kg:Evidence",
        f"{node} rdf:subject {s}",
        f"{node} rdf:predicate {p}",
        f"{node} rdf:object {o}",
        f"{node} kg:passage {_passage('id:article/talks', start, PASSAGES)}",
        f"{node} kg:start {start}",
        f"{node} kg:end {start + len(words)}",
        f'{node} kg:rule "meeting.met"',
        f"{node} kg:confidence 0.9",
    )


def _passage(article: str, start: int, passages: tuple[tuple[int, int], ...]) -> str:
    first, last = next(span for span in passages if span[0] <= start < span[1])
    return f"{article}/passage/{first}-{last}"


FACTS = (
    ("id:event/talks-21", "rdf:type", "kg:BilateralMeeting", "met"),
    ("id:event/talks-21", "kg:interlocutor", "id:person/ana-marin", "Ana Marín met"),
    ("id:event/talks-21", "kg:interlocutor", "id:person/bo-lind", "met her counterpart Bo Lind"),
    ("id:event/talks-21", "kg:date", "2019-03-03", "on 3 March 2019"),
    ("id:event/talks-21", "kg:earliest", "2019-03-03", "on 3 March 2019"),
    ("id:event/talks-21", "kg:latest", "2019-03-03", "on 3 March 2019"),
    ("id:event/talks-21", "kg:place", "id:city/lisbon", "in Lisbon"),
    ("id:person/ana-marin", "kg:tenure", "id:tenure/talks-0", "Foreign Minister Ana Marín"),
    ("id:tenure/talks-0", "rdf:type", "kg:Tenure", "Foreign Minister"),
    ("id:tenure/talks-0", "kg:position", "id:position/foreign-minister", "Foreign Minister"),
    ("id:quotation/talks-82", "rdf:type", "kg:Quotation", "“We will sign the Harbour Convention in May,”"),
    ("id:quotation/talks-82", "kg:saidBy", "id:person/ana-marin", "Marín said"),
    ("id:quotation/talks-82", "kg:about", "id:treaty/harbour-convention", "the Harbour Convention"),
    ("id:event/dinner-160", "rdf:type", "kg:Meal", "had dinner"),
    ("id:event/dinner-160", "kg:participant", "id:person/ana-marin", "The two ministers then had dinner"),
    ("id:event/dinner-160", "kg:participant", "id:person/bo-lind", "The two ministers then had dinner"),
    ("id:event/dinner-160", "kg:place", "id:venue/ajuda-palace", "at the Ajuda Palace"),
)
NAMES = (
    ("person/ana-marin", "Person", "Ana Marín", "Ana Marín"),
    ("person/bo-lind", "Person", "Bo Lind", "Bo Lind"),
    ("city/lisbon", "City", "Lisbon", "Lisbon"),
    ("venue/ajuda-palace", "Venue", "Ajuda Palace", "Ajuda Palace"),
    ("treaty/harbour-convention", "Treaty", "Harbour Convention", "Harbour Convention"),
    ("position/foreign-minister", "Position", "Foreign Minister", "Foreign Minister"),
)


def small_graph(title: str = "Ministers meet in Lisbon") -> list[tuple[str, str, str, str]]:
    talks, evil = "id:article/talks", "id:article/evil"
    quads = list(rows(talks, *(f"{s} {p} {o}" for s, p, o, _ in FACTS)))
    quads += rows(talks, 'id:quotation/talks-82 kg:text "We will sign the Harbour Convention in May,"')
    quads += rows(f"{talks}/record", *record(talks, title, TEXT, PASSAGES, "2019-03-04"))
    spans = ((0, len(EVIL)),)
    quads += rows(f"{evil}/record", *record(evil, '<script>alert("title")</script>', EVIL, spans, "2019-03-05"))
    quads += rows(f"{evil}/record", *mention(evil, "id:person/bo-lind", EVIL, "Lind", spans))
    quads += rows(evil, "id:person/bo-lind a kg:Person", 'id:person/bo-lind skos:altLabel "<i>Lind</i>"')
    for key, kind, label, words in NAMES:
        quads += rows(talks, f"id:{key} a kg:{kind}", f'id:{key} skos:altLabel "{words}"')
        quads += rows("id:graph/names", f'id:{key} skos:prefLabel "{label}"')
        quads += rows(f"{talks}/record", *mention(talks, f"id:{key}", TEXT, words, PASSAGES))
    for number, (s, p, o, words) in enumerate(FACTS):
        quads += rows(f"{talks}/record", *evidence(number, s, p, o, words))
    quads += rows(
        "id:graph/names",
        'id:event/talks-21 rdfs:label "Meeting of Ana Marín and Bo Lind"',
        'id:event/dinner-160 rdfs:label "Dinner of Ana Marín and Bo Lind"',
        'id:tenure/talks-0 rdfs:label "Ana Marín, Foreign Minister"',
        'id:quotation/talks-82 rdfs:label "“We will sign the Harbour Convention in May,”"',
    )
    quads += rows("id:graph/names", 'id:state/Q45 skos:prefLabel "Portugal"')
    quads += rows(f"{talks}/record", f"{talks} kg:mentions id:state/Q45")
    quads += rows(
        "id:graph/inferred",
        "id:person/ana-marin kg:metWith id:person/bo-lind",
        "id:person/bo-lind kg:metWith id:person/ana-marin",
        "id:person/ana-marin kg:hasHeld id:position/foreign-minister",
        "id:event/talks-21 a kg:Meeting",
        "id:event/talks-21 a kg:Event",
        "id:event/dinner-160 a kg:Event",
        "id:city/lisbon a kg:Place",
    )
    quads += rows(
        "id:graph/reference",
        'id:city/lisbon skos:altLabel "Lisboa"',
        "id:city/lisbon kg:locatedIn id:state/Q45",
        "id:state/Q45 a kg:State",
    )
    quads += rows(
        "id:graph/links",
        "id:city/lisbon skos:exactMatch http://www.wikidata.org/entity/Q597",
        "id:city/lisbon schema:url javascript:alert(1)",
    )
    return sorted(set(quads + list(ontology())))


def ontology() -> Iterator[tuple[str, str, str, str]]:
    """The product's own ontology, without its blank nodes."""
    import pyoxigraph

    graph = f"<{BASE}graph/ontology>"
    path = folder("ontology") / "kg.ttl"
    for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
        row = (str(quad.subject), str(quad.predicate), str(quad.object))
        if not any(part.startswith("_:") for part in row):
            yield (*row, graph)


def publish_small(build: Path, title: str = "Ministers meet in Lisbon") -> None:
    publish(small_graph(title), build, manifest={"base": BASE})


@dataclass(frozen=True)
class Reply:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Server:
    """A running server: ``process`` is granian's main process."""

    port: int
    process: subprocess.Popen[str]

    def get(
        self, path: str, accept: str = "*/*", method: str = "GET", data: bytes | None = None, **headers: str
    ) -> Reply:
        """One request; a status of 300 and above is a reply like any other."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"http://127.0.0.1:{self.port}{path}"
        request = urllib.request.Request(url, data, {"Accept": accept, **named}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return Reply(reply.status, reply.headers, reply.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.headers, error.read())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(build: Path, **settings: float) -> Iterator[Server]:
    """A server over a build folder on a free port, ended at the end."""
    port = free_port()
    code = f"from kg.web.server import *; serve({str(build)!r}, port={port}, settings=Settings(**{settings!r}))"
    process = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        assert f"http://127.0.0.1:{port}/" in said, said + process.stderr.read()
        yield Server(port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        finally:
            process.stderr.close()


def children(pid: int) -> list[int]:
    """The processes below one, all the way down."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *children(int(child))]
    return found


def gone(pid: int, seconds: float = 5) -> bool:
    """Whether a process ends within some seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False
