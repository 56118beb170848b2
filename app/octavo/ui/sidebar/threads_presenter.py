"""Between the session's threads and the list: rename, pin, copy, export, delete and its undo."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication

from octavo.session.export.files import write_file
from octavo.session.export.html import thread_sections
from octavo.session.export.thread import Format
from octavo.session.session import Session
from octavo.session.state import ThreadItem
from octavo.ui.dialogs import choose_new_file, confirm
from octavo.ui.export.file_names import file_name
from octavo.ui.export.pages import PdfPages
from octavo.ui.main_window import MainWindow
from octavo.ui.settings import WindowSettings
from octavo.ui.sidebar.deleted_dialog import choose_deleted
from octavo.ui.sidebar.thread_actions import ThreadAction
from octavo.ui.sidebar.threads_model import UNTITLED
from octavo.ui.work import Work
from octavo.words import later, say, say_many

_FILTERS: Final = {
    Format.MARKDOWN: later("Markdown (*.md)"),
    Format.HTML: later("Web page (*.html)"),
    Format.PDF: later("PDF (*.pdf)"),
    Format.JSON: later("JSON (*.json)"),
}


class ThreadsPresenter:
    """Does what a person asks of a thread in the list or in view.

    Args:
        session: Where the threads are.
        window: Shows them.
        settings: Where the last folder is kept.
        work: Starts what the person asks for.
        show_thread: Shows a thread in the window.
        in_view: Tells the thread that is in view.
    """

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        settings: WindowSettings,
        work: Work,
        *,
        show_thread: Callable[[str | None], Awaitable[None]],
        in_view: Callable[[], ThreadItem | None],
    ) -> None:
        self._session = session
        self._window = window
        self._settings = settings
        self._work = work
        self._show_thread = show_thread
        self._in_view = in_view
        sidebar = window.sidebar
        sidebar.threads.action_asked.connect(self._on_action_asked)
        sidebar.threads_model.rename_asked.connect(
            lambda asked, title: work.start(
                lambda: session.threads.rename(asked, title), name="rename a thread"
            )
        )
        window.thread_action_asked.connect(self._on_action_in_view_asked)
        window.deleted_asked.connect(
            lambda: work.start(self._choose_deleted, name="show deleted threads")
        )

    def _on_action_in_view_asked(self, action: ThreadAction) -> None:
        thread = self._in_view()
        if thread is not None:
            self._on_action_asked(action, thread.id)

    def _on_action_asked(self, action: ThreadAction, thread_id: str) -> None:
        if action is ThreadAction.RENAME:
            self._window.sidebar.threads.rename(thread_id)
            return
        if action is ThreadAction.PRINT:
            return  # see `octavo.ui.printing.thread_presenter`
        self._work.start(lambda: self._do(action, thread_id), name=f"{action} a thread")

    async def _do(self, action: ThreadAction, thread_id: str) -> None:
        threads, exports = self._session.threads, self._session.exports
        match action:
            case ThreadAction.PIN:
                await threads.pin(thread_id, pinned=not threads.get(thread_id).pinned)
            case ThreadAction.DUPLICATE:
                await self._show_thread((await threads.duplicate(thread_id)).id)
            case ThreadAction.COPY_MARKDOWN:
                copied = await exports.text(thread_id, Format.MARKDOWN)
                QGuiApplication.clipboard().setText(copied)
            case ThreadAction.COPY_TEXT:
                copied = await exports.text(thread_id, Format.TEXT)
                QGuiApplication.clipboard().setText(copied)
            case ThreadAction.EXPORT:
                await self._export(thread_id)
            case ThreadAction.DELETE:
                await self._delete(thread_id)
            case ThreadAction.RENAME | ThreadAction.PRINT:
                pass  # done elsewhere

    async def _delete(self, thread_id: str) -> None:
        title = self._session.threads.get(thread_id).title or str(UNTITLED)
        await self._session.threads.put_away(thread_id)
        self._window.sidebar.undo_bar.offer(
            say("Deleted “{title}”", title=title),
            lambda: self._work.start(lambda: self._restore(thread_id), name="restore a thread"),
        )

    async def _restore(self, thread_id: str) -> None:
        await self._session.threads.restore(thread_id)
        await self._show_thread(thread_id)

    async def _choose_deleted(self) -> None:
        threads = self._session.threads
        choice = await choose_deleted(self._window, threads.put_away_items)
        if choice is None:
            return
        if choice.restore:
            for thread_id in choice.thread_ids:
                await threads.restore(thread_id)
            await self._show_thread(choice.thread_ids[0])
            return
        count = len(choice.thread_ids)
        said = say_many(
            "The thread and its answers are deleted and cannot be brought back.",
            "{n} threads are deleted and cannot be brought back.",
            count,
        )
        if await confirm(
            self._window,
            say("Delete for good?"),
            f"{said} {say('The documents stay.')}",
            action=say("Delete"),
            destructive=True,
        ):
            for thread_id in choice.thread_ids:
                await threads.delete(thread_id)

    async def _export(self, thread_id: str) -> None:
        title = self._session.threads.get(thread_id).title or str(UNTITLED)
        path = await choose_new_file(
            self._window,
            say("Export thread"),
            self._settings.folder / file_name(title),
            tuple(map(str, _FILTERS.values())),
        )
        if path is None:
            return
        self._settings.folder = path.parent
        form = Format(path.suffix[1:].lower())
        if form is Format.PDF:
            await self._export_pdf(thread_id, path)
        else:
            await self._session.exports.save(thread_id, form, path)

    async def _export_pdf(self, thread_id: str, path: Path) -> None:
        thread = await self._session.exports.thread(thread_id)
        sections = await asyncio.to_thread(thread_sections, thread)
        pages = PdfPages(thread.title or str(UNTITLED))
        for section in sections:
            pages.add(section)
            await asyncio.sleep(0)  # the window goes on between two messages
        await write_file(path, pages.content())
