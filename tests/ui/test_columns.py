"""The columns give way to one another where there is no room for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from octavo.ui.chat.panel import ChatPanel
from octavo.ui.frame import SMALLEST, WindowFrame
from octavo.ui.main_window import MainWindow
from octavo.ui.pdf.view import PageView
from octavo.ui.settings import WindowSettings


class Opened:
    """A window with real panels and no program behind them."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.settings = WindowSettings(folder)
        self.frame = WindowFrame(self.settings)
        self.frame.setMinimumSize(1, 1)  # as on a screen that is smaller than the usual least size
        self.frame.resize(1280, 800)
        self.frame.show()
        QTest.qWaitForWindowExposed(self.frame)
        self.window = MainWindow(self.settings)
        self.frame.fill(self.window)
        self.chat, self.page = ChatPanel(), PageView()
        self.window.place(self.chat, self.page)
        self.window.show_content(empty=False)
        self.resize(1280)

    def resize(self, width: int) -> None:
        self.frame.resize(width, 600)
        self._qtbot.waitUntil(lambda: self.window.splitter.width() == width)

    @property
    def shown(self) -> list[str]:
        parts = {"sidebar": self.window.sidebar, "chat": self.chat, "page": self.page}
        return [name for name, part in parts.items() if part.isVisible()]


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot) -> Iterator[Opened]:
    made = Opened(tmp_path, qtbot)
    yield made
    made.frame.finish()
    made.frame.deleteLater()


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (1280, ["sidebar", "chat", "page"]),
        (892, ["sidebar", "chat", "page"]),
        (891, ["chat", "page"]),
        (820, ["chat", "page"]),
        (671, ["chat", "page"]),
        (670, ["page"]),
        (400, ["page"]),
    ],
)
def test_what_there_is_no_room_for_gives_way_to_the_page(
    opened: Opened, width: int, shown: list[str]
) -> None:
    opened.resize(width)
    assert opened.shown == ["sidebar", "chat"]
    opened.window.show_page_view()
    assert opened.shown == shown
    _assert_apart(opened)
    opened.window.hide_page_view()
    assert opened.shown == ["sidebar", "chat"]


def test_columns_come_back_with_the_room_as_wide_as_they_were(opened: Opened) -> None:
    opened.window.show_page_view()
    before = _drag_handle(opened, 1, 30)
    for width in (880, 660, 880, 1280):
        opened.resize(width)
        _assert_apart(opened)
    after = opened.window.splitter.sizes()
    assert (after[0], after[2]) == (before[0], before[2])


def test_widths_of_columns_that_are_away_are_not_forgotten(opened: Opened) -> None:
    sidebar, _, _ = _drag_handle(opened, 1, 30)
    opened.resize(820)
    opened.window.show_page_view()
    opened.window.keep_columns()
    assert opened.settings.columns[0] == sidebar


def test_the_keys_go_to_the_page_when_their_column_gives_way(opened: Opened) -> None:
    opened.resize(660)
    opened.chat.composer.edit.setFocus()
    opened.window.show_page_view()
    focus = opened.frame.focusWidget()
    assert isinstance(focus, QWidget)
    assert opened.page.isAncestorOf(focus)


def _drag_handle(opened: Opened, number: int, by: int) -> list[int]:
    """Drag the line between two columns to the right; return the widths then."""
    columns = opened.window.splitter
    handle, before = columns.handle(number), columns.sizes()
    left, at = Qt.MouseButton.LeftButton, handle.rect().center()
    QTest.mousePress(handle, left, pos=at)
    QTest.mouseMove(handle, at + QPoint(by, 0))
    QTest.mouseRelease(handle, left, pos=at)
    assert columns.sizes() != before
    return columns.sizes()


def _assert_apart(opened: Opened) -> None:
    """No column covers another or stands out of the window."""
    columns = opened.window.splitter
    edge = 0
    for part in (columns.widget(0), columns.widget(1), columns.widget(2)):
        if part.isVisible():
            assert part.x() >= edge
            assert part.width() >= part.minimumWidth()
            edge = part.x() + part.width()
    assert edge <= columns.width()


def test_two_sides_of_pages_have_more_room_for_a_while(opened: Opened) -> None:
    columns = opened.window.splitter
    opened.window.give_room(880)  # there is nothing to be made wider
    opened.window.show_page_view()
    before = columns.sizes()
    opened.window.give_room(880)
    assert columns.sizes()[2] > before[2] + 200
    assert opened.shown == ["sidebar", "chat", "page"]
    _assert_apart(opened)
    columns.keep()
    assert opened.settings.columns[2] == before[2]  # at the next start there may be one side
    opened.window.give_room(0)
    assert columns.sizes()[2] == before[2]


def test_the_least_size_follows_the_screen(opened: Opened) -> None:
    opened.frame.windowHandle().screenChanged.emit(opened.frame.screen())
    room = opened.frame.screen().availableSize()
    assert opened.frame.minimumSize() == SMALLEST.boundedTo(room)
