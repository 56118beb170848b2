"""Judges every reply of the engine in process by the published OpenAPI document.

It stands where the engine's ``Guard`` stands, so nothing has to be done in the tests: what it finds
is noted, and the fixture in ``conftest.py`` fails the test that caused it.
"""

from __future__ import annotations

import collections
import dataclasses
import json
from typing import Any, ClassVar

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from octavo.engine.http import Guard
from support.published import Document, Operation

OURS = {
    ("GET", "/threads"): "the interface cannot list threads; a window must",
    ("POST", "/threads/{}/copy"): "messages that are made cannot carry citations; a copy must",
    ("GET", "/openapi.json"): "our own description",
    ("GET", "/threads/{}/runs/{}/events"): "a late reader of a run's events",
    ("POST", "/octavo/files/{}/password"): "the interface knows no locked files",
    ("GET", "/octavo/files/{}/pages"): "the text of a file's pages",
    ("GET", "/octavo/files/{}/report"): "what became of a file's pages, and what was found in it",
}
"""Operations that the document lacks, and why there are such; ids are written as ``{}``."""

OURS_UNDER = "/octavo/"
"""What lies under this path is ours; the document has no such family."""

NOT_SERVED = {
    "DELETE /models/{model}": "models of ours are not fine-tuned ones",
    "GET /chat/completions": "completions are not kept",
    "GET /chat/completions/{completion_id}": "completions are not kept",
    "POST /chat/completions/{completion_id}": "completions are not kept",
    "DELETE /chat/completions/{completion_id}": "completions are not kept",
    "GET /chat/completions/{completion_id}/messages": "completions are not kept",
}
"""Operations of the document, in the families that we serve, which the interface lacks."""

NOT_JSON = {
    "/files/{file_id}/content": "said to be a JSON string; it is the bytes, there and here",
}
"""Successful replies that are something else than the document says."""

_JUDGED = ("application/json", "text/event-stream")
_NOBODY_READS = 499  # the caller has gone


@dataclasses.dataclass
class Verdicts:
    """What was judged so far: replies and events by name, operations that succeeded, faults."""

    faults: list[str] = dataclasses.field(default_factory=list)
    replies: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    done: set[str] = dataclasses.field(default_factory=set)
    events: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)

    def take_faults(self) -> list[str]:
        """Return the faults found since the last call."""
        taken, self.faults = self.faults, []
        return taken


class JudgingGuard(Guard):
    """A ``Guard`` that shows each reply to the judge as well.

    ``document`` must be set before a request comes.
    """

    document: ClassVar[Document]
    verdicts: ClassVar[Verdicts] = Verdicts()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        reply = _Reply(self.document, self.verdicts, scope["method"], scope["path"])

        async def shown(message: Message) -> None:
            reply.note(message)
            await send(message)

        await super().__call__(scope, receive, shown)


class _Reply:
    """One reply on its way out."""

    def __init__(self, document: Document, verdicts: Verdicts, method: str, path: str) -> None:
        self._document = document
        self._verdicts = verdicts
        self._method = method
        self._path = path.removeprefix("/v1")
        self._operation = document.find(method, self._path)
        self._status = 0
        self._kind = ""
        self._received = bytearray()

    def note(self, message: Message) -> None:
        """Judge what can be judged by now."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
            headers = Headers(raw=list(message.get("headers", ())))
            self._kind = headers.get("content-type", "").partition(";")[0]
            if not headers.get("x-request-id", "").startswith("req"):
                self._blame("has no x-request-id")
            self._judge_kind()
            return
        if self._kind not in _JUDGED:
            return
        self._received += message.get("body", b"")
        if self._kind == "text/event-stream":
            while b"\n\n" in self._received:
                event, _, self._received = self._received.partition(b"\n\n")
                self._judge_event(event.decode())
        elif not message.get("more_body", False):
            try:
                value = json.loads(self._received)
            except ValueError:
                self._blame("is not valid JSON")
            else:
                self._judge_json(value)

    def _judge_kind(self) -> None:
        template = self._operation.template if self._operation is not None else ""
        as_bytes = template in NOT_JSON and self._status < 400
        if as_bytes:
            self._verdicts.done.add(self._name())
        elif self._kind not in _JUDGED and self._status != _NOBODY_READS:
            self._blame(f"({self._status}) comes as {self._kind or 'nothing'}")

    def _judge_json(self, value: Any) -> None:
        self._verdicts.replies[self._name()] += 1
        if self._status >= 400:
            self._check({"$ref": "#/components/schemas/ErrorResponse"}, value)
            return
        self._verdicts.done.add(self._name())
        if self._operation is not None:
            schema = self._described(self._operation)
            if schema is not None:
                self._check(schema, value)
        elif not self._path.startswith(OURS_UNDER) and (self._method, self._bare()) not in OURS:
            self._blame("is neither described nor listed as ours")

    def _judge_event(self, text: str) -> None:
        lines = [line.partition(":") for line in text.splitlines()]
        fields = {name: value.removeprefix(" ") for name, _, value in lines}
        name, data = fields.get("event"), fields.get("data", "")
        if set(fields) == {""}:
            return  # a comment, sent to keep the connection open
        self._verdicts.events[name or "chat.completion.chunk"] += 1
        try:
            value = data if data == "[DONE]" else json.loads(data)
        except ValueError:
            self._blame(f"streams data that is not valid JSON: {data[:80]}")
            return
        if name is not None:
            schema = self._document.events.get(name)
            if schema is None:
                self._blame(f"streams an event {name!r} that is not described")
            else:
                self._check(schema, value, f", event {name}")
        elif value != "[DONE]" and self._operation is not None:
            schema = self._described(self._operation)
            if isinstance(value, dict) and "error" in value:
                # The document does not say how a stream fails; this is what the SDK looks for.
                schema = {"$ref": "#/components/schemas/ErrorResponse"}
            if schema is not None:
                self._check(schema, value, ", chunk")

    def _described(self, operation: Operation) -> dict[str, Any] | None:
        if operation.template in NOT_JSON:
            return None
        schema: dict[str, Any] | None = operation.replies.get(str(self._status), {}).get(self._kind)
        if schema is None:
            self._blame(f"is not described for {self._status} {self._kind}")
        return schema

    def _check(self, schema: dict[str, Any], value: Any, part: str = "") -> None:
        for fault in self._document.faults(schema, value):
            self._blame(f"({self._status}{part}) {fault}")

    def _blame(self, words: str) -> None:
        fault = f"{self._name()} {words}"
        if fault not in self._verdicts.faults:
            self._verdicts.faults.append(fault)

    def _bare(self) -> str:
        """Return the path with ``{}`` for each second part, where the interface has its ids."""
        own = "/octavo" if self._path.startswith("/octavo/") else ""
        parts = self._path.removeprefix(own).split("/")
        return own + "/".join("{}" if i and i % 2 == 0 else part for i, part in enumerate(parts))

    def _name(self) -> str:
        template = self._operation.template if self._operation is not None else self._bare()
        return f"{self._method} {template}"
