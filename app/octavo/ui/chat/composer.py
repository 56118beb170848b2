"""The composer: a field that grows with its text, and the button that sends or stops."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from octavo.ui import theme
from octavo.ui.chat.waiting import WaitingRow
from octavo.ui.reading import align_by_text, margins
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.elided_label import plain_tooltip
from octavo.words import later, say

MAX_LENGTH: Final = 256_000
"""Characters of a question, as the interface allows."""

PLACEHOLDERS: Final = (later("Ask about these documents…"), later("Ask a question…"), later("Ask…"))
"""What the empty field says: the first that fits into a line."""

BUSY: Final = later("One question waits already. Take it back, or wait for the answer.")
_MOST_LINES: Final = 8


def too_long() -> str:
    """Return what is said when a question does not fit."""
    return say(
        "A question has at most {most:,} characters; the rest was left out.", most=MAX_LENGTH
    )


class QuestionEdit(QPlainTextEdit):
    """Takes plain text only; Enter submits, Shift+Enter begins a new line.

    Signals:
        submitted: Enter was pressed.
        files_pasted: With the paths (list of `Path`) of files that were pasted.
        overfilled: Text was left out because it did not fit.
        focus_changed: The focus came or went.
    """

    submitted = Signal()
    files_pasted = Signal(list)
    overfilled = Signal()
    focus_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # the composer draws the frame around field and button
        self.setStyleSheet("QPlainTextEdit { border: none; background: transparent; padding: 0; }")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(theme.font(theme.CHAT_PX))
        self.setPlaceholderText(str(PLACEHOLDERS[0]))
        self.setAccessibleName(say("Your question"))
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # the window takes every drop
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._on_text_changed)
        align_by_text(self)
        self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take pasted text as it is; pass files on."""
        files = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        if files:
            self.files_pasted.emit(files)
            return
        text = source.text()
        room = MAX_LENGTH - self._length() + len(self.textCursor().selectedText())
        self.textCursor().insertText(text[: max(0, room)])
        self.ensureCursorVisible()
        if len(text) > room:
            self.overfilled.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasUrls()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.submitted.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_placeholder()
        self._fit()

    def _length(self) -> int:
        return self.document().characterCount() - 1

    def _on_text_changed(self) -> None:
        surplus = self._length() - MAX_LENGTH
        if surplus > 0:
            cursor = self.textCursor()
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, surplus
            )
            cursor.removeSelectedText()
            self.overfilled.emit()
        align_by_text(self)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            align_by_text(self)

    def _fit_placeholder(self) -> None:
        room = self.viewport().width() - 2 * self.document().documentMargin()
        width = self.fontMetrics().horizontalAdvance
        fitting = (text for text in map(str, PLACEHOLDERS) if width(text) < room)
        self.setPlaceholderText(next(fitting, str(PLACEHOLDERS[-1])))

    def _fit(self) -> None:
        # the height of a plain-text document is counted in lines
        lines = min(max(1, round(self.document().size().height())), _MOST_LINES)
        height = lines * self.fontMetrics().lineSpacing() + 2 * self.document().documentMargin()
        self.setFixedHeight(round(height) + 1)
        crowded = self.document().size().height() > _MOST_LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if crowded else policy.ScrollBarAlwaysOff
        )


class Composer(QWidget):
    """The field, the button, and a line that says why nothing is sent.

    Signals:
        submitted: With the question.
        waiting_submitted: With a question that is to be asked when the answer has ended.
        taken_back: The question that waits is not to be asked by itself.
        stop_requested: The person wants no more of the answer.
        files_pasted: With the paths (list of `Path`) of files that were pasted.
    """

    submitted = Signal(str)
    waiting_submitted = Signal(str)
    taken_back = Signal()
    stop_requested = Signal()
    files_pasted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answering = False
        self._blocked = ""
        self.edit = QuestionEdit()
        self.button = TextButton(say("Send"), kind="primary")
        self.notice = QLabel()
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self.notice.setWordWrap(True)
        self.notice.setProperty("role", "soft")
        self.notice.hide()
        self.waiting = WaitingRow()
        self._frame = _Frame(self.edit)
        inside = QHBoxLayout(self._frame)
        inside.setContentsMargins(
            margins(theme.SPACE_L, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        )
        inside.setSpacing(theme.SPACE_S)
        inside.addWidget(self.edit, 1, Qt.AlignmentFlag.AlignVCenter)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(self.waiting)
        column.addWidget(self._frame)
        column.addWidget(self.notice)
        self.edit.submitted.connect(self._on_submitted)
        self.waiting.taken_back.connect(self.taken_back)
        self.edit.files_pasted.connect(self.files_pasted)
        self.edit.overfilled.connect(lambda: self._say(too_long()))
        self.edit.textChanged.connect(self._on_text_changed)
        self.button.clicked.connect(self._on_clicked)
        self._refresh()

    @property
    def text(self) -> str:
        """What is in the field."""
        return self.edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Put a text into the field, the cursor behind it."""
        self.edit.setPlainText(text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)

    def set_answering(self, answering: bool) -> None:
        """Turn the button into "Stop" while an answer streams in, and back."""
        self._answering = answering
        if not answering and self.notice.text() == str(BUSY):
            self._say("")
        self._refresh()

    def set_blocked(self, reason: str) -> None:
        """Let nothing be sent for a reason, which is told; an empty one lifts it."""
        self._blocked = reason
        self._say("")
        self._refresh()

    def _on_submitted(self) -> None:
        if self._blocked and not self._answering:
            self._say(self._blocked)
        elif self._answering and self.waiting.question:
            self._say(str(BUSY))
        elif question := self.text.strip():
            self.edit.clear()
            self._say("")
            (self.waiting_submitted if self._answering else self.submitted).emit(question)

    def _on_clicked(self) -> None:
        if self._answering:
            self.stop_requested.emit()
        else:
            self._on_submitted()
        self.edit.setFocus()

    def _on_text_changed(self) -> None:
        if self.notice.text() != too_long() or len(self.text) < MAX_LENGTH:
            self._say("")
        self._refresh()

    def _refresh(self) -> None:
        empty = not self._answering and not self.edit.toPlainText().strip()
        self.button.setText(say("Stop") if self._answering else say("Send"))
        self.button.setEnabled(self._answering or not self._blocked)
        if self._answering:
            reason = say("Stop the answer")
        else:
            reason = self._blocked or (
                say("Write a question first") if empty else say("Send the question")
            )
        self.button.setToolTip(plain_tooltip(reason))
        self.button.setAccessibleDescription(reason)

    def _say(self, text: str) -> None:
        self.notice.setText(text)
        self.notice.setVisible(bool(text))


class _Frame(QWidget):
    """The rounded ground of the field and its button; the outline tells where the focus is."""

    def __init__(self, edit: QuestionEdit) -> None:
        super().__init__()
        self._edit = edit
        self.setCursor(Qt.CursorShape.IBeamCursor)
        edit.focus_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is painted
        worn = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(worn.accent if self._edit.hasFocus() else worn.line), 1))
        painter.setBrush(QColor(worn.raised))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, theme.RADIUS + 4, theme.RADIUS + 4)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
