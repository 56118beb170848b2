"""The data as the window keeps it: backups beside its work, moves when that has ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from octavo.backup import BackupSchedule, OfferedBackups
from octavo.data_place import lasting_place
from octavo.errors import AppError, InputError
from octavo.moving import check_move, data_in
from octavo.moving.looking import NAME
from octavo.pdf.recognition import install_command
from octavo.pdf.recognition_choice import (
    choose_languages,
    chosen_languages,
    installed_recognition,
)
from octavo.portable import portable_data, portable_place
from octavo.session.backup_plan import BackupPlan, Every
from octavo.ui.preferences.state import PlannedMove, Portability, Recognition
from octavo.words import say


class OfferedKeeping(OfferedBackups):
    """Implements `octavo.ui.preferences.state.DataKeeper`.

    Args:
        data_dir: The data folder.
        on_restore: Told of a checked backup that is to take the place of the data.
        on_move: Told of a checked folder that everything is to be moved to.
        on_portable: Told of the folder beside the program, to which it is to be moved for good.
        on_use: Told of a folder with other data that is to be opened.

    Attributes:
        schedule: Makes backups by itself once somebody runs it.
    """

    def __init__(
        self,
        data_dir: Path,
        on_restore: Callable[[Path], None],
        on_move: Callable[[Path], None],
        on_portable: Callable[[Path], None],
        on_use: Callable[[Path], None],
    ) -> None:
        super().__init__(data_dir, on_restore)
        self._on_move = on_move
        self._on_portable = on_portable
        self._on_use = on_use
        self._choosing = asyncio.Lock()
        self.schedule = BackupSchedule(data_dir)

    async def plan_move(self, folder: Path) -> PlannedMove:
        target = await asyncio.to_thread(_target_in, folder)
        size = await asyncio.to_thread(check_move, self._data_dir, target)
        return PlannedMove(
            target,
            say(
                "All of it, {size:,.1f} MB, is copied to “{target}” and compared; then the old "
                "folder is emptied. Until that is done, nothing can be asked.",
                size=size / 2**20,
                target=target,
            ),
        )

    def move(self, target: Path) -> None:
        self._on_move(target)

    async def portability(self) -> Portability:
        return await asyncio.to_thread(_portability, self._data_dir)

    async def plan_portable(self) -> PlannedMove:
        target = await asyncio.to_thread(portable_place)
        size = await asyncio.to_thread(check_move, self._data_dir, target)
        return PlannedMove(
            target,
            say(
                "All of it, {size:,.1f} MB, is copied to “{target}” and compared; then the old "
                "folder is emptied. From then on everything is there, beside the program. Keys and "
                "passwords stay in the keychain of this computer and do not travel.",
                size=size / 2**20,
                target=target,
            ),
        )

    def make_portable(self, target: Path) -> None:
        self._on_portable(target)

    async def find_data(self, folder: Path) -> Path:
        found = await asyncio.to_thread(data_in, folder)
        if await asyncio.to_thread(found.samefile, self._data_dir):
            raise InputError(say("Octavo works with the data in “{path}” already.", path=found))
        return found

    def use(self, folder: Path) -> None:
        self._on_use(folder)

    async def recognition(self) -> Recognition:
        found = await asyncio.to_thread(installed_recognition)
        if found is None:
            return Recognition("", command=install_command())
        name = "RapidOCR" if found.program is None else f"Tesseract ({found.program})"
        chosen = await asyncio.to_thread(chosen_languages, self._data_dir)
        return Recognition(name, found.languages, chosen, found.fault)

    async def choose_languages(self, languages: tuple[str, ...]) -> None:
        async with self._choosing:  # the last choice is the one that stays
            await asyncio.to_thread(choose_languages, self._data_dir, languages)

    async def backup_plan(self) -> BackupPlan:
        return await self.schedule.plan()

    async def plan_backups(self, every: Every, folder: Path | None, keep: int) -> BackupPlan:
        return await self.schedule.change(every, folder, keep)


def _portability(data_dir: Path) -> Portability:
    if portable_data() == data_dir:
        return Portability(is_portable=True)
    try:
        folder = portable_place()
        if lasting_place().folder != data_dir:
            return Portability(
                reason=say(
                    "The data folder was named when Octavo was started. Start it without, and it "
                    "can be made portable."
                )
            )
    except AppError as error:
        return Portability(reason=f"{error.message} {error.hint}".strip())
    return Portability(folder=folder)


def _target_in(folder: Path) -> Path:
    """Return the folder if it is empty, and a new one in it if other things are in it."""
    try:
        is_empty = not folder.is_dir() or next(folder.iterdir(), None) is None
    except OSError:  # said by the check of the move
        is_empty = True
    return folder if is_empty else folder / NAME
