"""Finds headings by the size of their type, where a document has no outline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from octavo.pdf.lines import Layout, LineBox

_LARGER = 1.15
"""A heading's height ÷ that of most of the document's text, at least."""

_LONGEST = 120
_MOST_LINES = 3
"""Lines of one heading; more in large type are a quotation or a slide."""

_NEXT_LINE = 1.6
"""How far down the next line of the same text is at most, as a share of its height."""

_ENOUGH = 400
"""Characters that must have been seen before most of the text is known."""

_WORD = re.compile(r"[^\W\d_]{2}")
_GOES_ON = re.compile(r"[.,;]$")


Sizes = Counter[int]
"""How many characters are set in which height, in half points."""


def sizes_of(texts: Sequence[str], layout: Layout) -> Sizes:
    """Count the characters of a page by the height of their line."""
    counted: Sizes = Counter()
    for text, box in zip(texts, layout.boxes, strict=True):
        counted[round(2 * (box[2] - box[1]))] += len(text)
    return counted


def usual_height(pages: Iterable[Sizes]) -> float | None:
    """Return the height of most text of some pages in points, or None if they have too little."""
    counted: dict[int, int] = {}
    for sizes in pages:  # twenty for each page: `Counter.update` takes three times as long
        for height, count in sizes.items():
            counted[height] = counted.get(height, 0) + count
    if sum(counted.values()) < _ENOUGH:
        return None
    return max(counted, key=lambda height: (counted[height], -height)) / 2


def heading_lines(
    texts: Sequence[str], layout: Layout, usual: float | None, left_out: Collection[int]
) -> list[tuple[int, int]]:
    """Return the first and last line of each heading.

    Args:
        texts: The page's lines.
        layout: How they are on the page.
        usual: Height of the text around, if it is known.
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
        elif not (index and _goes_on(layout.boxes[index - 1], layout.boxes[index], height)):
            found.append((index, index))
    return [span for span in found if _is_heading(texts[span[0] : span[1] + 1])]


def _goes_on(before: LineBox, box: LineBox, height: float) -> bool:
    """Tell whether a line goes on with an item of a list in large type, as on a slide.

    The item's own line is no heading: it begins with a sign of another size.
    """
    last = before[5] - before[4]
    down = before[4] - box[1]
    return abs(last - height) < 0.1 * height and 0 < down < _NEXT_LINE * height


def _is_heading(lines: Sequence[str]) -> bool:
    text = " ".join(lines)
    return (
        len(lines) <= _MOST_LINES
        and len(text) <= _LONGEST
        and _WORD.search(text) is not None
        and _GOES_ON.search(text) is None
    )
