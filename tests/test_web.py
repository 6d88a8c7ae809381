"""The service over HTTP, as a client and a browser see it: a real server, real processes, a small graph."""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
import urllib.parse
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.errors import QueryStopped, StoreError, UsageError
from kg.publish import publish
from kg.resources import folder
from kg.web import examples, queries
from kg.web.negotiate import GRAPHS, RESULTS
from kg.web.process import Job
from kg.web.server import serve
from kg.web.settings import Settings
from kg.web.workers import Pool
from served import BASE, KG, TEXT, Server, children, free_port, gone, publish_small, serving, small_graph

ALL = "SELECT * WHERE { ?s ?p ?o }"
BOMB = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PEOPLE = f"SELECT ?who WHERE {{ ?who a <{KG}Person> }} ORDER BY ?who"
JSON = "application/sparql-results+json"
HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "build"
    publish_small(path)
    return path


@pytest.fixture(scope="module")
def server(build: Path) -> Iterator[Server]:
    with serving(build, deadline=2, patience=20) as running:
        yield running


def ask(query: str, **more: str) -> str:
    return "/sparql?" + urllib.parse.urlencode({"query": query, **more})


# ---- the protocol


def test_a_query_comes_by_get_by_form_and_by_direct_post(server: Server) -> None:
    form = urllib.parse.urlencode({"query": PEOPLE}).encode()
    replies = (
        server.get(ask(PEOPLE)),
        server.get("/sparql", method="POST", data=form, Content_Type="application/x-www-form-urlencoded"),
        server.get("/sparql", method="POST", data=PEOPLE.encode(), Content_Type="application/sparql-query"),
    )
    for reply in replies:
        assert (reply.status, reply.headers["Content-Type"]) == (200, JSON)
        names = [row["who"]["value"] for row in json.loads(reply.body)["results"]["bindings"]]
        assert names == [BASE + "person/ana-marin", BASE + "person/bo-lind"]


def test_a_query_may_hold_letters_of_every_language(server: Server) -> None:
    query = 'SELECT ("Hà Nội, Москва, 北京 “x”" AS ?place) {}'
    form = urllib.parse.urlencode({"query": query}).encode()
    for reply in (
        server.get(ask(query)),
        server.get("/sparql", method="POST", data=form, Content_Type="application/x-www-form-urlencoded"),
        server.get("/sparql", method="POST", data=query.encode(), Content_Type="application/sparql-query"),
    ):
        assert reply.status == 200, reply.body
        assert json.loads(reply.body)["results"]["bindings"][0]["place"]["value"] == "Hà Nội, Москва, 北京 “x”"
    page = server.get(ask(query), accept=HTML)
    assert page.status == 200
    assert "Москва" in page.body.decode()


@pytest.mark.parametrize("form", RESULTS.values(), ids=lambda form: form.name)
def test_rows_and_booleans_come_in_every_result_format(server: Server, form: object) -> None:
    for query in (PEOPLE, "ASK { ?s ?p ?o }"):
        reply = server.get(ask(query), accept=form.media[0])
        assert reply.headers["Content-Type"] == form.content_type
        if form.name != "csv":
            parsed = ox.parse_query_results(reply.body, format=ox.QueryResultsFormat.from_media_type(form.media[0]))
            assert bool(parsed) if query.startswith("ASK") else len(list(parsed)) == 2
        assert (b"person/ana-marin" in reply.body) is (query == PEOPLE)


@pytest.mark.parametrize("form", GRAPHS.values(), ids=lambda form: form.name)
@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s ?p ?o }", f"DESCRIBE <{BASE}person/ana-marin>"])
def test_triples_come_in_every_graph_format(server: Server, form: object, query: str) -> None:
    reply = server.get(ask(query), accept=form.media[0])
    assert reply.headers["Content-Type"] == form.content_type
    parsed = {
        (q.subject, q.predicate, q.object) for q in ox.parse(reply.body, ox.RdfFormat.from_media_type(form.media[0]))
    }
    expected = server.get(ask(query), accept="application/n-triples")
    assert parsed == {(q.subject, q.predicate, q.object) for q in ox.parse(expected.body, ox.RdfFormat.N_TRIPLES)}
    assert parsed


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.7", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("text/*;q=0.5, text/csv;q=0.1", "text/tab-separated-values; charset=utf-8"),
        ("image/png, */*;q=0.01", JSON),
    ],
)
def test_quality_values_decide(server: Server, accept: str, given: str) -> None:
    assert server.get(ask(PEOPLE), accept=accept).headers["Content-Type"] == given


def test_an_accept_header_that_names_nothing_of_ours_is_406(server: Server) -> None:
    for path, accept in (
        (ask(PEOPLE), "image/png"),
        (ask(PEOPLE), "text/turtle"),
        (ask("CONSTRUCT WHERE { ?s ?p ?o }"), "text/csv"),
        ("/id/person/ana-marin", "image/png"),
    ):
        reply = server.get(path, accept=accept)
        assert (reply.status, reply.headers["Content-Type"]) == (406, "application/problem+json")


def test_a_person_names_the_format(server: Server) -> None:
    assert server.get(ask(PEOPLE, format="csv"), accept=HTML).headers["Content-Type"].startswith("text/csv")
    reply = server.get(ask(PEOPLE, format="pdf"))
    assert reply.status == 400
    assert "turtle" in json.loads(reply.body)["remedy"]


def test_the_dataset_of_a_request_is_all_that_is_seen(server: Server) -> None:
    names = server.get(
        ask("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", **{"default-graph-uri": BASE + "graph/inferred"})
    )
    assert json.loads(names.body)["results"]["bindings"][0]["n"]["value"] == "7"
    query = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    graphs = server.get(ask(query, **{"named-graph-uri": BASE + "graph/names"}))
    assert [row["g"]["value"] for row in json.loads(graphs.body)["results"]["bindings"]] == [BASE + "graph/names"]


def test_a_malformed_query_is_400_with_line_and_column(server: Server) -> None:
    reply = server.get(ask("SELECT ?s WHERE {\n  ?s ?p }"))
    problem = json.loads(reply.body)
    assert (reply.status, reply.headers["Content-Type"]) == (400, "application/problem+json")
    assert re.fullmatch(r"line 2, column \d+", problem["where"])
    assert problem["remedy"]
    page = server.get(ask("SELECT ?s WHERE {\n  ?s ?p }"), accept=HTML)
    assert page.status == 400
    assert "Line 2, column" in page.text
    assert "?s ?p }" in page.text


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "LOAD <http://127.0.0.1:9/>",
        "DROP ALL",
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * WHERE { SERVICE SILENT ?where { ?s ?p ?o } }",
    ],
)
def test_updates_service_and_load_are_refused(server: Server, query: str) -> None:
    assert server.get(ask(query)).status == 400
    body = urllib.parse.urlencode({"update": query}).encode()
    assert (
        server.get("/sparql", method="POST", data=body, Content_Type="application/x-www-form-urlencoded").status == 403
    )
    reply = server.get("/sparql", method="POST", data=query.encode(), Content_Type="application/sparql-update")
    assert reply.status == 403


@pytest.mark.parametrize(
    ("path", "kind", "data", "status"),
    [
        ("/sparql", None, None, 400),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, None, 400),
        ("/sparql?update=DROP%20ALL", None, None, 400),
        ("/sparql?query=%FF", None, None, 400),
        ("/sparql?query=ASK%7B%7D&default-graph-uri=", None, None, 400),
        ("/sparql", "text/plain", b"ASK {}", 415),
        ("/sparql", "application/sparql-query; charset=utf-16", "ASK {}".encode("utf-16"), 415),
        ("/sparql", "application/sparql-query", b"ASK { ?s ?p '\xff' }", 400),
        ("/sparql", "application/sparql-query", b"#" * (2**20 + 1), 413),
    ],
)
def test_a_request_that_breaks_the_protocol_is_told_how(
    server: Server, path: str, kind: str | None, data: bytes | None, status: int
) -> None:
    headers = {"Content_Type": kind} if kind else {}
    reply = server.get(path, method="POST" if data else "GET", data=data, **headers)
    assert (reply.status, reply.headers["Content-Type"]) == (status, "application/problem+json")
    assert json.loads(reply.body)["detail"]


@pytest.mark.parametrize("name", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_the_service_describes_itself_and_its_graphs(server: Server, name: str) -> None:
    reply = server.get("/sparql", accept=f"{GRAPHS[name].media[0]}, */*;q=0.1")
    assert (reply.status, reply.headers["Content-Type"]) == (200, GRAPHS[name].content_type)
    triples = list(ox.parse(reply.body, format=ox.RdfFormat.from_media_type(GRAPHS[name].media[0])))
    sd = "http://www.w3.org/ns/sparql-service-description#"
    [service] = [t.subject.value for t in triples if t.object == ox.NamedNode(sd + "Service")]
    assert service == f"http://127.0.0.1:{server.port}/sparql"
    rows = json.loads(server.get(ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")).body)["results"]["bindings"]
    names = {t.object.value for t in triples if t.predicate == ox.NamedNode(sd + "name")}
    assert names == {row["g"]["value"] for row in rows}
    assert not [t for t in triples if isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode)]


def test_an_unchanged_answer_is_304(server: Server) -> None:
    first = server.get(ask(PEOPLE))
    tag = first.headers["ETag"]
    again = server.get(ask(PEOPLE), If_None_Match=tag)
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
    assert server.get(ask(PEOPLE), accept="text/csv", If_None_Match=tag).status == 200
    assert server.get(ask(ALL), If_None_Match=tag).status == 200
    for path in ("/", "/id/person/ana-marin", "/export/graph.nq", "/ontology"):
        tag = server.get(path).headers["ETag"]
        assert server.get(path, If_None_Match=tag).status == 304


def test_head_answers_as_get_without_a_body(server: Server) -> None:
    for path in (
        ask(PEOPLE),
        "/",
        "/id/person/ana-marin",
        "/id/person/ana-marin.ttl",
        "/export/graph.nq",
        "/id/nobody",
    ):
        get, head = server.get(path), server.get(path, method="HEAD")
        assert (head.status, head.body) == (get.status, b"")
        for name in ("Content-Type", "ETag", "Content-Length"):
            assert head.headers[name] == get.headers[name], (path, name)


def test_pages_of_other_hosts_may_ask(server: Server) -> None:
    reply = server.get("/sparql", method="OPTIONS")
    assert (reply.status, reply.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert "POST" in reply.headers["Access-Control-Allow-Methods"]
    assert server.get(ask(PEOPLE)).headers["Access-Control-Allow-Origin"] == "*"
    assert server.get("/id/person/ana-marin", method="OPTIONS").status == 204
    assert server.get("/", method="DELETE").status == 405


# ---- deadlines


def test_a_bomb_is_ended_on_time_while_others_are_answered(server: Server) -> None:
    bombs: list[tuple[int, float]] = []

    def throw() -> None:
        started = time.monotonic()
        reply = server.get(ask(BOMB))
        bombs.append((reply.status, time.monotonic() - started))

    thrown = [threading.Thread(target=throw) for _ in range(3)]
    for thread in thrown:
        thread.start()
    time.sleep(0.3)
    slowest = 0.0
    while any(thread.is_alive() for thread in thrown):
        started = time.monotonic()
        assert server.get("/id/person/ana-marin").status == 200
        slowest = max(slowest, time.monotonic() - started)
    assert [status for status, _ in bombs] == [504] * 3
    assert all(1.9 < seconds < 3 for _, seconds in bombs), bombs
    assert slowest < 1.5
    assert server.get(ask(PEOPLE)).status == 200


def test_a_query_that_eats_memory_ends_one_process_and_no_server(build: Path) -> None:
    pool = Pool(build / "generations" / "000001", Settings(deadline=20, workers=2, most_memory=600 * 2**20))
    try:
        with pytest.raises(QueryStopped) as refused:
            pool.run(Job("SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g ?c ?f ?i"))
        assert refused.value.reason == "memory"
        assert json.loads(pool.run(Job("ASK {}")).read())["boolean"] is True
    finally:
        pool.close()


def test_an_answer_beyond_the_limit_is_refused_whole(build: Path) -> None:
    pool = Pool(build / "generations" / "000001", Settings(workers=2, most_result=10_000))
    try:
        with pytest.raises(QueryStopped) as refused:
            pool.run(Job(ALL))
        assert refused.value.reason == "size"
        assert json.loads(pool.run(Job("ASK {}")).read())["boolean"] is True
    finally:
        pool.close()


def test_who_finds_no_free_process_is_told_to_come_back(build: Path) -> None:
    pool = Pool(build / "generations" / "000001", Settings(deadline=3, workers=2, patience=0.2))
    try:
        ended: list[str] = []
        busy = threading.Thread(target=lambda: ended.append(_reason(pool, Job(BOMB))))
        busy.start()
        time.sleep(0.5)
        with pytest.raises(QueryStopped) as refused:
            pool.run(Job(ALL), public=True)
        assert refused.value.reason == "busy"
        assert json.loads(pool.run(Job("ASK {}")).read())["boolean"] is True
        busy.join()
        assert ended == ["deadline"]
    finally:
        pool.close()


def _reason(pool: Pool, job: Job) -> str:
    with pytest.raises(QueryStopped) as refused:
        pool.run(job, public=True)
    return refused.value.reason


@pytest.mark.parametrize("how", ["TERM", "KILL"])
def test_no_process_outlives_the_server(build: Path, how: str) -> None:
    with serving(build, deadline=30) as running:
        bomb = threading.Thread(target=_give_up, args=(running,))
        bomb.start()
        time.sleep(0.5)
        below = children(running.process.pid)
        assert len(below) >= 5
        if how == "KILL":
            running.process.kill()
        else:
            running.process.terminate()
        assert all(gone(pid, 15) for pid in below)
        bomb.join()


def _give_up(running: Server) -> None:
    with contextlib.suppress(OSError):
        running.get(ask(BOMB))


# ---- generations


def test_a_new_generation_is_served_without_dropping_a_request(tmp_path: Path) -> None:
    build = tmp_path / "build"
    publish_small(build)
    statuses: list[int] = []
    stop = threading.Event()
    with serving(build) as running:

        def keep_asking() -> None:
            while not stop.is_set():
                statuses.append(running.get("/id/article/talks").status)

        threads = [threading.Thread(target=keep_asking) for _ in range(3)]
        for thread in threads:
            thread.start()
        before = running.get("/id/article/talks")
        for number in range(2, 7):
            publish_small(build, f"Title {number}")
        until = time.monotonic() + 15
        while "Title 6" not in running.get("/id/article/talks").text and time.monotonic() < until:
            time.sleep(0.1)
        after = running.get("/id/article/talks", If_None_Match=before.headers["ETag"])
        stop.set()
        for thread in threads:
            thread.join()
        assert (after.status, "Title 6" in after.text) == (200, True)
        assert json.loads(running.get("/healthz").body)["generation"] == "000006"
        assert set(statuses) == {200}
        assert len(children(running.process.pid)) < 12


def test_a_folder_without_a_graph_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        serve(tmp_path)


def test_a_port_in_use_is_refused(build: Path, server: Server) -> None:
    with pytest.raises(UsageError, match="in use"):
        serve(build, port=server.port)
    with pytest.raises(UsageError, match="1 to 65535"):
        serve(build, port=70_000)
    assert free_port() != server.port


# ---- pages


class Tags(HTMLParser):
    """The tags of a page, and the addresses its links lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]


PAGES = (
    "/",
    "/search?q=lind",
    "/browse/Person",
    "/ontology",
    "/sparql",
    ask(ALL),
    "/id/person/ana-marin",
    "/id/person/bo-lind",
    "/id/city/lisbon",
    "/id/event/talks-21",
    "/id/article/talks",
    "/id/article/evil",
    "/id/article/evil/record",
    "/id/graph/names",
    "/id/nobody",
)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_nothing_and_calls_nobody(server: Server, path: str) -> None:
    reply = server.get(path, accept=HTML)
    page = Tags(reply.text)
    assert reply.headers["Content-Type"].startswith("text/html")
    assert {"html", "main", "header", "footer", "nav", "h1", "title"} <= set(page.tags)
    assert page.tags.count("h1") == 1
    assert not {"script", "style", "iframe", "object", "embed"} & set(page.tags)
    assert not [name for name in page.attributes if name == "style" or name.startswith("on")]
    assert not [link for link in page.links if link.startswith(("javascript:", "data:"))]
    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Referrer-Policy"] == "no-referrer"


def test_every_link_of_the_pages_leads_somewhere(server: Server) -> None:
    seen = set()
    for path in PAGES[:-1]:
        seen |= {link.partition("#")[0] for link in Tags(server.get(path, accept=HTML).text).links}
    ours = sorted(link for link in seen if link.startswith(("/", "?")) and link != "?")
    paths = [link if link.startswith("/") else "/id/article/talks" + link for link in ours]
    assert len(paths) > 40
    dead = [path for path in paths if server.get(path, accept=HTML).status != 200]
    assert dead == []


def test_what_a_document_says_is_text_and_never_markup(server: Server) -> None:
    page = server.get("/id/article/evil", accept=HTML)
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;" in page.text
    assert "img" not in Tags(page.text.split("<main", 1)[1]).tags
    table = server.get(ask(f"SELECT ?text WHERE {{ ?p <{KG}text> ?text }}"), accept=HTML)
    assert "<script>" not in table.text
    assert "&lt;b&gt;others&lt;/b&gt;" in table.text
    assert "<i>Lind</i>" not in server.get("/id/person/bo-lind", accept=HTML).text
    assert "<script" not in server.get("/search?q=%3Cscript%3Ealert", accept=HTML).text


def test_home_tells_what_is_in_the_graph(server: Server) -> None:
    page = server.get("/", accept=HTML).text
    assert "2 articles, telling of events from 2019" in page
    assert "Ministers meet in Lisbon" in page
    assert page.count('href="/sparql?query=') == 5


def test_search_finds_names_in_any_accents_and_sentences(server: Server) -> None:
    for words in ("marin", "MARÍN", "ana marin"):
        page = server.get("/search?q=" + urllib.parse.quote(words), accept=HTML).text
        assert page.index("/id/person/ana-marin") < page.index("/id/event/talks-21")
    page = server.get("/search?q=sign+harbour", accept=HTML).text
    assert '<mark class="focus">Harbour</mark>' in page
    assert "Nothing in the graph" in server.get("/search?q=zebra", accept=HTML).text


def test_a_thing_shows_each_fact_with_its_sentence(server: Server) -> None:
    page = server.get("/id/event/talks-21", accept=HTML).text
    assert "Meeting of Ana Marín and Bo Lind" in page
    assert '<mark class="focus">met her counterpart Bo Lind</mark>' in page
    assert "meeting.met" in page
    assert "confidence 0.9" in page
    start = TEXT.index("met her counterpart")
    assert f"/id/article/talks?words={start}-{start + len('met her counterpart Bo Lind')}#s0" in page
    person = server.get("/id/person/ana-marin", accept=HTML).text
    assert "both were interlocutors of one meeting" in person
    assert person.index("In facts about other things") < person.index("/id/event/dinner-160")
    assert "Lisboa" in server.get("/id/city/lisbon", accept=HTML).text


def test_an_article_shows_its_text_with_the_words_marked(server: Server) -> None:
    page = server.get("/id/article/talks?words=21-34", accept=HTML).text
    text = re.sub(r"<[^>]+>", "", page.split('<article class="text"')[1].split("</article>")[0])
    for sentence in TEXT.replace("\n\n", " ").split(". "):
        assert sentence.rstrip(".") in text
    assert "The Harbour Gazette, 4 March 2019" in page
    assert 'class="focus"' in page
    assert re.search(r'<mark><a href="/id/city/lisbon">Lisbon</a></mark>', page)


def test_the_query_page_works_without_a_script(server: Server) -> None:
    page = server.get(ask(examples.EXAMPLES[0].query), accept=HTML).text
    assert '<a href="/id/event/talks-21">Meeting of Ana Marín and Bo Lind</a>' in page
    assert "3 March 2019" in page
    assert "1 row" in page
    assert 'method="get"' in page
    assert "Yes" in server.get(ask("ASK {}"), accept=HTML).text
    assert "&lt;http" in server.get(ask(f"DESCRIBE <{BASE}city/lisbon>"), accept=HTML).text
    late = server.get(ask(BOMB), accept=HTML)
    assert (late.status, "still running after 2 seconds" in late.text) == (504, True)


def test_a_wrong_address_says_what_to_do(server: Server) -> None:
    page = server.get("/id/person/nobody", accept=HTML)
    assert (page.status, "search for its name" in page.text) == (404, True)
    problem = server.get("/no/such/page")
    assert (problem.status, json.loads(problem.body)["where"]) == (404, "/no/such/page")
    assert server.get("/id/%3Cscript%3E").status == 400
    assert server.get("/browse/Nonsense").status == 404
    assert server.get("/export/graph.docx").status == 404


# ---- data


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD parser uses it
@pytest.mark.parametrize(
    "path", ["/id/person/ana-marin", "/id/article/talks", "/id/graph/inferred", "/id/event/talks-21"]
)
def test_the_twins_of_a_page_parse_back_to_one_graph(server: Server, path: str) -> None:
    graphs = []
    for suffix, form in (("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")):
        reply = server.get(f"{path}.{suffix}")
        assert reply.status == 200
        assert f"{path}.{suffix}" in reply.headers.get_all("Link")[0] or suffix != "ttl"
        graphs.append(rdflib.Graph().parse(data=reply.body, format=form))
        by_header = server.get(path, accept=reply.headers["Content-Type"].split(";")[0])
        assert by_header.body == reply.body
    assert all(isomorphic(graphs[0], other) for other in graphs[1:])
    if "/graph/" not in path:
        assert (rdflib.URIRef(BASE + path.removeprefix("/id/")), None, None) in graphs[0]


def test_the_twin_of_a_thing_says_its_sentences(server: Server) -> None:
    graph = rdflib.Graph().parse(data=server.get("/id/event/talks-21.ttl").body, format="turtle")
    sentences = {str(text) for text in graph.objects(None, rdflib.URIRef(KG + "text"))}
    assert TEXT[:81] in sentences


def test_exports_hold_the_graph(server: Server) -> None:
    quads = server.get("/export/graph.nq")
    expected = {" ".join(row) + " ." for row in small_graph()}
    assert set(quads.text.splitlines()) == expected
    trig = {str(quad) for quad in ox.parse(server.get("/export/graph.trig").body, ox.RdfFormat.TRIG)}
    assert trig == {str(quad) for quad in ox.parse(quads.body, ox.RdfFormat.N_QUADS)}
    triples = {line.rsplit(" <", 1)[0] for line in expected}
    for suffix, form in (
        ("ttl", ox.RdfFormat.TURTLE),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("rdf", ox.RdfFormat.RDF_XML),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ):
        parsed = {
            f"{t.subject} {t.predicate} {t.object}" for t in ox.parse(server.get(f"/export/graph.{suffix}").body, form)
        }
        assert parsed == triples


def test_the_vocabulary_is_shown_and_is_data(server: Server) -> None:
    page = server.get("/ontology", accept=HTML).text
    assert 'id="BilateralMeeting"' in page
    graph = rdflib.Graph().parse(data=server.get("/ontology.ttl").body, format="turtle")
    assert (rdflib.URIRef(KG + "Person"), rdflib.RDFS.label, None) in graph


def test_the_service_says_that_it_is_well(server: Server) -> None:
    assert json.loads(server.get("/healthz").body) == {"status": "ok", "generation": "000001", "empty": False}
    icon = server.get("/favicon.ico")
    assert (icon.status, icon.headers["Content-Type"].split(";")[0]) == (200, "image/svg+xml")


def test_things_are_found_whatever_the_base(tmp_path: Path) -> None:
    base = "https://example.org/archive/thing/"
    moved = [tuple(part.replace(BASE, base) for part in row) for row in small_graph()]
    publish(moved, tmp_path / "build", manifest={"base": base})
    with serving(tmp_path / "build") as running:
        for path in ("/id/person/ana-marin", "/archive/thing/person/ana-marin"):
            assert "Ana Marín" in running.get(path, accept=HTML).text
            assert f"<{base}person/ana-marin>" in running.get(path, accept="application/n-triples").text
        assert running.get("/archive/thing/person/nobody").status == 404


# ---- the queries of the pages


def test_every_term_in_the_queries_is_in_the_ontology() -> None:
    terms = {
        str(quad.subject.value)
        for quad in ox.parse(path=str(folder("ontology") / "kg.ttl"))
        if isinstance(quad.subject, ox.NamedNode)
    }
    texts = [
        value for name, value in vars(queries).items() if name.isupper() and isinstance(value, str) and "kg:" in value
    ]
    texts += [example.query for example in examples.EXAMPLES]
    named = {KG + name for text in texts for name in re.findall(r"\bkg:(\w+)", text)}
    assert len(named) > 20
    assert named <= terms


def test_every_example_has_an_answer_in_a_graph_of_the_contract(server: Server) -> None:
    for example in examples.EXAMPLES:
        reply = server.get(ask(example.query))
        assert reply.status == 200, example.title
        assert json.loads(reply.body)["results"]["bindings"], example.title


def test_a_page_costs_what_it_shows_and_not_what_the_graph_holds(tmp_path: Path) -> None:
    quads = list(small_graph())
    for copy in range(400):
        moved = f"{BASE}article/talks", f"{BASE}article/talks-{copy}"
        quads += [tuple(part.replace(*moved) for part in row) for row in small_graph() if moved[0] in row[3]]
    publish(quads, tmp_path / "build", manifest={"base": BASE})
    with serving(tmp_path / "build", deadline=3) as running:
        for path in ("/id/city/lisbon", "/id/person/ana-marin", "/id/article/talks", "/search?q=harbour"):
            reply = running.get(path, accept=HTML)
            assert reply.status == 200
            assert len(reply.body) < 300_000, path
