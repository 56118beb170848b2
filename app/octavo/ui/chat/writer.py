"""Writes a message's blocks into a text document by cursor and formats; never any HTML.

The document always ends with an empty block, the tail. A block is written by opening an empty one
before the block that the cursor stands in, filling it and stepping back behind it, so that the
blocks around keep their formats.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextTable

from octavo.session.state import Citation
from octavo.ui import theme
from octavo.ui.chat import styles
from octavo.ui.chat.chips import table_chip
from octavo.ui.chat.markdown import Block, BlockKind, Run
from octavo.ui.chat.stacked_rows import Rows, stacked
from octavo.ui.chat.styles import Ground, Styles
from octavo.ui.chat.table_fit import TableNeeds
from octavo.ui.chat.table_needs import table_needs
from octavo.ui.chat.tables import fitted
from octavo.ui.chat.targets import CitationTarget, CopyTarget, LinkTarget, Target, Targets
from octavo.words import later

OBJECT: Final = "\ufffc"
"""Stands in the text for what is drawn in its place."""

_LINE_BREAK: Final = "\u2028"
_LANGUAGE: Final = 24
_MARKER: Final = 3
"""Characters of a number that stands left of its item; a longer one takes room within it."""
COPY_CODE: Final = later("Copy code")


class Writer:
    """Writes before the block in which ``cursor`` stands.

    Args:
        cursor: At the start of a block; it is moved along.
        formats: How things look.
        targets: Where clickable things are kept.
        citations: Of the message that is written.
        needs: Of a table that goes on from before, or is written anew.
        width: Of the column of text, in pixels.
    """

    def __init__(
        self,
        cursor: QTextCursor,
        formats: Styles,
        targets: Targets,
        citations: Sequence[Citation] = (),
        needs: TableNeeds | None = None,
        *,
        width: float = theme.COLUMN_PX,
    ) -> None:
        self._cursor = cursor
        self._styles = formats
        self._targets = targets
        self._citations = citations
        self.keys: list[int] = []
        self.needs = needs
        self._width = width

    @property
    def position(self) -> int:
        """Where the next block will be written."""
        return self._cursor.position()

    def blocks(self, blocks: Sequence[Block], *, gap: float = 10) -> None:
        """Write blocks one after the other, ``gap`` pixels between paragraphs."""
        for block in blocks:
            self._block(block, gap)

    def paragraph(
        self, block_format: QTextBlockFormat, *pieces: tuple[str, QTextCharFormat]
    ) -> None:
        """Write one block of ready-made pieces."""
        self._open(block_format)
        for text, look in pieces:
            self._cursor.insertText(text.replace("\n", _LINE_BREAK), look)
        self._close()

    def runs(
        self,
        block_format: QTextBlockFormat,
        runs: Sequence[Run],
        base: QTextCharFormat | None = None,
    ) -> None:
        """Write one block of runs."""
        self._open(block_format)
        self._runs(runs, base)
        self._close()

    def action(
        self, block_format: QTextBlockFormat, text: str, target: Target, look: QTextCharFormat
    ) -> None:
        """Write one block with something to click."""
        self._open(block_format)
        self._cursor.insertText(text, self._aimed(look, target))
        self._close()

    def actions(
        self,
        block_format: QTextBlockFormat,
        actions: Sequence[tuple[str, Target, QTextCharFormat]],
        gap: tuple[str, QTextCharFormat],
    ) -> None:
        """Write one block with several things to click, ``gap`` between them."""
        self._open(block_format)
        for number, (text, target, look) in enumerate(actions):
            if number:
                self._cursor.insertText(*gap)
            self._cursor.insertText(text, self._aimed(look, target))
        self._close()

    def _block(self, block: Block, gap: float) -> None:
        left = styles.list_margin(block.depth, block.quoted)
        base: QTextCharFormat | None = None
        match block.kind:
            case BlockKind.HEADING:
                made = styles.heading_block(block.level)
                made.setLeftMargin(left)
                base = self._styles.heading(block.level)
            case BlockKind.CODE:
                if not block.continues:
                    self._code_head(block, left)
                made = styles.code_block(left, goes_on=block.goes_on)
            case BlockKind.RULE:
                made = styles.grounded(styles.paragraph(left=left), Ground.RULE)
            case BlockKind.TABLE:
                self._table(block)
                return
            case BlockKind.FORMULA:
                made = styles.paragraph(left=left + styles.INDENT, below=gap)
            case _:
                made = styles.paragraph(left=left, below=styles.TIGHT if block.tight else gap)
        if block.quoted and block.kind is not BlockKind.CODE:
            styles.quoted(made, block.lists_around)
        if block.marker:
            styles.hang(made)
        self._open(made)
        if block.marker:
            behind = "\t" if len(block.marker) <= _MARKER else "\N{EN SPACE}"
            self._cursor.insertText(f"{block.marker}{behind}", self._styles.body)
        self._runs(block.runs, base, inline=block.kind is not BlockKind.CODE)
        self._close()

    def _code_head(self, block: Block, left: float) -> None:
        """Write what code is written in, and the button that copies it."""
        self._open(styles.code_head(left))
        if block.language:
            self._cursor.insertText(f"{block.language[:_LANGUAGE]}   ", self._styles.small)
        self._cursor.insertText(str(COPY_CODE), self._aimed(self._styles.action, CopyTarget()))
        self._close()

    def _table(self, block: Block) -> None:
        rows: Rows = block.rows
        is_part = block.continues or block.goes_on
        needs = self.needs if is_part else None
        if needs is None:
            needs = table_needs(block.rows, self._citations, self._styles.widths, is_part=is_part)
        self.needs = needs if block.goes_on else None
        fit = needs.fit(self._width)
        look = self._styles.table(block)
        look.setProperty(styles.TABLE, self._kept(needs))
        if is_stacked := fit.is_stacked:
            rows = stacked(needs.head, block.rows if block.continues else block.rows[1:])
            below = needs.below or table_needs(
                rows, self._citations, self._styles.widths, is_part=is_part, is_stacked=True
            )
            if block.goes_on:
                self.needs = dataclasses.replace(needs, below=below)
            look.setProperty(styles.TABLE_STACKED, self._kept(below))
            look.setHeaderRowCount(0)
            fit = below.fit(self._width)
        columns = max(map(len, rows))
        made = fitted(look, columns, fit)
        self._open(styles.spacer())
        table: QTextTable = self._cursor.insertTable(len(rows), columns, made)
        plain = self._styles.cell(fit.look.size)
        first = self._styles.cell(fit.look.size, is_name=True) if is_stacked else plain
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                base = plain if column else first
                place = table.cellAt(number, column)
                place.setFormat(styles.cell(fit.look.padding))
                self._cursor = place.firstCursorPosition()
                line = styles.paragraph(line=styles.TABLE_LINE, below=0)
                line.setAlignment(styles.alignment(cell.align))
                self._cursor.setBlockFormat(line)
                self._runs(cell.runs, base, is_tight=fit.look.is_tight)
        self._cursor = table.lastCursorPosition()
        self._cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        self._cursor.setBlockFormat(styles.spacer())
        self._close()

    def _runs(
        self,
        runs: Sequence[Run],
        base: QTextCharFormat | None,
        *,
        inline: bool = True,
        is_tight: bool = False,
    ) -> None:
        key, href = 0, ""
        for index, run in enumerate(runs):
            if run.citation is not None:
                self._chip(self._citations[run.citation], is_tight=is_tight)
                continue
            if run.doubt:
                self._cursor.insertText(run.text, self._styles.doubt)
                continue
            look = self._styles.run(run, base=base, inline=inline)
            if run.href:
                if run.href != href:
                    label = _label(runs[index:])
                    key = self._kept(LinkTarget(run.href, label))
                look.setProperty(styles.TARGET, key)
            href = run.href
            self._cursor.insertText(run.text.replace("\n", _LINE_BREAK), look)

    def _chip(self, citation: Citation, *, is_tight: bool = False) -> None:
        look = QTextCharFormat(self._styles.body)
        look.setObjectType(styles.CHIP_OBJECT)
        look.setProperty(styles.CHIP, table_chip(citation, is_tight=is_tight))
        look.setProperty(styles.CHIP_VERIFIED, citation.verified)
        self._cursor.insertText(OBJECT, self._aimed(look, CitationTarget(citation)))

    def _aimed(self, look: QTextCharFormat, target: Target) -> QTextCharFormat:
        made = QTextCharFormat(look)
        made.setProperty(styles.TARGET, self._kept(target))
        return made

    def _kept(self, thing: Target | TableNeeds) -> int:
        key = self._targets.add(thing)
        self.keys.append(key)
        return key

    def _open(self, block_format: QTextBlockFormat) -> None:
        cursor = self._cursor
        cursor.insertBlock(cursor.blockFormat(), cursor.blockCharFormat())
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
        cursor.setBlockFormat(block_format)
        cursor.setBlockCharFormat(self._styles.body)

    def _close(self) -> None:
        self._cursor.movePosition(QTextCursor.MoveOperation.NextBlock)


def _label(runs: Sequence[Run]) -> str:
    """Return the text of the link that the first run begins."""
    label = ""
    for run in runs:
        if run.href != runs[0].href:
            break
        label += run.text
    return label
