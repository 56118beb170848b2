"""File uploads as multipart bodies, read piece by piece and never whole."""

from __future__ import annotations

import asyncio
import os
import secrets
import stat
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable
from pathlib import Path
from typing import BinaryIO, Self, cast

from octavo.errors import InputError
from octavo.protocol.files import MAX_FILE_BYTES, FileExpiration, UploadPurpose
from octavo.words import later

UploadSource = str | os.PathLike[str] | bytes | BinaryIO | AsyncIterable[bytes] | Iterable[bytes]
"""A path, the content itself, an open file, or pieces of the content as they come.

An open file is read from where it is, and pieces that do not come asynchronously are fetched,
in a thread; whoever opened them closes them.
"""

Progress = Callable[[int, int | None], None]
"""Called with the bytes handed over so far, and all bytes if that is known."""

_PIECE = 256 * 1024

_MEDIA_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
}


class FileUpload:
    """The body of an upload: the fields, then the file; used under ``async with``.

    Args:
        source: What is uploaded.
        filename: Its name; a path has its own.
        purpose: What the file is for.
        expires_after: When it is to be deleted again, if at all.
        on_progress: Told how far it is, on the event loop; starts again at 0 with a retry.

    Raises:
        InputError: There is no name, or the file cannot be read or is too large.
    """

    def __init__(
        self,
        source: UploadSource,
        *,
        filename: str | None,
        purpose: UploadPurpose,
        expires_after: FileExpiration | None,
        on_progress: Progress | None,
    ) -> None:
        self._source: bytes | Path | AsyncIterable[bytes] = _asynchronous(source)
        if filename is None:
            if not isinstance(self._source, Path):
                raise InputError(later("Content without a path needs a file name."))
            filename = self._source.name
        self._name = filename
        self._fields = {"purpose": str(purpose)}
        if expires_after is not None:
            self._fields["expires_after[anchor]"] = expires_after.anchor
            self._fields["expires_after[seconds]"] = str(expires_after.seconds)
        self._on_progress = on_progress
        self._boundary = secrets.token_hex(16)
        self._file: BinaryIO | None = None
        self._size: int | None = len(self._source) if isinstance(self._source, bytes) else None
        self._stream: AsyncIterator[bytes] | None = None

    async def __aenter__(self) -> Self:
        if isinstance(self._source, Path):
            opening = asyncio.get_running_loop().run_in_executor(None, _open, self._source)
            try:
                self._file, self._size = await asyncio.shield(opening)
            except asyncio.CancelledError:
                opening.add_done_callback(_close_late)  # the thread may still be opening it
                raise
        elif self._size is not None:
            _check_size(self._name, self._size)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._file is not None:
            # In a thread, since closing waits for a read that a cancellation left running there.
            closing = asyncio.get_running_loop().run_in_executor(None, self._file.close)
            await asyncio.shield(closing)
        close = getattr(self._stream, "aclose", None)
        if close is not None:
            await close()

    @property
    def content_type(self) -> str:
        """With the boundary between the fields."""
        return f"multipart/form-data; boundary={self._boundary}"

    @property
    def length(self) -> int | None:
        """Bytes of the whole body, if that is known."""
        if self._size is None:
            return None
        return len(self.head()) + self._size + len(self.tail())

    @property
    def replayable(self) -> bool:
        """Whether it can be sent from its start once more."""
        return self._stream is None

    def __aiter__(self) -> AsyncIterator[bytes]:
        return _Body(self)

    def head(self) -> bytes:
        """Return the fields and the file's own header."""
        lines = [
            f'--{self._boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}'
            for name, value in self._fields.items()
        ]
        media_type = _MEDIA_TYPES.get(Path(self._name).suffix.lower(), "application/octet-stream")
        lines.append(
            f"--{self._boundary}\r\nContent-Disposition: form-data;"
            f' name="file"; filename="{_quoted(self._name)}"\r\nContent-Type: {media_type}\r\n\r\n'
        )
        return "\r\n".join(lines).encode()

    def tail(self) -> bytes:
        """Return what follows the file."""
        return f"\r\n--{self._boundary}--\r\n".encode()

    async def content(self, start: int) -> bytes:
        """Return the next piece of the file, which begins at byte ``start``; empty at its end.

        Raises:
            InputError: The file cannot be read.
        """
        if isinstance(self._source, bytes):
            return self._source[start : start + _PIECE]
        if isinstance(self._source, Path):
            if self._file is None or self._size is None:
                raise RuntimeError("an upload is used under `async with`")
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(
                None, _read, self._name, self._file, start, self._size
            )
        if self._stream is None:
            self._stream = aiter(self._source)
        async for piece in self._stream:
            if piece:
                _check_size(self._name, start + len(piece))
                return piece
        return b""

    def report(self, sent: int) -> None:
        """Tell whoever wants to know how much of the file was handed over."""
        if self._on_progress is not None:
            self._on_progress(sent, self._size)


class _Threaded(AsyncIterator[bytes]):
    """Pieces that may block while they are fetched, so a thread fetches them."""

    def __init__(self, get_next: Callable[[], bytes]) -> None:
        self._get_next = get_next

    async def __anext__(self) -> bytes:
        piece = await asyncio.to_thread(self._get_next)
        if not piece:
            raise StopAsyncIteration
        return piece


def _asynchronous(source: UploadSource) -> bytes | Path | AsyncIterable[bytes]:
    if isinstance(source, bytes | bytearray):
        return bytes(source)
    if isinstance(source, str | os.PathLike):
        return Path(source)
    if isinstance(source, AsyncIterable):
        return source
    if hasattr(source, "read"):
        file = cast("BinaryIO", source)
        return _Threaded(lambda: file.read(_PIECE))
    pieces = filter(None, source)  # an empty piece is not the end
    return _Threaded(lambda: next(pieces, b""))


class _Body(AsyncIterator[bytes]):
    """One pass over an upload; an object, not a generator, so nothing is left to finalise."""

    def __init__(self, upload: FileUpload) -> None:
        self._upload = upload
        self._begun = False
        self._sent = 0
        self._told = 0
        self._ended = False

    async def __anext__(self) -> bytes:
        if self._ended:
            raise StopAsyncIteration
        if not self._begun:
            self._begun = True
            self._upload.report(0)
            return self._upload.head()
        if self._sent > self._told:
            self._told = self._sent
            self._upload.report(self._sent)
        piece = await self._upload.content(self._sent)
        self._sent += len(piece)
        if piece:
            return piece
        self._ended = True
        return self._upload.tail()


def _open(path: Path) -> tuple[BinaryIO, int]:
    """Open a regular file; anything that could block (a pipe, a device) is refused at once."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    except (OSError, ValueError) as error:  # a name with NUL is a ValueError
        raise _unreadable(path.name, error) from error
    facts = os.fstat(descriptor)
    try:
        _check_regular(path.name, facts)
    except InputError:
        os.close(descriptor)
        raise
    return open(descriptor, "rb", buffering=_PIECE), facts.st_size  # noqa: PTH123 - closed by the upload


def _close_late(opening: asyncio.Future[tuple[BinaryIO, int]]) -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.result()[0].close()


def _read(name: str, file: BinaryIO, start: int, size: int) -> bytes:
    try:
        file.seek(start)
        piece = file.read(min(_PIECE, size - start))
        now = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise _unreadable(name, error) from error
    if now != size or (not piece and start < size):
        raise InputError(
            later("{name} changed while it was read.", name=name), hint=later("Try again.")
        )
    return piece


def _check_regular(name: str, facts: os.stat_result) -> None:
    if not stat.S_ISREG(facts.st_mode):
        raise InputError(later("{name} is not a file.", name=name))
    _check_size(name, facts.st_size)


def _check_size(name: str, size: int) -> None:
    if size > MAX_FILE_BYTES:
        raise InputError(
            later("{name} is larger than {value} MB.", name=name, value=MAX_FILE_BYTES // 2**20)
        )


def _unreadable(name: str, error: OSError | ValueError) -> InputError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(later("{name} cannot be read: {reason}.", name=name, reason=reason))


def _quoted(name: str) -> str:
    """Return a file name for a quoted string, without control characters and lone surrogates."""
    shown = "".join(
        "\N{REPLACEMENT CHARACTER}" if char < " " or char == "\x7f" or _is_surrogate(char) else char
        for char in name
    )
    return shown.replace("\\", "\\\\").replace('"', '\\"')


def _is_surrogate(char: str) -> bool:
    return "\ud800" <= char <= "\udfff"
