"""Where the pictures of the main paths are kept, and which of them a run has made."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "build" / "shots"
"""Beside what packages are made in, which git ignores."""


def since(moment: float) -> list[Path]:
    """Return the pictures that were kept since a moment, in seconds since 1970, by name."""
    return sorted(path for path in FOLDER.rglob("*.png") if path.stat().st_mtime >= moment)
