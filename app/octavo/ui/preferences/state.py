"""What the settings dialog shows."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

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
        allowed: Whether the person has agreed that passages are sent there, to be answered from.
        embeds: Whether the person has agreed that all text of collections is.
    """

    name: str
    origin: str
    allowed: bool
    embeds: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Preferences:
    """The settings as they are.

    Args:
        scheme: The palette.
        language: The language.
        text_size: Percent of the usual size.
        data_dir: Where everything is kept.
        destinations: Where passages may be sent to.
        tells_of_ends: Whether the end of long work is told.
    """

    scheme: Scheme
    language: Language
    text_size: int
    data_dir: Path
    destinations: tuple[Destination, ...] = ()
    tells_of_ends: bool = True


class Backups(Protocol):
    """Makes backups of everything and brings them back."""

    async def make(self, path: Path, progress: Callable[[float], None]) -> str:
        """Write one; return in words what it holds.

        Args:
            path: The file.
            progress: Told on the loop how far it is, from 0 to 1.

        Raises:
            AppError: it cannot be made.
        """
        ...

    async def describe(self, path: Path) -> str:
        """Check one from end to end; return in words what it holds.

        Raises:
            AppError: it is not a backup, or it is damaged.
        """
        ...

    def restore(self, path: Path) -> None:
        """Let one take the place of the data; what the window shows ends with that."""
        ...


@dataclasses.dataclass(frozen=True, slots=True)
class PlannedMove:
    """A move of everything that could be done.

    Args:
        target: The folder that would be the data folder.
        words: What would happen, for people.
    """

    target: Path
    words: str


class DataKeeper(Backups, Protocol):
    """Keeps the data: makes backups of it and moves it."""

    async def plan_move(self, folder: Path) -> PlannedMove:
        """Look whether everything can be moved into a folder, or into a new one in it.

        Raises:
            AppError: it cannot.
        """
        ...

    def move(self, target: Path) -> None:
        """Move everything; what the window shows ends with that."""
        ...
