"""The line in which a person types what to find in the document."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from octavo.ui import theme
from octavo.ui.widgets.buttons import IconButton
from octavo.words import say

_SETTLE_MS: Final = 150
"""The search begins when typing has paused this long."""


class FindBar(QWidget):
    """A field, how many places there are, and ways from one to the next.

    Signals:
        words_changed: With what is to be found; empty for nothing.
        next_wanted, before_wanted: The person wants to see another place.
        closed: The person is done.
    """

    words_changed = Signal(str)
    next_wanted = Signal()
    before_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(say("Find in the document"))
        self.edit.setAccessibleName(say("Find in the document"))
        self.edit.setStyleSheet("QLineEdit { padding: 2px 8px; border-radius: 6px; }")
        self.edit.setMaxLength(500)
        self.edit.installEventFilter(self)
        self.count = QLabel()
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setProperty("role", "soft")
        self.count.setAccessibleName(say("Places found"))
        self.before = IconButton("chevron-left", say("Find previous (Shift+F3)"))
        self.after = IconButton("chevron-right", say("Find next (F3)"))
        self.close_button = IconButton("close", say("Close the search (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_S, 0, theme.SPACE_S, theme.SPACE_S)
        row.setSpacing(theme.SPACE_XS)
        row.addWidget(self.edit, 1)
        for part in (self.count, self.before, self.after, self.close_button):
            row.addWidget(part)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(lambda: self.words_changed.emit(self.edit.text()))
        self.edit.textChanged.connect(lambda _text: self._settled.start())
        self.before.clicked.connect(self.before_wanted)
        self.after.clicked.connect(self.after_clicked)
        self.close_button.clicked.connect(self.closed)
        self.show_count("", several=False)

    def open(self) -> None:
        """Show the bar with what was found last, ready to be typed over."""
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        if self.edit.text():
            self._settled.start()

    def after_clicked(self) -> None:
        """Ask for the next place."""
        self.next_wanted.emit()

    def show_count(self, text: str, *, several: bool) -> None:
        """Tell what was found; ``several`` if there are places to go to."""
        changed = text != self.count.text()
        self.count.setText(text)
        self.before.setEnabled(several)
        self.after.setEnabled(several)
        if changed and text and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            match event.key():
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                    (self.before_wanted if back else self.next_wanted).emit()
                    return True
                case Qt.Key.Key_Escape:
                    self.closed.emit()
                    return True
                case _:
                    pass
        return super().eventFilter(watched, event)
