"""The page in the place of the chat: a way back, a title, and a view that scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from octavo.protocol.insight import FileSummary
from octavo.protocol.steps import StepSearchResult
from octavo.session.state import DocumentItem, Problem
from octavo.ui import theme
from octavo.ui.header import HEADER_HEIGHT
from octavo.ui.insight.comparison_view import ComparisonView
from octavo.ui.insight.parts import text_label
from octavo.ui.insight.passages_view import PassagesView
from octavo.ui.insight.summary_view import SummaryView
from octavo.ui.insight.written_view import WrittenView
from octavo.ui.reading import margins
from octavo.ui.trials.view import TrialView
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.elided_label import ElidedLabel
from octavo.ui.widgets.scrolling import CalmScrollArea
from octavo.words import say

_ROOMY: Final = 440
"""Pixels from which on there is room for the words of the way back, and for a title."""


class InsightPage(QWidget):
    """Shows one view at a time, which it makes; `octavo.ui.insight.presenter` fills it.

    Signals:
        back_asked: The person wants to go back to the thread.
    """

    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = TextButton(say("Back to the thread"), kind="quiet", icon_name="chevron-left")
        self.back.setAccessibleName(self.back.text())
        self.title = ElidedLabel()
        self.title.setFont(theme.font(theme.CHAT_PX))
        self._scroll = CalmScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.viewport().setAutoFillBackground(False)
        top = QHBoxLayout()
        top.setContentsMargins(margins(theme.SPACE_M, 0, theme.SPACE_L, 0))
        top.setSpacing(theme.SPACE_S)
        top.addWidget(self.back)
        top.addWidget(self.title, 1)
        head = QWidget()
        head.setLayout(top)
        head.setFixedHeight(HEADER_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.setFocusProxy(self._scroll)  # so that the arrow keys scroll
        column.addWidget(head)
        column.addWidget(self._scroll, 1)
        self.back.clicked.connect(self.back_asked)
        leave = QShortcut(QKeySequence(QKeySequence.StandardKey.Cancel), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.back_asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # beside a page, the title needs the room of the words more; the arrow says as much
        words = self.back.accessibleName()
        self.back.setText(words if self.width() >= _ROOMY else "")
        self.back.setToolTip("" if self.width() >= _ROOMY else words)

    @property
    def view(self) -> QWidget | None:
        """What is shown now."""
        return self._scroll.widget()

    def show_view(self, title: str, view: QWidget) -> None:
        """Show a view in place of the one before, which goes."""
        self.title.setText(title)
        view.setProperty("ground", "panel")
        view.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._scroll.setWidget(view)

    def show_summary(
        self, title: str, summary: FileSummary, model: str, sent: str, *, of_part: bool = False
    ) -> SummaryView:
        """Show a document's summary; it has a part for what a model writes, if one is named.

        Args:
            title: Of the page.
            summary: What the document says in its own sentences.
            model: Who may write of it, as it is named; empty where there is none.
            sent: What is sent for that, and where.
            of_part: Whether it is of a section alone.
        """
        written = (
            WrittenView(model, sent, summary.file_id, summary.filename, of_part=of_part)
            if model
            else None
        )
        view = SummaryView(summary, written)
        self.show_view(title, view)
        return view

    def show_comparison(
        self, title: str, documents: Sequence[DocumentItem], chosen: Sequence[str]
    ) -> ComparisonView:
        """Show a question to documents; ``chosen`` are ids of files chosen at first."""
        view = ComparisonView(documents, chosen)
        self.show_view(title, view)
        return view

    def show_passages(self, title: str, passages: Sequence[StepSearchResult]) -> PassagesView:
        """Show what was found for an answer."""
        view = PassagesView(passages)
        self.show_view(title, view)
        return view

    def show_trial(self, title: str, documents: Sequence[str], note: str) -> TrialView:
        """Show a trial that asks about the documents of these names; ``note`` stands before it."""
        view = TrialView(documents, note)
        self.show_view(title, view)
        return view

    def show_waiting(self, title: str, words: str) -> None:
        """Show that something is being made."""
        self.show_view(title, _message(text_label(words, role="soft")))

    def show_problem(self, title: str, problem: Problem) -> None:
        """Show why it cannot be made."""
        lines = (problem.title, problem.message, problem.hint)
        self.show_view(title, _message(text_label("\n".join(line for line in lines if line))))


def _message(label: QLabel) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(*(theme.SPACE_XL,) * 4)
    column.addWidget(label)
    column.addStretch(1)
    return widget
