"""Finds what looks the same with the keys and without: nobody sees where they are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

_AROUND = 6
"""Pixels around a widget in which the keys may show."""


def focus_unseen(window: QWidget) -> list[str]:
    """Return the visible parts of a window that the Tab key reaches without any sign of it."""
    parts = [part for part in window.findChildren(QWidget) if _is_reached(part)]
    found = []
    for number, part in enumerate(parts):
        other = parts[number - 1]
        if other is part:
            continue
        _go_to(other)
        before = _look_of(part)
        _go_to(part)
        if part.hasFocus() and _look_of(part) == before:
            found.append(f"{type(part).__name__} “{part.accessibleName()}”")
    return found


def _go_to(part: QWidget) -> None:
    part.setFocus(Qt.FocusReason.TabFocusReason)
    part.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as the Tab key does


def _is_reached(part: QWidget) -> bool:
    by_tab = part.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and part.isVisible() and part.isEnabled() and part.focusProxy() is None


def _look_of(part: QWidget) -> QImage:
    QApplication.processEvents()
    # by what it stands in: an area around it may have scrolled
    around = part.geometry().adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
    return (part.parentWidget() or part).grab(around).toImage()
