"""Draws the program's icon in all sizes and puts it into the containers that systems want."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path
from typing import Final

from installers.layout import BUILD, ROOT

SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)
SOURCE: Final = ROOT / "resources" / "icons" / "octavo.svg"
FOLDER: Final = BUILD / "icons"

_ICO_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
_ICNS_TYPES: Final = {"ic07": 128, "ic08": 256, "ic09": 512, "ic11": 32, "ic12": 64}
"""Apple's names for the sizes in points; ic11 and ic12 are 16 and 32 points on fine screens."""


def draw() -> None:
    """Draw all icons into ``build/icons``, with PySide6 of the environment that builds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt  # noqa: PLC0415 - after the line above
    from PySide6.QtGui import QGuiApplication, QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    application = QGuiApplication.instance() or QGuiApplication(["icons"])
    FOLDER.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(SOURCE))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.save(str(png(size)))
    del application
    (FOLDER / "octavo.ico").write_bytes(_ico([(size, png(size)) for size in _ICO_SIZES]))
    (FOLDER / "octavo.icns").write_bytes(_icns())


def png(size: int) -> Path:
    """Return the path of the icon with so many pixels a side."""
    return FOLDER / f"octavo-{size}.png"


def of_this_system() -> str | None:
    """Return the icon that an executable of this system takes, None where it takes none."""
    name = {"win32": "octavo.ico", "darwin": "octavo.icns"}.get(sys.platform)
    return None if name is None else str(FOLDER / name)


def _ico(images: list[tuple[int, Path]]) -> bytes:
    """Pack PNGs into a Windows icon: a header, one entry of 16 bytes each, then the images."""
    head, body = struct.pack("<HHH", 0, 1, len(images)), b""
    for size, path in images:
        data = path.read_bytes()
        offset = 6 + 16 * len(images) + len(body)
        side = size % 256  # 0 means 256
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), offset)
        body += data
    return head + body


def _icns() -> bytes:
    """Pack PNGs into an Apple icon: each with a type of four letters and its length."""
    body = b""
    for kind, size in _ICNS_TYPES.items():
        data = png(size).read_bytes()
        body += kind.encode() + struct.pack(">I", len(data) + 8) + data
    return b"icns" + struct.pack(">I", len(body) + 8) + body


if __name__ == "__main__":
    draw()
