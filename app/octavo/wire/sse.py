"""Server-sent events: bytes in, events out. Follows the HTML standard, section 9.2.6.

Pieces may end anywhere, in the middle of a character or of a line ending too. ``id`` and ``retry``
serve reconnecting, which the interface does not know; they are passed over like comments.
"""

from __future__ import annotations

import dataclasses

MAX_LINE_BYTES = 16 * 1024 * 1024
"""The longest line that is kept; the longest legitimate one carries a whole message."""

_BOM = b"\xef\xbb\xbf"


class SseLimitError(ValueError):
    """A line or an event is larger than allowed.

    Attributes:
        events: Those that were complete before it in the same piece.
    """

    events: tuple[ServerSentEvent, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """One event: its name, ``message`` if it has none, and its data, lines joined by LF."""

    event: str
    data: str


class SseDecoder:
    """Turns the pieces of one stream into events.

    An event is returned with the piece that ends its blank line. What stands unfinished at the
    end of a stream is no event, as the standard has it.

    Args:
        max_bytes: The largest line, and the largest sum of an event's data lines.
    """

    def __init__(self, max_bytes: int = MAX_LINE_BYTES) -> None:
        self._max_bytes = max_bytes
        self._partial: list[bytes] = []
        self._partial_size = 0
        self._first_line = True
        self._after_cr = False
        self._event = ""
        self._data: list[str] = []
        self._data_size = 0

    def feed(self, piece: bytes) -> list[ServerSentEvent]:
        """Take the next piece and return the events that it completes.

        Raises:
            SseLimitError: A line or an event is larger than allowed.
        """
        if not piece:
            return []
        if self._after_cr and piece.startswith(b"\n"):
            piece = piece[1:]  # the second half of a line ending that was cut in two
        self._after_cr = False
        events: list[ServerSentEvent] = []
        for line in piece.splitlines(keepends=True):  # of bytes: at CRLF, CR and LF only
            content = line.rstrip(b"\r\n")
            whole = len(content) < len(line)
            self._partial.append(content)
            self._partial_size += len(content)
            if self._partial_size > self._max_bytes:
                raise _too_large(f"a line has more than {self._max_bytes} bytes", events)
            if not whole:
                break
            complete = content if len(self._partial) == 1 else b"".join(self._partial)
            self._partial.clear()
            self._partial_size = 0
            try:
                event = self._line(complete)
            except SseLimitError as error:
                raise _too_large(str(error), events) from None
            if event is not None:
                events.append(event)
        self._after_cr = piece.endswith(b"\r")
        return events

    def _line(self, line: bytes) -> ServerSentEvent | None:
        if self._first_line:
            self._first_line = False
            line = line.removeprefix(_BOM)
        if not line:
            return self._dispatch()
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"data":
            self._data_size += len(value) + 1
            if self._data_size > self._max_bytes:
                raise SseLimitError(f"an event has more than {self._max_bytes} bytes")
            self._data.append(value.decode(errors="replace"))
        elif name == b"event":
            self._event = value.decode(errors="replace")
        return None

    def _dispatch(self) -> ServerSentEvent | None:
        event = ServerSentEvent(self._event or "message", "\n".join(self._data))
        carries = bool(self._data)
        self._event = ""
        self._data.clear()
        self._data_size = 0
        return event if carries else None


def _too_large(words: str, events: list[ServerSentEvent]) -> SseLimitError:
    error = SseLimitError(words)
    error.events = tuple(events)
    return error
