"""The frame around each fetch of a model: alone, noted before it begins, and gone on with later.

What was begun is noted in the folder itself, so that the next start knows what was under way when
the program was closed or killed.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from octavo.providers.model_files.alone import alone
from octavo.providers.model_files.keeping import is_name


class Begun(BaseModel):
    """Where a model is being fetched from; of one that is offered, its name tells.

    Attributes:
        url: Its address; empty if it is copied.
        file: The path that it is copied from; empty if it is fetched.
        sha256: What the file has to be; empty if nobody says.
        languages: Codes of those that a reranker has learnt, as the person said; None if they did
            not.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    url: str = ""
    file: str = ""
    sha256: str = ""
    languages: tuple[str, ...] | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Unfinished:
    """A model that did not come whole yet.

    Args:
        name: What it will be called.
        begun: Where it comes from; with nothing in it if that is not known.
        size: Bytes that are here.
    """

    name: str
    begun: Begun
    size: int


class Place(Protocol):
    """A folder that models are fetched into. Its methods touch the disk."""

    path: Path

    def free_name(self, name: str) -> str:
        """Return a name for a new model; InputError if it cannot be one, or is taken."""
        ...

    def begin(self, name: str, begun: Begun) -> None:
        """Note that a model is about to come; StorageFullError if that cannot be noted."""
        ...

    def begun(self, name: str) -> int:
        """Return how many bytes of a model are here that is not whole."""
        ...

    def unfinished(self) -> list[Unfinished]:
        """Return the models that did not come whole, by name."""
        ...

    def forget(self, name: str) -> None:
        """Throw away what there is of a model that is not whole."""
        ...


@contextlib.asynccontextmanager
async def beginning(place: Place, name: str, begun: Begun) -> AsyncIterator[None]:
    """Fetch a model in the block, which keeps it at its end.

    Cancelled, what came and the note stay, to be gone on with. What failed is forgotten if nothing
    came.

    Raises:
        InputError: the name cannot be one or is taken, or the model is being fetched already.
        StorageFullError: the disk does not take it.
    """
    await asyncio.to_thread(place.free_name, name)
    with alone(place.path, name):
        await asyncio.to_thread(place.free_name, name)  # who had the lock may have just kept it
        await asyncio.to_thread(place.begin, name, begun)
        try:
            yield
        except Exception:
            if not await asyncio.to_thread(place.begun, name):
                await asyncio.to_thread(place.forget, name)
            raise


async def forget(place: Place, name: str) -> None:
    """Throw away what there is of a model that is not whole.

    Raises:
        InputError: it is being fetched.
        StorageFullError: its folder cannot be written to.
    """
    if is_name(name) and await asyncio.to_thread(place.path.is_dir):
        with alone(place.path, name):
            await asyncio.to_thread(place.forget, name)
