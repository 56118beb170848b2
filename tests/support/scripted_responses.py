"""Answers of a host that speaks the Responses interface, event by event as published."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from support.model_server import Answer, head, sends

ID = "resp_1"

Event = dict[str, Any]


def response(status: str = "in_progress", **more: Any) -> dict[str, Any]:
    """Return a response as events carry it."""
    return {
        "id": ID,
        "object": "response",
        "created_at": 1,
        "status": status,
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "model": "tiny",
        "tools": [],
        "output": [],
        "parallel_tool_calls": True,
        "metadata": {},
        "tool_choice": "auto",
        "temperature": 1,
        "top_p": 1,
        **more,
    }


def begun() -> list[Event]:
    """Return the events before the first word."""
    return [
        {"type": "response.created", "response": response()},
        {"type": "response.in_progress", "response": response()},
    ]


def text(piece: str) -> Event:
    """Return the event of more text."""
    place = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
    return {"type": "response.output_text.delta", **place, "delta": piece, "logprobs": []}


def thought(piece: str) -> Event:
    """Return the event of more of a summary of what the model thinks."""
    place = {"item_id": "rs_1", "output_index": 0, "summary_index": 0}
    return {"type": "response.reasoning_summary_text.delta", **place, "delta": piece}


def call_item(call_id: str, name: str, **arguments: Any) -> dict[str, Any]:
    """Return a function call as an item of the output."""
    return {
        "type": "function_call",
        "id": f"fc_{call_id}",
        "call_id": call_id,
        "name": name,
        "arguments": json.dumps(arguments),
        "status": "completed",
    }


def item_done(item: dict[str, Any], index: int = 0) -> Event:
    """Return the event that an item is whole."""
    return {"type": "response.output_item.done", "output_index": index, "item": item}


def message_item(said: str) -> dict[str, Any]:
    """Return a message as an item of the output."""
    content = {"type": "output_text", "text": said, "annotations": [], "logprobs": []}
    return {
        "type": "message",
        "id": "msg_1",
        "role": "assistant",
        "status": "completed",
        "content": [content],
    }


REASONING = {"type": "reasoning", "id": "rs_1", "summary": [], "encrypted_content": "c2VjcmV0"}


def ended(
    status: str = "completed", usage: tuple[int, int] | None = (100, 10), **more: Any
) -> Event:
    """Return the last event."""
    if usage is not None:
        more["usage"] = {
            "input_tokens": usage[0],
            "input_tokens_details": {"cached_tokens": 0},
            "output_tokens": usage[1],
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": sum(usage),
        }
    return {"type": f"response.{status}", "response": response(status, **more)}


def numbered(events: Sequence[Event], first: int = 0) -> bytes:
    """Return events as they travel, numbered in order."""
    pieces = [{**event, "sequence_number": number} for number, event in enumerate(events, first)]
    return b"".join(
        f"event: {piece['type']}\ndata: {json.dumps(piece)}\n\n".encode() for piece in pieces
    )


def streams(*events: Event, first: int = 0, close: bool = True) -> Answer:
    """Stream these events, the first with number ``first``; then close, or stay silent."""
    return sends(head(), numbered(events, first), close=close)


def responds(*pieces: str, usage: tuple[int, int] | None = (100, 10)) -> Answer:
    """Stream a whole answer piece by piece."""
    said = message_item("".join(pieces))
    whole = [*begun(), *map(text, pieces), item_done(said), ended(output=[said], usage=usage)]
    return streams(*whole)


def calls(*items: dict[str, Any]) -> Answer:
    """Stream a response that calls functions, behind what the model thought about it."""
    output = [REASONING, *items]
    done = [item_done(item, index) for index, item in enumerate(output)]
    return streams(*begun(), thought("Which one?"), *done, ended(output=output))
