"""The window's composition root: fills the frame, loads the rest, wires it, and ends it all.

In this order: heavy modules loaded in a thread; engine, client and session opened; panels placed.
One task owns all of it: when the window is closed the task is cancelled and everything is ended
in the opposite order.
"""

# ruff: noqa: PLC0415 - what is heavy is imported when the window is on the screen
from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

from octavo.crash_report import CrashReports
from octavo.data_changes import DataChanges
from octavo.data_place import DataFolderMissingError
from octavo.errors import AppError, DataFolderError, SchemaTooNewError
from octavo.handover import HandOver
from octavo.loading import load
from octavo.missing_data import MissingData, missed
from octavo.ui.appearance import Appearance
from octavo.ui.arrivals import Arrivals, apart, come_forward, not_there
from octavo.ui.frame import WindowFrame
from octavo.ui.log_file import LogFile
from octavo.ui.main_window import MainWindow
from octavo.ui.on_screen import OnScreen
from octavo.ui.problems import Trouble, ended_badly, trouble_of
from octavo.ui.settings import WindowSettings
from octavo.ui.tasks import TaskOwner
from octavo.ui.theme import Scheme
from octavo.upgrading import UpgradeShown

if TYPE_CHECKING:
    from octavo.session.session import Session
    from octavo.ui.chat.panel import ChatPanel
    from octavo.ui.pdf.pane import PagePane
    from octavo.ui.window_presenter import WindowPresenter

_log = logging.getLogger(__name__)

_LAST_CHANCE: Final = 1.8
"""Seconds for an orderly end; after that the worker processes are killed."""


class Program:
    """The window and all that it works with.

    Args:
        frame: The window's frame, on the screen already.
        settings: What the window remembers.
        appearance: The palette.
        data_dir: The data folder.
        files: What to add at first.
        log: The log file, which goes along when the data is moved.
        reports: Takes down errors that nobody expected.
    """

    def __init__(
        self,
        frame: WindowFrame,
        settings: WindowSettings,
        appearance: Appearance,
        data_dir: Path,
        files: Sequence[Path] = (),
        log: LogFile | None = None,
        *,
        reports: CrashReports | None = None,
    ) -> None:
        self.frame = frame
        self._settings = settings
        self._appearance = appearance
        self._given = tuple(files)
        self._reports = reports
        self._waiting: list[Path] = []
        self.presenter: WindowPresenter | None = None
        self._again = asyncio.Event()
        self._arrivals: Arrivals | None = None
        self.window = MainWindow(settings)
        self._data = DataChanges(
            self.window, settings, log or LogFile(), data_dir, self._take_from, self._again
        )
        frame.fill(self.window)
        OnScreen(appearance.app, frame)

    def show_bug(self, error: BaseException) -> None:
        """Show an error that ended a task or a slot, and write it down if nobody expected it."""
        if self._reports is not None:
            self._reports.note(error)
        self.window.show_bug(error)

    async def run(self) -> int:
        """Work until the window is closed; returns the exit code."""
        asyncio.get_running_loop().set_exception_handler(self._on_loop_error)
        if self._reports is not None and self._reports.left is not None:
            self.window.show_trouble(Trouble(ended_badly(self._reports.left)))
        closing = asyncio.Event()
        self.frame.close_asked.connect(closing.set)
        self.window.quit_asked.connect(closing.set)
        self.window.paths_dropped.connect(self._on_paths_dropped)
        self.window.scheme_chosen.connect(self._on_scheme_chosen)
        self._appearance.app.focusWindowChanged.connect(self._on_focus_moved)
        tasks = TaskOwner(self.show_bug)
        MissingData(self.window, self._data, tasks)
        self._arrivals = arrivals = Arrivals(self._appearance.app, self._data.data_dir, tasks)
        arrivals.came.connect(
            lambda one: tasks.start(self._on_handed_over(one), name="open what was handed over")
        )
        tasks.start(self._open_paths(self._given), name="open what was named")
        arrivals.open()
        serving = asyncio.create_task(self._serve(), name="program")
        closed = asyncio.create_task(closing.wait(), name="closing")
        try:
            await asyncio.wait({serving, closed}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            closed.cancel()
            arrivals.close()
            self._appearance.app.focusWindowChanged.disconnect(self._on_focus_moved)
            self.frame.hide()  # the person is done with it; what follows takes a moment
            self.window.keep_columns()
            await tasks.aclose()
            await self._end(serving)
            self._data.close()
            self.frame.finish()
        return 0

    async def _serve(self) -> None:
        """Open everything and keep it open; what hinders that is shown, and may be tried again."""
        again = self._again
        start_page = self.window.start_page
        start_page.retry_asked.connect(again.set)
        start_page.go_back_asked.connect(self._on_go_back_asked)
        start_page.go_back_asked.connect(again.set)
        while True:
            again.clear()
            try:
                await self._data.do_all()
                async with self._opened():
                    await again.wait()  # until this task is cancelled, or the data is changed
            except Exception as error:  # noqa: BLE001 - a bug at the start is shown, too
                _log.warning("could not start: %s", error)
                self._data.last_error = error
                self._show_failure(error)
            await again.wait()
            self.window.show_start()

    @asynccontextmanager
    async def _opened(self) -> AsyncGenerator[None, None]:
        """Wire engine, client, session, and panels; end them in the opposite order.

        Raises:
            AppError: a part of it cannot be opened.
        """
        await load()
        from octavo.window_session import open_session

        async with AsyncExitStack() as stack:
            stack.callback(self.window.take_away)  # last: until then somebody may write to it
            await self._data.find()
            on_upgrade = UpgradeShown(self.window).tell
            session = await open_session(self._data.data_dir, stack, on_upgrade)
            await self._data.keep_place()
            self._take_from(self._data.data_dir)  # it may have been made, or found, only now
            await self._show(session, stack)
            yield

    async def _show(self, session: Session, stack: AsyncExitStack) -> None:
        """Fill the window with its panels."""
        from octavo.keeping import OfferedKeeping
        from octavo.ui.chat.presenter import ChatPresenter
        from octavo.ui.documents.recent import RecentDocuments
        from octavo.ui.insight.page import InsightPage
        from octavo.ui.pdf.sides_presenter import SidesPresenter
        from octavo.ui.printing.finding import ProcessPrinterFinder
        from octavo.ui.printing.presenter import PrintingPresenter
        from octavo.ui.printing.thread_presenter import ThreadPrintingPresenter
        from octavo.ui.search.box import SearchBox
        from octavo.ui.window_presenter import WindowPresenter
        from octavo.ui.work import Work

        tasks = TaskOwner(self.show_bug)
        stack.push_async_callback(tasks.aclose)
        panel, pane = await self._make_panels()
        chat = ChatPresenter(session, panel, tasks)
        stack.push_async_callback(chat.aclose)
        pages = SidesPresenter(session, pane, tasks)
        stack.callback(pages.close)
        finder = ProcessPrinterFinder()
        stack.push_async_callback(finder.aclose)
        for printing in (
            PrintingPresenter(session, pane, finder, self._settings, tasks, self.window),
            ThreadPrintingPresenter(
                session,
                self.window,
                panel,
                finder,
                self._settings,
                tasks,
                in_view=lambda: chat.thread_id,
            ),
        ):
            stack.callback(printing.close)
        await asyncio.sleep(0)
        self.window.place(panel, pane)
        await asyncio.sleep(0)
        keeping = OfferedKeeping(
            self._data.data_dir,
            self._data.restore,
            self._data.move,
            self._data.make_portable,
            self._data.use,
        )
        insight_page, search_box = InsightPage(), SearchBox(self.window)
        await asyncio.sleep(0)
        self.presenter = WindowPresenter(
            session,
            self.window,
            panel,
            chat,
            pages,
            insight_page,
            search_box,
            self._settings,
            tasks,
            keeping,
        )
        stack.callback(self._forget_presenter)
        pane.dimming_asked.connect(self.window.dimming_chosen)
        pane.summary_asked.connect(self.presenter.summarise)
        await asyncio.sleep(0)
        self._follow_surroundings(session, tasks, stack)
        recent = RecentDocuments(
            session.pages,
            self.window,
            self._settings,
            Work(tasks, self.window),
            self.presenter.shown.open_document,
        )
        stack.callback(recent.close)
        pages.tell_opened_to(recent.opened)
        await asyncio.sleep(0)
        await self.presenter.open()
        tasks.start(self.presenter.shown.restore(), name="show what was in view")
        self.presenter.add(self._waiting)
        self._waiting.clear()
        tasks.start(keeping.schedule.run(self._on_no_backup), name="automatic backups")

    async def _make_panels(self) -> tuple[ChatPanel, PagePane]:
        """Make the panels that the window is filled with, in steps between which it breathes."""
        from octavo.ui.chat.panel import ChatPanel
        from octavo.ui.pdf.pane import PagePane
        from octavo.ui.pdf.view import PageView

        panel = ChatPanel()
        await asyncio.sleep(0)
        first_side = PageView()
        await asyncio.sleep(0)
        pane = PagePane(first=first_side)
        await asyncio.sleep(0)
        pane.closed.connect(self.window.hide_page_view)
        pane.room_wanted.connect(self.window.give_room)
        return panel, pane

    def _follow_surroundings(
        self, session: Session, tasks: TaskOwner, stack: AsyncExitStack
    ) -> None:
        """Follow what changes around the window, and tell of what ends while nobody looks."""
        from octavo.ui.attention import Attention
        from octavo.ui.dimming import PageDimming
        from octavo.ui.motion import MotionKeeper
        from octavo.ui.returning import Returning

        attention = Attention(session.events, self.frame, self._settings, tasks, session.local)
        stack.callback(attention.close)
        dimming = PageDimming(self._appearance.app, self._settings, self.window)
        stack.callback(dimming.deleteLater)
        motion = MotionKeeper(self._appearance.app, self._settings, tasks)
        stack.callback(Returning(self.frame, self.window, session, motion, tasks).close)

    async def _end(self, serving: asyncio.Task[None]) -> None:
        """End what was opened; what does not end in time loses its worker processes."""
        serving.cancel()
        _, late = await asyncio.wait({serving}, timeout=_LAST_CHANCE)
        if late:
            _log.error("the end takes too long, killing the workers")
            for process in psutil.Process().children(recursive=True):
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()
            await asyncio.wait({serving})
        if not serving.cancelled() and (error := serving.exception()) is not None:
            _log.error("not an orderly end", exc_info=error)

    def _show_failure(self, error: Exception) -> None:
        if isinstance(error, DataFolderMissingError):
            self.window.show_failure(missed(error), is_missing=True)
            return
        problem = trouble_of(error).problem
        if isinstance(error, SchemaTooNewError):
            self.window.show_failure(problem, can_go_back=error.has_copy)
        else:
            other_folder = isinstance(error, DataFolderError)
            self.window.show_failure(problem, other_folder=other_folder)

    def _on_loop_error(self, loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        if self._reports is not None and isinstance(error, Exception):
            self._reports.note(error)
        loop.default_exception_handler(context)

    def _forget_presenter(self) -> None:
        if self.presenter is not None:
            self.presenter.close()
            self.presenter = None

    def _on_focus_moved(self) -> None:
        if self.presenter is not None:
            self.presenter.refresh_days()

    def _take_from(self, data_dir: Path) -> None:
        if self._arrivals is not None:
            self._arrivals.use(data_dir)

    def _on_no_backup(self, error: AppError) -> None:
        self.window.show_trouble(Trouble(trouble_of(error).problem))

    def _on_go_back_asked(self) -> None:
        self._data.goes_back = True

    def _on_paths_dropped(self, paths: Sequence[Path]) -> None:
        if self.presenter is None:
            self._waiting.extend(paths)
        else:
            self.presenter.add(paths)

    async def _on_handed_over(self, wanted: HandOver) -> None:
        come_forward(self.frame, wanted.token)
        await self._open_paths(wanted.paths)

    async def _open_paths(self, paths: Sequence[Path]) -> None:
        """Add files that were named outside the window, and say which are not there."""
        there, missing = await apart(paths)
        if there:
            self._on_paths_dropped(there)
        if missing:
            self.window.show_trouble(Trouble(not_there(missing)))

    def _on_scheme_chosen(self, scheme: Scheme) -> None:
        self._settings.scheme = scheme
        self._appearance.choose(scheme)
