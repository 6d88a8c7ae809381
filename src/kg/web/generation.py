"""Which generation is served, and the switch to the next one without a request being dropped.

In: a build folder. Out: leases on the current generation. Never: a generation taken away from a request that began on
it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import StoreError
from ..ids import DEFAULT_BASE
from ..stores.folder import MANIFEST, pointed
from .reading import Reader
from .settings import Settings
from .workers import Pool

log = logging.getLogger("kg.web")
LOOK = 1.0


class Generation:
    """One generation while it is served: ``tag`` differs whenever its content does."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.name = folder, folder.name
        manifest, self.tag = _manifest(folder)
        self.base = str(manifest.get("base", DEFAULT_BASE))
        counts = manifest.get("graphs")
        self.graphs: dict[str, int] = dict(counts) if isinstance(counts, dict) else {}
        self.pool = Pool(folder, settings)
        self.reader = Reader(self.pool, self.base)
        self.leases = 0
        self.retired = False


def _manifest(folder: Path) -> tuple[dict[str, object], str]:
    path = folder / MANIFEST
    try:
        text = path.read_bytes()
        manifest = json.loads(text)
    except (OSError, ValueError) as error:
        raise StoreError("the manifest cannot be read", where=str(path), remedy="build again") from error
    if not isinstance(manifest, dict):
        raise StoreError("the manifest is no JSON object", where=str(path), remedy="build again")
    return manifest, hashlib.sha256(text + str(folder.name).encode()).hexdigest()[:16]


class Service:
    """The current generation of a build folder, looked for again every second by a thread of its own.

    Raises
    ------
    StoreError: nothing was published in the folder, or its store cannot be opened.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.settings = folder, settings
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._current = Generation(pointed(folder), settings)
        self._watcher = threading.Thread(target=self._watch, daemon=True, name="generations")
        self._watcher.start()

    @contextmanager
    def lease(self) -> Iterator[Generation]:
        """The current generation, kept until the request is answered."""
        generation = self.take()
        try:
            yield generation
        finally:
            self.release(generation)

    def take(self) -> Generation:
        """As ``lease``; the caller calls ``release``."""
        with self._lock:
            self._current.leases += 1
            return self._current

    def release(self, generation: Generation) -> None:
        """Let go; the last one to leave a retired generation ends its processes."""
        with self._lock:
            generation.leases -= 1
            last = generation.retired and generation.leases == 0
        if last:
            generation.pool.close()

    def close(self) -> None:
        """End the processes of the current generation."""
        self._stop.set()
        self._current.pool.close()

    def _watch(self) -> None:
        refused = ""
        while not self._stop.wait(LOOK):
            try:
                path = pointed(self.folder)
                if path.name == self._current.name and _manifest(path)[1] == self._current.tag:
                    continue
                self._switch(Generation(path, self.settings))
                refused = ""
            except StoreError as error:
                if str(error) != refused:
                    log.warning("still serving generation %s: %s", self._current.name, error)
                refused = str(error)

    def _switch(self, fresh: Generation) -> None:
        with self._lock:
            old, self._current = self._current, fresh
            old.retired = True
            idle = old.leases == 0
        log.info("now serving generation %s", fresh.name)
        if idle:
            old.pool.close()
