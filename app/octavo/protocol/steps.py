"""Run steps: what a run did, one after the other."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from octavo.protocol.base import Reply, Timestamp
from octavo.protocol.messages import Rect
from octavo.protocol.phrases import Phrases
from octavo.protocol.runs import Usage

StepStatus = Literal["in_progress", "cancelled", "failed", "completed", "expired"]

INCLUDE_RESULTS = "step_details.tool_calls[*].file_search.results[*].content"
"""The ``include[]`` value that asks for the text of search results."""


class MessageCreation(Reply):
    """The message that a step wrote."""

    message_id: str


class MessageCreationDetails(Reply):
    """A step that writes a message."""

    type: Literal["message_creation"] = "message_creation"
    message_creation: MessageCreation


class StepRankingOptions(Reply):
    """How the results of a step were ranked."""

    ranker: Literal["auto", "default_2024_08_21"]
    score_threshold: float


class StepResultContent(Reply):
    """The text of a passage."""

    type: Literal["text"] = "text"
    text: str


class StepSearchResult(Reply):
    """A passage that a search found; the fields from ``page`` on are Octavo's.

    ``start`` and ``end`` are character indexes into the page's raw text. ``rects`` are worked out
    when a step is read together with the text of its results.

    Why it was found: ``words`` is how well its words fit, as a share of the best passage's, and
    ``meaning`` its cosine with the question; null where it has no part in that. ``relevance`` is
    how surely it answers the question by the reranker, 0 to 1; null where none read it.
    ``matched`` are the question's words that are in it.
    """

    file_id: str
    file_name: str
    score: float
    content: list[StepResultContent] | None = None
    page: int | None = None
    page_label: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    rects: list[Rect] | None = None
    words: float | None = None
    meaning: float | None = None
    relevance: float | None = None
    matched: list[str] | None = None


class FileSearchCallDetails(Reply):
    """Options and results of a search.

    Octavo's own are ``query``, what was searched, where that is not the question as it was asked;
    ``searched_at``, the hosts that found something of it; and ``host_problem``, why a host that
    should have been asked was not, so that what is here was searched, with what it takes to say
    that in another language; ``by_words_alone``, how many passages were compared by their words
    alone, since they, or the question, had no vector then; and ``read_by``, the reranker that put
    the first passages in order, with ``reranker_problem``, why the one in use could not.
    """

    ranking_options: StepRankingOptions | None = None
    results: list[StepSearchResult] | None = None
    query: str | None = None
    searched_at: list[str] | None = None
    host_problem: str | None = None
    host_problem_phrases: Phrases | None = None
    by_words_alone: int | None = None
    read_by: str | None = None
    reranker_problem: str | None = None
    reranker_problem_phrases: Phrases | None = None


class FileSearchCall(Reply):
    """A search in the vector stores."""

    id: str
    type: Literal["file_search"] = "file_search"
    file_search: FileSearchCallDetails


class FunctionCallDetails(Reply):
    """A function call and its output, null until it is submitted."""

    name: str
    arguments: str
    output: str | None


class FunctionToolCall(Reply):
    """A function that the caller runs."""

    id: str
    type: Literal["function"] = "function"
    function: FunctionCallDetails


class CodeInterpreterDetails(Reply):
    """Code that was run, and what came out."""

    input: str
    outputs: list[dict[str, Any]]


class CodeInterpreterCall(Reply):
    """A run of the code interpreter."""

    id: str
    type: Literal["code_interpreter"] = "code_interpreter"
    code_interpreter: CodeInterpreterDetails


ToolCall = Annotated[
    CodeInterpreterCall | FileSearchCall | FunctionToolCall, Field(discriminator="type")
]


class ToolCallsDetails(Reply):
    """A step that uses tools."""

    type: Literal["tool_calls"] = "tool_calls"
    tool_calls: list[ToolCall]


StepDetails = Annotated[MessageCreationDetails | ToolCallsDetails, Field(discriminator="type")]


class StepError(Reply):
    """Why a step failed."""

    code: Literal["server_error", "rate_limit_exceeded"]
    message: str


class RunStepObject(Reply):
    """A step as it is kept."""

    id: str
    object: Literal["thread.run.step"] = "thread.run.step"
    created_at: Timestamp
    assistant_id: str
    thread_id: str
    run_id: str
    type: Literal["message_creation", "tool_calls"]
    status: StepStatus
    step_details: StepDetails
    last_error: StepError | None
    expired_at: Timestamp | None
    cancelled_at: Timestamp | None
    failed_at: Timestamp | None
    completed_at: Timestamp | None
    metadata: dict[str, str]
    usage: Usage | None


class RunStepDelta(Reply):
    """What is added to a step; the details are kept as they come."""

    step_details: dict[str, Any] | None = None


class RunStepDeltaObject(Reply):
    """What is added to the step ``id``."""

    id: str
    object: Literal["thread.run.step.delta"] = "thread.run.step.delta"
    delta: RunStepDelta
