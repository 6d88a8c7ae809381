"""Who met whom where one sentence, or a list below it, tells of many meetings."""

from __future__ import annotations

import pytest

from test_events import BOLI, LOPES, told

CASES = {
    "one verb tells of several meetings": (
        f"On 3 May 2019, {LOPES} held a meeting with {BOLI}, followed by a meeting with King Olav Brun.",
        [
            "bilateral-meeting Ana Lopes, Bo Li 2019-05-03",
            "bilateral-meeting Ana Lopes, Olav Brun 2019-05-03",
        ],
    ),
    "a day and a place may stand before the other side": (
        f"{LOPES} met on 3 May 2019 in Lima with {BOLI}.",
        ["bilateral-meeting Ana Lopes, Bo Li 2019-05-03"],
    ),
    "a host receives at an hour of a day": (
        f"On 3 May 2019, {LOPES} was received at 9 a.m. by {BOLI}.",
        ["bilateral-meeting Ana Lopes, Bo Li 2019-05-03"],
    ),
    "a title in the plural leads a list": (
        f"On 3 May 2019, {LOPES} met with the foreign ministers of Peru and Kenya, Ivo Diaz and Ida Moe.",
        ["bilateral-meeting Ana Lopes, Ida Moe 2019-05-03", "bilateral-meeting Ana Lopes, Ivo Diaz 2019-05-03"],
    ),
    "guests stand in lines below the sentence": (
        f"{BOLI} received in audience on 3 May 2019:\n\n- {LOPES};\n\n- Prime Minister Ida Moe of Kenya, and wife.",
        ["bilateral-meeting Ana Lopes, Bo Li 2019-05-03", "bilateral-meeting Bo Li, Ida Moe 2019-05-03"],
    ),
    "phone talks are a call": (
        f"On 3 May 2019, {LOPES} had phone talks with {BOLI}.",
        ["call Ana Lopes, Bo Li 2019-05-03"],
    ),
    "to speak with someone on a day and at no place is a call": (
        f"{LOPES} spoke on 3 May 2019 with {BOLI}.",
        ["call Ana Lopes, Bo Li 2019-05-03"],
    ),
    "to speak with someone at a place is a meeting": (
        f"{LOPES} spoke with {BOLI} in Lima on 3 May 2019.",
        ["bilateral-meeting Ana Lopes, Bo Li 2019-05-03"],
    ),
    "a courtesy call that was received is a meeting with its caller": (
        f"On 3 May 2019, {BOLI} received a courtesy call from {LOPES}.",
        ["bilateral-meeting Ana Lopes, Bo Li 2019-05-03"],
    ),
    "who presents credentials is received": (
        f"On 3 May 2019, Ambassador Ida Moe of Kenya presented her credentials to {BOLI}.",
        ["bilateral-meeting Bo Li, Ida Moe 2019-05-03"],
    ),
    "those who attended the talks took part in those told of just before": (
        f"On 3 May 2019, {LOPES} held talks with {BOLI}. The talks were attended on the Chadian side by Foreign "
        "Minister Ivo Diaz; Finance Minister Per Dahl; and senior officials.",
        ["bilateral-meeting Ana Lopes, Bo Li, Ivo Diaz, Per Dahl 2019-05-03"],
    ),
    "the two are those whom the sentence before names": (
        f"{LOPES} received {BOLI} in Lima on 3 May 2019. The two later held a joint press conference.",
        ["bilateral-meeting Ana Lopes, Bo Li 2019-05-03", "press-event Ana Lopes, Bo Li 2019-05-03"],
    ),
    "a journey for talks announces them": (
        f"{LOPES} will fly to Oslo on 3 May 2019 for a summit with {BOLI}.",
        ["bilateral-meeting Ana Lopes, Bo Li 2019-05-03 planned", "visit Ana Lopes 2019-05-03 planned"],
    ),
    "a banquet in someone's honour has a guest": (
        f"{LOPES} arrived in Oslo on 3 May 2019 and met {BOLI}. King Olav Brun gave a banquet in her honour.",
        [
            "bilateral-meeting Ana Lopes, Bo Li 2019-05-03",
            "meal Ana Lopes, Olav Brun 2019-05-03",
            "visit Ana Lopes 2019-05-03",
        ],
    ),
    "who had met someone is the person before the relative clause and no body": (
        f"{LOPES} thanked Ida Moe, an envoy of the European Union, who on 3 May 2019 had met with {BOLI}.",
        ["bilateral-meeting Bo Li, Ida Moe 2019-05-03"],
    ),
    "what two did after talks is told of their talks": (
        f"On 3 May 2019, {LOPES} and {BOLI} issued a statement after talks in Lima.",
        ["bilateral-meeting Ana Lopes, Bo Li 2019-05-03"],
    ),
    "to brief someone by phone is a call": (
        f"{LOPES} briefed {BOLI} by phone on 3 May 2019.",
        ["call Ana Lopes, Bo Li 2019-05-03"],
    ),
    "a guest who is hosted is met, unless a visit or a dinner is what is hosted": (
        f"On 3 May 2019, {LOPES} hosted {BOLI} in Lima.",
        ["bilateral-meeting Ana Lopes, Bo Li 2019-05-03"],
    ),
    "one of a list whom nothing names ends the list for no one": (
        f"On 3 May 2019, {LOPES} received {BOLI}, Tamsin and King Olav Brun one after the other.",
        [
            "bilateral-meeting Ana Lopes, Bo Li 2019-05-03",
            "bilateral-meeting Ana Lopes, Olav Brun 2019-05-03",
        ],
    ),
    "to join someone for a meal is to take part in it": (
        f"On 3 May 2019, {LOPES} joined {BOLI} for a dinner hosted by King Olav Brun.",
        ["meal Ana Lopes, Bo Li, Olav Brun 2019-05-03"],
    ),
    "demonyms before a title in the plural lead a list as well": (
        f"On 3 May 2019, {LOPES} met with Peruvian and Kenyan foreign ministers, Ivo Diaz and Ida Moe, respectively.",
        ["bilateral-meeting Ana Lopes, Ida Moe 2019-05-03", "bilateral-meeting Ana Lopes, Ivo Diaz 2019-05-03"],
    ),
    "a tour of meetings is meetings": (
        f"On 3 May 2019, {LOPES} held a series of meetings with {BOLI} and King Olav Brun.",
        ["bilateral-meeting Ana Lopes, Bo Li 2019-05-03", "bilateral-meeting Ana Lopes, Olav Brun 2019-05-03"],
    ),
    "who leaves after talks had them": (
        f"On 3 May 2019, {LOPES} left Oslo after talks with {BOLI}.",
        ["bilateral-meeting Ana Lopes, Bo Li 2019-05-03"],
    ),
    "to call on a state to act is no meeting": (f"{LOPES} and {BOLI} called on Kenya to withdraw on 3 May 2019.", []),
    "talks with one side alone are no meeting": ("Talks with King Olav Brun and Prime Minister Ida Moe failed.", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=list(CASES))
def test_a_text_tells_who_met_whom(text: str, expected: list[str]) -> None:
    assert told(text) == sorted(expected)
