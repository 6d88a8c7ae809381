"""Names of bodies, states and places: what is one name, of what kind, and whose it is."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.ids import Ids
from kg.model import Document, Entity
from kg.resolve import resolve
from kg.text import annotate


def found(text: str, *kinds: str) -> list[str]:
    document = Document(source="a.txt", text=text)
    return [m.text for m in annotate(document).mentions if m.kind in kinds and m.naming]


def bodies(text: str) -> list[str]:
    return found(text, "organization")


def places(text: str) -> list[str]:
    return found(text, "city", "place", "venue")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Norway's foreign ministry was silent.", ["Norway's foreign ministry"]),
        ("Talks with the Chilean government went on.", ["Chilean government"]),
        ("The Government of Ghana thanked them.", ["Government of Ghana"]),
        ("Chilean government officials left.", []),
        ("He joined the Ministry of Health of Peru.", ["Ministry of Health of Peru"]),
        (
            "The Ministry of Trade and the National Council on Ports met.",
            ["Ministry of Trade", "National Council on Ports"],
        ),
        ("The Ministry of Culture, Sports and Tourism paid.", ["Ministry of Culture, Sports and Tourism"]),
        ("The Joint Planning and Evaluation Commission met.", ["Joint Planning and Evaluation Commission"]),
        ("It was left to Committee C.", ["Committee C"]),
        ("The second meeting of the Conference of the Parties ended.", ["Conference of the Parties"]),
        ("Radio Zelana reported it.", ["Radio Zelana"]),
        ("National Assembly members sat down.", ["National Assembly"]),
        ("The Berg Administration agreed.", []),
        ("The House of Representatives voted.", ["House of Representatives"]),
        ("The African Union's Peace and Security Council met.", ["African Union", "Peace and Security Council"]),
    ],
)
def test_a_body_is_read_to_the_end_of_its_name(text: str, names: list[str]) -> None:
    assert bodies(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The Member States and the High Contracting Parties agreed.",
        "The Office of Legal Affairs counted them.",
        "The International Committee of the Red Cross helped.",
        "The Association of Southeast Asian Nations met.",
    ],
)
def test_no_fragment_of_a_name_is_a_body(text: str) -> None:
    assert not {"Legal Affairs", "Red Cross", "Southeast Asian Nations", "Member States"} & set(bodies(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("She flew to Zelmund and Orvik, then home.", ["Zelmund", "Orvik"]),
        ("They met in the village of Karspol on Monday.", ["Karspol"]),
        ("The ceremony took place at Brunnhof palace.", ["Brunnhof palace"]),
        ("He spoke at UN headquarters.", ["UN headquarters"]),
        ("He landed at Oslo airport.", ["Oslo airport"]),
        ("They dined in the Salle des Lys.", ["Salle des Lys"]),
        ("They met in Fargo, Ohio, in May.", ["Fargo", "Ohio"]),
        ("OSLO, 4 May -- The talks ended.", ["OSLO"]),
        ("The mass was held in the Cathedral of Our Lady of Sorrows.", ["Cathedral of Our Lady of Sorrows"]),
        ("It was settled in the Rosewater Hall.", ["Rosewater Hall"]),
        ("They put their names to the Lima Declaration.", []),
        ("The poem exists in Swahili and is taught in schools.", []),
        ("Minister Florence Aubertin spoke.", []),
        ("Ana Milan said so.", []),
        ("Mr. Zelmund spoke. They believe in Zelmund.", []),
    ],
)
def test_a_place_is_told_by_its_words_and_those_around(text: str, names: list[str]) -> None:
    assert places(text) == names


def test_the_agency_of_a_dateline_is_a_body() -> None:
    assert bodies("OSLO, May 4 (Fjellpost) -- The talks ended.") == ["Fjellpost"]


def test_a_sentence_may_end_in_an_abbreviation() -> None:
    text = "The vote came at 2:40 a.m. The President of Chad left."
    assert len(annotate(Document(source="a.txt", text=text)).sentences) == 2


def settled(*texts: str) -> list[Entity]:
    readings = [extract(annotate(Document(source=f"{n}.txt", text=text))) for n, text in enumerate(texts)]
    return [e for e in resolve(readings, Ids()).entities.values() if e.kind == "organization"]


def test_ministries_of_two_states_in_one_text_are_two() -> None:
    text = "Kenya's Ministry of Health signed with Uganda's Ministry of Health."
    assert len(settled(text)) == 2


def test_a_ministry_of_one_state_is_one_body_in_two_texts() -> None:
    one = "Kenya's Ministry of Health signed in Nairobi."
    two = "The Ministry of Health paid. Kenya was pleased."
    assert len(settled(one, two)) == 1


def test_a_security_council_of_a_state_is_not_that_of_the_united_nations() -> None:
    assert [e.key for e in settled("Ghana's Security Council met in Accra.")] == [""]


def test_letters_after_a_name_are_another_name_of_it() -> None:
    text = "The Northern Rivers Authority (NRA) met. NRA chairman Ola Berg of Norway spoke."
    assert [set(e.labels) for e in settled(text)] == [{"Northern Rivers Authority", "NRA"}]


def test_letters_that_somebody_leads_are_a_body() -> None:
    assert ["QRF"] in [list(e.labels) for e in settled("Talks with QRF leader Ola Berg failed in Oslo.")]
