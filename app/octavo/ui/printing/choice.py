"""What a person chooses before pages are printed."""

from __future__ import annotations

import dataclasses

from PySide6.QtGui import QPageSize


@dataclasses.dataclass(frozen=True, slots=True)
class PrinterItem:
    """A printer of the system: its name there, what people call it, and the paper it has."""

    name: str
    description: str
    paper: QPageSize.PageSizeId


@dataclasses.dataclass(frozen=True, slots=True)
class FoundPrinters:
    """The printers of the system, the usual one first, and whether it told them at all."""

    items: tuple[PrinterItem, ...]
    answered: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class PrintChoice:
    """What is printed, and how.

    Args:
        printer: Name of a printer; None for a PDF file.
        pages: Counted from 1, in the order in which they are printed.
        paper: Whose pages are filled.
        copies: At least 1.
    """

    printer: str | None
    pages: tuple[int, ...]
    paper: QPageSize.PageSizeId
    copies: int = 1
