"""Place, size and columns of the window are kept, and the window stays where it can be reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from octavo.ui.on_screen import OnScreen, brought_back
from octavo.ui.settings import WindowSettings
from support.qt import application, until
from support.window import open_window

ONE = QRect(0, 0, 1600, 1000)
TWO = QRect(1600, 0, 1600, 1000)


@pytest.mark.parametrize(
    ("window", "screens", "expected"),
    [
        # where it can be reached, it stays, even half outside
        (QRect(100, 100, 1000, 700), [ONE], QRect(100, 100, 1000, 700)),
        (QRect(1800, 100, 1000, 700), [ONE, TWO], QRect(1800, 100, 1000, 700)),
        (QRect(1480, 500, 1000, 700), [ONE], QRect(1480, 500, 1000, 700)),
        # its screen has gone
        (QRect(1800, 100, 1000, 700), [ONE], QRect(600, 100, 1000, 700)),
        (QRect(-5000, -5000, 1000, 700), [ONE, TWO], QRect(0, 0, 1000, 700)),
        # its title bar is above the screen, its body is not
        (QRect(1700, -50, 1000, 700), [ONE, TWO], QRect(1700, 0, 1000, 700)),
        # it is larger than the screen that is left
        (QRect(1600, 0, 2560, 1400), [ONE], QRect(0, 0, 1600, 1000)),
    ],
)
def test_a_window_that_cannot_be_reached_is_brought_back(
    window: QRect, screens: list[QRect], expected: QRect
) -> None:
    assert brought_back(window, screens) == expected


async def test_a_window_comes_back_when_its_screen_has_gone() -> None:
    app = application()
    window = QWidget()
    OnScreen(app, window)
    window.resize(400, 300)
    window.show()
    window.move(5000, 5000)
    app.screenRemoved.emit(app.primaryScreen())
    room = app.primaryScreen().availableGeometry()
    await until(lambda: room.contains(window.frameGeometry()), "it is on the screen")
    assert (window.width(), window.height()) == (400, 300)
    window.close()
    window.deleteLater()


async def test_place_size_and_columns_are_kept_and_fit_another_screen(tmp_path: Path) -> None:
    room = application().primaryScreen().availableGeometry()
    async with open_window(tmp_path / "data") as program:
        program.frame.resize(room.width() - 40, room.height() - 60)
        program.frame.move(20, 30)
        program.window.splitter.setSizes([250, 1000])
        # as wide as this screen is, it has but one place from left to right
        size, top = program.frame.size(), program.frame.pos().y()
        columns = program.window.splitter.sizes()
        assert columns[0] == 250
    async with open_window(tmp_path / "data") as program:
        assert (program.frame.size(), program.frame.pos().y()) == (size, top)
        assert program.window.splitter.sizes() == columns
        program.frame.move(room.right() + 3000, room.bottom() + 3000)
    async with open_window(tmp_path / "data") as program:
        place = program.frame.frameGeometry()
        assert brought_back(place, [room]) == place, "it can be reached"
    assert WindowSettings(tmp_path / "data").columns[:2] == tuple(columns[:2])
