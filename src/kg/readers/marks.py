"""Collects what the words of a page say of the page itself.

In: spans, one by one. Out: regions that do not overlap, and fields with the place they were taken from. Never: a second
opinion; the first to claim a stretch or a field has it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field

from ..model import Region, Span


@dataclass(slots=True)
class Marks:
    """Regions of one text in order, and the fields that it states of itself.

    >>> marks = Marks()
    >>> marks.mark(Span(0, 5), "title"), marks.mark(Span(4, 9), "caption")
    (True, False)
    """

    regions: list[Region] = field(default_factory=list)
    stated: dict[str, tuple[str, Span]] = field(default_factory=dict)

    def mark(self, span: Span, kind: str, note: str = "") -> bool:
        """Mark a stretch, unless it touches one that is marked already."""
        if self.taken(span):
            return False
        insort(self.regions, Region(span, kind, note), key=_start)
        return True

    def taken(self, span: Span) -> bool:
        """Whether some of a stretch is marked."""
        return any(region.span.start < span.end and span.start < region.span.end for region in self._near(span))

    def covered(self, span: Span) -> bool:
        """Whether all of a stretch is marked as one."""
        return any(region.span.holds(span) for region in self._near(span))

    def _near(self, span: Span) -> list[Region]:
        """The regions that may touch a stretch; regions stand in order and apart."""
        first = bisect_right(self.regions, span.start, key=_start)
        last = bisect_left(self.regions, span.end, lo=first, key=_start)
        return self.regions[max(first - 1, 0) : last]

    def state(self, name: str, value: str | None, span: Span) -> None:
        """Note a field and where it stands, unless it is known."""
        if value:
            self.stated.setdefault(name, (value, span))


def _start(region: Region) -> int:
    return region.span.start
