"""Models behind chat completions: Ollama, LM Studio, llama.cpp, vLLM, Azure, and all compatible.

Hosts differ in what they take. What we add of our own accord (the usage in streams, the name of
the limit) is left out or renamed when a host refuses it; what the user set is never left out.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Any, Literal, Protocol

from octavo.errors import ProviderError
from octavo.providers import failures, unread
from octavo.providers.connection import Connection
from octavo.providers.failures import RefusedError
from octavo.providers.port import (
    ChatCall,
    ChatCalls,
    ChatEnd,
    ChatMessage,
    ChatPart,
    ChatRequest,
    ChatThought,
    ChatUsage,
    ChatWaiting,
)
from octavo.providers.thoughts import ThoughtFilter
from octavo.wire.refusals import text_of
from octavo.words import later

DEFAULT_CONTEXT = 4096
"""Tokens of context where neither host nor user names any: what Ollama gives a model at first."""

_PATH = "/chat/completions"
_MOST_CALLS = 32
_MOST_CHARACTERS = 2_000_000
"""Of an answer with its calls; no honest one comes near."""

_CONTEXT_FIELDS = ("context_length", "max_model_len", "context_window", "max_context_length")

_EndReason = Literal["stop", "length", "content_filter", "calls"]
_REASONS: dict[str, _EndReason] = {
    "stop": "stop",
    "length": "length",
    "content_filter": "content_filter",
    "tool_calls": "calls",
    "function_call": "calls",
}


@dataclasses.dataclass(frozen=True, slots=True)
class HostedModel:
    """A model as its host lists it.

    Args:
        id: As the host names it.
        context_tokens: If the host tells.
        shutdown_date: When it will be switched off, if the host tells.
        created: When it was made, in seconds since 1970-01-01 UTC; 0 if the host does not tell.
    """

    id: str
    context_tokens: int | None = None
    shutdown_date: str | None = None
    created: int = 0


async def hosted_models(connection: Connection) -> list[HostedModel]:
    """Return the models that a host has, by name.

    Raises:
        ProviderError: the list cannot be had.
    """
    reply = await connection.get("/models", at_hand=True)
    listed = reply.get("data") if isinstance(reply, dict) else None
    if not isinstance(listed, list):
        raise ProviderError(
            later("{host} does not list its models as expected.", host=connection.host),
            part="address",
            hint=later("Check the address: for most hosts it ends in /v1."),
        )
    found: dict[str, HostedModel] = {}
    for one in listed:
        if isinstance(one, dict) and (name := text_of(one.get("id"))):
            made = one.get("created")
            found[name] = HostedModel(
                name,
                _context(one),
                text_of(one.get("shutdown_date")),
                made if isinstance(made, int) and 0 < made < 1 << 40 else 0,
            )
    return sorted(found.values(), key=lambda model: model.id.casefold())


class ChatEvents(Protocol):
    """The way to a host that speaks chat completions."""

    @property
    def host(self) -> str:
        """Where it runs, for people."""

    def events(self, path: str, body: dict[str, Any]) -> AsyncGenerator[str | ChatWaiting, None]:
        """Post a body and yield the data of the events that come back; as `Connection`."""


@dataclasses.dataclass(slots=True)
class Dialect:
    """What a host has been found not to take; shared by all chats with one model."""

    newer_limit: bool = False
    no_usage: bool = False


class ChatCompletionsModel:
    """A model that is asked by chat completions.

    Args:
        connection: To its host.
        model: As the host names it.
        name: As assistants name it.
        context_tokens: That it reads and writes in one go at most.
        dialect: What its host does not take.
    """

    def __init__(
        self,
        connection: ChatEvents,
        model: str,
        *,
        name: str,
        context_tokens: int = DEFAULT_CONTEXT,
        dialect: Dialect | None = None,
    ) -> None:
        self._connection = connection
        self._model = model
        self._name = name
        self._context_tokens = context_tokens
        self._dialect = dialect or Dialect()

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
        while True:
            body = _body(self._model, request, self._dialect)
            try:
                async with aclosing(self._parts(body)) as parts:
                    async for part in parts:
                        yield part
            except RefusedError as error:
                if not _learn(self._dialect, error.words, body):
                    raise
            else:
                return

    async def _parts(self, body: dict[str, Any]) -> AsyncGenerator[ChatPart, None]:
        reply = _Reply(self.host)
        async with aclosing(self._connection.events(_PATH, body)) as events:
            async for data in events:
                if isinstance(data, ChatWaiting):
                    yield data
                    continue
                if data.strip() == "[DONE]":
                    break
                for part in reply.take(data):
                    yield part
        for part in reply.end():
            yield part


class _Reply:
    """One streamed reply."""

    def __init__(self, host: str) -> None:
        self._host = host
        self._thoughts = ThoughtFilter()
        self._calls: list[dict[str, str]] = []
        self._by_index: dict[int, dict[str, str]] = {}
        self._reason: _EndReason | None = None
        self._usage: ChatUsage | None = None
        self._characters = 0

    def take(self, data: str) -> list[ChatPart]:
        """Return the parts that a chunk brings.

        Raises:
            ProviderError: it makes no sense, or tells of a failure.
        """
        self._characters += len(data)
        if self._characters > 32 * _MOST_CHARACTERS:
            raise failures.broken(self._host, later("does not end and was cut off"))
        try:
            chunk = json.loads(data)
        except (ValueError, RecursionError):
            raise unread.no_event(data, self._host) from None
        if not isinstance(chunk, dict):
            raise unread.no_event(data, self._host, is_json=True)
        if chunk.get("error"):
            raise failures.from_stream(chunk["error"], self._host)
        if isinstance(usage := chunk.get("usage"), dict):
            self._usage = _usage(usage) or self._usage
        choices = chunk.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        if not isinstance(choice, dict):
            return []
        if isinstance(reason := choice.get("finish_reason"), str):
            self._reason = _REASONS.get(reason, "stop")
        delta = choice.get("delta")
        return self._delta(delta) if isinstance(delta, dict) else []

    def end(self) -> list[ChatPart]:
        """Return the last parts.

        Raises:
            ProviderError: the host has not said that this is the end.
        """
        parts = self._thoughts.rest()
        if self._reason is None:
            raise failures.broken(self._host, later("broke off before its end"))
        if self._calls:
            parts.append(ChatCalls(tuple(self._call(i, c) for i, c in enumerate(self._calls))))
            self._reason = "calls"
        if self._usage is not None:
            parts.append(self._usage)
        return [*parts, ChatEnd(self._reason)]

    def _delta(self, delta: Mapping[str, Any]) -> list[ChatPart]:
        parts: list[ChatPart] = []
        for field in ("reasoning_content", "reasoning"):
            if isinstance(thought := delta.get(field), str) and thought:
                parts.append(ChatThought(thought))
                break
        for field in ("content", "refusal"):
            if isinstance(text := delta.get(field), str) and text:
                parts += self._thoughts.feed(text)
        calls = delta.get("tool_calls")
        for call in calls if isinstance(calls, list) else []:
            if isinstance(call, dict):
                self._add_call(call)
        return parts

    def _add_call(self, delta: Mapping[str, Any]) -> None:
        """Add to a call; some hosts number none, and some number all the same."""
        index, call_id = delta.get("index"), delta.get("id")
        if not isinstance(index, int):
            index = len(self._calls) if call_id else max(0, len(self._calls) - 1)
        known = self._by_index.get(index)
        if known is None or (isinstance(call_id, str) and call_id and known["id"] != call_id):
            if len(self._calls) == _MOST_CALLS:
                raise failures.broken(self._host, later("calls too many functions"))
            known = self._by_index[index] = {"id": "", "name": "", "arguments": ""}
            self._calls.append(known)
        if isinstance(call_id, str):
            known["id"] = call_id
        function = delta.get("function")
        if not isinstance(function, dict):
            return
        if isinstance(name := function.get("name"), str):
            known["name"] += name
        arguments = function.get("arguments")
        if isinstance(arguments, dict):
            known["arguments"] = json.dumps(arguments, ensure_ascii=False)
        elif isinstance(arguments, str):
            known["arguments"] += arguments

    def _call(self, number: int, call: dict[str, str]) -> ChatCall:
        return ChatCall(call["id"] or f"call_{number}", call["name"], call["arguments"] or "{}")


def _body(model: str, request: ChatRequest, dialect: Dialect) -> dict[str, Any]:
    limit = "max_completion_tokens" if dialect.newer_limit else "max_tokens"
    body: dict[str, Any] = {
        "model": model,
        "messages": [_message(message) for message in request.messages],
        "stream": True,
        "temperature": request.temperature,
        "top_p": request.top_p,
        limit: request.max_tokens,
        "response_format": request.response_format,
        **request.beyond,
    }
    if not dialect.no_usage:
        body["stream_options"] = {"include_usage": True}
    if request.tools:
        body["tools"] = [
            {
                "type": "function",
                "function": {
                    "name": tool.name,
                    "description": tool.description,
                    "parameters": tool.parameters or {"type": "object", "properties": {}},
                    **({} if tool.strict is None else {"strict": tool.strict}),
                },
            }
            for tool in request.tools
        ]
        named = {"type": "function", "function": {"name": request.tool_name}}
        body["tool_choice"] = named if request.tool_name else request.tool_use
        if not request.parallel_calls:
            body["parallel_tool_calls"] = False
    return {name: value for name, value in body.items() if value is not None}


def _message(message: ChatMessage) -> dict[str, Any]:
    if message.role == "tool":
        return {"role": "tool", "tool_call_id": message.call_id, "content": message.text}
    if not message.calls:
        return {"role": message.role, "content": message.text}
    calls = [
        {
            "id": call.id,
            "type": "function",
            "function": {"name": call.name, "arguments": call.arguments},
        }
        for call in message.calls
    ]
    return {"role": message.role, "content": message.text or None, "tool_calls": calls}


def _learn(dialect: Dialect, refusal: str, body: Mapping[str, Any]) -> bool:
    """Note what a host does not take; return whether asking again makes sense."""
    if "max_completion_tokens" in refusal and "max_tokens" in body:
        dialect.newer_limit = True
        return True
    if "stream_options" in refusal and "stream_options" in body:
        dialect.no_usage = True
        return True
    return False


def _usage(fields: Mapping[str, Any]) -> ChatUsage | None:
    counts = [fields.get("prompt_tokens"), fields.get("completion_tokens")]
    read, written = (c if isinstance(c, int) and 0 <= c < 1 << 40 else 0 for c in counts)
    return ChatUsage(read, written) if read or written else None


def _context(listed: Mapping[str, Any]) -> int | None:
    places: list[Mapping[str, Any]] = [listed]
    if isinstance(meta := listed.get("meta"), dict):  # llama.cpp
        places.append({"context_length": meta.get("n_ctx")})
    for place in places:
        for field in _CONTEXT_FIELDS:
            size = place.get(field)
            if isinstance(size, int) and not isinstance(size, bool) and size >= 256:
                return size
    return None
