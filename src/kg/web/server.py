"""Runs the service under granian until it is told to stop.

In: a build folder, an address. Out: nothing; the address is told when requests are answered. Never: a second server on
a port that one already holds, or processes left behind.
"""

from __future__ import annotations

import ctypes
import errno
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from flask import Flask
from granian.constants import Interfaces
from granian.server import Server

from ..errors import UsageError
from ..stores.folder import pointed
from .app import create_app
from .settings import Settings

PR_SET_PDEATHSIG = 1
PATIENCE = 5
"""Seconds that requests have to end when the server is told to stop."""


def serve(
    folder: str | Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    settings: Settings | None = None,
    tell: Callable[[str], None] | None = None,
) -> None:
    """Serve the current generation of a build folder until the process is interrupted or terminated.

    Parameters
    ----------
    port: 1 to 65535.
    tell: is given one line with the address; by default it is written to the standard error.

    Raises
    ------
    StoreError: nothing was published in the folder.
    UsageError: the address cannot be taken.

    >>> serve("nowhere")
    Traceback (most recent call last):
    kg.errors.StoreError: nowhere: there is no such build folder; build it with `kg build DOCUMENTS -o nowhere`
    """
    pointed(Path(folder))
    claim(host, port)
    settings = settings or Settings()
    server = Server(
        "kg.web",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=settings.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
        log_enabled=False,
        websockets=False,
    )
    load = partial(_load, str(folder), settings, os.getpid(), partial(_tell, tell, host, port))
    server.serve(target_loader=load, wrap_loader=False)


def claim(host: str, port: int) -> None:
    """Make sure that an address can be listened at.

    Raises
    ------
    UsageError: another program listens there, or the address is none of this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    where = f"{host}:{port}"
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OverflowError:
            raise UsageError("a port is a number from 1 to 65535", where=where, remedy="choose another") from None
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            message = "the port is in use" if taken else f"the address cannot be taken ({error.strerror})"
            raise UsageError(message, where=where, remedy="choose another with --port or --host") from error


def _load(folder: str, settings: Settings, parent: int, tell: Callable[[str], None]) -> Flask:
    """Make the app in granian's own process, which ends when the one that started it does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    app = create_app(folder, settings)
    with app.config["SERVICE"].lease() as generation:
        threading.Thread(target=tell, args=(generation.name,), daemon=True).start()
    return app


def _tell(tell: Callable[[str], None] | None, host: str, port: int, generation: str) -> None:
    """Say the address once it answers: granian listens only after the app was made."""
    while not _answers(host, port):
        time.sleep(0.02)
    shown = f"[{host}]" if ":" in host else host
    line = f"Serving generation {generation} at http://{shown}:{port}/ (Ctrl-C stops)"
    if tell:
        tell(line)
    else:
        print(line, file=sys.stderr, flush=True)


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False
