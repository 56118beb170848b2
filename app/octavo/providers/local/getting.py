"""Brings models into their folder: from the hub by name, from any address, or from a file."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

from octavo.errors import InputError
from octavo.providers.local.catalog import OfferedModel, offered
from octavo.providers.local.folder import KeptModel, ModelFolder, Origin, name_from
from octavo.providers.local.gguf import read_gguf
from octavo.providers.model_files.download import Download, OnProgress, check_address
from octavo.providers.model_files.part_file import PartFile
from octavo.providers.network import Network
from octavo.words import later

_READ_AT_ONCE = 4 << 20


def require_offered(name: str) -> OfferedModel:
    """Return the model that is offered by a name.

    Raises:
        InputError: none is.
    """
    found = offered(name)
    if found is None:
        raise InputError(
            later("No model is offered by the name “{name}”.", name=name),
            hint=later("octavo models shows which are; octavo models add takes any other."),
        )
    return found


class Getting:
    """Gets models. Each method is cancelled to pause it, and called again to go on.

    Args:
        folder: Where they go.
        network: Proxy and certificates.
    """

    def __init__(self, folder: ModelFolder, network: Network | None = None) -> None:
        self._folder = folder
        self._network = network or Network()
        self._busy: set[str] = set()

    async def by_name(self, name: str, on_progress: OnProgress) -> KeptModel:
        """Fetch a model that is offered by name.

        Raises:
            InputError: none is, or there is such a model.
            ProviderError: it cannot be had, or is not what the hub says.
            StorageFullError: the disk does not take it.
        """
        wanted = require_offered(name)
        return await self._fetched(
            wanted.url, name, licence=wanted.licence, must_check=True, on_progress=on_progress
        )

    async def from_address(
        self, url: str, on_progress: OnProgress, *, name: str = "", sha256: str = ""
    ) -> KeptModel:
        """Fetch a model from any address.

        Args:
            url: Of the file.
            on_progress: Told how far it is.
            name: For it; else it is made of the address.
            sha256: What the file has to be; else the host's word is taken, if it gives it.

        Raises:
            InputError: the address or the name cannot be used, or it is no model.
            ProviderError: it cannot be had, or is not what it has to be.
            StorageFullError: the disk does not take it.
        """
        check_address(url)
        return await self._fetched(
            url, name or name_from(url), sha256=sha256, on_progress=on_progress
        )

    async def from_file(
        self, path: Path, on_progress: OnProgress, *, name: str = "", sha256: str = ""
    ) -> KeptModel:
        """Copy a model from a file; arguments and errors as of ``from_address``."""
        await asyncio.to_thread(read_gguf, path)  # says so before anything is copied
        name = await asyncio.to_thread(self._folder.free_name, name or name_from(path.name))
        with self._alone(name):
            await asyncio.to_thread(self._folder.make)
            part = PartFile(self._folder.part(name))
            try:
                await self._copy(path, part, on_progress)
                check_sha256(path.name, part.sha256, sha256)
            except BaseException:
                part.remove()
                raise
            part.finish()
            origin = Origin(source=path.name, sha256=part.sha256, checked=bool(sha256))
            return await asyncio.to_thread(self._folder.keep, name, origin)

    async def forget(self, name: str) -> None:
        """Throw away what was fetched of a model that is not whole."""
        await asyncio.to_thread(PartFile(self._folder.part(name)).remove)

    async def begun(self, name: str) -> int:
        """Return how many bytes of a model were fetched before a pause."""
        path = self._folder.part(name)
        return await asyncio.to_thread(lambda: path.stat().st_size if path.exists() else 0)

    async def _fetched(
        self,
        url: str,
        name: str,
        *,
        on_progress: OnProgress,
        sha256: str = "",
        licence: str = "",
        must_check: bool = False,
    ) -> KeptModel:
        name = await asyncio.to_thread(self._folder.free_name, name)
        with self._alone(name):
            await asyncio.to_thread(self._folder.make)
            fetched = await Download(
                url,
                self._folder.part(name),
                sha256=sha256,
                must_check=must_check,
                network=self._network,
                on_progress=on_progress,
            ).run()
            origin = Origin(
                source=url, sha256=fetched.sha256, checked=fetched.checked, licence=licence
            )
            return await asyncio.to_thread(self._folder.keep, name, origin)

    async def _copy(self, path: Path, part: PartFile, on_progress: OnProgress) -> None:
        size = (await asyncio.to_thread(path.stat)).st_size
        await asyncio.to_thread(part.open, "")
        await asyncio.to_thread(part.check_room, size)
        stream = await asyncio.to_thread(path.open, "rb")
        try:
            while piece := await asyncio.to_thread(stream.read, _READ_AT_ONCE):
                await asyncio.to_thread(part.write, piece)
                on_progress(part.size, size)
        finally:
            await asyncio.to_thread(stream.close)

    @contextlib.contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """Let nobody fetch the same model twice at once."""
        if name in self._busy:
            raise InputError(later("The model “{name}” is being fetched already.", name=name))
        self._busy.add(name)
        try:
            yield
        finally:
            self._busy.discard(name)


def check_sha256(name: str, found: str, wanted: str) -> None:
    """Compare a file with what it has to be, if that is known.

    Raises:
        InputError: it is another one.
    """
    if wanted and found != wanted:
        raise InputError(
            later(
                "“{name}” is another file: its sha256 is {found}, and it has to be {wanted}.",
                name=name,
                found=found,
                wanted=wanted,
            )
        )
