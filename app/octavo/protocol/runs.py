"""Runs: one answer of an assistant in a thread, and how far it is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from octavo.protocol.assistants import Instructions, ReasoningEffort, Temperature, TopP
from octavo.protocol.base import Metadata, Reply, Request, Timestamp
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.phrases import Phrases
from octavo.protocol.threads import CreateThreadRequest
from octavo.protocol.tools import (
    ResponseFormatOption,
    Tool,
    ToolChoice,
    ToolResources,
    TruncationStrategy,
)

RunStatus = Literal[
    "queued",
    "in_progress",
    "requires_action",
    "cancelling",
    "cancelled",
    "failed",
    "completed",
    "incomplete",
    "expired",
]

TERMINAL: frozenset[RunStatus] = frozenset(
    {"cancelled", "failed", "completed", "incomplete", "expired"}
)
"""Statuses that a run never leaves; until then its thread is locked."""

SETTLED: frozenset[RunStatus] = TERMINAL | {"requires_action"}
"""Statuses on which a waiter stops."""

RUN_LIFETIME = 600
"""Seconds from creation after which a run that has not ended expires."""


class FunctionCall(Reply):
    """A call that the caller has to make."""

    name: str
    arguments: str


class RunToolCall(Reply):
    """One function call that a run waits for."""

    id: str
    type: Literal["function"] = "function"
    function: FunctionCall


class SubmitToolOutputs(Reply):
    """The calls whose outputs are awaited."""

    tool_calls: list[RunToolCall]


class RequiredAction(Reply):
    """What a run waits for."""

    type: Literal["submit_tool_outputs"] = "submit_tool_outputs"
    submit_tool_outputs: SubmitToolOutputs


class RunError(Reply):
    """Why a run failed.

    Args:
        phrases: Octavo's own: what it takes to say the message in another language.
    """

    code: Literal["server_error", "rate_limit_exceeded", "invalid_prompt"]
    message: str
    phrases: Phrases | None = None


class RunIncompleteDetails(Reply):
    """Why a run ended early."""

    reason: Literal["max_completion_tokens", "max_prompt_tokens"] | None = None


class Usage(Reply):
    """Tokens read and written."""

    completion_tokens: int
    prompt_tokens: int
    total_tokens: int


class RunWaiting(Reply):
    """A model's host takes no request yet; the run asks it again by itself.

    ``seconds`` until then, ``reason`` in a sentence, ``phrases`` what it takes to say that in
    another language.
    """

    seconds: float
    host: str
    reason: str
    phrases: Phrases | None = None


class RunObject(Reply):
    """A run as it is kept; the assistant's values are copied into it when it is made.

    Two fields are Octavo's own: ``vector_store_ids``, the stores that its file search looks into,
    and ``waiting``, told in another ``thread.run.in_progress`` while a host has to be waited for.
    """

    id: str
    object: Literal["thread.run"] = "thread.run"
    created_at: Timestamp
    thread_id: str
    assistant_id: str
    status: RunStatus
    required_action: RequiredAction | None
    last_error: RunError | None
    expires_at: Timestamp | None
    started_at: Timestamp | None
    cancelled_at: Timestamp | None
    failed_at: Timestamp | None
    completed_at: Timestamp | None
    incomplete_details: RunIncompleteDetails | None
    model: str
    instructions: str
    tools: list[Tool]
    metadata: dict[str, str]
    usage: Usage | None
    temperature: float | None = None
    top_p: float | None = None
    max_prompt_tokens: int | None
    max_completion_tokens: int | None
    truncation_strategy: TruncationStrategy | None
    tool_choice: ToolChoice | None
    parallel_tool_calls: bool
    response_format: ResponseFormatOption | None
    vector_store_ids: list[str] | None = None
    waiting: RunWaiting | None = None


class _RunOptions(Request):
    """What both ways of starting a run share."""

    assistant_id: str
    model: Annotated[str, Field(min_length=1, max_length=256)] | None = None
    instructions: Instructions | None = None
    tools: Annotated[list[Tool], Field(max_length=20)] | None = None
    metadata: Metadata | None = None
    temperature: Temperature | None = None
    top_p: TopP | None = None
    stream: bool | None = None
    max_prompt_tokens: Annotated[int, Field(ge=256)] | None = None
    max_completion_tokens: Annotated[int, Field(ge=256)] | None = None
    truncation_strategy: TruncationStrategy | None = None
    tool_choice: ToolChoice | None = None
    parallel_tool_calls: bool = True
    response_format: ResponseFormatOption | None = None


class CreateRunRequest(_RunOptions):
    """Run an assistant on a thread; what is given here wins over the assistant's own values."""

    reasoning_effort: ReasoningEffort | None = None
    additional_instructions: Instructions | None = None
    additional_messages: list[CreateMessageRequest] | None = None


class CreateThreadAndRunRequest(_RunOptions):
    """Make a thread and run an assistant on it."""

    thread: CreateThreadRequest | None = None
    tool_resources: ToolResources | None = None


class ModifyRunRequest(Request):
    """New metadata of a run."""

    metadata: Metadata | None = None


MAX_OUTPUTS = 512 * 1024
"""Characters of all outputs that are submitted together."""


class ToolOutput(Request):
    """The result of one function call."""

    tool_call_id: str
    output: str


class SubmitToolOutputsRequest(Request):
    """The results of all calls that a run waits for, `MAX_OUTPUTS` characters at most."""

    tool_outputs: Annotated[list[ToolOutput], Field(min_length=1, max_length=128)]
    stream: bool | None = None
