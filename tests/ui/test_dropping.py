"""Files dropped or pasted anywhere in a window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from octavo.ui.documents.dropping import DropArea, invitation, paths_of
from support.qt import until
from support.window import drag, drop, open_window


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.edit = QPlainTextEdit()
    made.line = QLineEdit()
    column = QVBoxLayout(made)
    column.addWidget(made.edit)
    column.addWidget(made.line)
    made.resize(600, 500)
    made.area = DropArea(made, lambda: "Octavo")
    made.area.watch(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["lease.pdf"], "Add lease.pdf to Octavo"),
        (["a.pdf", "b.PDF", "c.pdf"], "Add 3 PDFs to Octavo"),
        (["bill\N{RIGHT-TO-LEFT OVERRIDE}fdp\n.exe"], "Add bill\ufffdfdp\ufffd.exe to Octavo"),
        (["a.pdf", "contracts"], "Add 2 items to Octavo"),
    ],
)
def test_the_target_says_what_will_happen(names, words):
    """Security 10: names are shown without characters that deceive."""
    assert invitation(tuple(map(Path, names)), "Octavo") == words


def test_only_files_of_this_computer_count():
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/a.pdf"), QUrl.fromLocalFile("/home/a.pdf")])

    assert paths_of(mime) == (Path("/home/a.pdf"),)
    assert paths_of(QMimeData()) == ()
    assert paths_of(None) == ()


def test_a_drop_on_a_text_field_is_a_drop_on_the_window(window, tmp_path):
    dropped = QSignalSpy(window.area.dropped)
    files = [tmp_path / "a.pdf", tmp_path / "b"]
    mime = drag(window, files)
    assert window.area.overlay.isVisible()
    drop(window, mime, window.edit.geometry().center())

    assert dropped.at(0)[0] == tuple(files)
    assert not window.area.overlay.isVisible()
    assert window.edit.toPlainText() == ""


def test_dropped_text_stays_the_fields_own(window):
    dropped = QSignalSpy(window.area.dropped)
    mime = QMimeData()
    mime.setText("some words")
    place = window.edit.geometry().center()
    enter = QDragEnterEvent(
        place,
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(window.windowHandle(), enter)
    drop(window, mime, place)

    assert dropped.count() == 0
    assert window.edit.toPlainText() == "some words"


async def test_leaving_hides_the_target(window, tmp_path):
    mime = drag(window, [tmp_path / "a.pdf"])
    assert mime.hasUrls()
    QCoreApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())

    await until(lambda: not window.area.overlay.isVisible(), "the target is gone")


def test_files_are_pasted_into_the_window_even_from_a_field(window, tmp_path):
    pasted = QSignalSpy(window.area.dropped)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf"))])
    QGuiApplication.clipboard().setMimeData(mime)
    for widget in (window, window.edit, window.line):
        QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert pasted.count() == 3
    assert window.edit.toPlainText() == window.line.text() == ""


def test_text_is_pasted_as_ever(window):
    QGuiApplication.clipboard().setText("words")
    window.edit.setFocus()
    QTest.keyClick(window.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert window.edit.toPlainText() == "words"


def test_the_target_fades_in_over_the_whole_window(window, tmp_path, qtbot):
    drag(window, [tmp_path / "a.pdf"])

    assert window.area.overlay.geometry() == window.rect()
    window.resize(700, 520)
    assert window.area.overlay.geometry() == window.rect()


async def test_the_target_is_in_the_middle_of_what_stands_beside_the_sidebar(tmp_path):
    async with open_window(tmp_path / "data") as program:
        window = program.window
        drag(window, [tmp_path / "a.pdf"])
        overlay, empty = window.drop_area.overlay, window.empty_state
        place = QRect(empty.mapTo(window, QPoint()), empty.size())
        assert overlay.middle == place.center()
        assert overlay.middle.x() > window.rect().center().x()
