"""Backups that are made by themselves while the program runs, beside its work.

One that was missed is made up soon after the next start. Nothing is looked at again and again:
the next one is waited for, an hour at a time, since a computer that sleeps counts no seconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from octavo.backup.archive import ENDING
from octavo.backup.writing import back_up
from octavo.errors import AppError, FileWriteError, InputError
from octavo.session.backup_plan import FILE_NAME, BackupPlan, Every, read_plan, write_plan
from octavo.words import say

_log = logging.getLogger(__name__)

_LONGEST_WAIT: Final = 3600.0
_PATIENCE: Final = 60.0


class BackupSchedule:
    """The backups of one data folder.

    Args:
        data_dir: The data folder.
        clock: Tells the seconds since 1970-01-01 UTC.
        patience: Seconds after the start before the first one is made: a start has other work.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        clock: Callable[[], float] = time.time,
        patience: float = _PATIENCE,
    ) -> None:
        self._data_dir = data_dir
        self._file = data_dir / FILE_NAME
        self._clock = clock
        self._patience = patience
        self._changed = asyncio.Event()
        self._writing = asyncio.Lock()

    async def plan(self) -> BackupPlan:
        """Return what is wanted, and what was done."""
        return await asyncio.to_thread(read_plan, self._file)

    async def change(self, every: Every, folder: Path | None, keep: int) -> BackupPlan:
        """Want something else from now on.

        Raises:
            InputError: backups cannot be in that folder.
            FileWriteError: the wish cannot be kept.
        """
        if folder is not None:
            await asyncio.to_thread(self._check_folder, folder)

        def changed(plan: BackupPlan) -> BackupPlan:
            files = plan.files if plan.folder == folder else ()  # elsewhere nothing is ours yet
            wanted = {"every": every, "folder": folder, "keep": keep, "files": files}
            return plan.model_copy(update=wanted | {"failure": ""})

        plan = await self._update(changed)
        self._changed.set()
        return plan

    async def run(self, on_failure: Callable[[AppError], None]) -> None:
        """Make backups when they are due, until cancelled.

        Args:
            on_failure: Told of a backup that was not made, once for each reason.
        """
        await self._wait(self._patience)
        while True:
            plan = await self.plan()
            left = plan.seconds_left(self._clock())
            if left is None or left > 0:
                await self._wait(None if left is None else min(left, _LONGEST_WAIT))
            else:
                await self._make(plan, on_failure)

    async def _wait(self, seconds: float | None) -> None:
        """Wait so long, or until something else is wanted."""
        # `asyncio.wait_for` of Python 3.11 swallows a cancellation that comes as the wait ends.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        self._changed.clear()

    async def _make(self, plan: BackupPlan, on_failure: Callable[[AppError], None]) -> None:
        stop = threading.Event()
        now = self._clock()
        making = asyncio.create_task(asyncio.to_thread(self._write, plan, now, stop), name="backup")
        try:
            await asyncio.wait({making})
        finally:
            stop.set()  # cancelled: a thread must not outlive the program's end for long
            await asyncio.wait({making})
            error = making.exception()  # asked for in any case, else it is logged as forgotten
        if error is None:
            made = making.result()
            await self._update(lambda kept: _after(kept, plan, made, now))
        elif isinstance(error, AppError):
            failure = f"{error.message} {error.hint}".strip()
            _log.warning("a backup was not made: %s", failure)
            await self._update(
                lambda kept: kept.model_copy(update={"failure": failure, "tried": now})
            )
            if failure != plan.failure:
                on_failure(error)
        else:
            raise error

    def _write(self, plan: BackupPlan, now: float, stop: threading.Event) -> tuple[str, ...]:
        """Write one, remove those that are too old, and return the names of all."""
        folder = plan.folder
        if folder is None or not folder.is_dir():
            raise FileWriteError(
                say("The folder for backups, “{path}”, is not there.", path=folder),
                title=say("The backup was not made"),
                hint=say("Connect the disk that it is on, or choose another in the settings."),
            )

        def going_on(_done: int, _total: int) -> None:
            if stop.is_set():
                raise InputError(say("The program was closed before the backup was made."))

        moment = dt.datetime.fromtimestamp(now, dt.UTC).astimezone()
        name = f"octavo-{moment:%Y-%m-%d-%H%M%S}{ENDING}"
        back_up(self._data_dir, folder / name, going_on)
        names = (*(one for one in plan.files if one != name), name)
        for old in names[: -plan.keep]:
            with contextlib.suppress(OSError):  # it is a copy too many, no loss
                (folder / Path(old).name).unlink()
        return names[-plan.keep :]

    def _check_folder(self, folder: Path) -> None:
        if folder.resolve().is_relative_to(self._data_dir.resolve()):
            raise InputError(
                say("“{path}” is in the data folder, which backups are made of.", path=folder),
                hint=say("Choose another folder, best on another disk."),
            )
        if not folder.is_dir():
            raise InputError(
                say("There is no folder “{path}”.", path=folder), hint=say("Choose another.")
            )

    async def _update(self, change: Callable[[BackupPlan], BackupPlan]) -> BackupPlan:
        async with self._writing:
            plan = change(await self.plan())
            await asyncio.to_thread(write_plan, self._file, plan)
            return plan


def _after(kept: BackupPlan, plan: BackupPlan, files: tuple[str, ...], now: float) -> BackupPlan:
    """Return what is kept after a backup; the person may have chosen another folder meanwhile."""
    done = {"made": now, "tried": now, "failure": ""}
    same = {"files": files} if kept.folder == plan.folder else {}
    return kept.model_copy(update=done | same)
