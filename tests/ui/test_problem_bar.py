"""The bar of problems keeps its buttons whole, beside the words or below them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from octavo.session.state import Problem
from octavo.ui.language import Language
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.problem_bar import ProblemBar
from support.languages import spoken
from support.overlaps import overlaps
from support.shots import keep

LONG = Problem(
    "Es lässt sich nichts speichern",
    "Es ist kein Platz mehr, um in /home/ich/.local/share/Octavo/octavo.db zu schreiben.",
    "Schaffen Sie Platz.",
)


@pytest.fixture
def german() -> Iterator[None]:
    with spoken(Language.GERMAN):
        yield


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("width", [300, 340, 379, 380, 559, 560, 900])
def test_no_button_is_cut_off_at_any_width(
    qtbot: QtBot, width: int, way: Qt.LayoutDirection
) -> None:
    bar = ProblemBar()
    bar.setLayoutDirection(way)
    qtbot.addWidget(bar)
    bar.show_problem(LONG, action="Noch einmal versuchen", details="sqlite3: disk full")
    bar.resize(width, bar.heightForWidth(width))
    QApplication.processEvents()
    keep(bar, f"problem-bar-{width}")
    for button in bar.findChildren(TextButton):
        assert button.width() >= button.sizeHint().width(), button.text()
    assert overlaps(bar) == []
