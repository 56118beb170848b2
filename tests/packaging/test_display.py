"""Whether a screen shows a window is told without a look at the pointer's place."""

from __future__ import annotations

import struct
from pathlib import Path

from trial.display import Display

WIDTH, HEIGHT, HEAD = 1400, 900, 100


def screen(folder: Path, colour: bytes, middle: bytes) -> Display:
    """Return a screen of one colour whose middle has another, as Xvfb writes it down."""
    head = [0] * 25
    head[0], head[4], head[5], head[12] = HEAD, WIDTH, HEIGHT, WIDTH * 4
    pixels = bytearray(colour * (WIDTH * HEIGHT))
    at = (HEIGHT // 2 * WIDTH + WIDTH // 2) * 4
    pixels[at : at + 4] = middle
    (folder / "Xvfb_screen0").write_bytes(struct.pack(">25I", *head) + pixels)
    return Display(folder)


def test_a_window_below_a_black_pointer_is_seen(tmp_path: Path) -> None:
    assert screen(tmp_path, b"\xff\xff\xff\0", b"\0\0\0\0").is_painted()


def test_a_pointer_alone_is_no_window(tmp_path: Path) -> None:
    assert not screen(tmp_path, b"\0\0\0\0", b"\xff\xff\xff\0").is_painted()
