"""What a text tells of meetings, visits and other events, and when they were."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.extract import extract
from kg.model import Document, Reading
from kg.text import annotate

KINDS = set("bilateral-meeting multilateral-meeting ceremony press-event meal call visit address engagement".split())
WHO = {"participant", "interlocutor", "chair", "speaker", "visitor"}
LOPES, BOLI = "President Ana Lopes of Chad", "President Bo Li of Norway"


def read(text: str, published: str | None = None) -> Reading:
    return extract(annotate(Document(source="a.txt", text=text, published=published)))


def told(text: str, published: str | None = None) -> list[str]:
    """Each event in one line: kind, who takes part, when, and its status where it was not held."""
    return sorted(_lines(read(text, published)))


def _lines(reading: Reading) -> Iterator[str]:
    names = {r.id: r.names[0] if r.names else r.id for r in reading.referents}
    for fact in reading.facts:
        if fact.kind in KINDS:
            who = sorted({names.get(str(r.value), "?") for r in fact.roles if r.name in WHO})
            value = {r.name: r.value.text for r in fact.roles if not isinstance(r.value, str)}
            when = value.get("date") or "/".join(value[k] for k in ("startDate", "endDate") if k in value)
            status = "" if value["status"] == "Held" else value["status"].lower()
            yield " ".join(filter(None, [fact.kind, ", ".join(who), when, status]))


CASES = {
    "the object of a list is a meeting with each": (
        f"On 3 May 2019, {LOPES} held talks with {BOLI} and, separately, with King Olav Brun.",
        [
            "bilateral-meeting Ana Lopes, Bo Li 2019-05-03",
            "bilateral-meeting Ana Lopes, Olav Brun 2019-05-03",
        ],
    ),
    "what did not happen is no event": (f"{LOPES} did not meet {BOLI} on 4 June 2021.", []),
    "what is welcomed and is no guest is no event": (
        f"{LOPES} welcomed the decision of the European Union on 4 June 2021.",
        [],
    ),
    "a postponed meeting is postponed": (
        f"The meeting between {LOPES} and {BOLI}, planned for 4 June 2021, was postponed.",
        ["bilateral-meeting Ana Lopes, Bo Li 2021-06-04 postponed"],
    ),
    "what is to come is planned": (
        f"{LOPES} is expected to call on {BOLI} on 8 June 2021.",
        ["bilateral-meeting Ana Lopes, Bo Li 2021-06-08 planned"],
    ),
    "the subject of a gerund stands after the comma": (
        f"After meeting with {LOPES} on 4 June 2021, {BOLI} flew to Lima.",
        ["bilateral-meeting Ana Lopes, Bo Li 2021-06-04", "visit Bo Li 2021-06-04"],
    ),
    "a body that met takes part, and who presided in the next sentence was its chair": (
        "The Security Council met on 4 June 2021. Ambassador Ida Moe of Norway presided.",
        ["multilateral-meeting Ida Moe, Security Council 2021-06-04"],
    ),
    "a conference of which only the days are told has its days": (
        "The third Ministerial Conference on Water will be held in Lima from 3 to 5 July 2022.",
        ["multilateral-meeting 2022-07-03/2022-07-05 planned"],
    ),
    "a speech to a body is an address": (
        f"{LOPES} addressed the European Union on 4 June 2021.",
        ["address Ana Lopes, European Union 2021-06-04"],
    ),
    "who speaks to somebody by telephone calls": (
        f"{LOPES} last met {BOLI} in May 2019. On 4 June 2021, she spoke to him by telephone.",
        ["bilateral-meeting Ana Lopes, Bo Li 2019-05", "call Ana Lopes, Bo Li 2021-06-04"],
    ),
    "signatories and those who looked on share the ceremony, and the press comes after it": (
        f"On 4 June 2021 in Lima, {LOPES} and {BOLI} signed an agreement on fisheries. "
        "Prime Minister Ida Moe looked on. "
        "At a press conference after the ceremony, President Lopes said the deal was fair.",
        ["ceremony Ana Lopes, Bo Li, Ida Moe 2021-06-04", "press-event Ana Lopes 2021-06-04"],
    ),
    "those who signed are named after the verb too": (
        f"The agreement was signed in Lima on 4 June 2021 by {LOPES} and {BOLI}.",
        ["ceremony Ana Lopes, Bo Li 2021-06-04"],
    ),
    "one who signs alone makes no ceremony": (f"{LOPES} signed the agreement on 4 June 2021.", []),
    "a day behind an event is nearer than one that opens the sentence": (
        f"On 4 June 2021, {LOPES} said she will visit Norway and Sweden from 10 to 12 June.",
        ["visit Ana Lopes 2021-06-10/2021-06-12 planned", "visit Ana Lopes 2021-06-10/2021-06-12 planned"],
    ),
    "a dinner has its host among those who take part": (
        f"{LOPES} hosted a working lunch for {BOLI} on 4 June 2021 in Lima.",
        ["meal Ana Lopes, Bo Li 2021-06-04"],
    ),
    "a courtesy visit to a person is a meeting": (
        f"On 4 June 2021 {LOPES} paid a courtesy visit to King Olav Brun.",
        ["bilateral-meeting Ana Lopes, Olav Brun 2021-06-04"],
    ),
    "a guest who is named before is the guest of the dinner": (
        f"On 4 June 2021, {LOPES} met {BOLI}. President Lopes gave a dinner in honour of her guest.",
        ["bilateral-meeting Ana Lopes, Bo Li 2021-06-04", "meal Ana Lopes, Bo Li 2021-06-04"],
    ),
    "a joint press conference is held with the other side of the talks before it": (
        f"On 4 June 2021, {LOPES} held talks with {BOLI}. "
        "President Lopes told a joint press conference that all went well.",
        ["bilateral-meeting Ana Lopes, Bo Li 2021-06-04", "press-event Ana Lopes, Bo Li 2021-06-04"],
    ),
    "who leads a delegation visits": (
        "On 4 June 2021, Foreign Minister Ana Lopes of Chad led a trade delegation to Peru.",
        ["visit Ana Lopes 2021-06-04"],
    ),
    "words between quotation marks tell no event": (
        f'On 4 June 2021, {LOPES} said: "I had a meeting with King Olav Brun."',
        [],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=list(CASES))
def test_a_text_tells_its_events(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_a_weekday_is_the_last_one_before_the_day_of_writing_and_the_next_one_for_what_is_to_come() -> None:
    text = f"{LOPES} met {BOLI} on Thursday. She will meet King Olav Brun on Tuesday."
    assert told(text, "2016-10-16") == [
        "bilateral-meeting Ana Lopes, Bo Li 2016-10-13",
        "bilateral-meeting Ana Lopes, Olav Brun 2016-10-18 planned",
    ]


def test_the_day_of_the_story_is_carried_on_but_not_to_what_was_before_it() -> None:
    text = (
        f"On 4 June 2021, {LOPES} arrived in Lima. Later, she met {BOLI}. "
        "She had met King Olav Brun. During her stay, she met Prime Minister Ida Moe."
    )
    assert told(text) == [
        "bilateral-meeting Ana Lopes, Bo Li 2021-06-04",
        "bilateral-meeting Ana Lopes, Ida Moe",
        "bilateral-meeting Ana Lopes, Olav Brun",
        "visit Ana Lopes 2021-06-04",
    ]


def test_a_month_without_a_year_is_the_last_one_before_the_day_of_writing() -> None:
    assert told(f"{LOPES} met {BOLI} in November.", "2021-06-04") == ["bilateral-meeting Ana Lopes, Bo Li 2020-11"]


def test_the_lines_of_a_speech_tell_nothing_but_the_address() -> None:
    text = (
        f"LIMA, 4 June 2021 - Following are the remarks of {LOPES} at the Palace of Arts on Friday.\n\n"
        "I met King Olav Brun in 2019.\n\nWe held talks with Prime Minister Ida Moe.\n\nThank you.\n"
    )
    assert told(text, "2021-06-05") == ["address Ana Lopes 2021-06-04"]


def test_every_event_stands_on_words_of_the_text() -> None:
    for text, _ in CASES.values():
        reading = read(text)
        for fact in reading.facts:
            for evidence in (*fact.evidence, *(e for role in fact.roles for e in role.evidence)):
                assert evidence.quote == evidence.span.of(text)
