"""Finds the code in a macOS application, in the order in which it has to be signed.

A signature covers what lies inside, so what lies inside is signed first. Apple advises against
``codesign --deep``: it finds code only where it expects some, and gives what it finds the rights
of the program.
"""

from __future__ import annotations

import dataclasses
import plistlib
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_THIN: Final = {
    **dict.fromkeys((b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf"), ">I"),
    **dict.fromkeys((b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"), "<I"),
}
"""How Mach-O files for one processor begin, and how they write numbers."""

_FAT: Final = {b"\xca\xfe\xba\xbe": ">I", b"\xca\xfe\xba\xbf": ">Q"}
"""How those for several begin, and how their tables write where a part lies."""

_KIND_AT: Final = 12
_FIRST_PART_AT: Final = 16
_HEAD: Final = 24

_PROGRAM: Final = 2
"""``MH_EXECUTE`` of <mach-o/loader.h>."""


@dataclasses.dataclass(frozen=True, slots=True)
class Code:
    """What gets a signature of its own.

    Args:
        path: A file, or the folder of a framework's version.
        is_program: Whether it is started, and not loaded by what is.
    """

    path: Path
    is_program: bool


def inside(app: Path) -> Iterator[Code]:
    """Yield all code in an application but its main program, the innermost first.

    The main program is signed together with the application, and the library of a framework with
    the folder of its version. Links are passed over.

    Args:
        app: The application's folder.
    """
    told = plistlib.loads((app / "Contents" / "Info.plist").read_bytes())
    main = app / "Contents" / "MacOS" / told["CFBundleExecutable"]
    found = [
        Code(_signed_as(path), kind == _PROGRAM)
        for path in app.rglob("*")
        if path != main
        and not path.is_symlink()
        and path.is_file()
        and (kind := _kind(path)) is not None
    ]
    yield from sorted(found, key=lambda code: (-len(code.path.parts), code.path))


def _signed_as(path: Path) -> Path:
    """Return what is signed for a file with code: itself, or a framework's version."""
    version = path.parent
    framework = version.parent.parent
    is_library = version.parent.name == "Versions" and framework.name == f"{path.name}.framework"
    return version if is_library and (version / "Resources" / "Info.plist").is_file() else path


def _kind(path: Path) -> int | None:
    """Return the number for the kind of a Mach-O file, or None for any other file."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        number = _FAT.get(head[:4])
        if number is not None and len(head) == _HEAD:  # Java's classes begin like it, too
            file.seek(*struct.unpack_from(number, head, _FIRST_PART_AT))
            head = file.read(_HEAD)
    number = _THIN.get(head[:4])
    if number is None or len(head) < _HEAD:
        return None
    kind: int = struct.unpack_from(number, head, _KIND_AT)[0]
    return kind
