"""What the settings dialog shows."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from octavo.ui.language import Language
from octavo.ui.settings import Scheme

TEXT_SIZES = (90, 100, 110, 125, 150, 175, 200)
"""Percent of the usual size."""


@dataclasses.dataclass(frozen=True, slots=True)
class Destination:
    """A place that something may be sent to.

    Args:
        name: What the person calls it.
        origin: Its address.
        allowed: Whether the person has agreed to it.
    """

    name: str
    origin: str
    allowed: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Preferences:
    """The settings as they are.

    Args:
        scheme: The palette.
        language: The language.
        text_size: Percent of the usual size.
        data_dir: Where everything is kept.
        destinations: Where passages may be sent to.
    """

    scheme: Scheme
    language: Language
    text_size: int
    data_dir: Path
    destinations: tuple[Destination, ...] = ()
