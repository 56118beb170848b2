"""A thread as one text document: which characters belong to which message, and how they change.

An answer that streams in has settled parts, which are not touched again before its end, and an open
one, which is written anew with every flush. At the end only those parts are written anew that say
something else by then: the label, and what has doubts.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument

from octavo.session.state import ChatMessage, Citation, MessageState
from octavo.ui.chat import message as parts
from octavo.ui.chat import styles
from octavo.ui.chat.entry import Entry, Part
from octavo.ui.chat.parting import Cut, last_of_each, settled
from octavo.ui.chat.pen import Pen, Written
from octavo.ui.chat.source import clean, without_unfinished_marker
from octavo.ui.chat.styles import Styles
from octavo.ui.chat.tables import fit_tables
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
        self.targets = Targets()
        self._pen = Pen(document, formats, self.targets)
        self._entries: list[Entry] = []
        self._grown: set[str] = set()  # ids of messages whose text is not written yet
        self._hidden: list[ChatMessage] = []  # earlier ones
        self._lead = 0  # length of "Show earlier"
        self._pending = 0  # length of the line that stands for an answer to come
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        frame = document.rootFrame().frameFormat()
        frame.setMargin(0)
        frame.setTopMargin(styles.TOP)
        document.rootFrame().setFrameFormat(frame)
        self._reset()

    @property
    def _styles(self) -> Styles:
        return self._pen.styles

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

    def span(self, message_id: str) -> tuple[int, int] | None:
        """Return where a message begins and ends in the document, if it is written out."""
        index = self._find(message_id)
        if index is None:
            return None
        start = self._start(index)
        return start, start + self._entries[index].length

    def message_at(self, position: int) -> ChatMessage | None:
        """Return the message that a position of the document is in."""
        index = self._index_at(position)
        return None if index is None else self._entries[index].message

    def show(self, messages: Sequence[ChatMessage], *, count: int) -> None:
        """Replace everything by a thread; the last ``count`` messages are written out."""
        self._hidden = list(messages[:-count])
        shown = messages[-count:]
        with self._pen.editing():
            self._reset()
            if self._hidden:
                self._lead = self._pen.write(0, self._write_lead).length
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
        with self._pen.editing():
            if not self._hidden:
                self._pen.erase(0, self._lead)
                self._lead = 0
            position = self._lead
            entries = [Entry(message) for message in more]
            for entry in entries:
                self._write_entry(entry, position)
                position += entry.length
            self._entries[:0] = entries

    def write_out(self, message_id: str, *, at_once: int) -> None:
        """Write earlier messages out, so many at once, until a message is among them."""
        while self.has_earlier and self.position(message_id) is None:
            self.show_earlier(at_once)

    def add_earlier(self, messages: Sequence[ChatMessage]) -> None:
        """Take over messages that stand before all others; none of them is written out yet."""
        if not messages:
            return
        self._hidden[:0] = messages
        if not self._lead:
            with self._pen.editing():
                self._lead = self._pen.write(0, self._write_lead).length

    def restyle(self, formats: Styles) -> None:
        """Write everything anew in another look."""
        self.flush()
        self._pen.styles = formats
        pending = bool(self._pending)
        with self._pen.editing():
            self.show(self.messages, count=max(len(self._entries), 1))
            self.set_pending(pending)

    def write_anew(self, is_concerned: Callable[[ChatMessage], bool]) -> None:
        """Write some messages anew, which look different now."""
        self.flush()
        for index, entry in enumerate(self._entries):
            if is_concerned(entry.message):
                with self._pen.editing():
                    self._rewrite(index)

    def set_width(self, width: float) -> None:
        """Tell the width of the column, in pixels: bubbles hug their text, tables keep words."""
        if width == self._pen.width:
            return
        self._pen.width = width
        with self._pen.editing():
            others = fit_tables(self._document, self.targets, width)
            for index in {self._index_at(at) for at in others}:
                if index is not None:
                    self._rewrite(index)
            position = self._lead
            for entry in self._entries:
                if entry.message.role == "user":
                    margin = parts.bubble_margin(clean(entry.message.text), width)
                    cursor = self._pen.cursor(position)
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
        with self._pen.editing():
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
        with self._pen.editing():
            self._rewrite(index)

    def remove(self, message_id: str) -> None:
        """Take a message away."""
        index = self._find(message_id)
        if index is None:
            return
        start = self._start(index)
        entry = self._entries.pop(index)
        with self._pen.editing():
            self._pen.erase(start, start + entry.length)
            self.targets.drop(entry.keys)

    def flush(self) -> None:
        """Write what has come since the last time."""
        for message_id in self._grown:
            index = self._find(message_id)
            if index is not None:
                with self._pen.editing():
                    self._flush(index)
        self._grown.clear()

    def set_pending(self, pending: bool) -> None:
        """Show or hide the line that stands for an answer that has not begun."""
        if pending == bool(self._pending):
            return
        start = self._start(len(self._entries))
        with self._pen.editing():
            if pending:
                write = partial(parts.write_waiting, formats=self._styles)
                self._pending = self._pen.write(start, write).length
            else:
                self._pen.erase(start, start + self._pending)
                self._pending = 0

    # -- how it is done ----------------------------------------------------------------------

    def _flush(self, index: int) -> None:
        entry = self._entries[index]
        late = any(citation.start < entry.settled.position for citation in entry.citations)
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
        start = self._start(index)
        self._pen.erase(start + entry.closed, start + entry.length)
        self.targets.drop(entry.open.keys)
        entry.open = Written()
        self._write_growing(entry, start)

    def _rewrite(self, index: int) -> None:
        entry = self._entries[index]
        start = self._start(index)
        self._pen.erase(start, start + entry.length)
        self.targets.drop(entry.keys)
        entry.begin_anew()
        self._write_entry(entry, start)

    def _finish(self, entry: Entry, start: int) -> None:
        """Write what is new at the end of an answer that grew; what is settled stays.

        Each piece is a change of its own: Qt would lay out all that stands between two of them.
        """
        message, citations = entry.message, entry.message.citations
        blocks = parts.body_blocks(message, parse=entry.parse)
        rest = blocks[sum(len(part.blocks) for part in entry.parts) :]

        def write_rest(writer: Writer) -> None:
            parts.write_blocks(writer, message, rest)
            self._write_below(writer, message)

        # from the end: what stands before stays where it is
        open_part = dataclasses.replace(entry.open, needs=entry.needs)
        at = start + entry.closed
        entry.open = self._pen.write_anew(at, open_part, write_rest, citations)
        for offset, part, wanted in entry.changed(blocks):
            write = partial(parts.write_blocks, message=message, blocks=wanted)
            part.written = self._pen.write_anew(start + offset, part.written, write, citations)
        label = partial(parts.write_label, message=message, formats=self._styles)
        head = entry.parts[0]
        head.written = self._pen.write_anew(start, head.written, label)
        entry.end()

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
                parts.write_question(writer, message, self._pen.width)
            else:
                parts.write_label(writer, message, self._styles)
                parts.write_blocks(writer, message, parts.body_blocks(message))
            self._write_below(writer, message)

        entry.parts = [Part(self._pen.write(position, write, message.citations))]

    def _write_growing(self, entry: Entry, start: int) -> None:
        """Write what is settled by now behind the closed parts, then the open one."""
        message = entry.message
        if message.text and not entry.parts:
            label = partial(parts.write_label, message=message, formats=self._styles)
            entry.parts.append(Part(self._pen.write(start, label)))
        fences = not parts.is_plain(message)
        cuts = settled(message.text, entry.firm, fences=fences, citations=message.citations)
        for cut in last_of_each(cuts, entry.settled):
            self._settle(entry, start, cut)
        visible = without_unfinished_marker(message.text, message.citations)
        until = Cut(max(entry.settled.position, visible))

        def write_open(writer: Writer) -> None:
            if message.text.strip():
                blocks = parts.body_blocks(message, entry.settled, until)
                parts.write_blocks(writer, message, blocks)
            else:
                parts.write_waiting(writer, self._styles)

        at = start + entry.closed
        entry.open = self._pen.write(at, write_open, message.citations, entry.needs)

    def _settle(self, entry: Entry, start: int, cut: Cut) -> None:
        """Write what an answer that grows says up to a place, and not again before its end."""
        message = entry.message
        after = entry.settled
        if cut.is_firm and entry.loose:
            # by now it is known what the rows of a list are together
            before = entry.take_loose()
            wanted = parts.body_blocks(message, entry.firm, cut, parse=entry.parse)
            if list(before.blocks) == wanted[: len(before.blocks)]:
                entry.parts.append(before)
                wanted = wanted[len(before.blocks) :]
            else:
                at = start + entry.closed
                self._pen.erase(at, at + before.length)
                self.targets.drop(before.written.keys)
        else:
            wanted = parts.body_blocks(message, after, cut, parse=entry.parse)
        write = partial(parts.write_blocks, message=message, blocks=wanted)
        at = start + entry.closed
        written = self._pen.write(at, write, message.citations, entry.needs)
        entry.add(Part(written, wanted), cut)

    def _write_lead(self, writer: Writer) -> None:
        made = styles.paragraph(line=20, above=20)
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        writer.action(made, str(EARLIER), EarlierTarget(), self._styles.action)

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

    def _find(self, message_id: str) -> int | None:
        for index in range(len(self._entries) - 1, -1, -1):
            if self._entries[index].message.id == message_id:
                return index
        return None

    def _index_at(self, position: int) -> int | None:
        start = self._lead
        for index, entry in enumerate(self._entries):
            if start <= position < start + entry.length:
                return index
            start += entry.length
        return None

    def _start(self, index: int) -> int:
        # counted from the end, where nearly all changes are
        end = self._document.characterCount() - 1 - self._pending
        return end - sum(entry.length for entry in self._entries[index:])
