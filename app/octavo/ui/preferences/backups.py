"""Between the settings' page about data and the backups."""

from __future__ import annotations

from pathlib import Path

from octavo.errors import AppError
from octavo.session.problems import problem_of
from octavo.ui.dialogs import choose_file, choose_new_file, confirm
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.preferences.state import Backups
from octavo.ui.settings import WindowSettings
from octavo.ui.work import Work
from octavo.words import later, say

_FILTER = later("Backup (*.octavo-backup)")


class BackupsPresenter:
    """Makes and restores backups from the settings dialog.

    Args:
        backups: Makes them.
        settings: Where the last folder is kept.
        work: Starts what the person asks for.
    """

    def __init__(self, backups: Backups, settings: WindowSettings, work: Work) -> None:
        self._backups = backups
        self._settings = settings
        self._work = work

    def serve(self, dialog: SettingsDialog) -> None:
        """Do what the dialog asks for."""
        page = dialog.data
        page.backup_asked.connect(lambda: self._start(dialog, restore=False))
        page.restore_asked.connect(lambda: self._start(dialog, restore=True))

    def _start(self, dialog: SettingsDialog, *, restore: bool) -> None:
        name = "restore a backup" if restore else "back up"
        self._work.start(lambda: self._told(dialog, restore=restore), name=name)

    async def _told(self, dialog: SettingsDialog, *, restore: bool) -> None:
        """Do it; what hinders it is said where it was asked for."""
        try:
            await (self._restore if restore else self._back_up)(dialog)
        except AppError as error:
            problem = problem_of(error)
            dialog.data.show_status(f"{problem.message} {problem.hint}".strip())

    async def _back_up(self, dialog: SettingsDialog) -> None:
        suggested = self._settings.folder / "Octavo"
        path = await choose_new_file(dialog, say("Back up"), suggested, (str(_FILTER),))
        if path is None:
            return
        self._settings.folder = path.parent
        page = dialog.data

        def show(share: float) -> None:
            page.show_status(say("Backing up: {share:.0%}", share=share), busy=True)

        show(0)
        page.show_status(await self._backups.make(path, show))

    async def _restore(self, dialog: SettingsDialog) -> None:
        path = await choose_file(
            dialog,
            say("Restore a backup"),
            self._settings.folder,
            (str(_FILTER), say("All files (*)")),
        )
        if path is not None and await self._agreed(dialog, path):
            dialog.accept()
            self._backups.restore(path)

    async def _agreed(self, dialog: SettingsDialog, path: Path) -> bool:
        dialog.data.show_status(say("Checking the backup…"), busy=True)
        described = await self._backups.describe(path)
        dialog.data.show_status("")
        return await confirm(
            dialog,
            say("Restore this backup?"),
            described,
            action=say("Restore"),
            destructive=True,
        )
