"""The bar under the pages that tells how far printing is, and lets it be cancelled."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from octavo.ui import theme
from octavo.ui.reading import margins
from octavo.ui.widgets.buttons import IconButton, TextButton
from octavo.ui.widgets.elided_label import ElidedLabel
from octavo.words import say

_SHOWN_MS: Final = 20_000
"""How long it says that all is done."""


class PrintBar(QWidget):
    """Hidden while nothing is printed.

    Signals:
        cancelled: The person wants no more of it.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ElidedLabel()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(96)
        self.progress.setAccessibleName(say("Pages printed"))
        self.cancel = TextButton(say("Cancel"), kind="link")
        self.cancel.setProperty("dense", "true")
        self.close_button = IconButton("close", say("Close this message"))
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(
            margins(theme.SPACE_L, theme.SPACE_XS, theme.SPACE_S, theme.SPACE_XS)
        )
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self.words, 1)
        for part in (self.progress, self.cancel, self.close_button):
            row.addWidget(part)
        self.cancel.clicked.connect(self.cancelled)
        self.close_button.clicked.connect(self.hide)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_progress(self, name: str, done: int, count: int) -> None:
        """Say how many pages of a document are printed."""
        shown = min(done + 1, count)
        self._show_share(
            say("Printing {name}: page {page} of {count}", name=name, page=shown, count=count),
            done,
            count,
        )

    def show_messages(self, name: str, done: int, count: int) -> None:
        """Say how many messages of a thread are printed."""
        self._show_share(say("Printing {name}", name=name), done, count)

    def show_search(self) -> None:
        """Say that the printers are being looked for; how long it takes nobody knows."""
        self._timer.stop()
        self.words.setText(say("Looking for printers…"))
        self._show(busy=True)
        self.progress.hide()

    def show_end(self, words: str) -> None:
        """Say for a while what came of it."""
        self.words.setText(words)
        self._show(busy=False)
        self._timer.start()

    def _show_share(self, words: str, done: int, count: int) -> None:
        self._timer.stop()
        self.words.setText(words)
        self.progress.setRange(0, count)
        self.progress.setValue(done)
        self._show(busy=True)

    def _show(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.cancel.setVisible(busy)
        self.close_button.setVisible(not busy)
        self.setAccessibleName(self.words.text())
        self.show()
