"""What is asked of an outside model, the parts in which its answer comes, and who has models."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncGenerator, Sequence
from typing import Any, Literal, Protocol

from octavo.errors import Text

Role = Literal["system", "user", "assistant", "tool"]
ToolUse = Literal["auto", "none", "required"]


@dataclasses.dataclass(frozen=True, slots=True)
class ChatTool:
    """A function that the model may call.

    Args:
        name: Letters, digits, ``_`` and ``-``.
        description: What it is for.
        parameters: A JSON schema of an object.
        strict: Whether calls have to follow the schema; None leaves that to the host.
    """

    name: str
    description: str = ""
    parameters: dict[str, Any] = dataclasses.field(default_factory=dict)
    strict: bool | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class ChatCall:
    """A call that the model makes; it writes ``arguments``, so they may be no JSON."""

    id: str
    name: str
    arguments: str


@dataclasses.dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message of a chat.

    Args:
        role: Who speaks.
        text: What is said; may be empty beside calls.
        calls: That the assistant made here.
        call_id: Which call a message of a tool answers.
    """

    role: Role
    text: str
    calls: tuple[ChatCall, ...] = ()
    call_id: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class ChatRequest:
    """What is asked.

    Args:
        messages: Oldest first.
        tools: That may be called.
        tool_use: Whether one has to be.
        tool_name: The one that has to be, instead of ``tool_use``.
        parallel_calls: Whether several may be called at once.
        temperature, top_p: Sampling, 0 to 2 and 0 to 1; None leaves them to the model.
        max_tokens: To be written at most, or None.
        response_format: As the interface has it, or None for text.
        beyond: Further fields of chat completions, passed on as they are to hosts that have them.
    """

    messages: tuple[ChatMessage, ...]
    tools: tuple[ChatTool, ...] = ()
    tool_use: ToolUse = "auto"
    tool_name: str = ""
    parallel_calls: bool = True
    temperature: float | None = None
    top_p: float | None = None
    max_tokens: int | None = None
    response_format: dict[str, Any] | None = None
    beyond: dict[str, Any] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class ChatText:
    """More of the answer."""

    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class ChatThought:
    """More of what the model thinks before it answers; no part of the answer."""

    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class ChatCalls:
    """Calls that the model makes; they come once, whole, at the end."""

    calls: tuple[ChatCall, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class ChatWaiting:
    """The host takes no request yet and is asked again by itself; only before the answer.

    Args:
        seconds: Until it is asked again.
        host: Which one, for people.
        reason: What it said, or what failed; a sentence.
    """

    seconds: float
    host: str
    reason: Text


@dataclasses.dataclass(frozen=True, slots=True)
class ChatUsage:
    """Tokens read and written, as the host counts them."""

    prompt_tokens: int
    completion_tokens: int


@dataclasses.dataclass(frozen=True, slots=True)
class ChatEnd:
    """Why the answer ends; the last part."""

    reason: Literal["stop", "length", "content_filter", "calls"]


ChatPart = ChatWaiting | ChatText | ChatThought | ChatCalls | ChatUsage | ChatEnd


class ChatModel(Protocol):
    """A model that answers chats."""

    @property
    def name(self) -> str:
        """As it is named in assistants and runs, such as ``ollama/llama3.2``."""

    @property
    def host(self) -> str:
        """Where it runs, for people, such as ``127.0.0.1:11434``."""

    @property
    def context_tokens(self) -> int:
        """Tokens that it reads and writes in one go at most."""

    def chat(self, request: ChatRequest) -> AsyncGenerator[ChatPart, None]:
        """Yield the answer as it comes, ``ChatEnd`` last; closing the generator stops the model.

        Raises:
            ProviderError: it cannot be asked, or its answer broke off; what came until then stands.
        """


@dataclasses.dataclass(frozen=True, slots=True)
class OfferedModel:
    """A model that may be named now.

    Args:
        name: As assistants name it.
        host: Where it runs, for people.
        created: When it was made, in seconds since 1970-01-01 UTC; 0 if that is not told.
        shutdown_date: When it will be switched off, if that is told.
    """

    name: str
    host: str
    created: int = 0
    shutdown_date: str | None = None


class ChatModels(Protocol):
    """Knows models by their names."""

    async def offered(self) -> Sequence[OfferedModel]:
        """Return the models that can be named now; those of hosts that do not answer are left out.

        No host is asked that the user has not agreed to.
        """

    async def has(self, name: str) -> bool:
        """Return whether a name is one of an outside model whose provider is there.

        Raises:
            ProviderError: that cannot be told.
        """

    async def find(self, name: str, *, to_summarise: bool = False) -> ChatModel | None:
        """Return the model, or None if the name is not one of an outside model.

        Args:
            name: Of the model.
            to_summarise: Whether it is sent whole documents, which is agreed to apart.

        Raises:
            ProviderError: the name is one, but its provider is not there or not allowed.
        """
