"""The search box: lies over the window, takes words, shows what was found at each letter."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from octavo.session.found import MOST_TYPED, Found
from octavo.ui import theme
from octavo.ui.search.delegate import FoundDelegate
from octavo.ui.search.model import FOUND_ROLE, FoundModel
from octavo.words import later, say

PAUSE_MS = 40
"""After a letter, until what is there by then is looked for."""

_WIDTH = 640
_TOP = 72
_MARGIN = 24
_VEIL = 0.55
_HEIGHT_SHARE = 0.72
_HINT = later("Titles and messages of threads, and the pages of all your documents")


class FoundList(QListView):
    """Shows a `FoundModel`.

    Signals:
        chosen: With the `FoundThread` or `FoundPage` that was clicked.
    """

    chosen = Signal(object)

    def __init__(self, model: FoundModel) -> None:
        super().__init__()
        self._delegate = FoundDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(say("Results"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay with the field
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def natural_height(self) -> int:
        """Return the height at which nothing is scrolled, in pixels."""
        rows = range(self.model().rowCount())
        return sum(self.sizeHintForIndex(self.model().index(row, 0)).height() for row in rows)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        found = self.indexAt(event.position().toPoint()).data(FOUND_ROLE)
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self.chosen.emit(found)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()


class SearchBox(QWidget):
    """Covers the window while it is open; `octavo.ui.search.presenter` finds for it.

    Args:
        window: What it covers.

    Signals:
        words_typed: With the text of the field, after a short pause.
        chosen: With the `FoundThread` or `FoundPage` that the person wants to see.
        closed: It has gone.
    """

    words_typed = Signal(str)
    chosen = Signal(object)
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self._model = FoundModel(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("Search threads and documents"))
        self.field.setAccessibleName(say("Search threads and documents"))
        self.field.setMaxLength(MOST_TYPED)
        self.field.setProperty("kind", "search")
        self.results = FoundList(self._model)
        self.note = QLabel(str(_HINT))
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setProperty("role", "soft")
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._panel = QFrame(self)
        self._lay_out()
        self.field.installEventFilter(self)
        window.installEventFilter(self)
        self._pause.timeout.connect(lambda: self.words_typed.emit(self.field.text()))
        self.field.textEdited.connect(lambda _: self._pause.start())
        self.results.chosen.connect(self._choose)
        self.setAccessibleName(say("Search"))
        self.hide()

    @property
    def words(self) -> str:
        """What is in the field."""
        return self.field.text()

    def open(self) -> None:
        """Show it with the words of the last time, ready to be typed over."""
        if not self.isVisible():
            self._before = self._window.window().focusWidget()
        self.setGeometry(self._window.rect())
        self._arrange()
        self.raise_()
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        if self.words:
            self.words_typed.emit(self.words)

    def close_box(self) -> None:
        """Take it away; the keys go back to where they were."""
        if not self.isVisible():
            return
        self._pause.stop()
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None
        self.closed.emit()

    def show_found(self, found: Found) -> None:
        """Show what was found, the first of it chosen."""
        self._model.show(found)
        if found.is_empty:
            words = found.query.strip()
            self.note.setText(
                say("Nothing is found for “{words}”.", words=words) if words else str(_HINT)
            )
        else:
            self._move(1)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
            self._arrange()
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            return self._on_key(cast("QKeyEvent", event))
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close it: the press was beside its panel."""
        event.accept()
        self.close_box()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        worn = theme.current()
        painter = QPainter(self)
        veil = QColor(worn.window)
        veil.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), veil)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(worn.line), 1))
        painter.setBrush(QColor(worn.raised))
        area = QRectF(self._panel.geometry()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, 12, 12)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(0, theme.SPACE_M, 0, theme.SPACE_M)
        column.setSpacing(theme.SPACE_S)
        top = QVBoxLayout()
        top.setContentsMargins(theme.SPACE_M, 0, theme.SPACE_M, 0)
        top.addWidget(self.field)
        column.addLayout(top)
        column.addWidget(self.note)
        column.addWidget(self.results, 1)

    def _arrange(self) -> None:
        """Give the panel the height that what was found wants, as far as there is room."""
        found = self._model.rowCount() > 0
        self.results.setVisible(found)
        self.note.setVisible(not found)
        width = min(_WIDTH, self.width() - 2 * _MARGIN)
        self._panel.setFixedWidth(width)
        wanted = self.results.natural_height() if found else self.note.sizeHint().height()
        most = round(self.height() * _HEIGHT_SHARE)
        head = self.field.sizeHint().height() + 2 * theme.SPACE_M + 2 * theme.SPACE_S
        height = min(wanted + head, most)
        self._panel.setGeometry((self.width() - width) // 2, _TOP, width, height)
        self.update()

    def _on_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_box()
            case Qt.Key.Key_Down:
                self._move(1)
            case Qt.Key.Key_Up:
                self._move(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                found = self.results.currentIndex().data(FOUND_ROLE)
                if found is not None and not self._pause.isActive():
                    self._choose(found)
            case _:
                return False
        return True

    def _move(self, step: int) -> None:
        """Choose the next result in a direction; headings are passed over."""
        row = self.results.currentIndex().row()
        count = self._model.rowCount()
        for _ in range(count):
            row = (row + step) % count if row >= 0 or step > 0 else count - 1
            if not self._model.is_heading(row):
                self.results.setCurrentIndex(self._model.index(row))
                if row == 1:  # with the heading above the first
                    self.results.scrollTo(self._model.index(0))
                return

    def _choose(self, found: object) -> None:
        self.close_box()
        self.chosen.emit(found)
