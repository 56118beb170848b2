"""An X display in memory whose screen can be kept as a picture."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

_START_WITHIN = 20.0
_STILL = 5.0
_CURSOR = 3 * 4 * 40
"""Bytes of the picture that a cursor in a text takes: three for each of its pixels."""
_WIDTH, _HEIGHT = 1400, 900


class Display:
    """Xvfb on a number that is free; its screen is a file, which is read for pictures.

    Args:
        folder: Where that file may lie.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: subprocess.Popen[bytes] | None = None
        self.name = ""

    def __enter__(self) -> Self:
        reading, writing = os.pipe()
        size = f"{_WIDTH}x{_HEIGHT}x24"
        options = ["-screen", "0", size, "-nolisten", "tcp", "-fbdir", str(self._folder)]
        with os.fdopen(reading, "rb") as numbers:
            self._server = subprocess.Popen(
                ["Xvfb", "-displayfd", str(writing), *options],
                pass_fds=[writing],
                stdin=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            os.close(writing)
            there = select.select([numbers], [], [], _START_WITHIN)[0]
            number = numbers.readline().decode().strip() if there else ""
        if not number:
            self.__exit__(None, None, None)
            raise RuntimeError("Xvfb did not start")
        self.name = f":{number}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait()

    def pixels(self) -> tuple[int, int, bytes]:
        """Return width, height and the pixels of the screen, three bytes each."""
        data = (self._folder / "Xvfb_screen0").read_bytes()
        head = struct.unpack(">25I", data[:100])  # the header of an X window dump
        size, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
        start = size + colours * 12
        rows = bytearray()
        for row in range(height):
            some = data[start + row * line :][: width * 4]
            pixels = bytearray(width * 3)
            pixels[0::3], pixels[1::3], pixels[2::3] = some[2::4], some[1::4], some[0::4]
            rows += pixels
        return width, height, bytes(rows)

    def is_painted(self) -> bool:
        """Tell whether anything is shown near the middle; quick enough to time a start with.

        In the middle itself is the tip of the pointer, which some systems draw in black.
        """
        with (self._folder / "Xvfb_screen0").open("rb") as file:
            head = struct.unpack(">25I", file.read(100))
            across, down = head[4] * 3 // 8, head[5] * 3 // 8
            file.seek(head[0] + head[19] * 12 + down * head[12] + across * 4)
            return any(file.read(3))

    def colours(self) -> int:
        """Return how many different colours the screen shows; an empty one shows one or two."""
        _, _, pixels = self.pixels()
        return len({pixels[at : at + 3] for at in range(0, len(pixels), 3)})

    def is_still(self) -> bool:
        """Tell whether nothing on the screen changes for some seconds; a cursor may blink."""
        before = self.pixels()
        time.sleep(_STILL)
        after = self.pixels()
        if before[:2] != after[:2]:
            return False
        pairs = zip(before[2], after[2], strict=True)
        return sum(one != other for one, other in pairs) <= _CURSOR

    def save(self, path: Path) -> None:
        """Keep the screen as a PNG."""
        width, height, pixels = self.pixels()
        lines = b"".join(
            b"\0" + pixels[row * width * 3 : (row + 1) * width * 3] for row in range(height)
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            b"\x89PNG\r\n\x1a\n"
            + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + _chunk(b"IDAT", zlib.compress(lines))
            + _chunk(b"IEND", b"")
        )

    def wait(self, condition: Callable[[], bool], what: str, seconds: float = 40.0) -> None:
        """Wait until something is so.

        Raises:
            AssertionError: it is not so in time.
        """
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, f"{what}: not within {seconds:g} s"
            time.sleep(0.2)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
