"""What was retrieved for an answer: the passages that the search of its run found."""

from __future__ import annotations

from octavo.client import Client
from octavo.protocol.steps import (
    INCLUDE_RESULTS,
    FileSearchCall,
    StepSearchResult,
    ToolCallsDetails,
)


async def found_passages(
    client: Client, thread_id: str, run_id: str
) -> tuple[StepSearchResult, ...]:
    """Return the passages that a run's searches found, best first.

    Raises:
        ApiError: the engine could not be reached, or the run is gone.
    """
    steps = await client.get_run_steps(
        thread_id, run_id, limit=100, order="asc", include=[INCLUDE_RESULTS]
    )
    return tuple(
        result
        for step in steps.data
        if isinstance(step.step_details, ToolCallsDetails)
        for call in step.step_details.tool_calls
        if isinstance(call, FileSearchCall)
        for result in call.file_search.results or ()
    )
