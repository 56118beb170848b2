"""Whether anything moves by itself: as the person chose, or as the system asks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtWidgets import QApplication

from octavo.session.system_motion import wants_less_motion
from octavo.ui import theme
from octavo.ui.settings import Motion, WindowSettings
from octavo.ui.tasks import TaskOwner


class MotionKeeper:
    """Keeps the application still, or lets it move.

    Args:
        app: The application.
        settings: Where the person's choice is kept.
        tasks: Owner of the questions.
        ask: Tells whether the system wants less motion; None if it does not say.
    """

    def __init__(
        self,
        app: QApplication,
        settings: WindowSettings,
        tasks: TaskOwner,
        *,
        ask: Callable[[], Awaitable[bool | None]] = wants_less_motion,
    ) -> None:
        self._app = app
        self._settings = settings
        self._tasks = tasks
        self._ask = ask

    def choose(self, choice: Motion) -> None:
        """Take another choice of the person."""
        self._settings.motion = choice
        if choice is Motion.SYSTEM:
            self.look()
        else:
            theme.keep_still(self._app, on=choice is Motion.LESS)

    def look(self) -> None:
        """See what the system asks for now, if that is what counts."""
        if self._settings.motion is Motion.SYSTEM:
            self._tasks.start(self._follow(), name="ask the system for its motion")

    async def _follow(self) -> None:
        wanted = await self._ask()
        if self._settings.motion is Motion.SYSTEM:
            theme.keep_still(self._app, on=bool(wanted))
