"""Tools of assistants and runs, their resources and the choices made about them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from octavo.protocol.base import Metadata, Part
from octavo.protocol.search import CheckedFilter
from octavo.protocol.vector_stores import ChunkingStrategyRequest

DEFAULT_RESULTS = 20
"""Passages that a run looks at unless its tool says otherwise, as the interface has it."""

MOST_SEARCHES = 3
"""Times that a model may search again for one answer. Octavo's own."""


class CodeInterpreterTool(Part):
    """Accepted so that assistants made elsewhere can be kept; refused when a run would use it."""

    type: Literal["code_interpreter"]


class FileSearchRankingOptions(Part):
    """How passages are ranked and from which score they count."""

    ranker: Literal["auto", "default_2024_08_21"] | None = None
    score_threshold: Annotated[float, Field(ge=0, le=1)]


class FileSearchOptions(Part):
    """How many passages a run looks at, and of which files.

    ``filters`` is Octavo's own here: the interface has it for searches of a vector store only, and
    it is the same there. A file that several of a run's stores hold is let through by any of them.
    """

    max_num_results: Annotated[int, Field(ge=1, le=50)] | None = None
    ranking_options: FileSearchRankingOptions | None = None
    filters: CheckedFilter | None = None


class FileSearchTool(Part):
    """Search in the vector stores of the assistant and the thread."""

    type: Literal["file_search"]
    file_search: FileSearchOptions | None = None


class FunctionDefinition(Part):
    """A function that the caller runs for the assistant."""

    name: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[a-zA-Z0-9_-]+$")]
    description: str | None = None
    parameters: dict[str, Any] | None = None
    strict: bool | None = None


class FunctionTool(Part):
    """A function offered to the assistant."""

    type: Literal["function"]
    function: FunctionDefinition


Tool = Annotated[CodeInterpreterTool | FileSearchTool | FunctionTool, Field(discriminator="type")]


class CodeInterpreterResources(Part):
    """Files for the code interpreter."""

    file_ids: Annotated[list[str], Field(max_length=20)] | None = None


class InlineVectorStore(Part):
    """A vector store to be made together with its assistant or thread."""

    file_ids: Annotated[list[str], Field(max_length=10_000)] | None = None
    chunking_strategy: ChunkingStrategyRequest | None = None
    metadata: Metadata | None = None


class FileSearchResources(Part):
    """The vector store that file search looks into; at most one."""

    vector_store_ids: Annotated[list[str], Field(max_length=1)] | None = None


class FileSearchResourcesRequest(FileSearchResources):
    """As above, or a store to be made on the spot."""

    vector_stores: Annotated[list[InlineVectorStore], Field(max_length=1)] | None = None


class ToolResources(Part):
    """What the tools work on."""

    code_interpreter: CodeInterpreterResources | None = None
    file_search: FileSearchResources | None = None


class ToolResourcesRequest(Part):
    """What the tools shall work on."""

    code_interpreter: CodeInterpreterResources | None = None
    file_search: FileSearchResourcesRequest | None = None


class NamedFunction(Part):
    """A function by its name."""

    name: str


class NamedToolChoice(Part):
    """One tool that the run has to use."""

    type: Literal["function", "file_search", "code_interpreter"]
    function: NamedFunction | None = None


ToolChoice = Literal["none", "auto", "required"] | NamedToolChoice


class JsonSchemaFormat(Part):
    """A schema that the answer has to follow."""

    name: str
    description: str | None = None
    schema_: dict[str, Any] | None = Field(default=None, alias="schema")
    strict: bool | None = None


class ResponseFormat(Part):
    """Text, any JSON object, or JSON after a schema."""

    type: Literal["text", "json_object", "json_schema"]
    json_schema: JsonSchemaFormat | None = None


ResponseFormatOption = Literal["auto"] | ResponseFormat


class TruncationStrategy(Part):
    """How a long thread is cut to the model's size."""

    type: Literal["auto", "last_messages"]
    last_messages: Annotated[int, Field(ge=1)] | None = None
