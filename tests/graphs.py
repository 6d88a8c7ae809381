"""A small graph with all that makes an export stumble."""

from __future__ import annotations

KG = "https://w3id.org/chancery/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
BASE = "http://127.0.0.1:8000/id/"
ARTICLE, OTHER = f"<{BASE}article/a-1>", f"<{BASE}article/b-2>"
RECORD = f"<{BASE}article/a-1/record>"
MEAL, PERSON = f"<{BASE}event/a-1-3>", f"<{BASE}person/x>"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"

QUADS = sorted(
    {
        (MEAL, f"<{RDF}type>", f"<{KG}Meal>", ARTICLE),
        (MEAL, f"<{RDF}type>", f"<{KG}Event>", ARTICLE),
        (MEAL, f"<{RDF}type>", f"<{KG}Meal>", OTHER),
        (MEAL, f"<{KG}date>", f'"2020-02-29"^^<{XSD}date>', ARTICLE),
        (MEAL, f"<{KG}date>", f'"2020-02"^^<{XSD}gYearMonth>', OTHER),
        (MEAL, f"<{KG}status>", f"<{KG}Held>", ARTICLE),
        (MEAL, f"<{KG}participant>", PERSON, ARTICLE),
        (MEAL, f"<{KG}participant>", f"<{BASE}person/y>", ARTICLE),
        (MEAL, f"<{KG}remote>", f'"true"^^<{XSD}boolean>', ARTICLE),
        (MEAL, f"<{KG}timeOfDay>", f'"09:30:00"^^<{XSD}time>', ARTICLE),
        (MEAL, f"<{KG}timeOfDay>", '"morning"', OTHER),
        (
            PERSON,
            "<http://www.w3.org/2004/02/skos/core#prefLabel>",
            '"Ngô \\"Đình\\" \\\\ <b>&amp;"',
            f"<{BASE}graph/names>",
        ),
        (PERSON, LABEL, '"Tên"@vi', ARTICLE),
        (PERSON, LABEL, '"2020-02-29"', ARTICLE),
        (PERSON, LABEL, '"line\\nbreak\\r\\tend"', ARTICLE),
        (PERSON, LABEL, '""', ARTICLE),
        (PERSON, LABEL, '"😀"', ARTICLE),
        (PERSON, f"<{BASE}odd/thing>", f'"x"^^<{BASE}type>', ARTICLE),
        (f"<{BASE}p/1>", f"<{KG}start>", f'"0"^^<{XSD}integer>', RECORD),
        (f"<{BASE}p/1>", f"<{KG}end>", f'"12"^^<{XSD}integer>', RECORD),
        (f"<{BASE}p/1>", f"<{KG}confidence>", f'"0.9"^^<{XSD}decimal>', RECORD),
        (f"<{BASE}p/1>", f"<{KG}text>", f'"{KG}"', RECORD),
        (f"<{BASE}p/1>", f"<{RDF}predicate>", f"<{KG}date>", RECORD),
        (f"<{BASE}p/1>", f"<{RDF}object>", f'"2020-02-29"^^<{XSD}date>', RECORD),
        (f"<{BASE}p/1>", f"<{RDF}object>", MEAL, RECORD),
        (f"<{BASE}p/1>", "<https://schema.org/url>", f"\"http://a.example/?a=1&b='2'\"^^<{XSD}anyURI>", RECORD),
    }
)
LINES = [(" ".join(row) + " .\n").encode() for row in QUADS]
TRIPLES = sorted({row[:3] for row in QUADS})
