"""Days, stays, sequences, programmes and figures, read from made-up texts."""

from __future__ import annotations

from kg.extract import extract
from kg.model import Document, Fact, Literal
from kg.text import annotate

HOSTS = "President Ana Lopes of Chad met King Bo Li of Norway in Oslo on 3 May 2019. "


def _events(text: str, kind: str) -> list[Fact]:
    facts = extract(annotate(Document(source="a.txt", text=text))).facts
    return [f for f in facts if f.kind == kind]


def _told(fact: Fact, role: str) -> list[str]:
    return [r.value.text if isinstance(r.value, Literal) else r.value for r in fact.roles if r.name == role]


def _days(text: str, kind: str) -> list[str]:
    return [day for f in _events(text, kind) for day in (_told(f, "date") or _told(f, "startDate") or [""])]


def _names(text: str, kind: str, role: str) -> list[set[str]]:
    reading = extract(annotate(Document(source="a.txt", text=text)))
    names = {x.id: x.names[0] if x.names else x.id for x in reading.referents}
    return [{names.get(v, v) for v in _told(f, role)} for f in reading.facts if f.kind == kind]


def test_a_day_in_an_aside_is_not_that_of_the_sentence() -> None:
    text = HOSTS + "King Bo Li, who came home on 1 May 2019, received Prime Minister Cy Dunn of Malta."
    assert "2019-05-01" not in _days(text, "bilateral-meeting")


def test_a_day_told_as_long_past_does_not_lead_the_story_back() -> None:
    text = HOSTS + "The two had signed a treaty in Lima on 9 April 2019. Lopes later called on Prime Minister Cy Dunn."
    assert _days(text, "bilateral-meeting") == ["2019-05-03", "2019-05-03"]


def test_what_stood_years_before_has_no_day_of_the_story() -> None:
    text = HOSTS + "It was fifty years after Eve Stone and Max Winter signed the Treaty of Riga."
    assert _days(text, "ceremony") == [""]


def test_a_stamp_above_the_text_dates_nothing() -> None:
    text = (
        "15.11.2024, 17:13\n\nPresident Ana Lopes of Chad received King Bo Li of Norway at the palace in the capital.\n"
    )
    assert _days(text, "bilateral-meeting") == [""]


def test_days_of_a_stay_are_not_the_day_of_a_meeting() -> None:
    text = "During her stay in Oslo from 3 to 5 May 2019, President Ana Lopes of Chad met King Bo Li of Norway."
    assert _days(text, "bilateral-meeting") == [""]


def test_who_is_invited_is_the_visitor_to_come() -> None:
    text = HOSTS + "President Ana Lopes invited King Bo Li to visit Chad in June 2020."
    visits = [f for f in _events(text, "visit") if _told(f, "status") == ["Planned"]]
    assert [_told(f, "date") for f in visits] == [["2020-06"]]
    assert {"Bo Li"} in _names(text, "visit", "visitor")


def test_who_is_thanked_for_a_visit_is_the_visitor() -> None:
    assert _names(HOSTS + "She thanked King Bo Li for visiting Chad in 2018.", "visit", "visitor") == [{"Bo Li"}]


def test_a_visit_before_this_one_is_another() -> None:
    text = "President Ana Lopes of Chad is on her second official visit to Norway, following the first in 2017."
    assert sorted(_days(text, "visit")) == ["", "2017"]


def test_the_visit_is_the_one_told_of() -> None:
    text = (
        "President Ana Lopes of Chad left Norway on 5 May 2019. The visit from 3 to 5 May was made at his invitation."
    )
    visits = _events(text, "visit")
    assert [_told(f, "startDate") + _told(f, "endDate") for f in visits] == [["2019-05-03", "2019-05-05"]]


def test_a_speaker_recalls_a_visit() -> None:
    text = (
        "President Ana Lopes of Chad spoke in Oslo on 3 May 2019. The following is the full text of her remarks.\n"
        "Excellencies,\nI thank Norway for this welcome.\nWhen I last visited this proud country in 2012, it rained."
    )
    assert _days(text, "visit") == ["2012"]
    assert _names(text, "visit", "visitor") == [{"Ana Lopes"}]


def test_what_followed_what() -> None:
    text = HOSTS + "After the talks, President Lopes gave a dinner for King Bo Li."
    (dinner,) = _events(text, "meal")
    (talks,) = _events(text, "bilateral-meeting")
    assert _told(dinner, "follows") == [talks.subject]


def test_an_order_that_no_word_tells_is_none() -> None:
    text = HOSTS + "President Lopes gave a dinner for King Bo Li."
    assert [_told(f, "follows") for f in _events(text, "meal")] == [[]]


def test_only_what_comes_at_once_keeps_the_time_of_day() -> None:
    start = "On the afternoon of 3 May 2019, President Ana Lopes of Chad met King Bo Li of Norway. "
    at_once = _events(start + "Immediately after, she laid a wreath at the Harbour Monument.", "ceremony")
    later = _events(start + "She later laid a wreath at the Harbour Monument.", "ceremony")
    assert [_told(f, "timeOfDay") for f in (*at_once, *later)] == [["afternoon"], []]


def test_the_points_of_a_programme_are_events_to_come() -> None:
    text = "The programme on 3 May 2019 includes a formal welcome, the signing ceremony and thematic panel discussions."
    found = [*_events(text, "ceremony"), *_events(text, "multilateral-meeting")]
    assert [(_told(f, "date"), _told(f, "status")) for f in found] == [(["2019-05-03"], ["Planned"])] * 3


def test_earlier_meetings_with_their_years() -> None:
    text = "Earlier summits took place in Oslo (1994), Lima (1999) and Accra (2003)."
    assert sorted(_days(text, "multilateral-meeting")) == ["1994", "1999", "2003"]


def test_how_many_came() -> None:
    text = (
        HOSTS + "The closing session brought together President Ana Lopes and officials from more than 110 countries."
    )
    (session,) = _events(text, "multilateral-meeting")
    assert (_told(session, "attendance"), _told(session, "atLeast")) == (["110"], ["true"])


def test_a_gathering_by_its_own_name() -> None:
    text = "President Ana Lopes of Chad addressed the Harbour Peace Summit in Oslo on 3 May 2019."
    assert _days(text, "multilateral-meeting") == ["2019-05-03"]
    assert _names(text, "multilateral-meeting", "speaker") == [{"Ana Lopes"}]


def test_capitals_do_not_hide_an_event() -> None:
    text = "President Ana Lopes of Chad paid a State Visit to Norway on 3-5 May 2019."
    assert _days(text, "visit") == ["2019-05-03"]


def test_a_plan_has_the_day_of_the_plan_before_it_or_of_the_talks_it_follows() -> None:
    text = (
        "President Ana Lopes of Chad will host King Bo Li of Norway for talks on 3 May 2019. "
        "President Lopes and King Bo Li will witness the signing of two agreements."
    )
    assert _days(text, "ceremony") == ["2019-05-03"]
    text = HOSTS + "President Lopes and King Bo Li are to witness the signing of a treaty after the talks."
    assert _days(text, "ceremony") == ["2019-05-03"]


def test_a_plan_of_another_time_has_no_day_of_the_story() -> None:
    text = HOSTS + "President Lopes will call on Prime Minister Cy Dunn of Malta next week."
    assert _days(text, "bilateral-meeting") == ["2019-05-03", ""]


def test_who_returns_is_no_visitor() -> None:
    text = HOSTS + "President Lopes left Norway and arrived in Lima on Monday. King Bo Li returned to Malta."
    assert "Bo Li" not in {name for names in _names(text, "visit", "visitor") for name in names}
    assert len(_events(text, "arrival")) == 2


def test_a_visit_to_several_states_is_one_to_each() -> None:
    text = "King Bo Li of Norway will begin his visit to three African states of Chad, Kenya and Ghana on 5 May 2020."
    assert [_told(f, "status") for f in _events(text, "visit")] == [["Planned"]] * 3


def test_a_visit_of_someone_and_one_by_others() -> None:
    assert _names("The state visit of King Bo Li to Chad is in May 2020.", "visit", "visitor") == [{"Bo Li"}]
    assert not _events(HOSTS + "Lopes praised members of the assembly that are visiting Norway.", "visit")


def test_who_leads_a_delegation_takes_part() -> None:
    text = "Minister Bo Li of Norway led the delegation at the annual meeting of the Council of Lakes on 3 May 2019."
    assert any("Bo Li" in names for names in _names(text, "multilateral-meeting", "participant"))


def test_a_message_is_spoken_by_who_delivers_it() -> None:
    text = "Following is the text of a message from President Ana Lopes of Chad, delivered in Oslo by Minister Bo Li:"
    assert _names(text, "address", "speaker") == [{"Bo Li"}]


def test_what_had_been_in_a_report_of_a_week_was_before_its_story() -> None:
    text = (
        "The week of 3 to 9 June 2019\n\nPresident Ana Lopes of Chad met King Bo Li of Norway on Wednesday, 5 June. "
        "Prime Minister Cy Dunn of Malta had received King Bo Li on Monday and President Lopes the following day."
    )
    assert sorted(_days(text, "bilateral-meeting")) == ["2019-06-03", "2019-06-04", "2019-06-05"]
