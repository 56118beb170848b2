"""Freezes the program: PyInstaller's one-folder bundle, the same bytes at each run."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import system
from installers import tools
from installers.layout import BUILD, BUNDLE, PACKAGING, epoch, internal, run


def freeze() -> Path:
    """Build the bundle from the sources as they are; return its folder.

    Raises:
        BuildError: it cannot be built, or something is in it that must not be.
        SetupError: this machine lacks libraries that the bundle is made with.
    """
    system.ensure_libraries(system.OFFSCREEN + system.WINDOW, "Freezing Octavo")
    python = tools.prepare()
    run([python, "-m", "installers.icons"], PYTHONPATH=str(PACKAGING))
    shutil.rmtree(BUNDLE.parent, ignore_errors=True)
    run(
        [
            *(str(python), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"),
            *("--distpath", str(BUNDLE.parent), "--workpath", str(BUILD / "pyinstaller")),
            PACKAGING / "octavo.spec",
        ],
        # without these, sets and time stamps make each build another one
        PYTHONHASHSEED="0",
        SOURCE_DATE_EPOCH=str(epoch()),
    )
    if sys.platform.startswith("linux"):
        _strip()
    _set_times(BUNDLE)
    return BUNDLE


def _strip() -> None:
    """Leave names for debuggers out where there are many; the rest stays as it was published."""
    python = ("libpython3*.so*", "python3*/lib-dynload/*.so")
    for pattern in (*python, "**/_rust.abi3.so", "**/tokenizers.abi3.so", "Stemmer.*.so"):
        for library in sorted(internal().glob(pattern)):
            run(["strip", "--strip-unneeded", library])


def _set_times(folder: Path) -> None:
    moment = epoch()
    for path in folder.rglob("*"):
        os.utime(path, (moment, moment), follow_symlinks=False)
