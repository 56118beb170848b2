"""What a thread's document keeps of one message: its value, and where its characters are."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from octavo.session.state import ChatMessage, Citation, MessageState
from octavo.ui.chat.markdown import Block
from octavo.ui.chat.message import Parse, is_plain, remembering
from octavo.ui.chat.parting import BEGINNING, Cut, behind_item
from octavo.ui.chat.pen import Written
from octavo.ui.chat.table_fit import TableNeeds


@dataclasses.dataclass(slots=True)
class Part:
    """What was written in one go.

    ``blocks`` is what it says while the answer grows: at the end only what differs is written anew.
    """

    written: Written
    blocks: Sequence[Block] = ()

    @property
    def length(self) -> int:
        """Its length in the document."""
        return self.written.length


@dataclasses.dataclass(slots=True)
class Entry:
    """A message in the document.

    While it grows the first part is its label. The others are settled text, which is not touched
    before the end; only those behind the last firm place may yet be read as one, and otherwise.
    Behind them stands what is written anew with every flush. ``parse`` reads its parts, and keeps
    what it has read for as long as the message grows.
    """

    message: ChatMessage
    parts: list[Part] = dataclasses.field(default_factory=list)
    open: Written = dataclasses.field(default_factory=Written)
    settled: Cut = BEGINNING  # where the message's text in the parts ends
    firm: Cut = BEGINNING  # the last firm place before that
    loose: int = 0  # parts behind the firm place
    pieces: list[str] = dataclasses.field(default_factory=list)
    citations: list[Citation] = dataclasses.field(default_factory=list)
    parse: Parse = dataclasses.field(default_factory=remembering)

    @property
    def closed(self) -> int:
        """The length of all parts."""
        return sum(part.length for part in self.parts)

    @property
    def length(self) -> int:
        """The length of all that is written of the message."""
        return self.closed + self.open.length

    @property
    def keys(self) -> list[int]:
        """The keys of all that can be clicked."""
        return [*(key for part in self.parts for key in part.written.keys), *self.open.keys]

    @property
    def needs(self) -> TableNeeds | None:
        """What the table needs that goes on behind all parts, if there is one."""
        last = self.parts[-1] if self.parts else None
        return last.written.needs if last and last.blocks and last.blocks[-1].goes_on else None

    def add(self, part: Part, cut: Cut) -> None:
        """Take over a part that was written behind all others, up to a place."""
        begun = self.settled.position
        self.parts.append(part)
        self.settled = cut
        if cut.is_firm:
            self.firm, self.loose = cut, 0
        else:
            items = (block.marker for block in reversed(part.blocks) if block.depth == 1)
            text = self.message.text[begun : cut.position]
            lead = behind_item(text, next(filter(None, items), ""))
            self.settled = dataclasses.replace(cut, lead=lead)
            self.loose += 1

    def take_loose(self) -> Part:
        """Take the parts behind the firm place away, as one."""
        loose = self.parts[len(self.parts) - self.loose :]
        del self.parts[len(self.parts) - self.loose :]
        self.settled, self.loose = self.firm, 0
        keys = [key for part in loose for key in part.written.keys]
        return Part(
            Written(sum(part.length for part in loose), keys),
            [block for part in loose for block in part.blocks],
        )

    def begin_anew(self) -> None:
        """Forget what was written."""
        self.parts.clear()
        self.open = Written()
        self.settled = self.firm = BEGINNING
        self.loose = 0
        self.parse = remembering()

    def end(self) -> None:
        """Take all that is written for one part, now that the message grows no more."""
        self.parts = [Part(Written(self.length, self.keys))]
        self.open = Written()
        self.parse = remembering()

    def ends_as(self, message: ChatMessage) -> bool:
        """Tell whether a message is what this one, which grows, has become in the end."""
        before = self.message
        return (
            bool(self.parts)
            and before.state is MessageState.STREAMING
            and message.state is not MessageState.STREAMING
            and message.role == before.role
            and is_plain(message) == is_plain(before)
            and message.citations[: len(before.citations)] == before.citations
        )

    def changed(self, blocks: Sequence[Block]) -> Iterator[tuple[int, Part, Sequence[Block]]]:
        """Yield which parts are to say something else, from the last one.

        Args:
            blocks: What the whole message says; those behind all parts are not told of.

        Yields:
            Where the part begins behind the message's beginning, the part, what it is to say.
        """
        start, told = self.closed, sum(len(part.blocks) for part in self.parts)
        for part in reversed(self.parts[1:]):
            start -= part.length
            wanted = blocks[told - len(part.blocks) : told]
            told -= len(part.blocks)
            if [*wanted] != [*part.blocks]:
                yield start, part, wanted
