"""Judges states, cities, bodies, places, treaties and offices.

In: a corpus. Out: their IRIs in it. Never: two bodies made one that share a common name ("National Assembly") and
belong to different states.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from ..gazetteer import key as folded
from ..ids import short_hash, slug
from ..model import Reading, Referent
from .corpus import Corpus, Sets, content, value

_COMMON = frozenset(
    (
        "national assembly party communist central committee ministry foreign affairs parliament senate "
        "congress house of representatives the people cabinet council state supreme court government chamber "
        "deputies lower upper security bank news agency department secretariat general staff navy army force "
        "forces police public commission federal office minister prime president electoral law and for "
        "defence defense finance trade interior justice health education environment energy agriculture "
        "foundation society union labour democratic republican conservative liberal socialist workers "
        "legislative royal armed television radio tv media women youth front red cross chief s "
    ).split()
)
_CAPITAL = re.compile(r"\b[A-Z]")
_PARTS_OF_PARTIES = frozenset({"committee", "congress", "secretariat", "conference", "school", "commission"})

Member = tuple[Reading, Referent]


def things(corpus: Corpus) -> None:
    """Settles everything that is neither a person nor an event."""
    for member in corpus.referents("state", "city", "organization", "treaty", "place", "venue"):
        if row := member[1].key:
            corpus.settle([member], corpus.tables[row].kind, corpus.tables[row].local, row, "the name is known")
    for kind in ("organization", "treaty", "place", "venue"):
        _by_name(corpus, kind)
    for reading, referent in corpus.referents("treaty-article"):
        hints = dict(referent.hints)
        treaty = corpus.iri(reading, hints["treaty"]).rsplit("/", 1)[-1]
        corpus.settle([(reading, referent)], "treaty-article", f"{treaty}-{hints['number']}")
    _offices(corpus)


def _by_name(corpus: Corpus, kind: str) -> None:
    """Joins referents that share a full name; for common names within one state only."""
    unknown = [m for m in corpus.referents(kind) if not m[1].key]
    sets: Sets[tuple[str, str]] = Sets()
    first: dict[tuple[str, str], tuple[str, str]] = {}
    known = _known_names(corpus, kind)
    homes = _homes(corpus)
    for reading, referent in unknown:
        me = (reading.document.id, referent.id)
        for name in _keys(corpus, homes, reading, referent):
            sets.join(first.setdefault(name, me), me)
    if kind == "organization":
        _parties(first, sets)
        _letters(unknown, sets)
    members = {(r.document.id, x.id): (r, x) for r, x in unknown}
    for group in sets.groups(members):
        names = {n for local in group for n in _keys(corpus, homes, *members[local])}
        row = next((known[n] for n in sorted(names) if n in known), "")
        if row:
            corpus.settle(
                [members[m] for m in group],
                corpus.tables[row].kind,
                corpus.tables[row].local,
                row,
                "a full name is known",
            )
        else:
            label = max(names, key=lambda k: (len(k[0].split()), len(k[0]), k))
            best = max(
                (n for m in group for n in members[m][1].names),
                key=lambda n: (content(n) == label[0], n.isascii(), n),
                default=label[0],
            )
            local = slug(best) + (f".{label[1]}" if label[1] else "")
            corpus.settle([members[m] for m in group], kind, local, reason="the same full name")


def _parties(first: dict[tuple[str, str], tuple[str, str]], sets: Sets[tuple[str, str]]) -> None:
    """ "The Party" of a state is the one party of that state that the corpus names in full."""
    for (name, state), me in sorted(first.items()):
        if name == "party" and state:
            named = [(set(n.split()), other) for (n, s), other in sorted(first.items()) if s == state and n != name]
            full = [other for words, other in named if "party" in words and not words & _PARTS_OF_PARTIES]
            if len({sets.find(other) for other in full}) == 1:
                sets.join(full[0], me)


def _letters(unknown: list[Member], sets: Sets[tuple[str, str]]) -> None:
    """Letters alone ("RNG") are the one body of the same source whose long name has them as its capitals."""
    spelled: dict[tuple[str, str], dict[tuple[str, str], None]] = defaultdict(dict)
    for reading, referent in unknown:
        for name in referent.names:
            if len(name.split()) > 2:
                letters = "".join(_CAPITAL.findall(name))
                spelled[reading.document.source, letters][reading.document.id, referent.id] = None
    for reading, referent in unknown:
        fitting = spelled.get((reading.document.source, referent.names[0]), {}) if len(referent.names) == 1 else {}
        if len({sets.find(other) for other in fitting}) == 1:
            sets.join(next(iter(fitting)), (reading.document.id, referent.id))


def _known_names(corpus: Corpus, kind: str) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for row in corpus.tables.by_kind(kind):
        for name in row.names:
            if len(name.split()) > 1:
                found.setdefault((content(name), ""), row.key)
    return found


def _keys(corpus: Corpus, homes: dict[str, str], reading: Reading, referent: Referent) -> list[tuple[str, str]]:
    """The names to join by, each with the state that a common name belongs to."""
    keys = []
    for name in referent.names:
        words = content(name)
        common = referent.kind == "organization" and set(words.split()) <= _COMMON
        if common:
            keys.append((words, _state(corpus, homes, reading, referent)))
        elif len(words.split()) > 1 or len(referent.names) == 1 or name.isupper():
            keys.append((words, ""))
    return keys or [(content(referent.names[0]) if referent.names else referent.id, "")]


def _homes(corpus: Corpus) -> dict[str, str]:
    """For each source the state that most of its bodies belong to, if one is ahead."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for reading, referent in corpus.referents("organization"):
        if hint := dict(referent.hints).get("state", ""):
            counts[reading.document.source][hint] += 1
    ranked = {source: sorted(c.items(), key=lambda item: (-item[1], item[0])) for source, c in counts.items()}
    return {source: r[0][0] for source, r in ranked.items() if len(r) == 1 or r[0][1] > r[1][1]}


def _state(corpus: Corpus, homes: dict[str, str], reading: Reading, referent: Referent) -> str:
    """The state that the words let a common name belong to, else its source; else the source keeps it apart."""
    source = reading.document.source
    hint = dict(referent.hints).get("state", "") or homes.get(source, "")
    return corpus.tables[hint].local if hint else short_hash(source)


def _offices(corpus: Corpus) -> None:
    rows: dict[tuple[str, str], str] = {}
    for row in corpus.tables.by_kind("position"):
        title = row.extra.get("title") or row.label.split(" of ")[0]
        if row.parent:
            rows.setdefault((folded(title), corpus.tables[row.parent].local), row.key)
    grouped: dict[str, list[Member]] = defaultdict(list)
    found: dict[str, str] = {}
    for reading, referent in corpus.referents("position"):
        facts = corpus.facts[reading.document.id, referent.id]
        title, of = value(facts, "title"), value(facts, "of")
        body = corpus.iri(reading, of).rsplit("/", 1)[-1] if of else short_hash(reading.document.id)
        known = rows.get((folded(title), body), "")
        local = corpus.tables[known].local if known else f"{slug(title)}.{body}"
        grouped[local].append((reading, referent))
        found[local] = known
    for local, members in grouped.items():
        corpus.settle(members, "position", local, found[local], "title and body")
        iri = corpus.ids.entity("position", local)
        if not found[local]:
            reading, referent = members[0]
            facts = corpus.facts[reading.document.id, referent.id]
            owner = corpus.entities.get(corpus.iri(reading, value(facts, "of")))
            label = value(facts, "title") + (f" of {owner.labels[0]}" if owner and owner.labels else "")
            entity = corpus.entities[iri]
            labels = tuple(dict.fromkeys((label, *entity.labels)))
            corpus.entities[iri] = type(entity)(iri, "position", labels, "", entity.reason)
