"""Looks for widgets that lie on each other, or stick out of the one that they are in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

_PARTS = (QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QAbstractScrollArea)


def overlaps(window: QWidget) -> list[tuple[str, str]]:
    """Return the pairs of neighbours that lie on each other, and what is beyond its parent."""
    found = []
    for parent in [window, *window.findChildren(QWidget)]:
        parts = [
            part
            for part in parent.findChildren(
                QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
            )
            if isinstance(part, _PARTS) and part.isVisible() and not part.isWindow()
        ]
        if isinstance(parent, (QComboBox, QLineEdit, QPlainTextEdit, QAbstractScrollArea)):
            continue  # what is in them is Qt's own
        for number, one in enumerate(parts):
            if not parent.rect().adjusted(-1, -1, 1, 1).contains(one.geometry()):
                found.append((_name(parent), _name(one)))
            found += [
                (_name(one), _name(other))
                for other in parts[number + 1 :]
                if one.geometry().intersects(other.geometry())
            ]
    return found


def _name(part: QWidget) -> str:
    return f"{type(part).__name__} {part.accessibleName() or getattr(part, 'text', str)()}"
