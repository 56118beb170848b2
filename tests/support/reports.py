"""Long PDFs that are set like reports, for benchmarks: the same each time.

As in files that word processors and TeX write, the font is embedded and lines are justified word
by word; that is what costs a reader its time.
"""

from __future__ import annotations

import random
from pathlib import Path

import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

_VOCABULARY = """
the of and to in a is that for it as was with be by on not he his but at are this have from or had
an they which one you were her all she there would their we him been has when who will more no if
out so said what up its about into than them can only other new some could time these two may then
do first any my now such like our over man me even most made after company revenue interest
agreement tenant report market energy pressure system value method analysis figure contract payment
notice material process water surface station network cost
"""
_MARGIN = 72.0
_LEADING = 14.5
_FONT = "Vera"
_POINTS = 10.0


def make_report(path: Path, pages: int, *, words: int = 420) -> Path:
    """Write a report of so many A4 pages with about so many words each."""
    fonts = Path(reportlab.__file__).parent / "fonts"
    for name, file in ((_FONT, "Vera.ttf"), ("VeraBd", "VeraBd.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(fonts / file)))
    chance = random.Random(pages)
    canvas = Canvas(str(path), pagesize=A4, invariant=1, pageCompression=1)
    for number in range(1, pages + 1):
        canvas.setFont("VeraBd", 15)
        canvas.drawString(_MARGIN, A4[1] - _MARGIN, f"Section {number}")
        canvas.setFont(_FONT, _POINTS)
        _justify(canvas, _sentences(chance, number, words), A4[1] - _MARGIN - 2 * _LEADING)
        canvas.showPage()
    canvas.save()
    return path


def _sentences(chance: random.Random, number: int, words: int) -> list[str]:
    """Return the words of a page's sentences, each of which names the page."""
    vocabulary = _VOCABULARY.split()
    found: list[str] = []
    while len(found) < words:
        sentence = chance.choices(vocabulary, k=chance.randint(9, 24))
        sentence[0] = sentence[0].capitalize()
        found += [*sentence, f"{number}.{chance.randint(1, 999)}."]
    return found


def _justify(canvas: Canvas, words: list[str], y: float) -> None:
    room = A4[0] - 2 * _MARGIN
    line: list[tuple[str, float]] = []
    for word in [*words, ""]:
        width = pdfmetrics.stringWidth(word, _FONT, _POINTS)
        filled = sum(part[1] for part in line) + 3 * len(line) + width
        if line and (filled > room or not word):
            space = (room - sum(part[1] for part in line)) / max(1, len(line) - 1)
            x = _MARGIN
            for part, wide in line:
                canvas.drawString(x, y, part)
                x += wide + (space if word else 3)
            line, y = [], y - _LEADING
        line.append((word, width))
