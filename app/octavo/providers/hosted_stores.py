"""Files and vector stores at a host that speaks OpenAI's interface: put there, searched, deleted.

What lies at a host is counted as gone only when the host has said so twice: it confirmed the
deletion, and does not find the thing any more while it still answers.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from octavo.errors import ProviderError
from octavo.providers import failures
from octavo.providers.connection import Connection
from octavo.providers.failures import RefusedError
from octavo.providers.sending import Upload
from octavo.wire.refusals import words
from octavo.words import later

_NOT_FOUND: Final = 404

State = Literal["in_progress", "completed", "failed", "missing"]

Family = Literal["files", "vector_stores"]

TOKENS, OVERLAP = 200, 30
"""How a host cuts: as passages are cut here, so that each of its passages has its place here."""

MOST_BYTES = 512 * 1024 * 1024
"""Of a file: the most that OpenAI takes."""

MOST_RESULTS = 50
"""Passages that a host returns at once at most."""

FILE_KEY = "octavo_file"
"""The attribute by which a host's search is narrowed to some files."""

_PURPOSE = "assistants"
_PAGE = 100
_MOST_PAGES = 1_000
_MOST_FILTERED = 50
_LONGEST_TEXT = 100_000
"""Characters of a passage that are believed: no host cuts into pieces of more than 4,096 tokens."""

_SLOWEST = 100_000
"""Bytes in a second below which an upload is given up."""

_SHOWN = 300
_ID = re.compile(r"[A-Za-z0-9_-]{1,200}")


@dataclasses.dataclass(frozen=True, slots=True)
class HostedFile:
    """How far a file in a store is at its host.

    Args:
        state: Whether it can be searched there.
        reason: The host's words for a failure.
    """

    state: State
    reason: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class HostedPassage:
    """What a host found.

    Args:
        file: The host's id of the file.
        score: As the host gives it, 0 … 1.
        text: The passage as the host read it.
        local_id: The id that the file has here, by the attribute that was sent with it; empty if
            the host does not repeat it.
    """

    file: str
    score: float
    text: str
    local_id: str = ""


class HostedStores(Protocol):
    """A host's files and vector stores. All methods raise ProviderError if it fails."""

    @property
    def host(self) -> str:
        """Where it is, for people."""

    async def create_store(self, name: str, mark: str) -> str:
        """Make a vector store and return its id; ``mark`` is found again by ``marked_stores``."""

    async def marked_stores(self, mark: str) -> list[str]:
        """Return the ids of the stores made with a mark."""

    async def upload(self, path: Path, name: str, size: int) -> str:
        """Send a whole file of so many bytes under a name, and return its id."""

    async def named_files(self, beginning: str) -> dict[str, str]:
        """Return the files whose names begin so, the newest first: names by ids."""

    async def attach(self, store: str, file: str, local_id: str) -> HostedFile:
        """Put a file into a store, where searches can be narrowed to the id it has here."""

    async def state(self, store: str, file: str) -> HostedFile:
        """Return how far a file in a store is."""

    async def has(self, family: Family, one: str) -> bool:
        """Tell whether the host has a file, or a store."""

    async def delete_file(self, file: str) -> None:
        """Delete a file, from all stores too, and make sure that it is gone."""

    async def delete_store(self, store: str) -> None:
        """Delete a store, not its files, and make sure that it is gone."""

    async def search(
        self, store: str, query: str, limit: int, local_ids: Sequence[str] | None = None
    ) -> list[HostedPassage]:
        """Return passages, best first, of these files if they are few enough to be named."""


class HostedStoreHosts(Protocol):
    """Knows hosts that keep files by the names of their providers."""

    async def find_stores(self, provider: str, *, to_send: bool = True) -> HostedStores:
        """Return the way to a host's files.

        Args:
            provider: The provider's name.
            to_send: Whether files or questions are to be sent, which somebody must have agreed to;
                whoever deletes only needs nobody's leave.

        Raises:
            ProviderError: there is no such provider, or nobody has agreed.
        """

    async def origin_of(self, provider: str) -> str:
        """Return scheme, host and port of a provider; raises as ``find_stores``."""


def is_gone(error: ProviderError, one: str) -> bool:
    """Tell whether a host says that it does not have a thing.

    Most do by 404. OGX answers 400 and names the thing that is not found.

    Args:
        error: What the host answered.
        one: The thing's id.
    """
    if error.status == _NOT_FOUND:
        return True
    if not isinstance(error, RefusedError):
        return False
    return one.lower() in error.words and "not found" in error.words


class OpenAIStores:
    """Implements `HostedStores` with ``/files`` and ``/vector_stores``.

    Args:
        connection: The way to the host.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def host(self) -> str:
        return self._connection.host

    async def create_store(self, name: str, mark: str) -> str:
        body = {"name": name, "metadata": {"octavo": mark}}
        return self._id(await self._connection.ask("POST", "vector_stores", body))

    async def marked_stores(self, mark: str) -> list[str]:
        found: list[str] = []
        async with aclosing(self._listed("vector_stores", {})) as stores:
            async for one in stores:
                metadata = one.get("metadata")
                if isinstance(metadata, dict) and metadata.get("octavo") == mark:
                    found.append(self._id(one))
        return found

    async def upload(self, path: Path, name: str, size: int) -> str:
        upload = Upload(path, name, {"purpose": _PURPOSE})
        within = self._connection.limits.total + size / _SLOWEST
        return self._id(await self._connection.ask("POST", "files", upload, within=within))

    async def named_files(self, beginning: str) -> dict[str, str]:
        async with aclosing(self._listed("files", {"purpose": _PURPOSE})) as files:
            return {
                self._id(one): name
                async for one in files
                if (name := str(one.get("filename"))).startswith(beginning)
            }

    async def attach(self, store: str, file: str, local_id: str) -> HostedFile:
        static = {"max_chunk_size_tokens": TOKENS, "chunk_overlap_tokens": OVERLAP}
        body = {
            "file_id": file,
            "attributes": {FILE_KEY: local_id},
            "chunking_strategy": {"type": "static", "static": static},
        }
        # Putting the same file in once more changes nothing.
        path = f"vector_stores/{store}/files"
        return self._state(await self._connection.ask("POST", path, body, harmless=True))

    async def state(self, store: str, file: str) -> HostedFile:
        reply = await self._found(f"vector_stores/{store}/files", file)
        return HostedFile("missing") if reply is None else self._state(reply)

    async def has(self, family: Family, one: str) -> bool:
        return await self._found(family, one) is not None

    async def delete_file(self, file: str) -> None:
        await self._delete("files", file)

    async def delete_store(self, store: str) -> None:
        await self._delete("vector_stores", store)

    async def search(
        self, store: str, query: str, limit: int, local_ids: Sequence[str] | None = None
    ) -> list[HostedPassage]:
        body: dict[str, Any] = {
            "query": query,
            "max_num_results": max(1, min(limit, MOST_RESULTS)),
            "rewrite_query": False,
        }
        if local_ids is not None and 0 < len(local_ids) <= _MOST_FILTERED:
            body["filters"] = {"type": "in", "key": FILE_KEY, "value": list(local_ids)}
        path = f"vector_stores/{store}/search"
        reply = await self._connection.ask("POST", path, body, harmless=True)
        return [self._passage(one) for one in self._data(reply)][:limit]

    async def _delete(self, family: Family, one: str) -> None:
        """Delete, and look whether it is gone.

        Raises:
            ProviderError: the host does not confirm it, or still has it.
        """
        path = f"{family}/{one}"
        try:
            reply = await self._connection.ask("DELETE", path, harmless=True)
        except ProviderError as error:
            if not is_gone(error, one):
                raise
        else:
            if not (isinstance(reply, dict) and reply.get("deleted") is True):
                raise failures.broken(self.host, later("does not confirm that it was deleted"))
        if await self.has(family, one):
            raise failures.broken(self.host, later("still has what it was told to delete"))
        # An address that leads nowhere finds nothing either: the host has to answer as one does.
        self._data(await self._connection.get(f"{family}?limit=1"))

    async def _found(self, family: str, one: str) -> Any | None:
        """Return an object, or None if the host says that it has no such thing."""
        try:
            return await self._connection.get(f"{family}/{one}")
        except ProviderError as error:
            if is_gone(error, one):
                return None
            raise

    async def _listed(
        self, family: str, query: Mapping[str, str]
    ) -> AsyncGenerator[dict[str, Any], None]:
        """Yield all objects of a list, page after page."""
        after = ""
        for _ in range(_MOST_PAGES):
            given = {"limit": str(_PAGE), "order": "desc", **query}
            if after:
                given["after"] = after
            asked = "&".join(f"{name}={value}" for name, value in given.items())
            reply = await self._connection.get(f"{family}?{asked}")
            data = self._data(reply)
            for one in data:
                yield one
            if not data or reply.get("has_more") is not True:
                return
            last = self._id(data[-1])
            if last == after:
                return
            after = last

    def _data(self, reply: Any) -> list[dict[str, Any]]:
        data = reply.get("data") if isinstance(reply, dict) else None
        if not isinstance(data, list) or not all(isinstance(one, dict) for one in data):
            raise failures.broken(self.host, later("is no list"))
        return data

    def _id(self, reply: Any) -> str:
        found = reply.get("id") if isinstance(reply, dict) else None
        if not isinstance(found, str) or not _ID.fullmatch(found):
            raise failures.broken(self.host, later("has no id that can be used"))
        return found

    def _state(self, reply: Any) -> HostedFile:
        status = reply.get("status") if isinstance(reply, dict) else None
        if status in {"in_progress", "completed"}:
            return HostedFile("completed" if status == "completed" else "in_progress")
        if status not in {"failed", "cancelled"}:
            raise failures.broken(self.host, later("does not tell how far a file is"))
        error = reply.get("last_error")
        message = error.get("message") if isinstance(error, dict) else None
        return HostedFile("failed", words(str(message or status))[:_SHOWN])

    def _passage(self, one: dict[str, Any]) -> HostedPassage:
        content = one.get("content")
        texts = [
            part["text"]
            for part in (content if isinstance(content, list) else [])
            if isinstance(part, dict) and isinstance(part.get("text"), str)
        ]
        file, score = one.get("file_id"), one.get("score")
        if not isinstance(file, str) or not texts:
            raise failures.broken(self.host, later("has passages without text or file"))
        if not isinstance(score, int | float) or not math.isfinite(score):
            score = 0.0
        text = "\n".join(texts)[:_LONGEST_TEXT]
        attributes = one.get("attributes")
        mine = attributes.get(FILE_KEY) if isinstance(attributes, dict) else None
        local_id = mine if isinstance(mine, str) else ""
        return HostedPassage(file, min(1.0, max(0.0, float(score))), text, local_id)
