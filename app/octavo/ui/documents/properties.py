"""What a document says of itself, in rows for people: metadata, size, language, outline."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from octavo.days import in_words, month_in_words
from octavo.protocol.reports import FileReport, OutlineHeading
from octavo.session.names import told
from octavo.session.state import DocumentItem
from octavo.ui import theme
from octavo.ui.dialogs import plain_label
from octavo.ui.documents.words import language_name, size_words
from octavo.words import later, say

_LABELS: Final = {
    "Title": later("Title"),
    "Author": later("Author"),
    "Subject": later("Subject"),
    "Keywords": later("Keywords"),
    "CreationDate": later("Made"),
    "ModDate": later("Changed"),
    "Creator": later("Written with"),
    "Producer": later("PDF made by"),
}
"""Pieces of metadata that are shown, by their names in the file."""

_DATE: Final = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_LONGEST: Final = 300
"""Characters of a value that are shown."""

_MOST_HEADINGS: Final = 200


def property_rows(item: DocumentItem, report: FileReport) -> list[tuple[str, str]]:
    """Return labels and values, as far as they are known."""
    rows = [
        (str(label), _value(report.metadata[key]))
        for key, label in _LABELS.items()
        if told(report.metadata.get(key) or "")
    ]
    if item.language:
        rows.append((say("Language"), language_name(item.language)))
    if item.passages:
        rows.append((say("Passages"), say("{n:,}", n=item.passages)))
    return rows + file_rows(item)


def file_rows(item: DocumentItem) -> list[tuple[str, str]]:
    """Return what is known of the file itself."""
    known = ((say("Size"), size_words(item.bytes)), (say("Added from"), item.source or ""))
    return [(label, value) for label, value in known if value]


def outline_text(outline: list[OutlineHeading]) -> str:
    """Return an outline as lines, indented by depth, each with its page."""
    lines = [
        "\u2003" * one.depth
        + one.title
        + ("" if one.page is None else " · " + say("{n:,}", n=one.page))
        for one in outline[:_MOST_HEADINGS]
    ]
    if len(outline) > _MOST_HEADINGS:
        lines.append("…")
    return "\n".join(lines)


def add_properties(column: QVBoxLayout, item: DocumentItem, report: FileReport) -> None:
    """Add what a document says of itself to a column of a dialog."""
    rows = property_rows(item, report)
    if rows:
        column.addSpacing(theme.SPACE_M)
        column.addWidget(plain_label(say("The file"), role="caption"))
        column.addWidget(file_table(rows))
    if report.outline:
        column.addSpacing(theme.SPACE_M)
        column.addWidget(plain_label(say("Outline"), role="caption"))
        column.addWidget(plain_label(outline_text(report.outline)))


def file_table(rows: Sequence[tuple[str, str]]) -> QWidget:
    """Return labels and values beside each other."""
    table = QWidget()
    form = QFormLayout(table)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(theme.SPACE_L)
    form.setVerticalSpacing(theme.SPACE_XS)
    for label, value in rows:
        name = QLabel(label)
        name.setTextFormat(name.textFormat().PlainText)
        name.setProperty("role", "soft")
        name.setAlignment(Qt.AlignmentFlag.AlignTop)  # a value may have several lines
        said = plain_label(value)
        said.setAlignment(Qt.AlignmentFlag.AlignTop)
        said.setMinimumWidth(0)
        form.addRow(name, said)
    return table


def _day(year: str, month: str | None, day: str | None) -> str:
    """Return a date of the metadata in words, as far as it goes and makes sense."""
    try:
        if month is not None and day is not None:
            return str(in_words(dt.date(int(year), int(month), int(day))))
        if month is not None and 1 <= int(month) <= 12:
            return str(month_in_words(int(year), int(month)))
    except ValueError:
        pass
    return "-".join(part for part in (year, month, day) if part)


def _value(text: str) -> str:
    date = _DATE.match(text)
    if date is not None:
        return _day(*date.groups())
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
