"""The printers that the system has. The only module that loads QtPrintSupport: import it late."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from octavo.ui.printing.choice import PrinterItem


def serve() -> Mapping[str, Callable[[], list[PrinterItem]]]:
    """Return what a worker process can do; see `octavo.ui.printing.finding`."""
    return {"printers": printers}


def printers() -> list[PrinterItem]:
    """Return them, the usual one first. It asks the system, which may take its time."""
    usual = QPrinterInfo.defaultPrinterName()
    found = [
        PrinterItem(one.printerName(), one.description(), one.defaultPageSize().id())
        for one in QPrinterInfo.availablePrinters()
    ]
    return sorted(found, key=lambda one: one.name != usual)


def printer(name: str, *, paper: QPageSize.PageSizeId, copies: int, title: str) -> QPrinter:
    """Return a printer that is set up for a document."""
    made = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    made.setDocName(title)
    made.setCreator("Octavo")
    made.setPageSize(QPageSize(paper))
    made.setCopyCount(copies)
    return made
