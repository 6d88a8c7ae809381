"""The command line as a person meets it: data, talk and exit codes, and every bad input of a folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pyoxigraph as ox
import pypdf
import pytest

from kg.resources import FOLDERS, folder
from served import free_port

ROOT = Path(__file__).parents[1]
SAMPLE = folder("documents") / "readout-leaders-call.txt"
VERBS = ["build", "serve", "run", "query", "explain", "conflicts", "export", "validate", "extract", "check"]
SCRIPTED = """<!doctype html>
<html lang="en"><head><title>Envoys meet in Bern</title><script>var a = "EVIL";</script></head>
<body><article><h1>Envoys meet in Bern</h1>
<p>BERN, 5 March 2024 - The Foreign Minister of Chad met the Foreign Minister of Peru in Bern on Tuesday morning.</p>
<script>document.write("EVIL")</script><p onclick="EVIL()">They spoke about trade, and agreed to meet in Lima again.</p>
</article></body></html>"""


def kg(*arguments: str | Path, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command, as a person would."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    variables = {**os.environ, **environment}
    return subprocess.run(command, input=given, env=variables, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("cli") / "build"
    done = kg("build", SAMPLE, "-o", out)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert done.stderr.splitlines()[0] == "1 document read, 1 article published"
    return out


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path, Path]:
    """A build of a folder with all that is wrong in it, beside one good document."""
    place = tmp_path_factory.mktemp("bad")
    shutil.copy(SAMPLE, place / "good.txt")
    shutil.copy(SAMPLE, place / "twin.txt")
    (place / "empty.txt").write_bytes(b"")
    (place / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (place / "latin.txt").write_bytes(
        "The ministers met in a caf\u00e9 in Malm\u00f6 on 5 March 2024.".encode("latin-1")
    )
    (place / "page.html").write_text("<html><body><script>draw()</script></body></html>", encoding="utf-8")
    (place / "scripted.html").write_text(SCRIPTED, encoding="utf-8")
    (place / "long.txt").write_text("The envoys met in Bern.\n" * 2_200_000, encoding="utf-8")
    (place / "misled.txt").write_text("The envoys met in Bern.", encoding="utf-8")
    (place / "misled.yaml").write_text("title: [", encoding="utf-8")
    (place / "gone.txt").symlink_to(place / "nowhere")
    (place / "data.xyz").write_text("x", encoding="utf-8")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(place / "scan.pdf")
    out = place.parent / f"{place.name}-build"
    return kg("build", place, "-o", out), place, out


UNREAD = {
    "empty.txt": "the file is empty; remove it",
    "binary.txt": "not text but a binary file; save it as UTF-8",
    "page.html": "a web page without text; if scripts build it",
    "scan.pdf": "a scan; run an OCR tool over it",
    "long.txt": "53 MB of text, and 20 MB is the most that is read at once; split it",
    "misled.txt": "misled.yaml: malformed YAML",
    "gone.txt": "this is no regular file; give a file",
    "data.xyz": "no reader for .xyz files; convert it to one of .docx",
}


@pytest.mark.parametrize("name", UNREAD)
def test_a_bad_document_is_named_with_its_remedy(
    bad: tuple[subprocess.CompletedProcess[str], Path, Path], name: str
) -> None:
    [line] = [line for line in bad[0].stderr.splitlines() if line.startswith(f"unread: {name}: ")]
    assert UNREAD[name] in line


def test_beside_bad_documents_the_good_ones_are_built(
    bad: tuple[subprocess.CompletedProcess[str], Path, Path],
) -> None:
    done, _, out = bad
    assert done.returncode == 0
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    sources = kg("query", out, "SELECT ?s { ?a kg:source ?s } ORDER BY ?s", "-f", "csv").stdout.split()
    assert sources == ["s", "good.txt", "latin.txt", "scripted.html", "twin.txt"]


def test_of_scripts_in_a_page_nothing_is_published(bad: tuple[subprocess.CompletedProcess[str], Path, Path]) -> None:
    text = kg("export", bad[2], "-f", "nquads").stdout
    assert "Envoys meet in Bern" in text
    assert "EVIL" not in text


def test_a_text_in_an_old_encoding_keeps_its_letters(bad: tuple[subprocess.CompletedProcess[str], Path, Path]) -> None:
    assert kg("query", bad[2], 'ASK { ?p kg:text ?t FILTER(CONTAINS(?t, "café in Malmö")) }').stdout == "yes\n"


def test_nothing_half_written_is_left(bad: tuple[subprocess.CompletedProcess[str], Path, Path]) -> None:
    left = {path.name for path in bad[2].iterdir()}
    assert left == {"cache", "current", "generations", "lock", "log.jsonl"}
    assert [path.name for path in (bad[2] / "generations").iterdir()] == ["000001"]


@pytest.mark.skipif(os.geteuid() == 0, reason="for the superuser no folder is unreadable")
def test_an_unreadable_folder_is_reported(tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path)
    (tmp_path / "locked").mkdir(mode=0)
    done = kg("build", tmp_path, "-o", tmp_path / "build")
    assert done.returncode == 0
    assert "unread: locked: the folder cannot be read" in done.stderr


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    done = kg("extract", SAMPLE, SAMPLE)
    assert len(done.stdout.splitlines()) == len(set(done.stdout.splitlines())) > 3


def test_where_nothing_can_be_read_the_exit_code_is_3(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = kg("build", tmp_path, "-o", tmp_path / "out")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("kg: empty.txt: the file is empty; ")
    assert not (tmp_path / "out").exists()
    assert kg("extract", tmp_path / "empty.txt").returncode == 3


def test_a_mapping_with_a_typo_is_refused_with_file_key_and_nearest_term(tmp_path: Path) -> None:
    for name in (*FOLDERS, "src"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    meal = tmp_path / "mappings" / "events" / "meal.yaml"
    meal.write_text(meal.read_text(encoding="utf-8").replace("kg:Meal", "kg:Meel"), encoding="utf-8")
    for verb, code in ((("check",), 1), (("build", SAMPLE, "-o", tmp_path / "out"), 3)):
        done = kg(*verb, PYTHONPATH=str(tmp_path / "src"))
        assert done.returncode == code
        assert "meal.yaml" in done.stdout + done.stderr
        assert "did you mean kg:Meal?" in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "out" / "current").exists()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * {", "line 1, column 10: this { is never closed"),
        ("SELECT ?x {\n ?x kg:source ] }", "line 2, column"),
        ("SELECT * { ?s nosuch:p ?o }", "add a PREFIX line"),
        ("INSERT DATA { <a:b> <a:c> <a:d> }", "kg: "),
        ("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_a_query_that_cannot_be_answered_is_refused(built: Path, query: str, words: str) -> None:
    done = kg("query", built, query)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert done.stderr.startswith("kg: ")


def test_wrong_usage_is_2_and_says_what_there_is(built: Path) -> None:
    for arguments, words in (
        (["query", built, "ASK {}", "-f", "excel"], "'table', 'json', 'csv'"),
        (["export", built, "-f", "excel"], "'nquads', 'turtle'"),
        (["query", built, "SELECT * {}", "-f", "turtle"], "take one of json"),
        (["build"], "DOCUMENTS"),
        (["bild", "x"], "bild"),
        (["serve", built, "--port", "0"], "1<=x<=65535"),
        (["build", SAMPLE, "--base", "here"], "no base for IRIs"),
    ):
        done = kg(*arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert words in done.stderr


@pytest.mark.parametrize("verb", ["serve", "query", "explain", "conflicts", "export", "validate"])
def test_a_folder_without_a_build_is_named_with_the_remedy(tmp_path: Path, verb: str) -> None:
    more = {"query": ["ASK {}"], "explain": ["x"]}.get(verb, [])
    done = kg(verb, tmp_path, *more)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f"kg: {tmp_path}: nothing was built here; build it with `kg build DOCUMENTS -o {tmp_path}`\n"


def test_a_traceback_is_for_those_who_ask(tmp_path: Path) -> None:
    assert "Traceback" in kg("--debug", "query", tmp_path, "ASK {}").stderr
    assert "Traceback" in kg("query", tmp_path, "ASK {}", KG_DEBUG="1").stderr


def test_the_help_is_quick_and_names_verbs_exit_codes_and_variables() -> None:
    shown = kg("--help").stdout
    assert [line.split()[0] for line in shown.partition("Commands:")[2].splitlines() if line[:2] == "  "][
        : len(VERBS)
    ] == VERBS
    assert "3  unreadable input" in shown
    heavy = "print([m for m in ('rdflib', 'pyoxigraph', 'flask', 'pyshacl', 'rich') if m in sys.modules])"
    loaded = subprocess.run(
        [sys.executable, "-c", f"import sys, kg.cli; {heavy}"], capture_output=True, text=True, check=True
    )
    assert loaded.stdout == "[]\n"
    for verb, variables in (("build", "KG_OUT KG_BASE KG_JOBS"), ("run", "KG_HOST KG_PORT KG_DEADLINE KG_WORKERS")):
        text = kg(verb, "--help").stdout
        assert all(name in text for name in variables.split())


def test_every_environment_variable_is_named_in_the_help() -> None:
    named = "".join(kg(verb, "--help").stdout for verb in VERBS) + kg("--help").stdout
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "kg").rglob("*.py"))
    assert "os.environ" not in code
    assert all(name in named for name in set(re.findall(r'envvar="(\w+)"', code)))


def test_a_query_is_answered_in_every_format(built: Path) -> None:
    rows = "SELECT ?source { ?a kg:source ?source }"
    assert kg("query", built, rows).stdout.split() == ["source", "─" * 24, "readout-leaders-call.txt"]
    assert kg("query", built, rows, "-f", "csv").stdout.split() == ["source", "readout-leaders-call.txt"]
    [binding] = json.loads(kg("query", built, rows, "-f", "json").stdout)["results"]["bindings"]
    assert binding["source"]["value"] == "readout-leaders-call.txt"
    graph = kg("query", built, "CONSTRUCT { ?a kg:source ?s } { ?a kg:source ?s }", "-f", "turtle").stdout
    assert len(list(ox.parse(graph, format=ox.RdfFormat.TURTLE))) == 1
    assert kg("query", built, "-", given="ASK { ?x a kg:Article }").stdout == "yes\n"


def test_an_export_is_whole_in_every_format(built: Path) -> None:
    count = int(kg("query", built, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "-f", "csv").stdout.split()[1])
    for name, form in (("ntriples", ox.RdfFormat.N_TRIPLES), ("turtle", ox.RdfFormat.TURTLE)):
        assert len(set(ox.parse(kg("export", built, "-f", name).stdout, format=form))) == count


def test_a_reader_who_leaves_early_hears_nothing(built: Path) -> None:
    line = f"set -o pipefail; '{sys.executable}' -m kg export '{built}' | head -1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 141


def test_a_thing_is_explained_by_its_sentences_and_an_inference_by_its_premises(built: Path) -> None:
    shown = kg("explain", built, "Jake Sullivan").stdout
    assert "“" in shown
    assert "readout-leaders-call.txt; 2024-04-02" in shown
    assert "metWith Wang Yi" in shown
    assert "interlocutor Wang Yi" in shown.partition("metWith Wang Yi\n    follows by ")[2]
    iri = shown.splitlines()[1]
    assert kg("explain", built, iri).stdout == shown
    assert kg("explain", built, iri.partition("/id/")[2]).stdout == shown


def test_a_name_that_fits_nothing_or_several_is_wrong_usage(built: Path) -> None:
    nothing, several = kg("explain", built, "Nobody At All"), kg("explain", built, "a")
    assert (nothing.returncode, several.returncode) == (2, 2)
    assert "nothing is called so; try a part of the name" in nothing.stderr
    assert "things are called so; name one of them:\n  http" in several.stderr


def test_where_articles_differ_is_listed_with_both_sentences(tmp_path: Path) -> None:
    for name, number in (("one", "nine"), ("two", "eight")):
        text = f"GENEVA, 9 May 2012 - The Geneva Convention on Harbour Lights has {number} chapters.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert kg("build", tmp_path / "one.txt", tmp_path / "two.txt", "-o", tmp_path / "build").returncode == 0
    done = kg("conflicts", tmp_path / "build")
    assert done.returncode == 0
    assert "contradiction: Geneva Convention on Harbour Lights, number of chapters: 8 / 9" in done.stdout
    assert "has nine chapters" in done.stdout
    assert "has eight chapters" in done.stdout
    assert kg("conflicts", tmp_path / "build", "--kind", "precision").stdout == ""
    assert kg("conflicts", tmp_path / "build", "--kind", "quarrel").returncode == 2


def test_a_graph_is_validated_for_people_and_for_machines(built: Path) -> None:
    done = kg("validate", built)
    assert done.returncode == 0
    assert done.stderr.startswith("conforms; ")
    report = kg("validate", built, "--report").stdout
    assert any(quad.predicate.value.endswith("#conforms") for quad in ox.parse(report, format=ox.RdfFormat.TURTLE))


def test_a_graph_that_does_not_conform_is_1(tmp_path: Path) -> None:
    from kg.publish import publish

    person = ("<http://a.example/x>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>")
    quad = (*person, "<https://w3id.org/chancery/ontology#Person>", "<http://a.example/article/a>")
    publish([quad], tmp_path, manifest={"base": "http://a.example/"})
    done = kg("validate", tmp_path)
    assert done.returncode == 1
    assert "Violation" in done.stdout
    assert done.stderr.startswith("does not conform: ")


def test_facts_are_lines_of_json_whose_words_stand_in_the_text() -> None:
    done = kg("extract", SAMPLE)
    assert (done.returncode, done.stderr) == (0, "")
    text = SAMPLE.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"bilateral-meeting", "tenure"} <= {line["kind"] for line in lines}
    for line in lines:
        for words in (w for role in line["roles"] for w in role["evidence"]):
            assert text[words["start"] : words["end"]] == words["words"]


def test_standard_input_is_a_document() -> None:
    done = kg("extract", "-", given="BERN, 5 March 2024 - Foreign Minister Ana Reis of Peru met Ivo Marek in Bern.")
    assert json.loads(done.stdout.splitlines()[0])["source"] == "-"


def test_the_parts_of_the_product_agree() -> None:
    done = kg("check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "ontology, mappings, shapes and queries agree\n")


def test_the_main_job_builds_once_and_serves(tmp_path: Path) -> None:
    for first in (True, False):
        port = free_port()
        command = [sys.executable, str(ROOT / "serve.py"), "--out", str(tmp_path / "build"), "--port", str(port)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            said = []
            for line in iter(process.stderr.readline, ""):
                said.append(line)
                if "Serving" in line:
                    break
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
                    assert answer.status == 200
            finally:
                process.terminate()
        assert ("published as" in "".join(said)) is first
        assert (f"{tmp_path / 'build'} holds " in said[0]) is not first
