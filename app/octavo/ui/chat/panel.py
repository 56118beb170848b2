"""The chat panel: transcript above, composer below, both in one centred column."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from octavo.session.state import ChatMessage, Citation
from octavo.ui import theme
from octavo.ui.chat.column import column_margins
from octavo.ui.chat.composer import Composer
from octavo.ui.chat.host_wait import HostWaitRow
from octavo.ui.chat.transcript import Transcript
from octavo.ui.insight.suggestions import Suggestions
from octavo.ui.printing.bar import PrintBar


class ChatPanel(QWidget):
    """Shows a thread and takes questions; `octavo.ui.chat.presenter.ChatPresenter` feeds it.

    Signals:
        question_submitted: With the question.
        stop_requested: The person wants no more of the answer.
        citation_activated: With the `Citation` of a chip; see `citations_beside`.
        citation_beside_asked: The same, to be shown beside what is shown already.
        link_activated: With a link's address and its text; nothing is opened here.
        retry_requested: With the id of a failed message.
        quotes_requested: The same, to be answered by what the documents say word for word.
        action_requested: With a `MessageAction` and the id of a message.
        files_pasted: With the paths (list of `Path`) of files pasted into the field.
    """

    question_submitted = Signal(str)
    stop_requested = Signal()
    citation_activated = Signal(object)
    citation_beside_asked = Signal(object)
    link_activated = Signal(str, str)
    retry_requested = Signal(str)
    quotes_requested = Signal(str)
    action_requested = Signal(object, str)
    files_pasted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.transcript = Transcript()
        self.composer = Composer()
        self.suggestions = Suggestions()
        self.host_wait = HostWaitRow()
        self.print_bar = PrintBar()
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.composer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.transcript, 1)
        column.addWidget(self.suggestions)
        column.addWidget(self.host_wait)
        column.addLayout(self._foot)
        column.addWidget(self.print_bar)
        self._place_composer()
        self.composer.submitted.connect(self.question_submitted)
        self.suggestions.question_chosen.connect(self._on_suggestion_chosen)
        self.composer.stop_requested.connect(self.stop_requested)
        self.composer.files_pasted.connect(self.files_pasted)
        self.transcript.citation_activated.connect(self.citation_activated)
        self.transcript.citation_beside_asked.connect(self.citation_beside_asked)
        self.transcript.link_activated.connect(self.link_activated)
        self.transcript.retry_requested.connect(self.retry_requested)
        self.transcript.quotes_requested.connect(self.quotes_requested)
        self.transcript.action_requested.connect(self.action_requested)

    @property
    def messages(self) -> tuple[ChatMessage, ...]:
        """The thread's messages as far as they have been written."""
        return self.transcript.messages

    def citations_beside(self, citation: Citation) -> tuple[Citation, ...]:
        """Return all citations of the message that a citation stands in, itself among them.

        Those of a message that was read again meanwhile are equal to it, and not the same.
        """
        equal: tuple[Citation, ...] = ()
        for message in reversed(self.messages):
            index = citation.among(message.citations)
            if index is None:
                continue
            if message.citations[index] is citation:
                return message.citations
            equal = equal or message.citations
        return equal or (citation,)

    def show_messages(self, messages: Sequence[ChatMessage]) -> None:
        """Replace everything by these messages."""
        self.transcript.show_messages(messages)

    def add_earlier(self, messages: Sequence[ChatMessage]) -> None:
        """Add messages before all that are there; what is in view stays there."""
        self.transcript.add_earlier(messages)

    def clear(self) -> None:
        """Show an empty thread."""
        self.transcript.show_messages(())
        self.set_answering(False)

    def set_answering(self, answering: bool) -> None:
        """Tell that the thread began or ended to answer."""
        self.composer.set_answering(answering)
        self.host_wait.end()
        self.refresh_pending(answering=answering)

    def refresh_pending(self, *, answering: bool) -> None:
        """Show a waiting line as long as an answer is due that has not begun."""
        messages = self.messages
        due = answering and bool(messages) and messages[-1].role == "user"
        self.transcript.set_pending(due)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to the field; as its proxy, the keys would pass the transcript by."""
        self.composer.edit.setFocus(reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_composer()

    def _on_suggestion_chosen(self, question: str) -> None:
        # its button is about to go, and would leave the keys to the next widget of the window
        self.setFocus()
        self.question_submitted.emit(question)

    def _place_composer(self) -> None:
        left, right = column_margins(self.width())
        self.host_wait.place(left, right)
        self._foot.setContentsMargins(left, theme.SPACE_S, right, theme.SPACE_L)
