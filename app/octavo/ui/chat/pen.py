"""Writes into a thread's document and erases from it, without a trace between two messages."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtGui import QTextCursor, QTextDocument

from octavo.session.state import Citation
from octavo.ui import theme
from octavo.ui.chat.styles import Styles
from octavo.ui.chat.table_fit import TableNeeds
from octavo.ui.chat.targets import Targets
from octavo.ui.chat.writer import Writer


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """What was written in one go.

    Args:
        length: In the document's own (UTF-16) positions.
        keys: Of all in it that can be clicked.
        needs: Of the table with which it ends or begins, if that is one of several parts.
    """

    length: int = 0
    keys: Sequence[int] = ()
    needs: TableNeeds | None = None


class Pen:
    """Changes a document, whose column of text is ``width`` pixels wide, 0 if that is not known.

    Args:
        document: The text.
        formats: How things look.
        targets: Where clickable things are kept.
    """

    def __init__(self, document: QTextDocument, formats: Styles, targets: Targets) -> None:
        self._document = document
        self._targets = targets
        self.styles = formats
        self.width = 0.0

    def write(
        self,
        position: int,
        write: Callable[[Writer], None],
        citations: Sequence[Citation] = (),
        needs: TableNeeds | None = None,
    ) -> Written:
        """Write at a position.

        Args:
            position: Where a block begins; what is written comes before it.
            write: Does it.
            citations: Of the message.
            needs: Of a table that goes on from before, or is written anew.
        """
        writer = Writer(
            self.cursor(position),
            self.styles,
            self._targets,
            citations,
            needs,
            width=self.width or theme.COLUMN_PX,
        )
        write(writer)
        return Written(writer.position - position, writer.keys, writer.needs or needs)

    def write_anew(
        self,
        position: int,
        before: Written,
        write: Callable[[Writer], None],
        citations: Sequence[Citation] = (),
    ) -> Written:
        """Write in place of what was written before; what stands behind it moves."""
        with self.editing():
            self.erase(position, position + before.length)
            self._targets.drop(before.keys)
            return self.write(position, write, citations, before.needs)

    def erase(self, start: int, stop: int) -> None:
        """Remove whole blocks; the block behind them keeps its format."""
        if stop <= start:
            return
        cursor = self.cursor(stop)
        block, characters = cursor.blockFormat(), cursor.blockCharFormat()
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(block)
        cursor.setBlockCharFormat(characters)

    def cursor(self, position: int) -> QTextCursor:
        """Return a cursor at a position."""
        cursor = QTextCursor(self._document)
        cursor.setPosition(position)
        return cursor

    @contextlib.contextmanager
    def editing(self) -> Iterator[None]:
        """Let Qt lay out once for all changes within."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        try:
            yield
        finally:
            cursor.endEditBlock()
