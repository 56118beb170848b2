"""The list of models: searched by typing, with what is to be known of the chosen one."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from octavo.session.model_hosts import ModelChoice
from octavo.ui.providers.ending import is_soon_gone
from octavo.ui.providers.picker import ModelPicker, note_of
from support.qt import until

TODAY = dt.date(2026, 11, 28)
CHOICES = (
    ModelChoice("ollama/llama3.2:3b", 8192, is_told=True),
    ModelChoice("openai/large", 128_000, is_told=True, shutdown_date="2026-12-31"),
    ModelChoice("openai/small", 4096),
)


@pytest.fixture
def picker() -> ModelPicker:
    made = ModelPicker()
    made.show_choices("Quotes", CHOICES, "openai/small")
    made.show()
    return made


async def test_models_are_searched_by_any_part_of_their_names(picker: ModelPicker) -> None:
    line = picker.list.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "ARGE")
    completer = picker.list.completer()
    popup = completer.popup()
    await until(popup.isVisible, "what fits is shown")
    assert [
        completer.completionModel().index(row, 0).data()
        for row in range(completer.completionModel().rowCount())
    ] == ["openai/large"]
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    await until(lambda: picker.model == "openai/large", "it is chosen")
    assert "switch it off" in picker.note.text()
    assert picker.note.property("role") == "bad"
    picker.deleteLater()


def test_what_names_no_model_is_not_taken(picker: ModelPicker) -> None:
    line = picker.list.lineEdit()
    assert line is not None
    line.setText("nonsense")
    line.editingFinished.emit()
    assert picker.model == "openai/small"
    assert line.text() == "openai/small"
    line.setText("OLLAMA/llama3.2:3B")
    line.editingFinished.emit()
    assert picker.model == "ollama/llama3.2:3b"
    assert picker.note.text() == "Takes 8,192 tokens at once."
    picker.list.setCurrentIndex(0)
    assert picker.model == ""
    assert not picker.note.isVisible()
    picker.deleteLater()


def test_a_model_that_is_gone_stays_chosen() -> None:
    picker = ModelPicker()
    picker.show_choices("Quotes", CHOICES, "dead/one")
    assert picker.model == "dead/one"
    assert picker.list.currentText() == "dead/one (not there now)"
    picker.deleteLater()


@pytest.mark.parametrize(
    ("date", "words", "soon"),
    [
        ("", "Takes 8,192 tokens at once.", False),
        ("2027-11-01", "Its host will switch it off on 1 November 2027.", False),
        ("2027-01-31T00:00:00Z", "Its host will switch it off on 31 January 2027.", True),
        ("2026-01-31", "Its host was to switch it off on 31 January 2026.", True),
        ("some day", "Its host will switch it off: some day.", True),
    ],
)
def test_the_end_of_a_model_is_warned_of(date: str, words: str, soon: bool) -> None:
    choice = ModelChoice("a/b", 8192, is_told=True, shutdown_date=date)
    assert note_of(choice, TODAY).startswith(words)
    assert is_soon_gone(choice, TODAY) is soon


def test_a_context_that_nobody_tells_is_said_to_be_assumed() -> None:
    assert "4,096 tokens are assumed" in note_of(ModelChoice("a/b", 4096), TODAY)
