"""A bar at the top of a panel: what happened, one action, a fold with details."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from octavo.session.state import Problem
from octavo.ui import icons, theme
from octavo.ui.reading import margins
from octavo.ui.widgets.buttons import IconButton, TextButton
from octavo.words import say

_ROOMY: Final = 560
"""Pixels from which on there is room for buttons beside the words."""

_NARROW: Final = 380
"""Pixels below which one button is above the other."""


class ProblemBar(QWidget):
    """Hidden until there is a problem to show.

    Signals:
        action_triggered: The person chose the action.
        dismissed: The person closed the bar.
    """

    action_triggered = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem: Problem | None = None
        self._is_news = False
        self._icon = QLabel()
        self._title = _label(weight=QFont.Weight.DemiBold)
        self._message = _label()
        self._details = _label(role="soft")
        self._details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = TextButton("", kind="link")
        self._fold = TextButton(say("Details"), kind="quiet")
        self._fold.setCheckable(True)
        for button in (self._action, self._fold):
            button.setProperty("dense", "true")
        self._close = IconButton("close", say("Close this message"))
        self._lay_out()
        self._fold.toggled.connect(self._details.setVisible)
        self._action.clicked.connect(self.action_triggered)
        self._close.clicked.connect(self._on_closed)
        self._refresh_icon()
        self.hide()

    @property
    def problem(self) -> Problem | None:
        """What is shown now."""
        return self._problem

    def show_problem(
        self, problem: Problem, *, action: str = "", details: str = "", is_news: bool = False
    ) -> None:
        """Show a problem in place of the one before.

        Args:
            problem: What happened, in words.
            action: Text of the action's button; none if empty.
            details: What the fold holds, in addition to the hint; no fold if there is nothing.
            is_news: Whether it is none: something went well that has to be known.
        """
        self._problem = problem
        self._is_news = is_news
        self._refresh_icon()
        self._title.setText(problem.title)
        said = f"{problem.message} {problem.hint}".strip()
        self._message.setText(said)
        self._message.setVisible(bool(said))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._details.setText(details)
        self._fold.setVisible(bool(details))
        self._fold.setChecked(False)
        self._details.hide()
        self.setAccessibleName(f"{problem.title}. {said}")
        self.show()

    def clear(self) -> None:
        """Take the problem away."""
        self._problem = None
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(across if self.width() >= _ROOMY else down)
        self._row.setDirection(down if self.width() < _NARROW else across)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._refresh_icon()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        worn = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(worn.question if self._is_news else worn.problem))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(worn.line))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(theme.SPACE_XS // 2)
        words.addWidget(self._title)
        words.addWidget(self._message)
        words.addWidget(self._details)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.SPACE_M)
        for button in (self._fold, self._action):
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addStretch(1)
        # beside the words, or below them where both would have too little room
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(theme.SPACE_XS)
        self._body.addLayout(words, 1)
        self._body.addLayout(self._row)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(theme.SPACE_L, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S))
        row.setSpacing(theme.SPACE_M)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._icon, 0, top)
        row.addLayout(self._body, 1)
        row.addWidget(self._close, 0, top)

    def _refresh_icon(self) -> None:
        worn = theme.current()
        name, color = ("check", worn.ok) if self._is_news else ("warning", worn.bad)
        self._icon.setPixmap(icons.pixmap(name, color, icons.LARGE, self.devicePixelRatio()))

    def _on_closed(self) -> None:
        self.clear()
        self.dismissed.emit()


def _label(*, role: str = "", weight: QFont.Weight | None = None) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    if weight is not None:
        label.setFont(theme.font(theme.BASE_PX, weight))
    return label
