"""How a query process and the server speak over a pipe: frames of one letter, four bytes of length, and content.

In: bytes. Out: bytes. Never: pickled objects; a frame is JSON or the bytes of an answer.

A request is one frame ``Q`` (JSON). A reply is ``H`` (JSON: kind and format), any number of ``D`` (bytes of the
answer) and ``E``; or ``X`` (JSON: why not). A process says ``R`` once, when its store is open.
"""

from __future__ import annotations

import json
import os
import struct
from typing import Any

HEAD = struct.Struct(">cI")
READY, QUERY, HEADER, DATA, END, REFUSAL = b"R", b"Q", b"H", b"D", b"E", b"X"


def send(handle: int, letter: bytes, content: bytes = b"") -> None:
    """Write one frame to a file descriptor, whole."""
    rest = memoryview(HEAD.pack(letter, len(content)) + content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def send_json(handle: int, letter: bytes, content: dict[str, Any]) -> None:
    """Write one frame whose content is JSON."""
    send(handle, letter, json.dumps(content).encode())


def receive(handle: int) -> tuple[bytes, bytes] | None:
    """Read one frame from a file descriptor, waiting for it; None at the end of the stream."""
    head = _exactly(handle, HEAD.size)
    if head is None:
        return None
    letter, length = HEAD.unpack(head)
    content = _exactly(handle, length)
    return None if content is None else (letter, content)


def _exactly(handle: int, length: int) -> bytes | None:
    parts: list[bytes] = []
    while length:
        part = os.read(handle, length)
        if not part:
            return None
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
