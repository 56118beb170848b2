"""Asks where the data is when it is not where it was moved to, as on a disk that is not connected.

The start page offers three ways on: looking again, choosing where it is now, and a new library.
Where the folder is there and cannot be used, it offers to choose another one. Nothing new is begun
unless the person says so.
"""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed
from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable
from pathlib import Path

from octavo.data_changes import DataChanges
from octavo.data_folder import DATABASE
from octavo.data_place import Reason, lasting_place, remember, usual_folder
from octavo.errors import AppError
from octavo.session.problems import problem_of
from octavo.session.state import Problem
from octavo.ui.dialogs import choose_folder, confirm
from octavo.ui.main_window import MainWindow
from octavo.ui.tasks import TaskOwner
from octavo.words import say


def missed(error: AppError) -> Problem:
    """Return what the start page says of data that is missing: all can be done there."""
    hint = say(
        "Connect the disk that it is on and try again, or choose the folder where it is now."
    )
    return dataclasses.replace(problem_of(error), hint=hint)


class MissingData:
    """Between the start page and the place of the data.

    Args:
        window: Its start page asks.
        data: Knows where the data is looked for.
        tasks: Owner of what the page's signals start.
    """

    def __init__(self, window: MainWindow, data: DataChanges, tasks: TaskOwner) -> None:
        self._window = window
        self._data = data
        page = window.start_page
        page.other_data_asked.connect(
            lambda: tasks.start(self._told(self._choose), name="choose where the data is")
        )
        page.new_data_asked.connect(
            lambda: tasks.start(self._told(self._begin_anew), name="begin a new library")
        )
        page.other_folder_asked.connect(
            lambda: tasks.start(
                self._told(self._choose_another, is_missing=False), name="choose another folder"
            )
        )
        self._is_lasting = False  # whether what is chosen is to hold for later starts too

    async def _told(self, work: Callable[[], Awaitable[None]], *, is_missing: bool = True) -> None:
        """Do it; what hinders it is said where it was asked for."""
        try:
            await work()
        except AppError as error:
            self._window.show_failure(
                problem_of(error), is_missing=is_missing, other_folder=not is_missing
            )

    async def _choose(self) -> None:
        from octavo.moving import data_in, use

        missing = self._data.data_dir
        beside = next((one for one in missing.parents if one.is_dir()), Path.home())
        chosen = await choose_folder(self._window, say("Where the data is now"), beside)
        if chosen is None:
            return
        folder = await asyncio.to_thread(data_in, chosen, missing.name)
        await asyncio.to_thread(use, folder)
        self._data.look_in(folder)

    async def _choose_another(self) -> None:
        from octavo.moving import room_in

        unusable = self._data.data_dir
        chosen = await choose_folder(
            self._window, say("Keep everything in another folder"), Path.home()
        )
        if chosen is None:
            return
        place = await asyncio.to_thread(lasting_place)
        if place.folder == unusable and place.reason is not Reason.PORTABLE:
            self._is_lasting = True  # else it was named for this start alone
        folder, has_data = await asyncio.to_thread(room_in, chosen)
        words = [say("Octavo keeps documents and threads in “{path}”.", path=folder)]
        if has_data:
            words = [say("There is a library in “{path}”, which Octavo opens.", path=folder)]
        if not self._is_lasting:
            words.append(say("That holds until it is closed: this start named another folder."))
        if await confirm(
            self._window, say("Use this folder?"), " ".join(words), action=say("Use it")
        ):
            self._data.look_in(folder, lasting=self._is_lasting)

    async def _begin_anew(self) -> None:
        folder = usual_folder()
        words = say(
            "Octavo begins with an empty library in “{path}”. What is in “{missing}” is not "
            "touched: when it is there again, open it under “Data” in the settings.",
            path=folder,
            missing=self._data.data_dir,
        )
        if await asyncio.to_thread((folder / DATABASE).is_file):
            words = say(
                "There is a library in “{path}”, which Octavo opens. What is in “{missing}” is not "
                "touched: when it is there again, open it under “Data” in the settings.",
                path=folder,
                missing=self._data.data_dir,
            )
        if await confirm(
            self._window, say("Go on without this data?"), words, action=say("Go on without it")
        ):
            await asyncio.to_thread(remember, folder)
            self._data.look_in(folder)
