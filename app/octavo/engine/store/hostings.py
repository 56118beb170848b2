"""The part of the store's interface that tells what lies at hosts, and what is to lie there."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Literal, Protocol

StoreState = Literal["used", "kept", "leaving"]
FileState = Literal["waiting", "sending", "reading", "ready", "failed", "leaving"]


@dataclasses.dataclass(frozen=True, slots=True)
class HostedStore:
    """A vector store at a host.

    Args:
        seq: Its number here.
        vector_store_id: The store that it was made of, which may be gone.
        name: That one's name when it was made.
        provider: The name of the provider.
        origin: Scheme, host and port to which everything was sent.
        mark: By which the host's store is found again if its id was not kept.
        remote_id: The host's id; empty as long as it is not known.
        created_at: When it was decided, in seconds since 1970-01-01 UTC.
        state: Whether it is searched, left at the host on purpose, or to be deleted there.
    """

    seq: int
    vector_store_id: str
    name: str
    provider: str
    origin: str
    mark: str
    remote_id: str
    created_at: int
    state: StoreState


@dataclasses.dataclass(frozen=True, slots=True)
class HostedEntry:
    """A file at a host.

    Args:
        seq: Its number here.
        store: The number of its store.
        file_id: The file, which may be gone.
        sha256: Its content.
        filename: Its name.
        bytes: Its size.
        remote_id: The host's id; empty as long as it is not known.
        sent_at: When it was sent; None if it was not.
        state: ``waiting`` before anything is sent, ``sending`` from before the first byte until the
            host's id is kept, ``reading`` until the host has read it.
        problem: Why it failed, as `octavo.protocol.told.Told` keeps it.
    """

    seq: int
    store: int
    file_id: str
    sha256: str
    filename: str
    bytes: int
    remote_id: str
    sent_at: int | None
    state: FileState
    problem: str


class Hostings(Protocol):
    """What is kept at hosts for vector stores."""

    async def host_store(self, vector_store_id: str, wanted: HostedStore | None) -> None:
        """Let a store be kept at a host from now on, or at none.

        What another host has, or the same under another address, is to be deleted there.

        Args:
            vector_store_id: The store; for None it may be gone.
            wanted: What is to be made; its ``seq`` does not count. Nothing changes if such a one
                is in use already.

        Raises:
            MissingError: there is no such store.
        """
        ...

    async def keep_hosted(self, vector_store_id: str) -> None:
        """Search a store at no host from now on, and leave at the host what is there."""
        ...

    async def reconcile_hosted(self) -> None:
        """Note what is to be sent, and what is to be deleted at hosts, as stores are now."""
        ...

    async def hosted_stores(
        self, vector_store_ids: Sequence[str] | None = None
    ) -> list[HostedStore]:
        """Return what was made at hosts for these stores, or all, the oldest first."""
        ...

    async def hosted_files(self, store: int) -> list[HostedEntry]:
        """Return the files of a hosted store in the order in which they came."""
        ...

    async def readable(self, vector_store_id: str) -> tuple[int, int]:
        """Return how many files of a store are read, and their size in bytes."""
        ...

    async def update_hosted_store(self, seq: int, remote_id: str) -> None:
        """Keep the host's id of a store."""
        ...

    async def update_hosted_file(
        self,
        seq: int,
        state: FileState,
        *,
        remote_id: str | None = None,
        sent_at: int | None = None,
        problem: str = "",
    ) -> None:
        """Keep how far a file is; one that is to be deleted stays so, and keeps the host's id."""
        ...

    async def forget_hosted_store(self, seq: int) -> None:
        """Forget a store that the host does not have any more."""
        ...

    async def forget_hosted_file(self, seq: int) -> None:
        """Forget a file that the host does not have any more."""
        ...
