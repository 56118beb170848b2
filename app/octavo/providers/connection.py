"""One host: requests to it and to nobody else, retried by the rules, bounded in size and time."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import Any, Final

import httpx

from octavo import __version__
from octavo.errors import InputError, ProviderError
from octavo.providers import failures, tls_probe, unreached, unread
from octavo.providers.network import Network
from octavo.providers.port import ChatWaiting
from octavo.providers.sending import Body, form_of
from octavo.wire.addresses import bearer, check_base_url, is_loopback, origin_of
from octavo.wire.refusals import MAX_ERROR_BYTES
from octavo.wire.retry import is_retried_failure, is_retried_status, wait_before_retry
from octavo.wire.sse import ServerSentEvent, SseDecoder, SseLimitError
from octavo.wire.timing import Clock
from octavo.words import later

KeyOf = Callable[[str], Awaitable[str | None]]
"""Returns the key of an origin, such as ``https://models.example``, or None."""

_SECRET: Final = 12
"""Characters that a key has at least that is taken out of what a host says. A shorter one is most
often none: a host on one's own computer takes any word, such as “test”, which an answer may have.
"""

_RETRIES = 2

_HUNG_UP = (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)
"""What becomes of a plain request where TLS is spoken, unless a reply says so."""

_LARGE = 256 * 1024
"""Bytes of JSON from which reading them would hold the loop."""


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one exchange, in seconds and bytes.

    Args:
        connect: Until a connection stands.
        first: Until a reply begins; a model on a slow computer reads long before it writes.
        silence: Between two pieces of a reply.
        total: The whole exchange with its retries.
        at_hand: The whole exchange where the host has the reply at hand, as its list of models.
        event: The largest event of a stream.
        stream: The largest stream.
        reply: The largest reply that is no stream.
    """

    connect: float = 5.0
    first: float = 300.0
    silence: float = 60.0
    total: float = 600.0
    at_hand: float = 20.0
    event: int = 1024 * 1024
    stream: int = 64 * 1024 * 1024
    reply: int = 4 * 1024 * 1024


class Connection:
    """The way to one host.

    Certificates are always checked. A redirect is an error, so a key never leaves its origin.
    Compressed replies are not asked for and not taken, so none can swell.

    Args:
        base_url: Up to and with the version, such as ``http://127.0.0.1:11434/v1``.
        key_of: Knows the host's key.
        network: Proxy and certificates.
        limits: Bounds.
        clock: Of waits.
        retries: Times that a failed request is made again at most.

    Raises:
        InputError: the address cannot be used.
    """

    def __init__(
        self,
        base_url: str,
        *,
        key_of: KeyOf,
        network: Network | None = None,
        limits: Limits | None = None,
        clock: Clock | None = None,
        retries: int = _RETRIES,
    ) -> None:
        self._base_url = check_base_url(base_url)
        self._network = network or Network()
        self._key_of = key_of
        self._limits = limits or Limits()
        self._clock = clock or Clock()
        self._retries = retries
        self._client: httpx.AsyncClient | None = None
        self._opening = asyncio.Lock()

    @property
    def host(self) -> str:
        """The host and its port, for people."""
        return origin_of(self._base_url).partition("://")[2]

    @property
    def limits(self) -> Limits:
        """The bounds of an exchange."""
        return self._limits

    async def get(self, path: str, *, at_hand: bool = False) -> Any:
        """Return the JSON of a reply.

        Args:
            path: Behind the host's address.
            at_hand: Whether the host has it ready, so that it is not waited for long.

        Raises:
            ProviderError: it cannot be had.
        """
        if not at_hand:
            return await self.ask("GET", path)
        late = failures.stuck(self.host)
        return await self.ask("GET", path, within=self._limits.at_hand, late=late)

    async def ask(
        self,
        method: str,
        path: str,
        body: Body = None,
        *,
        harmless: bool = False,
        within: float | None = None,
        late: ProviderError | None = None,
    ) -> Any:
        """Return the JSON of a reply to any request.

        Args:
            method: HTTP method.
            path: Behind the host's address.
            body: What is sent, if anything.
            harmless: Whether the request changes nothing at the host, so that it is made again
                also where it may have come through.
            within: Seconds for it, where that are not those of all exchanges.
            late: Is raised if they do not do, where that is not the fault of a slow model.

        Raises:
            ProviderError: it cannot be had.
        """
        total = self._limits.total if within is None else within
        try:
            async with asyncio.timeout(total):
                async with aclosing(
                    self._tries(method, path, body, harmless=harmless, total=total, late=late)
                ) as tries:
                    async for outcome in tries:
                        if isinstance(outcome, httpx.Response):
                            content = await self._content(outcome)
                            kind = _kind(outcome)
        except TimeoutError:
            raise late or failures.late(self.host) from None
        try:
            if len(content) > _LARGE:
                return await asyncio.to_thread(json.loads, content)
            return json.loads(content)
        except (ValueError, RecursionError):
            raise unread.no_json(kind, content, self.host) from None

    async def events(
        self, path: str, body: dict[str, Any] | None
    ) -> AsyncGenerator[str | ChatWaiting, None]:
        """Post a body, or get where there is none, and yield the data of the events that come back.

        Before them stand the waits of a host that takes no request yet.

        Raises:
            ProviderError: the host cannot be asked, or its stream breaks a bound.
        """
        deadline = self._clock.now() + self._limits.total
        method = "GET" if body is None else "POST"
        async with aclosing(self._tries(method, path, body, stream=True)) as tries:
            async for outcome in tries:
                if isinstance(outcome, ChatWaiting):
                    yield outcome
                    continue
                async with aclosing(self._data(outcome, deadline)) as events:
                    async for data in events:
                        yield data

    async def _data(self, response: httpx.Response, deadline: float) -> AsyncGenerator[str, None]:
        """Yield the data of the events of a reply, the key that was sent taken out."""
        key = _key(response)
        if (kind := _kind(response)) != "text/event-stream":
            begun = await self._beginning(response)
            if key:
                begun = begun.replace(key.encode(), "…".encode())
            raise unread.no_stream(kind, begun, self.host)
        decoder = SseDecoder(self._limits.event)
        size = 0
        pieces = response.aiter_raw()
        while (piece := await self._next(pieces, deadline)) is not None:
            size += len(piece)
            if size > self._limits.stream:
                raise failures.broken(self.host, later("does not end and was cut off"))
            too_long = False
            try:
                events: Sequence[ServerSentEvent] = decoder.feed(piece)
            except SseLimitError as error:
                events, too_long = error.events, True
            for event in events:
                yield event.data.replace(key, "…") if len(key) >= _SECRET else event.data
            if too_long:
                raise failures.broken(self.host, later("has a line that is too long"))

    async def aclose(self) -> None:
        """Close all connections."""
        if self._client is not None:
            await self._client.aclose()

    async def _next(self, pieces: Any, deadline: float) -> bytes | None:
        """Return the next piece of a stream, or None at its end."""
        left = max(0.0, deadline - self._clock.now())
        try:
            async with asyncio.timeout(min(self._limits.silence, left)):
                piece: bytes | None = await anext(pieces, None)
                return piece
        except TimeoutError:
            raise failures.late(self.host) from None
        except httpx.TransportError as failure:
            raise self._broken(failure) from None

    async def _tries(
        self,
        method: str,
        path: str,
        body: Body,
        *,
        stream: bool = False,
        harmless: bool = False,
        total: float | None = None,
        late: ProviderError | None = None,
    ) -> AsyncGenerator[httpx.Response | ChatWaiting, None]:
        """Send until a reply says yes, which comes last; closing ends it, and what goes on."""
        client = await self._opened()
        headers, key = await self._headers(body, stream=stream)
        deadline = self._clock.now() + (self._limits.total if total is None else total)
        retries = 0
        while True:
            wait: float | None
            try:
                async with (
                    asyncio.timeout(max(0.0, deadline - self._clock.now())),
                    form_of(body) as form,
                ):
                    request = client.build_request(method, path, headers=headers, **form)
                    response = await client.send(request, stream=True)
            except TimeoutError:
                raise late or failures.late(self.host) from None
            except httpx.TransportError as failure:
                error = self._broken(failure)
                kind = "GET" if harmless else method
                if retries == self._retries or not is_retried_failure(kind, failure):
                    raise await self._explained(failure, error) from None
                wait = wait_before_retry(retries, None, self._clock.random)
            else:
                try:
                    if response.is_success:
                        self._check_encoding(response)
                        yield response
                        return
                    error = await self._refusal(response, key)
                    if retries == self._retries or not is_retried_status(
                        response.status_code, response.headers
                    ):
                        raise error
                    wait = wait_before_retry(retries, response.headers, self._clock.random)
                    left = deadline - self._clock.now()
                    if wait is None or wait > left:  # the wait would be in vain
                        raise error
                finally:
                    await response.aclose()
            yield ChatWaiting(wait or 0.0, self.host, error.kept_message)
            await self._clock.sleep(wait or 0.0)
            retries += 1

    async def _explained(
        self, failure: httpx.TransportError, error: ProviderError
    ) -> ProviderError:
        """Return the error for a request without a reply, which may be one of the address."""
        is_plain = self._base_url.scheme == "http" and self._between() is None
        if (
            is_plain
            and isinstance(failure, _HUNG_UP)
            and await tls_probe.speaks_tls(self._base_url, within=self._limits.connect)
        ):
            return unreached.wants_tls(self.host)
        return error

    def _broken(self, failure: httpx.TransportError) -> ProviderError:
        is_local = is_loopback(self._base_url.host)
        return unreached.from_transport(
            failure, self.host, is_local=is_local, proxy=self._between() or ""
        )

    def _between(self) -> str | None:
        """Return name and port of the proxy to the host; empty if it has none that can be read."""
        proxy = self._network.proxy_for(self._base_url)
        try:
            return None if proxy is None else httpx.URL(proxy).netloc.decode()
        except httpx.InvalidURL:
            return ""

    async def _opened(self) -> httpx.AsyncClient:
        async with self._opening:
            if self._client is None:
                # Loading certificates takes a while.
                transport = await asyncio.to_thread(self._network.transport, self._base_url)
                self._client = httpx.AsyncClient(
                    transport=transport,
                    base_url=self._base_url,
                    follow_redirects=False,
                    trust_env=False,
                    timeout=httpx.Timeout(self._limits.first, connect=self._limits.connect),
                )
            return self._client

    async def _headers(self, body: Body, *, stream: bool) -> tuple[dict[str, str], str | None]:
        headers = {
            "accept": "text/event-stream" if stream else "application/json",
            "accept-encoding": "identity",
            "user-agent": f"octavo/{__version__}",
        }
        if isinstance(body, dict):
            headers["content-type"] = "application/json"
        key = await self._key_of(origin_of(self._base_url))
        if key:
            try:
                headers["authorization"] = bearer(key)
            except InputError:
                raise ProviderError(
                    later("The key for {host} holds characters that no key has.", host=self.host),
                    part="key",
                    hint=later("Give the key of this provider again."),
                ) from None
        return headers, key

    async def _refusal(self, response: httpx.Response, key: str | None) -> ProviderError:
        if response.is_redirect:
            return failures.from_redirect(response.headers.get("location", ""), self.host, key)
        body = await self._beginning(response)
        return failures.from_status(response.status_code, body, self.host, key)

    async def _beginning(self, response: httpx.Response) -> bytes:
        """Return as much of a reply as comes soon: its status, or its kind, alone says enough."""
        body = bytearray()
        with contextlib.suppress(TimeoutError, httpx.TransportError):
            async with asyncio.timeout(min(5.0, self._limits.silence)):
                async for piece in response.aiter_raw():
                    body += piece
                    if len(body) >= MAX_ERROR_BYTES:
                        break
        return bytes(body[:MAX_ERROR_BYTES])

    async def _content(self, response: httpx.Response) -> bytes:
        content = bytearray()
        try:
            async for piece in response.aiter_raw():
                content += piece
                if len(content) > self._limits.reply:
                    raise failures.broken(self.host, later("is too large"))
        except httpx.TransportError as failure:
            raise self._broken(failure) from None
        return bytes(content)

    def _check_encoding(self, response: httpx.Response) -> None:
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in {"", "identity"}:
            raise failures.broken(self.host, later("is compressed, which was not asked for"))


def _key(response: httpx.Response) -> str:
    """Return the key that was sent: a host that repeats it, in whatever, shows it to nobody."""
    sent: str = response.request.headers.get("authorization", "")
    return sent.partition(" ")[2]


def _kind(response: httpx.Response) -> str:
    """Return what a reply says that it is, such as ``text/html``."""
    kind: str = response.headers.get("content-type", "").partition(";")[0].strip()
    key = _key(response)
    return (kind.replace(key, "…") if key else kind).lower()
