"""Looks for what has changed elsewhere when the person comes back to the window.

Nothing is looked for while nobody works with it, and no timer runs.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from octavo.session.events import RoomMade, SessionEvent
from octavo.session.session import Session
from octavo.ui.main_window import MainWindow
from octavo.ui.motion import MotionKeeper
from octavo.ui.tasks import TaskOwner

REST: Final = 20.0
"""Seconds between two looks at what others have changed: with thousands of threads it is work."""


class Returning(QObject):
    """Watches a window become the one that has the keys.

    Args:
        frame: The window.
        window: Its content, which shows problems.
        session: What it shows.
        motion: Follows the system.
        tasks: Owner of the looking.
        clock: Gives seconds.
    """

    def __init__(
        self,
        frame: QWidget,
        window: MainWindow,
        session: Session,
        motion: MotionKeeper,
        tasks: TaskOwner,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._window = window
        self._session = session
        self._motion = motion
        self._tasks = tasks
        self._clock = clock
        self._looked = clock()
        self._unsubscribe = session.events.subscribe(self._on_event)
        frame.installEventFilter(self)
        window.motion_chosen.connect(motion.choose)
        motion.look()

    def close(self) -> None:
        """Watch no more."""
        self._frame.removeEventFilter(self)
        self._unsubscribe()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look when the window gets the keys."""
        if watched is self._frame and event.type() == QEvent.Type.WindowActivate:
            self._on_returned()
        return False

    def _on_returned(self) -> None:
        self._motion.look()
        if self._window.lacks_room:
            self._tasks.start(self._session.look_for_room(), name="look for room")
        now = self._clock()
        if now - self._looked >= REST:
            self._looked = now
            self._tasks.start(self._session.catching_up.look(), name="look for changes")

    def _on_event(self, event: SessionEvent) -> None:
        if isinstance(event, RoomMade) and self._window.lacks_room:
            self._window.problem_bar.clear()
