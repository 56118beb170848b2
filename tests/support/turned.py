"""Makes PDFs whose text is drawn turned on the page, as landscape tables in upright reports are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pypdf import PdfWriter, Transformation
from pypdf.generic import RectangleObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from support.pdfs import GLYPHS, LEADING, write_pdf

SENTENCES = (
    "The first line of this text begins a sentence that",
    "goes on in the second line and ends there. Another",
    "sentence stands in the third and in the fourth line,",
    "which is the last one.",
)
ROWS = (
    ("Item", "2019", "2020"),
    ("Revenue", "1,200", "1,340"),
    ("Costs", "800", "912"),
    ("Profit", "400", "428"),
)


def make_turned(
    path: Path,
    degrees: int,
    *,
    each_word: bool = False,
    header: str = "",
    footer: str = "",
    marked: Sequence[str] = (),
    before: int = 0,
) -> Path:
    """Write a page of sentences and a table, drawn turned between an upright header and footer.

    Args:
        path: Where to write it.
        degrees: By which the text is turned against the clock: 0, 90, 180 or 270.
        each_word: Whether each word is drawn by itself.
        header: Above, upright; may name ``number``.
        footer: Below, upright; may name ``number``.
        marked: Lines that are black; if there are any, all others are of a light grey.
        before: Upright pages before and behind it.
    """
    width, height = A4
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    origins = {0: (0.0, 0.0), 90: (width, 0.0), 180: (width, height), 270: (0.0, height)}
    for number in range(1, 2 * before + 2):
        canvas.setFont("Helvetica", GLYPHS)
        canvas.setFillGray(0.8 if marked else 0.0)
        canvas.drawString(72, height - 40, header.format(number=number))
        canvas.saveState()
        is_turned = number == before + 1
        if is_turned:
            canvas.translate(*origins[degrees])
            canvas.rotate(degrees)
        top = (width if is_turned and degrees % 180 else height) - 150
        for row, line in enumerate(SENTENCES):
            canvas.setFillGray(0.0 if line in marked or not marked else 0.8)
            _draw(canvas, 100, top - row * GLYPHS * LEADING, line, each_word=each_word)
        canvas.setFillGray(0.8 if marked else 0.0)
        for row, cells in enumerate(ROWS, len(SENTENCES) + 2):
            for column, cell in enumerate(cells):
                canvas.drawString(100 + 100 * column, top - row * 18, cell)
        canvas.restoreState()
        canvas.drawString(72, 36, footer.format(number=number))
        canvas.showPage()
    canvas.save()
    return path


def _draw(canvas: Canvas, x: float, y: float, line: str, *, each_word: bool) -> None:
    for words in line.split() if each_word else [line]:
        canvas.drawString(x, y, words)
        x += canvas.stringWidth(f"{words} ", "Helvetica", GLYPHS)


def turn_content(source: Path, target: Path, degrees: int) -> Path:
    """Copy a PDF with what is drawn on its pages turned against the clock, and they with it."""
    writer = PdfWriter(clone_from=source)
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        x, y = {90: (height, 0.0), 180: (width, height), 270: (0.0, width)}[degrees]
        page.add_transformation(Transformation().rotate(degrees).translate(x, y))
        if degrees % 180:
            page.mediabox = page.cropbox = RectangleObject((0.0, 0.0, height, width))
    writer.write(target)
    return target


COLUMNS = (
    "\u543e\u8f29\u306f\u732b\u3067\u3042\u308b",
    "\u540d\u524d\u306f\u307e\u3060\u7121\u3044",
)
"""Seven signs each: I am a cat. As yet I have no name."""


def make_vertical(path: Path, marked: int | None = None) -> Path:
    """Write a page of two columns of Japanese, of which the right one comes first.

    Each sign is a box, and drawn by itself, as some programs do.

    Args:
        path: Where to write it.
        marked: The column that is black; if there is one, the other is of a light grey.
    """
    signs = "".join(dict.fromkeys("".join(COLUMNS)))
    codes = {sign: b"%02x" % (33 + index) for index, sign in enumerate(signs)}
    drawn = b""
    for number, column in enumerate(COLUMNS):
        grey = b"0.8 g " if marked not in {None, number} else b"0 g "
        for row, sign in enumerate(column):
            place = b"1 0 0 1 %d %d Tm " % (400 - 24 * number, 700 - 14 * row)
            drawn += b"BT /J 14 Tf " + grey + place + b"<" + codes[sign] + b"> Tj ET "
    last = 32 + len(signs)
    table = b"".join(b"<%s> <%04x> " % (codes[sign], ord(sign)) for sign in signs)
    unicode = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff>"
        b" endcodespacerange %d beginbfchar %s endbfchar endcmap end" % (len(signs), table)
    )
    box = b"1000 0 0 -120 1000 880 d1 80 -40 840 840 re f"
    names = b" ".join(b"/s" for _ in signs)
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 -120 1000 880] /FontMatrix"
        b" [0.001 0 0 0.001 0 0] /FirstChar 33 /LastChar %d /Widths [%s] /CharProcs << /s 7 0 R >>"
        b" /Encoding << /Type /Encoding /Differences [33 %s] >> /ToUnicode 8 0 R >>"
        % (last, b"1000 " * len(signs), names)
    )
    streams = [
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data) for data in (box, unicode)
    ]
    resources = b"/Font << /F1 3 0 R /J 6 0 R >>"
    return write_pdf(path, [drawn], objects=[font, *streams], resources=resources)


def make_columns_of_japanese(path: Path, columns: Sequence[str]) -> Path:
    """Write a page of columns in a font for writing downwards, each drawn at once."""
    font = UnicodeCIDFont("HeiseiMin-W3", isVertical=True)
    pdfmetrics.registerFont(font)
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont(font.fontName, 14)
    for number, column in enumerate(columns):
        canvas.drawString(500 - 24 * number, 750, column)
    canvas.save()
    return path
