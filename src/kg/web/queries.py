"""Every query that the pages send, as data.

In: nothing. Out: SPARQL texts; ``@name@`` is filled by ``fill`` with a term in SPARQL syntax. Never: a term of the
ontology that is not in it (a test walks through all texts of this module).

They are look-ups from one thing: each basic pattern starts from an IRI that is filled in, so their cost follows from
what there is to show, not from the size of the graph. OPTIONAL stands last: across one that stands between two patterns
the engine joins all passages there are. Those that read whole classes (COUNTS, SPAN, TRIPLES) are kept for as long as
the generation is served.
"""

from __future__ import annotations

import re

from ..errors import UsageError

KG = "https://w3id.org/chancery/ontology#"
PREFIXES = {
    "kg": KG,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
}
HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())

NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def iri(text: str) -> str:
    """An IRI in SPARQL syntax.

    Raises
    ------
    UsageError: the text holds characters that no IRI has.

    >>> iri("http://example.org/a")
    '<http://example.org/a>'
    """
    if NOT_IN_IRI.search(text):
        raise UsageError("this is not an IRI", where=text, remedy="copy the address again")
    return f"<{text}>"


def string(text: str) -> str:
    r"""A string in SPARQL syntax.

    >>> print(string('say "no"'))
    "say \"no\""
    """
    return '"' + "".join(_ESCAPES.get(letter, letter) for letter in text) + '"'


def fill(query: str, **terms: str) -> str:
    """A query with its ``@name@`` filled, and all prefixes declared.

    >>> fill("ASK { @thing@ ?p ?o }", thing=iri("x:a")).endswith("ASK { <x:a> ?p ?o }")
    True
    """
    for name, term in terms.items():
        query = query.replace(f"@{name}@", term)
    return HEAD + query


TRIPLES = "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }"

COUNTS = """SELECT ?class (COUNT(?thing) AS ?count) WHERE {
  VALUES ?class { kg:Article kg:Person kg:Organization kg:State kg:Place kg:Position kg:Event kg:Treaty kg:Quotation }
  ?thing a ?class .
} GROUP BY ?class"""

SPAN = "SELECT (MIN(?early) AS ?first) (MAX(?early) AS ?last) WHERE { ?event kg:earliest ?early }"

ARTICLES = """SELECT ?article ?title ?publisher ?issued ?source WHERE {
  ?article a kg:Article ; kg:source ?source .
  OPTIONAL { ?article dcterms:title ?title }
  OPTIONAL { ?article dcterms:publisher ?publisher }
  OPTIONAL { ?article dcterms:issued ?issued }
} ORDER BY DESC(STR(?issued)) ?title ?article LIMIT 12"""

BROWSE = """SELECT DISTINCT ?thing ?label ?date WHERE {
  ?thing a @kind@ .
  OPTIONAL { ?thing skos:prefLabel ?name }
  OPTIONAL { ?thing rdfs:label ?made }
  OPTIONAL { ?thing dcterms:title ?title }
  OPTIONAL { ?thing kg:earliest ?date }
  OPTIONAL { ?thing kg:source ?source }
  BIND(COALESCE(?name, ?title, ?made, ?source, STR(?thing)) AS ?label)
} ORDER BY ?date LCASE(STR(?label)) ?thing LIMIT @limit@ OFFSET @offset@"""

SEARCH = """SELECT ?thing ?label WHERE {
  VALUES ?naming { skos:prefLabel skos:altLabel rdfs:label dcterms:title }
  ?thing ?naming ?label .
  FILTER(@test@)
} LIMIT 500"""

SEARCH_TEXT = """SELECT ?passage ?article ?label ?start ?end WHERE {
  ?passage kg:text ?label ; kg:inArticle ?article ; kg:start ?start ; kg:end ?end .
  FILTER(@test@)
} LIMIT 20"""

LABELS = """SELECT ?thing ?naming ?label WHERE {
  { VALUES ?thing { @things@ } ?thing skos:prefLabel ?label . BIND(1 AS ?naming) }
  UNION { VALUES ?thing { @things@ } ?thing rdfs:label ?label . BIND(2 AS ?naming) }
  UNION { VALUES ?thing { @things@ } ?thing dcterms:title ?label . BIND(3 AS ?naming) }
  UNION { VALUES ?thing { @things@ } ?thing kg:source ?label . BIND(4 AS ?naming) }
}"""

DATES = """SELECT ?thing ?early ?late WHERE {
  VALUES ?thing { @things@ } ?thing kg:earliest ?early . OPTIONAL { ?thing kg:latest ?late }
}"""

OUTGOING = "SELECT ?p ?o ?g WHERE { GRAPH ?g { @thing@ ?p ?o } } LIMIT 5000"

BOOKKEEPING = """(rdf:subject, rdf:predicate, rdf:object, kg:refersTo, kg:mentions, kg:antecedent, kg:passage,
                    kg:inArticle, prov:wasAttributedTo)"""

INCOMING = f"""SELECT ?s ?p ?g WHERE {{ GRAPH ?g {{ ?s ?p @thing@ }}
  FILTER(?p NOT IN {BOOKKEEPING})
}} LIMIT 1000"""

_WORDS = """?evidence kg:passage ?passage ; kg:start ?start ; kg:end ?end .
  ?passage kg:text ?text ; kg:start ?from ; kg:inArticle ?article .
  OPTIONAL { ?evidence kg:rule ?rule }
  OPTIONAL { ?evidence kg:confidence ?confidence }
  OPTIONAL { ?evidence kg:implicit ?implicit }"""

EVIDENCE_FROM = f"""SELECT * WHERE {{
  ?evidence rdf:subject @thing@ ; rdf:predicate ?p ; rdf:object ?o .
  {_WORDS}
}} LIMIT 3000"""

EVIDENCE_TO = f"""SELECT * WHERE {{
  ?evidence rdf:object @thing@ ; rdf:predicate ?p ; rdf:subject ?s .
  {_WORDS}
}} LIMIT 3000"""

NAMED = """SELECT ?article ?text ?from ?start ?end WHERE {
  ?mention kg:refersTo @thing@ ; kg:passage ?passage ; kg:start ?start ; kg:end ?end .
  ?passage kg:text ?text ; kg:start ?from ; kg:inArticle ?article .
} LIMIT 200"""

ARTICLE_RECORD = "SELECT ?p ?o WHERE { GRAPH @record@ { @article@ ?p ?o } FILTER(?p NOT IN (kg:mentions)) }"

ARTICLE_PASSAGES = """SELECT ?start ?end ?text WHERE { GRAPH @record@ {
  ?passage a kg:Passage ; kg:start ?start ; kg:end ?end ; kg:text ?text .
} }"""

ARTICLE_MENTIONS = """SELECT ?start ?end ?thing WHERE { GRAPH @record@ {
  ?mention kg:refersTo ?thing ; kg:start ?start ; kg:end ?end .
} }"""

ARTICLE_EVIDENCE = """SELECT ?evidence ?s ?p ?o ?start ?end ?rule ?confidence ?implicit WHERE { GRAPH @record@ {
  ?evidence rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:start ?start ; kg:end ?end .
  OPTIONAL { ?evidence kg:rule ?rule } OPTIONAL { ?evidence kg:confidence ?confidence }
  OPTIONAL { ?evidence kg:implicit ?implicit }
} }"""

ONTOLOGY = """SELECT ?term ?p ?o WHERE { GRAPH @graph@ {
  ?term ?p ?o .
  FILTER(?p IN (rdf:type, rdfs:label, rdfs:comment, skos:example, rdfs:subClassOf, rdfs:subPropertyOf, rdfs:domain,
                rdfs:range))
  FILTER(STRSTARTS(STR(?term), STR(kg:)))
} }"""

GRAPH_SIZE = "SELECT (COUNT(*) AS ?count) WHERE { GRAPH @graph@ { ?s ?p ?o } }"
GRAPH_ROWS = "SELECT ?s ?p ?o WHERE { GRAPH @graph@ { ?s ?p ?o } } LIMIT 200"

ANYTHING = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"
KNOWN = """SELECT ?s WHERE {
  { @thing@ ?p ?o } UNION { ?s ?p @thing@ } UNION { GRAPH @thing@ { ?s ?p ?o } }
} LIMIT 1"""
IS_ARTICLE = "SELECT ?source WHERE { @thing@ a kg:Article ; kg:source ?source } LIMIT 1"

TWIN_THING = f"""CONSTRUCT {{
  @thing@ ?p ?o . ?s ?q @thing@ . ?evidence ?r ?v . ?passage kg:text ?text .
  ?neighbour skos:prefLabel ?label .
}} WHERE {{
  {{ @thing@ ?p ?o }}
  UNION {{ ?s ?q @thing@ FILTER(?q NOT IN {BOOKKEEPING}) }}
  UNION {{ @thing@ ?link ?neighbour . ?neighbour skos:prefLabel ?label }}
  UNION {{ ?evidence rdf:subject @thing@ ; ?r ?v }}
  UNION {{ ?evidence rdf:subject @thing@ ; kg:passage ?passage . ?passage kg:text ?text }}
}}"""

TWIN_ARTICLE = """CONSTRUCT { ?s ?p ?o } WHERE {
  { GRAPH @thing@ { ?s ?p ?o } } UNION { GRAPH @record@ { ?s ?p ?o } }
}"""

TWIN_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH @thing@ { ?s ?p ?o } }"
