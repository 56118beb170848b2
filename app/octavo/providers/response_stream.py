"""The events of one response, made into the parts of a chat.

Reasoning is passed over but for its words, which are thoughts and no part of the answer. Events of
a kind that is not known here are passed over, too.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Literal

from octavo.providers import failures, unread
from octavo.providers.port import (
    ChatCall,
    ChatCalls,
    ChatEnd,
    ChatPart,
    ChatThought,
    ChatUsage,
)
from octavo.providers.thoughts import ThoughtFilter
from octavo.wire.refusals import text_of
from octavo.words import later

_MOST_CALLS = 32
_MOST_CHARACTERS = 64_000_000
"""Of all events of one response; no honest one comes near."""

_TEXT = frozenset({"response.output_text.delta", "response.refusal.delta"})
_THOUGHT = frozenset({"response.reasoning_summary_text.delta", "response.reasoning_text.delta"})
_TOP = 1 << 40


class ResponseStream:
    """What has come of one response, over all connections that it came by.

    Args:
        host: Who sends it, for people.

    Attributes:
        id: Of the response; empty until it is told.
        named: Set as soon as it is told.
        last: Number of the last event that was taken; -1 before the first.
        ended: Whether the host has said that this is the end, good or bad.
    """

    def __init__(self, host: str) -> None:
        self.id = ""
        self.named = asyncio.Event()
        self.last = -1
        self.ended = False
        self._host = host
        self._thoughts = ThoughtFilter()
        self._calls: list[ChatCall] = []
        self._wrote = False
        self._characters = 0

    def take(self, data: str) -> list[ChatPart]:
        """Return the parts that an event brings; one that came before brings none.

        Raises:
            ProviderError: it makes no sense, or tells of a failure.
        """
        self._characters += len(data)
        if self._characters > _MOST_CHARACTERS:
            raise failures.broken(self._host, later("does not end and was cut off"))
        if data.strip() == "[DONE]":  # some hosts end all their streams so
            return []
        try:
            event = json.loads(data)
        except (ValueError, RecursionError):
            raise unread.no_event(data, self._host) from None
        if not isinstance(event, dict):
            raise unread.no_event(data, self._host, is_json=True)
        if isinstance(number := event.get("sequence_number"), int):
            if number <= self.last:
                return []
            self.last = number
        return self._parts(event)

    def _parts(self, event: Mapping[str, Any]) -> list[ChatPart]:
        kind, delta = event.get("type"), event.get("delta")
        if kind in _TEXT and isinstance(delta, str) and delta:
            self._wrote = True
            return self._thoughts.feed(delta)
        if kind in _THOUGHT and isinstance(delta, str) and delta:
            return [ChatThought(delta)]
        if kind == "response.output_item.done":
            self._add_call(event.get("item"), event.get("output_index"))
        response = event.get("response")
        if isinstance(response, dict):
            self.id = self.id or text_of(response.get("id")) or ""
            if self.id:
                self.named.set()
            return self._state(kind, response)
        if kind == "error":
            self.ended = True
            raise failures.from_stream(event.get("error") or dict(event), self._host)
        return []

    def _state(self, kind: object, response: Mapping[str, Any]) -> list[ChatPart]:
        match kind:
            case "response.completed":
                return self._end(response, "stop")
            case "response.incomplete":
                details = response.get("incomplete_details")
                reason = details.get("reason") if isinstance(details, dict) else None
                cut = reason == "content_filter"
                return self._end(response, "content_filter" if cut else "length")
            case "response.failed":
                self.ended = True
                raise failures.from_stream(response.get("error") or {}, self._host)
            case "response.cancelled":
                self.ended = True
                raise failures.broken(self._host, later("was stopped there before its end"))
            case _:
                return []

    def _end(
        self, response: Mapping[str, Any], reason: Literal["stop", "length", "content_filter"]
    ) -> list[ChatPart]:
        self.ended = True
        parts: list[ChatPart] = []
        output = response.get("output")
        for index, item in enumerate(output if isinstance(output, list) else []):
            self._add_call(item, index)
            if not self._wrote and isinstance(item, dict) and item.get("type") == "message":
                parts += self._whole(item.get("content"))
        parts += self._thoughts.rest()
        if self._calls:
            parts.append(ChatCalls(tuple(self._calls)))
        usage = response.get("usage")
        if isinstance(usage, dict):
            counts = [usage.get("input_tokens"), usage.get("output_tokens")]
            read, wrote = (c if isinstance(c, int) and 0 <= c < _TOP else 0 for c in counts)
            if read or wrote:
                parts.append(ChatUsage(read, wrote))
        return [*parts, ChatEnd("calls" if self._calls else reason)]

    def _whole(self, content: object) -> list[ChatPart]:
        """Return the text of a message from a host that sends no pieces of it."""
        parts: list[ChatPart] = []
        for block in content if isinstance(content, list) else []:
            text = block.get("text", block.get("refusal")) if isinstance(block, dict) else None
            if isinstance(text, str) and text:
                parts += self._thoughts.feed(text)
        return parts

    def _add_call(self, item: object, index: object) -> None:
        """Keep a call; it is told when it is whole, and once more at the end."""
        if not isinstance(item, dict) or item.get("type") != "function_call":
            return
        name, arguments = item.get("name"), item.get("arguments")
        call_id = text_of(item.get("call_id")) or f"call_{index}"
        if not isinstance(name, str) or any(call.id == call_id for call in self._calls):
            return
        if len(self._calls) == _MOST_CALLS:
            raise failures.broken(self._host, later("calls too many functions"))
        written = arguments if isinstance(arguments, str) and arguments else "{}"
        self._calls.append(ChatCall(call_id, name, written))
