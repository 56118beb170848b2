"""An application for macOS as PyInstaller lays it out, of files that only begin like true ones."""

from __future__ import annotations

import plistlib
import struct
from pathlib import Path

_PROGRAM, _LIBRARY, _EXTENSION = 2, 6, 8  # MH_EXECUTE, MH_DYLIB, MH_BUNDLE of <mach-o/loader.h>

_FRAMEWORK = "Contents/Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A"

INSIDE = {
    "Contents/Frameworks/numpy/_core/_umath.so": False,
    "Contents/Frameworks/libonnxruntime.1.dylib": False,
    "Contents/Frameworks/libfat.dylib": False,
    "Contents/MacOS/helper": True,
    f"{_FRAMEWORK}/Helpers/inner": True,
    _FRAMEWORK: False,
}
"""What has to be signed before the application, by its path there, and whether it is a program."""


def make(app: Path) -> None:
    """Lay the application out.

    Args:
        app: Its folder, which is made.
    """
    files = {
        "Contents/Info.plist": plistlib.dumps({"CFBundleExecutable": "octavo"}),
        "Contents/MacOS/octavo": _thin(_PROGRAM),
        "Contents/MacOS/helper": _thin(_PROGRAM),
        "Contents/Frameworks/numpy/_core/_umath.so": _thin(_EXTENSION),
        "Contents/Frameworks/libonnxruntime.1.dylib": _thin(_LIBRARY),
        "Contents/Frameworks/libfat.dylib": _fat(_LIBRARY),
        f"{_FRAMEWORK}/QtCore": _fat(_LIBRARY),
        f"{_FRAMEWORK}/Helpers/inner": _fat(_PROGRAM),
        f"{_FRAMEWORK}/Resources/Info.plist": plistlib.dumps({"CFBundleExecutable": "QtCore"}),
        "Contents/Resources/guide.pdf": b"%PDF-1.7",
        "Contents/Resources/Of.class": b"\xca\xfe\xba\xbe\0\0\0\x41".ljust(64, b"\0"),
        "Contents/Resources/empty": b"",
    }
    for name, data in files.items():
        path = app / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (app / "Contents/Resources/libfat.dylib").symlink_to("../Frameworks/libfat.dylib")
    framework = (app / _FRAMEWORK).parents[1]
    (framework / "Versions" / "Current").symlink_to("A")
    (framework / "QtCore").symlink_to("Versions/Current/QtCore")


def _thin(kind: int) -> bytes:
    """Return the head of a Mach-O file for one processor."""
    return struct.pack("<4s7I", b"\xcf\xfa\xed\xfe", 0x100000C, 0, kind, 0, 0, 0, 0)


def _fat(kind: int) -> bytes:
    """Return the heads of a Mach-O file for several processors."""
    table = struct.pack(">4sI5I", b"\xca\xfe\xba\xbe", 1, 0x100000C, 0, 64, 32, 6)
    return table.ljust(64, b"\0") + _thin(kind)
