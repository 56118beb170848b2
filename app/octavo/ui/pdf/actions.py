"""What a person can do in the page view: names, keys, and the menu that offers it."""

from __future__ import annotations

import sys
from enum import Enum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from octavo.session.state import OpenDocument
from octavo.ui import theme
from octavo.words import later


def through_tabs(platform: str, *, back: bool = False) -> str:
    """Return the keys that go through documents in tabs, as Qt writes them.

    macOS keeps the Command key with Tab for itself, which is what ``Ctrl`` stands for there; its
    programs use the Control key, ``Meta``.

    Args:
        platform: What `sys.platform` says.
        back: Whether to the document before.
    """
    key = "Meta" if platform == "darwin" else "Ctrl"
    return f"{key}+Shift+Tab" if back else f"{key}+Tab"


class PageAction(Enum):
    """What can be done, in the menu's order; with its words and its keys."""

    SIDE = (later("Pages and outline"), "F9")
    FIND = (later("Find in the document…"), "Ctrl+F")
    FIND_NEXT = (later("Find next"), "F3")
    FIND_BEFORE = (later("Find previous"), "Shift+F3")
    COPY = (later("Copy"), "Ctrl+C")
    SELECT_PAGE = (later("Select the page's text"), "Ctrl+A")
    ASK = (later("Ask about the selection"), "Ctrl+J")
    SUMMARY = (later("Summary of the document"), "Ctrl+Shift+S")
    SECTION = (later("Summary of this section"), "F4")
    GO_TO = (later("Go to page…"), "Ctrl+G")
    LARGER = (later("Larger"), "Ctrl++")
    SMALLER = (later("Smaller"), "Ctrl+-")
    ACTUAL = (later("Actual size"), "Ctrl+0")
    FIT_WIDTH = (later("Fit the width"), "Ctrl+2")
    FIT_PAGE = (later("Fit the page"), "Ctrl+3")
    DIM = (later("Dim pages in the dark"), "Ctrl+Shift+I")
    TURN = (later("Turn right"), "Ctrl+Shift+R")
    NEXT_CITATION = (later("Next citation"), "F8")
    CITATION_BEFORE = (later("Citation before"), "Shift+F8")
    NEXT_DOCUMENT = (later("Next document"), through_tabs(sys.platform))
    DOCUMENT_BEFORE = (later("Document before"), through_tabs(sys.platform, back=True))
    BESIDE = (later("Open beside"), "F7")
    OTHER_SIDE = (later("Go to the other side"), "F6")
    TOGETHER = (later("Scroll both sides together"), "Ctrl+Shift+J")
    CLOSE_SIDE = (later("Close this side"), "Shift+F7")
    PRINT = (later("Print…"), "Ctrl+P")
    OUTSIDE = (later("Open in another program…"), "Ctrl+Shift+X")
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
        PageAction.SUMMARY,
        PageAction.GO_TO,
        PageAction.FIT_WIDTH,
        PageAction.FIT_PAGE,
        PageAction.DIM,
        PageAction.TURN,
        PageAction.NEXT_CITATION,
        PageAction.CITATION_BEFORE,
        PageAction.NEXT_DOCUMENT,
        PageAction.DOCUMENT_BEFORE,
        PageAction.BESIDE,
        PageAction.OTHER_SIDE,
        PageAction.TOGETHER,
        PageAction.CLOSE_SIDE,
    }
)
"""Their keys work wherever the focus is, while the page view is in sight; those of the others
only in it."""

_BEFORE_LINE: Final = frozenset(
    {
        PageAction.SIDE,
        PageAction.FIND_BEFORE,
        PageAction.ASK,
        PageAction.SECTION,
        PageAction.GO_TO,
        PageAction.TURN,
        PageAction.CITATION_BEFORE,
        PageAction.DOCUMENT_BEFORE,
        PageAction.CLOSE_SIDE,
    }
)
OF_TWO: Final = frozenset({PageAction.OTHER_SIDE, PageAction.TOGETHER, PageAction.CLOSE_SIDE})
"""Offered while two sides are open."""

_NOT_ALWAYS: Final = frozenset(
    {
        PageAction.NEXT_CITATION,
        PageAction.CITATION_BEFORE,
        PageAction.COPY,
        PageAction.ASK,
        PageAction.SECTION,
        PageAction.FIND_NEXT,
        PageAction.FIND_BEFORE,
        PageAction.NEXT_DOCUMENT,
        PageAction.DOCUMENT_BEFORE,
        *OF_TWO,
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
            action.setCheckable(kind in (PageAction.TOGETHER, PageAction.DIM))
            action.triggered.connect(lambda _on=False, kind=kind: self.triggered.emit(kind))
            view.addAction(action)
            menu.addAction(action)
            if kind in _BEFORE_LINE:
                menu.addSeparator()
            self._made[kind] = action
        dims = self._made[PageAction.DIM]
        menu.aboutToShow.connect(lambda: dims.setChecked(theme.dims_pages()))
        self.lead(leads=True)

    def lead(self, *, leads: bool) -> None:
        """Take the keys that work in the whole window, or leave them to the other side."""
        for kind, action in self._made.items():
            anywhere = leads and kind in _ANYWHERE
            action.setShortcutContext(
                Qt.ShortcutContext.WindowShortcut
                if anywhere
                else Qt.ShortcutContext.WidgetWithChildrenShortcut
            )

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
