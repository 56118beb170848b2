"""Sets a filing: headings, paragraphs and tables that flow over pages, each on a known page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import LETTER
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

_MARGIN = 60.0
_LEADING = 12.2
_POINTS = 9.8
_COLUMN = 76.0
_TOP = LETTER[1] - _MARGIN
_BOTTOM = _MARGIN + 2 * _LEADING


class Pages:
    """Writes pages one after the other.

    Args:
        path: The PDF to be written.
        title: In its metadata.
        head: What stands above every page but the first.

    Attributes:
        places: The pages on which something that has a mark stands, counted from 1.
    """

    def __init__(self, path: Path, title: str, head: str) -> None:
        self._canvas = Canvas(str(path), pagesize=LETTER, invariant=1, pageCompression=1)
        self._canvas.setTitle(title)
        self._head = head
        self._y = _TOP
        self.page = 1
        self.places: dict[str, set[int]] = {}

    def new_page(self) -> None:
        """End the page."""
        self._write_number()
        self._canvas.showPage()
        self.page += 1
        self._y = _TOP
        if self._head:
            self._canvas.setFont("Times-Roman", 8)
            self._canvas.drawString(_MARGIN, LETTER[1] - _MARGIN / 2, self._head)

    def mark(self, *names: str) -> None:
        """Note that what was written last is what these names stand for."""
        for name in names:
            self.places.setdefault(name, set()).add(self.page)

    def heading(self, text: str, *, size: float = 11.5) -> None:
        """Write a heading, which is never the last on its page."""
        self._room(5 * _LEADING)
        self._y -= 0.6 * _LEADING
        self._canvas.setFont("Times-Bold", size)
        for line in simpleSplit(text, "Times-Bold", size, LETTER[0] - 2 * _MARGIN):
            self._canvas.drawString(_MARGIN, self._y, line)
            self._y -= _LEADING * size / _POINTS
        self._y -= 0.2 * _LEADING

    def centred(self, text: str, *, size: float = _POINTS, bold: bool = False) -> None:
        """Write a line of a cover."""
        font = "Times-Bold" if bold else "Times-Roman"
        self._canvas.setFont(font, size)
        for line in simpleSplit(text, font, size, LETTER[0] - 2 * _MARGIN):
            self._canvas.drawCentredString(LETTER[0] / 2, self._y, line)
            self._y -= 1.25 * size
        self._y -= 0.4 * _LEADING

    def paragraph(self, text: str) -> None:
        """Write a paragraph; one that does not fit begins on the next page."""
        lines = simpleSplit(text, "Times-Roman", _POINTS, LETTER[0] - 2 * _MARGIN)
        self._room(len(lines) * _LEADING)
        self._canvas.setFont("Times-Roman", _POINTS)
        for line in lines:
            self._canvas.drawString(_MARGIN, self._y, line)
            self._y -= _LEADING
        self._y -= 0.6 * _LEADING

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Write a table, whole: names at the left, all else in columns at the right."""
        self._room((len(rows) + 2) * _LEADING)
        for row, font in [(header, "Times-Bold"), *((row, "Times-Roman") for row in rows)]:
            self._canvas.setFont(font, _POINTS)
            self._canvas.drawString(_MARGIN, self._y, row[0])
            for i, cell in enumerate(reversed(row[1:])):
                self._canvas.drawRightString(LETTER[0] - _MARGIN - i * _COLUMN, self._y, cell)
            self._y -= _LEADING
        self._y -= 0.6 * _LEADING

    def save(self) -> None:
        """Write the file."""
        self._write_number()
        self._canvas.save()

    def _write_number(self) -> None:
        self._canvas.setFont("Times-Roman", _POINTS)
        self._canvas.drawCentredString(LETTER[0] / 2, _MARGIN / 2, str(self.page))

    def _room(self, height: float) -> None:
        if self._y - height < _BOTTOM and self._y < _TOP:
            self.new_page()
