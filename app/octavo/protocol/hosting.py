"""What of vector stores lies at hosts, to be searched there. Octavo's own."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from octavo.protocol.base import Reply, Request, Timestamp
from octavo.protocol.phrases import Phrases

HostedState = Literal["waiting", "sending", "reading", "ready", "failed", "leaving", "kept"]


class HostStoreRequest(Request):
    """At which host a vector store is to be kept and searched.

    Args:
        provider: The provider, to which whole files are sent; null for none. Choosing the same
            again tries again what failed.
        delete: Without a provider: whether what lies at the hosts is deleted there. The store
            itself may be gone then.
    """

    provider: Annotated[str, Field(min_length=1, max_length=100)] | None
    delete: bool = True


class StoreHostingObject(Reply):
    """What of a vector store lies at hosts.

    Args:
        vector_store_id: The store.
        provider: The provider at which it is searched; null if it is searched here alone.
        origin: Where that is: scheme, host and port.
        files_here: Files that are read, which would go to a host.
        bytes_here: Size of these.
        files: That are to be there, or are.
        files_ready: Files that are searched there.
        files_failed: Files that the host does not take, or cannot read.
        bytes_sent: Size of what lies at hosts, what is to be deleted included.
        files_kept: Files that were left at a host on purpose.
        files_leaving: Files that are to be deleted at a host, and were not yet.
        problem: What failed the last time.
        problem_phrases: What it takes to say that in another language.
    """

    object: Literal["octavo.store_hosting"] = "octavo.store_hosting"
    vector_store_id: str
    provider: str | None
    origin: str | None
    files_here: int
    bytes_here: int
    files: int
    files_ready: int
    files_failed: int
    bytes_sent: int
    files_kept: int
    files_leaving: int
    problem: str | None
    problem_phrases: Phrases | None = None


class HostedFileObject(Reply):
    """A file at a host.

    Args:
        vector_store_id: The store that it was in, which may be gone.
        vector_store_name: That one's name.
        provider: The provider.
        origin: Where it was sent.
        file_id: The file, which may be gone.
        filename: Its name.
        bytes: Its size.
        sent_at: When it was sent; null as long as that is not known to have worked.
        state: How far it is; ``kept`` if it was left there on purpose, ``leaving`` if it is to be
            deleted.
        problem: Why it failed.
        problem_phrases: What it takes to say that in another language.
    """

    object: Literal["octavo.hosted_file"] = "octavo.hosted_file"
    vector_store_id: str
    vector_store_name: str
    provider: str
    origin: str
    file_id: str
    filename: str
    bytes: int
    sent_at: Timestamp | None
    state: HostedState
    problem: str | None
    problem_phrases: Phrases | None = None


class HostedFilesObject(Reply):
    """All that lies at hosts, or is about to, the oldest first."""

    object: Literal["octavo.hosted_files"] = "octavo.hosted_files"
    data: list[HostedFileObject]
