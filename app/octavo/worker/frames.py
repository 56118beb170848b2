"""What an owner and its worker process say to each other: pickled values behind their length."""

from __future__ import annotations

import dataclasses
import os
import pickle
import struct
from typing import Any

HEADER = struct.Struct("<Q")


@dataclasses.dataclass(frozen=True, slots=True)
class Open:
    """Owner: call a method; with a ``window``, iterate over it that many items ahead."""

    id: int
    method: str
    args: tuple[Any, ...]
    deadline: float
    window: int | None


@dataclasses.dataclass(frozen=True, slots=True)
class Credit:
    """Owner: so many more items of this stream may be sent."""

    id: int
    items: int


@dataclasses.dataclass(frozen=True, slots=True)
class Stop:
    """Owner: nobody wants the rest of this stream."""

    id: int


@dataclasses.dataclass(frozen=True, slots=True)
class Ready:
    """Worker: the target is imported."""


@dataclasses.dataclass(frozen=True, slots=True)
class Began:
    """Worker: the clock of a call, or of one item of a stream, runs from now."""

    id: int
    deadline: float


@dataclasses.dataclass(frozen=True, slots=True)
class Idle:
    """Worker: waiting for requests; no clock runs."""


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    """Worker: one item of a stream."""

    id: int
    value: Any


@dataclasses.dataclass(frozen=True, slots=True)
class Done:
    """Worker: a call's result, or the end of a stream."""

    id: int
    value: Any = None


@dataclasses.dataclass(frozen=True, slots=True)
class Failed:
    """Worker: a call or stream raised; ``trace`` only for what is no AppError."""

    id: int
    error: Exception
    trace: str = ""


Request = Open | Credit | Stop
Result = Item | Done | Failed
Reply = Ready | Began | Idle | Result


def pack(frame: Request | Reply) -> bytes:
    """Turn a frame into bytes.

    Raises:
        Exception: whatever pickling a value raises.
    """
    body = pickle.dumps(frame, protocol=5)
    return HEADER.pack(len(body)) + body


class Unpacker:
    """Puts frames together from pieces of any size."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, piece: bytes) -> list[Any]:
        """Return the frames that are complete now."""
        self._buffer += piece
        frames: list[Any] = []
        start = 0
        with memoryview(self._buffer) as view:
            while len(view) >= start + HEADER.size:
                begin = start + HEADER.size
                end = begin + HEADER.unpack_from(view, start)[0]
                if len(view) < end:
                    break
                with view[begin:end] as body:
                    # Both ends are this program; the pipe between them is nobody else's.
                    frames.append(pickle.loads(body))  # noqa: S301
                start = end
        del self._buffer[:start]
        return frames


def write_all(descriptor: int, data: bytes) -> None:
    """Write to a pipe until all is written.

    Raises:
        OSError: if the other end is gone.
    """
    with memoryview(data) as view:
        done = 0
        while done < len(view):
            done += os.write(descriptor, view[done:])
