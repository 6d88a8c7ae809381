"""Names of the tables, outlets and menus: what a text names by them, and what it does not."""

from __future__ import annotations

import re

import pytest

from kg.extract import extract
from kg.ids import Ids
from kg.model import Document
from kg.resolve import resolve
from kg.text import annotate
from kg.text.alternation import any_of


def found(text: str, *kinds: str) -> list[str]:
    document = Document(source="a.txt", text=text)
    return [m.text for m in annotate(document).mentions if m.kind in kinds and m.naming]


def named(kind: str, *texts: str) -> list[set[str]]:
    readings = [extract(annotate(Document(source=f"{n}.txt", text=text))) for n, text in enumerate(texts)]
    return [set(e.labels) for e in resolve(readings, Ids()).entities.values() if e.kind == kind]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("He wrote to the President of the Republic of Bolivia.", ["Republic of Bolivia"]),
        ("The Kingdom of Sweden and the Republic of Ghana signed.", ["Kingdom of Sweden", "Republic of Ghana"]),
        ("The Republic of China is not what it was.", ["China"]),
        ("The Democratic Republic of Congo asked for it.", ["Democratic Republic of Congo"]),
    ],
)
def test_the_formal_name_of_a_state_is_one_name(text: str, states: list[str]) -> None:
    assert found(text, "state") == states


@pytest.mark.parametrize(
    ("text", "places", "states"),
    [
        ("They met in Cartagena, Colombia, in May.", ["Cartagena"], ["Colombia"]),
        ("The treaty was signed in Santiago de Compostela in 1990.", ["Santiago de Compostela"], []),
        ("Ana Roe of the United Nations Office at Vienna spoke.", ["Vienna"], []),
        ("She lives in the Hague.", ["the Hague"], []),
        ("The Patriarch of Zelmund is here.", ["Zelmund"], []),
    ],
)
def test_a_place_is_named_apart_from_its_state_and_in_full(text: str, places: list[str], states: list[str]) -> None:
    assert found(text, "city", "place") == places
    assert found(text, "state") == states


@pytest.mark.parametrize(
    "text",
    [
        "An Inter-American Fund for Rivers was proposed.",
        "Anti-Norwegian slogans were heard.",
        "It matters on both sides of the Atlantic.",
        "The Oslo accords are old.",
        "Media Centre",
        "Visit us at 14 Harbour Street, or at Linden Avenue, NW.",
        "Read more on sweden.com today.",
    ],
)
def test_parts_of_words_idioms_menus_and_addresses_name_no_state_and_no_place(text: str) -> None:
    assert found(text, "state", "city", "place", "venue", "demonym") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Oslo (Fjell.News) The King has written.", ["Fjell.News"]),
        ("Our Reporter | fjell24.com\nThe King has written.", ["fjell24.com"]),
        ("Do not copy without permission from fjell24.com.", ["fjell24.com"]),
        ("See www.fjell24.com for more.", []),
        ("Write to press@fjell24.com.", []),
        ("The Press Office did not say.", []),
        ("They prayed for the Easter Ministry.", []),
        ("The Health Ministry paid.", ["Health Ministry"]),
        ("A message of the Ministry Of Trade Of Ghana", ["Ministry Of Trade Of Ghana"]),
        (
            "He saw the chairman of the Council for Reconstruction Bo Linde today.",
            ["Council for Reconstruction"],
        ),
        (
            "The Conference of the States Parties to the Treaty of Zelmund met.",
            ["Conference of the States Parties to the Treaty of Zelmund"],
        ),
        (
            "The Meeting of the States Parties to the Arms Trade Treaty met.",
            ["Meeting of the States Parties to the Arms Trade Treaty"],
        ),
        (
            "Organisation for Economic Cooperation and Development",
            ["Organisation for Economic Cooperation and Development"],
        ),
    ],
)
def test_a_body_is_named_where_and_as_far_as_its_name_goes(text: str, names: list[str]) -> None:
    assert found(text, "organization") == names


def test_a_hall_and_the_palace_it_is_in_are_two_venues() -> None:
    assert found("They met in the Amber Hall of the Zelmund Palace.", "venue") == ["Amber Hall", "Zelmund Palace"]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("She met the Kenyan, Ghanaian and Malian foreign ministers.", {"Kenya", "Ghana", "Mali"}),
        ("The talks of the Finnish and Estonian delegations ended.", {"Finland", "Estonia"}),
        ("She bought Kenyan, Ghanaian and Malian flowers.", set()),
    ],
)
def test_demonyms_in_a_row_stand_for_states_where_their_people_act(text: str, states: set[str]) -> None:
    labels = [label for labels in named("state", text) for label in labels]
    assert states <= set(labels)
    assert bool(states) == bool(labels)


def test_a_ministry_is_one_whether_the_state_or_its_demonym_stands_before_it() -> None:
    text = "The Kenyan Ministry of Health signed. Kenya's Ministry of Health was pleased."
    assert len(named("organization", text)) == 1


def test_a_body_is_one_with_and_without_the_letters_of_its_parent() -> None:
    text = "The WTO Cotton Support Fund was opened. The Cotton Support Fund pays."
    assert {"WTO Cotton Support Fund", "Cotton Support Fund"} in named("organization", text)


def test_many_words_in_one_pattern_match_as_each_would() -> None:
    words = ["meet", "meets", "met", "Prime Minister", "co-chair"]
    pattern = re.compile(any_of(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert not any(pattern.fullmatch(word) for word in ("me", "Prime", "mee", "co"))


@pytest.mark.parametrize(
    "text",
    [
        "The Foreign Ministry was pleased. The Ministry of Foreign Affairs of Kenya had asked.",
        "The Kenyan trade ministry paid. Kenya's Ministry of Trade said so.",
        "The Kenyan MFA reports. The Ministry of Foreign Affairs of Kenya is in Nairobi.",
    ],
)
def test_a_ministry_is_one_by_its_short_and_its_long_name(text: str) -> None:
    assert len(named("organization", text)) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Head of Mission of the Kenyan Embassy spoke.", ["Kenyan Embassy"]),
        ("They spoke of a Diplomatic Mission to all.", []),
        ("The Diplomatic Corps was there.", []),
        ("He thanked UNICEF's country team.", ["UNICEF", "UNICEF's country team"]),
        (
            "The Council of Foreign Ministers of the Nordic League met.",
            ["Council of Foreign Ministers of the Nordic League"],
        ),
        ("The Mediation and Security Council met.", ["Mediation and Security Council"]),
        ("The General Assembly and Security Council met.", ["General Assembly", "Security Council"]),
        ("Home | World News | Latest News", []),
    ],
)
def test_an_embassy_is_named_and_not_a_mission_in_general(text: str, names: list[str]) -> None:
    assert found(text, "organization") == names
