"""A process of its own, as the text size takes one: what is cut off with text at 200 %?

Usage: ``python -m support.large_text LANGUAGE``, with a screen of 800 x 450 logical pixels. Prints
one line for each dialog and window: its name and what is not seen whole, as JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QScrollArea, QWidget

from octavo.ui import theme
from octavo.ui.chat.panel import ChatPanel
from octavo.ui.fitting import fit
from octavo.ui.frame import WindowFrame
from octavo.ui.language import Language, speak
from octavo.ui.main_window import MainWindow
from octavo.ui.pdf.view import PageView
from octavo.ui.settings import WindowSettings
from support.cut_off import cut_off
from support.qt import application
from support.shots import keep
from ui.test_access import MAKERS


def main() -> None:
    app = application()
    theme.apply(app, theme.LIGHT)
    assert app.primaryScreen().size().toTuple() == (800, 450), app.primaryScreen().size()
    speak(app, Language(sys.argv[1]))
    kept = []  # without a parent, they end with their last name
    for name, make in MAKERS.items():
        widget = make()
        if isinstance(widget, QDialog):
            fit(widget)
        _shown(widget)
        keep(widget, f"large-{sys.argv[1]}-{name}")
        _say(name, [*cut_off(widget), *_out_of_reach(widget), *_too_tall(widget)])
        widget.close()
        kept.append(widget)
    with tempfile.TemporaryDirectory() as folder:
        _look_at_window(Path(folder))


def _look_at_window(folder: Path) -> None:
    settings = WindowSettings(folder)
    frame = WindowFrame(settings)
    _shown(frame)
    window = MainWindow(settings)
    frame.fill(window)
    window.place(ChatPanel(), PageView())
    frame.resize(800, 410)
    for name, is_empty, has_page in (
        ("empty window", True, False),
        ("window", False, False),
        ("window with a page", False, True),
    ):
        window.show_content(empty=is_empty)
        if has_page:
            window.show_page_view()
        QTest.qWait(50)
        keep(frame, f"large-{sys.argv[1]}-{name}")
        _say(name, [*cut_off(frame), *_out_of_reach(frame), *_too_tall(frame)])
    frame.finish()


def _out_of_reach(widget: QWidget) -> list[str]:
    """Return the buttons that are out of the window and cannot be scrolled to."""
    return [
        f"out of reach: {button.text()}"
        for button in widget.findChildren(QPushButton)
        if button.isVisible() and not _can_be_seen(button, widget)
    ]


def _can_be_seen(part: QWidget, window: QWidget) -> bool:
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is None:
        return window.rect().contains(QRect(part.mapTo(window, QPoint()), part.size()))
    left = part.mapTo(area.viewport(), QPoint()).x()  # no dialog scrolls sideways
    return left >= 0 and left + part.width() <= area.viewport().width()


def _too_tall(widget: QWidget) -> list[str]:
    if not isinstance(widget, QDialog | WindowFrame):
        return []  # a part of the window, which gives it its size
    room = QApplication.primaryScreen().availableSize()
    is_in = widget.width() <= room.width() and widget.height() <= room.height()
    return [] if is_in else [f"larger than the screen: {widget.width()} x {widget.height()}"]


def _shown(widget: QWidget) -> None:
    widget.show()
    assert QTest.qWaitForWindowExposed(widget)
    QTest.qWait(50)  # what is laid out anew when it is shown


def _say(name: str, found: list[str]) -> None:
    print(json.dumps([name, found]), flush=True)


if __name__ == "__main__":
    main()
