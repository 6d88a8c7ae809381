"""The command line: verbs become calls; the only door of click.

In: arguments and environment. Out: data on stdout, talk and progress on stderr, an exit code. Never: a traceback that
nobody asked for, or a heavy import before the verb that needs it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import reduce
from pathlib import Path
from typing import Any

import click

from . import screen
from .errors import KGError, ReadError
from .ids import DEFAULT_BASE
from .resources import folder as find_folder
from .screen import say


class Verbs(click.Group):
    """Errors become one message and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)  # in the order a person meets them, not that of the alphabet

    def invoke(self, ctx: click.Context) -> None:
        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(128 + signal.SIGPIPE)
        except KeyboardInterrupt:
            ctx.exit(128 + signal.SIGINT)
        except KGError as error:
            if ctx.params["debug"]:
                raise
            say(f"kg: {error}")
            ctx.exit(error.exit_code)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one verb and end the process with its exit code."""
    verbs(args=arguments, prog_name="kg")


def options(*given: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several options at once."""
    return lambda command: reduce(lambda done, add: add(done), reversed(given), command)


def option(*names: str, **settings: Any) -> Callable[[Any], Any]:
    return click.option(*names, show_default=settings.pop("show_default", True), show_envvar=True, **settings)


def written(*formats: str) -> Callable[[Any], Any]:
    return option("-f", "--format", "form", default=formats[0], type=click.Choice(formats), help="How to write it.")


folder = click.argument("folder", type=click.Path(path_type=Path))
building = options(
    option("-o", "--out", default="build", type=click.Path(path_type=Path), envvar="KG_OUT", help="The build folder."),
    option("--base", default=DEFAULT_BASE, envvar="KG_BASE", help="The IRI that all things stand under."),
    option("--jobs", default=0, type=click.IntRange(0), envvar="KG_JOBS", help="Processes that read; 0: one a core."),
)
serving = options(
    option("--host", default="127.0.0.1", envvar="KG_HOST", help="The address to listen at."),
    option("--port", default=8000, type=click.IntRange(1, 65535), envvar="KG_PORT", help="The port to listen at."),
    option("--deadline", default=30.0, type=click.FloatRange(0.1), envvar="KG_DEADLINE", help="Seconds for a query."),
    option("--workers", type=click.IntRange(2), envvar="KG_WORKERS", help="Query processes; by default 4 to 8."),
)


@click.group(cls=Verbs, epilog=screen.EXIT_CODES)
@click.version_option(package_name="chancery-kg", prog_name="kg")
@option("--debug", is_flag=True, envvar="KG_DEBUG", help="Show the traceback of an error.", show_default=False)
def verbs(debug: bool) -> None:
    """Diplomatic documents in, a checked knowledge graph out; every fact shows the sentence it came from."""


@verbs.command(short_help="Read documents, publish the graph of what they say.")
@click.argument("paths", nargs=-1, required=True, metavar="DOCUMENTS...")
@building
def build(paths: tuple[str, ...], out: Path, base: str, jobs: int) -> None:
    """Read DOCUMENTS (files, folders, or - for standard input) and publish the graph of what they say.

    What cannot be read, and what does not conform, is reported and left out; the rest is built, and the exit code is 0.
    It is 3 when nothing can be read and 1 when no document conforms; then what was published before stays.
    """
    _build(paths, out, base, jobs)


@verbs.command(short_help="Serve the graph: pages, SPARQL, exports.")
@folder
@serving
def serve(folder: Path, **how: Any) -> None:
    """Serve the graph in FOLDER: pages, SPARQL at /sparql, exports."""
    _serve(folder, **how)


@verbs.command()
@click.argument("paths", nargs=-1, metavar="[DOCUMENTS...]")
@building
@serving
def run(paths: tuple[str, ...], out: Path, base: str, jobs: int, **how: Any) -> None:
    """Build where nothing is built yet, then serve.

    Named DOCUMENTS are always built, which is quick where little has changed; without any the samples that come with
    the product are built, once.
    """
    from .publish import current

    if paths:
        _build(paths, out, base, jobs)
    else:
        try:
            say(f"{out} holds {screen.figures(current(out).manifest)}")
        except KGError:
            _build([str(find_folder("documents"))], out, base, jobs)
    _serve(out, **how)


@verbs.command(short_help="Ask the graph a SPARQL query.")
@folder
@click.argument("sparql", metavar="QUERY")
@written("table", "json", "csv", "tsv", "xml", "turtle", "ntriples", "rdfxml", "jsonld")
def query(folder: Path, sparql: str, form: str) -> None:
    """Ask the graph in FOLDER a SPARQL QUERY (- reads it from standard input).

    The usual prefixes (kg:, skos:, rdfs:, dcterms:, ...) need no PREFIX line. Tables, json, csv, tsv and xml are for
    SELECT and ASK; turtle, ntriples, rdfxml and jsonld for CONSTRUCT and DESCRIBE.
    """
    from .stores import open_store

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing else ends a query inside the engine
    text = sys.stdin.read() if sparql == "-" else sparql
    sys.stdout.buffer.write(screen.answer(open_store(folder), text, form, wide=not sys.stdout.isatty()))


@verbs.command(short_help="Show the sentences behind a thing.")
@folder
@click.argument("thing")
def explain(folder: Path, thing: str) -> None:
    """Show the sentences behind THING, and for what follows from them the rule and its premises.

    THING is an IRI, an IRI without the base ("person/Q1"), or a name.
    """
    from .explain import explain as explain_thing
    from .explain import find
    from .publish import open_release

    release, store = open_release(folder)
    click.echo("\n".join(explain_thing(store, find(store, thing, release.manifest["base"])).lines()))


@verbs.command(short_help="List where articles differ.")
@folder
@option("--kind", "kinds", multiple=True, help="Only of this kind; for several, again.", show_default=False)
def conflicts(folder: Path, kinds: tuple[str, ...]) -> None:
    """List where the articles of the graph in FOLDER differ, with the sentences of all sides."""
    from .conflicts import conflicts as differing
    from .stores import open_store

    for conflict in differing(open_store(folder), kinds):
        click.echo("\n".join(conflict.lines()))


@verbs.command(short_help="Write all of the graph.")
@folder
@written("nquads", "turtle", "jsonld", "trig", "ntriples", "rdfxml")
def export(folder: Path, form: str) -> None:
    """Write all of the graph in FOLDER to standard output.

    nquads and trig keep the graph of each article; the others hold all triples, each once.
    """
    from .export import export as write
    from .stores import open_store

    write(open_store(folder), form, sys.stdout.buffer)


@verbs.command(short_help="Hold the graph against the shapes.")
@folder
@option("--report", is_flag=True, help="Write a W3C validation report in Turtle.", show_default=False)
def validate(folder: Path, report: bool) -> None:
    """Hold the graph in FOLDER against the shapes: thing, rule, value and sentence of all that is not as they say."""
    from .stores import open_store
    from .validate import validate as hold_against

    found = hold_against(open_store(folder).quads())  # type: ignore[arg-type]
    sys.stdout.write(found.turtle() if report else screen.violations(found, wide=not sys.stdout.isatty()))
    say(screen.verdict(found))
    if not found.conforms:
        raise click.exceptions.Exit(1)


@verbs.command(short_help="Write the facts of documents as lines of JSON.")
@click.argument("paths", nargs=-1, required=True, metavar="DOCUMENTS...")
def extract(paths: tuple[str, ...]) -> None:
    """Read DOCUMENTS and write their facts as lines of JSON: nothing is resolved, lifted or kept."""
    from .jsonlines import facts
    from .model import Document
    from .readers import read
    from .understand import read_out

    items = list(read(paths))
    for item in items:
        if isinstance(item, Document):
            sys.stdout.writelines(f"{line}\n" for line in facts(read_out(item)))
        else:
            say(f"kg: {ReadError(item.reason, where=item.source, remedy=item.remedy)}")
    if not any(isinstance(item, Document) for item in items):
        raise click.exceptions.Exit(ReadError.exit_code)


@verbs.command(short_help="Hold ontology, mappings and shapes against each other.")
def check() -> None:
    """Hold ontology, mappings, shapes and the queries of the pages against each other."""
    from .check import check as findings
    from .reason import compile_rules

    if found := findings():
        click.echo("\n".join(map(str, found)))
        raise click.exceptions.Exit(1)
    compile_rules([find_folder("ontology") / "kg.ttl"])
    say("ontology, mappings, shapes and queries agree")


def _build(paths: Iterable[str], out: Path, base: str, jobs: int) -> None:
    from .pipeline import build as build_graph

    with screen.bars() as progress:
        report = build_graph(paths, out, base=base, progress=progress, now=datetime.now(UTC), jobs=jobs)
    say("\n".join((*report.lines(), screen.seconds(report.seconds), f"published as {report.folder}")))


def _serve(folder: Path, host: str, port: int, **limits: Any) -> None:
    from .publish import recover
    from .web.server import serve as serve_folder
    from .web.settings import Settings

    recover(folder)
    serve_folder(folder, host, port, Settings(**{name: value for name, value in limits.items() if value is not None}))
