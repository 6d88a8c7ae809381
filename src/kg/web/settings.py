"""What a user may set about the service.

In: values of the command line. Out: one frozen record. Never: a look at the environment; the caller does that.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field


def _workers() -> int:
    return max(4, min(8, os.cpu_count() or 4))


@dataclass(frozen=True, slots=True)
class Settings:
    """How the service behaves.

    Parameters
    ----------
    deadline: seconds that a query may run before its process is ended.
    workers: processes that answer queries; one of them is kept for the pages. At least 2.
    patience: seconds that a request waits for a free process before it is sent away.
    most_memory: bytes of memory that a query process may take beyond those of the open store.
    most_result: bytes that one answer may have.
    most_query: bytes that one request may have.
    threads: requests that are handled at the same time.

    >>> Settings(deadline=5).deadline
    5
    """

    deadline: float = 30.0
    workers: int = field(default_factory=_workers)
    patience: float = 10.0
    most_memory: int = 2 * 2**30
    most_result: int = 2**30
    most_query: int = 2**20
    threads: int = 16

    def __post_init__(self) -> None:
        if self.workers < 2:
            raise ValueError(f"workers must be at least 2, not {self.workers}: one is kept for the pages")
        if self.deadline <= 0:
            raise ValueError(f"deadline must be more than 0 seconds, not {self.deadline}")
