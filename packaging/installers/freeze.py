"""Freezes the program: PyInstaller's one-folder bundle, the same bytes at each run."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import system
from installers import elf, icu, tools
from installers.layout import BUILD, BUNDLE, PACKAGING, BuildError, epoch, internal, run

_MODELS = (system.Library("libgomp.so.1", "libgomp1", "libgomp", "gcc-libs", "libgomp1"),)
"""What the part needs that runs local models; the bundle carries it."""


def freeze() -> Path:
    """Build the bundle from the sources as they are; return its folder.

    Raises:
        BuildError: it cannot be built, or something is in it that must not be.
        SetupError: this machine lacks libraries that the bundle is made with.
    """
    wanted = (*system.OFFSCREEN, *system.WINDOW, *_MODELS, *_of_python())
    system.ensure_libraries(wanted, "Freezing Octavo")
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
        # a traceback names lines, not columns; the tables of these are a fifth of all code, packed
        PYTHONNODEBUGRANGES="1",
    )
    if sys.platform.startswith("linux"):
        icu.reduce(internal() / "PySide6" / "Qt" / "lib")
        _strip()
        for found in elf.needs(BUNDLE):
            elf.look_inside_only(found.path)
    _set_times(BUNDLE)
    return BUNDLE


def _of_python() -> tuple[system.Library, ...]:
    """Return the library of a system's own Python, which Debian has in a package of its own."""
    if sys.base_prefix != "/usr":
        return ()
    major, minor = sys.version_info[:2]
    debian = f"libpython{major}.{minor}"
    suse = f"libpython{major}_{minor}-1_0"
    return (system.Library(f"{debian}.so.1.0", debian, "python3-libs", "python", suse),)


_STRIPPED = (
    *("libpython3*.so*", "python3*/lib-dynload/*.so", "cryptography/hazmat/bindings/*.so"),
    *("tokenizers/*.so", "Stemmer.*.so", "simsimd.*.so", "watchfiles/*.so", "apsw/*.so"),
    *("numpy/*/*.so", "pypdfium2_raw/libpdfium.so", "xllamacpp/*.so", "psutil/*.so"),
    "_cffi_backend.*.so",
    "PySide6/Qt/lib/libicu*.so.*",
)
"""Libraries with many names for debuggers: 80 MB of them in xllamacpp. Qt itself and what else is
under the LGPL stay as they were published."""


def _strip() -> None:
    """Leave names for debuggers out where there are many.

    Raises:
        BuildError: a library has become one that the loader refuses, as those do to which the
            makers of a wheel have added sections.
    """
    for pattern in _STRIPPED:
        for library in sorted(internal().glob(pattern)):
            if not library.is_symlink():
                run(["strip", "--strip-unneeded", library])
                if not elf.can_be_loaded(library):
                    raise BuildError(f"{library.name} does not bear to be stripped.")


def _set_times(folder: Path) -> None:
    moment = epoch()
    for path in folder.rglob("*"):
        os.utime(path, (moment, moment), follow_symlinks=False)
