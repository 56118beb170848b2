"""A bar that says what was just done, with a button that undoes it or leads on."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.reading import margins
from octavo.ui.widgets.buttons import IconButton, TextButton
from octavo.ui.widgets.elided_label import ElidedLabel
from octavo.words import say, say_many

SHOWN_MS: Final = 20_000
"""How long something is offered if nobody touches it."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Offer:
    """What was done, what undoes it, and the name of another action if it is none to undo."""

    words: str
    do: Callable[[], object]
    action: str | None
    timer: QTimer


class UndoBar(QWidget):
    """Hidden until something was done; the last thing done is undone first, then the one before.

    Each offer stands for its own time, also while a later one lies over it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: list[_Offer] = []  # the last one is shown
        self._words = ElidedLabel(lines=2)
        self.button = TextButton(say("Undo"), kind="link")
        self.button.setProperty("dense", "true")
        keys = QKeySequence(QKeySequence.StandardKey.Undo)
        self._hint = say(
            "Undo ({keys})", keys=keys.toString(QKeySequence.SequenceFormat.NativeText)
        )
        self.earlier = ElidedLabel()
        self.earlier.setProperty("role", "soft")
        self.close_button = IconButton("close", say("Close this message"))
        # Above the button: beside it there would be room for two or three words.
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_XS)
        row.addWidget(self._words, 1)
        row.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignTop)
        below = QHBoxLayout()
        below.setSpacing(theme.SPACE_S)
        below.addWidget(self.button)
        below.addWidget(self.earlier, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            margins(theme.SPACE_L, theme.SPACE_XS, theme.SPACE_S, theme.SPACE_S)
        )
        column.setSpacing(0)
        column.addLayout(row)
        column.addLayout(below)
        self.button.clicked.connect(self._on_button_clicked)
        self.close_button.clicked.connect(self._on_close_clicked)
        self.hide()

    @property
    def words(self) -> str:
        """What was done last; empty if the bar is hidden."""
        return self._offers[-1].words if self._offers else ""

    def offer(self, words: str, undo: Callable[[], object], *, action: str | None = None) -> None:
        """Say what was done, and offer to undo it, or another action."""
        timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        made = _Offer(words, undo, action, timer)
        timer.timeout.connect(lambda: self._drop(made))
        self._offers.append(made)
        self._show()
        timer.start()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def undo(self) -> None:
        """Undo what was done last, if anything can be undone."""
        for one in reversed(self._offers):
            if one.action is None:
                self._take(one)
                return

    def clear(self) -> None:
        """Offer nothing any more."""
        for one in list(self._offers):
            self._drop(one)

    def _take(self, offer: _Offer) -> None:
        self._drop(offer)
        offer.do()

    def _drop(self, offer: _Offer) -> None:
        self._offers.remove(offer)
        offer.timer.stop()
        offer.timer.deleteLater()
        self._show()

    def _show(self) -> None:
        if not self._offers:
            self.hide()
            return
        shown, before = self._offers[-1], len(self._offers) - 1
        self.button.setText(say("Undo") if shown.action is None else shown.action)
        self.button.setToolTip(self._hint if shown.action is None else "")
        self._words.setText(shown.words)
        earlier = say_many("then {n} more", "then {n:,} more", before) if before else ""
        self.earlier.setText(earlier)
        self.earlier.setVisible(bool(earlier))
        self.setAccessibleName(", ".join(filter(None, (shown.words, earlier))))
        self.show()

    def _on_button_clicked(self) -> None:
        if self._offers:
            self._take(self._offers[-1])

    def _on_close_clicked(self) -> None:
        if self._offers:
            self._drop(self._offers[-1])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        worn = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(worn.selection))
