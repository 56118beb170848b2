"""A file that is on its way: written piece by piece with its checksum, and gone on with later.

What is there already is trusted only together with a note of where it came from. Methods touch
the disk: call them in a thread.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from octavo.errors import StorageFullError
from octavo.words import later

_READ_AT_ONCE = 1 << 20
_SPARE = 200 << 20
"""Bytes that shall stay free on the disk."""


class PartFile:
    """The beginning of a file.

    Args:
        path: Where it lies; the note lies beside it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self._note = path.with_name(path.name + ".json")
        self._stream: BinaryIO | None = None
        self._opening = threading.Lock()
        self._is_closed = False
        self._hash = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """Of what is there."""
        return self._hash.hexdigest()

    def open(self, url: str) -> str:
        """Open what there is of an address, or begin anew.

        What is there is read, which takes seconds for gigabytes: ``close`` in another thread ends
        that, too.

        Returns:
            The tag by which the host knows what is there; empty if it has to begin anew.

        Raises:
            StorageFullError: the file cannot be written.
        """
        tag = self._tag_of(url)
        with self._opening, told():
            self._stream = self.path.open("ab+")
            self._stream.seek(0)
            if not tag:
                self._stream.truncate()
            while not self._is_closed and (piece := self._stream.read(_READ_AT_ONCE)):
                self._hash.update(piece)
                self.size += len(piece)
        return tag if self.size else ""

    def note(self, url: str, tag: str) -> None:
        """Note where it comes from; without a tag nothing is gone on with later."""
        with told():
            self._note.write_text(json.dumps({"url": url, "tag": tag}), encoding="utf-8")

    def begin_anew(self) -> None:
        """Throw away what is there."""
        with told():
            self._opened.truncate(0)
        self._hash = hashlib.sha256()
        self.size = 0

    def check_room(self, more: int) -> None:
        """Refuse a file for which the disk has no room.

        Raises:
            StorageFullError: there is none.
        """
        with told():
            free = shutil.disk_usage(self.path.parent).free
        if more + _SPARE > free:
            raise StorageFullError(
                later(
                    "The model needs {more:.1f} GB more on the disk, and {free:.1f} GB are free.",
                    more=more / 1e9,
                    free=free / 1e9,
                )
            )

    def write(self, piece: bytes) -> None:
        """Add a piece.

        Raises:
            StorageFullError: the disk does not take it; what came before stays.
        """
        with told():
            self._opened.write(piece)
            self._opened.flush()
        self._hash.update(piece)
        self.size += len(piece)

    def close(self) -> None:
        """Close the file; it stays."""
        self._is_closed = True
        with self._opening:
            if self._stream is not None:
                with contextlib.suppress(OSError):  # what could not be written was told before
                    self._stream.close()

    def finish(self) -> None:
        """Take the note away: the file is whole."""
        self.close()
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)

    def remove(self) -> None:
        """Delete file and note."""
        self.close()
        for path in (self.path, self._note):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    @property
    def _opened(self) -> BinaryIO:
        if self._stream is None:
            raise RuntimeError("the part is not open")
        return self._stream

    def _tag_of(self, url: str) -> str:
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        known = isinstance(note, dict) and note.get("url") == url
        return str(note.get("tag") or "") if known else ""


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Turn what the disk refuses into an error for people."""
    try:
        yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        reason = "the disk is full" if full else error.strerror or str(error)
        raise StorageFullError(
            later("The model cannot be saved: {reason}.", reason=reason)
        ) from None
