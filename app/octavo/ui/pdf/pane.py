"""The column of pages: one page view, or two beside each other, of which one leads."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QVBoxLayout, QWidget

from octavo.ui import theme
from octavo.ui.pdf.actions import OF_TWO, PageAction
from octavo.ui.pdf.together import ScrollTogether
from octavo.ui.pdf.view import PageView
from octavo.ui.printing.bar import PrintBar
from octavo.words import say

LEAST_SIDE: Final = 330
"""Pixels that a side is wide at least; where there is less for both, one is above the other."""

_LEAST_HEIGHT: Final = 180
_USUAL_SIDE: Final = 440
_EDGE: Final = 2


class PagePane(QWidget):
    """Holds the sides. The one that leads shows what is asked for elsewhere, and has the keys.

    Args:
        parent: What the pane stands in.
        first: The side that is there at first; making one takes as long as all else here.

    Signals:
        closed: The person closed the last side.
        side_closed: With a `PageView` that is not shown any more.
        beside_asked: With the file id of a document that is to be shown on the other side, or an
            empty text for the one that is shown.
        dimming_asked: Pages are to be dimmed in the dark (True), or not any more.
        summary_asked: With an `OpenDocument` that is to be summarised, and the index of the heading
            of its outline whose section alone is meant, or None.
        print_asked: The document of the side that leads is to be printed.
        room_wanted: With the pixels that the sides need to be beside each other; 0 when there is
            one side again.
    """

    closed = Signal()
    side_closed = Signal(object)
    beside_asked = Signal(str)
    dimming_asked = Signal(bool)
    summary_asked = Signal(object, object)
    print_asked = Signal()
    room_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, first: PageView | None = None) -> None:
        super().__init__(parent)
        self.print_bar = PrintBar()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._sides: list[_Side] = []  # in the order of reading
        self._spare: _Side | None = None
        self._together: ScrollTogether | None = None
        self._leads = self._add(first or PageView())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.print_bar)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - there are widgets
        application.focusChanged.connect(self._on_focus_changed)
        self._refresh()

    @property
    def views(self) -> tuple[PageView, ...]:
        """The sides that are shown, in the order of reading."""
        return tuple(side.view for side in self._sides)

    @property
    def leading(self) -> PageView:
        """The side that has the keys."""
        return self._leads.view

    @property
    def other(self) -> PageView | None:
        """The side that does not lead, if there are two."""
        return next((side.view for side in self._sides if side is not self._leads), None)

    @property
    def is_together(self) -> bool:
        """Whether both sides are scrolled together."""
        return self._together is not None and self._together.is_on

    def open_other(self) -> PageView:
        """Return the side that does not lead; a second one is opened if there is only one."""
        if (other := self.other) is not None:
            return other
        spare, self._spare = self._spare, None
        if spare is None:
            side = self._add(PageView())
            first = self._sides[0].view.canvas
            self._together = ScrollTogether(first, side.view.canvas)
        else:
            side = spare
            self._sides.append(side)
            self._splitter.addWidget(side)
            side.show()
        self._refresh()
        self.room_wanted.emit(2 * _USUAL_SIDE)
        self._arrange()
        self._splitter.setSizes([1000, 1000])  # shares of what there is
        return side.view

    def close_side(self, view: PageView) -> None:
        """Show the other side alone; without another one the pane is closed."""
        side = next((one for one in self._sides if one.view is view), None)
        if side is None:
            return
        if len(self._sides) == 1:
            self.closed.emit()
            return
        self.scroll_together(on=False)
        self._sides.remove(side)
        self._spare = side
        side.hide()
        self._leads = self._sides[0]
        self._refresh()
        self.side_closed.emit(view)
        self.room_wanted.emit(0)
        self.leading.setFocus()

    def lead(self, view: PageView) -> None:
        """Let a side lead."""
        found = next((one for one in self._sides if one.view is view), None)
        if found is not None and found is not self._leads:
            self._leads = found
            self._refresh()

    def scroll_together(self, *, on: bool) -> None:
        """Scroll both sides together, or each by itself."""
        if self._together is not None:
            self._together.turn(on=on and len(self._sides) > 1)
        for view in self.views:
            view.doable.action(PageAction.TOGETHER).setChecked(self.is_together)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to the side that leads."""
        self.leading.setFocus(reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # -- inside ------------------------------------------------------------------------------

    def _add(self, view: PageView) -> _Side:
        side = _Side(view)
        self._sides.append(side)
        self._splitter.addWidget(side)
        view.closed.connect(lambda: self.close_side(view))
        view.side_asked.connect(lambda action: self._on_side_asked(view, action))
        view.tabs.beside_asked.connect(lambda file_id: self._on_beside_asked(view, file_id))
        view.side.outline.summary_asked.connect(lambda one: self._on_summary_asked(view, one))
        view.emptied.connect(self._on_emptied)
        view.arrived.connect(self._on_arrived)
        return side

    def _on_side_asked(self, view: PageView, action: PageAction) -> None:
        match action:
            case PageAction.BESIDE:
                self._on_beside_asked(view, "")
            case PageAction.PRINT:
                self.lead(view)
                self.print_asked.emit()
            case PageAction.DIM:
                self.dimming_asked.emit(not theme.dims_pages())
            case PageAction.SUMMARY:
                self._on_summary_asked(view, None)
            case PageAction.SECTION if view.section is not None:
                self._on_summary_asked(view, view.section)
            case PageAction.OTHER_SIDE:
                self._go_across()
            case PageAction.CLOSE_SIDE:
                self.close_side(view)
            case PageAction.TOGETHER:
                self.scroll_together(on=not self.is_together)
            case _:
                pass

    def _on_summary_asked(self, view: PageView, section: int | None) -> None:
        self.lead(view)
        if view.document is not None:
            self.summary_asked.emit(view.document, section)

    def _on_beside_asked(self, view: PageView, file_id: str) -> None:
        self.lead(view)
        self.beside_asked.emit(file_id)

    def _go_across(self) -> None:
        """Go to the other side; coming from elsewhere in the window, to the one that leads."""
        there = QApplication.focusWidget()
        inside = there is not None and self.isAncestorOf(there)
        if inside and (other := self.other) is not None:
            self.lead(other)
        self.leading.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_emptied(self) -> None:
        if self._together is not None:
            self._together.pause()

    def _on_arrived(self) -> None:
        if self._together is not None:
            self._together.go_on()

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or len(self._sides) < 2:
            return
        for side in self._sides:
            if side.isAncestorOf(now):
                self.lead(side.view)

    def _arrange(self) -> None:
        """Put two sides beside each other, or one above the other where that is too narrow."""
        wide = self.width() >= 2 * LEAST_SIDE
        self._splitter.setOrientation(
            Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        )
        for side in self._sides:
            side.setMinimumHeight(0 if wide or len(self._sides) < 2 else _LEAST_HEIGHT)

    def _refresh(self) -> None:
        several = len(self._sides) > 1
        names = (say("First side"), say("Second side")) if several else (say("Pages"),)
        for side, name in zip(self._sides, names, strict=True):
            leads = side is self._leads
            side.show_leading(shown=several, leads=leads)
            side.view.name_side(name)
            side.view.doable.lead(leads=leads)
            for kind in OF_TWO:
                side.view.doable.enable(kind, several)
        if self._spare is not None:
            self._spare.view.doable.lead(leads=False)


class _Side(QWidget):
    """A page view under a line that has the accent's colour while this side leads."""

    def __init__(self, view: PageView) -> None:
        super().__init__()
        self.view = view
        self._edge = QFrame()
        self._edge.setProperty("kind", "edge")
        self._edge.setFixedHeight(_EDGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._edge)
        column.addWidget(self.view, 1)

    def show_leading(self, *, shown: bool, leads: bool) -> None:
        """Show whether this side leads, if there is a choice."""
        self._edge.setVisible(shown)
        self._edge.setProperty("leads", "true" if leads else "false")
        self._edge.style().unpolish(self._edge)
        self._edge.style().polish(self._edge)
