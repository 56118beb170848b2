"""Between a thread and the printer: it is printed as it is exported."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtGui import QPagedPaintDevice

from octavo.session.export.html import thread_sections
from octavo.session.session import Session
from octavo.ui.chat.panel import ChatPanel
from octavo.ui.export.file_names import file_name
from octavo.ui.export.pages import PaperPages, set_margins
from octavo.ui.main_window import MainWindow
from octavo.ui.printing.desk import PrintDesk
from octavo.ui.printing.finding import PrinterFinder
from octavo.ui.settings import WindowSettings
from octavo.ui.sidebar.thread_actions import ThreadAction
from octavo.ui.sidebar.threads_model import UNTITLED
from octavo.ui.tasks import TaskOwner
from octavo.ui.work import Work
from octavo.words import say


class ThreadPrintingPresenter:
    """Prints one thread at a time.

    Args:
        session: Has the threads.
        window: Where printing is asked for, and where problems are shown.
        panel: Where it is told how far it is.
        finder: Finds the printers.
        settings: Where the last folder is kept.
        tasks: Owner of the printing.
        in_view: Tells the thread that is in view.
    """

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        panel: ChatPanel,
        finder: PrinterFinder,
        settings: WindowSettings,
        tasks: TaskOwner,
        *,
        in_view: Callable[[], str | None],
    ) -> None:
        self._session = session
        self._window = window
        self._bar = panel.print_bar
        self._desk = PrintDesk(finder, panel.print_bar, settings)
        self._work = Work(tasks, window)
        self._in_view = in_view
        self._printing: asyncio.Task[object] | None = None
        window.thread_action_asked.connect(self._on_asked_in_view)
        window.sidebar.threads.action_asked.connect(self._on_asked)
        self._bar.cancelled.connect(self._on_cancelled)

    def close(self) -> None:
        """Print no more."""
        self._window.thread_action_asked.disconnect(self._on_asked_in_view)
        self._window.sidebar.threads.action_asked.disconnect(self._on_asked)
        self._on_cancelled()

    def _on_asked_in_view(self, action: ThreadAction) -> None:
        thread_id = self._in_view()
        if thread_id is not None:
            self._on_asked(action, thread_id)

    def _on_asked(self, action: ThreadAction, thread_id: str) -> None:
        if action is ThreadAction.PRINT and self._printing is None:
            self._work.start(lambda: self._print(thread_id), name="print a thread")

    def _on_cancelled(self) -> None:
        if self._printing is not None:
            self._printing.cancel()

    async def _print(self, thread_id: str) -> None:
        if self._printing is not None:
            return
        self._printing = asyncio.current_task()
        try:
            choice = await self._desk.ask(self._window, None)
            if choice is None:
                return
            thread = await self._session.exports.thread(thread_id)
            title = thread.title or str(UNTITLED)
            sections = await asyncio.to_thread(thread_sections, thread)

            async def paint(device: QPagedPaintDevice, abort: Callable[[], object]) -> None:
                set_margins(device)
                pages = PaperPages(device)
                try:
                    for done, section in enumerate(sections):
                        self._bar.show_messages(title, done, len(sections))
                        await asyncio.sleep(0)  # the window goes on between two messages
                        pages.add(section)
                except BaseException:
                    abort()
                    pages.abandon()
                    raise
                pages.finish()

            sent = say("{name} has gone to the printer", name=title)
            await self._desk.put(self._window, choice, title, file_name(title), paint, sent)
        finally:
            self._printing = None
