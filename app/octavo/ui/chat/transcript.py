"""The transcript: a thread's document on screen, with its grounds, chips, mouse and keys.

Nothing that it shows is ever fetched: the document holds no addresses and no images, and both it
and the widget answer every request for a resource with nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from octavo.session.state import ChatMessage, Citation
from octavo.ui import theme as look
from octavo.ui.chat import grounds
from octavo.ui.chat.chips import ChipObject
from octavo.ui.chat.column import margins_of
from octavo.ui.chat.copying import copied_code, copied_text
from octavo.ui.chat.document import ThreadDocument
from octavo.ui.chat.filling import AT_ONCE, Filling
from octavo.ui.chat.hand import Hand
from octavo.ui.chat.inline_icons import IconObject
from octavo.ui.chat.kept_place import KeptPlace
from octavo.ui.chat.message_menu import offer, text_menu
from octavo.ui.chat.pointer import Pointer
from octavo.ui.chat.preview import CitationPreview
from octavo.ui.chat.sealed import SealedBrowser
from octavo.ui.chat.spoken import SpokenTargets
from octavo.ui.chat.styles import CHIP_OBJECT, ICON_OBJECT, Styles
from octavo.ui.chat.targets import (
    ActionTarget,
    CitationTarget,
    CopyTarget,
    EarlierTarget,
    LinkTarget,
    RetryTarget,
    Target,
)
from octavo.words import say

FLUSH_MS: Final = 33
"""Between two writes of a growing answer, unless writing takes long itself."""

_ABOVE_FOUND: Final = 16
"""Pixels above a message that was looked for."""

_OVERHANG: Final = 16
"""Pixels that grounds and chips may reach beyond the room of their lines."""


class Transcript(SealedBrowser):
    """Shows a thread; see `octavo.ui.chat.document` for how the text is kept.

    Signals:
        citation_activated: With the `Citation` of a chip.
        citation_beside_asked: The same, to be shown beside what is shown already.
        citation_hovered: With the `Citation` whose preview has just been shown.
        link_activated: With a link's address and its text; nothing is opened here.
        retry_requested: With the id of a failed message.
        quotes_requested: The same, to be answered by what the documents say word for word.
        action_requested: With a `MessageAction` and the id of a message.
    """

    citation_activated = Signal(object)
    citation_beside_asked = Signal(object)
    citation_hovered = Signal(object)
    link_activated = Signal(str, str)
    retry_requested = Signal(str)
    quotes_requested = Signal(str)
    action_requested = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(say("Conversation"))
        self._theme = look.current()
        self._chips = ChipObject(self, self._theme)
        self._icons = IconObject(self)
        self._thread = ThreadDocument(self.document(), Styles(self._theme))
        self.preview = CitationPreview(self)
        self._register_objects()
        self._pointer = Pointer(
            self,
            self._chips,
            self.preview,
            self._target,
            self._activate,
            self.citation_hovered.emit,
        )
        self._flush_timer = QTimer(self, singleShot=True, interval=FLUSH_MS)
        self._flush_timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._flush_timer.timeout.connect(self.flush)
        self._filling = Filling(self, self._thread)
        self._reading = KeptPlace(self)
        self.spoken = SpokenTargets(self, self._target, self._activate)
        self._hand = Hand(self, self._thread, self._reading, self.spoken)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)

    # -- content -----------------------------------------------------------------------------

    @property
    def messages(self) -> tuple[ChatMessage, ...]:
        """The thread's messages as far as they have been written."""
        return self._thread.messages

    def show_messages(self, messages: Sequence[ChatMessage]) -> None:
        """Replace everything by these messages and go to their end."""
        self._flush_timer.stop()
        self._filling.stop()
        self._hand.clear()
        self._chips.hovered = None
        self._reading.choose(None)
        self._thread.show(messages, count=AT_ONCE)
        self._reading.go_to_end()
        self._filling.begin()

    def add_earlier(self, messages: Sequence[ChatMessage]) -> None:
        """Add messages before all that are there; what is in view stays there."""
        self._filling.add_earlier(messages)

    def add_message(self, message: ChatMessage) -> None:
        """Add a message at the end; a question is always brought into view."""
        follow = message.role == "user" or self._reading.is_at_end
        self._thread.add(message)
        if follow:
            self._reading.go_to_end()

    def grow_message(self, message_id: str, text: str, citations: Sequence[Citation]) -> None:
        """Add to an answer; it is written with the next flush."""
        self._thread.grow(message_id, text, citations)
        if not self._flush_timer.isActive():
            self._flush_timer.start()

    def change_message(self, message: ChatMessage) -> None:
        """Replace a message by its new value."""
        follow = self._reading.is_at_end
        self._thread.change(message)
        if follow:
            self._reading.go_to_end()

    def write_anew(self, is_concerned: Callable[[ChatMessage], bool]) -> None:
        """Write some messages anew, which look different now."""
        with self._reading.kept():
            self._thread.write_anew(is_concerned)

    def remove_message(self, message_id: str) -> None:
        """Take a message away."""
        self._thread.remove(message_id)

    def show_message(self, message_id: str) -> None:
        """Bring a message into view, from its beginning; one that is not here changes nothing."""
        self._thread.write_out(message_id, at_once=AT_ONCE)
        position = self._thread.position(message_id)
        if position is None:
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(top - _ABOVE_FOUND)

    def go_to_message(self, forward: bool) -> None:
        """Have the keys choose the next message, or the one before, if any is in view."""
        if not self.isVisible():
            return
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._hand.go_to_message(forward=forward)

    @property
    def message_in_hand(self) -> ChatMessage | None:
        """The message that the keys have chosen or are in, while they are here."""
        return self._hand.message

    def set_pending(self, pending: bool) -> None:
        """Show or hide the line that stands for an answer that has not begun."""
        follow = self._reading.is_at_end
        self._thread.set_pending(pending)
        if follow:
            self._reading.go_to_end()

    @property
    def is_filling(self) -> bool:
        """Whether earlier messages are still being written out."""
        return self._filling.is_active

    def copied_text(self) -> str:
        """Return the selection as plain text, citations as ``[name, page]``."""
        return copied_text(self.document(), self.textCursor(), self._thread.targets)

    def flush(self) -> None:
        """Write what has come of a growing answer."""
        follow = self._reading.is_at_end
        begun = time.perf_counter()
        self._thread.flush()
        if follow:
            self._reading.go_to_end()
        # what is open is written anew each time: that must not take more than a quarter
        spent = (time.perf_counter() - begun) * 1000
        self._flush_timer.setInterval(max(FLUSH_MS, round(3 * spent)))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text only."""
        data = QMimeData()
        data.setText(self.copied_text())
        return data

    # -- look --------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Place the column before Qt lays out; scroll from the margins beside it, too."""
        match event.type():
            case QEvent.Type.Resize:
                with self._reading.kept():
                    self._place_column()
                    handled = super().event(event)
                self._hand.refresh()
                return handled
            case QEvent.Type.Wheel:
                self.preview.hide()
                return QCoreApplication.sendEvent(self.verticalScrollBar(), event)
            case _:
                pass
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Explain the chip under the pointer; keep to the column when the scroll bar changes."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._pointer.explain(event)
            return True
        if event.type() == QEvent.Type.Resize:
            with self._reading.kept():
                handled = super().viewportEvent(event)
                self._place_column()  # the scroll bar may have come or gone
                return handled
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the grounds, the text upon them, and a ring around what the keys have chosen."""
        # What was uncovered may be a strip of a bubble's padding or of a chip, whose line is not in
        # it; painting is clipped to the strip all the same.
        area = event.rect().adjusted(0, -_OVERHANG, 0, _OVERHANG)
        grounds.paint_in(self, area, self._theme)
        super().paintEvent(QPaintEvent(area))
        things = self._hand.things
        if things.key is not None and self.hasFocus():
            things.paint(chip=isinstance(self._target(things.key), CitationTarget))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._theme is not look.current():
            self._theme = look.current()
            self._chips.theme = self._theme
            self._thread.restyle(Styles(self._theme))

    def _register_objects(self) -> None:
        layout = self.document().documentLayout()
        layout.registerHandler(CHIP_OBJECT, self._chips)
        layout.registerHandler(ICON_OBJECT, self._icons)

    def _place_column(self) -> None:
        margins, width = margins_of(self)
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)
        self._thread.set_width(width)

    # -- scrolling ---------------------------------------------------------------------------

    def _on_range_changed(self) -> None:
        self._place_column()
        self._reading.follow()

    # -- mouse -------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be clicked."""
        super().mouseMoveEvent(event)
        self._pointer.move(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was under the pointer."""
        super().leaveEvent(event)
        self._pointer.leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what was pressed."""
        super().mousePressEvent(event)
        self.preview.hide()
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.press(event)
            self._hand.clear()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Activate what was pressed and released, unless text was selected meanwhile."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.release(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy, and what can be done with the message."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._open_menu_by_keys()
            return
        point = self.viewport().mapFromGlobal(event.globalPos())
        position, key = self.cursorForPosition(point).position(), self._pointer.key_at(point)
        self._open_menu(event.globalPos(), position, key)

    def _open_menu_by_keys(self) -> None:
        hand, where = self._hand, self.viewport().mapToGlobal(self._hand.place())
        position = self.textCursor().position() if hand.position is None else hand.position
        self._open_menu(where, position, hand.things.key, by_keys=hand.position is not None)

    def _open_menu(
        self, where: QPoint, position: int, key: int | None, *, by_keys: bool = False
    ) -> None:
        menu = text_menu(self, self._target(key), self.citation_beside_asked.emit)
        if (message := self._thread.message_at(position)) is not None:
            offer(menu, message, self.action_requested.emit, with_keys=by_keys)
        menu.popup(where)

    # -- keys --------------------------------------------------------------------------------

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Go through chips, links and buttons of the text before the focus moves on."""
        return self._hand.tab(forward=next) or super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by Tab, choose the first thing in view."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._hand.things.enter(forward=event.reason() == Qt.FocusReason.TabFocusReason)
        self._hand.refresh()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget what the keys had, unless they come back."""
        super().focusOutEvent(event)
        self._hand.leave(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Activate what the keys have chosen, or open the menu of a message."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        chosen = self._hand.things.key
        if enter and chosen is not None and not event.modifiers():
            self._activate(chosen)
        elif enter and event.key() != Qt.Key.Key_Space and self._hand.message is not None:
            self._open_menu_by_keys()
        elif not self._hand.press(event):
            super().keyPressEvent(event)

    def _target(self, key: int | None) -> Target | None:
        return None if key is None else self._thread.targets.get(key)

    def _activate(self, key: int | None) -> None:
        match self._target(key):
            case CitationTarget(citation):
                place = self._hand.things.place(key)
                self._reading.choose(None if place is None else place.start)
                self.citation_activated.emit(citation)
            case LinkTarget(href, label):
                self.link_activated.emit(href, label)
            case RetryTarget(message_id, quoted):
                (self.quotes_requested if quoted else self.retry_requested).emit(message_id)
            case ActionTarget(action, message_id):
                self.action_requested.emit(action, message_id)
            case CopyTarget():
                if (place := self._hand.things.place(key)) is not None:
                    code = copied_code(self.document(), place.start, self._thread.targets)
                    QApplication.clipboard().setText(code)
            case EarlierTarget():
                self._filling.more()
            case None:
                pass
