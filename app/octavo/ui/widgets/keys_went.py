"""How the keys get to a place, and how it shows that they have come to it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

BY_KEYS: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
"""Reasons for which something has the keys that a person has led to it by them."""


def reason_to_go(part: QWidget) -> Qt.FocusReason:
    """Return the reason for giving the keys to a part of a window.

    Who has come so far by keys, such as to a citation, is shown where they are; a click needs no
    such sign. Qt forgets it with every change of the focus that has no reason.
    """
    if part.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
        return Qt.FocusReason.ShortcutFocusReason
    return Qt.FocusReason.OtherFocusReason


def show_reached(part: QWidget, *, reached: bool) -> None:
    """Show by the frame of a part whether the keys have come to it; a click needs no such sign."""
    if bool(part.property("reached")) != reached:
        part.setProperty("reached", reached)
        part.style().unpolish(part)
        part.style().polish(part)
