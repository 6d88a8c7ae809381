"""Why the graph says what it says of a thing: the sentences behind each fact, the rule and premises of what follows.

In: a store and the name of a thing. Out: an `Explanation`, and lines of text from it. Never: a fact without its reason;
what the tables of reference facts say is told apart from what texts say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from . import vocab
from .errors import MappingError, UsageError
from .ids import GRAPHS
from .nquads import KG, RDFS, SKOS, TYPE, iri, literal
from .reason import Closure, Derivation, close, compile_rules
from .reason import explain as derive
from .resources import folder
from .stores import Store
from .validate.record import words_of

Triple = tuple[str, str, str]
MOST = 3
"""How many sentences of one fact are told, and of one name; the rest is counted."""

LISTED = 8
"""How many things are listed that a name may stand for."""

HEAD = "".join(f"PREFIX {name}: <{space}>\n" for name, space in vocab.PREFIXES.items())
WORDS = """?node kg:passage ?passage ; kg:start ?start ; kg:end ?end .
  ?passage kg:text ?text ; kg:start ?from ; kg:inArticle ?article . ?article kg:source ?source .
  OPTIONAL { ?article dcterms:issued ?issued }
  OPTIONAL { ?node kg:rule ?rule } OPTIONAL { ?node kg:confidence ?sure }"""
BORNE_OUT = f"""SELECT ?s ?p ?o ?text ?start ?end ?from ?source ?issued ?rule ?sure WHERE {{
  {{ BIND(@thing@ AS ?s) ?node rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }}
  UNION {{ BIND(@thing@ AS ?o) ?node rdf:object ?o ; rdf:predicate ?p ; rdf:subject ?s FILTER(?s != ?o) }}
  {WORDS} }}"""
NAMED = f"SELECT ?text ?start ?end ?from ?source ?issued WHERE {{ ?node kg:refersTo @thing@ . {WORDS} }}"
KNOWN = (
    "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { { BIND(@thing@ AS ?s) ?s ?p ?o } UNION { BIND(@thing@ AS ?o) ?s ?p ?o } } }"
)
CALLED = """SELECT DISTINCT ?thing ?name WHERE {
  VALUES ?naming { skos:prefLabel skos:altLabel rdfs:label dcterms:title } ?thing ?naming ?name
  FILTER(STRSTARTS(STR(?thing), @base@) && CONTAINS(LCASE(STR(?name)), LCASE(@words@))) }"""
LABELS = """SELECT ?thing ?name WHERE {
  VALUES ?thing { @things@ }
  { ?thing skos:prefLabel ?name } UNION { ?thing rdfs:label ?name } UNION { ?thing dcterms:title ?name } }"""


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """Words that bear a fact out: their article's source and date, the sentence, the very words, the rule."""

    issued: str
    source: str
    start: int
    text: str
    words: str
    rule: str = ""
    sure: str = ""

    def lines(self) -> list[str]:
        text, words = " ".join(self.text.split()), " ".join(self.words.split())
        told = [self.source, self.issued, f"words “{words}”" if words != text else "", self.rule]
        told.append(f"confidence {self.sure}" if self.sure else "")
        return [f"“{text}”", "; ".join(filter(None, told))]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is said of a thing: by sentences, by the tables of reference facts, by rules."""

    thing: str
    names: tuple[str, ...]
    named: tuple[Sentence, ...]
    told: Mapping[Triple, tuple[Sentence, ...]]
    reference: tuple[Triple, ...]
    inferred: tuple[Derivation, ...]
    labels: Mapping[str, str]

    def lines(self) -> Iterator[str]:
        """The explanation as text, for a person."""
        yield self.names[0] if self.names else self.thing.strip("<>")
        yield self.thing.strip("<>")
        if self.names[1:]:
            yield f"also called {', '.join(self.names[1:])}"
        yield from _block("named in", _told(self.named))
        for triple, sentences in self.told.items():
            yield from _block(self.spell(triple), _told(sentences))
        for triple in self.reference:
            yield from _block(self.spell(triple), ["from the tables of reference facts"])
        for derivation in self.inferred:
            premises = (line for premise in derivation.premises for line in self._derived(premise, 0))
            yield from _block(self.spell(derivation.triple), [f"follows by {derivation.rule} from", *premises])

    def spell(self, triple: Triple) -> str:
        """A triple in words."""
        s, p, o = triple
        predicate = "is a" if p == TYPE else vocab.shorten(p.strip("<>")).removeprefix("kg:")
        said = f"{predicate} {self._name(o)}"
        return said if s == self.thing else f"{self._name(s)} {said}"

    def _derived(self, derivation: Derivation, depth: int) -> Iterator[str]:
        by = f", by {derivation.rule} from" if derivation.rule else ""
        said = self.spell(derivation.triple)
        subject = "it " if derivation.triple[0] == self.thing else ""
        yield f"{'  ' * depth}{subject}{said}{by}"
        for premise in derivation.premises:
            yield from self._derived(premise, depth + 1)

    def _name(self, term: str) -> str:
        if term.startswith('"'):
            return f"“{words_of(term)}”" if term.endswith('"') else words_of(term)
        return self.labels.get(term) or vocab.shorten(term.strip("<>")).removeprefix("kg:")


def explain(store: Store, thing: str) -> Explanation:
    """Why the graph says what it says of a thing.

    Parameters
    ----------
    store: as ``open_store`` gives it.
    thing: an IRI, as ``find`` gives it.

    Raises
    ------
    UsageError: the graph does not know the thing.
    """
    node = iri(thing)
    graphs = _of_thing(store, node)
    if not graphs:
        raise UsageError("the graph says nothing of it", where=thing, remedy="look for it with `kg explain` and a name")
    told: dict[Triple, set[Sentence]] = {}
    for row in _rows(store, BORNE_OUT, thing=node):
        told.setdefault((row["s"], row["p"], row["o"]), set()).add(_sentence(row))
    named = {_sentence(row) for row in _rows(store, NAMED, thing=node)}
    inferred = _derived(store, graphs.get("inferred", []))
    reference = tuple(t for t in graphs.get("reference", []) if not t[1].startswith((f"<{SKOS}", f"<{RDFS}")))
    terms = {term for triple in (*told, *reference) for term in (triple[0], triple[2])}
    for derivation in inferred:
        terms |= _terms(derivation)
    labels = _labels(store, terms | {node})
    names = dict.fromkeys([labels[node]] if node in labels else [])
    for s, p, o in sorted({t for about in graphs.values() for t in about}):
        if s == node and p == f"<{SKOS}altLabel>":
            names[words_of(o)] = None
    ordered = {triple: tuple(sorted(told[triple])) for triple in sorted(told, key=lambda t: (min(told[t]), t))}
    return Explanation(node, tuple(names), tuple(sorted(named)), ordered, reference, inferred, labels)


def find(store: Store, words: str, base: str) -> str:
    """The IRI of a thing.

    Parameters
    ----------
    words: an IRI, a prefixed name (``kg:Held``), an IRI without the base ("person/Q1"), or a name of the thing.
    base: the IRI that the things of the store stand under.

    Raises
    ------
    UsageError: nothing is called so, or several things are; the message lists them.
    """
    given = words.strip().removeprefix("<").removesuffix(">")
    if "://" in given:
        return given
    try:
        return vocab.load().expand(given)
    except MappingError:
        pass
    if "/" in given and " " not in given and _of_thing(store, iri(base + given)):
        return base + given
    found: dict[str, str] = {}
    for row in _rows(store, CALLED, base=literal(base), words=literal(given)):
        name, thing = words_of(row["name"]), row["thing"].strip("<>")
        found[thing] = min(found.get(thing, name), name, key=lambda n: (n.lower() != given.lower(), len(n), n))
    exact = sorted(thing for thing, name in found.items() if name.lower() == given.lower())
    matches = exact or sorted(found)
    if not matches:
        raise UsageError("nothing is called so", where=words, remedy="try a part of the name, or the IRI")
    if len(matches) > 1:
        shown = "\n".join(f"  {thing}  {found[thing]}" for thing in matches[:LISTED])
        raise UsageError(f"{len(matches)} things are called so", where=words, remedy=f"name one of them:\n{shown}")
    return matches[0]


def _of_thing(store: Store, node: str) -> dict[str, list[Triple]]:
    """What the graph says of a thing, by the last part of the graph's name; articles' graphs under their own."""
    graphs: dict[str, list[Triple]] = {}
    for row in _rows(store, KNOWN, thing=node):
        name = row["g"].strip("<>").rpartition("/graph/")[2]
        graphs.setdefault(name, []).append((row["s"], row["p"], row["o"]))
    return {name: sorted(triples) for name, triples in sorted(graphs.items())}


def _derived(store: Store, triples: list[Triple]) -> tuple[Derivation, ...]:
    """The derivations of inferred triples; the whole graph is closed once more for it."""
    if not triples:
        return ()
    aside = tuple(f"/graph/{name}>" for name in GRAPHS if name not in ("reference", "names"))
    asserted = (row[:3] for row in store.quads() if not row[3].endswith(aside))
    closure: Closure = close(compile_rules([folder("ontology") / "kg.ttl"]), asserted)  # type: ignore[arg-type]
    return tuple(derive(closure, triple) for triple in triples)


def _terms(derivation: Derivation) -> set[str]:
    terms = {derivation.triple[0], derivation.triple[2]}
    return terms.union(*map(_terms, derivation.premises))


def _labels(store: Store, terms: Iterable[str]) -> dict[str, str]:
    things = " ".join(sorted(t for t in terms if t.startswith("<") and not t.startswith(f"<{KG}")))
    rows = _rows(store, LABELS, things=things)
    return dict(sorted(((row["thing"], words_of(row["name"])) for row in rows), reverse=True))


def _sentence(row: Mapping[str, str]) -> Sentence:
    start, end, first = (int(words_of(row[name])) for name in ("start", "end", "from"))
    text = words_of(row["text"])
    issued, rule, sure = (words_of(row[name]) if name in row else "" for name in ("issued", "rule", "sure"))
    words = text[max(start - first, 0) : end - first]
    return Sentence(issued, words_of(row["source"]), start, text, words, rule, sure)


def _rows(store: Store, query: str, **terms: str) -> Iterator[dict[str, str]]:
    for name, term in terms.items():
        query = query.replace(f"@{name}@", term)
    result = store.query(HEAD + query)
    for row in result.rows:
        yield {name: str(term) for name, term in zip(result.variables, row, strict=True) if term is not None}


def _told(sentences: Iterable[Sentence]) -> list[str]:
    """The lines of the first sentences, each text once."""
    once = list({" ".join(sentence.text.split()): sentence for sentence in reversed(list(sentences))}.values())[::-1]
    more = [f"and {len(once) - MOST} more"] if len(once) > MOST else []
    return [line for sentence in once[:MOST] for line in sentence.lines()] + more


def _block(head: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", head, *(f"    {line}" for line in lines))
