"""Dropping and pasting files anywhere in the window: what comes, and how the window shows it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QMimeData,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from octavo.session.names import display_name
from octavo.ui import icons, theme
from octavo.words import say, say_many

_TARGET_WIDTH = 240
_TARGET_HEIGHT = 300
_VEIL = 0.88


def paths_of(mime: QMimeData | None) -> tuple[Path, ...]:
    """Return the files and folders of this computer that a drag or the clipboard holds."""
    if mime is None or not mime.hasUrls():
        return ()
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def invitation(paths: tuple[Path, ...], collection: str) -> str:
    """Return what will happen if these are dropped now."""
    if len(paths) == 1:
        return say("Add {name} to {collection}", name=display_name(paths[0]), collection=collection)
    all_pdf = all(path.suffix.lower() == ".pdf" for path in paths)
    n = len(paths)
    if all_pdf:
        return say_many(
            "Add {n} PDF to {collection}",
            "Add {n:,} PDFs to {collection}",
            n,
            collection=collection,
        )
    return say_many(
        "Add {n} item to {collection}", "Add {n:,} items to {collection}", n, collection=collection
    )


class DropOverlay(QWidget):
    """Softens the whole window and shows a page-shaped target with what will happen."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.over: QWidget | None = None  # in the middle of which the target is, if it is shown
        self._text = ""
        self._strength = 0.0
        self._fade = QVariantAnimation(self)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.valueChanged.connect(self._on_faded)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def invite(self, text: str) -> None:
        """Cover the window and show the target."""
        self._text = text
        self.setAccessibleName(text)
        if self.isVisible():
            self.update()
            return
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        self._fade.stop()
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.setDuration(theme.motion())
        self._fade.start()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        worn = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(worn.window)
        veil.setAlphaF(_VEIL * self._strength)
        painter.fillRect(self.rect(), veil)
        painter.setOpacity(self._strength)
        target = QRectF(0, 0, _TARGET_WIDTH, _TARGET_HEIGHT)
        target.moveCenter(QPointF(self.middle))
        pen = QPen(QColor(worn.accent), 2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(worn.raised))
        painter.drawRoundedRect(target, 12, 12)
        edge = 28.0
        mark = QRectF(target.center().x() - edge / 2, target.center().y() - 40, edge, edge)
        icons.paint(painter, "page", worn.accent, mark)
        painter.setPen(QColor(worn.ink))
        painter.setFont(theme.font(theme.CHAT_PX))
        room = target.adjusted(20, _TARGET_HEIGHT / 2 + 4, -20, -16)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        wrap = Qt.TextFlag.TextWrapAnywhere if " " not in self._text else Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags) | int(wrap), self._text)

    @property
    def middle(self) -> QPoint:
        """Where the middle of the target is: that of the window without its sides, if it has room.

        Else it would cover one half of the drawing that invites to drop, and leave the other.
        """
        over = self.over
        if over is None or not over.isVisible() or over.width() < _TARGET_WIDTH:
            return self.rect().center()
        return QRect(over.mapTo(self._window, QPoint()), over.size()).center()

    def _on_faded(self, strength: object) -> None:
        self._strength = float(str(strength))
        self.update()


class DropArea(QObject):
    """Takes files dropped or pasted on a window, whatever widget they fall on.

    Args:
        window: The window; its children that take drops themselves are watched by `watch`.
        collection: Asked for the name of what the files are added to.

    Signals:
        dropped: A tuple of paths.
    """

    dropped = Signal(object)

    def __init__(self, window: QWidget, collection: Callable[[], str]) -> None:
        super().__init__(window)
        self._window = window
        self._collection = collection
        self.overlay = DropOverlay(window)
        # Going from one widget to another is a leave and an enter: wait for both before hiding.
        self._leaving = QTimer(self, singleShot=True, interval=0)
        self._leaving.timeout.connect(self.overlay.hide)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def watch(self, part: QWidget) -> None:
        """Also take what falls on those widgets of a part that take drops themselves."""
        for widget in (part, *part.findChildren(QWidget)):
            if widget.acceptDrops() and widget is not self._window:
                widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in {QEvent.Type.DragEnter, QEvent.Type.DragMove}:
            return self._on_drag(event)
        if kind == QEvent.Type.DragLeave:
            self._leaving.start()
            return False
        if kind == QEvent.Type.Drop:
            return self._on_drop(event)
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return event.matches(QKeySequence.StandardKey.Paste) and self._paste()
        if kind == QEvent.Type.Resize and watched is self._window and self.overlay.isVisible():
            self.overlay.setGeometry(QRect(self._window.rect()))
        return False

    def _on_drag(self, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):
            return False
        paths = paths_of(event.mimeData())
        if not paths:
            return False
        self._leaving.stop()
        if event.type() == QEvent.Type.DragEnter or not self.overlay.isVisible():
            self.overlay.invite(invitation(paths, self._collection()))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _on_drop(self, event: QEvent) -> bool:
        self.overlay.hide()
        if not isinstance(event, QDropEvent):
            return False
        paths = paths_of(event.mimeData())
        if not paths:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(paths)
        return True

    def _paste(self) -> bool:
        paths = paths_of(QGuiApplication.clipboard().mimeData())
        if paths:
            self.dropped.emit(paths)
        return bool(paths)
