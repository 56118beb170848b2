"""The notice of newer versions in the window: turned on in the menu, told in the sidebar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QDesktopServices

from octavo.days import of_iso
from octavo.errors import UpdateError
from octavo.providers.releases import Release
from octavo.session.updates import Updates, what_is_asked
from octavo.ui.dialogs import confirm, tell
from octavo.ui.main_window import MainWindow
from octavo.ui.work import Work
from octavo.words import say


class UpdatesPresenter:
    """Asks before it is turned on, looks at the start, and tells what was found.

    Args:
        updates: The notice.
        window: Where it is turned on and told.
        work: Runs what is asked for.
        on_change: Called after it was turned on or off.
    """

    def __init__(
        self, updates: Updates, window: MainWindow, work: Work, *, on_change: Callable[[], None]
    ) -> None:
        self._updates = updates
        self._window = window
        self._work = work
        self._on_change = on_change
        self._action: QAction = window.updates_action

    async def open(self) -> None:
        """Show what was chosen, and look if it is time."""
        self._action.setChecked(await self._updates.is_on())
        if self._updates.host is None:
            return
        self._action.setEnabled(True)
        self._action.setText(say("Tell of new versions…"))
        self._action.triggered.connect(self._on_triggered)
        if (release := await self._updates.look_if_due()) is not None:
            self._tell(release)

    def _on_triggered(self, on: bool) -> None:
        self._action.setChecked(not on)  # until it is so
        self._work.start(self._turn_on if on else self._turn_off, name="updates")

    async def _turn_off(self) -> None:
        await self._updates.turn(on=False)
        self._action.setChecked(False)
        self._on_change()

    async def _turn_on(self) -> None:
        title, host = say("Tell of new versions?"), self._updates.host or ""
        if not await confirm(self._window, title, what_is_asked(host), action=say("Turn on")):
            return
        await self._updates.turn(on=True)
        self._action.setChecked(True)
        self._on_change()
        try:
            release = await self._updates.look()
        except UpdateError as error:
            await tell(self._window, error.title, f"{error.message} {error.hint}")
            return
        if release is None:
            words = say("Octavo {version} is the newest version.", version=self._updates.version)
            await tell(self._window, say("No newer version"), words)
        else:
            self._tell(release)

    def _tell(self, release: Release) -> None:
        words = say("Octavo {version} is out", version=release.version)
        self._window.sidebar.undo_bar.offer(
            words,
            lambda: self._work.start(lambda: self._show(release), name="a newer version"),
            action=say("See it"),
        )

    async def _show(self, release: Release) -> None:
        told = say(
            "It tells of Octavo {version} of {date}.",
            version=release.version,
            date=of_iso(release.date),
        )
        words = f"{release.page}\n\n{told}"
        if await confirm(
            self._window, say("Open this page in your browser?"), words, action=say("Open page")
        ):
            QDesktopServices.openUrl(QUrl(release.page, QUrl.ParsingMode.StrictMode))
