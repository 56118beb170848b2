"""What has the place of the pages: a text, or why there are none (yet)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from octavo.ui.pdf.text_sheet import TextSheet
from octavo.ui.widgets.keys_went import reason_to_go
from octavo.words import say

PATIENCE_MS: Final = 300
"""Most documents are there before; a text that flashes by would only disturb."""


class InsteadOfPages:
    """Lets a label have the place of the pages while it has something to say, or a text for good.

    The keys stay there, too: Qt would give them to whatever comes next, such as a button that
    begins a new thread.

    Args:
        label: Says it.
        pages: Has the place otherwise.
        sheet: Has it where a document has no pages but is a text.
    """

    def __init__(self, label: QLabel, pages: QWidget, sheet: TextSheet) -> None:
        self._label = label
        self._sheet = sheet
        self._pages = pages
        self._name = ""
        self._had_keys: QWidget | None = None
        self._timer = QTimer(label, interval=PATIENCE_MS, singleShot=True)
        self._timer.timeout.connect(self._on_patience_lost)

    def say(self, text: str) -> None:
        """Say a text, instead of what was to be said."""
        self._timer.stop()
        self._label.setText(text)
        self._label.show()
        chosen = QApplication.focusWidget()
        if chosen is not None and self._pages.isAncestorOf(chosen):
            self._had_keys = chosen
            self._label.setFocus(reason_to_go(self._label))
        self._pages.hide()

    def say_opening(self, name: str) -> None:
        """Say in a moment that a document is being opened; its name may not be known."""
        self._name = name
        self._timer.start()

    def end(self) -> None:
        """Say nothing, and let the pages have their place."""
        self._timer.stop()
        self._sheet.hide()
        self._pages.show()
        had_keys, self._had_keys = self._had_keys, None
        if had_keys is not None and self._label.hasFocus():
            had_keys.setFocus(reason_to_go(had_keys))
        self._label.hide()

    def show_text(self, text: str) -> None:
        """Show a text, to which the keys go that the label had."""
        had_keys = self._label.hasFocus() or self._had_keys is not None
        self.end()
        self._pages.hide()
        self._sheet.show_text(text)
        if had_keys:
            self._sheet.setFocus()

    def _on_patience_lost(self) -> None:
        name = self._name
        self.say(say("Opening “{name}”…", name=name) if name else say("Opening…"))
