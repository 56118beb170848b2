"""Between the settings' page about data and moving the data folder."""

from __future__ import annotations

from octavo.errors import AppError
from octavo.session.problems import problem_of
from octavo.ui.dialogs import choose_folder, confirm
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.preferences.state import DataKeeper
from octavo.ui.settings import WindowSettings
from octavo.ui.work import Work
from octavo.words import say


class MovingPresenter:
    """Moves the data folder from the settings dialog.

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
            lambda: self._work.start(lambda: self._told(dialog), name="move the data")
        )

    async def _told(self, dialog: SettingsDialog) -> None:
        """Do it; what hinders it is said where it was asked for."""
        try:
            await self._move(dialog)
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
