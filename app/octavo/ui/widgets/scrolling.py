"""Areas that scroll: calm as long as they are clicked, and with an edge once the keys are there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QFrame, QScrollArea, QWidget

from octavo.ui import theme
from octavo.ui.reading import margins
from octavo.ui.widgets.keys_went import BY_KEYS, show_reached


class CalmScrollArea(QScrollArea):
    """Shows by its edge that the keys have come to it; a click needs no such sign.

    The wheel scrolls it and nothing else: over a box or a number, it would change what was chosen
    there.
    """

    def __init__(self) -> None:
        super().__init__()
        self._wheel = _WheelGoesOn(self)

    def setWidget(self, widget: QWidget) -> None:
        super().setWidget(widget)
        self._lead_wheel()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lead_wheel()  # past what was put in meanwhile

    def _lead_wheel(self) -> None:
        for kind in (QComboBox, QAbstractSpinBox):
            for field in self.findChildren(kind):
                field.installEventFilter(self._wheel)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEYS:
            show_reached(self, reached=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        show_reached(self, reached=False)


class _WheelGoesOn(QObject):
    """Keeps the wheel from a field, so that it goes on to what the field stands in."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt passes it
        if event.type() != QEvent.Type.Wheel:
            return False
        event.ignore()
        return True


class Scrolling(CalmScrollArea):
    """Shows a widget, as wide as it is itself, and stops the Tab key only where it scrolls.

    Args:
        content: The widget; it is as wide as this, and scrolls up and down.
    """

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        for part in (content, self.viewport()):
            part.setAutoFillBackground(False)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._on_range_changed)
        self._on_range_changed(0, bar.maximum())

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of what is shown, and of the bar beside it with its gap."""
        bar = self.verticalScrollBar().sizeHint().width()
        wanted = self._content.minimumSizeHint().width() + bar + theme.SPACE_S
        return QSize(wanted, super().minimumSizeHint().height())

    def _on_range_changed(self, _least: int, most: int) -> None:
        gap = theme.SPACE_S if most else 0  # or the bar would touch the ends of lines
        self.setViewportMargins(margins(0, 0, gap, 0))
        # where nothing scrolls, the keys could do nothing
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most else Qt.FocusPolicy.NoFocus)
