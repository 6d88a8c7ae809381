"""Writes documents of the genre: as many as wanted, each from a seed and its number alone.

In: a seed, a number. Out: plain text (a travel note, an agency story, a ministry's page, a treaty's status, a speech).
Never: words of a real text, or the name of a person who exists.

    python benchmarks/generate.py 100 folder

One cast plays in all of them: who holds an office in which four years follows from the seed, so that people, bodies and
treaties come back from document to document, and their number grows more slowly than the documents.
"""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path
from random import Random

from genres import GENRES, Person, Scene
from words import BODIES, NAMES, REMARKS, STATES, SUBJECTS, TOPICS

FIRST_DAY = date(1998, 1, 5)
DAYS = 27 * 365
TREATIES_FROM = date(1985, 3, 1)
SEED = 1


def person(seed: int, culture: str, title: str, place: str, year: int) -> Person:
    """Who holds an office in a year: the same for four years."""
    draw = Random(f"{seed}|{place}|{title}|{year // 4}")
    women, men, families, family_first = NAMES[culture]
    woman = draw.random() < 0.45
    given, family = draw.choice((women if woman else men).split()), _family(draw, families)
    full = f"{family} {given}" if family_first else f"{given} {family}"
    short = given if culture == "vietnamese" else family
    return Person(full, short, title, *(("Ms.", "she") if woman else ("Mr.", "he")))


def _family(draw: Random, families: str) -> str:
    """One of the family names; particles in lower case belong to the name after them."""
    names: list[str] = []
    for word in families.split():
        joined = names and (names[-1].split()[-1].islower() or names[-1] in ("Ó", "Ní"))
        if joined:
            names[-1] += f" {word}"
        else:
            names.append(word)
    return draw.choice(names)


def scene(seed: int, number: int) -> Scene:
    draw = Random(f"{seed}#{number}")
    day = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
    home, away = draw.sample(sorted(STATES), 2)
    offices = STATES[home][5]

    def holder(state: str, title: str) -> Person:
        return person(seed, STATES[state][4], title, state, day.year)

    host_title, second_title = draw.sample(offices, 2)
    body = draw.choice(sorted(BODIES))
    cultures = sorted(NAMES)
    topic = draw.choice(TOPICS)
    subject, other = draw.sample(SUBJECTS, 2)
    adopted = TREATIES_FROM + timedelta(days=Random(f"{seed}|{home}|{topic}").randrange(DAYS // 3))
    return Scene(
        draw=draw,
        day=day,
        home=home,
        away=away,
        host=holder(home, host_title),
        guest=holder(away, draw.choice(STATES[away][5])),
        second=holder(home, second_title),
        head=person(seed, cultures[len(body) % len(cultures)], BODIES[body][0], body, day.year),
        body=body,
        topic=topic,
        subject=subject,
        other=other,
        quotes=tuple(draw.sample(REMARKS, 2)),
        adopted=adopted,
        opened=adopted + timedelta(days=(adopted.day + 5) * 9),
    )


def document(number: int, seed: int = SEED) -> tuple[str, str]:
    """The file name and the text of one document; the same whenever and in whatever order it is asked for."""
    shares = [share for _, share, _ in GENRES]
    genre, _, tell = Random(f"{seed}!{number}").choices(GENRES, shares)[0]
    return f"{number:06d}-{genre}.txt", tell(scene(seed, number)).lstrip("\n")


def write(folder: Path, count: int, seed: int = SEED) -> int:
    """Writes the first ``count`` documents into a folder; returns how many words they have."""
    folder.mkdir(parents=True, exist_ok=True)
    words = 0
    for number in range(count):
        name, text = document(number, seed)
        (folder / name).write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    print(write(given.folder, given.count, given.seed), "words")
