"""Brings what lies at hosts in line with what is to lie there, behind everything else.

Before a file is sent, that it is being sent is kept, and its name there begins with a mark of its
own. So an upload that was cut off, by a kill too, is looked for before it is made again, and
nothing lies at a host that is not listed here. A row goes only when its host has said that the
file is gone.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
from collections.abc import Sequence
from typing import Final

from octavo.engine.clock import now
from octavo.engine.store.blobs import Blobs
from octavo.engine.store.hostings import FileState, HostedEntry, HostedStore
from octavo.engine.store.store import Store
from octavo.errors import ProviderError, StorageFullError
from octavo.protocol.told import Told
from octavo.providers.failures import RefusedError
from octavo.providers.hosted_stores import (
    MOST_BYTES,
    HostedFile,
    HostedStoreHosts,
    HostedStores,
    is_gone,
)
from octavo.words import later

_log = logging.getLogger(__name__)

_RETRY_AFTER: Final = 5.0
"""Seconds until a host that failed is asked again; after each further failure twice as long."""

_LONGEST_REST: Final = 300.0

_LOOKS_EVERY: Final = 1.0
"""Seconds between two looks at whether a host has read a file; each further one half as often."""

_LONGEST_LOOK: Final = 60.0

_SETTLES: Final = 60.0
"""Seconds after which an upload that was cut off cannot come through any more."""

_LONGEST_NAME: Final = 120


@dataclasses.dataclass(slots=True)
class _Rest:
    """A store whose host failed."""

    error: Exception
    count: int = 0
    again_at: float = 0.0


class Hosting:
    """Sends files to hosts and deletes them there; ``wake`` tells that there is something new.

    Args:
        store: Knows what lies where, and what is to.
        blobs: Has the files.
        hosts: The hosts; without them nothing is done.
    """

    def __init__(self, store: Store, blobs: Blobs, hosts: HostedStoreHosts | None) -> None:
        self._store = store
        self._blobs = blobs
        self._hosts = hosts
        self._woken = asyncio.Event()
        self._round: asyncio.Task[None] | None = None
        self._resting: dict[int, _Rest] = {}
        self._began = 0.0
        self._tried: dict[int, float] = {}  # when each file's last upload ended
        self._sending: HostedEntry | None = None
        self._again = False  # something came during a round
        self._looks = 0  # in a row at which a host was still reading

    @property
    def hosts(self) -> HostedStoreHosts | None:
        """The hosts that there are."""
        return self._hosts

    def start(self) -> asyncio.Task[None]:
        """Begin working; return the task, which the caller has to end."""
        self._began = asyncio.get_running_loop().time()
        self._woken.set()
        return asyncio.create_task(self._work(), name="hosting")

    def wake(self) -> None:
        """Look for what is to be sent or deleted; cheap enough to be called after every change."""
        self._woken.set()

    def reconsider(self) -> None:
        """Stop what is being sent, and look anew at what is to be; what failed is tried again."""
        self._resting.clear()
        if self._round is not None:
            self._round.cancel()
        self._woken.set()

    def problem(self, store: int) -> Exception | None:
        """Return what failed the last time with a hosted store."""
        resting = self._resting.get(store)
        return None if resting is None else resting.error

    async def _work(self) -> None:
        pause: float | None = None
        try:
            while True:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._woken.wait()
                self._woken.clear()
                self._round = asyncio.create_task(self._once(), name="hosting: round")
                await self._accompany(self._round)
                pause = self._pause(self._round)
        finally:
            if self._round is not None:
                self._round.cancel()
                await asyncio.wait({self._round})

    async def _accompany(self, running: asyncio.Task[None]) -> None:
        """Wait for a round; one that sends what is not to be sent any more is cut off."""
        while not running.done():
            woken = asyncio.create_task(self._woken.wait(), name="hosting: woken")
            try:
                await asyncio.wait({running, woken}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                woken.cancel()
            sending = self._sending
            if running.done() or sending is None:
                await asyncio.wait({running})
            else:
                self._woken.clear()
                self._again = True
                with contextlib.suppress(StorageFullError):  # the next round says so
                    await self._store.reconcile_hosted()
                files = await self._store.hosted_files(sending.store)
                if not any(one.seq == sending.seq and one.state != "leaving" for one in files):
                    running.cancel()
        if self._again:
            self._again = False
            self._woken.set()

    def _pause(self, ended: asyncio.Task[None]) -> float | None:
        """Return the seconds until there is something to do again, if nothing new comes."""
        if ended.cancelled():
            return 0.0
        error = ended.exception()
        if error is not None:
            if isinstance(error, StorageFullError):
                _log.warning("the disk is full; hosts are looked after later")
            else:
                _log.error("bug while files were sent to a host", exc_info=error)
            return _RETRY_AFTER
        time = asyncio.get_running_loop().time()
        due = [max(0.0, one.again_at - time) for one in self._resting.values()]
        if self._looks:
            due.append(min(_LONGEST_LOOK, _LOOKS_EVERY * 1.5 ** (self._looks - 1)))
        return min(due, default=None)

    async def _once(self) -> None:
        """Do what there is to do at all hosts."""
        await self._store.reconcile_hosted()
        stores = await self._store.hosted_stores()
        known = {one.seq for one in stores}
        self._resting = {seq: one for seq, one in self._resting.items() if seq in known}
        reading = False
        for one in stores:
            resting = self._resting.get(one.seq)
            if resting is not None and resting.again_at > asyncio.get_running_loop().time():
                continue
            try:
                reading = await self._serve(one) or reading
            except (ProviderError, OSError) as error:
                self._rest(one, error)
            else:
                self._resting.pop(one.seq, None)
        self._looks = self._looks + 1 if reading else 0

    def _rest(self, store: HostedStore, error: Exception) -> None:
        resting = self._resting.setdefault(store.seq, _Rest(error))
        resting.error, resting.count = error, resting.count + 1
        pause = min(_LONGEST_REST, _RETRY_AFTER * 2 ** (resting.count - 1))
        resting.again_at = asyncio.get_running_loop().time() + pause
        _log.warning("%s is asked again in %.0f s: %s", store.origin, pause, error)

    async def _serve(self, store: HostedStore) -> bool:
        """Do what there is to do for one store; tell whether the host is to be looked at again.

        Raises:
            ProviderError: the host is at fault.
            OSError: a file cannot be read.
        """
        files = await self._store.hosted_files(store.seq)
        leaving = [one for one in files if one.state == "leaving"]
        to_send = [one for one in files if one.state in {"waiting", "sending", "reading"}]
        if not leaving and (store.state == "kept" or (store.state == "used" and not to_send)):
            return False
        reading = False
        if leaving or store.state == "leaving":
            host = await self._host(store, to_send=False)
            reading = await self._delete(host, store, leaving)
            if store.state == "leaving" and not reading:
                await self._delete_store(host, store)
        if store.state != "used" or not to_send:
            return reading
        host = await self._host(store, to_send=True)
        remote = store.remote_id or await self._made(host, store)
        for one in to_send:
            self._sending = one
            try:
                reading = await self._send(host, store, remote, one) or reading
            finally:
                self._sending = None
        return reading

    async def _host(self, store: HostedStore, *, to_send: bool) -> HostedStores:
        if self._hosts is None:
            raise ProviderError(
                later("There is no provider for “{name}” here.", name=store.provider),
                part="settings",
            )
        origin = await self._hosts.origin_of(store.provider)
        if origin != store.origin:
            raise ProviderError(
                later(
                    "The files lie at {before}, but “{name}” is at {origin} now.",
                    before=store.origin,
                    name=store.provider,
                    origin=origin,
                ),
                part="settings",
                hint=later("Set the provider’s address back, or delete them at the host yourself."),
            )
        return await self._hosts.find_stores(store.provider, to_send=to_send)

    async def _made(self, host: HostedStores, store: HostedStore) -> str:
        """Return the host's id of a store, made there if it is not yet."""
        # One may have been made whose id did not come back.
        found = await host.marked_stores(store.mark)
        remote = found[0] if found else await host.create_store(store.name, store.mark)
        await self._store.update_hosted_store(store.seq, remote)
        for other in found[1:]:
            await host.delete_store(other)
        return remote

    async def _send(
        self, host: HostedStores, store: HostedStore, remote: str, file: HostedEntry
    ) -> bool:
        """Bring a file a step further; tell whether the host reads it."""
        if file.bytes > MOST_BYTES:
            problem = Told.of(later("The file is too large for a host.")).keep()
            await self._store.update_hosted_file(file.seq, "failed", problem=problem)
            return False
        if not file.remote_id:
            uploaded = await self._uploaded(host, store, file)
            if uploaded is None:
                return False
            state = HostedFile("missing")
        else:
            uploaded = file.remote_id
            state = await host.state(remote, uploaded)
        if state.state == "missing":
            state = await self._attached(host, store, remote, file, uploaded)
        if state.state == "in_progress":
            return True
        reached: FileState = "ready" if state.state == "completed" else "failed"
        await self._store.update_hosted_file(file.seq, reached, problem=state.reason)
        return False

    async def _attached(
        self, host: HostedStores, store: HostedStore, remote: str, file: HostedEntry, uploaded: str
    ) -> HostedFile:
        """Put a file into its store; what somebody deleted there is made anew the next time."""
        try:
            return await host.attach(remote, uploaded, file.file_id)
        except ProviderError as error:
            if is_gone(error, remote) or is_gone(error, uploaded):
                if not await host.has("vector_stores", remote):
                    await self._store.update_hosted_store(store.seq, "")
                if not await host.has("files", uploaded):
                    await self._store.update_hosted_file(file.seq, "waiting", remote_id="")
            raise

    async def _uploaded(
        self, host: HostedStores, store: HostedStore, file: HostedEntry
    ) -> str | None:
        """Return the host's id of a file, sent if it is not there yet; None if it is refused."""
        begun = _beginning(store, file)
        found = [*await host.named_files(begun)] if file.state == "sending" else []
        if not found:
            await self._store.update_hosted_file(file.seq, "sending")
            path = self._blobs.path(file.sha256)
            try:
                found = [await host.upload(path, begun + _sendable(file.filename), file.bytes)]
            except RefusedError as error:
                # This very file is not taken; others may be.
                problem = Told.by(error).keep()
                await self._store.update_hosted_file(file.seq, "failed", problem=problem)
                return None
            finally:
                self._tried[file.seq] = asyncio.get_running_loop().time()
        uploaded, *others = found
        await self._store.update_hosted_file(file.seq, "reading", remote_id=uploaded, sent_at=now())
        for other in others:
            await host.delete_file(other)
        return uploaded

    async def _delete(
        self, host: HostedStores, store: HostedStore, leaving: Sequence[HostedEntry]
    ) -> bool:
        """Delete files at their host; tell whether some may yet turn up there.

        An upload that was cut off may have come through all the same, or still come through.
        """
        if not leaving:
            return False
        there = await host.named_files(_mark(store))
        waits = False
        for file in leaving:
            begun = _beginning(store, file)
            ids = {file.remote_id} - {""} | {
                i for i, name in there.items() if name.startswith(begun)
            }
            try:
                for one in ids:
                    await host.delete_file(one)
            except ProviderError as error:
                problem = Told.by(error).keep()
                await self._store.update_hosted_file(file.seq, "leaving", problem=problem)
                raise
            if ids or self._is_settled(file):
                await self._store.forget_hosted_file(file.seq)
            else:
                waits = True
        return waits

    def _is_settled(self, file: HostedEntry) -> bool:
        """Whether an upload that was cut off would be at the host by now, had it come through."""
        tried = self._tried.get(file.seq, self._began)
        return asyncio.get_running_loop().time() - tried >= _SETTLES

    async def _delete_store(self, host: HostedStores, store: HostedStore) -> None:
        made = [store.remote_id] if store.remote_id else await host.marked_stores(store.mark)
        for one in made:
            await host.delete_store(one)
        await self._store.forget_hosted_store(store.seq)


def _beginning(store: HostedStore, file: HostedEntry) -> str:
    """Return how the name of a file at the host begins, and no other one's does."""
    return f"{_mark(store)}{file.seq}-"


def _mark(store: HostedStore) -> str:
    """Return how the names of all files of a store begin at the host."""
    return f"octavo-{store.mark}-"


def _sendable(name: str) -> str:
    """Return a name without what a form or a host would not take; its ending stays."""
    shown = "".join(char for char in name if char.isprintable() and char not in '"\\/')
    stem, dot, ending = shown.rpartition(".")
    kept = len(ending) + len(dot)
    if not dot or kept > _LONGEST_NAME // 2:
        return shown[:_LONGEST_NAME]
    return stem[: _LONGEST_NAME - kept] + dot + ending
