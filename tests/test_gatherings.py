"""Which tellings of several articles are of one event."""

from __future__ import annotations

from kg.ids import Ids
from kg.model import Document, Evidence, Fact, Literal, Mention, Reading, Referent, Role, Span
from kg.reference import load
from kg.resolve import resolve

ANA, IVO, OSLO, NORWAY, LIGHTS = "Ana Reis", "Ivo Marek", "Oslo", "Norway", "Convention on Harbour Lights"
KINDS = {ANA: "person", IVO: "person", OSLO: "city", NORWAY: "state", LIGHTS: "treaty"}
ROWS = {name: next(row.key for row in load().by_kind(KINDS[name]) if row.label == name) for name in (OSLO, NORWAY)}
Told = tuple[str, str, dict[str, str | list[str]]]
"""Kind, days as ``first/last`` or nothing, and roles."""


def reading(source: str, *events: Told) -> Reading:
    """An article that tells of some events, each in a word of its own."""
    text = " ".join([*KINDS, *(kind for kind, _, _ in events)])
    document = Document(source=source, text=text)

    def words(name: str, start: int = 0) -> Evidence:
        at = text.index(name, start)
        return Evidence(document.id, Span(at, at + len(name)), name, "by-hand", 0.9)

    referents = []
    for name, kind in KINDS.items():
        span, key = words(name).span, ROWS.get(name, "")
        referents.append(Referent(f"{kind}@{span.start}", kind, (name,), (Mention(span, name, kind, True, key),), key))
    local = {referent.names[0]: referent.id for referent in referents}
    facts, offset = [], len(" ".join(KINDS))
    for kind, days, said in events:
        trigger = words(kind, offset)
        offset = trigger.span.end
        first, _, last = days.partition("/")
        values = [
            (name, local[v]) for name, given in said.items() for v in ([given] if isinstance(given, str) else given)
        ]
        roles = [Role(name, value, (trigger,)) for name, value in values]
        if first:
            bounds = ("earliest", first), ("latest", last or first)
            roles += [Role(name, Literal(day, "date"), (trigger,)) for name, day in bounds]
        facts.append(Fact(kind, f"event@{trigger.span.start}", tuple(roles), (trigger,)))
    return Reading(document, (), tuple(referents), tuple(facts))


def events(*readings: Reading) -> list[list[str]]:
    """For each event, the articles that tell of it."""
    found: dict[str, list[str]] = {}
    sources = {r.document.id: r.document.source for r in readings}
    resolution = resolve(readings, Ids())
    for (document, subject), iri in sorted(resolution.iris.items()):
        if subject.startswith("event@"):
            found.setdefault(iri, []).append(sources[document].removesuffix(".txt"))
    return sorted(sorted(group) for group in found.values())


TALKS = {"interlocutor": [ANA, IVO]}


def test_a_departure_from_a_city_and_from_its_state_on_one_day_are_one() -> None:
    city = reading("a.txt", ("departure", "2019-05-03", {"participant": ANA, "place": OSLO}))
    state = reading("b.txt", ("departure", "2019-05-03", {"participant": ANA, "place": NORWAY}))
    later = reading("c.txt", ("departure", "2019-05-09", {"participant": ANA, "place": NORWAY}))
    assert events(city, state, later) == [["a", "b"], ["c"]]


def test_a_ceremony_and_a_conference_on_one_treaty_and_day_are_one() -> None:
    ceremony = reading("a.txt", ("ceremony", "2019-05-03", {"about": LIGHTS}))
    conference = reading("b.txt", ("multilateral-meeting", "2019-05-03", {"about": LIGHTS, "participant": ANA}))
    assert events(ceremony, conference) == [["a", "b"]]


def test_a_stretch_of_days_does_not_make_two_days_one() -> None:
    first = reading("a.txt", ("ceremony", "2019-05-03", {"about": LIGHTS}))
    both = reading("b.txt", ("ceremony", "2019-05-03/2019-05-04", {"about": LIGHTS}))
    second = reading("c.txt", ("ceremony", "2019-05-04", {"about": LIGHTS}))
    found = events(first, both, second)
    assert ["a", "b", "c"] not in found
    assert len(found) == 2


def test_two_events_of_one_article_stay_two_whatever_others_tell() -> None:
    two = reading(
        "a.txt",
        ("ceremony", "2019-05-03", {"about": LIGHTS}),
        ("multilateral-meeting", "2019-05-03", {"about": LIGHTS}),
    )
    one = reading("b.txt", ("multilateral-meeting", "2019-05-03", {"about": LIGHTS}))
    resolution = resolve([two, one], Ids())
    of = {(d, s): iri for (d, s), iri in resolution.iris.items() if s.startswith("event@")}
    conference = two.facts[1].subject
    assert len(set(of.values())) == 2
    assert of[two.document.id, conference] == of[one.document.id, one.facts[0].subject]


def test_talks_without_a_day_are_those_of_an_article_that_tells_of_the_same_visit() -> None:
    visit: Told = ("visit", "2019-05-03", {"visitor": ANA, "place": NORWAY})
    dated = reading("a.txt", visit, ("bilateral-meeting", "2019-05-03", TALKS))
    undated = reading("b.txt", visit, ("bilateral-meeting", "", TALKS))
    stranger = reading("c.txt", ("bilateral-meeting", "", TALKS))
    assert events(dated, undated, stranger) == [["a", "b"], ["a", "b"], ["c"]]


def test_of_two_ceremonies_without_a_day_the_host_tells_which() -> None:
    visit: Told = ("visit", "2019-05-03", {"visitor": ANA, "place": NORWAY})
    hosted: Told = ("ceremony", "", {"participant": [ANA, IVO], "host": IVO})
    dated = reading("a.txt", visit, ("ceremony", "2019-05-03", {"participant": [ANA, IVO], "host": IVO}))
    two = reading("b.txt", visit, hosted, ("ceremony", "2019-05-04", {"participant": [ANA, IVO], "about": LIGHTS}))
    assert events(dated, two) == [["a", "b"], ["a", "b"], ["b"]]


def test_a_stay_without_a_day_in_a_state_is_the_stay_in_its_city_where_both_tell_of_one_meeting() -> None:
    met: Told = ("bilateral-meeting", "2019-05-03", TALKS)
    dated = reading("a.txt", met, ("visit", "2019-05-03/2019-05-04", {"visitor": ANA, "place": OSLO}))
    undated = reading("b.txt", met, ("visit", "", {"visitor": ANA, "place": NORWAY}))
    stranger = reading("c.txt", ("visit", "", {"visitor": ANA, "place": NORWAY}))
    assert events(dated, undated, stranger) == [["a", "b"], ["a", "b"], ["c"]]
