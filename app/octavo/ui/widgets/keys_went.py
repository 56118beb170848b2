"""How the keys get to a place that the program gives them to: as the person went so far."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def reason_to_go(part: QWidget) -> Qt.FocusReason:
    """Return the reason for giving the keys to a part of a window.

    Who has come so far by keys, such as to a citation, is shown where they are; a click needs no
    such sign. Qt forgets it with every change of the focus that has no reason.
    """
    if part.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
        return Qt.FocusReason.ShortcutFocusReason
    return Qt.FocusReason.OtherFocusReason
