"""Nothing fools the guard, and nothing innocent is refused: the engine itself is the judge of both."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import QueryRefused
from kg.stores import STORES
from kg.stores.guard import DEEPEST, screen

GROUP = "{ ?s2 ?p2 ?o2 }"


class Listener:
    """Counts who calls."""

    def __init__(self) -> None:
        self.calls = 0
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self.socket.accept()
            except OSError:
                return
            self.calls += 1
            caller.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.socket.shutdown(socket.SHUT_RDWR)
    made.socket.close()


@pytest.fixture(scope="module")
def engine() -> ox.Store:
    store = ox.Store()
    lines = ("true", '"1e0"^^<http://www.w3.org/2001/XMLSchema#double>', "<http://a:>", "<a:service>")
    store.load("".join(f"<a:s> <a:p> {term} ." for term in lines), format=ox.RdfFormat.TURTLE)
    return store


def ask(engine: ox.Store, query: str) -> None:
    try:
        found = engine.query(query)
        if not isinstance(found, ox.QueryBoolean):
            list(found)
    except (SyntaxError, OSError, RuntimeError, ValueError):
        pass


ATTACKS = [
    "SELECT * { SERVICE <URL> GROUP }",
    "SELECT * { service <URL> GROUP }",
    "SELECT * { SERVICE SILENT <URL> GROUP }",
    "SELECT * {SERVICE<URL>GROUP}",
    "SELECT * { ?s ?p trueSERVICE <URL> GROUP }",
    "SELECT * { ?s ?p 1e0SERVICE <URL> GROUP }",
    "PREFIX ex: <URL> SELECT * { SERVICEex:a GROUP }",
    "PREFIX ex: <URL> SELECT * { SERVICESILENTex:a GROUP }",
    "PREFIX : <URL> PREFIX service: <a:> SELECT * { service:x GROUP }",
    "PREFIX : <URL> PREFIX service: <a:> SELECT * { ?s ?p ?o service:x GROUP }",
    "PREFIX : <URL> SELECT * { ?s ?p true . SeRvIcE:x GROUP }",
    "PREFIX p: <http://a:> SELECT * { OPTIONAL { ?s ?p p:SERVICE <URL> GROUP } }",
    "PREFIX p: <http://a:> SELECT * { OPTIONAL { ?s ap:SERVICE <URL> GROUP } }",
    "SELECT * { ?s ?p ?o FILTER(?o<#> ''' \n true || true) SERVICE <URL> GROUP #'''\n }",
    'SELECT * { VALUES ?x { """" \\q" } SERVICE <URL> GROUP #"""\n }',
    "SELECT * { # \r SERVICE <URL> GROUP\n }",
    "SELECT * { 'a' # '\n SERVICE <URL> GROUP }",
    "SELECT * { \\u0053ERVICE <URL> GROUP }",
    "SELECT * { SER\\u0056ICE <URL> GROUP }",
    "SELECT * { \\u005Cu0053ERVICE <URL> GROUP }",
    "SELECT * { FILTER EXISTS { SERVICE ?s GROUP } BIND(<URL> AS ?s) }",
    "SELECT * { { SELECT * { SERVICE <URL> GROUP } } }",
    "ASK { MINUS { SERVICE <URL> GROUP } }",
    "DESCRIBE ?s { SERVICE <URL> GROUP }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <URL> GROUP }",
]
INNOCENT = [
    "SELECT ?service { ?service ?p ?o }",
    "SELECT $service { $service ?p ?o # SERVICE <URL> { }\n }",
    "PREFIX service: <a:> SELECT * { service:s service:p ?o }",
    "PREFIX service: <a:> PREFIX Service: <b:> SELECT * { service:s ?p ?o FILTER NOT EXISTS { Service:s ?p ?o } }",
    "PREFIX x: <a:> SELECT * { ?s ?p ?o FILTER(?s != x:service) }",
    "PREFIX x: <a:> SELECT * { ?s ?p ?o FILTER(?s != x:ser\\-vice\\.service) }",
    "PREFIX : <a:> SELECT * { ?s ?p ?o FILTER(?s != :SERVICE) }",
    "PREFIX service: <a:> SELECT * { ?s ?p ?o . { service:s service:p ?o } }",
    "PREFIX service: <a:> SELECT * { GRAPH service:g { ?s ?p ?o } }",
    'SELECT * { ?s ?p ?o FILTER(STR(?o) != "SERVICE <URL> { }") }',
    "SELECT * { ?s ?p ?o FILTER(STR(?o) != '''SERVICE ' <URL> \"\"\" '' { }''') }",
    'SELECT * { ?s ?p ?o FILTER(STR(?o) != "\\" SERVICE <URL> { }") }',
    'SELECT * { ?s ?p ?o FILTER(STR(?o) != "\\u0022 SERVICE <URL> { }") }',
    "SELECT * { ?s ?p ?o FILTER(?s != <URLSERVICE#service>) }",
    "SELECT * { ?s ?p ?o FILTER(?s != <URL'service'>) } # '",
    "SELECT * { ?s ?p ?o FILTER(STRLANG('a', 'en') != 'a'@en-service) }",
    "SELECT * { _:service ?p ?o }",
    "SELECT * { ?s ?p ?o FILTER(1<2 && 3>2) }",
    "SELECT * { ?s ?p ?o FILTER(?o<3||?o>2) }",
    "SELECT * { ?s ?p 1.0e0 } # SERVICE",
    "BASE <URL> SELECT * { ?s ?p ?o FILTER(?s != <service>) } LIMIT 3",
    "select * from <a:service> where { ?s ?p ?o } order by ?s",
    "CONSTRUCT { ?s <a:load> 'INSERT DATA' } WHERE { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?load) { ?s ?p ?o } GROUP BY ?s HAVING (COUNT(*) > 0)",
    "SELECT * { VALUES (?a ?b) { (<a:1#x> \"#\") (UNDEF '<') } }",
    "SELECT * { ?s <a:p>/^<a:p>|!(<a:q>|a) ?o }",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_calls_out(engine: ox.Store, listener: Listener, attack: str) -> None:
    query = attack.replace("URL", listener.url).replace("GROUP", GROUP)
    before = listener.calls
    with contextlib.suppress(QueryRefused):
        ask(engine, screen(query).text)
    with pytest.raises(QueryRefused):
        STORES["memory"]().query(query)
    assert listener.calls == before


def test_the_judge_hears_a_call(engine: ox.Store, listener: Listener) -> None:
    called = []
    for attack in ATTACKS:
        before = listener.calls
        ask(engine, attack.replace("URL", listener.url).replace("GROUP", GROUP))
        called += [attack] if listener.calls > before else []
    assert len(called) > 12
    assert any("service:x" in attack for attack in called)
    assert any("p:SERVICE" in attack for attack in called)


@pytest.mark.parametrize("innocent", INNOCENT)
def test_nothing_innocent_is_refused_or_changed(engine: ox.Store, innocent: str) -> None:
    query = innocent.replace("URL", "http://a.example/")
    wanted, found = engine.query(query), engine.query(screen(query).text)
    assert sorted(map(str, found)) == sorted(map(str, wanted))


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("LOAD <http://a.example/>", "line 1, column 1: LOAD is an update"),
        ("PREFIX a: <a:> # x\n insert data { a:b a:c a:d }", "line 2, column 2: INSERT is an update"),
        ("WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH is an update"),
        ("SELECT * { ?s ?p 'a }", "line 1, column 18: a string that does not end"),
        ("SELECT * { ?s ?p 'a\\q' }", "line 1, column 18"),
        ("SELECT * { ?s ?p '\\uD800' }", "no character"),
        ("SELECT * { ?s ?p (1 }", "closes nothing"),
        ("SELECT * { ?s ?p ?o", "line 1, column 10: this { is never closed"),
        ("PREFIX a: <a:>", "this is no query"),
        ("ASK " + "{" * (DEEPEST + 1) + "}" * (DEEPEST + 1), "more than 100 deep"),
    ],
)
def test_a_refusal_says_where_and_why(query: str, reason: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        screen(query)
    assert reason in str(refused.value)


def test_the_form_is_known_before_the_engine_sees_the_query() -> None:
    for head, form in (("SELECT *", "select"), ("ask", "ask"), ("Construct { }", "graph"), ("DESCRIBE ?s", "graph")):
        assert screen(f"#SELECT\nPREFIX a: <a:> BASE <b:>{head} {{ ?s ?p ?o }}").form == form


def test_a_place_leads_back_to_what_was_asked() -> None:
    query = "# note\nPREFIX s: <http://a.example/#>\nSELECT * { s:service <a:#> ?here }"
    screened = screen(query)
    line, column = 3, screened.text.split("\n")[2].index("?here") + 1
    assert screened.place(line, column) == (3, query.split("\n")[2].index("?here") + 1)


PIECES = [
    *(
        "SERVICE",
        "service",
        "SILENT",
        "<URL>",
        GROUP,
        "{",
        "}",
        "(",
        ")",
        '"',
        "'",
        '"""',
        "'''",
        "#",
        "\n",
        "\r",
        "\\",
        "\\q",
    ),
    *(
        "\\u0022",
        "\\u0053",
        "\\u000A",
        "<",
        ">",
        "<#>",
        "<'>",
        "?s",
        "?s2",
        ".",
        ";",
        ",",
        "true",
        "1e0",
        "1",
        "a",
        " ",
        "  ",
    ),
    *(
        "@en",
        "@en--ltr",
        "^^",
        "_:b",
        "u:",
        ":",
        "u:x",
        "service:",
        "p:",
        "bad:",
        "FILTER(",
        "OPTIONAL{",
        "UNION",
        "VALUES ?x {",
    ),
    *("GRAPH", "||", "<b", "%41", "\\-", "é", "\u00b7", "<a:p>", "|", "/", "=", "[]", "BIND(1 AS ?z)", "EXISTS{"),
]
HEAD = "PREFIX u: <URL> PREFIX : <URL> PREFIX service: <a:> PREFIX p: <a:> PREFIX bad: <http://a:> SELECT * { ?s ?p ?o "


@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=9), st.lists(st.sampled_from(PIECES), max_size=5), st.integers(0, 3))
def test_no_mixture_of_tokens_calls_out(
    engine: ox.Store, listener: Listener, first: list[str], second: list[str], joint: int
) -> None:
    glue = " " if joint % 2 else ""
    call = ["SERVICE", "service:x", "bad:SERVICE", "trueSERVICE"][joint]
    query = (HEAD + glue.join(first) + call + glue.join(second) + " <URL> " + GROUP + " }").replace("URL", listener.url)
    before = listener.calls
    try:
        text = screen(query).text
    except QueryRefused:
        return
    ask(engine, text)
    assert listener.calls == before


NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{0,6}(service|SERVICE|load)?[a-z0-9]{0,3}", fullmatch=True)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=30),
    st.text(st.sampled_from("SERVICE {}<>\"'#\\u0A?:"), max_size=30),
    NAMES,
    NAMES,
)
def test_strings_comments_and_names_pass_unchanged(
    engine: ox.Store, text: str, comment: str, name: str, other: str
) -> None:
    spelled = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    query = (
        f"PREFIX {name}: <http://a.example/{other}#> # {comment}\n"
        f'SELECT ?{other} ?iri {{ BIND("{spelled}" AS ?{other}) # {comment}\n'
        f"BIND({name}:{other} AS ?iri) FILTER(1<2) }}"
    )
    row = next(iter(engine.query(screen(query).text)))
    assert row[0].value == text
    assert row[1].value == f"http://a.example/{other}#{other}"
