"""The Windows installer, built with NSIS; that runs on Linux too."""

from __future__ import annotations

from pathlib import Path

from installers import icons
from installers.layout import BUNDLE, PACKAGING, machine, result, run, version


def installer(*, fast: bool, bundle: Path = BUNDLE) -> Path:
    """Build the installer of a bundle that was frozen on Windows; return it.

    Args:
        fast: Compress it little, for tests.
        bundle: The frozen program.
    """
    target = result(f"windows-{machine()}-setup.exe")
    defined = {
        "VERSION": version(),
        "BUNDLE": bundle,
        "ICON": icons.FOLDER / "octavo.ico",
        "TARGET": target,
        "COMPRESSION": "zlib" if fast else "/SOLID lzma",
    }
    run(
        [
            "makensis",
            "-V2",
            "-INPUTCHARSET",
            "UTF8",
            *(f"-D{name}={value}" for name, value in defined.items()),
            PACKAGING / "windows" / "octavo.nsi",
        ]
    )
    return target
