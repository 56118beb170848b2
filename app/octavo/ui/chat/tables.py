"""Fits the tables of a thread's document into a column that got another width.

Nothing of their text changes: what is selected, or chosen by the keys, stays so.
"""

from __future__ import annotations

from PySide6.QtGui import (
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextTable,
    QTextTableCell,
    QTextTableFormat,
)

from octavo.ui.chat import styles
from octavo.ui.chat.chips import table_chip
from octavo.ui.chat.table_fit import LOOKS, Look, TableFit
from octavo.ui.chat.targets import CitationTarget, Targets


def fit_tables(document: QTextDocument, targets: Targets, width: float) -> list[int]:
    """Fit all tables into a column of ``width`` pixels; those that fit as they are stay untouched.

    Args:
        document: The thread's.
        targets: What its keys stand for.
        width: Of the column.

    Returns:
        Where those begin that have to be written anew, stacked or not stacked any more.
    """
    others: list[int] = []
    for frame in document.rootFrame().childFrames():
        if not isinstance(frame, QTextTable):
            continue
        needs = targets.table(frame.format().intProperty(styles.TABLE))
        below = targets.table(frame.format().intProperty(styles.TABLE_STACKED))
        if needs is None:
            continue
        fit = needs.fit(width)
        if fit.is_stacked != (below is not None):
            others.append(frame.firstPosition())
        else:
            _fit(frame, fit if below is None else below.fit(width), targets)
    return others


def fitted(table: QTextTableFormat, columns: int, fit: TableFit) -> QTextTableFormat:
    """Return the format of a table with so many columns as it fits in."""
    made = QTextTableFormat(table)
    by_share = QTextLength.Type.PercentageLength
    lengths = [QTextLength(by_share, share) for share in fit.shares]
    made.setColumnWidthConstraints(lengths or [QTextLength()] * columns)
    made.setProperty(styles.TABLE_LOOK, LOOKS.index(fit.look))
    return made


def _fit(table: QTextTable, fit: TableFit, targets: Targets) -> None:
    before = table.format().toTableFormat()
    made = fitted(before, table.columns(), fit)
    if made == before:
        return
    table.setFormat(made)
    if made.property(styles.TABLE_LOOK) == before.property(styles.TABLE_LOOK):
        return
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            cell.setFormat(styles.cell(fit.look.padding))
            _resize(cell, fit.look, targets)


def _resize(cell: QTextTableCell, look: Look, targets: Targets) -> None:
    """Write letters and chips of a cell as large as a look wants them."""
    iterator = cell.firstCursorPosition().block().begin()
    found: list[tuple[int, int, QTextCharFormat]] = []
    while not iterator.atEnd():
        fragment = iterator.fragment()
        found.append((fragment.position(), fragment.length(), fragment.charFormat()))
        iterator += 1
    cursor = cell.firstCursorPosition()
    for start, length, made in found:
        if made.objectType() == styles.CHIP_OBJECT:
            target = targets.get(made.intProperty(styles.TARGET))
            if isinstance(target, CitationTarget):
                label = table_chip(target.citation, is_tight=look.is_tight)
                made.setProperty(styles.CHIP, label)
        elif made.boolProperty(styles.OF_TABLE):
            made.setProperty(QTextFormat.Property.FontPixelSize, look.size)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(made)
