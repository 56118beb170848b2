"""A thread as one text document: which characters belong to which message, and how they change.

An answer that streams in has settled parts, which are not touched again before its end, and an open
one, which is written anew with every flush. At the end only those parts are written anew that say
something else by then: the label, and what has doubts.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument

from octavo.session.state import ChatMessage, Citation, MessageState
from octavo.ui.chat import message as parts
from octavo.ui.chat import styles
from octavo.ui.chat.entry import Entry, Part
from octavo.ui.chat.source import clean, settled, without_unfinished_marker
from octavo.ui.chat.styles import Styles
from octavo.ui.chat.targets import EarlierTarget, Targets
from octavo.ui.chat.writer import Writer
from octavo.words import later

EARLIER: Final = later("Show earlier messages")


class ThreadDocument:
    """Keeps a text document in step with a thread's messages.

    Args:
        document: The document, which belongs to this object from now on.
        formats: How things look.
    """

    def __init__(self, document: QTextDocument, formats: Styles) -> None:
        self._document = document
        self._styles = formats
        self._entries: list[Entry] = []
        self._grown: set[str] = set()  # ids of messages whose text is not written yet
        self._hidden: list[ChatMessage] = []  # earlier ones
        self._lead = 0  # length of "Show earlier"
        self._pending = 0  # length of the line that stands for an answer to come
        self._width = 0.0
        self.targets = Targets()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        frame = document.rootFrame().frameFormat()
        frame.setMargin(0)
        frame.setTopMargin(styles.TOP)
        document.rootFrame().setFrameFormat(frame)
        self._reset()

    # -- what is shown -----------------------------------------------------------------------

    @property
    def messages(self) -> tuple[ChatMessage, ...]:
        """All messages of the thread, shown or not."""
        return (*self._hidden, *(entry.message for entry in self._entries))

    @property
    def written(self) -> int:
        """How many messages are written out."""
        return len(self._entries)

    @property
    def has_earlier(self) -> bool:
        """Whether there are messages that are not written out."""
        return bool(self._hidden)

    def position(self, message_id: str) -> int | None:
        """Return where a message begins in the document, if it is written out."""
        index = self._find(message_id)
        return None if index is None else self._start(index)

    def message_at(self, position: int) -> ChatMessage | None:
        """Return the message that a position of the document is in."""
        start = self._lead
        for entry in self._entries:
            if start <= position < start + entry.length:
                return entry.message
            start += entry.length
        return None

    def show(self, messages: Sequence[ChatMessage], *, count: int) -> None:
        """Replace everything by a thread; the last ``count`` messages are written out."""
        self._hidden = list(messages[:-count])
        shown = messages[-count:]
        with self._editing():
            self._reset()
            if self._hidden:
                self._lead = self._write(0, self._write_lead)[0]
            position = self._lead
            for message in shown:
                entry = Entry(message)
                self._entries.append(entry)
                self._write_entry(entry, position)
                position += entry.length

    def show_earlier(self, count: int) -> None:
        """Write out more of the earlier messages."""
        more = self._hidden[-count:]
        del self._hidden[-count:]
        with self._editing():
            if not self._hidden:
                self._erase(0, self._lead)
                self._lead = 0
            position = self._lead
            entries = [Entry(message) for message in more]
            for entry in entries:
                self._write_entry(entry, position)
                position += entry.length
            self._entries[:0] = entries

    def add_earlier(self, messages: Sequence[ChatMessage]) -> None:
        """Take over messages that stand before all others; none of them is written out yet."""
        if not messages:
            return
        self._hidden[:0] = messages
        if not self._lead:
            with self._editing():
                self._lead = self._write(0, self._write_lead)[0]

    def restyle(self, formats: Styles) -> None:
        """Write everything anew in another look."""
        self.flush()
        self._styles = formats
        pending = bool(self._pending)
        with self._editing():
            self.show(self.messages, count=max(len(self._entries), 1))
            self.set_pending(pending)

    def set_width(self, width: float) -> None:
        """Tell the width of the column, in pixels: bubbles hug their text."""
        if width == self._width:
            return
        self._width = width
        with self._editing():
            position = self._lead
            for entry in self._entries:
                if entry.message.role == "user":
                    margin = parts.bubble_margin(clean(entry.message.text), width)
                    cursor = self._cursor(position)
                    made = cursor.blockFormat()
                    made.setLeftMargin(margin)
                    cursor.setBlockFormat(made)
                position += entry.length

    # -- changes -----------------------------------------------------------------------------

    def add(self, message: ChatMessage) -> None:
        """Add a message at the end; one that is there already is replaced."""
        if self._find(message.id) is not None:
            self.change(message)
            return
        with self._editing():
            self.set_pending(False)
            entry = Entry(message)
            self._entries.append(entry)
            self._write_entry(entry, self._start(len(self._entries) - 1))

    def grow(self, message_id: str, text: str, citations: Sequence[Citation]) -> None:
        """Keep what was added to a message until the next flush."""
        index = self._find(message_id)
        if index is not None:
            self._grown.add(message_id)
            self._entries[index].pieces.append(text)
            self._entries[index].citations.extend(citations)

    def change(self, message: ChatMessage) -> None:
        """Replace a message by its new value."""
        index = self._find(message.id)
        if index is None:
            self._hidden = [message if m.id == message.id else m for m in self._hidden]
            return
        entry = self._entries[index]
        self._grown.discard(message.id)
        entry.pieces.clear()
        entry.citations.clear()
        is_its_end = entry.ends_as(message)
        entry.message = message
        if is_its_end:
            self._finish(entry, self._start(index))
            return
        with self._editing():
            self._rewrite(index)

    def remove(self, message_id: str) -> None:
        """Take a message away."""
        index = self._find(message_id)
        if index is None:
            return
        start = self._start(index)
        entry = self._entries.pop(index)
        with self._editing():
            self._erase(start, start + entry.length)
            self.targets.drop(entry.keys)

    def flush(self) -> None:
        """Write what has come since the last time."""
        for message_id in self._grown:
            index = self._find(message_id)
            if index is not None:
                with self._editing():
                    self._flush(index)
        self._grown.clear()

    def set_pending(self, pending: bool) -> None:
        """Show or hide the line that stands for an answer that has not begun."""
        if pending == bool(self._pending):
            return
        start = self._start(len(self._entries))
        with self._editing():
            if pending:
                self._pending = self._write(
                    start, lambda writer: parts.write_waiting(writer, self._styles)
                )[0]
            else:
                self._erase(start, start + self._pending)
                self._pending = 0

    # -- how it is done ----------------------------------------------------------------------

    def _flush(self, index: int) -> None:
        entry = self._entries[index]
        late = any(citation.start < entry.settled for citation in entry.citations)
        entry.message = dataclasses.replace(
            entry.message,
            text=entry.message.text + "".join(entry.pieces),
            citations=(*entry.message.citations, *entry.citations),
        )
        entry.pieces.clear()
        entry.citations.clear()
        if late:
            self._rewrite(index)
            return
        start = self._start(index) + entry.closed
        self._erase(start, start + entry.open)
        self.targets.drop(entry.open_keys)
        self._write_growing(entry, start)

    def _rewrite(self, index: int) -> None:
        entry = self._entries[index]
        start = self._start(index)
        self._erase(start, start + entry.length)
        self.targets.drop(entry.keys)
        entry.open = entry.settled = 0
        entry.parts.clear()
        entry.open_keys.clear()
        self._write_entry(entry, start)

    def _finish(self, entry: Entry, start: int) -> None:
        """Write what is new at the end of an answer that grew; what is settled stays.

        Each piece is a change of its own: Qt would lay out all that stands between two of them.
        """
        message, citations = entry.message, entry.message.citations
        blocks = parts.kept_blocks(message, 0, len(message.text))
        rest = blocks[sum(len(part.blocks) for part in entry.parts) :]

        def write_rest(writer: Writer) -> None:
            parts.write_blocks(writer, message, rest)
            self._write_below(writer, message)

        # from the end: what stands before stays where it is
        last = Part(entry.open, entry.open_keys)
        self._write_anew(start + entry.closed, last, write_rest, citations)
        for offset, part, wanted in entry.changed(blocks):
            write = partial(parts.write_blocks, message=message, blocks=wanted)
            self._write_anew(start + offset, part, write, citations)
        label = partial(parts.write_label, message=message, formats=self._styles)
        self._write_anew(start, entry.parts[0], label)
        entry.end_with(last)

    def _write_anew(
        self,
        position: int,
        part: Part,
        write: Callable[[Writer], None],
        citations: Sequence[Citation] = (),
    ) -> None:
        """Write a part anew; what stands behind it moves."""
        with self._editing():
            self._erase(position, position + part.length)
            self.targets.drop(part.keys)
            part.length, part.keys = self._write(position, write, citations)

    def _write_below(self, writer: Writer, message: ChatMessage) -> None:
        parts.write_end(writer, message, self._styles)
        parts.write_actions(writer, message, self._styles)

    def _write_entry(self, entry: Entry, position: int) -> None:
        message = entry.message
        if message.role == "assistant" and message.state is MessageState.STREAMING:
            self._write_growing(entry, position)
            return

        def write(writer: Writer) -> None:
            if message.role == "user":
                parts.write_question(writer, message, self._width)
            else:
                parts.write_label(writer, message, self._styles)
                parts.write_body(writer, message, 0, len(message.text))
            self._write_below(writer, message)

        entry.parts = [Part(*self._write(position, write, message.citations))]

    def _write_growing(self, entry: Entry, position: int) -> None:
        """Write what is settled by now behind the closed part, then the open part."""
        message = entry.message
        fences = not parts.is_plain(message)
        end = settled(message.text, entry.settled, fences=fences)
        visible = without_unfinished_marker(message.text, message.citations)
        end = min([end, *(c.start for c in message.citations if c.start < end < c.end)])
        if message.text and not entry.parts:
            label = partial(parts.write_label, message=message, formats=self._styles)
            entry.parts.append(Part(*self._write(position, label)))
            position += entry.closed
        blocks = parts.kept_blocks(message, entry.settled, end) if end > entry.settled else []
        if blocks:
            write = partial(parts.write_blocks, message=message, blocks=blocks)
            part = Part(*self._write(position, write, message.citations), blocks)
            entry.parts.append(part)
            position += part.length

        def write_open(writer: Writer) -> None:
            if message.text.strip():
                parts.write_body(writer, message, end, max(end, visible))
            else:
                parts.write_waiting(writer, self._styles)

        entry.open, entry.open_keys = self._write(position, write_open, message.citations)
        entry.settled = end

    def _write_lead(self, writer: Writer) -> None:
        made = styles.paragraph(line=20, above=20)
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        writer.action(made, str(EARLIER), EarlierTarget(), self._styles.action)

    def _write(
        self, position: int, write: Callable[[Writer], None], citations: Sequence[Citation] = ()
    ) -> tuple[int, list[int]]:
        """Write at a position; return the length and the keys of what was written."""
        cursor = self._cursor(position)
        writer = Writer(cursor, self._styles, self.targets, citations)
        write(writer)
        return writer.position - position, writer.keys

    def _erase(self, start: int, stop: int) -> None:
        """Remove whole blocks; the block behind them keeps its format."""
        if stop <= start:
            return
        cursor = self._cursor(stop)
        block, characters = cursor.blockFormat(), cursor.blockCharFormat()
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(block)
        cursor.setBlockCharFormat(characters)

    def _reset(self) -> None:
        self._entries.clear()
        self._grown.clear()
        self._lead = self._pending = 0
        self.targets.clear()
        cursor = QTextCursor(self._document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        cursor.setBlockFormat(styles.tail())
        cursor.setBlockCharFormat(self._styles.small)

    def _cursor(self, position: int) -> QTextCursor:
        cursor = QTextCursor(self._document)
        cursor.setPosition(position)
        return cursor

    def _find(self, message_id: str) -> int | None:
        for index in range(len(self._entries) - 1, -1, -1):
            if self._entries[index].message.id == message_id:
                return index
        return None

    def _start(self, index: int) -> int:
        # counted from the end, where nearly all changes are
        end = self._document.characterCount() - 1 - self._pending
        return end - sum(entry.length for entry in self._entries[index:])

    @contextlib.contextmanager
    def _editing(self) -> Iterator[None]:
        """Let Qt lay out once for all changes within."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        try:
            yield
        finally:
            cursor.endEditBlock()
