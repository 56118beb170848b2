"""The documents that are open in the page view, as tabs; there are none for a single one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QTabBar, QWidget

from octavo.ui.widgets.buttons import IconButton
from octavo.ui.widgets.elided_label import plain_tooltip
from octavo.words import say

_CLOSE_PX: Final = 12

_LEAST_PX: Final = 112
"""So wide is a tab at least, if its name asks for it: there are arrows for what has no room."""


class DocumentTabs(QTabBar):
    """One tab for each open document.

    Signals:
        document_chosen: With the file id of another document that the person wants to see.
        close_asked: With the file id of one that the person is done with.
        beside_asked: With the file id of one that is to be shown on the other side.
    """

    document_chosen = Signal(str)
    close_asked = Signal(str)
    beside_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Open documents"))
        self.setDocumentMode(True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.currentChanged.connect(self._on_current_changed)
        self.hide()

    def show_documents(self, names: Mapping[str, str], current: str | None) -> None:
        """Show a tab for each document (names by file ids), one of them chosen."""
        self.blockSignals(True)
        while self.count():
            self.removeTab(0)
        for file_id, name in names.items():
            # a single & would underline a letter
            index = self.addTab(_in_short(name).replace("&", "&&"))
            self.setTabData(index, file_id)
            self.setTabToolTip(index, plain_tooltip(name))
            self.setAccessibleTabName(index, name)
            close = IconButton(
                "close", plain_tooltip(say("Close {name}", name=name)), size=_CLOSE_PX
            )
            close.setAccessibleName(say("Close {name}", name=name))
            close.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+W closes the one in view
            close.clicked.connect(lambda _on=False, file_id=file_id: self.close_asked.emit(file_id))
            self.setTabButton(index, QTabBar.ButtonPosition.RightSide, close)
            if file_id == current:
                self.setCurrentIndex(index)
        self.blockSignals(False)
        self.setVisible(self.count() > 1)

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Let the tab in view keep its name, and the others enough of theirs to be told apart."""
        whole = self.tabSizeHint(index)
        if index == self.currentIndex():
            return whole
        return QSize(min(whole.width(), _LEAST_PX), whole.height())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the document of a tab; by the keyboard, of the chosen one."""
        by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_keys else self.tabAt(event.pos())
        file_id = self.tabData(index)
        if not isinstance(file_id, str):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(say("Open beside"), lambda: self.beside_asked.emit(file_id))
        menu.addAction(say("Close document"), lambda: self.close_asked.emit(file_id))
        corner = self.tabRect(index).bottomLeft()
        menu.popup(self.mapToGlobal(corner) if by_keys else event.globalPos())

    def _on_current_changed(self, index: int) -> None:
        file_id = self.tabData(index)
        if isinstance(file_id, str):
            self.document_chosen.emit(file_id)


def _in_short(name: str) -> str:
    """Return a file's name without the ending that nearly all have."""
    stem, ending = name[:-4], name[-4:]
    return stem if stem and ending.lower() == ".pdf" else name
