"""How an answer came about: its run, the steps of it, and the passages that were looked at."""

from __future__ import annotations

import dataclasses

from octavo.client import Client
from octavo.protocol.phrases import retold
from octavo.protocol.runs import RunObject
from octavo.protocol.steps import (
    INCLUDE_RESULTS,
    FileSearchCall,
    FunctionToolCall,
    RunStepObject,
    StepSearchResult,
    ToolCall,
    ToolCallsDetails,
)
from octavo.protocol.usage import UsageItem
from octavo.session.messages import run_problem


@dataclasses.dataclass(frozen=True, slots=True)
class PassageItem:
    """A passage that a search found; ``score`` is 0 to 1, ``page`` None where there are none."""

    file_id: str
    filename: str
    page: int | None
    label: str
    text: str
    score: float


@dataclasses.dataclass(frozen=True, slots=True)
class StepItem:
    """A step: ``kind`` is ``search``, ``call``, ``code`` or ``writing``; a call has a ``name``.

    ``query`` is what was searched, where that is not the question as it was asked; ``hosts`` are
    those that were searched, and ``problem`` is why another was not. ``by_words_alone`` counts the
    passages that were compared by their words alone. ``read_by`` is the reranker that put them in
    order, and ``reranker_problem`` is why the one in use could not.
    """

    kind: str
    status: str
    name: str = ""
    query: str = ""
    hosts: tuple[str, ...] = ()
    problem: str = ""
    passages: tuple[PassageItem, ...] = ()
    by_words_alone: int = 0
    read_by: str = ""
    reranker_problem: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class RunDetails:
    """A run: times in Unix seconds, tokens as the model counted them, None where it did not.

    ``problem`` is why there is no whole answer, in words; empty if there is one. ``thread`` is what
    all models' answers in its thread have used.
    """

    model: str
    status: str
    created_at: int
    ended_at: int | None
    prompt_tokens: int | None
    completion_tokens: int | None
    steps: tuple[StepItem, ...]
    problem: str = ""
    thread: tuple[UsageItem, ...] = ()

    @property
    def thread_read(self) -> int:
        """Tokens that models have read for the thread."""
        return sum(one.prompt_tokens for one in self.thread)

    @property
    def thread_written(self) -> int:
        """Tokens that models have written in the thread."""
        return sum(one.completion_tokens for one in self.thread)

    @property
    def seconds(self) -> int | None:
        """How long it took, if it has ended."""
        return None if self.ended_at is None else max(0, self.ended_at - self.created_at)


async def run_details(client: Client, thread_id: str, run_id: str) -> RunDetails:
    """Read how a run went.

    Raises:
        ApiError: it could not be read.
    """
    run = await client.get_run(thread_id, run_id)
    steps: list[RunStepObject] = []
    after: str | None = None
    while True:
        page = await client.get_run_steps(
            thread_id, run_id, limit=100, order="asc", after=after, include=[INCLUDE_RESULTS]
        )
        steps += page.data
        if not page.has_more:
            break
        after = page.last_id
    items = [item for step in steps for item in _items(step)]
    usage = run.usage
    problem = run_problem(run)
    whole = (await client.get_usage(thread_id)).data
    return RunDetails(
        model=run.model,
        status=run.status,
        created_at=run.created_at,
        ended_at=_end(run),
        prompt_tokens=usage.prompt_tokens if usage else None,
        completion_tokens=usage.completion_tokens if usage else None,
        steps=tuple(items),
        problem=problem.message if problem else "",
        thread=tuple(whole),
    )


def _end(run: RunObject) -> int | None:
    return run.completed_at or run.failed_at or run.cancelled_at


def _items(step: RunStepObject) -> list[StepItem]:
    details = step.step_details
    if not isinstance(details, ToolCallsDetails):
        return [StepItem("writing", step.status)]
    return [_call(call, step.status) for call in details.tool_calls]


def _call(call: ToolCall, status: str) -> StepItem:
    if isinstance(call, FileSearchCall):
        search = call.file_search
        return StepItem(
            "search",
            status,
            query=search.query or "",
            hosts=tuple(search.searched_at or ()),
            problem=retold(search.host_problem or "", search.host_problem_phrases),
            passages=tuple(_passage(one) for one in search.results or []),
            by_words_alone=search.by_words_alone or 0,
            read_by=search.read_by or "",
            reranker_problem=retold(search.reranker_problem or "", search.reranker_problem_phrases),
        )
    if isinstance(call, FunctionToolCall):
        return StepItem("call", status, name=call.function.name)
    return StepItem("code", status)


def _passage(result: StepSearchResult) -> PassageItem:
    text = "\n".join(block.text for block in result.content or ())
    return PassageItem(
        file_id=result.file_id,
        filename=result.file_name,
        page=result.page,
        label=result.page_label or ("" if result.page is None else str(result.page)),
        text=text or result.quote or "",
        score=result.score,
    )
