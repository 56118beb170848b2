"""An application that gives set answers, wire objects to give, and a clock without waiting."""

from __future__ import annotations

import asyncio
import dataclasses
import json
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from octavo.client import Clock


@dataclasses.dataclass
class FakeTime:
    """A clock that jumps where it is asked to wait, and remembers the waits."""

    now: float = 1000.0
    chance: float = 0.0
    waits: list[float] = dataclasses.field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.now, sleep=self.sleep, random=lambda: self.chance)


def thread_json(number: int = 1, **fields: Any) -> dict[str, Any]:
    """Return a thread as it comes over the wire."""
    return {
        "id": f"thread_{number}",
        "object": "thread",
        "created_at": 1,
        "tool_resources": None,
        "metadata": {},
        **fields,
    }


def run_json(status: str = "queued", **fields: Any) -> dict[str, Any]:
    """Return a run as it comes over the wire."""
    nulls = (
        "required_action last_error expires_at started_at cancelled_at failed_at completed_at"
        " incomplete_details usage max_prompt_tokens max_completion_tokens truncation_strategy"
        " tool_choice response_format"
    )
    return {
        **dict.fromkeys(nulls.split()),
        "id": "run_1",
        "object": "thread.run",
        "created_at": 1,
        "thread_id": "thread_1",
        "assistant_id": "asst_1",
        "status": status,
        "model": "octavo-extractive",
        "instructions": "",
        "tools": [],
        "metadata": {},
        "parallel_tool_calls": True,
        **fields,
    }


def message_json(text: str = "hi", **fields: Any) -> dict[str, Any]:
    """Return a message of the assistant as it comes over the wire."""
    return {
        "id": "msg_1",
        "object": "thread.message",
        "created_at": 1,
        "thread_id": "thread_1",
        "status": "completed",
        "incomplete_details": None,
        "completed_at": 1,
        "incomplete_at": None,
        "role": "assistant",
        "content": [{"type": "text", "text": {"value": text, "annotations": []}}],
        "assistant_id": "asst_1",
        "run_id": "run_1",
        "attachments": None,
        "metadata": {},
        **fields,
    }


def list_json(*items: dict[str, Any], has_more: bool = False) -> dict[str, Any]:
    """Return a page of a list as it comes over the wire."""
    return {
        "object": "list",
        "data": list(items),
        "first_id": items[0]["id"] if items else None,
        "last_id": items[-1]["id"] if items else None,
        "has_more": has_more,
    }


@dataclasses.dataclass
class Asked:
    """A request as the application saw it."""

    method: str
    path: str
    query: list[tuple[str, str]]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclasses.dataclass
class Answering:
    """An ASGI application that keeps what it is asked and answers from a list.

    An answer is an object for a 200, or status, headers and body; the last one is repeated.
    """

    answers: list[Any]
    asked: list[Asked] = dataclasses.field(default_factory=list)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        request = Request(scope, receive)
        body = await request.body()
        asked = Asked(
            request.method,
            scope["path"],
            parse_qsl(request.url.query, keep_blank_values=True),
            dict(request.headers),
            body,
        )
        self.asked.append(asked)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, BaseException):
            raise answer
        status, headers, content = answer if isinstance(answer, tuple) else (200, {}, answer)
        if not isinstance(content, bytes):
            content = json.dumps(content).encode()
            headers = {"content-type": "application/json", **headers}
        await Response(content, status, headers)(scope, receive, send)
