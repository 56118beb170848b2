"""The client: all operations of the interface over one transport."""

from __future__ import annotations

import copy
import dataclasses
from typing import Self

from octavo.client.call import MAX_REPLY_BYTES
from octavo.client.caller import Caller
from octavo.client.http import HttpTransport
from octavo.client.in_process import InProcessTransport
from octavo.client.resources.assistants import Assistants
from octavo.client.resources.batches import Batches
from octavo.client.resources.completions import Completions
from octavo.client.resources.files import Files
from octavo.client.resources.messages import Messages
from octavo.client.resources.models import Models
from octavo.client.resources.octavo import OctavosOwn
from octavo.client.resources.runs import Runs
from octavo.client.resources.steps import RunSteps
from octavo.client.resources.store_files import StoreFiles
from octavo.client.resources.threads import Threads
from octavo.client.resources.vector_stores import VectorStores
from octavo.client.transport import Line, Transport
from octavo.wire.addresses import bearer, check_base_url
from octavo.wire.timing import Clock, Timeout

_IN_PROCESS_URL = "http://octavo/v1"


class Client(
    Assistants,
    Threads,
    Messages,
    Runs,
    RunSteps,
    Files,
    VectorStores,
    StoreFiles,
    Batches,
    Completions,
    Models,
    OctavosOwn,
):
    """Speaks the interface with an engine in this process or a server.

    Every operation is a coroutine method under the interface's own name in snake_case: ids come
    first, then the request; it returns the typed reply and can be cancelled. Streams and downloads
    are asynchronous context managers. All raise `octavo.errors.ApiError` in one of its kinds.

    Example::

        async with Client(InProcessTransport(engine.app)) as client:
            thread = await client.create_thread()

    Args:
        transport: Carries the requests; the client owns it and closes it.
        base_url: Where the requests go; if not given, an `HttpTransport`'s own address, and
            ``http://octavo/v1`` for all others.
        token: An access token, if the transport does not bring one. It is sent to
            ``base_url`` only.
        timeout: The limits of time.
        max_retries: How often a failed attempt is made again, where that cannot do harm.
        max_reply_bytes: The largest reply that is read into memory; downloads and streams have
            limits of their own.
        poll_interval: Seconds between two looks of a waiter if the server names none; if not
            given, 0.1 in process and 1 elsewhere.
        clock: The time that retries and waiters go by.

    Raises:
        InputError: The address or the token cannot be used.
    """

    def __init__(
        self,
        transport: Transport,
        *,
        base_url: str | None = None,
        token: str | None = None,
        timeout: Timeout | None = None,
        max_retries: int = 2,
        max_reply_bytes: int = MAX_REPLY_BYTES,
        poll_interval: float | None = None,
        clock: Clock | None = None,
    ) -> None:
        if base_url is None:
            base_url = _IN_PROCESS_URL
            if isinstance(transport, HttpTransport):
                base_url = transport.base_url
        if poll_interval is None:
            poll_interval = 0.1 if isinstance(transport, InProcessTransport) else 1.0
        super().__init__(
            Caller(
                transport=Line(transport),
                base_url=check_base_url(base_url),
                authorization=None if token is None else bearer(token),
                timeout=timeout or Timeout(),
                max_retries=max_retries,
                max_reply_bytes=max_reply_bytes,
                poll_interval=poll_interval,
                clock=clock or Clock(),
            )
        )

    def with_options(
        self, *, timeout: Timeout | None = None, max_retries: int | None = None
    ) -> Client:
        """Return a client over the same transport with other limits; closing one closes both.

        Example:
            ``run = await client.with_options(timeout=Timeout(total=5)).get_run(thread_id, run_id)``

        Args:
            timeout: The limits of time, or None for the same.
            max_retries: How often a failed attempt is made again, or None for the same.
        """
        other = copy.copy(self)
        other._caller = dataclasses.replace(  # noqa: SLF001 - of the same class
            self._caller,
            timeout=self._caller.timeout if timeout is None else timeout,
            max_retries=self._caller.max_retries if max_retries is None else max_retries,
        )
        return other

    @property
    def base_url(self) -> str:
        """Where the requests go."""
        return str(self._caller.base_url)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the transport; operations under way end with an `ApiConnectionError`."""
        await self._caller.transport.aclose()
