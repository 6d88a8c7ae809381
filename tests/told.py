"""A small article as quads, for tests of what stands behind every triple."""

from kg.vocab import PREFIXES

BASE = "http://a.example/"
ARTICLE = f"<{BASE}article/dispatch>"
RECORD = f"<{BASE}article/dispatch/record>"
NAMES = f"<{BASE}graph/names>"
SENTENCES = (
    "Foreign Minister Ana Reis met Ivo Marek in Porto on Monday.",
    "She said: “Trade needs trust.",
    "And trust needs time.”",
)
TEXT = "\n".join(SENTENCES)


def term(name: str) -> str:
    """A prefixed name, as a term of a quad."""
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES.get(prefix, BASE)}{local}>"


def number(value: int) -> str:
    return f'"{value}"^^{term("xsd:integer")}'


def day(value: str) -> str:
    return f'"{value}"^^{term("xsd:date")}'


class Dispatch:
    """Quads of one article; each method writes what it says and returns the node."""

    def __init__(self) -> None:
        self.quads: list[tuple[str, str, str, str]] = []

    def note(self, subject: str, **said: str) -> str:
        """Statements of the record; ``__`` stands for the colon of a prefixed name."""
        for name, value in said.items():
            self.quads.append((subject, term(name.replace("__", ":")), value, RECORD))
        return subject

    def say(self, subject: str, predicate: str, value: str, graph: str = ARTICLE) -> None:
        self.quads.append((subject, term(predicate), value, graph))

    def stand(self, node: str, words: str, nth: int = 0) -> tuple[int, int]:
        start = -1
        for _ in range(nth + 1):
            start = TEXT.index(words, start + 1)
        end = start + len(words)
        self.note(node, kg__start=number(start), kg__end=number(end))
        offset = 0
        for count, sentence in enumerate(SENTENCES):
            if offset < end and start < offset + len(sentence):
                self.note(node, kg__passage=f"<{BASE}article/dispatch/passage/{count}>")
            offset += len(sentence) + 1
        return start, end

    def mention(self, thing: str, words: str, nth: int = 0) -> str:
        node = f"<{BASE}article/dispatch/mention/{len(self.quads)}>"
        self.stand(node, words, nth)
        return self.note(node, rdf__type=term("kg:Mention"), kg__refersTo=thing)

    def evidence(self, subject: str, predicate: str, value: str, words: str, **said: str) -> str:
        node = f"<{BASE}article/dispatch/evidence/{len(self.quads)}>"
        self.stand(node, words)
        self.note(node, rdf__type=term("kg:Evidence"), rdf__subject=subject, rdf__predicate=term(predicate))
        self.note(node, rdf__object=value, kg__rule='"by-hand"', kg__confidence=f'"0.9"^^{term("xsd:decimal")}')
        return self.note(node, prov__wasAttributedTo=f"<{BASE}extractor/hand>", **said)

    def fact(self, subject: str, predicate: str, value: str, words: str, **said: str) -> str:
        self.say(subject, predicate, value)
        return self.evidence(subject, predicate, value, words, **said)

    def named(self, kind: str, name: str) -> str:
        thing = term(f"thing:{name.lower().replace(' ', '-')}")
        self.say(thing, "rdf:type", term(f"kg:{kind}"))
        self.say(thing, "skos:altLabel", f'"{name}"')
        self.say(thing, "skos:prefLabel", f'"{name}"', NAMES)
        self.mention(thing, name)
        return thing


def dispatch() -> Dispatch:
    """A meeting and a quotation that runs over two sentences, all of it borne out."""
    d = Dispatch()
    d.note(ARTICLE, rdf__type=term("kg:Article"), kg__source='"dispatch.txt"', kg__contentHash=f'"{"a" * 64}"')
    d.note(ARTICLE, dcterms__title='"Talks in Porto"', dcterms__issued=day("2019-05-07"))
    offset = 0
    for count, sentence in enumerate(SENTENCES):
        node = f"<{BASE}article/dispatch/passage/{count}>"
        d.note(node, rdf__type=term("kg:Passage"), kg__text=f'"{sentence}"', kg__inArticle=ARTICLE)
        d.note(node, kg__start=number(offset), kg__end=number(offset + len(sentence)))
        offset += len(sentence) + 1
    ana, ivo, porto = d.named("Person", "Ana Reis"), d.named("Person", "Ivo Marek"), d.named("City", "Porto")
    meeting, quotation = term("thing:meeting"), term("thing:quotation")
    d.fact(meeting, "rdf:type", term("kg:BilateralMeeting"), "met")
    d.fact(meeting, "kg:participant", ana, "Ana Reis met Ivo Marek")
    d.fact(meeting, "kg:participant", ivo, "Ana Reis met Ivo Marek")
    d.fact(meeting, "kg:place", porto, "in Porto")
    for name in ("date", "earliest", "latest"):
        d.fact(meeting, f"kg:{name}", day("2019-05-06"), "on Monday", kg__antecedent=ARTICLE)
    d.say(meeting, "rdfs:label", '"Meeting: Ana Reis, Ivo Marek"', NAMES)
    words = "Trade needs trust.\nAnd trust needs time."
    d.fact(quotation, "rdf:type", term("kg:Quotation"), "said")
    she = d.mention(ana, "She")
    d.fact(quotation, "kg:saidBy", ana, "She", kg__antecedent=d.mention(ana, "Ana Reis"))
    d.fact(quotation, "kg:text", f'"{words}"'.replace("\n", "\\n"), words)
    d.stand(quotation, words)
    d.say(quotation, "rdfs:label", '"Ana Reis on trade"', NAMES)
    assert she
    return d
