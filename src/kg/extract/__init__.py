"""Extracts: what an annotated document says, each fact with the words that say it.

In: an :class:`~kg.model.Annotated`. Out: a :class:`~kg.model.Reading`. Never: a fact that its words do not carry; such
a fact is dropped and counted.
"""

from __future__ import annotations

from ..model import Annotated, Fact, Reading
from ..text.lexicon import Lexicon
from ..text.lexicon import load as load_lexicon
from .anaphora import Anaphora
from .clock import Clock
from .drafts import facts as event_facts
from .events import Events
from .ground import grounded
from .joining import joined, lasting
from .offices import Offices
from .people import People
from .quotes import Quotes
from .scene import Scene
from .sequence import Sequence
from .ties import Ties
from .treaties import Treaties
from .treatyfacts import TreatyFacts

VERSION = "1"


def extract(annotated: Annotated, lexicon: Lexicon | None = None) -> Reading:
    """Reads the facts of a document with the deterministic grammar.

    Parameters
    ----------
    annotated: a document with its sentences and names.
    lexicon: the words to read with; by default the product's.

    >>> from kg.model import Document
    >>> from kg.text import annotate
    >>> text = "On 3 May 2019, Prime Minister Ana Lopes of Chad met King Bo Li of Norway in Geneva."
    >>> reading = extract(annotate(Document(source="a.txt", text=text)))
    >>> sorted({fact.kind for fact in reading.facts})
    ['bilateral-meeting', 'position', 'tenure']
    """
    scene = Scene(annotated, lexicon or load_lexicon())
    clock = Clock(scene)
    clock.read()
    people = People(scene)
    people.read()
    offices = Offices(scene, people)
    offices.read()
    Anaphora(scene, people).read()
    treaties = Treaties(scene)
    treaties.name()
    events = Events(scene, clock, treaties)
    events.read()
    told = TreatyFacts(scene, clock, offices, treaties)
    told.read()
    quotes = Quotes(scene)
    quotes.read()
    ties = Ties(scene, told.told)
    drafts = ties.events(lasting(joined(events.drafts, ties.country)))
    Sequence(scene, events.drafts, drafts).read()
    found: list[Fact] = [*offices.facts(), *told.facts(), *event_facts(drafts), *quotes.facts(), *ties.facts()]
    facts, dropped = grounded(annotated, found, scene.cast)
    used = {role.value for fact in facts for role in fact.roles if isinstance(role.value, str)} | {
        f.subject for f in facts
    }
    referents = scene.cast.referents(used)
    return Reading(annotated.document, annotated.sentences, referents, facts, scene.unread, dropped)
