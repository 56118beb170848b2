"""A citation of a scanned page: its highlight lies on the words of the picture and on no others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pypdf import PdfWriter
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from reportlab.lib.pagesizes import A4

from octavo.program import Program
from octavo.ui.pdf.canvas import PageCanvas
from support.hands import click
from support.looks import Look
from support.outcomes import all_read, answered, citation_place, is_marked, seen
from support.pdfs import MARGIN, make_print, turn
from support.qt import until
from support.shots import record
from support.window import drag, drop, pages_of, panel_of, type_question

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed"),
]

POINTS = 14
UPRIGHT = [
    "The lighthouse on the cape was built in",
    "the spring of 1852 by two brothers.",
    "Its keeper wrote a letter every month.",
    "The harbour master of the town answered",
    "none of them before the autumn of 1870.",
    "Lamp oil was dear in those years.",
]
TURNED = [
    "The bridge over the river has nine arches.",
    "Every cart that crossed it paid a toll of",
    "four pennies to the miller until 1911.",
    "The miller kept geese below the weir.",
]
ASKED = (
    ("When did the harbour master answer?", 1, UPRIGHT, (3, 4)),
    ("What toll did a cart pay to the miller?", 2, TURNED, (1, 2)),
)
"""Questions, the pages of their answers with all lines, and those of the sentence that answers."""


def area_of_line(row: int, *, turned: bool) -> tuple[float, float, float, float]:
    """Return where a line of the scan is as the page is seen: left, bottom, right, top in points.

    As `make_print` has drawn it, and not as anything has recognised it.
    """
    width, height = A4
    above = MARGIN + row * POINTS * 1.5
    below = above + POINTS * 1.2
    if turned:  # by 90 degrees clockwise: what was above is at the right
        return (height - below, 0, height - above, width)
    return (0, height - below, width, height - above)


def is_letter(color: QColor) -> bool:
    return color.lightness() < 90


def is_highlight(color: QColor) -> bool:
    return color.red() > color.blue() + 50


def shares(canvas: PageCanvas, image: QImage, page: int, row: int) -> tuple[float, float]:
    """Return of a line how much of its letters' length is highlighted, and how much of its area.

    The length is looked at pixel by pixel along the line, from its first letter to its last.
    """
    turned = page == 2
    scene = canvas._layout.place(page, area_of_line(row, turned=turned))
    area = canvas.mapFromScene(scene).boundingRect() & canvas.viewport().rect()
    area.adjust(*((0, 3, 0, -3) if turned else (3, 0, -3, 0)))  # beside pages it may be dark
    across, along = (area.height(), area.width()) if not turned else (area.width(), area.height())

    def slice_of(step: int) -> list[QColor]:
        here = (
            QRect(area.left(), area.top() + step, across, 1)
            if turned
            else QRect(area.left() + step, area.top(), 1, across)
        )
        return [
            image.pixelColor(x, y)
            for x in range(here.left(), here.right() + 1)
            for y in range(here.top(), here.bottom() + 1)
        ]

    slices = [slice_of(step) for step in range(along)]
    inked = [step for step, pixels in enumerate(slices) if any(map(is_letter, pixels))]
    assert inked, f"line {row} is not drawn"
    within = slices[inked[0] : inked[-1] + 1]
    lit = [any(map(is_highlight, pixels)) for pixels in within]
    yellow = [is_highlight(pixel) for pixels in within for pixel in pixels]
    return sum(lit) / len(lit), sum(yellow) / len(yellow)


async def test_the_highlight_of_a_scanned_page_covers_the_quote(
    program: Program, look: Look, tmp_path: Path
) -> None:
    window, panel = program.window, panel_of(program)
    canvas = pages_of(program).canvas
    upright = make_print(tmp_path / "upright.pdf", [UPRIGHT], points=POINTS)
    other = make_print(tmp_path / "other.pdf", [TURNED], points=POINTS)
    writer = PdfWriter(clone_from=upright)
    writer.append(turn(other, tmp_path / "turned.pdf", 90))
    writer.write(tmp_path / "scan.pdf")
    drop(window, drag(window, [tmp_path / "scan.pdf"]))
    await all_read(program, ["scan.pdf"])
    for number, (question, page, lines, quoted) in enumerate(ASKED, 1):
        type_question(program, question)
        await until(lambda n=number: answered(program, n), "an answer", seconds=60)
        citation = panel.messages[-1].citations[0]
        assert citation.verified
        assert citation.quote.split() == " ".join(lines[row] for row in quoted).split()
        click(panel.transcript, await citation_place(program))
        await until(lambda p=page: canvas.page == p and is_marked(canvas), "it is marked")
        record(window, f"scanned-{number}")
        if "small" in look.words:
            continue  # its lines are too low to be measured
        image = seen(canvas.viewport())
        for row, line in enumerate(lines):
            length, area = shares(canvas, image, page, row)
            if row in quoted:
                assert length > 0.97, f"“{line}” is highlighted from first to last letter"
                assert area > 0.3, f"“{line}” is highlighted as high as its letters"
            else:
                assert area < 0.15, f"“{line}” is not quoted"
