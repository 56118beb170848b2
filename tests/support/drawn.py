"""Lays out a page from a picture of it in characters, as if it had been read from a file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.pdf.cells import with_cells
from octavo.pdf.clean import Scan, clean_text
from octavo.pdf.hyphens import PageWords, Vocabulary
from octavo.pdf.line_rows import rows_of
from octavo.pdf.lines import LineBox

WIDTH = 4.0
HEIGHT = 12.0
"""Of a character: a space is a third of the height, three part cells."""


def drawn(picture: str) -> list[str]:
    """Return the clean lines of a page on which each character is where the picture has it."""
    lines: list[str] = []
    boxes: list[LineBox] = []
    columns: list[int] = []
    """Of each character of the raw text; between words it has one space, however wide."""
    for number, line in enumerate(picture.split("\n")):
        words = list(re.finditer(r"\S+", line))
        if not words:
            continue
        for word in words:
            columns += [*range(*word.span()), word.end()]
        columns.append(-1)  # a line's end has two
        lines.append(" ".join(line.split()))
        left, right = WIDTH * words[0].start(), WIDTH * words[-1].end()
        low = HEIGHT * 1.2 * -number
        boxes.append((left, low, low + HEIGHT, right, low, low + HEIGHT))
    scan = Scan("\r\n".join(lines))

    def edges(gaps: Sequence[tuple[int, int]]) -> list[tuple[float, float, float, float]]:
        lows = [boxes[scan.raw.count("\r\n", 0, start)][1] for start, _ in gaps]
        return [
            (WIDTH * (columns[start - 1] + 1), WIDTH * columns[end], low, low + HEIGHT)
            for (start, end), low in zip(gaps, lows, strict=True)
        ]

    rows = rows_of(scan.raw, scan.lines, scan.texts(), boxes)
    layout = with_cells(scan, boxes, rows, edges)
    return clean_text(scan, Vocabulary([PageWords(scan.raw)]), layout)[0].split("\n")
