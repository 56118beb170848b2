"""Fields for numbers that look like the other fields."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox

_BEFORE = 8
"""Pixels before the number; those that a style sheet asks for do not reach it."""


def leave_room(*fields: QAbstractSpinBox) -> None:
    """Leave the room before the number that text has in other fields."""
    for field in fields:
        field.lineEdit().setTextMargins(_BEFORE, 0, 0, 0)
