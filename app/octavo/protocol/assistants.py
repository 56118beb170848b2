"""Assistants: instructions, a model, tools and the stores that they search."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from octavo.protocol.base import Metadata, Reply, Request, Timestamp
from octavo.protocol.tools import ResponseFormatOption, Tool, ToolResources, ToolResourcesRequest

Temperature = Annotated[float, Field(ge=0, le=2)]
TopP = Annotated[float, Field(ge=0, le=1)]
Name = Annotated[str, Field(max_length=256)]
Description = Annotated[str, Field(max_length=512)]
Instructions = Annotated[str, Field(max_length=256_000)]
ReasoningEffort = Literal["none", "minimal", "low", "medium", "high", "xhigh"]


class AssistantObject(Reply):
    """An assistant as it is kept."""

    id: str
    object: Literal["assistant"] = "assistant"
    created_at: Timestamp
    name: str | None
    description: str | None
    model: str
    instructions: str | None
    tools: list[Tool]
    tool_resources: ToolResources | None = None
    metadata: dict[str, str]
    temperature: float | None = None
    top_p: float | None = None
    response_format: ResponseFormatOption | None = None


class CreateAssistantRequest(Request):
    """A new assistant."""

    model: Annotated[str, Field(min_length=1, max_length=256)]
    name: Name | None = None
    description: Description | None = None
    instructions: Instructions | None = None
    reasoning_effort: ReasoningEffort | None = None
    tools: Annotated[list[Tool], Field(max_length=128)] = Field(default_factory=list)
    tool_resources: ToolResourcesRequest | None = None
    metadata: Metadata | None = None
    temperature: Temperature | None = None
    top_p: TopP | None = None
    response_format: ResponseFormatOption | None = None


class ModifyAssistantRequest(Request):
    """New values for some fields; those left out stay as they are."""

    model: Annotated[str, Field(min_length=1, max_length=256)] | None = None
    name: Name | None = None
    description: Description | None = None
    instructions: Instructions | None = None
    reasoning_effort: ReasoningEffort | None = None
    tools: Annotated[list[Tool], Field(max_length=128)] | None = None
    tool_resources: ToolResources | None = None
    metadata: Metadata | None = None
    temperature: Temperature | None = None
    top_p: TopP | None = None
    response_format: ResponseFormatOption | None = None
