"""Between the settings dialog and what it sets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from octavo.session.session import Session
from octavo.ui.command_palette import choose_command
from octavo.ui.commands import Command, commands_of
from octavo.ui.language import Language
from octavo.ui.main_window import MainWindow
from octavo.ui.pdf.pane import PagePane
from octavo.ui.preferences.automatic_presenter import AutomaticBackupsPresenter
from octavo.ui.preferences.backups import BackupsPresenter
from octavo.ui.preferences.costs import CostsPresenter
from octavo.ui.preferences.dialog import SettingsDialog, show_settings
from octavo.ui.preferences.moving import MovingPresenter
from octavo.ui.preferences.recognition_presenter import RecognitionPresenter
from octavo.ui.preferences.state import DataKeeper, Destination, Preferences
from octavo.ui.settings import WindowSettings
from octavo.ui.work import Work


class PreferencesPresenter:
    """Opens settings and command palette, and keeps what is chosen.

    Args:
        window: What waits for the dialogs.
        settings: Where choices are kept.
        session: Knows where passages may go, and what models used.
        keeper: Keeps the data: makes backups, moves it.
        work: Starts what the person asks for.
    """

    def __init__(
        self,
        window: MainWindow,
        settings: WindowSettings,
        session: Session,
        keeper: DataKeeper,
        work: Work,
    ) -> None:
        self._window = window
        self._settings = settings
        self._hosts = session.hosts
        self._keeper = keeper
        self._costs = CostsPresenter(session.usage, work)
        self._backups = BackupsPresenter(keeper, settings, work)
        self._automatic = AutomaticBackupsPresenter(keeper, settings, work)
        self._recognition = RecognitionPresenter(keeper, work)
        self._moving = MovingPresenter(keeper, settings, work)
        window.settings_asked.connect(lambda: work.start(self.show, name="settings"))
        window.commands_asked.connect(lambda: work.start(self._choose, name="commands"))

    async def show(self) -> None:
        """Show the settings until the person closes them.

        Raises:
            ProviderError: the hosts of models cannot be read.
        """
        settings = self._settings
        shown = Preferences(
            settings.scheme,
            settings.language,
            settings.text_size,
            settings.data_dir,
            await self._destinations(),
            settings.tells_of_ends,
            await self._keeper.backup_plan(),
            settings.motion,
            settings.dims_pages,
            await self._keeper.portability(),
        )
        used = await self._costs.report()

        def serve(dialog: SettingsDialog) -> None:
            self._connect(dialog)
            self._costs.serve(dialog, used)

        await show_settings(self._window, shown, self._commands(), serve)
        settings.save()

    def _connect(self, dialog: SettingsDialog) -> None:
        data_dir = self._settings.data_dir
        dialog.appearance.scheme_chosen.connect(self._window.choose_scheme)
        dialog.appearance.language_chosen.connect(self._on_language_chosen)
        dialog.appearance.text_size_chosen.connect(self._on_text_size_chosen)
        dialog.appearance.telling_chosen.connect(self._on_telling_chosen)
        dialog.appearance.motion_chosen.connect(self._window.motion_chosen)
        dialog.appearance.dimming_chosen.connect(self._window.dimming_chosen)
        dialog.data.folder_asked.connect(lambda: _open_folder(data_dir))
        self._backups.serve(dialog)
        self._moving.serve(dialog)
        self._automatic.serve(dialog)
        self._recognition.serve(dialog)
        for asked, answered in (
            (dialog.privacy.hosts_asked, self._window.hosts_asked),
            (dialog.models.hosts_asked, self._window.hosts_asked),
            (dialog.models.local_asked, self._window.local_models_asked),
        ):
            asked.connect(dialog.accept)
            asked.connect(answered)

    async def _choose(self) -> None:
        await choose_command(self._window, self._commands())

    def _commands(self) -> Sequence[Command]:
        menus = [self._window.menu, self._window.header.assistants]
        if (pane := self._window.findChild(PagePane)) is not None:
            menus.append(pane.leading.actions_menu)
        return commands_of(menus)

    async def _destinations(self) -> tuple[Destination, ...]:
        if self._hosts is None:
            return ()
        return tuple(
            Destination(
                one.name,
                one.origin,
                one.is_allowed,
                one.embeds,
                one.keeps_files,
                bool(one.allowed_summaries),
            )
            for one in await self._hosts.all()
        )

    def _on_language_chosen(self, language: Language) -> None:
        self._settings.language = language

    def _on_telling_chosen(self, on: bool) -> None:
        self._settings.tells_of_ends = on

    def _on_text_size_chosen(self, percent: int) -> None:
        self._settings.text_size = percent


def _open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
