"""Who is who in a corpus: by a name and a second sign, and never by a name alone."""

from __future__ import annotations

import itertools

from kg.extract import extract
from kg.ids import Ids
from kg.model import Document, Entity, Reading, Resolution
from kg.resolve import resolve
from kg.text import annotate

IDS = Ids()


def read(source: str, text: str, published: str | None = None) -> Reading:
    return extract(annotate(Document(source=source, text=text, published=published)))


def things(resolution: Resolution, kind: str) -> list[Entity]:
    return [entity for entity in resolution.entities.values() if entity.kind == kind]


def names(resolution: Resolution, kind: str) -> list[set[str]]:
    return [set(entity.labels) for entity in things(resolution, kind)]


def test_one_office_and_one_name_in_two_spellings_are_one_person() -> None:
    readings = [
        read("a.txt", "Foreign Minister Zoltán Bárány of Norway met the press. He left later."),
        read("b.txt", "The Norwegian Foreign Minister, Zoltan Barany, spoke at noon."),
    ]
    assert len(things(resolve(readings, IDS), "person")) == 1


def test_similar_names_are_two_people() -> None:
    readings = [
        read("a.txt", "President Nguema Obi Bale of Gabon arrived in Rome."),
        read("b.txt", "President Nguema Ondo Bale of Gabon arrived in Paris."),
    ]
    assert len(things(resolve(readings, IDS), "person")) == 2


def test_one_name_and_two_states_are_two_people() -> None:
    readings = [
        read("a.txt", "Foreign Minister Maria Costa of Portugal arrived in Rome."),
        read("b.txt", "Foreign Minister Maria Costa of Brazil arrived in Rome."),
    ]
    assert len(things(resolve(readings, IDS), "person")) == 2


def test_a_surname_with_the_same_office_is_the_person_whose_surname_it_is() -> None:
    readings = [
        read("a.txt", "Prime Minister Tashi Wangdi Dorjee of Bhutan met King Olav Berg of Norway in Geneva."),
        read("b.txt", "PM Dorjee thanked the organisers."),
    ]
    found = names(resolve(readings, IDS), "person")
    assert len(found) == 2
    assert any({"Dorjee", "Tashi Wangdi Dorjee"} <= labels for labels in found)


def test_a_surname_that_two_people_bear_is_nobody_in_particular() -> None:
    readings = [
        read("a.txt", "Prime Minister Ana Petrova of Bulgaria arrived in Rome."),
        read("b.txt", "Prime Minister Olga Petrova of Moldova arrived in Rome."),
        read("c.txt", "PM Petrova thanked the organisers."),
    ]
    assert len(things(resolve(readings, IDS), "person")) == 3


def test_assemblies_of_two_states_are_two_bodies() -> None:
    readings = [
        read("a.txt", "National Assembly Chairman Aman Tulegenov of Kazakhstan met guests. Kazakhstan was pleased."),
        read("b.txt", "National Assembly Speaker Moussa Diallo of Senegal received guests. Senegal was pleased."),
    ]
    bodies = [e for e in things(resolve(readings, IDS), "organization") if "National Assembly" in e.labels]
    assert len(bodies) == 2


def test_one_meeting_told_twice_is_one_event() -> None:
    readings = [
        read("a.txt", "On 3 May 2019, Prime Minister Ana Lopes of Chad met King Bo Li of Norway in Geneva."),
        read("b.txt", "King Bo Li of Norway held talks with Prime Minister Ana Lopes of Chad on May 3, 2019."),
    ]
    assert len(things(resolve(readings, IDS), "bilateral-meeting")) == 1


def test_meetings_of_two_days_are_two_events() -> None:
    readings = [
        read("a.txt", "On 3 May 2019, Prime Minister Ana Lopes of Chad met King Bo Li of Norway in Geneva."),
        read("b.txt", "King Bo Li of Norway held talks with Prime Minister Ana Lopes of Chad on June 4, 2019."),
    ]
    assert len(things(resolve(readings, IDS), "bilateral-meeting")) == 2


def test_the_order_of_the_readings_changes_nothing() -> None:
    readings = [
        read("a.txt", "On 3 May 2019, Prime Minister Ana Lopes of Chad met King Bo Li of Norway in Geneva."),
        read("b.txt", "King Bo Li of Norway held talks with Prime Minister Ana Lopes of Chad on May 3, 2019."),
        read("c.txt", "PM Lopes left Chad. The National Assembly of Chad was in session."),
    ]
    first = resolve(readings, IDS)
    assert all(resolve(order, IDS) == first for order in itertools.permutations(readings))
