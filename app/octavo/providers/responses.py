"""Models behind OpenAI's Responses interface.

The host keeps nothing (``store`` is false): the thread is ours, and each response is told all that
it needs. Only a response in the background has to be kept there while it is made; then a stream
that breaks is taken up again where it broke, and at the end the host is told to delete it. Whoever
stops before the host has named it waits a moment for its name: without it, it cannot be ended.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any
from urllib.parse import quote

from octavo.errors import ProviderError
from octavo.providers import failures
from octavo.providers.chat_completions import DEFAULT_CONTEXT
from octavo.providers.connection import Connection
from octavo.providers.port import ChatMessage, ChatPart, ChatRequest, ChatWaiting
from octavo.providers.response_stream import ResponseStream
from octavo.words import later

_log = logging.getLogger(__name__)

_PATH = "/responses"
_LEAST_TOKENS = 16
"""That the interface lets be written at most; fewer are refused."""

_KNOWN_BEYOND = {"reasoning_effort", "verbosity"}
"""Of the fields of chat completions, those that this interface has under other names."""

_RESUMES = 3
"""Times that the stream of one background response is taken up again."""

_NAMED_WITHIN = 5.0
"""Seconds for a host to name a background response that nobody wants any more."""

_TIDYING = 5.0
"""Seconds for cancelling and deleting a background response."""


class ResponsesModel:
    """A model that is asked by the Responses interface.

    Args:
        connection: To its host.
        model: As the host names it.
        name: As assistants name it.
        context_tokens: That it reads and writes in one go at most.
        background: Whether the host works on even if the connection breaks, and keeps the
            response until it is whole.
    """

    def __init__(
        self,
        connection: Connection,
        model: str,
        *,
        name: str,
        context_tokens: int = DEFAULT_CONTEXT,
        background: bool = False,
    ) -> None:
        self._connection = connection
        self._model = model
        self._name = name
        self._context_tokens = context_tokens
        self._background = background

    @property
    def name(self) -> str:
        """As assistants name it."""
        return self._name

    @property
    def host(self) -> str:
        """Where it runs."""
        return self._connection.host

    @property
    def context_tokens(self) -> int:
        """Tokens that it reads and writes in one go at most."""
        return self._context_tokens

    async def chat(self, request: ChatRequest) -> AsyncGenerator[ChatPart, None]:
        """Yield the answer; see ``ChatModel``."""
        _require_known(request, self.host)
        body = request_body(self._model, request, background=self._background)
        stream = ResponseStream(self.host)
        if not self._background:
            async with aclosing(self._read(stream, _PATH, body)) as parts:
                async for part in parts:
                    yield part
            return
        try:
            async with aclosing(self._read_on(stream, body)) as parts:
                rest = 0.0
                while not stream.id and (first := await self._first(parts, stream, rest)):
                    yield first
                    rest = first.seconds if isinstance(first, ChatWaiting) else 0.0
                async for part in parts:
                    yield part
        finally:
            await self._tidy(stream)

    async def _first(
        self, parts: AsyncGenerator[ChatPart, None], stream: ResponseStream, rest: float
    ) -> ChatPart | None:
        """Return the next part of a response that has no name yet, or None if there is none.

        Args:
            parts: Of the response.
            stream: What has come of it.
            rest: Seconds before it is asked for again, because the host takes no request yet.
        """
        asked_at = asyncio.get_running_loop().time() + rest
        step = asyncio.ensure_future(anext(parts, None))
        try:
            return await asyncio.shield(step)
        except asyncio.CancelledError:
            is_asked = asyncio.get_running_loop().time() >= asked_at
            await self._end(step, stream, within=_NAMED_WITHIN if is_asked else 0.0)
            raise

    async def _end(
        self, step: asyncio.Future[ChatPart | None], stream: ResponseStream, within: float
    ) -> None:
        """End the reading of a response, once it has a name or the time for that is over."""
        named = asyncio.ensure_future(stream.named.wait())
        ways: set[asyncio.Future[Any]] = {step, named}
        try:
            await asyncio.wait(ways, timeout=within, return_when=asyncio.FIRST_COMPLETED)
            if within and not (step.done() or named.done()):
                _log.warning("%s may keep a response: it has not named it", self.host)
        finally:
            for one in ways:
                one.cancel()
            await asyncio.wait(ways)
            if not step.cancelled():
                step.exception()  # nobody wants it any more

    async def _read(
        self, stream: ResponseStream, path: str, body: dict[str, Any] | None
    ) -> AsyncGenerator[ChatPart, None]:
        async with aclosing(self._connection.events(path, body)) as events:
            async for data in events:
                if isinstance(data, ChatWaiting):
                    yield data
                    continue
                for part in stream.take(data):
                    yield part
                if stream.ended:
                    return
        raise failures.broken(self.host, later("broke off before its end"))

    async def _read_on(
        self, stream: ResponseStream, body: dict[str, Any]
    ) -> AsyncGenerator[ChatPart, None]:
        """Read a background response, however often the connection breaks."""
        path, sent = _PATH, body
        for left in range(_RESUMES, -1, -1):
            try:
                async with aclosing(self._read(stream, path, sent or None)) as parts:
                    async for part in parts:
                        yield part
            except ProviderError as error:
                if not left or stream.ended or not stream.id or error.part != "reply":
                    raise
                _log.info("the stream of a response broke and is taken up again: %s", error)
            else:
                return
            path = f"{self._path_of(stream)}?stream=true&starting_after={stream.last}"
            sent = {}

    async def _tidy(self, stream: ResponseStream) -> None:
        """End a background response that still goes on, and have the host delete it."""
        if not stream.id:
            return
        path = self._path_of(stream)
        try:
            async with asyncio.timeout(_TIDYING):
                if not stream.ended:
                    await self._connection.ask("POST", f"{path}/cancel", {})
                await self._connection.ask("DELETE", path)
        except (ProviderError, TimeoutError) as error:
            _log.warning("%s may keep a response: %s", self.host, error)

    def _path_of(self, stream: ResponseStream) -> str:
        return f"{_PATH}/{quote(stream.id, safe='')}"


def request_body(model: str, request: ChatRequest, *, background: bool = False) -> dict[str, Any]:
    """Return a request's body as the interface has it.

    Args:
        model: As the host names it.
        request: What is asked.
        background: Whether the host shall work on without a connection; then it has to keep it.
    """
    system = [message.text for message in request.messages if message.role == "system"]
    beyond = request.beyond
    body: dict[str, Any] = {
        "model": model,
        "instructions": "\n\n".join(system) or None,
        "input": [item for message in request.messages for item in _items(message)],
        "stream": True,
        "store": background,
        "background": True if background else None,
        "temperature": request.temperature,
        "top_p": request.top_p,
        "max_output_tokens": request.max_tokens and max(_LEAST_TOKENS, request.max_tokens),
        "text": _text(request),
        "reasoning": {"effort": effort} if (effort := beyond.get("reasoning_effort")) else None,
    }
    if request.tools:
        body["tools"] = [
            {
                "type": "function",
                "name": tool.name,
                "description": tool.description,
                "parameters": tool.parameters or {"type": "object", "properties": {}},
                # Unless asked for: the interface demands more of a schema than ours promise.
                "strict": bool(tool.strict),
            }
            for tool in request.tools
        ]
        named = {"type": "function", "name": request.tool_name}
        body["tool_choice"] = named if request.tool_name else request.tool_use
        if not request.parallel_calls:
            body["parallel_tool_calls"] = False
    return {name: value for name, value in body.items() if value is not None}


def _items(message: ChatMessage) -> list[dict[str, Any]]:
    if message.role == "system":
        return []
    if message.role == "tool":
        output = {"type": "function_call_output", "call_id": message.call_id}
        return [{**output, "output": message.text}]
    items: list[dict[str, Any]] = []
    if message.text:
        items.append({"type": "message", "role": message.role, "content": message.text})
    # Without ids of their own, or the host would look for what it was told not to keep.
    items += [
        {
            "type": "function_call",
            "call_id": call.id,
            "name": call.name,
            "arguments": call.arguments,
        }
        for call in message.calls
    ]
    return items


def _text(request: ChatRequest) -> dict[str, Any] | None:
    """Return the answer's form: the interface has flat what chat completions have nested."""
    text: dict[str, Any] = {}
    if (wanted := request.response_format) is not None:
        nested = wanted.get("json_schema")
        fields = nested if isinstance(nested, dict) else {}
        text["format"] = {"type": wanted.get("type"), **fields}
    if verbosity := request.beyond.get("verbosity"):
        text["verbosity"] = verbosity
    return text or None


def _require_known(request: ChatRequest, host: str) -> None:
    """Check that the interface has all that is asked for.

    Raises:
        ProviderError: it lacks fields; nothing was sent.
    """
    if unknown := sorted(set(request.beyond) - _KNOWN_BEYOND):
        raise ProviderError(
            later(
                "{host} is asked by the Responses interface, which has no {fields}.",
                host=host,
                fields=", ".join(unknown),
            ),
            part="settings",
            hint=later("Leave that out, or add the host as one that speaks chat completions."),
        )
