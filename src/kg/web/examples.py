"""Questions that a reader can click, as data.

In: nothing. Out: titles and SPARQL texts. Never: a name of a person or an event; they hold for any graph of this
product.
"""

from __future__ import annotations

from dataclasses import dataclass

_HEAD = """PREFIX kg: <https://w3id.org/chancery/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_HEAD_RDF = _HEAD + "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
_HEAD_TITLES = _HEAD + "PREFIX dcterms: <http://purl.org/dc/terms/>\n"


@dataclass(frozen=True, slots=True)
class Example:
    """A question in words and in SPARQL; ``hint`` says what the query shows about the graph."""

    title: str
    hint: str
    query: str


EXAMPLES = (
    Example(
        "Who met whom, and when?",
        "Bilateral meetings and calls that were held have interlocutors.",
        _HEAD
        + """
SELECT ?date ?one ?other ?meeting WHERE {
  ?meeting kg:interlocutor ?a, ?b ; kg:earliest ?date .
  ?a skos:prefLabel ?one .
  ?b skos:prefLabel ?other .
  FILTER(STR(?a) < STR(?b))
}
ORDER BY ?date ?one ?other""",
    ),
    Example(
        "Who held which office, and which articles say so?",
        "Every article is a graph of its own, so GRAPH answers “which article says this?”.",
        _HEAD_TITLES
        + """
SELECT ?person ?office ?standing ?article WHERE {
  GRAPH ?text { ?who kg:tenure ?tenure . ?tenure kg:position ?position }
  ?who skos:prefLabel ?person .
  ?position skos:prefLabel ?office .
  OPTIONAL { ?tenure kg:standing ?standing }
  OPTIONAL { ?text dcterms:title ?article }
}
ORDER BY ?person ?office ?article""",
    ),
    Example(
        "What happened, in order, and where?",
        "Events have an earliest and a latest day, whatever precision the text gives.",
        _HEAD
        + """
SELECT ?from ?to ?event ?kind ?where WHERE {
  ?event kg:earliest ?from ; kg:latest ?to ; a ?kind .
  FILTER(?kind NOT IN (kg:Event, kg:Meeting))
  OPTIONAL { ?event kg:place/skos:prefLabel ?where }
}
ORDER BY ?from ?to ?event""",
    ),
    Example(
        "What do the texts say of each treaty?",
        "A treaty told of by several articles is one thing with one address.",
        _HEAD
        + """
SELECT ?treaty ?adopted ?opened ?place ?needed ?signatories WHERE {
  ?t a kg:Treaty ; skos:prefLabel ?treaty .
  OPTIONAL { ?t kg:adoptedOn ?adopted }
  OPTIONAL { ?t kg:openedForSignatureOn ?opened }
  OPTIONAL { ?t kg:openedForSignatureAt/skos:prefLabel ?place }
  OPTIONAL { ?t kg:ratificationsRequired ?needed }
  OPTIONAL { ?t kg:signatoryCount ?signatories }
}
ORDER BY ?treaty""",
    ),
    Example(
        "Who is quoted, and in which words?",
        "Quotations are the very words between the quotation marks.",
        _HEAD
        + """
SELECT ?speaker ?words ?quotation WHERE {
  ?quotation a kg:Quotation ; kg:saidBy ?who ; kg:text ?words .
  ?who skos:prefLabel ?speaker .
}
ORDER BY ?speaker ?quotation""",
    ),
    Example(
        "Which sentence says that somebody took part in something?",
        "Evidence leads from a triple to the sentence, the rule and how sure it is.",
        _HEAD_RDF
        + """
SELECT ?who ?event ?sentence ?rule ?confidence WHERE {
  ?evidence rdf:predicate kg:participant ; rdf:object ?person ; rdf:subject ?event ;
            kg:passage/kg:text ?sentence ; kg:rule ?rule ; kg:confidence ?confidence .
  ?person skos:prefLabel ?who .
}
ORDER BY ?who ?event
LIMIT 200""",
    ),
    Example(
        "Which states and bodies stand in how many articles?",
        "Names differ between articles; the thing is one.",
        _HEAD
        + """
SELECT ?name (COUNT(DISTINCT ?article) AS ?articles) WHERE {
  VALUES ?kind { kg:State kg:Organization }
  ?article kg:mentions ?thing .
  ?thing a ?kind ; skos:prefLabel ?name .
}
GROUP BY ?thing ?name
ORDER BY DESC(?articles) ?name
LIMIT 50""",
    ),
)
