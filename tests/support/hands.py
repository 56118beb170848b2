"""A person's hands: every click and key goes to the window under the pointer, as the system's do.

What is covered, greyed or behind a dialog is not reached, unlike by an event for a widget.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QWidget,
)

from support.qt import until

D = TypeVar("D", bound=QDialog)

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def click(
    widget: QWidget,
    place: QPoint | None = None,
    *,
    button: Qt.MouseButton = LEFT,
    keys: Qt.KeyboardModifier = PLAIN,
) -> None:
    """Click a place of a widget, its middle if none is given, through its window."""
    inner = _inner(widget)
    where = _middle(inner) if place is None else place
    assert widget.isEnabled(), f"{_named(widget)} is greyed"
    _assert_reached(inner, where)
    QTest.mouseClick(_handle(inner), button, keys, _in_window(inner, where))


def point(widget: QWidget, place: QPoint) -> None:
    """Move the pointer to a place of a widget."""
    inner = _inner(widget)
    QTest.mouseMove(_handle(inner), _in_window(inner, place))


def pull(widget: QWidget, begin: QPoint, end: QPoint) -> None:
    """Press at one place of a widget, move to another, and let go there."""
    inner = _inner(widget)
    handle = _handle(inner)
    _assert_reached(inner, begin)
    QTest.mousePress(handle, LEFT, PLAIN, _in_window(inner, begin))
    for share in (0.3, 0.7, 1.0):
        there = (QPointF(begin) * (1 - share) + QPointF(end) * share).toPoint()
        QTest.mouseMove(handle, _in_window(inner, there))
    QTest.mouseRelease(handle, LEFT, PLAIN, _in_window(inner, end))


def turn_wheel(widget: QWidget, notches: int, keys: Qt.KeyboardModifier = PLAIN) -> None:
    """Turn the wheel over the middle of a widget; down for less than 0."""
    inner = _inner(widget)
    window, place = inner.window(), _in_window(inner, inner.rect().center())
    there: QWidget | None = window.childAt(place) or window
    while there is not None:  # Qt leads only the system's own from a widget to what it stands in
        event = QWheelEvent(
            QPointF(there.mapFrom(window, place)),
            QPointF(window.mapToGlobal(place)),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        if QCoreApplication.sendEvent(there, event) and event.isAccepted():
            return
        there = None if there.isWindow() else there.parentWidget()


async def scroll_to(widget: QWidget) -> None:
    """Turn the wheel until something in a page or dialog that scrolls is in sight."""
    if widget.visibleRegion().boundingRect().contains(_middle(widget)):
        return
    area = widget.parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None, f"{_named(widget)} is in nothing that scrolls"
        area = area.parentWidget()
    for _ in range(40):
        if widget.visibleRegion().boundingRect().contains(_middle(widget)):
            return
        turn_wheel(area, -1)
        await asyncio.sleep(0)
    raise AssertionError(f"{_named(widget)} does not come into sight")


async def type_into(widget: QWidget, text: str) -> None:
    """Click into a field and type a text in place of its own."""
    await _is_active(widget.window())
    click(widget)
    await until(widget.hasFocus, f"{_named(widget)} has the keys")
    QTest.keySequence(widget, "Ctrl+A")
    QTest.keyClicks(widget, text)


def type_text(text: str) -> None:
    """Type a text where the keys go."""
    QTest.keyClicks(_focused(), text)


async def press(window: QWidget, *keys: str) -> None:
    """Press keys one after the other in a window, once it is the one that has them."""
    await _is_active(window.window())
    for one in keys:
        QTest.keySequence(_focused(), one)


async def pick(combo: QComboBox, text: str) -> None:
    """Open a box by its arrow, and choose one of its entries with the arrow keys and Enter."""
    arrow = 12 if combo.isRightToLeft() else combo.width() - 12
    click(combo, QPoint(arrow, combo.height() // 2))
    view = combo.view()
    await until(view.isVisible, "the entries")
    QTest.keyClick(view, Qt.Key.Key_Home)
    for _ in range(combo.count()):
        if view.currentIndex().data() == text:
            break
        QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    await until(lambda: not view.isVisible(), "the entries are gone")
    assert combo.currentText() == text, [combo.itemText(row) for row in range(combo.count())]


# -- lists ----------------------------------------------------------------------------------------


def row_place(view: QAbstractItemView, row: int) -> QPoint:
    """Return the middle of a row in its viewport."""
    area = view.visualRect(view.model().index(row, 0)).intersected(view.viewport().rect())
    assert not area.isEmpty(), f"row {row} is out of sight"
    return area.center()


def click_row(
    view: QAbstractItemView,
    row: int,
    *,
    button: Qt.MouseButton = LEFT,
    keys: Qt.KeyboardModifier = PLAIN,
) -> None:
    """Click the middle of a row."""
    click(view, row_place(view, row), button=button, keys=keys)


# -- menus ----------------------------------------------------------------------------------------


def menu_in_view() -> QMenu | None:
    """Return the menu on top, if there is one."""
    popup = QApplication.activePopupWidget()
    return popup if isinstance(popup, QMenu) else None


async def choose(*path: str) -> None:
    """Click through the menu in view: an entry, or one of its submenu, by how each begins."""
    await until(menu_in_view, "a menu")
    menu = menu_in_view()
    assert menu is not None
    for text in path:
        entry = _entry(menu, text)
        assert entry.isEnabled(), f"{entry.text()} is greyed"
        place, inner = menu.actionGeometry(entry).center(), entry.menu()
        QTest.mouseMove(_handle(menu), place)
        QTest.mouseClick(_handle(menu), LEFT, PLAIN, place)
        if isinstance(inner, QMenu):
            await until(inner.isVisible, f"the menu of {text}")
            menu = inner
    await until(lambda: menu_in_view() is None, "the menu is gone")


def entries(menu: QMenu) -> list[str]:
    """Return what a menu offers."""
    return [one.text() for one in menu.actions() if not one.isSeparator()]


def _entry(menu: QMenu, text: str) -> QAction:
    found = [one for one in menu.actions() if one.text().replace("&", "").startswith(text)]
    assert found, f"{text} is not in {entries(menu)}"
    return found[0]


# -- dialogs --------------------------------------------------------------------------------------


async def dialog_of(kind: type[D]) -> D:
    """Wait for a dialog of a kind to be on top and have the keys, and return it."""

    def found() -> D | None:
        top = QApplication.activeModalWidget()
        return top if isinstance(top, kind) else None

    await until(found, f"a {kind.__name__}")
    dialog = found()
    assert dialog is not None
    await _is_active(dialog)
    return dialog


async def is_gone(dialog: QDialog, what: str = "the dialog") -> None:
    """Wait until a dialog has closed."""
    await until(lambda: QApplication.activeModalWidget() is not dialog, f"{what} is gone")


async def answer_file_dialog(*paths: Path) -> None:
    """Paste a path into the dialog of files, or several, and click its button."""
    dialog = await dialog_of(QFileDialog)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    text = str(paths[0]) if len(paths) == 1 else " ".join(f'"{path}"' for path in paths)
    QApplication.clipboard().setText(text)
    await type_into(field, "")
    QTest.keySequence(field, "Ctrl+V")
    assert field.text() == text
    button = next(one for one in dialog.findChildren(QPushButton) if one.isDefault())
    await until(button.isEnabled, "it can be accepted")
    if (offered := QApplication.activePopupWidget()) is not None:
        QTest.keyClick(offered, Qt.Key.Key_Escape)  # what fits, which would take the click
    click(button)
    await is_gone(dialog)


# -- where an event goes --------------------------------------------------------------------------


def _inner(widget: QWidget) -> QWidget:
    return widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget


def _middle(widget: QWidget) -> QPoint:
    """Return where people click a widget: a box to be ticked on the box, not beside its words."""
    if not isinstance(widget, QCheckBox):
        return widget.rect().center()
    box = widget.width() - 9 if widget.isRightToLeft() else 9
    return QPoint(box, widget.height() // 2)


def _handle(widget: QWidget) -> QWindow:
    handle = widget.window().windowHandle()
    assert handle is not None
    return handle


def _in_window(widget: QWidget, place: QPoint) -> QPoint:
    return widget.mapTo(widget.window(), place)


def _assert_reached(widget: QWidget, place: QPoint) -> None:
    """Tell at once what is in the way, rather than that nothing comes of a click."""
    assert widget.isVisible(), f"{_named(widget)} is hidden"
    window = widget.window()
    there = window.childAt(_in_window(widget, place)) or window
    assert there is widget or widget.isAncestorOf(there), (
        f"{_named(there)} is over {_named(widget)} at {place} of {widget.rect()}"
    )


async def _is_active(window: QWidget) -> None:
    """Let a window have the keys, as the system does when what was over it has closed."""
    window.activateWindow()
    await until(window.isActiveWindow, "the window has the keys")


def _focused() -> QWidget:
    there = QApplication.focusWidget() or QApplication.activeWindow()
    assert there is not None, "nothing has the keys"
    return there


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName() or widget.objectName()}”"
