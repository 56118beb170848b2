"""What a round of a run asks its generator: question, history, tools, limits, outputs so far."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing

from octavo.engine.answer.generator import (
    AnsweredCall,
    Call,
    InvalidPromptError,
    Turn,
    text_of,
)
from octavo.engine.filters import allowed
from octavo.engine.ingest.chunks import estimate_tokens
from octavo.engine.running.being_read import being_read
from octavo.engine.running.reading import every, steps_of
from octavo.engine.store.store import Change, Insert, Store
from octavo.engine.text.requests import request_in
from octavo.protocol.messages import MessageObject
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import RunObject, Usage
from octavo.protocol.steps import FunctionToolCall, RunStepObject, ToolCallsDetails
from octavo.protocol.tools import DEFAULT_RESULTS, FileSearchOptions, FileSearchTool, FunctionTool
from octavo.words import later

AUTO_MESSAGES = 100
"""Messages of the thread at most that the truncation strategy ``auto`` leaves."""


async def build_turn(store: Store, run: RunObject) -> Turn:
    """Return the next round of a run.

    Raises:
        InvalidPromptError: the thread, or what is left of it, holds no question.
    """
    messages = await _history(store, run)
    questions = [message for message in messages if message.role == "user"]
    if not questions:
        if messages:
            raise InvalidPromptError(
                later(
                    "The last {count} messages of the thread, which truncation_strategy leaves,"
                    " hold no question: let it leave more.",
                    count=len(messages),
                )
            )
        raise InvalidPromptError(
            later("The thread has no question yet: add a message of the user.")
        )
    steps = await steps_of(store, run)
    used = used_by(steps)
    search = search_options(run)
    ranking = None if search is None else search.ranking_options
    return Turn(
        question=text_of(questions[-1]),
        vector_store_ids=() if search is None else tuple(run.vector_store_ids or ()),
        max_results=(search and search.max_num_results) or DEFAULT_RESULTS,
        score_threshold=0.0 if ranking is None else ranking.score_threshold,
        files=await _files(store, run, search),
        searches=search is not None,
        model=run.model,
        instructions=run.instructions,
        messages=tuple(messages),
        functions=tuple(tool.function for tool in run.tools if isinstance(tool, FunctionTool)),
        tool_choice=run.tool_choice or "auto",
        parallel_tool_calls=run.parallel_tool_calls,
        response_format=run.response_format or "auto",
        temperature=run.temperature,
        top_p=run.top_p,
        max_prompt_tokens=_left(run.max_prompt_tokens, used.prompt_tokens),
        max_completion_tokens=_left(run.max_completion_tokens, used.completion_tokens),
        being_read=None if search is None else await being_read(store, run.vector_store_ids or ()),
        rounds=tuple(_answered(step.step_details) for step in steps if _is_round(step)),
    )


def search_options(run: RunObject) -> FileSearchOptions | None:
    """Return how the run searches, or None if it does not."""
    for tool in run.tools:
        if isinstance(tool, FileSearchTool):
            return tool.file_search or FileSearchOptions()
    return None


def searched_question(run: RunObject, changes: Sequence[Change]) -> str:
    """Return the question that comes with a run and will be searched; empty if there is none."""
    if search_options(run) is None or run.tool_choice == "none" or not run.vector_store_ids:
        return ""
    added = [change.object for change in changes if isinstance(change, Insert)]
    questions = [one for one in added if isinstance(one, MessageObject) and one.role == "user"]
    question = text_of(questions[-1]) if questions else ""
    request = request_in(question) if run.model == EXTRACTIVE_MODEL else None
    return question if request is None or request.about else ""


async def _files(
    store: Store, run: RunObject, search: FileSearchOptions | None
) -> tuple[str, ...] | None:
    """Return the files that the filters of the run's search let through, or None for all."""
    if search is None or search.filters is None:
        return None
    found: dict[str, None] = {}
    for vector_store_id in run.vector_store_ids or ():
        attributes = await store.attributes(vector_store_id)
        found.update(dict.fromkeys(await allowed(search.filters, attributes)))
    return tuple(found)


def used_by(steps: Sequence[RunStepObject]) -> Usage:
    """Return what the steps have used together."""
    prompt = sum(step.usage.prompt_tokens for step in steps if step.usage is not None)
    completion = sum(step.usage.completion_tokens for step in steps if step.usage is not None)
    return tokens(prompt, completion)


def tokens(prompt: int, completion: int) -> Usage:
    """Return tokens read and written."""
    return Usage(
        prompt_tokens=prompt, completion_tokens=completion, total_tokens=prompt + completion
    )


def _left(limit: int | None, used: int) -> int | None:
    return None if limit is None else max(0, limit - used)


async def _history(store: Store, run: RunObject) -> list[MessageObject]:
    """Return the messages that the truncation strategy leaves, oldest first.

    ``auto`` leaves the newest that fit into ``max_prompt_tokens``, by estimate, and always those
    from the last question on.
    """
    strategy = run.truncation_strategy
    last = None
    if strategy is not None and strategy.type == "last_messages":
        last = strategy.last_messages
    chosen: list[MessageObject] = []
    tokens, asked = 0, False
    newest_first = every(store, MessageObject, run.thread_id, order="desc")
    async with aclosing(newest_first):
        async for message in newest_first:
            if message.status == "in_progress":
                continue
            tokens += estimate_tokens(text_of(message))
            full = run.max_prompt_tokens is not None and tokens > run.max_prompt_tokens
            if last is None and asked and full:
                break
            chosen.append(message)
            asked = asked or message.role == "user"
            if len(chosen) == (last or AUTO_MESSAGES):
                break
    return chosen[::-1]


def _is_round(step: RunStepObject) -> bool:
    return step.status == "completed" and bool(_answered(step.step_details))


def _answered(details: object) -> tuple[AnsweredCall, ...]:
    if not isinstance(details, ToolCallsDetails):
        return ()
    return tuple(
        AnsweredCall(
            Call(call.id, call.function.name, call.function.arguments), call.function.output or ""
        )
        for call in details.tool_calls
        if isinstance(call, FunctionToolCall)
    )
