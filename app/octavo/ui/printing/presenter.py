"""Between the pages that are looked at and the printer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPagedPaintDevice

from octavo.pdf.page import PageImage
from octavo.session.session import Session
from octavo.session.state import OpenDocument
from octavo.ui.pdf.opening_outside import open_outside
from octavo.ui.pdf.pane import PagePane
from octavo.ui.printing.choice import PrintChoice
from octavo.ui.printing.desk import PrintDesk
from octavo.ui.printing.finding import PrinterFinder
from octavo.ui.printing.job import print_pages
from octavo.ui.settings import WindowSettings
from octavo.ui.tasks import TaskOwner
from octavo.ui.work import ShowsTrouble, Work
from octavo.words import say_many


class PrintingPresenter:
    """Prints one document at a time.

    Args:
        session: Has the documents.
        pane: Where printing is asked for, and where it is told how far it is.
        finder: Finds the printers.
        settings: Where the last folder is kept.
        tasks: Owner of the printing.
        window: Where problems are shown.
    """

    def __init__(
        self,
        session: Session,
        pane: PagePane,
        finder: PrinterFinder,
        settings: WindowSettings,
        tasks: TaskOwner,
        window: ShowsTrouble,
    ) -> None:
        self._session = session
        self._pane = pane
        self._desk = PrintDesk(finder, pane.print_bar, settings)
        self._work = Work(tasks, window)
        self._printing: asyncio.Task[object] | None = None
        pane.print_asked.connect(self._on_asked)
        pane.print_bar.cancelled.connect(self._on_cancelled)

    def close(self) -> None:
        """Print no more."""
        self._pane.print_asked.disconnect(self._on_asked)
        self._on_cancelled()

    def _on_asked(self) -> None:
        if self._printing is None:
            self._work.start(self._print, name="print")

    def _on_cancelled(self) -> None:
        if self._printing is not None:
            self._printing.cancel()

    async def _print(self) -> None:
        view = self._pane.leading
        document, page, turn = view.document, view.canvas.page, view.canvas.turn
        if document is None or self._printing is not None:
            return
        self._printing = asyncio.current_task()
        window = self._pane.window()
        try:
            choice = await self._desk.ask(
                window,
                document.facts.page_count,
                max(page, 1),
                lambda: open_outside(self._session, window, document),
            )
            if choice is not None:
                await self._put(document, choice, turn)
        finally:
            self._printing = None

    async def _put(self, document: OpenDocument, choice: PrintChoice, turn: int) -> None:
        sizes = document.facts.sizes
        pages = [(page, _turned(sizes[page - 1], turn)) for page in choice.pages]
        bar, name, count = self._pane.print_bar, document.filename, len(pages)

        async def draw(page: int, scale: float) -> PageImage:
            return await self._session.pages.render(document.file_id, page, scale, turn)

        async def paint(device: QPagedPaintDevice, abort: Callable[[], object]) -> None:
            await print_pages(
                device,
                pages,
                draw,
                lambda done: bar.show_progress(name, done, count),
                abort=abort,
            )

        sent = say_many(
            "{n} page of {name} has gone to the printer",
            "{n:,} pages of {name} have gone to the printer",
            count,
            name=name,
        )
        await self._desk.put(self._pane.window(), choice, name, Path(name).stem, paint, sent)


def _turned(size: tuple[float, float], turn: int) -> tuple[float, float]:
    return (size[1], size[0]) if turn % 2 else size
