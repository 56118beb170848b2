"""What a thread's document keeps of one message: its value, and where its characters are."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from octavo.session.state import ChatMessage, Citation, MessageState
from octavo.ui.chat.markdown import Block
from octavo.ui.chat.message import is_plain


@dataclasses.dataclass(slots=True)
class Part:
    """What was written in one go; its length is in the document's own (UTF-16) positions.

    ``blocks`` is what it says while the answer grows: at the end only what differs is written anew.
    """

    length: int
    keys: list[int]
    blocks: Sequence[Block] = ()


@dataclasses.dataclass(slots=True)
class Entry:
    """A message in the document.

    While it grows the first part is its label. The others are settled text, which is not touched
    before the end. Behind them stands what is written anew with every flush.
    """

    message: ChatMessage
    parts: list[Part] = dataclasses.field(default_factory=list)
    open: int = 0
    settled: int = 0  # characters of the message's text in the parts
    open_keys: list[int] = dataclasses.field(default_factory=list)
    pieces: list[str] = dataclasses.field(default_factory=list)
    citations: list[Citation] = dataclasses.field(default_factory=list)

    @property
    def closed(self) -> int:
        """The length of all parts."""
        return sum(part.length for part in self.parts)

    @property
    def length(self) -> int:
        """The length of all that is written of the message."""
        return self.closed + self.open

    @property
    def keys(self) -> list[int]:
        """The keys of all that can be clicked."""
        return [key for part in self.parts for key in part.keys] + self.open_keys

    def end_with(self, last: Part) -> None:
        """Take over what stands where the message was open, now that it grows no more."""
        self.parts.append(last)
        self.open, self.open_keys = 0, []
        self.parts = [Part(self.closed, self.keys)]

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
