"""What the settings dialog shows."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from octavo.session.backup_plan import BackupPlan, Every
from octavo.ui.language import Language
from octavo.ui.settings import Motion, Scheme

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
        keeps_files: Whether the person has agreed that whole documents are, to be kept there.
        summarises: Whether the person has agreed that all text of a summarised document is.
    """

    name: str
    origin: str
    allowed: bool
    embeds: bool = False
    keeps_files: bool = False
    summarises: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Portability:
    """Whether everything lies beside the program, to be carried about with it.

    Args:
        is_portable: Whether it does.
        folder: Where it would lie if the program were made portable; None if that cannot be.
        reason: Why it cannot be, for people.
    """

    is_portable: bool = False
    folder: Path | None = None
    reason: str = ""


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
        backups: When backups are made by themselves.
        motion: Whether anything is to move by itself.
        dims_pages: Whether pages are dimmed while the window is dark.
        portability: Whether everything lies beside the program.
    """

    scheme: Scheme
    language: Language
    text_size: int
    data_dir: Path
    destinations: tuple[Destination, ...] = ()
    tells_of_ends: bool = True
    backups: BackupPlan = dataclasses.field(default_factory=BackupPlan)
    motion: Motion = Motion.SYSTEM
    dims_pages: bool = False
    portability: Portability = Portability()


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


@dataclasses.dataclass(frozen=True, slots=True)
class Recognition:
    """The text recognition of this system, and what it is to expect.

    Args:
        name: What is installed, for people; empty if nothing is.
        languages: Codes of the languages that it has.
        chosen: Codes of those to expect; none: found out for each document.
        fault: Why it does not work; empty if it does.
        command: What installs it here.
    """

    name: str
    languages: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    fault: str = ""
    command: str = ""


class DataKeeper(Backups, Protocol):
    """Keeps the data and what is set for it: makes backups of it and moves it."""

    async def recognition(self) -> Recognition:
        """Look what recognises text here."""
        ...

    async def choose_languages(self, languages: tuple[str, ...]) -> None:
        """Expect these languages on scanned pages; none: find out.

        Raises:
            AppError: the choice cannot be kept.
        """
        ...

    async def plan_move(self, folder: Path) -> PlannedMove:
        """Look whether everything can be moved into a folder, or into a new one in it.

        Raises:
            AppError: it cannot.
        """
        ...

    def move(self, target: Path) -> None:
        """Move everything; what the window shows ends with that."""
        ...

    async def portability(self) -> Portability:
        """Look whether everything lies beside the program, or could."""
        ...

    async def plan_portable(self) -> PlannedMove:
        """Look whether everything can be moved beside the program.

        Raises:
            AppError: it cannot.
        """
        ...

    def make_portable(self, target: Path) -> None:
        """Move everything beside the program; what the window shows ends with that."""
        ...

    async def find_data(self, folder: Path) -> Path:
        """Return the folder of other data that a person points at, or one in it.

        Raises:
            AppError: there is none.
        """
        ...

    def use(self, folder: Path) -> None:
        """Work with the data in another folder; what the window shows ends with that."""
        ...

    async def backup_plan(self) -> BackupPlan:
        """Return when backups are made by themselves, and what became of the last one."""
        ...

    async def plan_backups(self, every: Every, folder: Path | None, keep: int) -> BackupPlan:
        """Have backups made by themselves from now on, or not any more.

        Raises:
            AppError: they cannot be in that folder, or the wish cannot be kept.
        """
        ...
