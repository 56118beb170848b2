"""The drawings of the sample guide, in the palette of the window's light theme.

Lines of text are drawn as bars: a drawing shows where things are, and adds no words to the page
that a search could take for the guide's own.
"""

from __future__ import annotations

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Path, PolyLine, Rect, String
from reportlab.lib.colors import Color, HexColor

INK = HexColor("#1D1D1F")
SOFT_INK = HexColor("#5B5B60")
LINE = HexColor("#E3E1DC")
PAPER = HexColor("#F7F6F3")
DESK = HexColor("#EAE8E3")
ACCENT = HexColor("#2B5FAB")
CHIP = HexColor("#E3EBF7")
MARK = HexColor("#FFE79B")
MARK_EDGE = HexColor("#B58900")
BAR = HexColor("#D3D1CB")
WHITE = HexColor("#FFFFFF")

WIDTH = 451.0
"""Of every drawing, in points: the text column of an A4 page."""


def cover() -> Drawing:
    """Draw an open book whose left page has one highlighted line."""
    drawing = Drawing(WIDTH, 250)
    left, middle, right, top, foot = 75.0, 225.0, 375.0, 205.0, 35.0
    for side, edge, fill in ((-1, left, WHITE), (1, right, PAPER)):
        page = Path(fillColor=fill, strokeColor=ACCENT, strokeWidth=1.5)
        page.moveTo(middle, top - 18)
        page.curveTo(middle + side * 40, top + 14, middle + side * 100, top + 18, edge, top + 12)
        page.lineTo(edge, foot + 12)
        page.curveTo(
            middle + side * 100, foot + 18, middle + side * 40, foot + 14, middle, foot - 18
        )
        page.closePath()
        drawing.add(page)
    # the corner that is folded down: cut off, then drawn as it lies on the page
    cut = Path(fillColor=WHITE, strokeColor=None)
    cut.moveTo(right - 46, top + 16)
    for x, y in ((right - 46, top + 20), (right + 4, top + 20), (right + 4, top - 26)):
        cut.lineTo(x, y)
    cut.lineTo(right, top - 26)
    cut.closePath()
    drawing.add(cut)
    fold = Path(fillColor=CHIP, strokeColor=ACCENT, strokeWidth=1.5)
    fold.moveTo(right - 46, top + 16)
    fold.curveTo(right - 44, top - 6, right - 38, top - 26, right - 30, top - 34)
    fold.curveTo(right - 20, top - 28, right - 8, top - 26, right, top - 26)
    fold.closePath()
    drawing.add(fold)
    for index in range(6):
        y = top - 28 - 22 * index
        if index == 2:
            drawing.add(_bar(left + 20, y - 4, 112, 15, MARK, MARK_EDGE))
        drawing.add(_bar(left + 24, y, 104 - (30 if index == 5 else 0), 6))
        if index > 1:
            drawing.add(_bar(middle + 24, y, 104 - (48 if index == 5 else 0), 6))
    return drawing


def window() -> Drawing:
    """Draw the window with its three parts, numbered."""
    drawing = Drawing(WIDTH, 232)
    x0, y0, width, height = 0.5, 0.5, WIDTH - 1, 231.0
    drawing.add(_card(x0, y0, width, height, PAPER))
    drawing.add(_rect(112, y0, 210, height, WHITE, edge=LINE))
    drawing.add(_rect(322, y0 + 1, WIDTH - 324, height - 2, DESK))
    # left: new thread, threads, documents with one bar of progress
    drawing.add(_bar(12, 205, 68, 16, ACCENT))
    for row, length in enumerate((64, 76, 52)):
        drawing.add(_bar(12, 176 - 18 * row, length, 6))
    drawing.add(_bar(12, 112, 40, 5, SOFT_INK))
    for row, length in enumerate((70, 58, 74)):
        drawing.add(_bar(12, 92 - 22 * row, length, 6))
    drawing.add(_bar(12, 38, 88, 3, LINE))
    drawing.add(_bar(12, 38, 52, 3, ACCENT))
    # middle: a question, its answer with citations, the field
    drawing.add(_bar(186, 190, 104, 20, DESK))
    drawing.add(_bar(196, 197, 84, 6))
    for row, length in enumerate((168, 176, 110)):
        drawing.add(_bar(126, 164 - 14 * row, length, 6))
    drawing.add(_chip(126, 114, 52))
    for row, length in enumerate((172, 140)):
        drawing.add(_bar(126, 92 - 14 * row, length, 6))
    drawing.add(_chip(126, 56, 52))
    drawing.add(_chip(184, 56, 46))
    drawing.add(_card(124, 12, 186, 26, WHITE))
    drawing.add(_bar(134, 22, 90, 6))
    drawing.add(_bar(276, 17, 28, 16, ACCENT))
    # right: the page with the passage
    drawing.add(_page(340, 20, 92, 182, marked=(4, 5)))
    for number, x in ((1, 97), (2, 306), (3, 439)):
        drawing.add(_number(number, x, 214))
    return drawing


def states() -> Drawing:
    """Draw three rows of the document list: being read, searchable, ready."""
    drawing = Drawing(WIDTH, 66)
    column = 142.0
    rows = ((58, 0.35, False), (96, 0, False), (40, 0, True))
    for index, (words, done, check) in enumerate(rows):
        x = index * (column + 12.5)
        drawing.add(_card(x + 0.5, 0.5, column, 62, WHITE))
        drawing.add(_bar(x + 12, 40, 84, 7, SOFT_INK))
        drawing.add(_bar(x + 12, 25, words, 5))
        if check:
            drawing.add(
                PolyLine(
                    [x + 118, 42, x + 122, 37, x + 130, 47],
                    strokeColor=ACCENT,
                    strokeWidth=1.5,
                    strokeLineCap=1,
                )
            )
        if done:
            drawing.add(_bar(x + 12, 9, 118, 3, LINE))
            drawing.add(_bar(x + 12, 9, 118 * done, 3, ACCENT))
    return drawing


def citation() -> Drawing:
    """Draw a quote with its citation, and the line that leads from there to the page."""
    drawing = Drawing(WIDTH, 150)
    drawing.add(_card(0.5, 20, 236, 112, WHITE))
    drawing.add(String(16, 102, "“", fontName="Times-Bold", fontSize=30, fillColor=ACCENT))
    for row, length in enumerate((186, 172, 96)):
        drawing.add(_bar(34, 108 - 16 * row, length, 7))
    drawing.add(_chip(34, 42, 64))
    way = Path(fillColor=None, strokeColor=ACCENT, strokeWidth=1.5, strokeDashArray=[3, 3])
    way.moveTo(100, 49)
    way.curveTo(200, 49, 220, 84, 318, 84)
    drawing.add(way)
    drawing.add(
        PolyLine([311, 89, 318, 84, 311, 79], strokeColor=ACCENT, strokeWidth=1.5, strokeLineCap=1)
    )
    drawing.add(_page(322, 4, 104, 142, marked=(3, 4)))
    return drawing


def limits() -> Drawing:
    """Draw the separate process: a file goes in, pages come out, the window stays apart."""
    drawing = Drawing(WIDTH, 104)
    drawing.add(_sheet(20, 38, scale=1.6))
    drawing.add(_arrow(60, 52, 132))
    box = _rect(138, 14, 150, 76, PAPER, edge=ACCENT, thickness=1.5, radius=8)
    box.strokeDashArray = [4, 3]
    drawing.add(box)
    drawing.add(Circle(180, 52, 17, fillColor=WHITE, strokeColor=ACCENT, strokeWidth=1.5))
    for x, y in ((180, 64), (190, 52)):
        drawing.add(Line(180, 52, x, y, strokeColor=ACCENT, strokeWidth=1.5, strokeLineCap=1))
    for row, share in enumerate((0.9, 0.55, 0.3)):
        drawing.add(_bar(212, 62 - 14 * row, 60, 7, LINE))
        drawing.add(_bar(212, 62 - 14 * row, 60 * share, 7, ACCENT))
    drawing.add(_arrow(294, 52, 352))
    drawing.add(_card(358, 14, 92, 76, WHITE))
    drawing.add(Line(380, 14.5, 380, 89.5, strokeColor=LINE))
    drawing.add(Line(420, 14.5, 420, 89.5, strokeColor=LINE))
    for row in range(3):
        drawing.add(_bar(386, 70 - 14 * row, 28 - 6 * row, 5))
    drawing.add(_rect(425, 36, 20, 34, PAPER, edge=LINE))
    drawing.add(_bar(428, 54, 14, 4, MARK, MARK_EDGE))
    return drawing


def _rect(
    x: float,
    y: float,
    width: float,
    height: float,
    fill: Color,
    *,
    edge: Color | None = None,
    thickness: float = 1.0,
    radius: float = 0.0,
) -> Rect:
    rect = Rect(x, y, width, height, rx=radius, ry=radius)
    # set one by one: the types of reportlab's stubs do not fit its keyword arguments here
    rect.fillColor = fill
    rect.strokeColor = edge
    rect.strokeWidth = thickness
    return rect


def _bar(
    x: float, y: float, width: float, height: float, fill: Color = BAR, edge: Color | None = None
) -> Rect:
    radius = min(3.0, height / 2)
    return _rect(x, y, width, height, fill, edge=edge, thickness=0.75, radius=radius)


def _card(x: float, y: float, width: float, height: float, fill: Color) -> Rect:
    return _rect(x, y, width, height, fill, edge=LINE, radius=8)


def _chip(x: float, y: float, width: float) -> Group:
    """A citation: the bar of its label, and what it stands on."""
    return Group(
        _rect(x, y, width, 14, CHIP, radius=4),
        _bar(x + 7, y + 4.5, width - 14, 5, ACCENT),
    )


def _page(x: float, y: float, width: float, height: float, marked: tuple[int, ...]) -> Group:
    """A page of text, some of its lines highlighted."""
    group = Group(_rect(x, y, width, height, WHITE, edge=LINE))
    group.add(_bar(x + 12, y + height - 20, width * 0.45, 7, SOFT_INK))
    lines = int((height - 44) // 14)
    for index in range(lines):
        line = y + height - 38 - 14 * index
        length = (width - 24) * (0.62 if index in {lines - 1, lines // 2 - 1} else 1.0)
        if index in marked:
            drawn = length if index != marked[-1] else length * 0.7
            group.add(_bar(x + 10, line - 3, drawn + 4, 11, MARK, MARK_EDGE))
        group.add(_bar(x + 12, line, length, 5))
    return group


def _sheet(x: float, y: float, scale: float = 1.0) -> Group:
    """The sign for a document: a sheet with a folded corner."""
    width, height, fold = 18 * scale, 24 * scale, 6 * scale
    points = [
        *(x, y, x + width, y, x + width, y + height - fold),
        *(x + width - fold, y + height, x, y + height, x, y),
    ]
    corner = [
        *(x + width - fold, y + height, x + width - fold, y + height - fold),
        *(x + width, y + height - fold),
    ]
    group = Group(PolyLine(points, strokeColor=ACCENT, strokeWidth=1.25))
    group.add(PolyLine(corner, strokeColor=ACCENT, strokeWidth=1.25))
    for row in range(2):
        group.add(_bar(x + 4 * scale, y + (6 + 5 * row) * scale, 10 * scale, 1.6 * scale))
    return group


def _arrow(x: float, y: float, end: float) -> Group:
    head = PolyLine(
        [end - 6, y + 5, end, y, end - 6, y - 5],
        strokeColor=ACCENT,
        strokeWidth=1.5,
        strokeLineCap=1,
    )
    return Group(Line(x, y, end, y, strokeColor=ACCENT, strokeWidth=1.5), head)


def _number(number: int, x: float, y: float) -> Group:
    disc = Circle(x, y, 8, fillColor=INK, strokeColor=WHITE, strokeWidth=1)
    text = String(
        x,
        y - 3,
        str(number),
        fontName="Helvetica-Bold",
        fontSize=8.5,
        fillColor=WHITE,
        textAnchor="middle",
    )
    return Group(disc, text)
