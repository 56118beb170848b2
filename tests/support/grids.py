"""Makes PDFs with tables as report programs draw them: each column as wide as its longest cell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from support.pdfs import MARGIN

_GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")


def make_grid(
    path: Path,
    rows: Sequence[Sequence[str | Flowable]],
    *,
    above: str = "",
    align: str = "LEFT",
    widths: Sequence[float] | None = None,
    valign: str = "BOTTOM",
) -> Path:
    """Write one page with a ruled table in 10 points, six points around each cell.

    Args:
        path: Where to write it.
        rows: Cells of each row.
        above: A paragraph right above the table.
        align: Where cells stand: ``LEFT``, ``CENTER`` or ``RIGHT``.
        widths: Of the columns in points; as needed if not given.
        valign: Where cells stand in their row: ``TOP``, ``MIDDLE`` or ``BOTTOM``.
    """
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    y = A4[1] - MARGIN
    parts: list[Flowable] = [Paragraph(above, getSampleStyleSheet()["BodyText"])] if above else []
    look = [_GRID, ("ALIGN", (0, 0), (-1, -1), align), ("VALIGN", (0, 0), (-1, -1), valign)]
    parts.append(Table(rows, colWidths=widths, style=TableStyle(look)))
    for part in parts:
        _, height = part.wrapOn(canvas, A4[0] - 2 * MARGIN, y)
        y -= height
        part.drawOn(canvas, MARGIN, y)
    canvas.showPage()
    canvas.save()
    return path
