"""Between the settings' lines about automatic backups and the plan of them."""

from __future__ import annotations

from pathlib import Path

from shiboken6 import isValid

from octavo.errors import AppError
from octavo.session.backup_plan import Every
from octavo.session.problems import problem_of
from octavo.ui.dialogs import choose_folder
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.preferences.state import DataKeeper
from octavo.ui.settings import WindowSettings
from octavo.ui.work import Work
from octavo.words import say


class AutomaticBackupsPresenter:
    """Shows the plan and keeps what the person wants.

    Args:
        keeper: Keeps the plan.
        settings: Where the last folder is kept.
        work: Starts what the person asks for.
    """

    def __init__(self, keeper: DataKeeper, settings: WindowSettings, work: Work) -> None:
        self._keeper = keeper
        self._settings = settings
        self._work = work

    def serve(self, dialog: SettingsDialog) -> None:
        """Do what the dialog asks for."""
        view = dialog.data.automatic
        view.changed.connect(lambda: self._start(dialog, choose=False))
        view.folder_asked.connect(lambda: self._start(dialog, choose=True))

    def _start(self, dialog: SettingsDialog, *, choose: bool) -> None:
        self._work.start(lambda: self._change(dialog, choose=choose), name="automatic backups")

    async def _change(self, dialog: SettingsDialog, *, choose: bool) -> None:
        """Keep what is wanted now; what hinders it is said where it was asked for."""
        view = dialog.data.automatic
        every, keep, folder = view.every, view.keep, view.folder
        try:
            if choose or (every is not Every.NEVER and folder is None):
                folder = await self._choose(dialog) or folder
            if folder is None:
                every = Every.NEVER  # without a place there is nothing to make
            plan, status = await self._keeper.plan_backups(every, folder, keep), ""
        except AppError as error:
            problem = problem_of(error)
            plan = await self._keeper.backup_plan()
            status = f"{problem.message} {problem.hint}".strip()
        if isValid(view):  # else the dialog was closed meanwhile
            view.show_plan(plan)
            if status:
                view.show_status(status, bad=True)

    async def _choose(self, dialog: SettingsDialog) -> Path | None:
        return await choose_folder(
            dialog, say("Folder for automatic backups"), self._settings.folder
        )
