"""Fetches one large file: with progress, gone on with after a break, and checked by its sha256.

In this order: redirects are followed by hand, since the hub tells size and sha256 before the
redirect to where the file lies → the part that is there is gone on with if the host still has the
same file → pieces are written with their checksum → the whole is compared.
"""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx

from octavo import __version__
from octavo.errors import InputError, ProviderError
from octavo.providers import failures, unreached
from octavo.providers.model_files.part_file import PartFile
from octavo.providers.network import Network
from octavo.wire.addresses import is_loopback
from octavo.wire.refusals import phrase
from octavo.wire.retry import wait_before_retry
from octavo.wire.timing import Clock
from octavo.words import later

OnProgress = Callable[[int, int | None], None]
"""Told how many bytes are there, and of how many if that is known."""

_REDIRECTS = 5
_RETRIES = 5
"""Breaks in a row without a single byte between them, after which it is given up."""

_WRITTEN_AT_ONCE = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_TIMEOUT = httpx.Timeout(60.0, connect=10.0)


@dataclasses.dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is there whole.

    Args:
        sha256: Of it.
        checked: Whether it was compared with what somebody said before.
    """

    sha256: str
    checked: bool


@dataclasses.dataclass(slots=True)
class _Told:
    """What was said of the file on the way to it."""

    sha256: str = ""
    tag: str = ""

    def hear(self, headers: Mapping[str, str], *, last: bool) -> None:
        linked = headers.get("x-linked-etag", "").removeprefix("W/").strip('"').lower()
        if _SHA256.fullmatch(linked):
            self.sha256 = self.sha256 or linked
        if last and not (tag := headers.get("etag", "")).startswith("W/"):
            self.tag = tag


class Download:
    """One file to be fetched. Cancelling pauses it: what came stays, and is gone on with later.

    Args:
        url: Where it lies.
        path: Where it is written to.
        sha256: What it has to be; empty to take the hub's word for it.
        must_check: Whether it is refused where nobody says what it has to be.
        network: Proxy and certificates.
        clock: Of waits.
        on_progress: Told how far it is.
        timeout: Seconds for a connection and between two pieces.
    """

    def __init__(
        self,
        url: str,
        path: Path,
        *,
        sha256: str = "",
        must_check: bool = False,
        network: Network | None = None,
        clock: Clock | None = None,
        on_progress: OnProgress = lambda _done, _total: None,
        timeout: httpx.Timeout = _TIMEOUT,
    ) -> None:
        self._url = check_address(url)
        self._wanted = sha256
        self._must_check = must_check
        self._network = network or Network()
        self._clock = clock or Clock()
        self._on_progress = on_progress
        self._timeout = timeout
        self._part = PartFile(path)
        self._told = _Told()

    async def run(self) -> Fetched:
        """Fetch it.

        Raises:
            ProviderError: it cannot be had, or is not what it has to be.
            StorageFullError: the disk does not take it.
        """
        try:
            self._told.tag = await asyncio.to_thread(self._part.open, str(self._url))
            await self._fetch()
        finally:
            await asyncio.to_thread(self._part.close)
        wanted = self._wanted or self._told.sha256
        if wanted and self._part.sha256 != wanted:
            await asyncio.to_thread(self._part.remove)
            raise ProviderError(
                later(
                    "What came from {host} is damaged or another file: its sha256 is"
                    " {sha256}, and it has to be {wanted}. It was thrown away.",
                    host=self._host,
                    sha256=self._part.sha256,
                    wanted=wanted,
                ),
                part="reply",
                hint=later("Try again, or get the model from elsewhere."),
            )
        await asyncio.to_thread(self._part.finish)
        return Fetched(self._part.sha256, checked=bool(wanted))

    @property
    def _host(self) -> str:
        return self._url.netloc.decode("ascii")

    async def _fetch(self) -> None:
        """Fetch to the end, over breaks."""
        breaks = 0
        while True:
            before = self._part.size
            try:
                await self._try()
            except (httpx.TransportError, httpx.StreamError) as failure:
                breaks = 1 if self._part.size > before else breaks + 1
                if breaks > _RETRIES or not isinstance(failure, httpx.TransportError):
                    raise self._broken(failure) from None
                await self._clock.sleep(
                    wait_before_retry(breaks - 1, None, self._clock.random) or 0.0
                )
            else:
                return

    def _broken(self, failure: Exception) -> ProviderError:
        error = (
            unreached.from_transport(failure, self._host)
            if isinstance(failure, httpx.TransportError)
            else ProviderError(
                later("{host} broke off: {failure}.", host=self._host, failure=failure),
                part="reply",
            )
        )
        if not error.kept_hint:
            return error.hinted(later("What came stays, and is gone on with next time."))
        return error.hinted(
            later("{hint} What came stays, and is gone on with next time.", hint=error.kept_hint)
        )

    async def _try(self) -> None:
        """Follow redirects, and take what comes at their end."""
        url = self._url
        for _ in range(_REDIRECTS + 1):
            transport = await asyncio.to_thread(self._network.transport, url)
            async with httpx.AsyncClient(
                transport=transport, trust_env=False, timeout=self._timeout
            ) as client:
                request = client.build_request("GET", url, headers=self._headers())
                response = await client.send(request, stream=True)
                try:
                    if not response.has_redirect_location:
                        self._told.hear(response.headers, last=True)
                        await self._take(response)
                        return
                    self._told.hear(response.headers, last=False)
                    url = self._next(url, response.headers["location"])
                finally:
                    await response.aclose()
        raise ProviderError(
            later("{host} leads around in circles.", host=self._host), part="address"
        )

    def _headers(self) -> dict[str, str]:
        headers = {"accept-encoding": "identity", "user-agent": f"octavo/{__version__}"}
        if self._part.size:
            headers["range"] = f"bytes={self._part.size}-"
            if self._told.tag:
                headers["if-range"] = self._told.tag
        return headers

    def _next(self, url: httpx.URL, location: str) -> httpx.URL:
        """Return where a redirect leads; never from an encrypted way to an open one."""
        try:
            found = url.join(location)
        except httpx.InvalidURL:
            raise ProviderError(
                later("{host} leads to an address that makes no sense.", host=self._host),
                part="address",
            ) from None
        if found.scheme != "https" and not (url.scheme == "http" and _is_open_here(found)):
            raise ProviderError(
                later(
                    "{host} leads to {scheme}://{target}, which is not encrypted."
                    " It was not followed.",
                    host=self._host,
                    scheme=found.scheme,
                    target=found.host,
                ),
                part="address",
                hint=later("Get the model from elsewhere."),
            )
        return found

    async def _take(self, response: httpx.Response) -> None:
        if not (self._wanted or self._told.sha256) and self._must_check:
            raise ProviderError(
                later(
                    "{host} does not say what the file's sha256 has to be, so it cannot be"
                    " checked. Nothing was fetched.",
                    host=self._host,
                ),
                part="reply",
                hint=later("Try again later, or get the file in another way and add it."),
            )
        total = await self._begin(response)
        if total is None and response.status_code == 416:
            return  # all of it was there
        held = bytearray()
        try:
            async for piece in response.aiter_raw():
                held += piece
                if len(held) >= _WRITTEN_AT_ONCE:
                    await self._write(held, total)
        finally:
            # What came before a break is kept, also when this is cancelled.
            await self._write(held, total)
        if total is not None and self._part.size != total:
            raise httpx.ReadError(f"{self._part.size} of {total} bytes came")

    async def _begin(self, response: httpx.Response) -> int | None:
        """Find out whether this goes on or begins anew; returns the size of the whole."""
        if response.status_code == 416 and self._part.size:
            whole = response.headers.get("content-range", "").rpartition("/")[2]
            if whole == str(self._part.size):
                return None
            await asyncio.to_thread(self._part.begin_anew)
            raise httpx.ReadError("the host has another file now")
        if not response.is_success:
            raise self._refusal(response.status_code)
        if response.headers.get("content-encoding", "identity").lower() not in {"", "identity"}:
            raise failures.broken(self._host, later("is compressed, which was not asked for"))
        length = response.headers.get("content-length", "")
        more = int(length) if length.isdecimal() else None
        if response.status_code == 206:
            place = _CONTENT_RANGE.match(response.headers.get("content-range", ""))
            if place is None or int(place[1]) != self._part.size:
                raise failures.broken(self._host, later("is another part than was asked for"))
        elif self._part.size:
            await asyncio.to_thread(self._part.begin_anew)
        await asyncio.to_thread(self._part.note, str(self._url), self._told.tag)
        if more is not None:
            await asyncio.to_thread(self._part.check_room, more)
        total = None if more is None else self._part.size + more
        self._on_progress(self._part.size, total)
        return total

    def _refusal(self, status: int) -> ProviderError:
        return ProviderError(
            later(
                "{host} does not give the file: status {status}{phrase}.",
                host=self._host,
                status=status,
                phrase=phrase(status),
            ),
            part="address",
            status=status,
            hint=later("Check the address, or try again later."),
        )

    async def _write(self, held: bytearray, total: int | None) -> None:
        if not held:
            return
        piece = bytes(held)
        held.clear()
        await asyncio.shield(asyncio.ensure_future(asyncio.to_thread(self._part.write, piece)))
        self._on_progress(self._part.size, total)


def check_address(url: str) -> httpx.URL:
    """Return an address that a model may come from.

    Raises:
        InputError: it may not.
    """
    try:
        found = httpx.URL(url.strip())
    except httpx.InvalidURL:
        found = httpx.URL("")
    if found.scheme not in {"http", "https"} or not found.host or found.userinfo:
        raise InputError(
            later("“{url}” is not the address of a file.", url=url),
            hint=later("It begins with https://."),
        )
    if found.scheme == "http" and not _is_open_here(found):
        raise InputError(
            later("“{url}” is not encrypted, so others could change what comes.", url=url),
            hint=later("Use an address that begins with https://."),
        )
    return found


def _is_open_here(url: httpx.URL) -> bool:
    return url.scheme == "http" and is_loopback(url.host)
