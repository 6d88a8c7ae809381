"""What can go wrong, as one tree. Every message says what, where, and what to do next.

In: nothing. Out: exceptions that carry fields as well as prose. Never: a bare ``Exception``.

::

    KGError                 exit code 1
    ├── UsageError          2  the caller asked for something that does not exist
    ├── ReadError           3  a document cannot be read
    ├── MappingError        3  mappings/, ontology/ or shapes/ contradict each other
    ├── StoreError          3  a build folder is missing, broken or in use
    │   ├── QueryRefused    2  a query that this service does not answer
    │   └── QueryStopped    1  a query that was ended: out of time, too large, no worker free
    └── ConformanceError    1  the graph does not conform
"""


class KGError(Exception):
    """The root of every error that Chancery raises on purpose.

    Parameters
    ----------
    message: what went wrong, in one sentence.
    where: the file, line, key or query it went wrong in; empty when there is no such place.
    remedy: what to do next; empty when nothing can be done.

    >>> print(KGError("no text", where="scan.pdf", remedy="run an OCR tool over it first"))
    scan.pdf: no text; run an OCR tool over it first
    """

    exit_code = 1

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        self.message, self.where, self.remedy = message, where, remedy
        super().__init__(f"{where}: {message}" if where else message)

    def __str__(self) -> str:
        text = super().__str__()
        return f"{text}; {self.remedy}" if self.remedy else text


class UsageError(KGError):
    """The caller named a format, a command or a thing that does not exist."""

    exit_code = 2


class ReadError(KGError):
    """A document that cannot be read: it is reported, and the others go on."""

    exit_code = 3


class MappingError(KGError):
    """A mapping, the ontology or a shape names what is not there."""

    exit_code = 3


class StoreError(KGError):
    """A build folder that is missing, broken or held by another process."""

    exit_code = 3


class QueryRefused(StoreError):
    """A query that is malformed, or that a read-only service does not run."""

    exit_code = 2


class QueryStopped(StoreError):
    """A query that was ended before it had an answer.

    ``reason`` is ``deadline``, ``size``, ``memory`` (its process died), ``busy`` (no process was free), or
    ``format`` (its answer cannot be written as the asker wants).
    """

    exit_code = 1

    def __init__(self, message: str, *, reason: str, where: str = "", remedy: str = "") -> None:
        self.reason = reason
        super().__init__(message, where=where, remedy=remedy)


class ConformanceError(KGError):
    """The graph does not conform to the shapes."""

    exit_code = 1
