"""A question that has no room in one line is shown whole in several, in its own direction."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from octavo.ui.insight.flow import FlowLayout
from octavo.ui.insight.suggestions import Suggestions
from octavo.ui.widgets.wrapped_button import WrappedButton
from support.shots import keep

LONG = "Können Dokumente & Akten von einer Sammlung in eine andere kopiert oder verschoben werden?"


def lines_fit(button: WrappedButton) -> bool:
    shown = button.text().replace("&&", "&")
    size = QFontMetrics(button.font()).size(0, shown)
    return size.width() <= button.width() and size.height() <= button.height()


@pytest.mark.parametrize("kind", ["link", "choice"])
@pytest.mark.parametrize("width", [200, 340, 700, 1200])
def test_it_is_shown_whole_at_any_width(qtbot: QtBot, kind: str, width: int) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    button = WrappedButton(LONG, kind=kind)
    flow.addWidget(button)
    holder.resize(width, flow.heightForWidth(width))
    holder.show()
    QApplication.processEvents()
    keep(holder, f"wrapped-{kind}-{width}")
    assert button.text().replace("\n", " ") == LONG.replace("&", "&&")
    assert button.whole == button.accessibleName() == LONG
    assert button.width() <= width
    assert lines_fit(button)
    assert holder.height() >= button.geometry().bottom()


@pytest.mark.usefixtures("mirrored")
def test_its_question_mark_stands_at_its_end_in_a_window_that_is_mirrored(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    german, hebrew = WrappedButton("Wann?", kind="choice"), WrappedButton("מתי?", kind="choice")
    for button in (german, hebrew):
        flow.addWidget(button)
    holder.resize(400, 60)
    holder.show()
    QApplication.processEvents()
    assert german.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert hebrew.layoutDirection() is Qt.LayoutDirection.RightToLeft
    keep(holder, "wrapped-mirrored")
    assert german.text() == "\u2066Wann?\u2069"
    assert hebrew.text() == hebrew.whole
    assert german.geometry().right() == holder.rect().right()
    assert hebrew.geometry().right() < german.geometry().left()


def test_what_is_chosen_is_the_whole_question(qtbot: QtBot) -> None:
    suggestions = Suggestions()
    qtbot.addWidget(suggestions)
    suggestions.resize(320, 300)
    suggestions.show_questions([LONG])
    QApplication.processEvents()
    chosen: list[str] = []
    suggestions.question_chosen.connect(chosen.append)
    QTest.mouseClick(suggestions.buttons[0], Qt.MouseButton.LeftButton)
    assert chosen == [LONG]
