"""Sends requests and brings replies: addresses, tokens, redirects, retries, limits, errors.

Everything above speaks in operations; everything below carries bytes. An operation's order: send;
follow redirects within the same origin; on failure decide, wait and send again; then hand the body
over in pieces, bounded in size and time.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import logging
from collections.abc import AsyncIterable, AsyncIterator
from typing import Any, TypeVar

import httpx
from pydantic import ValidationError

from octavo import __version__
from octavo.client import failures
from octavo.client.call import Call
from octavo.client.transport import Transport
from octavo.errors import ApiReplyError, ApiTimeoutError, InputError
from octavo.protocol.base import Reply
from octavo.wire import retry
from octavo.wire.addresses import Query, same_origin
from octavo.wire.refusals import MAX_ERROR_BYTES
from octavo.wire.timing import Clock, Timeout
from octavo.words import later

R = TypeVar("R", bound=Reply)

_MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BODY_KEPT = frozenset({307, 308})

# Families that are not part of the beta the interface names.
_NO_BETA = ("/files", "/models", "/chat", "/openapi.json")

_log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class Caller:
    """What all operations of a client share.

    Attributes:
        transport: Carries the requests.
        base_url: Where they go, without a slash at its end.
        authorization: The header that carries the token, or None.
        timeout: The limits.
        max_retries: How often a failed attempt is made again.
        max_reply_bytes: The largest reply that is read into memory.
        poll_interval: Seconds between two looks of a waiter, if the server names none.
        clock: For waits between attempts.
    """

    transport: Transport
    base_url: httpx.URL
    authorization: str | None = dataclasses.field(repr=False)
    timeout: Timeout
    max_retries: int
    max_reply_bytes: int
    poll_interval: float
    clock: Clock

    async def get(self, reply: type[R], path: str, query: Query = ()) -> R:
        """Fetch an object."""
        return (await self.fetch(reply, path, query))[0]

    async def fetch(self, reply: type[R], path: str, query: Query = ()) -> tuple[R, httpx.Headers]:
        """Fetch an object together with the reply's headers."""
        return await self.perform(reply, self._plain("GET", path, query))

    async def post(
        self, reply: type[R], path: str, body: dict[str, Any] | None = None, query: Query = ()
    ) -> R:
        """Send fields as JSON, or nothing, and return the answer."""
        call = self._plain("POST", path, query, None if body is None else json_bytes(body))
        return (await self.perform(reply, call))[0]

    async def delete(self, reply: type[R], path: str) -> R:
        """Delete an object."""
        return (await self.perform(reply, self._plain("DELETE", path)))[0]

    async def perform(self, reply: type[R], call: Call) -> tuple[R, httpx.Headers]:
        """Carry out a call whose answer is one JSON object.

        Raises:
            ApiError: In one of its kinds; see `octavo.errors`.
        """
        async with self.open(call) as answer:
            body = await answer.read_all()
            try:
                return reply.model_validate_json(body), answer.headers
            except ValidationError as error:
                kind = answer.headers.get("content-type", "")
                raise failures.not_understood(error, call.name, kind) from None

    def _plain(self, method: str, path: str, query: Query = (), body: bytes | None = None) -> Call:
        return Call(
            method,
            path,
            query,
            body,
            silence=self.timeout.read,
            total=self.timeout.total,
            max_bytes=self.max_reply_bytes,
        )

    @contextlib.asynccontextmanager
    async def open(self, call: Call) -> AsyncIterator[Answer]:
        """Carry out a call and yield its answer, whose body is still to come.

        Raises:
            ApiError: In one of its kinds; see `octavo.errors`.
        """
        loop = asyncio.get_running_loop()
        deadline = None if call.total is None else loop.time() + call.total
        response = await self._succeed(call, deadline)
        answer = Answer(call, self._url(call), response, deadline)
        try:
            answer.check_encoding()
            yield answer
        finally:
            await answer.aclose()

    async def _succeed(self, call: Call, deadline: float | None) -> httpx.Response:
        """Send, and send again where that may help, until the answer is a success."""
        retries = 0
        while True:
            headers: httpx.Headers | None = None
            try:
                async with asyncio.timeout_at(deadline) as limit:
                    response = await self._send(call)
                    if response.is_success:
                        return response
                    headers = response.headers
                    again = retry.is_retried_status(response.status_code, headers)
                    error: Exception = await _refusal(response)
            except httpx.TransportError as failure:
                again = retry.is_retried_failure(call.method, failure)
                error = failures.from_transport(failure, call.method, self._url(call))
                error.__cause__ = failure
            except TimeoutError:
                if not limit.expired():
                    raise  # the upload's own, an OSError
                raise _too_long(call) from None
            if not again or retries >= self.max_retries or not call.replayable:
                raise error
            wait = retry.wait_before_retry(retries, headers, self.clock.random)
            if wait is None or _ends_before(deadline, wait):
                raise error
            _log.info("%s failed (%s); again in %.2f s", call.name, type(error).__name__, wait)
            await self.clock.sleep(wait)
            retries += 1

    async def _send(self, call: Call) -> httpx.Response:
        """Send once; redirects that stay at home are followed."""
        url = self._url(call)
        for _ in range(_MAX_REDIRECTS + 1):
            response = await self.transport.handle_async_request(self._request(call, url))
            if response.status_code not in _REDIRECTS or "location" not in response.headers:
                return response
            await response.aclose()
            target = response.headers["location"]
            try:
                following = url.join(target)
            except httpx.InvalidURL:
                following = httpx.URL()
            harmless = call.method == "GET" or (
                response.status_code in _BODY_KEPT and call.replayable
            )
            if not harmless or not same_origin(following, self.base_url):
                raise failures.from_redirect(response.status_code, response.headers, target)
            url = following
        raise ApiReplyError(later("The server sends {name} round in circles.", name=call.name))

    def _url(self, call: Call) -> httpx.URL:
        url = self.base_url.copy_with(
            raw_path=self.base_url.raw_path.rstrip(b"/") + call.path.encode("ascii")
        )
        return url.copy_merge_params(list(call.query)) if call.query else url

    def _request(self, call: Call, url: httpx.URL) -> httpx.Request:
        headers = {
            "accept": call.accept,
            # a compressed answer of a few bytes could unfold to gigabytes
            "accept-encoding": "identity",
            "user-agent": f"octavo/{__version__}",
        }
        if not call.path.startswith(_NO_BETA):
            headers["openai-beta"] = "assistants=v2"
        if self.authorization is not None:
            headers["authorization"] = self.authorization
        content: bytes | AsyncIterable[bytes] | None = call.body
        if isinstance(call.body, bytes):
            headers["content-type"] = "application/json"
        elif call.body is not None:
            headers["content-type"] = call.body.content_type
            if call.body.length is not None:
                headers["content-length"] = str(call.body.length)
        limits = {
            "connect": self.timeout.connect,
            "read": call.silence,
            "write": self.timeout.write,
            "pool": self.timeout.connect,
        }
        return httpx.Request(
            call.method, url, headers=headers, content=content, extensions={"timeout": limits}
        )


class Answer:
    """A successful reply whose body is read in pieces, within its limits of size and time."""

    def __init__(
        self, call: Call, url: httpx.URL, response: httpx.Response, deadline: float | None
    ) -> None:
        self._call = call
        self._url = url
        self._response = response
        self._deadline = deadline
        self._pieces = _pieces_of(response)
        self._size = 0

    @property
    def headers(self) -> httpx.Headers:
        """Of the reply."""
        return self._response.headers

    def check_encoding(self) -> None:
        """Refuse a compressed body, which was not asked for.

        Raises:
            ApiReplyError: The body is compressed.
        """
        encoding = self.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in {"", "identity"}:
            raise ApiReplyError(
                later(
                    "The answer to {name} is compressed, which was not asked for.",
                    name=self._call.name,
                )
            )

    async def read(self) -> bytes | None:
        """Return the next piece of the body, or None at its end.

        Raises:
            ApiConnectionError: The connection broke.
            ApiTimeoutError: Nothing came for too long, or all of it takes too long.
            ApiReplyError: The body is too large.
        """
        try:
            async with asyncio.timeout_at(self._deadline) as limit:
                piece = await anext(self._pieces, None)
        except httpx.TransportError as failure:
            raise failures.from_transport(failure, self._call.method, self._url) from failure
        except TimeoutError:
            if not limit.expired():
                raise  # the upload's own, an OSError
            raise _too_long(self._call) from None
        if piece is not None:
            self._size += len(piece)
            if self._size > self._call.max_bytes:
                most = f"{self._call.max_bytes / 2**20:g} MB"
                raise ApiReplyError(
                    later(
                        "The answer to {name} is larger than {most}.",
                        name=self._call.name,
                        most=most,
                    )
                )
        return piece

    async def read_all(self) -> bytes:
        """Return the whole body; see `read` for what is raised."""
        pieces: list[bytes] = []
        while (piece := await self.read()) is not None:
            pieces.append(piece)
        return b"".join(pieces)

    async def aclose(self) -> None:
        """Leave the rest of the body, and let the other side know."""
        await _close(self._pieces, self._response)


async def _refusal(response: httpx.Response) -> Exception:
    """Read the beginning of a reply that says no, and return the error for it."""
    pieces = _pieces_of(response)
    body = bytearray()
    try:
        while len(body) < MAX_ERROR_BYTES:
            piece = await anext(pieces, None)
            if piece is None:
                break
            body += piece
    except httpx.TransportError as failure:
        _log.info("the error's text did not arrive: %s", type(failure).__name__)
    finally:
        await _close(pieces, response)
    beginning = bytes(body[:MAX_ERROR_BYTES])
    return failures.from_status(response.status_code, response.headers, beginning)


def _pieces_of(response: httpx.Response) -> AsyncIterator[bytes]:
    if not isinstance(response.stream, httpx.AsyncByteStream):
        raise TypeError("the body of a reply must be readable without blocking")
    return aiter(response.stream)


async def _close(pieces: AsyncIterator[bytes], response: httpx.Response) -> None:
    """Close a generator over the body before the body, so that nothing is left to finalise."""
    close = getattr(pieces, "aclose", None)
    try:
        if close is not None:
            await close()
    finally:
        await response.aclose()


def json_bytes(fields: dict[str, Any]) -> bytes:
    """Return fields as JSON.

    Raises:
        InputError: A number has no place in JSON (not a number, infinite).
    """
    try:
        return json.dumps(fields, separators=(",", ":"), allow_nan=False).encode()
    except ValueError as error:
        raise InputError(
            later("The request cannot be written as JSON: {error}.", error=error)
        ) from None


def _ends_before(deadline: float | None, wait: float) -> bool:
    return deadline is not None and asyncio.get_running_loop().time() + wait >= deadline


def _too_long(call: Call) -> ApiTimeoutError:
    return ApiTimeoutError(
        later("{name} was not done within {total:g} s.", name=call.name, total=call.total)
    )
