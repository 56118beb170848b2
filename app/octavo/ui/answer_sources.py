"""Where answers come from: the dialogs that see to it, and what is said of it in the window."""

from __future__ import annotations

from collections.abc import Callable

from octavo.session.events import AnsweringChanged, SessionEvent
from octavo.session.session import Session
from octavo.ui.local_models.presenter import LocalModelsPresenter
from octavo.ui.main_window import MainWindow
from octavo.ui.providers.ending import EndWarning
from octavo.ui.providers.presenter import ProvidersPresenter
from octavo.ui.settings import WindowSettings
from octavo.ui.work import Work


class AnswerSources:
    """Shows hosts and local models, and says what leaves this computer.

    Args:
        session: Knows the assistants, the local models and whether new versions are asked for.
        window: Shows the line, and is where the dialogs belong to.
        settings: Where the last folder is kept.
        work: Runs what is asked for.
        hosts: The hosts of models; None where only quotes are given.
        assistant_id: Tells the assistant in view.
    """

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        settings: WindowSettings,
        work: Work,
        hosts: ProvidersPresenter | None,
        *,
        assistant_id: Callable[[], str],
    ) -> None:
        self._session = session
        self._window = window
        self._settings = settings
        self._work = work
        self._hosts = hosts
        self._assistant_id = assistant_id
        self._ends = None if session.hosts is None else EndWarning(session, session.hosts, window)
        session.events.subscribe(self._on_event)
        window.hosts_asked.connect(lambda: work.start(self._show_hosts, name="model hosts"))
        window.local_models_asked.connect(lambda: work.start(self._show_local, name="local models"))

    def refresh(self) -> None:
        """Say anew what leaves this computer."""
        self._work.start(self._show, name="show where answers come from")

    def _on_event(self, event: SessionEvent) -> None:
        if not isinstance(event, AnsweringChanged):
            return
        ends = self._ends
        if event.answering:
            self.refresh()  # the person may have agreed a moment ago, or not
        elif ends is not None:
            self._work.start(lambda: ends.answered(event.thread_id), name="look for its end")

    async def place_of(self, model: str) -> str | None:
        """Return where a model runs, for people; None for this program itself."""
        return None if self._hosts is None else await self._hosts.place_of(model)

    async def _show(self) -> None:
        model = self._session.assistants.get(self._assistant_id()).settings.model
        place = await self.place_of(model)
        updates = self._session.updates
        asks = updates is not None and await updates.is_on()
        self._window.sidebar.show_source(place, asks_for_versions=asks)

    async def _show_hosts(self) -> None:
        if self._hosts is not None:
            await self._hosts.show()
            await self._show()

    async def _show_local(self) -> None:
        writing, judging = self._session.local, self._session.rerankers
        if writing is not None and judging is not None:
            await LocalModelsPresenter(
                writing, judging, self._window, self._settings, self._work
            ).show()
