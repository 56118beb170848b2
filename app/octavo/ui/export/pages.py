"""Puts pieces of HTML on pages, one piece at a time, so that the loop can go on.

Each piece is laid out on its own and drawn from where the last one ended; pages are cut between
lines. Nothing that a piece names is ever loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QAbstractTextDocumentLayout as Layout
from PySide6.QtGui import (
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from octavo.errors import AppError, FileWriteError
from octavo.ui import theme
from octavo.ui.chat.sealed import SealedDocument
from octavo.ui.printing.refusal import refused
from octavo.words import say

_RESOLUTION: Final = 96
"""Dots per inch of the layout: a pixel is a pixel, as on the screen."""

_MARGIN_MM: Final = 20
_GAP: Final = 6.0

_SHEET: Final = """
p { line-height: 140%; }
.h1 { font-size: 20px; font-weight: 600; } .h2 { font-size: 12px; color: #5b5b60; }
.h3 { font-size: 16px; font-weight: 600; } .h4, .h5, .h6 { font-size: 13px; font-weight: 600; }
.meta, .note, .sources { color: #5b5b60; font-size: 11px; }
.question, .plain { white-space: pre-wrap; } .question { background-color: #efede8; }
pre { background-color: #efede8; font-size: 12px; white-space: pre-wrap; }
"""

_HEADING: Final = re.compile(r"<(/?)h([1-6])>")
_TABLE: Final = '<table border="1" cellspacing="0" cellpadding="4">'


class PaperPages:
    """Pages of a printer or a PDF that fill up with what is added.

    Args:
        device: What is painted on; its paper is set, margins and all.
        refusal: Makes the error of a device that takes no page, which is raised then.
    """

    def __init__(
        self, device: QPagedPaintDevice, refusal: Callable[[], AppError] = refused
    ) -> None:
        self._device = device
        self._refusal = refusal
        self._painter = QPainter()
        if not self._painter.begin(device):
            raise self._refusal()
        dots = device.logicalDpiX() / _RESOLUTION  # of the device, in one of the layout
        self._painter.scale(dots, dots)
        self._width = device.width() / dots
        self._height = device.height() / dots
        self._nowhere = QBuffer()
        ruler = QPdfWriter(self._nowhere)  # what text is measured on; it is never painted on
        ruler.setResolution(_RESOLUTION)
        self._ruler = ruler
        self._used = 0.0

    def add(self, piece: str) -> None:
        """Draw a piece of HTML below what is there, on as many pages as it takes."""
        document = self._laid_out(piece)
        lines = _lines(document)
        height = document.size().height()
        done = 0.0
        while done < height:
            room = self._height - self._used
            stop = _cut(lines, done, done + room) if done + room < height else height
            if stop <= done:
                if self._used > 0:
                    self._new_page()
                    continue
                stop = done + room  # a line that is higher than a page
            self._draw(document, done, stop)
            self._used += stop - done
            done = stop
            if done < height:
                self._new_page()
        self._used += _GAP

    def finish(self) -> None:
        """Let go of the device; nothing can be added any more."""
        if not self._painter.end():
            raise self._refusal()

    def abandon(self) -> None:
        """Let go of the device, whatever is on it."""
        self._painter.end()

    def _laid_out(self, piece: str) -> QTextDocument:
        document = SealedDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(theme.font(theme.BASE_PX))
        document.documentLayout().setPaintDevice(self._ruler)
        document.setDefaultStyleSheet(_SHEET)
        document.setHtml(_suited(piece))
        document.setTextWidth(self._width)
        return document

    def _draw(self, document: QTextDocument, start: float, stop: float) -> None:
        context = Layout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, theme.LIGHT.ink)
        context.clip = QRectF(0, start, self._width, stop - start)
        self._painter.save()
        self._painter.translate(0, self._used - start)
        self._painter.setClipRect(context.clip)
        document.documentLayout().draw(self._painter, context)
        self._painter.restore()

    def _new_page(self) -> None:
        if not self._device.newPage():
            raise self._refusal()
        self._used = 0.0


class PdfPages(PaperPages):
    """Pages of A4 in a PDF, which is made in memory.

    Args:
        title: Of the document.

    Raises:
        FileWriteError: it cannot be made.
    """

    def __init__(self, title: str) -> None:
        self._bytes = QByteArray()
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(self._buffer)
        writer.setTitle(title)
        writer.setCreator("Octavo")
        writer.setResolution(_RESOLUTION)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        set_margins(writer)
        super().__init__(writer, _not_made)

    def content(self) -> bytes:
        """Finish, and return the PDF."""
        self.finish()
        self._buffer.close()
        return bytes(self._bytes.data())


def _not_made() -> FileWriteError:
    return FileWriteError(say("The PDF could not be made."))


def set_margins(device: QPagedPaintDevice) -> None:
    """Leave free at the edges of the paper what a text needs."""
    device.setPageMargins(QMarginsF(*(_MARGIN_MM,) * 4), QPageLayout.Unit.Millimeter)


def _suited(piece: str) -> str:
    """Return HTML that Qt lays out as it is meant: it has sizes of its own for headings."""
    headed = _HEADING.sub(lambda tag: "</p>" if tag[1] else f'<p class="h{tag[2]}">', piece)
    return headed.replace("<table>", _TABLE)


def _lines(document: QTextDocument) -> list[tuple[float, float]]:
    """Return top and bottom of each line."""
    found: list[tuple[float, float]] = []
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        top = layout.blockBoundingRect(block).top()
        lines = block.layout()
        for index in range(lines.lineCount()):
            line = lines.lineAt(index)
            found.append((top + line.y(), top + line.y() + line.height()))
        block = block.next()
    return found


def _cut(lines: list[tuple[float, float]], start: float, stop: float) -> float:
    """Return the lowest place up to ``stop`` that goes through no line."""
    while crossed := [top for top, bottom in lines if start <= top < stop < bottom]:
        stop = min(crossed)
    return stop
