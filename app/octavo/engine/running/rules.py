"""What a run may ask for, and the run that comes of an assistant and a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from octavo.engine.clock import now
from octavo.engine.http import RequestError
from octavo.protocol.assistants import AssistantObject
from octavo.protocol.ids import new_id
from octavo.protocol.runs import (
    MAX_OUTPUTS,
    CreateRunRequest,
    CreateThreadAndRunRequest,
    RunObject,
    ToolOutput,
)
from octavo.protocol.threads import ThreadObject
from octavo.protocol.tools import (
    FunctionTool,
    NamedToolChoice,
    ResponseFormat,
    ResponseFormatOption,
    Tool,
    ToolResources,
    TruncationStrategy,
)

RunRequest = CreateRunRequest | CreateThreadAndRunRequest


def new_run(
    thread: ThreadObject, assistant: AssistantObject, wanted: RunRequest, lifetime: float
) -> RunObject:
    """Return a queued run: the assistant's values, and over them what the request gives.

    Args:
        thread: Where it answers; its own store is searched first.
        assistant: Its values are copied.
        wanted: The request.
        lifetime: Seconds after which it expires.

    Raises:
        RequestError: 400 if what is asked for does not fit together.
    """
    created = now()
    instructions = assistant.instructions if wanted.instructions is None else wanted.instructions
    if isinstance(wanted, CreateRunRequest) and wanted.additional_instructions:
        instructions = f"{instructions or ''}\n\n{wanted.additional_instructions}".strip()
    resources = wanted.tool_resources if isinstance(wanted, CreateThreadAndRunRequest) else None
    stores = [*store_ids(thread.tool_resources), *store_ids(resources or assistant.tool_resources)]
    run = RunObject(
        id=new_id("run"),
        created_at=created,
        thread_id=thread.id,
        assistant_id=assistant.id,
        status="queued",
        required_action=None,
        last_error=None,
        expires_at=created + int(lifetime),
        started_at=None,
        cancelled_at=None,
        failed_at=None,
        completed_at=None,
        incomplete_details=None,
        model=wanted.model or assistant.model,
        instructions=instructions or "",
        tools=assistant.tools if wanted.tools is None else wanted.tools,
        metadata=wanted.metadata or {},
        usage=None,
        temperature=assistant.temperature if wanted.temperature is None else wanted.temperature,
        top_p=assistant.top_p if wanted.top_p is None else wanted.top_p,
        max_prompt_tokens=wanted.max_prompt_tokens,
        max_completion_tokens=wanted.max_completion_tokens,
        truncation_strategy=wanted.truncation_strategy or TruncationStrategy(type="auto"),
        tool_choice=wanted.tool_choice or "auto",
        parallel_tool_calls=wanted.parallel_tool_calls,
        response_format=wanted.response_format or assistant.response_format or "auto",
        vector_store_ids=list(dict.fromkeys(stores)),
    )
    check_tools(run.tools)
    check_format(run.response_format)
    _check_choice(run)
    _check_truncation(run)
    return run


def store_ids(resources: ToolResources | None) -> list[str]:
    """Return the stores that file search looks into."""
    if resources is None or resources.file_search is None:
        return []
    return resources.file_search.vector_store_ids or []


def check_tools(tools: Sequence[Tool]) -> None:
    """Check that no two functions have the same name.

    Raises:
        RequestError: 400 with the name.
    """
    seen = set[str]()
    for tool in tools:
        if isinstance(tool, FunctionTool):
            name = tool.function.name
            if name in seen:
                raise RequestError(
                    f"Two functions are named '{name}': give each its own name.", param="tools"
                )
            seen.add(name)


def check_format(wanted: ResponseFormatOption | None) -> None:
    """Check that a response format after a schema brings its schema.

    Raises:
        RequestError: 400 if it does not.
    """
    if not isinstance(wanted, ResponseFormat) or wanted.type != "json_schema":
        return
    if wanted.json_schema is None:
        raise RequestError(
            "Missing required parameter: 'response_format.json_schema'.",
            param="response_format.json_schema",
        )


def _check_choice(run: RunObject) -> None:
    choice = run.tool_choice
    if choice == "required" and not run.tools:
        raise RequestError(
            "Invalid value for 'tool_choice': 'required' needs a tool, and the run has none.",
            param="tool_choice",
        )
    if not isinstance(choice, NamedToolChoice):
        return
    if choice.type != "function":
        if not any(tool.type == choice.type for tool in run.tools):
            raise RequestError(
                f"Invalid value for 'tool_choice': the run has no tool '{choice.type}'.",
                param="tool_choice",
            )
        return
    if choice.function is None:
        raise RequestError(
            "Missing required parameter: 'tool_choice.function'.", param="tool_choice.function"
        )
    names = [tool.function.name for tool in run.tools if isinstance(tool, FunctionTool)]
    if choice.function.name not in names:
        known = f"it has {', '.join(names)}" if names else "it has none"
        raise RequestError(
            f"Invalid value for 'tool_choice': the run has no function"
            f" '{choice.function.name}' ({known}).",
            param="tool_choice.function.name",
        )


def _check_truncation(run: RunObject) -> None:
    strategy = run.truncation_strategy
    if strategy is not None and strategy.type == "last_messages" and not strategy.last_messages:
        raise RequestError(
            "Missing required parameter: 'truncation_strategy.last_messages'.",
            param="truncation_strategy.last_messages",
        )


def matched_outputs(run: RunObject, given: Sequence[ToolOutput]) -> Mapping[str, str]:
    """Return the outputs by the ids of their calls.

    Raises:
        RequestError: 400 if the run does not wait for outputs, or they are not just those that
            it waits for.
    """
    action = run.required_action
    if run.status != "requires_action" or action is None:
        raise RequestError(
            f"Runs in status '{run.status}' do not accept tool outputs:"
            " the run has to be in status 'requires_action'."
        )
    awaited = [call.id for call in action.submit_tool_outputs.tool_calls]
    outputs: dict[str, str] = {}
    for one in given:
        if one.tool_call_id not in awaited:
            raise RequestError(
                f"The run waits for no call '{one.tool_call_id}'; it waits for"
                f" {', '.join(awaited)}.",
                param="tool_outputs",
            )
        if one.tool_call_id in outputs:
            raise RequestError(
                f"The output of call '{one.tool_call_id}' is given twice.", param="tool_outputs"
            )
        outputs[one.tool_call_id] = one.output
    missing = [call_id for call_id in awaited if call_id not in outputs]
    if missing:
        raise RequestError(
            f"The outputs of all calls have to be submitted together;"
            f" missing: {', '.join(missing)}.",
            param="tool_outputs",
        )
    if sum(map(len, outputs.values())) > MAX_OUTPUTS:
        raise RequestError(
            f"The outputs have more than {MAX_OUTPUTS:,} characters together: shorten them.",
            param="tool_outputs",
        )
    return outputs
