"""The Windows installer, built with NSIS; that runs on Linux too."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from installers import icons
from installers.layout import (
    BUNDLE,
    PACKAGING,
    machine,
    publisher,
    result,
    run,
    version,
    version_numbers,
)


def installer(*, fast: bool, bundle: Path = BUNDLE, stub: str = "x86-unicode") -> Path:
    """Build the installer of a bundle that was frozen on Windows; return it.

    Args:
        fast: Compress it little, for tests.
        bundle: The frozen program.
        stub: The installer's own kind; NSIS brings ``x86-unicode`` on each system, and on Debian
            ``amd64-unicode`` too, which a Wine without 32-bit parts can run.
    """
    target = result(f"windows-{machine()}-setup.exe")
    defined = {
        "VERSION": version(),
        "NUMBERS": ".".join(map(str, version_numbers())),
        "PUBLISHER": publisher().name,
        "HOMEPAGE": publisher().homepage,
        "BUNDLE": bundle,
        "ICON": icons.FOLDER / "octavo.ico",
        "OUT": target,
        "STUB": stub,
        "COMPRESSION": "zlib" if fast else "/SOLID lzma",
    }
    if os.environ.get("CERTIFICATE"):
        # by its path: Windows has another bash, which comes first where programs are looked for
        sign = (shutil.which("bash") or "bash", PACKAGING / "windows" / "sign.sh")
        defined["SIGN"] = " ".join(f'"{word}"' for word in sign)
    run(
        [
            "makensis",
            "-V2",
            "-WX",  # a warning is an error
            "-INPUTCHARSET",
            "UTF8",
            *(f"-D{name}={value}" for name, value in defined.items()),
            PACKAGING / "windows" / "octavo.nsi",
        ]
    )
    return target
