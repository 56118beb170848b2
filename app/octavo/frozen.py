"""What only the frozen program does before anything else: give up what its start has borrowed.

The program's first stages point the system's loader and Qt to the bundle through the environment.
The loader has read it by then, and Qt finds its plug-ins without. Other programs that this one
starts, a browser or Tesseract, must not load the bundle's libraries instead of their own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

_LOADER_PATH: Final = "LD_LIBRARY_PATH"
_LOADER_PATH_BEFORE: Final = "LD_LIBRARY_PATH_ORIG"
_BOOTLOADER: Final = "_PYI_"
"""How the names of the first stage's own variables begin. A worker, or another Octavo that somebody
opens from a program that this one has started, is to start as if nothing had been before it."""

_QT: Final = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH")

WORKER_ARGUMENT: Final = "--octavo-worker"
"""First argument of the frozen program when it is started as a worker; its setting follows."""

_FALLBACKS: Final = "fallback"
"""Folder of libraries that desktops often lack, used only where they do."""


def is_frozen() -> bool:
    """Return whether this is the frozen program, and not Python with a package."""
    return bool(getattr(sys, "frozen", False))


def worker_setting() -> str | None:
    """Return what kind of worker this process was started as; None if it was started as none.

    A frozen program has no interpreter to start workers with: they are started as itself.
    """
    return sys.argv[2] if len(sys.argv) == 3 and sys.argv[1] == WORKER_ARGUMENT else None


def restore_environment() -> None:
    """Have programs that are started from here run as if there were no bundle."""
    for name in [name for name in os.environ if name.startswith(_BOOTLOADER)] + [*_QT]:
        os.environ.pop(name, None)
    if sys.platform != "linux":
        return
    before = os.environ.pop(_LOADER_PATH_BEFORE, None)
    if before is None:
        os.environ.pop(_LOADER_PATH, None)
    else:
        os.environ[_LOADER_PATH] = before


def fallbacks() -> dict[str, Path]:
    """Return libraries for X11 that the bundle has for systems without them, by their sonames."""
    folder = Path(getattr(sys, "_MEIPASS", ""), _FALLBACKS)
    try:
        names = (folder / "order").read_text(encoding="ascii").split()
    except OSError:  # no Linux, or not frozen
        return {}
    return {name: folder / name for name in names}
