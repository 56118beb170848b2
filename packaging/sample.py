"""Builds the sample documents in ``resources/samples``: a short illustrated guide per language.

``python packaging/sample.py [FOLDER]``; the same input gives the same bytes. The guides' words are
in ``sample_text.py`` and ``sample_text_de.py``, their drawings in ``sample_figures.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from reportlab.graphics.shapes import Drawing
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    ListFlowable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

import sample_figures as figures
from sample_parts import Figure, Guide, Heading, List, Part, Rows, Text
from sample_text import ENGLISH
from sample_text_de import GERMAN

GUIDES: Final = (ENGLISH, GERMAN)
SAMPLES: Final = Path(__file__).resolve().parent.parent / "resources" / "samples"

_WIDTH, _HEIGHT = A4
_MARGIN: Final = (_WIDTH - figures.WIDTH) / 2
_TOP: Final = 72.0

_BODY = ParagraphStyle(
    "body", fontName="Times-Roman", fontSize=11.5, leading=16.5, textColor=figures.INK, spaceAfter=8
)
_STYLES: Final = {
    "body": _BODY,
    "list": ParagraphStyle("list", parent=_BODY, spaceAfter=4),
    "h1": ParagraphStyle(
        "h1",
        parent=_BODY,
        fontName="Helvetica-Bold",
        fontSize=20,
        leading=25,
        textColor=figures.ACCENT,
        spaceAfter=12,
        keepWithNext=1,
    ),
    "h2": ParagraphStyle(
        "h2",
        parent=_BODY,
        fontName="Helvetica-Bold",
        fontSize=12.5,
        leading=16,
        spaceBefore=8,
        spaceAfter=5,
        keepWithNext=1,
    ),
    "caption": ParagraphStyle(
        "caption",
        parent=_BODY,
        fontName="Helvetica",
        fontSize=9,
        leading=12.5,
        textColor=figures.SOFT_INK,
        spaceBefore=5,
        spaceAfter=12,
    ),
    "cell": ParagraphStyle("cell", parent=_BODY, fontSize=10.5, leading=13.5, spaceAfter=0),
    "head": ParagraphStyle(
        "head", parent=_BODY, fontName="Helvetica-Bold", fontSize=9, leading=12, spaceAfter=0
    ),
    "title": ParagraphStyle(
        "title",
        parent=_BODY,
        fontName="Helvetica-Bold",
        fontSize=32,
        leading=38,
        alignment=TA_CENTER,
        spaceAfter=10,
    ),
    "subtitle": ParagraphStyle(
        "subtitle",
        parent=_BODY,
        fontName="Times-Italic",
        fontSize=15,
        leading=21,
        alignment=TA_CENTER,
        textColor=figures.SOFT_INK,
    ),
}


class GuideTemplate(BaseDocTemplate):
    """Pages with a cover, page labels of their own and an outline made from the headings."""

    def __init__(self, filename: str, guide: Guide) -> None:
        self.guide = guide
        super().__init__(
            filename,
            pagesize=A4,
            title=guide.title,
            author="The Octavo developers",
            subject=guide.subject,
            creator="packaging/sample.py",
            lang=guide.language,
            invariant=1,
        )
        frame = Frame(_MARGIN, _TOP, figures.WIDTH, _HEIGHT - 2 * _TOP, 0, 0, 0, 0)
        self.addPageTemplates(
            [
                PageTemplate("cover", [frame], onPage=_number_pages),
                PageTemplate("text", [frame], onPageEnd=_running_foot),
            ]
        )

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """Put each heading into the outline."""
        style = getattr(getattr(flowable, "style", None), "name", "")
        if not isinstance(flowable, Paragraph) or style not in {"h1", "h2"}:
            return
        heading = flowable.getPlainText()
        key = f"heading-{self.canv.getPageNumber()}-{heading}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(heading, key, level=int(style == "h2"), closed=False)


def build(guide: Guide, target: Path) -> None:
    """Write a guide.

    Args:
        guide: Its words.
        target: The file to write; an existing one is replaced.
    """
    story: list[Flowable] = [
        Spacer(0, 120),
        figures.cover(),
        Spacer(0, 44),
        Paragraph(guide.title, _STYLES["title"]),
        Paragraph(guide.subtitle, _STYLES["subtitle"]),
        NextPageTemplate("text"),
        PageBreak(),
    ]
    for part in guide.parts:
        story.extend(_flowables(part))
    GuideTemplate(str(target), guide).build(story)


def _flowables(part: Part) -> Iterator[Flowable]:
    match part:
        case Heading(text, level=1, new_page=True):
            yield PageBreak()
            yield Paragraph(text, _STYLES["h1"])
        case Heading(text, level):
            yield Paragraph(text, _STYLES["h1" if level == 1 else "h2"])
        case Text(text):
            yield Paragraph(text, _STYLES["body"])
        case List(items, numbered):
            yield _list(items, numbered=numbered)
        case Figure(name, caption):
            drawing: Drawing = getattr(figures, name)()
            yield KeepTogether([Spacer(0, 6), drawing, Paragraph(caption, _STYLES["caption"])])
        case Rows(caption, head, rows, widths):
            table = _table(head, rows, widths)
            yield KeepTogether([Spacer(0, 4), table, Paragraph(caption, _STYLES["caption"])])


def _list(items: Sequence[str], *, numbered: bool) -> ListFlowable:
    return ListFlowable(
        [Paragraph(item, _STYLES["list"]) for item in items],
        bulletType="1" if numbered else "bullet",
        start=None if numbered else "•",
        bulletFontName="Helvetica-Bold" if numbered else "Helvetica",
        bulletFontSize=10,
        bulletColor=figures.ACCENT,
        leftIndent=18,
        spaceAfter=6,
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Table:
    """Return a table over the whole column; ``widths`` are shares of it."""
    cells = [[Paragraph(text, _STYLES["head"]) for text in head]]
    cells += [[Paragraph(text, _STYLES["cell"]) for text in row] for row in rows]
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), figures.PAPER),
        ("LINEABOVE", (0, 0), (-1, 0), 1, figures.ACCENT),
        ("LINEBELOW", (0, 0), (-1, -1), 0.75, figures.LINE),
        ("LEFTPADDING", (0, 0), (-1, -1), 7),
        ("RIGHTPADDING", (0, 0), (-1, -1), 7),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ]
    total = sum(widths)
    return Table(cells, colWidths=[figures.WIDTH * width / total for width in widths], style=style)


def _number_pages(canvas: Canvas, template: GuideTemplate) -> None:
    """Label the first page as the cover and let the numbers begin after it."""
    canvas.addPageLabel(0, prefix=template.guide.cover)
    canvas.addPageLabel(1, style="ARABIC", start=1)


def _running_foot(canvas: Canvas, template: GuideTemplate) -> None:
    canvas.saveState()
    canvas.setStrokeColor(figures.LINE)
    canvas.line(_MARGIN, 54, _WIDTH - _MARGIN, 54)
    canvas.setFont("Helvetica", 9)
    canvas.setFillColor(figures.SOFT_INK)
    canvas.drawRightString(_WIDTH - _MARGIN, 40, str(canvas.getPageNumber() - 1))
    canvas.drawString(_MARGIN, 40, template.guide.title)
    canvas.restoreState()


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    for one in GUIDES:
        build(one, folder / one.file)
