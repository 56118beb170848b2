"""Between the pages that are looked at and the printer."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter

from octavo.errors import FileWriteError
from octavo.pdf.page import PageImage
from octavo.session.session import Session
from octavo.session.state import OpenDocument
from octavo.ui.dialogs import choose_new_file, finished
from octavo.ui.pdf.opening_outside import open_outside
from octavo.ui.pdf.pane import PagePane
from octavo.ui.printing.choice import PrintChoice, PrinterItem
from octavo.ui.printing.dialog import PrintDialog
from octavo.ui.printing.job import print_pages
from octavo.ui.settings import WindowSettings
from octavo.ui.tasks import TaskOwner
from octavo.ui.work import ShowsTrouble, Work
from octavo.words import later, say, say_many

if TYPE_CHECKING:
    from types import ModuleType

_log = logging.getLogger(__name__)

_DPI: Final = 300
"""Of a file: what most printers make of it."""

_KIND: Final = later("PDF (*.pdf)")


class PrintingPresenter:
    """Prints one document at a time.

    Args:
        session: Has the documents.
        pane: Where printing is asked for, and where it is told how far it is.
        settings: Where the last folder is kept.
        tasks: Owner of the printing.
        window: Where problems are shown.
    """

    def __init__(
        self,
        session: Session,
        pane: PagePane,
        settings: WindowSettings,
        tasks: TaskOwner,
        window: ShowsTrouble,
    ) -> None:
        self._session = session
        self._pane = pane
        self._settings = settings
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
        try:
            choice = await self._ask(document, max(page, 1))
            if choice is not None:
                await self._carry_out(document, choice, turn)
        except asyncio.CancelledError:
            self._pane.print_bar.hide()
            raise
        finally:
            self._printing = None

    async def _ask(self, document: OpenDocument, page: int) -> PrintChoice | None:
        window = self._pane.window()
        found: list[PrinterItem] = []
        system = _system()
        if system is not None:
            found = system.printers()
        dialog = PrintDialog(window, found, document.facts.page_count, page)
        if await finished(dialog):
            return dialog.choice
        if dialog.elsewhere:
            await open_outside(self._session, window, document)
        return None

    async def _carry_out(self, document: OpenDocument, choice: PrintChoice, turn: int) -> None:
        name, count = document.filename, len(choice.pages)
        if choice.printer is None:
            path = await self._file(name)
            if path is None:
                return
            await self._save(document, choice, turn, path)
            self._pane.print_bar.show_end(say("Saved as {name}", name=path.name))
            return
        system = _system()
        assert system is not None  # noqa: S101 - it has told the printer's name
        device = system.printer(
            choice.printer, paper=choice.paper, copies=choice.copies, title=name
        )
        await self._put_on(device, document, choice, turn, abort=device.abort)
        self._pane.print_bar.show_end(
            say_many(
                "{n} page of {name} has gone to the printer",
                "{n:,} pages of {name} have gone to the printer",
                count,
                name=name,
            )
        )

    async def _file(self, name: str) -> Path | None:
        stem = Path(name).stem or "pages"
        path = await choose_new_file(
            self._pane.window(),
            say("Save the pages"),
            self._settings.folder / say("{name} (printed)", name=stem),
            (str(_KIND),),
        )
        if path is not None:
            self._settings.folder = path.parent
        return path

    async def _save(
        self, document: OpenDocument, choice: PrintChoice, turn: int, path: Path
    ) -> None:
        """Write a file beside the one that was named, and put it there when it is whole."""
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        writer = QPdfWriter(str(part))
        writer.setTitle(document.filename)
        writer.setCreator("Octavo")
        writer.setResolution(_DPI)
        writer.setPageLayout(
            QPageLayout(
                QPageSize(choice.paper), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
            )
        )
        try:
            await asyncio.to_thread(part.touch)  # says better than Qt why it cannot be
            await self._put_on(writer, document, choice, turn, abort=lambda: None)
            del writer  # closes the file
            await asyncio.to_thread(part.replace, path)
        except OSError as error:
            raise FileWriteError(
                say("“{name}” cannot be written: {reason}.", name=path.name, reason=error.strerror)
            ) from error
        finally:
            await asyncio.shield(asyncio.to_thread(part.unlink, missing_ok=True))

    async def _put_on(
        self,
        device: QPagedPaintDevice,
        document: OpenDocument,
        choice: PrintChoice,
        turn: int,
        *,
        abort: Callable[[], object],
    ) -> None:
        sizes = document.facts.sizes
        pages = [(page, _turned(sizes[page - 1], turn)) for page in choice.pages]
        bar, count = self._pane.print_bar, len(pages)

        async def draw(page: int, scale: float) -> PageImage:
            return await self._session.pages.render(document.file_id, page, scale, turn)

        try:
            await print_pages(
                device,
                pages,
                draw,
                lambda done: bar.show_progress(document.filename, done, count),
                abort=abort,
            )
        except BaseException:
            bar.hide()
            raise


def _turned(size: tuple[float, float], turn: int) -> tuple[float, float]:
    return (size[1], size[0]) if turn % 2 else size


def _system() -> ModuleType | None:
    """Return the module of the system's printers, if what it needs is there."""
    try:
        return import_module("octavo.ui.printing.printers")
    except ImportError:
        _log.warning("there is no way to the printers", exc_info=True)
        return None
