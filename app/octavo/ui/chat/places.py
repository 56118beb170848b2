"""Where clickable things stand in the document, and in which order."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument

from octavo.ui.chat import styles


@dataclasses.dataclass(slots=True)
class Place:
    """Characters with the same target key."""

    key: int
    start: int
    stop: int


def places(document: QTextDocument, first: int = 0, last: int | None = None) -> Iterator[Place]:
    """Yield the places of all targets from the top down.

    Args:
        document: The text.
        first: A position in the first block that is looked through.
        last: A position in the last one; all blocks to the end if it is not given.
    """
    current: Place | None = None
    block = document.findBlock(first)
    while block.isValid() and (last is None or block.position() <= last):
        for key, start, stop in _fragments(block):
            if current is not None and current.key == key:
                current.stop = stop
                continue
            if current is not None:
                yield current
            current = Place(key, start, stop)
        block = block.next()
    if current is not None:
        yield current


def _fragments(block: QTextBlock) -> Iterator[tuple[int, int, int]]:
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        key = fragment.charFormat().intProperty(styles.TARGET)
        if key:
            yield key, fragment.position(), fragment.position() + fragment.length()
        iterator += 1


def rectangles(document: QTextDocument, place: Place) -> list[QRectF]:
    """Return the rectangles of a place, one per line, in document coordinates."""
    block = document.findBlock(place.start)
    layout = block.layout()
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    start, stop = place.start - block.position(), place.stop - block.position()
    made = []
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        first = max(start, line.textStart())
        last = min(stop, line.textStart() + line.textLength())
        if first < last:
            left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
            made.append(
                QRectF(left, line.y(), right - left, line.height()).translated(
                    origin.x(), origin.y()
                )
            )
    return made


def _x(answer: object) -> float:
    # the binding returns the position together with the cursor that it was given
    return float(answer[0] if isinstance(answer, tuple) else answer)  # type: ignore[arg-type]
