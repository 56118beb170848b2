"""The page view: a toolbar, the pages, and a foot that leads through the citations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from octavo.pdf.page import PageImage, Rect
from octavo.session.plain_text import PlainText
from octavo.session.state import OpenDocument, Problem
from octavo.ui import theme
from octavo.ui.pdf.actions import PageAction, PageActions
from octavo.ui.pdf.canvas import PageCanvas
from octavo.ui.pdf.citation_foot import CitationFoot
from octavo.ui.pdf.find_bar import FindBar
from octavo.ui.pdf.instead_of_pages import InsteadOfPages
from octavo.ui.pdf.page_labels import page_of, told
from octavo.ui.pdf.scrolling import Fit
from octavo.ui.pdf.selecting import PageSelector
from octavo.ui.pdf.side_panel import WIDTH as SIDE_WIDTH
from octavo.ui.pdf.side_panel import SidePanel
from octavo.ui.pdf.spoken import SpokenPage
from octavo.ui.pdf.tabs import DocumentTabs
from octavo.ui.pdf.text_sheet import TextSheet
from octavo.ui.reading import margins
from octavo.ui.widgets.buttons import IconButton
from octavo.ui.widgets.elided_label import ElidedLabel
from octavo.words import later, say

NOT_LOCATED = later("passage not located on this page")

_LONGEST_LABEL = 8
"""Characters of a printed page number that are shown at once."""

_ROOMY = 480
"""Pixels from which on the toolbar tells the zoom and has room for a name beside it; the menu has
what is left out."""

_USUAL = 400
"""Pixels from which on it has all other buttons too; below, the name needs their room more."""


class PageView(QWidget):
    """Shows a document; `octavo.ui.pdf.presenter.PagePresenter` feeds it.

    Signals:
        closed: The person closed the view.
        pages_wanted: See `PageCanvas`.
        turned: All pages were turned.
        copy_asked, ask_asked: What is to be done with the selection.
        outside_asked: The document is to be opened in another program.
        side_asked: With a `PageAction` that is for whoever holds the view.
        emptied: There is no document any more; another one may be on its way.
        arrived: The place that was asked for is in view.
        tab_wanted: With 1 for the document of the next tab, -1 for the one before.
        tab_close_asked: The person is done with the document.
        sibling_wanted: With the index of another citation of the same answer.
    """

    closed = Signal()
    pages_wanted = Signal(object, float)
    turned = Signal()
    sibling_wanted = Signal(int)
    copy_asked = Signal()
    ask_asked = Signal()
    outside_asked = Signal()
    side_asked = Signal(object)
    emptied = Signal()
    arrived = Signal()
    tab_wanted = Signal(int)
    tab_close_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.canvas = PageCanvas()
        self.name = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.name.setFont(theme.font(theme.CHAT_PX, QFont.Weight.DemiBold))
        self.page_edit = QLineEdit()
        self.page_edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.page_edit.setStyleSheet("QLineEdit { padding: 0 4px; border-radius: 6px; }")
        self.page_edit.setAccessibleName(say("Page"))
        self.page_edit.setToolTip(say("Go to a page"))
        self.of_pages = _soft_label()
        self.percent = _soft_label()
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.percent.setFixedWidth(self.percent.fontMetrics().horizontalAdvance("500 %") + 4)
        self.zoom_out = IconButton("zoom-out", say("Smaller (Ctrl+−)"))
        self.zoom_in = IconButton("zoom-in", say("Larger (Ctrl++)"))
        self.fit = IconButton("fit-width", say("Fit the width (Ctrl+2)"))
        self.fit.setCheckable(True)
        self.side = SidePanel()
        self.side.hide()
        self.side_button = IconButton("side-panel", say("Pages and outline (F9)"))
        self.side_button.setCheckable(True)
        self.tabs = DocumentTabs()
        self.find_bar = FindBar()
        self.find_bar.hide()
        self.more = IconButton("more", say("More"))
        self.actions_menu = QMenu(say("Pages"), self)
        self.selector = PageSelector(self.canvas)
        self.spoken = SpokenPage(self, self.canvas, self.selector)
        self.doable = PageActions(self, self.actions_menu)
        self.close_button = IconButton("close", say("Close the page view"))
        self.sheet = TextSheet()
        self.message = _soft_label()
        self.message.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.foot = CitationFoot()
        self._count = 0
        self._labels: tuple[str, ...] = ()
        self._document: OpenDocument | None = None
        self._lay_out()
        self._connect()
        self.clear()

    @property
    def document(self) -> OpenDocument | None:
        """The document that is shown."""
        return self._document

    @property
    def section(self) -> int | None:
        """The index of the heading of the outline that the page in view stands under."""
        return self.side.outline.section_of(self.canvas.page)

    # -- content -----------------------------------------------------------------------------

    def clear(self) -> None:
        """Show nothing."""
        self.emptied.emit()
        self.canvas.clear()
        self.selector.clear()
        self._on_find_closed()
        self._on_selection_changed()
        self.side.show_document(None)
        self._document = None
        self.doable.suit(None)
        self.name.setText("")
        self._bar.hide()
        self._instead.end()
        self.show_citation_place(0, 0)

    def show_loading(self, name: str) -> None:
        """Show that a document is on its way."""
        self.clear()
        self.name.setText(name)
        self._instead.say_opening(name)

    def show_document(self, document: OpenDocument) -> None:
        """Show a document's pages, from the first one."""
        self._document = document
        self.name.setText(document.filename)
        count = document.facts.page_count
        self._count, self._labels = count, document.facts.labels
        longest = max((len(label) for label in self._labels), default=0)
        shown = max(len(str(count)), min(longest, _LONGEST_LABEL))
        width = self.page_edit.fontMetrics().horizontalAdvance("0" * shown)
        self.page_edit.setFixedWidth(width + 14)
        self._on_page_changed(1)
        self._bar.show()
        self._instead.end()
        self.doable.suit(document)
        self.side.show_document(document.facts)
        self.canvas.show_document(document.facts)

    def show_text(self, document: PlainText) -> None:
        """Show a document that has no pages but is a text."""
        part = say("{name} (a part)", name=document.filename)
        self.name.setText(document.filename if document.complete else part)
        self._bar.hide()
        self._instead.show_text(document.text)

    def mark_text(self, start: int, end: int) -> None:
        """Mark a passage of the text that is shown, and bring it into view."""
        self.sheet.mark(start, end)
        self.arrived.emit()

    def name_side(self, name: str) -> None:
        """Take the name by which it is told from another page view."""
        self.setAccessibleName(name)
        self.canvas.setAccessibleName(name)

    def show_side(self, *, shown: bool) -> None:
        """Show or hide the small pages and the outline; shown, they get the focus."""
        self.side.setVisible(shown)
        self.side_button.setChecked(shown)
        if shown:
            self._body.setSizes([SIDE_WIDTH, max(1, self._body.width() - SIDE_WIDTH)])
            self.side.setFocus()
        else:
            self.canvas.setFocus()

    def show_problem(self, problem: Problem) -> None:
        """Say why the document cannot be shown."""
        self._bar.hide()
        lines = (problem.title, problem.message, problem.hint)
        self._instead.say("\n".join(line for line in lines if line))

    def show_image(self, page: int, scale: float, image: PageImage) -> None:
        """Show a page's image, drawn at ``scale`` pixels per point."""
        self.canvas.show_image(page, scale, image)

    def show_page_problem(self, page: int, problem: Problem) -> None:
        """Say on a page why it cannot be shown."""
        self.canvas.show_page_problem(page, problem)

    def mark(self, page: int, rects: Sequence[Rect]) -> None:
        """Mark a passage and bring it into view; without rectangles, the page only."""
        self.canvas.mark(page, rects)
        self.arrived.emit()

    def show_citation_place(self, index: int, count: int, *notes: str) -> None:
        """Tell which of an answer's citations (index from 0) is shown; none if the count is 0."""
        self.foot.show_place(index, count, *notes)
        self.doable.enable(PageAction.NEXT_CITATION, index < count - 1)
        self.doable.enable(PageAction.CITATION_BEFORE, count > 1 and index > 0)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to the pages; as its proxy, the keys would pass the buttons by."""
        (self.canvas if self.sheet.isHidden() else self.sheet).setFocus(reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for part in (self._prefix, self.percent, self.zoom_in, self.zoom_out):
            part.setVisible(self.width() >= _ROOMY)
        usual = self.width() >= _USUAL
        for part in (self.side_button, self.fit):
            part.setVisible(usual)
        # a name that stands first begins where the pages do, not at the edge as a button may
        start = theme.SPACE_S if usual else theme.SPACE_L
        self._top.setContentsMargins(margins(start, 11, theme.SPACE_S, 11))

    # -- inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._bar = QWidget()
        tools = QHBoxLayout(self._bar)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(2)
        self._prefix = _soft_label(say("p."))
        for widget in (self._prefix, self.page_edit, self.of_pages):
            tools.addWidget(widget)
            tools.addSpacing(2)
        tools.addSpacing(theme.SPACE_XS)
        for tool in (self.zoom_out, self.percent, self.zoom_in, self.fit, self.more):
            tools.addWidget(tool)
        self.more.setMenu(self.actions_menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._top = top = QHBoxLayout()
        top.setSpacing(theme.SPACE_XS)
        top.addWidget(self.side_button)
        top.addWidget(self.name, 1)
        top.addWidget(self._bar)
        top.addWidget(self.close_button)
        self._body = QSplitter(Qt.Orientation.Horizontal)
        self._body.setHandleWidth(1)
        self._body.setChildrenCollapsible(False)
        self._body.addWidget(self.side)
        self._body.addWidget(self.canvas)
        self._body.setStretchFactor(1, 1)
        self._instead = InsteadOfPages(self.message, self._body, self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addLayout(top)
        column.addWidget(self.find_bar)
        column.addWidget(self._body, 1)
        column.addWidget(self.message, 1)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        canvas = self.canvas
        canvas.pages_wanted.connect(self.pages_wanted)
        self.emptied.connect(self.spoken.clear)
        canvas.page_changed.connect(self._on_page_changed)
        canvas.zoom_changed.connect(self._on_zoom_changed)
        self.page_edit.returnPressed.connect(self._on_page_entered)
        self.page_edit.editingFinished.connect(lambda: self._on_page_changed(canvas.page))
        self.zoom_in.clicked.connect(canvas.zoom_in)
        self.zoom_out.clicked.connect(canvas.zoom_out)
        self.fit.clicked.connect(canvas.fit_width)
        self.side.page_chosen.connect(canvas.go_to)
        self.side_button.clicked.connect(lambda on: self.show_side(shown=on))
        self.doable.triggered.connect(self._on_action)
        self.find_bar.closed.connect(self._on_find_closed)
        self.selector.changed.connect(self._on_selection_changed)
        canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        canvas.customContextMenuRequested.connect(
            lambda point: self.actions_menu.popup(canvas.mapToGlobal(point))
        )
        self._deeds: dict[PageAction, Callable[[], object]] = {
            PageAction.SIDE: lambda: self.show_side(shown=self.side.isHidden()),
            PageAction.FIND: self.open_find,
            PageAction.FIND_NEXT: self.find_bar.next_wanted.emit,
            PageAction.FIND_BEFORE: self.find_bar.before_wanted.emit,
            PageAction.COPY: self.copy_asked.emit,
            PageAction.ASK: self.ask_asked.emit,
            PageAction.SELECT_PAGE: lambda: self.selector.select_page(canvas.page),
            PageAction.GO_TO: self._go_to_asked,
            PageAction.LARGER: canvas.zoom_in,
            PageAction.SMALLER: canvas.zoom_out,
            PageAction.ACTUAL: canvas.zoom_actual,
            PageAction.FIT_WIDTH: canvas.fit_width,
            PageAction.FIT_PAGE: canvas.fit_page,
            PageAction.TURN: self._turn,
            PageAction.NEXT_DOCUMENT: lambda: self.tab_wanted.emit(1),
            PageAction.DOCUMENT_BEFORE: lambda: self.tab_wanted.emit(-1),
            PageAction.OUTSIDE: self.outside_asked.emit,
            PageAction.CLOSE_DOCUMENT: self.tab_close_asked.emit,
            PageAction.NEXT_CITATION: self.foot.go_on,
            PageAction.CITATION_BEFORE: self.foot.go_back,
        }
        self.close_button.clicked.connect(self.closed)
        self.foot.wanted.connect(self.sibling_wanted)

    def _on_page_entered(self) -> None:
        page = page_of(self.page_edit.text(), self._labels, self._count)
        if page is not None:
            self.canvas.go_to(page)
            self.canvas.setFocus()

    def _on_page_changed(self, page: int) -> None:
        text, note = told(page, self._labels, self._count)
        self.page_edit.setText(text)
        self.page_edit.setCursorPosition(0)
        self.of_pages.setText(note)
        self.side.show_page(page)
        self.doable.enable(PageAction.SECTION, self.section is not None)

    def _on_zoom_changed(self, zoom: float) -> None:
        self.percent.setText(f"{round(zoom * 100)} %")
        self.fit.setChecked(self.canvas.fit is Fit.WIDTH)

    def _on_action(self, action: PageAction) -> None:
        done = self._deeds.get(action)
        if done is None:
            self.side_asked.emit(action)
        else:
            done()

    def open_find(self) -> None:
        """Let the person type what to find."""
        self.find_bar.open()
        for kind in (PageAction.FIND_NEXT, PageAction.FIND_BEFORE):
            self.doable.enable(kind, True)

    def _on_find_closed(self) -> None:
        self.find_bar.hide()
        for kind in (PageAction.FIND_NEXT, PageAction.FIND_BEFORE):
            self.doable.enable(kind, False)
        self.canvas.setFocus()

    def _on_selection_changed(self) -> None:
        selected = self.selector.selection is not None
        for kind in (PageAction.COPY, PageAction.ASK):
            self.doable.enable(kind, selected)

    def _go_to_asked(self) -> None:
        self.page_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page_edit.selectAll()

    def _turn(self) -> None:
        if self._document is not None:
            self.canvas.turn_right()
            self.selector.refresh()
            self.turned.emit()
            self.side.show_turned(self._document.facts, self.canvas.turn)
            self.side.show_page(self.canvas.page)


def _soft_label(text: str = "") -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setProperty("role", "soft")
    return label
