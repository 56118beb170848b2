"""Suggested questions in a narrow column: they go on in the next line, and are seen whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from octavo.ui import theme
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


def test_what_does_not_fit_goes_on_in_the_next_line(suggestions: Suggestions) -> None:
    suggestions.resize(340, 400)
    QApplication.processEvents()
    first, second, short = suggestions.buttons
    assert first.width() <= 340
    assert first.height() > short.height()
    lines = first.fontMetrics().size(0, first.text()).height()
    assert first.height() - lines >= 2 * theme.SPACE_XS  # lines do not touch the edge
    # Both begin alike: what is different stands at their ends.
    assert first.grab().toImage() != second.grab().toImage()

    suggestions.resize(1400, 400)
    QApplication.processEvents()
    assert first.height() == short.height()
    assert first.grab().toImage() != second.grab().toImage()


def test_where_no_question_can_be_offered_something_is_said_all_the_same(
    suggestions: Suggestions,
) -> None:
    suggestions.show_promise()
    assert suggestions.isVisible()
    assert suggestions.buttons == []
    assert suggestions._label.text() == "Every answer shows where it stands."
    suggestions.show_questions(())
    assert not suggestions.isVisible()
    suggestions.show_questions([LONG])
    assert suggestions._label.text() == "Your documents can answer, for example:"
    assert suggestions.buttons[0].isVisible()
