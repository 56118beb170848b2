"""Between the settings' page about data and the place of the data folder."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from octavo.errors import AppError
from octavo.session.problems import problem_of
from octavo.ui.dialogs import choose_folder, confirm
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.preferences.state import DataKeeper
from octavo.ui.settings import WindowSettings
from octavo.ui.work import Work
from octavo.words import say


class MovingPresenter:
    """Moves the data folder from the settings dialog, beside the program too, or opens another.

    Args:
        keeper: Moves it.
        settings: Where it is now.
        work: Starts what the person asks for.
    """

    def __init__(self, keeper: DataKeeper, settings: WindowSettings, work: Work) -> None:
        self._keeper = keeper
        self._settings = settings
        self._work = work

    def serve(self, dialog: SettingsDialog) -> None:
        """Do what the dialog asks for."""
        dialog.data.move_asked.connect(
            lambda: self._work.start(lambda: self._told(self._move, dialog), name="move the data")
        )
        dialog.data.other_asked.connect(
            lambda: self._work.start(lambda: self._told(self._use, dialog), name="open other data")
        )

        dialog.data.portable_asked.connect(
            lambda: self._work.start(
                lambda: self._told(self._make_portable, dialog), name="make it portable"
            )
        )

    async def _told(
        self, work: Callable[[SettingsDialog], Awaitable[None]], dialog: SettingsDialog
    ) -> None:
        """Do it; what hinders it is said where it was asked for, in place of what did before."""
        dialog.data.show_place("")
        try:
            await work(dialog)
        except AppError as error:
            problem = problem_of(error)
            dialog.data.show_place(f"{problem.message} {problem.hint}".strip())

    async def _move(self, dialog: SettingsDialog) -> None:
        folder = await choose_folder(
            dialog, say("Move everything to"), self._settings.data_dir.parent
        )
        if folder is None:
            return
        planned = await self._keeper.plan_move(folder)
        if await confirm(
            dialog, say("Move everything?"), planned.words, action=say("Move"), destructive=True
        ):
            dialog.accept()
            self._keeper.move(planned.target)

    async def _make_portable(self, dialog: SettingsDialog) -> None:
        planned = await self._keeper.plan_portable()
        action = say("Make it portable")
        if await confirm(
            dialog, say("Make Octavo portable?"), planned.words, action=action, destructive=True
        ):
            dialog.accept()
            self._keeper.make_portable(planned.target)

    async def _use(self, dialog: SettingsDialog) -> None:
        here = self._settings.data_dir
        folder = await choose_folder(dialog, say("Open the data in"), here.parent)
        if folder is None:
            return
        found = await self._keeper.find_data(folder)
        words = say(
            "From now on Octavo works with the documents and threads in “{path}”. What is in "
            "“{here}” stays there.",
            path=found,
            here=here,
        )
        if await confirm(dialog, say("Open other data?"), words, action=say("Open")):
            dialog.accept()
            self._keeper.use(found)
