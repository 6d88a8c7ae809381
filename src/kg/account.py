"""What a build did, for people and for the manifest.

In: what the stages gave. Out: `BuildReport`, and from it a few lines, or the content of a manifest. Never: the clock or
the machine in a manifest; seconds stand in the report alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .assemble import Draft, extractor
from .axioms import Triple
from .closure import Closure
from .ids import Ids
from .mapping import load as load_mapping
from .model import Reading, Unread
from .publish import Release
from .quarantine import Quarantined
from .validate import Report
from .validate.record import Record, by_article
from .validate.report import VIOLATION

LONGEST = 20
"""How many lines of one sort are told; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Contradicted:
    """An axiom that some triples break, and the sentences that say them."""

    rule: str
    triples: tuple[Triple, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Parameters
    ----------
    documents: files that gave a text.
    unread: what was seen and not read, with the reason and the remedy.
    articles: articles published, the items of digests among them.
    facts: statements read out of the articles published.
    dropped: facts dropped because their words do not bear them out, by reason.
    entities: things told of.
    triples: of the graph published, each once; ``inferred`` of them follow from others.
    contradictions: what cannot all be true.
    validation: the report on what was published.
    quarantined: documents kept out, with their reports.
    repeated: files with one text, published as articles of their own.
    seconds: of each stage.
    folder: the generation published.
    """

    documents: int
    unread: tuple[Unread, ...]
    articles: int
    facts: int
    dropped: Mapping[str, int]
    entities: int
    triples: int
    inferred: int
    contradictions: tuple[Contradicted, ...]
    validation: Report
    quarantined: tuple[Quarantined, ...]
    repeated: tuple[tuple[str, ...], ...]
    seconds: Mapping[str, float] = field(repr=False)
    folder: Path

    def lines(self) -> list[str]:
        """What to tell a person, in few lines."""
        told = [
            f"{plural(self.documents, 'document')} read, {plural(self.articles, 'article')} published",
            f"{plural(self.facts, 'fact')} about {plural(self.entities, 'thing')}"
            + (f"; {self._dropped()}" if self.dropped else ""),
            f"{plural(self.triples, 'triple')}, {self.inferred:,} of them inferred",
            f"validation: {self._validation()}",
        ]
        told += _listed("unread", [_spoken(item) for item in self.unread])
        told += _listed("the same text", [f"{', '.join(same)}; take all but one away" for same in self.repeated])
        told += _listed("quarantined", [_kept_out(item) for item in self.quarantined])
        told += _listed("contradiction", [f"{c.rule}: {' / '.join(c.sentences)}" for c in self.contradictions])
        return told

    def _dropped(self) -> str:
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in sorted(self.dropped.items()))
        return f"{sum(self.dropped.values()):,} dropped ({reasons})"

    def _validation(self) -> str:
        warnings = sum(found.severity != VIOLATION for found in self.validation.violations)
        verdict = "conforms" if self.validation.conforms else "does not conform"
        return f"{verdict}, {plural(warnings, 'warning')}, {plural(len(self.quarantined), 'document')} in quarantine"


def account(
    documents: int,
    release: Release,
    unread: tuple[Unread, ...],
    contradictions: tuple[Contradicted, ...],
    validation: Report,
    quarantined: tuple[Quarantined, ...],
    seconds: Mapping[str, float],
) -> BuildReport:
    """The report on a build, its figures those of the manifest."""
    figures = {name: release.manifest[name] for name in ("articles", "facts", "entities", "triples", "inferred")}
    return BuildReport(
        documents=documents,
        unread=unread,
        dropped=release.manifest["dropped"],
        contradictions=contradictions,
        validation=validation,
        quarantined=quarantined,
        repeated=_repeated(release.manifest["sources"]),
        seconds=seconds,
        folder=release.folder,
        **figures,
    )


def _repeated(sources: Iterable[Mapping[str, str]]) -> tuple[tuple[str, ...], ...]:
    """The files of one text, where there are several."""
    known: dict[str, list[str]] = {}
    for item in sources:
        known.setdefault(item["contentHash"], []).append(item["source"])
    return tuple(sorted(tuple(sorted(same)) for same in known.values() if len(same) > 1))


def plural(count: int, noun: str) -> str:
    """A figure and its noun.

    >>> plural(1, "fact"), plural(1200, "fact")
    ('1 fact', '1,200 facts')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def contradicted(closure: Closure, draft: Draft) -> tuple[Contradicted, ...]:
    """The contradictions of a closure, with the sentences behind the asserted triples that they rest on."""
    if not closure.contradictions:
        return ()
    parts = {article: Record(article, own) for article, own in by_article(draft.quads).items() if article}
    found = []
    for contradiction in closure.contradictions:
        sentences = {
            record.sentence(s, p, o)
            for s, p, o in contradiction.premises
            for record in parts.values()
            if o in record.values(s, p) or s in record.evidence
        }
        found.append(Contradicted(contradiction.rule, contradiction.premises, tuple(sorted(sentences - {""}))))
    return tuple(found)


def manifest(
    draft: Draft, closure: Closure, report: Report, unread: Iterable[Unread], out: Sequence[Quarantined], ids: Ids
) -> dict[str, Any]:
    """What a generation knows of itself; counts of its triples are added when it is published."""
    documents = [reading.document for reading in draft.readings]
    severities = Counter(found.severity for found in report.violations)
    return {
        "base": ids.base,
        "versions": {"chancery": version("chancery-kg"), "extractor": extractor(), "mappings": load_mapping().version},
        "documents": len({document.source for document in documents}),
        "articles": len(documents),
        "facts": facts(draft.readings),
        "dropped": dropped(draft.readings),
        "entities": len(draft.resolution.entities),
        "inferred": len(closure.inferred),
        "contradictions": len(closure.contradictions),
        "validation": {"conforms": report.conforms, **dict(sorted(severities.items())), "unmet": list(report.unmet)},
        "sources": [{"source": d.source, "article": ids.article(d), "contentHash": d.content_hash} for d in documents],
        "unread": [{"source": u.source, "reason": u.reason, "remedy": u.remedy} for u in unread],
        "quarantined": [
            {"source": q.source, "article": q.article, "messages": sorted({v.message for v in q.report.violations})}
            for q in out
        ],
    }


def facts(readings: Iterable[Reading]) -> int:
    """How many statements were read out of texts."""
    return sum(len(fact.roles) + bool(fact.evidence) for reading in readings for fact in reading.facts)


def dropped(readings: Iterable[Reading]) -> dict[str, int]:
    """Facts dropped, by reason."""
    counts: Counter[str] = Counter()
    for reading in readings:
        counts.update(dict(reading.dropped))
    return dict(sorted(counts.items()))


def _spoken(item: Unread) -> str:
    text = f"{item.source}: {item.reason}"
    return f"{text}; {item.remedy}" if item.remedy else text


def _kept_out(item: Quarantined) -> str:
    first = item.report.violations[0]
    return f"{item.source}: {first.message} ({first.label or first.focus.strip('<>')})"


def _listed(word: str, items: list[str]) -> list[str]:
    shown = [f"{word}: {item}" for item in items[:LONGEST]]
    return [*shown, f"{word}: {len(items) - LONGEST:,} more"] if len(items) > LONGEST else shown
