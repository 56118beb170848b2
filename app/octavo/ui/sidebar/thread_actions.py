"""What a person can do with a thread: names, keys, and the menus that offer it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from octavo.session.state import ThreadItem
from octavo.words import later


class ThreadAction(StrEnum):
    """What can be done with a thread."""

    RENAME = "rename"
    PIN = "pin"
    DUPLICATE = "duplicate"
    COPY_MARKDOWN = "copy as Markdown"
    COPY_TEXT = "copy as text"
    EXPORT = "export"
    PRINT = "print"
    DELETE = "delete"


LABELS: Final = {
    ThreadAction.RENAME: later("Rename"),
    ThreadAction.PIN: later("Pin"),
    ThreadAction.DUPLICATE: later("Duplicate"),
    ThreadAction.COPY_MARKDOWN: later("Copy as Markdown"),
    ThreadAction.COPY_TEXT: later("Copy as plain text"),
    ThreadAction.EXPORT: later("Export…"),
    ThreadAction.PRINT: later("Print…"),
    ThreadAction.DELETE: later("Delete"),
}

UNPIN: Final = later("Unpin")

KEYS: Final = {
    ThreadAction.RENAME: "F2",
    ThreadAction.PIN: "Ctrl+Shift+L",
    ThreadAction.DUPLICATE: "Ctrl+Shift+D",
    ThreadAction.COPY_MARKDOWN: "Ctrl+Shift+M",
    ThreadAction.COPY_TEXT: "Ctrl+Shift+T",
    ThreadAction.EXPORT: "Ctrl+E",
    ThreadAction.PRINT: "Ctrl+P",
    ThreadAction.DELETE: "Ctrl+Shift+Backspace",
}
"""They act on the thread in view, wherever the focus is; ``PRINT`` not in the page view, which has
the same key for its document."""

_BEFORE_LINE: Final = frozenset({ThreadAction.DUPLICATE, ThreadAction.PRINT})


def fill_menu(menu: QMenu, asked: Callable[[ThreadAction], object]) -> dict[ThreadAction, QAction]:
    """Put all actions into a menu; ``asked`` is called with the one that is chosen."""
    made: dict[ThreadAction, QAction] = {}
    for kind in ThreadAction:
        action = menu.addAction(str(LABELS[kind]))
        action.setShortcut(QKeySequence(KEYS[kind]))
        action.triggered.connect(lambda _checked=False, kind=kind: asked(kind))
        made[kind] = action
        if kind in _BEFORE_LINE:
            menu.addSeparator()
    return made


def suit(actions: dict[ThreadAction, QAction], thread: ThreadItem | None) -> None:
    """Let actions fit the thread that they are for; without one they are greyed."""
    for action in actions.values():
        action.setEnabled(thread is not None)
    pinned = thread is not None and thread.pinned
    actions[ThreadAction.PIN].setText(str(UNPIN if pinned else LABELS[ThreadAction.PIN]))
