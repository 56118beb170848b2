"""The composer: what is sent, what is taken, how it grows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from octavo.ui.chat import composer as module
from octavo.ui.chat.composer import BUSY, MAX_LENGTH, Composer, too_long


@pytest.fixture
def composer() -> Iterator[Composer]:
    made = Composer()
    made.resize(500, 200)
    made.show()
    made.edit.setFocus()
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def sent(composer: Composer) -> list[str]:
    heard: list[str] = []
    composer.submitted.connect(heard.append)
    return heard


def enter(composer: Composer, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(composer.edit, Qt.Key.Key_Return, modifier or Qt.KeyboardModifier.NoModifier)


def paste(composer: Composer, mime: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(mime)
    composer.edit.paste()


def test_enter_sends_and_empties_the_field(composer: Composer, sent: list[str]) -> None:
    QTest.keyClicks(composer.edit, "  When may it end? ")
    enter(composer)
    assert sent == ["When may it end?"]
    assert composer.text == ""


def test_shift_enter_begins_a_line(composer: Composer, sent: list[str]) -> None:
    QTest.keyClicks(composer.edit, "a")
    enter(composer, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(composer.edit, "b")
    assert composer.text == "a\nb"
    assert sent == []
    composer.button.click()
    assert sent == ["a\nb"]


def test_nothing_but_spaces_is_not_sent(composer: Composer, sent: list[str]) -> None:
    QTest.keyClicks(composer.edit, "  ")
    enter(composer)
    composer.button.click()
    assert sent == []
    assert "Write a question first" in composer.button.toolTip()


def test_while_answering_the_button_stops_and_one_question_can_wait(
    composer: Composer, sent: list[str]
) -> None:
    stopped: list[bool] = []
    waiting: list[str] = []
    composer.stop_requested.connect(lambda: stopped.append(True))
    composer.waiting_submitted.connect(waiting.append)
    composer.set_answering(True)
    composer.set_text("Next?")
    enter(composer)
    assert (sent, waiting, composer.text) == ([], ["Next?"], "")
    composer.waiting.show_question("Next?")
    composer.set_text("And then?")
    enter(composer)
    assert (composer.notice.text(), composer.notice.isVisible()) == (str(BUSY), True)
    assert (waiting, composer.text) == (["Next?"], "And then?")
    assert composer.button.text() == "Stop"
    composer.button.click()
    assert stopped == [True]
    composer.set_answering(False)
    assert (composer.button.text(), composer.notice.isVisible()) == ("Send", False)
    enter(composer)
    assert sent == ["And then?"]


def test_the_row_says_what_waits_and_gives_it_back(composer: Composer) -> None:
    assert not composer.waiting.isVisible()
    composer.waiting.show_question("Next\n<b>?</b>")
    assert composer.waiting.isVisible()
    back: list[bool] = []
    composer.taken_back.connect(lambda: back.append(True))
    composer.waiting.button.click()
    assert back == [True]


def test_a_reason_blocks_and_is_told(composer: Composer, sent: list[str]) -> None:
    composer.set_text("Now?")
    composer.set_blocked("Octavo is starting.")
    enter(composer)
    assert sent == []
    assert composer.notice.text() == "Octavo is starting."
    assert "Octavo is starting." in composer.button.toolTip()
    assert not composer.button.isEnabled()
    composer.set_blocked("")
    enter(composer)
    assert sent == ["Now?"]


def test_it_grows_to_eight_lines_and_no_further(composer: Composer) -> None:
    heights = []
    for lines in (1, 2, 8, 9, 30):
        composer.set_text("\n".join("x" * lines))
        QApplication.processEvents()
        heights.append(composer.edit.height())
    one, two, eight, nine, thirty = heights
    line = composer.edit.fontMetrics().lineSpacing()
    assert two - one == line
    assert eight - one == pytest.approx(7 * line, abs=2)
    assert eight == nine == thirty
    composer.set_text("word " * 60)  # wrapped lines count, too
    assert composer.edit.height() > two


def test_pasted_text_is_plain(composer: Composer) -> None:
    mime = QMimeData()
    mime.setHtml("<b>bold</b> <img src='http://evil.example/a.png'>")
    mime.setText("bold")
    paste(composer, mime)
    assert composer.text == "bold"


def test_pasted_files_are_passed_on(composer: Composer, tmp_path: Path) -> None:
    passed: list[list[Path]] = []
    composer.files_pasted.connect(passed.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "ä.pdf")), QUrl("https://example.com/a.pdf")])
    paste(composer, mime)
    assert passed == [[tmp_path / "ä.pdf"]]
    assert composer.text == ""


def test_a_drop_is_left_to_the_window(composer: Composer) -> None:
    assert not composer.edit.acceptDrops()
    assert not composer.edit.viewport().acceptDrops()


def test_no_more_than_the_limit_is_taken(
    composer: Composer, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MAX_LENGTH == 256_000
    monkeypatch.setattr(module, "MAX_LENGTH", 20)
    mime = QMimeData()
    mime.setText("x" * 50)
    paste(composer, mime)
    assert composer.text == "x" * 20
    assert (composer.notice.text(), composer.notice.isVisible()) == (too_long(), True)
    QTest.keyClicks(composer.edit, "y")
    assert composer.text == "x" * 20
    enter(composer)
    assert sent == ["x" * 20]
    assert not composer.notice.isVisible()


def test_a_selection_makes_room_for_what_is_pasted(
    composer: Composer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_LENGTH", 5)
    composer.set_text("abcde")
    composer.edit.selectAll()
    mime = QMimeData()
    mime.setText("12345")
    paste(composer, mime)
    assert composer.text == "12345"
    assert not composer.notice.isVisible()


def test_tab_leaves_the_field(composer: Composer) -> None:
    QTest.keyClick(composer.edit, Qt.Key.Key_Tab)
    assert composer.text == ""
    assert not composer.edit.hasFocus()


@pytest.mark.parametrize("width", [240, 300, 340, 500])
def test_the_hint_fits_into_its_line(composer: Composer, width: int) -> None:
    composer.resize(width, 200)
    QApplication.processEvents()
    edit = composer.edit
    said = edit.placeholderText()
    room = edit.viewport().width() - 2 * edit.document().documentMargin()
    assert edit.fontMetrics().horizontalAdvance(said) <= room
    assert said in map(str, module.PLACEHOLDERS)
    composer.resize(600, 200)
    QApplication.processEvents()
    assert edit.placeholderText() == str(module.PLACEHOLDERS[0])
