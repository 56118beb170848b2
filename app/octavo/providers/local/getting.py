"""Brings models into their folder: from the hub by name, from any address, or from a file."""

from __future__ import annotations

import asyncio
from pathlib import Path

from octavo.errors import InputError
from octavo.providers.local.catalog import OfferedModel, offered
from octavo.providers.local.folder import KeptModel, ModelFolder
from octavo.providers.local.gguf import read_gguf
from octavo.providers.model_files.beginning import Begun, beginning
from octavo.providers.model_files.copying import copied
from octavo.providers.model_files.download import Download, OnProgress, check_address
from octavo.providers.model_files.keeping import Origin, check_sha256, name_from
from octavo.providers.network import Network
from octavo.words import later


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
        self.folder = folder
        self._network = network or Network()

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
        name = name or name_from(path.name)
        source = await asyncio.to_thread(path.absolute)
        begun = Begun(file=str(source), sha256=sha256)
        async with beginning(self.folder, name, begun):
            found = await copied(path, part := self.folder.part(name), on_progress)
            try:
                check_sha256(path.name, found, sha256)
            except InputError:
                await asyncio.to_thread(part.unlink)
                raise
            origin = Origin(source=path.name, sha256=found, checked=bool(sha256))
            return await asyncio.to_thread(self.folder.keep, name, origin)

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
        async with beginning(self.folder, name, Begun(url=url, sha256=sha256)):
            fetched = await Download(
                url,
                self.folder.part(name),
                sha256=sha256,
                must_check=must_check,
                network=self._network,
                on_progress=on_progress,
            ).run()
            origin = Origin(
                source=url, sha256=fetched.sha256, checked=fetched.checked, licence=licence
            )
            return await asyncio.to_thread(self.folder.keep, name, origin)
