"""Screenshots of tests, kept where ``OCTAVO_SHOTS`` names a folder, for people to look at."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QWidget


def keep(widget: QWidget, name: str) -> None:
    """Save what a widget looks like, if somebody wants to see it."""
    folder = os.environ.get("OCTAVO_SHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        widget.grab().save(str(Path(folder) / f"{name}.png"))
