"""Run steps as they begin, grow and end, and what of them is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from octavo.engine.answer.generator import Call, Found
from octavo.engine.clock import now
from octavo.protocol.ids import new_id
from octavo.protocol.runs import (
    FunctionCall,
    RequiredAction,
    RunObject,
    RunToolCall,
    SubmitToolOutputs,
    Usage,
)
from octavo.protocol.steps import (
    FileSearchCall,
    FileSearchCallDetails,
    FunctionCallDetails,
    FunctionToolCall,
    RunStepDelta,
    RunStepDeltaObject,
    RunStepObject,
    StepDetails,
    StepError,
    StepRankingOptions,
    StepStatus,
    ToolCallsDetails,
)


def new_step(run: RunObject, details: StepDetails, usage: Usage | None = None) -> RunStepObject:
    """Return a step of the run that is in progress."""
    return RunStepObject(
        id=new_id("step"),
        created_at=now(),
        assistant_id=run.assistant_id,
        thread_id=run.thread_id,
        run_id=run.id,
        type=details.type,
        status="in_progress",
        step_details=details,
        last_error=None,
        expired_at=None,
        cancelled_at=None,
        failed_at=None,
        completed_at=None,
        metadata={},
        usage=usage,
    )


def ended_step(
    step: RunStepObject,
    status: StepStatus,
    usage: Usage | None,
    *,
    details: StepDetails | None = None,
    error: StepError | None = None,
) -> RunStepObject:
    """Return the step as it ends now; without ``details`` those that it has stay."""
    return step.model_copy(
        update={
            "status": status,
            f"{status}_at": now(),
            "step_details": details or step.step_details,
            "usage": usage,
            "last_error": error,
        }
    )


def search_begun() -> ToolCallsDetails:
    """Return a search that has found nothing yet."""
    call = FileSearchCall(id=new_id("tool_call"), file_search=FileSearchCallDetails())
    return ToolCallsDetails(tool_calls=[call])


def search_done(begun: ToolCallsDetails, found: Found, score_threshold: float) -> ToolCallsDetails:
    """Return a search with what it found."""
    problem, unread = found.where.problem, found.read_by.problem
    search = FileSearchCallDetails(
        ranking_options=StepRankingOptions(
            ranker="default_2024_08_21", score_threshold=score_threshold
        ),
        results=list(found.results),
        query=found.query or None,
        searched_at=list(found.where.hosts) or None,
        host_problem=problem.message if problem else None,
        host_problem_phrases=problem.phrases if problem else None,
        by_words_alone=found.by_words_alone or None,
        read_by=found.read_by.name or None,
        reranker_problem=unread.message if unread else None,
        reranker_problem_phrases=unread.phrases if unread else None,
    )
    return ToolCallsDetails(
        tool_calls=[FileSearchCall(id=begun.tool_calls[0].id, file_search=search)]
    )


def by_words_alone(steps: Sequence[RunStepObject]) -> int:
    """Return how many passages the searches of a run compared by their words alone, at most."""
    details = (step.step_details for step in steps)
    calls = (
        call for one in details if isinstance(one, ToolCallsDetails) for call in one.tool_calls
    )
    searches = (call.file_search for call in calls if isinstance(call, FileSearchCall))
    return max((search.by_words_alone or 0 for search in searches), default=0)


def calls_begun(calls: Sequence[Call]) -> ToolCallsDetails:
    """Return function calls whose outputs are awaited."""
    return ToolCallsDetails(
        tool_calls=[
            FunctionToolCall(
                id=call.id,
                function=FunctionCallDetails(name=call.name, arguments=call.arguments, output=None),
            )
            for call in calls
        ]
    )


def calls_with(begun: ToolCallsDetails, outputs: Mapping[str, str | None]) -> ToolCallsDetails:
    """Return function calls with these outputs, which are given by the calls' ids."""
    return ToolCallsDetails(
        tool_calls=[
            call.model_copy(
                update={"function": call.function.model_copy(update={"output": outputs[call.id]})}
            )
            if isinstance(call, FunctionToolCall)
            else call
            for call in begun.tool_calls
        ]
    )


def required_action(details: ToolCallsDetails) -> RequiredAction:
    """Return what the caller has to do about the function calls of a step."""
    return RequiredAction(
        submit_tool_outputs=SubmitToolOutputs(
            tool_calls=[
                RunToolCall(
                    id=call.id,
                    function=FunctionCall(
                        name=call.function.name, arguments=call.function.arguments
                    ),
                )
                for call in details.tool_calls
                if isinstance(call, FunctionToolCall)
            ]
        )
    )


def step_delta(step_id: str, details: ToolCallsDetails) -> RunStepDeltaObject:
    """Return the event that adds these calls to a step."""
    calls = [
        {"index": index, **call.model_dump(mode="json")}
        for index, call in enumerate(details.tool_calls)
    ]
    delta = RunStepDelta(step_details={"type": "tool_calls", "tool_calls": calls})
    return RunStepDeltaObject(id=step_id, delta=delta)


def without_content(details: StepDetails) -> StepDetails:
    """Leave out the text of search results, which is shown only to those who ask for it."""
    if not isinstance(details, ToolCallsDetails):
        return details
    return details.model_copy(update={"tool_calls": [_bare(call) for call in details.tool_calls]})


def _bare(call: FileSearchCall | object) -> object:
    if not isinstance(call, FileSearchCall) or call.file_search.results is None:
        return call
    results = [result.model_copy(update={"content": None}) for result in call.file_search.results]
    search = call.file_search.model_copy(update={"results": results})
    return call.model_copy(update={"file_search": search})


def shown(step: RunStepObject) -> RunStepObject:
    """Return the step without the text of its search results."""
    return step.model_copy(update={"step_details": without_content(step.step_details)})
