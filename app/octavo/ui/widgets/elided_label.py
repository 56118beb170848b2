"""A label of one or few lines that ends in “…” where it does not fit; always plain text."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from octavo.ui.reading import direction_of

_LINE: Final = 80
"""Characters of a tooltip that need no second line."""


class ElidedLabel(QLabel):
    """Shows as much of a text as fits; the whole of it is its tooltip while it does not.

    Args:
        mode: Where the text is cut.
        lines: How many it may take; more than one makes it as high as it needs to be.
    """

    def __init__(
        self,
        text: str = "",
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        lines: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._mode = mode
        self._most = lines
        self.setTextFormat(Qt.TextFormat.PlainText)
        upright = QSizePolicy.Policy.Fixed if lines == 1 else QSizePolicy.Policy.Preferred
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, upright)
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Show another text, its line breaks as spaces."""
        super().setText(" ".join(text.split()))
        self._refresh_tooltip()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return self._most > 1

    def heightForWidth(self, width: int) -> int:
        return QFontMetrics(self.font()).lineSpacing() * len(self._lines(width))

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, QFontMetrics(self.font()).height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refresh_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        shown = self.layoutDirection()
        painter.setLayoutDirection(direction_of(self.text(), shown))
        across = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(QStyle.visualAlignment(shown, self.alignment()) | across),
            self.palette(),
            self.isEnabled(),
            self._shown(),
            QPalette.ColorRole.WindowText,
        )

    def _shown(self) -> str:
        metrics = QFontMetrics(self.font())
        width = self.contentsRect().width()
        *whole, last = self._lines(width)
        return "\n".join([*whole, metrics.elidedText(last, self._mode, width)])

    def _lines(self, width: int) -> list[str]:
        """Return the lines that a text takes; the last one has all that is left."""
        text = self.text()
        if self._most == 1:
            return [text]
        layout = QTextLayout(text, self.font())
        starts: list[int] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid() and len(starts) < self._most:
            line.setLineWidth(max(1, width))
            starts.append(line.textStart())
        layout.endLayout()
        ends = [*starts[1:], len(text)]
        return [text[start:end].rstrip() for start, end in zip(starts, ends, strict=True)] or [""]

    def _refresh_tooltip(self) -> None:
        self.setToolTip(
            plain_tooltip(self.text()) if self._shown().replace("\n", " ") != self.text() else ""
        )


def plain_tooltip(text: str) -> str:
    """Return a tooltip that Qt shows as it is, whatever it contains.

    Qt has no plain-text tooltips: it guesses. Escaped text in a paragraph leaves no guess. A line
    without a tag is no paragraph to Qt, and is read aloud as it is where Qt describes by tooltips.
    """
    if len(text) <= _LINE and not set(text) & set("<>&\n"):
        return text
    escaped = (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    )
    return f"<p>{escaped}</p>" if escaped else ""
