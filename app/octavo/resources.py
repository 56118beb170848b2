"""Finds the files that come with the program: models, samples, icons, licences.

They lie in three places: ``octavo/_resources`` inside an installed wheel, the same folder inside
a frozen bundle, and ``resources`` at the repository's root in a source tree.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from octavo.errors import ResourceError
from octavo.words import say, spoken

_PACKAGE: Final = Path(__file__).resolve().parent
_INSTALLED: Final = "_resources"
_ENGLISH: Final = "guide.pdf"
_GUIDES: Final = {"de": "leitfaden.pdf"}


def resource(*parts: str) -> Path:
    """Return the path of a file or folder that comes with the program.

    Args:
        parts: The path below the resources folder, such as ``"samples", "guide.pdf"``.

    Raises:
        ResourceError: Nothing lies there; the message names what is missing.
        ValueError: The path would lead out of the resources folder.
    """
    wanted = Path(*parts)
    if wanted.is_absolute() or ".." in wanted.parts:
        raise ValueError(f"not a path below the resources folder: {wanted}")
    found = _root() / wanted
    if not found.exists():
        raise ResourceError(
            say("“{wanted}” is missing from the program's files.", wanted=wanted.as_posix())
        )
    return found


def guide() -> Path:
    """Return the guide in the language in which texts are said now; English where it has none.

    Raises:
        ResourceError: It is missing.
    """
    return resource("samples", _GUIDES.get(spoken(), _ENGLISH))


def source_tree() -> Path | None:
    """Return the root of the source that the program runs from, or None if it is installed."""
    return None if (_PACKAGE / _INSTALLED).is_dir() else _PACKAGE.parents[1]


def _root() -> Path:
    """Return the folder that the resources of this very program lie in."""
    bundle: str | None = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's bootloader only
    if bundle is not None:
        return Path(bundle) / "octavo" / "_resources"
    source = source_tree()
    return _PACKAGE / _INSTALLED if source is None else source / "resources"
