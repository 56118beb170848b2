"""One request of an operation, before it has an address, and what it may carry."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator
from typing import Protocol

from octavo.wire.addresses import Query

MAX_REPLY_BYTES = 64 * 1024 * 1024
"""The largest reply that is read into memory."""


class Upload(Protocol):
    """A request body that is sent piece by piece."""

    @property
    def content_type(self) -> str:
        """Its media type."""

    @property
    def length(self) -> int | None:
        """Its bytes, if they are known."""

    @property
    def replayable(self) -> bool:
        """Whether it can be sent from its start once more."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Return the pieces from the start."""


@dataclasses.dataclass(frozen=True, slots=True)
class Call:
    """One request of an operation, before it has an address.

    Attributes:
        method: GET, POST or DELETE.
        path: Under the base address, with quoted ids.
        query: Name and value pairs.
        body: Bytes of JSON, an upload, or nothing.
        accept: The media type wanted.
        silence: Seconds of silence that are borne, or None.
        total: Seconds for all of it, or None.
        max_bytes: The largest reply that is taken.
    """

    method: str
    path: str
    query: Query = ()
    body: bytes | Upload | None = None
    accept: str = "application/json"
    silence: float | None = None
    total: float | None = None
    max_bytes: int = MAX_REPLY_BYTES

    @property
    def name(self) -> str:
        """Method and path, for messages."""
        return f"{self.method} {self.path}"

    @property
    def replayable(self) -> bool:
        """Whether it can be sent once more."""
        return self.body is None or isinstance(self.body, bytes) or self.body.replayable
