"""Rows with a head: the first line stands out, and all of it is inside its row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from octavo.ui import theme
from octavo.ui.widgets.head_lines import show_heads
from support.outcomes import colours, seen
from support.qt import application
from support.shots import keep

BELOW = "The deposit amounts to 2,400 euros and is returned within six weeks of the end."


def darkest(rows: QListWidget, area: QRect) -> int:
    return min(
        one.lightness() for one in colours(seen(rows.viewport()), area & rows.viewport().rect())
    )


@pytest.mark.parametrize("way", ["usual", "mirrored"])
def test_what_follows_the_first_line_is_soft_and_wraps(
    qtbot: QtBot, request: pytest.FixtureRequest, way: str
) -> None:
    theme.apply(application(), theme.LIGHT)
    if way == "mirrored":
        request.getfixturevalue("mirrored")
    rows = QListWidget()
    qtbot.addWidget(rows)
    rows.setProperty("kind", "field")
    rows.setWordWrap(True)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    show_heads(rows)
    rows.addItems([f"Lease\n{BELOW}", "Rent"])
    rows.resize(260, 200)
    rows.show()
    QApplication.processEvents()
    keep(rows, f"heads-{way}")
    first = rows.visualItemRect(rows.item(0))
    line = rows.fontMetrics().lineSpacing()
    top = first.top() + 6
    head = QRect(first.left(), top, first.width(), line)
    rest = QRect(first.left(), top + line + 1, first.width(), first.bottom() - top - line - 8)
    assert first.height() >= 4 * line, "the text below goes on in the next line"
    assert darkest(rows, head) <= QColor(theme.LIGHT.ink).lightness() + 12
    assert darkest(rows, rest) >= QColor(theme.LIGHT.soft_ink).lightness() - 2
    last = QRect(rest.left(), rest.bottom() - line, rest.width(), line)
    assert darkest(rows, last) < 140, "its last line is seen"
