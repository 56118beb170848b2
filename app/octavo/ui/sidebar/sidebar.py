"""The left column of the window: new thread, threads, documents, and where answers come from."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from octavo.ui import icons, theme
from octavo.ui.documents.document_list import DocumentList
from octavo.ui.documents.heading import DocumentsHeading
from octavo.ui.documents.model import DocumentsModel
from octavo.ui.sidebar.column import ListColumn
from octavo.ui.sidebar.thread_list import ThreadList
from octavo.ui.sidebar.threads_model import ThreadsModel
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.elided_label import ElidedLabel
from octavo.ui.widgets.rows import INSET
from octavo.ui.widgets.undo_bar import UndoBar
from octavo.words import later, say

HERE: Final = later("On this computer · nothing is sent")
HERE_BUT_VERSIONS: Final = later("On this computer · asks for updates")


class Sidebar(QWidget):
    """The lists with their models, and the buttons around them.

    Signals:
        new_thread_asked: The person wants a new thread.
        add_files_asked: The person wants to choose PDFs.
        search_asked: The person wants to search.
    """

    new_thread_asked = Signal()
    add_files_asked = Signal()
    search_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.threads_model = ThreadsModel(self)
        self.documents_model = DocumentsModel(self)
        self.threads = ThreadList(self.threads_model)
        self.documents = DocumentList(self.documents_model)
        self.new_thread = TextButton(say("New thread"), kind="primary", icon_name="plus")
        self.new_thread.setProperty("align", "left")
        self.new_thread.setToolTip(say("New thread (Ctrl+N)"))
        self.search = TextButton(say("Search"), kind="quiet", icon_name="search")
        self.search.setProperty("align", "left")
        self.search.setToolTip(say("Search threads and documents (Ctrl+K)"))
        self.heading = DocumentsHeading(self.documents_model)
        self.undo_bar = UndoBar()
        self._lock = QLabel()
        self._where = ElidedLabel(str(HERE))
        self._icon = "lock"
        self._here = HERE
        self._source: str | None = None
        self._keeper: str | None = None
        self._embedder: str | None = None
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(220)
        self.setMaximumWidth(320)
        self._lay_out()
        self.new_thread.clicked.connect(self.new_thread_asked)
        self.heading.add_files_asked.connect(self.add_files_asked)
        self.heading.left_down.connect(self.documents.take_focus)
        self.search.clicked.connect(self.search_asked)
        self._refresh()

    def source_words(self) -> str:
        """Return what the foot says of where answers come from."""
        return self._where.text()

    def show_source(self, host: str | None, *, asks_for_versions: bool) -> None:
        """Say where answers come from, and what is sent for them.

        Args:
            host: That passages are sent to; None where this program answers alone.
            asks_for_versions: Whether the publisher is asked for newer versions.
        """
        self._here = HERE_BUT_VERSIONS if asks_for_versions else HERE
        self._source = host
        self._show_where()

    def show_embedder(self, host: str | None) -> None:
        """Say which host compares meanings in the collection in view; None for this program."""
        self._embedder = host
        self._show_where()

    def show_keeper(self, host: str | None) -> None:
        """Say at which host the documents in view lie, to be searched there; None for nowhere."""
        self._keeper = host
        self._show_where()

    def _show_where(self) -> None:
        source, embedder, keeper = self._source, self._embedder, self._keeper
        others = ", ".join(
            dict.fromkeys(one for one in (source, embedder) if one not in (None, keeper))
        )
        if keeper is not None:
            text = (
                say("Documents lie at {host}, text goes to {others}", host=keeper, others=others)
                if others
                else say("Documents lie at {host}", host=keeper)
            )
        elif embedder is None:
            here = str(self._here)
            text = here if source is None else say("Passages go to {host}", host=source)
        elif source in (None, embedder):
            text = say("Text and questions go to {host}", host=embedder)
        else:
            text = say("Passages go to {host}, text to {other}", host=source, other=embedder)
        self._where.setText(text)
        goes = any(one is not None for one in (source, embedder, keeper))
        self._icon = "send" if goes else "lock"
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._refresh()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(INSET, INSET, INSET, theme.SPACE_XS)
        top.setSpacing(theme.SPACE_XS)
        top.addWidget(self.new_thread)
        top.addWidget(self.search)

        foot = QHBoxLayout()
        foot.setContentsMargins(INSET, theme.SPACE_S, INSET, theme.SPACE_M)
        foot.setSpacing(theme.SPACE_S)
        foot.addWidget(self._lock)
        foot.addWidget(self._where, 1)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(ListColumn(self.threads, self.heading, self.documents), 1)
        column.addWidget(self.undo_bar)
        column.addLayout(foot)

    def _refresh(self) -> None:
        self._where.setProperty("role", "soft")
        self._where.setFont(theme.font(theme.SMALL_PX))
        color = theme.current().soft_ink
        self._lock.setPixmap(icons.pixmap(self._icon, color, icons.SMALL, self.devicePixelRatio()))
