"""Finds headings by the size of their type, where a document has no outline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from octavo.pdf.lines import Layout

_LARGER = 1.15
"""A heading's height ÷ that of most of the document's text, at least."""

_LONGEST = 120
_MOST_LINES = 3
"""Lines of one heading; more in large type are a quotation or a slide."""

_ENOUGH = 400
"""Characters that must have been seen before most of the text is known."""

_WORD = re.compile(r"[^\W\d_]{2}")
_GOES_ON = re.compile(r"[.,;]$")


class TypeSizes:
    """How much of a document is set in which size, as far as it was read."""

    def __init__(self) -> None:
        self._characters: Counter[int] = Counter()

    def learn(self, texts: Sequence[str], layout: Layout) -> None:
        """Count the characters of a page by the height of their line, in half points."""
        counted = self._characters
        for text, box in zip(texts, layout.boxes, strict=True):
            counted[round(2 * (box[2] - box[1]))] += len(text)

    def usual(self) -> float | None:
        """Return the height of most text in points, or None while too little is known."""
        if self._characters.total() < _ENOUGH:
            return None
        return self._characters.most_common(1)[0][0] / 2


def heading_lines(
    texts: Sequence[str], layout: Layout, usual: float | None, left_out: Collection[int]
) -> list[tuple[int, int]]:
    """Return the first and last line of each heading.

    Args:
        texts: The page's lines.
        layout: How they are on the page.
        usual: Height of the document's text, if it is known.
        left_out: Lines that are not read: headers and footers.
    """
    if not usual:
        return []
    # The first character may be a bullet or an initial: both ends must be large.
    heights = [min(box[2] - box[1], box[5] - box[4]) for box in layout.boxes]
    least = _LARGER * usual
    if not heights or max(heights) < least:
        return []
    found: list[tuple[int, int]] = []
    for index, height in enumerate(heights):
        if height < least or index in left_out or layout.rows[index]:
            continue
        if found and found[-1][1] == index - 1 and abs(heights[index - 1] - height) < 0.1 * height:
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return [span for span in found if _is_heading(texts[span[0] : span[1] + 1])]


def _is_heading(lines: Sequence[str]) -> bool:
    text = " ".join(lines)
    return (
        len(lines) <= _MOST_LINES
        and len(text) <= _LONGEST
        and _WORD.search(text) is not None
        and _GOES_ON.search(text) is None
    )
