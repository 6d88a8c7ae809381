"""A pool of processes that each hold one generation read-only, and are killed when a query runs too long.

In: a query, the formats the client takes, a deadline. Out: the bytes of the answer, complete. Never: half an answer; an
engine inside the server's process; a fork of the server (it has threads): a process is started afresh.
"""

from __future__ import annotations

import queue
import threading
import time
from pathlib import Path

from ..errors import QueryRefused, QueryStopped, StoreError
from .process import Answer, DiedError, Job, Process
from .settings import Settings

START = 60.0


class Pool:
    """The processes of one generation.

    Parameters
    ----------
    store: the folder of the generation's store.

    Raises
    ------
    StoreError: the store cannot be opened.
    """

    def __init__(self, store: Path, settings: Settings) -> None:
        self.store, self.settings = store, settings
        self._idle: queue.LifoQueue[Process] = queue.LifoQueue()
        self._public = threading.BoundedSemaphore(settings.workers - 1)
        self._lock = threading.Lock()
        self._closed = False
        self._everyone = {id(worker): worker for worker in (Process(store, settings) for _ in range(settings.workers))}
        try:
            for worker in self._everyone.values():
                worker.await_ready(time.monotonic() + START)
                self._idle.put(worker)
        except (StoreError, TimeoutError, DiedError) as failure:
            self.close()
            if isinstance(failure, StoreError):
                raise
            raise StoreError("the store cannot be opened", where=str(store), remedy="build again") from None

    def run(self, job: Job, *, public: bool = False, deadline: float = 0.0) -> Answer:
        """The complete answer to a job.

        Parameters
        ----------
        public: a query that somebody wrote; one process is left for the pages.
        deadline: seconds; 0 is the setting's.

        Raises
        ------
        QueryRefused: the query is malformed, or asks for what this service does not do.
        QueryStopped: out of time, too large, out of memory, or no process was free.
        """
        patience = self.settings.patience
        if not public:
            return self._run(job, deadline or self.settings.deadline, patience)
        started = time.monotonic()
        if not self._public.acquire(timeout=patience):
            raise self._busy()
        try:
            return self._run(job, deadline or self.settings.deadline, patience - (time.monotonic() - started))
        finally:
            self._public.release()

    def _run(self, job: Job, deadline: float, patience: float) -> Answer:
        try:
            worker = self._idle.get(timeout=max(patience, 0.01))
        except queue.Empty:
            raise self._busy() from None
        keep = False
        try:
            answer = worker.run(job, time.monotonic() + deadline)
            keep = True
            return answer
        except QueryRefused:
            keep = True
            raise
        except QueryStopped as stopped:
            keep = stopped.reason == "format" or bool(job.most)
            raise
        except StoreError:
            keep = True
            raise
        except TimeoutError:
            raise QueryStopped(
                f"the query was still running after {deadline:g} seconds and was ended",
                reason="deadline",
                remedy="make it smaller: name classes or things, add LIMIT, avoid patterns that share no variable",
            ) from None
        except DiedError:
            raise QueryStopped(
                "the process that ran the query ended, most likely for want of memory",
                reason="memory",
                remedy="make it smaller: add LIMIT before ORDER BY, or group over fewer things",
            ) from None
        finally:
            self._give_back(worker, keep=keep)

    def _busy(self) -> QueryStopped:
        return QueryStopped("all query processes are busy", reason="busy", remedy="try again in a few seconds")

    def _give_back(self, worker: Process, *, keep: bool) -> None:
        if keep:
            self._idle.put(worker)
        else:
            worker.process.kill()
            threading.Thread(target=self._replace, args=(worker,), daemon=True).start()

    def _replace(self, worker: Process) -> None:
        with self._lock:
            self._everyone.pop(id(worker), None)
            if not self._closed:
                fresh = Process(self.store, self.settings)
                self._everyone[id(fresh)] = fresh
                self._idle.put(fresh)
        worker.end(kill=True)

    def close(self) -> None:
        """End every process; nobody may be waiting for an answer."""
        with self._lock:
            self._closed = True
            everyone, self._everyone = list(self._everyone.values()), {}
        for worker in everyone:
            worker.end(kill=False)
