"""What a person can do in the page view: names, keys, and the menu that offers it."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from octavo.session.state import OpenDocument
from octavo.words import later


class PageAction(Enum):
    """What can be done, in the menu's order; with its words and its keys."""

    SIDE = (later("Pages and outline"), "F9")
    FIND = (later("Find…"), "Ctrl+F")
    FIND_NEXT = (later("Find next"), "F3")
    FIND_BEFORE = (later("Find previous"), "Shift+F3")
    COPY = (later("Copy"), "Ctrl+C")
    SELECT_PAGE = (later("Select the page's text"), "Ctrl+A")
    ASK = (later("Ask about the selection"), "Ctrl+Shift+Q")
    GO_TO = (later("Go to page…"), "Ctrl+G")
    LARGER = (later("Larger"), "Ctrl++")
    SMALLER = (later("Smaller"), "Ctrl+-")
    ACTUAL = (later("Actual size"), "Ctrl+0")
    FIT_WIDTH = (later("Fit the width"), "Ctrl+2")
    FIT_PAGE = (later("Fit the page"), "Ctrl+3")
    TURN = (later("Turn right"), "Ctrl+Shift+R")
    NEXT_CITATION = (later("Next citation"), "F8")
    CITATION_BEFORE = (later("Citation before"), "Shift+F8")
    NEXT_DOCUMENT = (later("Next document"), "Ctrl+Tab")
    DOCUMENT_BEFORE = (later("Document before"), "Ctrl+Shift+Tab")
    OUTSIDE = (later("Print or open elsewhere…"), "Ctrl+P")
    CLOSE_DOCUMENT = (later("Close document"), "Ctrl+W")

    @property
    def words(self) -> str:
        """What the menu says."""
        return str(self.value[0])

    @property
    def keys(self) -> str:
        """What the person can press instead."""
        return self.value[1]


_ANYWHERE: Final = frozenset(
    {
        PageAction.SIDE,
        PageAction.OUTSIDE,
        PageAction.FIND,
        PageAction.FIND_NEXT,
        PageAction.FIND_BEFORE,
        PageAction.ASK,
        PageAction.GO_TO,
        PageAction.FIT_WIDTH,
        PageAction.FIT_PAGE,
        PageAction.TURN,
        PageAction.NEXT_CITATION,
        PageAction.CITATION_BEFORE,
        PageAction.NEXT_DOCUMENT,
        PageAction.DOCUMENT_BEFORE,
    }
)
"""Their keys work wherever the focus is, while the page view is in sight; those of the others
only in it."""

_BEFORE_LINE: Final = frozenset(
    {
        PageAction.SIDE,
        PageAction.FIND_BEFORE,
        PageAction.ASK,
        PageAction.GO_TO,
        PageAction.TURN,
        PageAction.CITATION_BEFORE,
    }
)
_NOT_ALWAYS: Final = frozenset(
    {
        PageAction.NEXT_CITATION,
        PageAction.CITATION_BEFORE,
        PageAction.COPY,
        PageAction.ASK,
        PageAction.FIND_NEXT,
        PageAction.FIND_BEFORE,
        PageAction.NEXT_DOCUMENT,
        PageAction.DOCUMENT_BEFORE,
    }
)
"""Offered while there is something to do it with."""


class PageActions(QObject):
    """The actions of a page view, in its menu and on its keys.

    Args:
        view: The page view.
        menu: Is filled with them.

    Signals:
        triggered: With the `PageAction` that the person wants.
    """

    triggered = Signal(object)

    def __init__(self, view: QWidget, menu: QMenu) -> None:
        super().__init__(view)
        self._made: dict[PageAction, QAction] = {}
        for kind in PageAction:
            action = QAction(kind.words, view)
            action.setShortcut(QKeySequence(kind.keys))
            action.setShortcutContext(
                Qt.ShortcutContext.WindowShortcut
                if kind in _ANYWHERE
                else Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            action.triggered.connect(lambda _on=False, kind=kind: self.triggered.emit(kind))
            view.addAction(action)
            menu.addAction(action)
            if kind in _BEFORE_LINE:
                menu.addSeparator()
            self._made[kind] = action

    def suit(self, document: OpenDocument | None) -> None:
        """Offer what can be done with a document; nothing without one."""
        for kind, action in self._made.items():
            if kind not in _NOT_ALWAYS:
                action.setEnabled(document is not None)

    def enable(self, kind: PageAction, on: bool) -> None:
        """Offer something, or not."""
        self._made[kind].setEnabled(on)

    def action(self, kind: PageAction) -> QAction:
        """Return the action of a kind."""
        return self._made[kind]
