"""Suggested questions in a narrow column: cut at their end, never at their beginning."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from octavo.ui.insight.suggestions import Suggestions

LONG = "May the tenant R&D department give three months' notice on any working day"


@pytest.fixture
def suggestions() -> Iterator[Suggestions]:
    made = Suggestions()
    made.show_questions(
        [f"{LONG} of the week?", f"{LONG} but a Saturday, or in the night?", "A&B?"]
    )
    for button in made.buttons:
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # or one would wear a ring
    made.show()
    yield made
    made.close()
    made.deleteLater()


def test_what_does_not_fit_is_cut_at_its_end_and_told_by_its_tooltip(
    suggestions: Suggestions,
) -> None:
    suggestions.resize(340, 200)
    QApplication.processEvents()
    first, second, short = suggestions.buttons
    assert first.width() == second.width() < first.sizeHint().width()
    assert first.grab().toImage() == second.grab().toImage(), "both begin alike"
    assert first.grab().toImage() != short.grab().toImage()
    assert "or in the night?" in second.toolTip()
    assert "R&amp;D" in second.toolTip()
    assert short.toolTip() == ""

    suggestions.resize(1400, 200)
    QApplication.processEvents()
    assert first.grab().toImage() != second.grab().toImage()
    assert first.toolTip() == second.toolTip() == ""
