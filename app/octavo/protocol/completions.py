"""Chat completions: the request, the whole reply, and the chunks of a streamed one."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from octavo.protocol.assistants import ReasoningEffort, Temperature, TopP
from octavo.protocol.base import Metadata, Reply, Request, Timestamp
from octavo.protocol.completion_messages import (
    CompletionRequestMessage,
    CompletionText,
    CompletionTool,
    CompletionToolChoice,
)
from octavo.protocol.messages import AnswerKind
from octavo.protocol.runs import FunctionCall, Usage
from octavo.protocol.tools import FunctionDefinition, NamedFunction, ResponseFormat

FinishReason = Literal["stop", "length", "tool_calls", "content_filter", "function_call"]

Penalty = Annotated[float, Field(ge=-2, le=2)]


class StreamOptions(Request):
    """What a stream shall carry besides; obfuscation is for the hosted interface and ignored."""

    include_usage: bool | None = None
    include_obfuscation: bool | None = None


class Prediction(Request):
    """Text that the answer is expected to repeat."""

    type: Literal["content"]
    content: str | Annotated[list[CompletionText], Field(min_length=1)]


class AudioOptions(Request):
    """The voice and format of a spoken answer."""

    voice: str | dict[str, Any]
    format: Literal["wav", "aac", "mp3", "flac", "opus", "pcm16"]


class CreateCompletionRequest(Request):
    """Messages to be answered by a model.

    The model ``octavo-extractive`` samples nothing, so these are accepted and change nothing:
    ``temperature``, ``top_p``, ``frequency_penalty``, ``presence_penalty``, ``logit_bias``,
    ``seed``, ``prediction``, ``reasoning_effort``, ``verbosity``, ``parallel_tool_calls``; nor do
    those that are for a hosted service: ``metadata``, ``store``, ``user``, ``safety_identifier``,
    ``service_tier``, ``prompt_cache_key``, ``prompt_cache_options``, ``prompt_cache_retention``.
    It refuses what it cannot do: ``logprobs``, ``audio``, ``moderation``, ``web_search_options``,
    a JSON schema, and parts of messages that are not text.

    A model of a provider is given what its host can be given; what is for a hosted service stays
    here. Refused are several answers at once, custom tools, and the older functions, besides what
    ``octavo-extractive`` refuses; a JSON schema is not.
    """

    messages: Annotated[list[CompletionRequestMessage], Field(min_length=1)]
    model: Annotated[str, Field(min_length=1)]
    metadata: Metadata | None = None
    temperature: Temperature | None = None
    top_p: TopP | None = None
    user: str | None = None
    safety_identifier: Annotated[str, Field(max_length=64)] | None = None
    prompt_cache_key: str | None = None
    prompt_cache_retention: Literal["in_memory", "24h"] | None = None
    prompt_cache_options: dict[str, Any] | None = None
    service_tier: Literal["auto", "default", "flex", "scale", "priority", "fast"] | None = None
    modalities: list[Literal["text", "audio"]] | None = None
    verbosity: Literal["low", "medium", "high"] | None = None
    reasoning_effort: ReasoningEffort | None = None
    max_completion_tokens: Annotated[int, Field(ge=1)] | None = None
    max_tokens: Annotated[int, Field(ge=1)] | None = None
    frequency_penalty: Penalty | None = None
    presence_penalty: Penalty | None = None
    web_search_options: dict[str, Any] | None = None
    response_format: ResponseFormat | None = None
    audio: AudioOptions | None = None
    store: bool | None = None
    moderation: dict[str, Any] | None = None
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    stop: str | Annotated[list[str], Field(min_length=1, max_length=4)] | None = None
    logit_bias: dict[str, int] | None = None
    logprobs: bool | None = None
    top_logprobs: Annotated[int, Field(ge=0, le=20)] | None = None
    n: Annotated[int, Field(ge=1, le=128)] | None = None
    prediction: Prediction | None = None
    seed: int | None = None
    tools: Annotated[list[CompletionTool], Field(max_length=128)] | None = None
    tool_choice: CompletionToolChoice | None = None
    parallel_tool_calls: bool | None = None
    function_call: Literal["none", "auto"] | NamedFunction | None = None
    functions: Annotated[list[FunctionDefinition], Field(min_length=1, max_length=128)] | None = (
        None
    )


def _null() -> None:
    return None


class CompletionQuote(Reply):
    """Where a quote stands: Octavo's own addition.

    ``message`` counts the request's messages from 0; ``start`` and ``end`` are character indexes
    into its text (of several parts: joined by line breaks). ``quote`` is that span on one line.
    """

    message: int
    start: int
    end: int
    quote: str
    score: float


class CompletionToolCall(Reply):
    """A function that the caller is to run."""

    id: str
    type: Literal["function"] = "function"
    function: FunctionCall


class CompletionMessage(Reply):
    """An answer. ``answer_kind`` and ``quotes`` are Octavo's own fields.

    Fields made by a factory are always sent, null or not, and may be absent elsewhere.
    """

    role: Literal["assistant"] = "assistant"
    content: str | None = Field(default_factory=_null)
    refusal: str | None = Field(default_factory=_null)
    tool_calls: list[CompletionToolCall] | None = None
    function_call: FunctionCall | None = None
    answer_kind: AnswerKind | None = None
    quotes: list[CompletionQuote] | None = None


class CompletionChoice(Reply):
    """One of the answers."""

    index: int
    message: CompletionMessage
    finish_reason: FinishReason
    logprobs: dict[str, Any] | None = Field(default_factory=_null)


class CompletionObject(Reply):
    """The answers to a request."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: Timestamp
    model: str
    choices: list[CompletionChoice]
    usage: Usage | None = None
    system_fingerprint: str | None = None
    service_tier: str | None = None


class FunctionCallDelta(Reply):
    """More of a function call."""

    name: str | None = None
    arguments: str | None = None


class CompletionToolCallDelta(Reply):
    """More of the call at ``index``."""

    index: int
    id: str | None = None
    type: Literal["function"] | None = None
    function: FunctionCallDelta | None = None


class CompletionDelta(Reply):
    """What is added to an answer; ``quotes`` come once, with the last text."""

    role: Literal["developer", "system", "user", "assistant", "tool"] | None = None
    content: str | None = None
    refusal: str | None = None
    tool_calls: list[CompletionToolCallDelta] | None = None
    function_call: FunctionCallDelta | None = None
    answer_kind: AnswerKind | None = None
    quotes: list[CompletionQuote] | None = None


class ChunkChoice(Reply):
    """What is added to the answer at ``index``, and, at its end, why it ended."""

    index: int
    delta: CompletionDelta
    finish_reason: FinishReason | None = Field(default_factory=_null)
    logprobs: dict[str, Any] | None = Field(default_factory=_null)


class CompletionChunk(Reply):
    """A piece of a streamed reply; the one with the usage has no choices."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: Timestamp
    model: str
    choices: list[ChunkChoice]
    usage: Usage | None = None
    system_fingerprint: str | None = None
    service_tier: str | None = None
