"""What was retrieved for an answer: the passages that the search of its run found."""

from __future__ import annotations

import dataclasses
from typing import Final

from octavo.client import Client
from octavo.protocol.phrases import Phrases
from octavo.protocol.steps import (
    INCLUDE_RESULTS,
    FileSearchCall,
    StepSearchResult,
    ToolCallsDetails,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Retrieved:
    """What a run's searches found.

    Args:
        passages: Best first.
        read_by: The reranker that put them in order; empty if none did.
        reranker_problem: Why the one in use could not; empty if it could, or none is.
        reranker_problem_phrases: What it takes to say that in another language.
    """

    passages: tuple[StepSearchResult, ...] = ()
    read_by: str = ""
    reranker_problem: str = ""
    reranker_problem_phrases: Phrases | None = None


NOTHING: Final = Retrieved()


async def found_passages(
    client: Client, thread_id: str, run_id: str
) -> tuple[StepSearchResult, ...]:
    """Return the passages that a run's searches found, best first; raises as ``retrieved``."""
    return (await retrieved(client, thread_id, run_id)).passages


async def retrieved(client: Client, thread_id: str, run_id: str) -> Retrieved:
    """Return what a run's searches found.

    Raises:
        ApiError: the engine could not be reached, or the run is gone.
    """
    steps = await client.get_run_steps(
        thread_id, run_id, limit=100, order="asc", include=[INCLUDE_RESULTS]
    )
    searches = [
        call.file_search
        for step in steps.data
        if isinstance(step.step_details, ToolCallsDetails)
        for call in step.step_details.tool_calls
        if isinstance(call, FileSearchCall)
    ]
    unread = next((one for one in searches if one.reranker_problem), None)
    return Retrieved(
        tuple(result for search in searches for result in search.results or ()),
        next((search.read_by for search in searches if search.read_by), ""),
        "" if unread is None else unread.reranker_problem or "",
        None if unread is None else unread.reranker_problem_phrases,
    )
