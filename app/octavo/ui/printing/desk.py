"""What printing a document and printing a thread have in common: the question, and the paper."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtWidgets import QWidget

from octavo.errors import FileWriteError
from octavo.ui.dialogs import choose_new_file, finished
from octavo.ui.printing.bar import PrintBar
from octavo.ui.printing.choice import FoundPrinters, PrintChoice
from octavo.ui.printing.dialog import PrintDialog
from octavo.ui.printing.finding import PrinterFinder
from octavo.ui.printing.refusal import refused
from octavo.ui.settings import WindowSettings
from octavo.words import later, say

if TYPE_CHECKING:
    from types import ModuleType

    from PySide6.QtPrintSupport import QPrinter

_log = logging.getLogger(__name__)

_DPI: Final = 300
"""Of a file: what most printers make of it."""

_KIND: Final = later("PDF (*.pdf)")

Paint = Callable[[QPagedPaintDevice, Callable[[], object]], Awaitable[None]]
"""Paints on a device; the second is to be called if not all of it is painted."""


class PrintDesk:
    """Asks how something is to be printed, and has it painted on a printer or into a file.

    Args:
        finder: Finds the printers.
        bar: Where it is told how far it is.
        settings: Where the last folder is kept.
    """

    def __init__(self, finder: PrinterFinder, bar: PrintBar, settings: WindowSettings) -> None:
        self._finder = finder
        self._bar = bar
        self._settings = settings

    async def ask(
        self,
        parent: QWidget,
        count: int | None,
        page: int = 1,
        elsewhere: Callable[[], Awaitable[object]] | None = None,
    ) -> PrintChoice | None:
        """Let the person choose, and return what they want printed.

        Args:
            parent: The window.
            count: Pages of what is printed; see `PrintDialog`.
            page: The one that is looked at, counted from 1.
            elsewhere: Opens it in another program, if the person would rather print from there.
        """
        found = FoundPrinters(())
        if _system() is not None:
            self._bar.show_search()
            try:
                found = await self._finder.find()
            finally:
                self._bar.hide()
        dialog = PrintDialog(parent, found, count, page)
        if await finished(dialog):
            return dialog.choice
        if dialog.elsewhere and elsewhere is not None:
            await elsewhere()
        return None

    async def put(
        self, parent: QWidget, choice: PrintChoice, name: str, stem: str, paint: Paint, sent: str
    ) -> None:
        """Have something painted where the person wants it, and say so.

        Args:
            parent: The window.
            choice: What the person wants.
            name: Of what is printed.
            stem: What a file of it may be called, without an ending.
            paint: Paints it.
            sent: What is said when it has gone to a printer.

        Raises:
            FileWriteError: the file cannot be written.
            PrintError: the printer takes nothing.
        """
        try:
            if choice.printer is None:
                path = await self._file(parent, stem)
                if path is None:
                    return
                await self._save(path, choice, name, paint)
                sent = say("Saved as {name}", name=path.name)
            else:
                device = self._printer(choice, name)
                await paint(device, device.abort)
        except BaseException:
            self._bar.hide()
            raise
        self._bar.show_end(sent)

    def _printer(self, choice: PrintChoice, name: str) -> QPrinter:
        system = _system()
        if system is None:  # it has told the printer's name a moment ago
            raise refused()
        made: QPrinter = system.printer(
            choice.printer, paper=choice.paper, copies=choice.copies, title=name
        )
        return made

    async def _file(self, parent: QWidget, stem: str) -> Path | None:
        path = await choose_new_file(
            parent,
            say("Save the pages"),
            self._settings.folder / say("{name} (printed)", name=stem),
            (str(_KIND),),
        )
        if path is not None:
            self._settings.folder = path.parent
        return path

    async def _save(self, path: Path, choice: PrintChoice, name: str, paint: Paint) -> None:
        """Write a file beside the one that was named, and put it there when it is whole."""
        part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        writer = QPdfWriter(str(part))
        writer.setTitle(name)
        writer.setCreator("Octavo")
        writer.setResolution(_DPI)
        writer.setPageLayout(
            QPageLayout(
                QPageSize(choice.paper), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
            )
        )
        try:
            await asyncio.to_thread(part.touch)  # says better than Qt why it cannot be
            await paint(writer, lambda: None)
            del writer  # closes the file
            await asyncio.to_thread(part.replace, path)
        except OSError as error:
            raise FileWriteError(
                say("“{name}” cannot be written: {reason}.", name=path.name, reason=error.strerror)
            ) from error
        finally:
            await asyncio.shield(asyncio.to_thread(part.unlink, missing_ok=True))


def _system() -> ModuleType | None:
    """Return the module of the system's printers, if what it needs is there."""
    try:
        return import_module("octavo.ui.printing.printers")
    except ImportError:
        _log.warning("there is no way to the printers", exc_info=True)
        return None
