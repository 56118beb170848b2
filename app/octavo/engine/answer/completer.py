"""What a chat completion asks of a model, and the parts in which it comes."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncGenerator, AsyncIterable
from typing import Protocol

from octavo.engine.http import RequestError
from octavo.protocol.completions import (
    ChunkChoice,
    CompletionChoice,
    CompletionDelta,
    CompletionMessage,
    CompletionToolCall,
    CreateCompletionRequest,
    FinishReason,
)
from octavo.protocol.runs import FunctionCall, Usage

CompletionPart = ChunkChoice | Usage


class Completer(Protocol):
    """Completes chats; closing the generator stops it."""

    def complete(self, request: CreateCompletionRequest) -> AsyncGenerator[CompletionPart, None]:
        """Yield what is added to each answer, the reason of its end last, and then the usage.

        Raises:
            RequestError: The request asks for what this model cannot do; before the first part.
            AppError: The answer cannot be made (or finished).
        """
        ...


def refuse_contradictions(request: CreateCompletionRequest) -> None:
    """Refuse what no model can do, whichever is asked.

    Raises:
        RequestError: 400 with the field.
    """
    if request.max_tokens is not None and request.max_completion_tokens is not None:
        raise RequestError(
            "Give max_completion_tokens or the older max_tokens, not both.", param="max_tokens"
        )
    if request.stream_options is not None and not request.stream:
        raise RequestError("stream_options go with stream: true only.", param="stream_options")


@dataclasses.dataclass(slots=True)
class _Growing:
    """An answer as far as it has come."""

    fields: dict[str, object] = dataclasses.field(default_factory=dict)
    calls: dict[int, dict[str, str]] = dataclasses.field(default_factory=dict)
    function: dict[str, str] | None = None
    reason: FinishReason = "stop"

    def add(self, delta: CompletionDelta) -> None:
        for name in ("content", "refusal"):
            more = getattr(delta, name)
            if more is not None:
                self.fields[name] = f"{self.fields.get(name) or ''}{more}"
        for name in ("answer_kind", "quotes"):
            if getattr(delta, name) is not None:
                self.fields[name] = getattr(delta, name)
        for more in delta.tool_calls or ():
            call = self.calls.setdefault(more.index, {"id": "", "name": "", "arguments": ""})
            call["id"] += more.id or ""
            if more.function is not None:
                call["name"] += more.function.name or ""
                call["arguments"] += more.function.arguments or ""
        if delta.function_call is not None:
            self.function = self.function or {"name": "", "arguments": ""}
            self.function["name"] += delta.function_call.name or ""
            self.function["arguments"] += delta.function_call.arguments or ""

    def message(self) -> CompletionMessage:
        calls = [
            CompletionToolCall(
                id=call["id"],
                function=FunctionCall(name=call["name"], arguments=call["arguments"]),
            )
            for _, call in sorted(self.calls.items())
        ]
        return CompletionMessage.model_validate(
            {
                **self.fields,
                "tool_calls": calls or None,
                "function_call": None if self.function is None else FunctionCall(**self.function),
            }
        )


async def gathered(
    parts: AsyncIterable[CompletionPart],
) -> tuple[list[CompletionChoice], Usage | None]:
    """Put the parts of a completion together to whole answers."""
    growing: dict[int, _Growing] = {}
    usage: Usage | None = None
    async for part in parts:
        if isinstance(part, Usage):
            usage = part
            continue
        answer = growing.setdefault(part.index, _Growing())
        answer.add(part.delta)
        if part.finish_reason is not None:
            answer.reason = part.finish_reason
    choices = [
        CompletionChoice(index=index, message=answer.message(), finish_reason=answer.reason)
        for index, answer in sorted(growing.items())
    ]
    return choices, usage
