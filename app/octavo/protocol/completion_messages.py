"""Messages of a chat completion, and the tools that go with them, as a caller sends them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from octavo.protocol.base import Request
from octavo.protocol.messages import ImageUrlRequestContent
from octavo.protocol.tools import FunctionTool, NamedFunction

Mark = dict[str, Any]
"""A hint for the cache of hosted models; it has no meaning here."""


class CompletionText(Request):
    """A part with text."""

    type: Literal["text"]
    text: str
    prompt_cache_breakpoint: Mark | None = None


class CompletionImage(ImageUrlRequestContent):
    """A part with a picture's address, which may hold the picture itself."""

    prompt_cache_breakpoint: Mark | None = None


class CompletionAudioData(Request):
    """Sound, base64-encoded."""

    data: str
    format: Literal["wav", "mp3"]


class CompletionAudio(Request):
    """A part with sound."""

    type: Literal["input_audio"]
    input_audio: CompletionAudioData
    prompt_cache_breakpoint: Mark | None = None


class CompletionFileData(Request):
    """A file: uploaded, or base64-encoded."""

    file_id: str | None = None
    file_data: str | None = None
    filename: str | None = None


class CompletionFile(Request):
    """A part with a file."""

    type: Literal["file"]
    file: CompletionFileData
    prompt_cache_breakpoint: Mark | None = None


class CompletionRefusal(Request):
    """A part in which the model declined."""

    type: Literal["refusal"]
    refusal: str


UserPart = Annotated[
    CompletionText | CompletionImage | CompletionAudio | CompletionFile,
    Field(discriminator="type"),
]
AssistantPart = Annotated[CompletionText | CompletionRefusal, Field(discriminator="type")]

TextOrParts = str | Annotated[list[CompletionText], Field(min_length=1)]


class DeveloperMessage(Request):
    """What the developer says to the model."""

    role: Literal["developer"]
    content: TextOrParts
    name: str | None = None


class SystemMessage(Request):
    """What the developer says to the model, by its older name."""

    role: Literal["system"]
    content: TextOrParts
    name: str | None = None


class UserMessage(Request):
    """What the user says."""

    role: Literal["user"]
    content: str | Annotated[list[UserPart], Field(min_length=1)]
    name: str | None = None


class CalledFunction(Request):
    """A function that the model called earlier on."""

    name: str
    arguments: str


class CalledTool(Request):
    """A tool that takes any text, which the model called earlier on."""

    name: str
    input: str


class EarlierFunctionCall(Request):
    """A call of a function in an earlier answer."""

    id: str
    type: Literal["function"]
    function: CalledFunction


class EarlierCustomCall(Request):
    """A call of a custom tool in an earlier answer."""

    id: str
    type: Literal["custom"]
    custom: CalledTool


class AudioReference(Request):
    """Sound of an earlier answer."""

    id: str


class AssistantMessage(Request):
    """What the model said earlier on."""

    role: Literal["assistant"]
    content: str | Annotated[list[AssistantPart], Field(min_length=1)] | None = None
    refusal: str | None = None
    name: str | None = None
    audio: AudioReference | None = None
    tool_calls: (
        list[Annotated[EarlierFunctionCall | EarlierCustomCall, Field(discriminator="type")]] | None
    ) = None
    function_call: CalledFunction | None = None


class ToolMessage(Request):
    """The result of a call."""

    role: Literal["tool"]
    content: TextOrParts
    tool_call_id: str


class FunctionMessage(Request):
    """The result of a call, in the older form."""

    role: Literal["function"]
    content: str | None
    name: str


CompletionRequestMessage = Annotated[
    DeveloperMessage
    | SystemMessage
    | UserMessage
    | AssistantMessage
    | ToolMessage
    | FunctionMessage,
    Field(discriminator="role"),
]


class CustomToolDefinition(Request):
    """A tool that takes text, free or after a grammar."""

    name: str
    description: str | None = None
    format: dict[str, Any] | None = None


class CustomTool(Request):
    """A custom tool offered to the model."""

    type: Literal["custom"]
    custom: CustomToolDefinition


CompletionTool = Annotated[FunctionTool | CustomTool, Field(discriminator="type")]


class FunctionChoice(Request):
    """One function that has to be called."""

    type: Literal["function"]
    function: NamedFunction


class CustomChoice(Request):
    """One custom tool that has to be called."""

    type: Literal["custom"]
    custom: NamedFunction


class AllowedTools(Request):
    """Some of the tools, and whether one of them has to be called."""

    mode: Literal["auto", "required"]
    tools: list[dict[str, Any]]


class AllowedToolsChoice(Request):
    """A narrower choice of the tools."""

    type: Literal["allowed_tools"]
    allowed_tools: AllowedTools


CompletionToolChoice = (
    Literal["none", "auto", "required"]
    | Annotated[FunctionChoice | CustomChoice | AllowedToolsChoice, Field(discriminator="type")]
)


def text_of(message: CompletionRequestMessage) -> str:
    """Return the text of a message, its parts on lines of their own; other parts are left out."""
    content = message.content
    if content is None:
        return ""
    if isinstance(content, str):
        return content
    return "\n".join(part.text for part in content if isinstance(part, CompletionText))
