"""Makes PDFs in scripts beyond Latin: Chinese, Japanese and Korean, and from right to left."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

_MARGIN, _POINTS, _LEADING = 72, 12, 20
_PER_LINE = 30

CJK_FONTS = {"zh": "STSong-Light", "ja": "HeiseiMin-W3", "ko": "HYSMyeongJo-Medium"}

# Shaped and ordered by Qt, as office programs do it: glyphs from right to left, joined forms.
_SHAPE = """
import sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPageSize, QPdfWriter
from PySide6.QtGui import QTextDocument, QTextOption
app = QGuiApplication([])
system = getattr(QFontDatabase.WritingSystem, sys.argv[2])
families = QFontDatabase.families(system)
if not families:
    sys.exit(3)
writer = QPdfWriter(sys.argv[1])
writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
document = QTextDocument()
document.setDefaultFont(QFont("DejaVu Sans" if "DejaVu Sans" in families else families[0], 12))
option = QTextOption()
option.setTextDirection(Qt.LayoutDirection.RightToLeft)
document.setDefaultTextOption(option)
document.setPlainText(Path(sys.argv[3]).read_text(encoding="utf-8"))
document.print_(writer)
"""


def make_cjk(path: Path, language: str, pages: Sequence[str]) -> Path:
    """Write a PDF in Chinese, Japanese or Korean, with a line break wherever a line is full."""
    font = CJK_FONTS[language]
    pdfmetrics.registerFont(UnicodeCIDFont(font))
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for text in pages:
        canvas.setFont(font, _POINTS)
        y = A4[1] - _MARGIN
        for paragraph in text.split("\n"):
            for start in range(0, len(paragraph), _PER_LINE):
                canvas.drawString(_MARGIN, y, paragraph[start : start + _PER_LINE])
                y -= _LEADING
            y -= _LEADING
        canvas.showPage()
    canvas.save()
    return path


def make_right_to_left(path: Path, system: str, text: str) -> Path | None:
    """Write a PDF in ``Arabic`` or ``Hebrew``; return None if no font here has these letters."""
    source = path.with_suffix(".txt")
    source.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _SHAPE, str(path), system, str(source)], check=False, timeout=60
    )
    if done.returncode == 3:
        return None
    done.check_returncode()
    return path
