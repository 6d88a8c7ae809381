"""Tells one scene in the manner of a genre: travel note, agency story, ministry's page, treaty's status, speech.

In: a `Scene`. Out: text. Never: chance of its own; every choice is drawn from the scene.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from words import BODIES, BOILERPLATE, STATES


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in an office: ``full`` name, the ``short`` form by which a text goes on, the office's title."""

    full: str
    short: str
    title: str
    polite: str
    pronoun: str

    @property
    def office(self) -> str:
        return f"{self.title} {self.full}"


@dataclass(frozen=True, slots=True)
class Scene:
    """What one document is about; the genres below tell it in their own ways."""

    draw: Random
    day: date
    home: str
    away: str
    host: Person
    guest: Person
    second: Person
    head: Person
    body: str
    topic: str
    subject: str
    other: str
    quotes: tuple[str, ...]
    adopted: date
    opened: date

    def one(self, *choices: str) -> str:
        return self.draw.choice(choices)

    @property
    def capital(self) -> str:
        return STATES[self.home][1]

    @property
    def adjective(self) -> str:
        return STATES[self.home][3]

    @property
    def republic(self) -> str:
        return formal(self.home)

    @property
    def treaty(self) -> str:
        return f"{self.capital} Convention on {self.topic}"


def formal(state: str) -> str:
    """A state's formal name as it stands in a sentence."""
    name = STATES[state][0]
    return name if name == state else f"the {name}"


def written(day: date, s: Scene, year: bool = True) -> str:
    """A day as texts write it, in one of the orders of day and month."""
    text = s.one(f"{day.day} {day:%B}", f"{day:%B} {day.day}")
    if not year:
        return text
    return f"{text}, {day.year}" if text[0].isalpha() else f"{text} {day.year}"


def travel_note(s: Scene) -> str:
    next_day = s.day + timedelta(days=1)
    talks = s.one("had a bilateral meeting with", "held talks with", "met with")
    meal = s.one("attended an official dinner", "attended a working lunch", "was the guest at a state banquet")
    return f"""
Activities of {s.head.title} in {s.home}, {s.day.day} {s.day:%B} {s.day.year}

On {s.day:%A}, {s.day.day} {s.day:%B}, {s.body} {s.head.office} arrived in {s.capital}, {s.home}, {
        s.one("to take part in", "for", "to attend")
    } a conference on {s.subject}.

On {s.day:%A} {s.one("morning", "afternoon")}, the {s.head.title} {talks} {s.host.full}, the {s.host.title} of {
        s.republic
    }. They discussed {s.subject} and {s.other}.

In the evening, {s.head.polite} {s.head.short} {meal} hosted by {s.host.full}.

The following day, {next_day:%A}, {next_day.day} {next_day:%B}, the {s.head.title} {
        s.one("addressed the opening of", "spoke at", "took part in")
    } the signing ceremony of the {s.treaty} in {s.capital}. "{s.quotes[0]}," {s.head.polite} {s.head.short} said.

Later that day, {s.head.pronoun} {s.one("met", "held a meeting with")} {s.second.office}. The {s.head.title} {
        s.one("left", "departed")
    } {s.capital} on {next_day:%A} evening.
"""


def agency_story(s: Scene) -> str:
    guests = s.draw.randrange(20, 900)
    return f"""
{s.one(s.guest.title, s.away + "'s " + s.guest.title)} {s.guest.short} {s.one("visits", "in", "pays visit to")} {s.home}

{s.capital.upper()}, {s.day:%B} {s.day.day}, {s.day.year} - {STATES[s.away][3]} {s.guest.office} {
        s.one("arrived in", "began an official visit to", "is paying a working visit to")
    } {s.home} on {s.day:%A} at the invitation of {s.adjective} {s.host.office}.

{s.guest.short} and {s.host.short} {s.one("held talks", "met for two hours")} in {s.capital} on {
        written(s.day, s, year=False)
    }, and agreed to work together on {s.subject}.

"{s.quotes[0]}", {s.host.short} {s.one("told reporters", "said", "said at a joint press conference")}.

{STATES[s.away][3]} {s.guest.title} {s.guest.short} was also received by {s.second.office}. About {
        guests
    } guests attended a {s.one("banquet", "reception")} that evening. The visit runs until {
        written(s.day + timedelta(days=2), s)
    }.

{s.one(*BOILERPLATE)}
"""


def ministry_page(s: Scene) -> str:
    way = s.one("spoke by telephone with", "received", "held consultations with", "had a video call with")
    return f"""
{s.one("Press release", "News", "Media statement")}: {s.subject.capitalize()} on the agenda of {s.home} and {s.away}

date {s.day.isoformat()}

{s.host.title} {s.host.full} {way} the {s.guest.title} of {formal(s.away)}, {s.guest.full}, on {written(s.day, s)}.

The two sides {s.one("reviewed", "welcomed the progress of", "exchanged views on")} cooperation in {s.subject}, and {
        s.one("underlined the weight of", "touched upon")
    } {s.other}. {s.host.polite} {s.host.short} {s.one("stressed", "noted", "said")} that {s.home} would ratify the {
        s.treaty
    } before the end of {s.day.year + 1}.

"{s.quotes[0]}," said {s.guest.polite} {s.guest.short}.

{s.one(*BOILERPLATE)}
{s.one(*BOILERPLATE)}
"""


def treaty_status(s: Scene) -> str:
    needed = s.draw.choice((20, 30, 40, 50, 60))
    signatories = s.draw.randrange(needed, 150)
    return f"""
{s.treaty}: status as at {s.day.day} {s.day:%B} {s.day.year}

The {s.treaty} was adopted {s.one("in", "at")} {s.capital} on {written(s.adopted, s)}{
        s.one("", f" by the General Assembly of the {s.body}", " by consensus")
    }. It was opened for signature in {BODIES[s.body][1]} on {written(s.opened, s)}.

According to Article {s.draw.randrange(20, 70)} of the Convention, it enters into force {
        s.one("ninety days after", "90 days after", "on the thirtieth day after")
    } {s.one("the deposit of the", "the")} {needed}th instrument of ratification. The {s.head.title} of the {
        s.body
    } is the depositary.

{s.republic[0].upper() + s.republic[1:]} signed the Convention on {written(s.opened, s)} and ratified it on {
        written(s.day, s)
    }. {s.away} acceded on {written(s.day - timedelta(days=30), s)}.

There are {signatories} signatories and {s.draw.randrange(1, needed)} parties.
"""


def remarks(s: Scene) -> str:
    return f"""
{s.head.title}'s remarks at the opening of the conference on {s.subject}

{s.capital}, {written(s.day, s)}

{s.one("Excellencies", "Mr. President, Excellencies")},
{s.one("Ladies and gentlemen", "Dear friends")},

I thank {s.host.office} and the people of {s.home} for {s.one("their welcome", "hosting this conference")}.

{s.quotes[0]}. {s.quotes[1]}.

Two years ago, in {STATES[s.away][1]}, we began to speak of {s.other}. Today the {s.treaty} is {
        s.one("within reach", "open for signature")
    }. I call on all States to sign and ratify it without delay.

Thank you.
"""


GENRES: tuple[tuple[str, int, Callable[[Scene], str]], ...] = (
    ("note", 25, travel_note),
    ("story", 30, agency_story),
    ("page", 25, ministry_page),
    ("status", 12, treaty_status),
    ("remarks", 8, remarks),
)
"""Name, how many of a hundred documents are of it, and how it is told."""
