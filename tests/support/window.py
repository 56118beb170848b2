"""A real window over a real engine in a folder of its own, and a person's hands on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from octavo.crash_report import CrashReports
from octavo.program import Program
from octavo.ui.appearance import Appearance
from octavo.ui.chat.panel import ChatPanel
from octavo.ui.frame import WindowFrame
from octavo.ui.pdf.view import PageView
from octavo.ui.settings import WindowSettings
from octavo.ui.theme import Scheme
from support import looks
from support.qt import application, until

_LEFT = Qt.MouseButton.LeftButton
_PLAIN = Qt.KeyboardModifier.NoModifier


@asynccontextmanager
async def open_window(
    data_dir: Path,
    files: Sequence[Path] = (),
    *,
    scheme: Scheme | None = None,
    reports: CrashReports | None = None,
) -> AsyncGenerator[Program, None]:
    """Run the program until the block ends; then its window is closed as a person would.

    It wears the look of this moment (`support.looks`), and another palette if one is given.
    """
    app, look = application(), looks.worn()
    appearance = Appearance(app, look.scheme if scheme is None else scheme)
    settings = WindowSettings(data_dir)
    frame = WindowFrame(settings)
    if look.size is not None:
        frame.resize(*look.size)
    frame.show()
    program = Program(frame, settings, appearance, data_dir, files, reports=reports)
    running = asyncio.create_task(program.run())
    window = program.window
    try:
        await until(
            lambda: window.is_ready or window.start_page.problem is not None or running.done(),
            "the window is up",
            seconds=30,
        )
        yield program
    finally:
        frame.close()
        async with asyncio.timeout(20):
            await running
        frame.deleteLater()
        appearance.choose(Scheme.LIGHT)
        appearance.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def panel_of(program: Program) -> ChatPanel:
    """Return the chat panel in a window."""
    found = program.window.findChild(ChatPanel)
    assert found is not None
    return found


def pages_of(program: Program) -> PageView:
    """Return the page view in a window."""
    found = program.window.findChild(PageView)
    assert found is not None
    return found


def drag(window: QWidget, paths: Sequence[Path]) -> QMimeData:
    """Drag files over the middle of a window; keep what is returned until they are dropped."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place = window.rect().center()
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place, copy, mime, _LEFT, _PLAIN)
    QCoreApplication.sendEvent(window.window().windowHandle(), enter)
    assert enter.isAccepted()
    move = QDragMoveEvent(place, copy, mime, _LEFT, _PLAIN)
    QCoreApplication.sendEvent(window.window().windowHandle(), move)
    assert move.isAccepted()
    return mime


def drop(window: QWidget, mime: QMimeData, place: QPoint | None = None) -> None:
    """Let go of what was dragged."""
    where = QPointF(place or window.rect().center())
    event = QDropEvent(where, Qt.DropAction.CopyAction, mime, _LEFT, _PLAIN)
    QCoreApplication.sendEvent(window.window().windowHandle(), event)
    assert event.isAccepted()


def type_question(program: Program, text: str) -> None:
    """Type a question key by key, and Enter."""
    edit = panel_of(program).composer.edit
    edit.setFocus()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return)


async def press(program: Program, keys: str) -> None:
    """Press keys in the window, once it has them back from a dialog that was closed."""
    program.frame.activateWindow()
    await until(program.frame.isActiveWindow, "the window has the keys")
    QTest.keySequence(program.window, keys)


async def click_chip(program: Program, number: int = 0) -> None:
    """Click a citation's chip, counted from 0 at the top of the transcript in view."""
    await until(lambda: len(chip_places(program)) > number, f"{number + 1} chips in view")
    QTest.mouseClick(
        panel_of(program).transcript.viewport(), _LEFT, _PLAIN, chip_places(program)[number]
    )


def chip_places(program: Program) -> list[QPoint]:
    """Return where the clickable things of the transcript are, from the top."""
    transcript = panel_of(program).transcript
    viewport = transcript.viewport()
    found: dict[int, QPoint] = {}
    for y in range(0, viewport.height(), 4):
        for x in range(0, viewport.width(), 8):
            key = transcript._pointer.key_at(QPoint(x, y))
            if key is not None:
                found.setdefault(key, QPoint(x + 4, y + 4))
    return list(found.values())


def shoot(window: QWidget) -> QImage:
    """Return what the window looks like."""
    return window.window().grab().toImage()
