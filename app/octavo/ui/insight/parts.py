"""What the views of this room are made of: headings, quotes with their places, bars."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from octavo.protocol.labels import in_full
from octavo.session.engine_words import quoted
from octavo.session.state import Citation
from octavo.ui import theme
from octavo.ui.chat.chips import chip_label, one_line, page_label
from octavo.ui.widgets.elided_label import plain_tooltip
from octavo.words import say

Open = Callable[[Citation], None]
"""Shows a place in the page view."""

_BAR_HEIGHT = 4


def text_label(text: str, *, role: str = "", pixels: int = theme.BASE_PX) -> QLabel:
    """Return a label that wraps, whose text is plain and can be selected."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    label.setProperty("role", role)
    label.setFont(theme.font(pixels))
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


def chip_button(place: Citation, on_open: Open, *, short: bool = False) -> QPushButton:
    """Return a chip that opens a place; a short one tells the page alone."""
    label = one_line(place.label)
    button = QPushButton(page_label(label) if short else chip_label(place))
    button.setProperty("kind", "chip")
    button.setProperty("checked_place", "true" if place.verified else "false")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    where = ", ".join((one_line(place.filename), str(in_full(label))))
    button.setAccessibleName(where)
    note = "" if place.verified else "\n" + say("This was not found on the page word for word.")
    button.setToolTip(plain_tooltip(where + note))
    button.clicked.connect(lambda: on_open(place))
    return button


class QuoteRow(QWidget):
    """A quote, and below it the chip that opens its page."""

    def __init__(self, place: Citation, on_open: Open, *, short: bool = False) -> None:
        super().__init__()
        self.text = text_label(quoted(one_line(place.quote)), pixels=theme.CHAT_PX - 1)
        self.chip = chip_button(place, on_open, short=short)
        row = QHBoxLayout()
        row.addWidget(self.chip)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.SPACE_S)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(self.text)
        column.addLayout(row)


class ShareBar(QWidget):
    """A thin bar that is filled by a share, 0 to 1."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = min(1.0, max(0.0, share))
        self.setFixedSize(QSize(72, _BAR_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        worn = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(self.rect())
        painter.setBrush(QColor(worn.line))
        painter.drawRoundedRect(track, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
        if self._share > 0:
            track.setWidth(max(_BAR_HEIGHT, track.width() * self._share))
            painter.setBrush(QColor(worn.accent))
            painter.drawRoundedRect(track, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
