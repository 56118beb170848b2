"""Operations on runs, streamed and not."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Final

import httpx

from octavo.client.resources.base import Resource
from octavo.client.streams import EventStream, open_stream
from octavo.client.text import plain_text
from octavo.client.waiters import DEADLINE, wait_until
from octavo.errors import ApiError
from octavo.protocol.messages import MessageObject
from octavo.protocol.paging import ListPage, Order
from octavo.protocol.runs import (
    SETTLED,
    CreateRunRequest,
    CreateThreadAndRunRequest,
    ModifyRunRequest,
    RunObject,
    SubmitToolOutputsRequest,
)
from octavo.wire.addresses import path_of, query_of
from octavo.words import Later, later

_ENDS: Final[dict[str, Later]] = {
    "completed": later("completed"),
    "incomplete": later("incomplete"),
    "cancelled": later("cancelled"),
    "expired": later("expired"),
    "failed": later("failed"),
}


class Runs(Resource):
    """Runs: answers of an assistant in a thread.

    Whether a run is streamed is a matter of the method; the request's ``stream`` is not looked at.
    Leaving a stream does not end its run: `cancel_run` does.
    """

    async def create_run(
        self, thread_id: str, request: CreateRunRequest, *, include: Sequence[str] | None = None
    ) -> RunObject:
        """Start a run on a thread.

        Args:
            thread_id: The thread.
            request: The assistant, and what is to differ from it.
            include: More to be put into the run's steps, such as
                `octavo.protocol.steps.INCLUDE_RESULTS`.
        """
        path = path_of("threads", thread_id, "runs")
        body = {**request.body(), "stream": False}
        return await self._caller.post(RunObject, path, body, query_of(include=include))

    def stream_run(
        self, thread_id: str, request: CreateRunRequest, *, include: Sequence[str] | None = None
    ) -> AbstractAsyncContextManager[EventStream]:
        """Start a run on a thread and follow its events.

        Example:
            ``async with client.stream_run(thread.id, request) as events: async for event in ...``

        Args:
            thread_id: The thread.
            request: The assistant, and what is to differ from it.
            include: As for `create_run`.
        """
        path = path_of("threads", thread_id, "runs")
        return open_stream(self._caller, path, request.body(), query_of(include=include))

    async def create_thread_and_run(
        self, request: CreateThreadAndRunRequest, *, include: Sequence[str] | None = None
    ) -> RunObject:
        """Make a thread and start a run on it.

        Args:
            request: The thread, the assistant, and what is to differ from it.
            include: As for `create_run`; Octavo takes it, the hosted interface does not name it.
        """
        body = {**request.body(), "stream": False}
        path = path_of("threads", "runs")
        return await self._caller.post(RunObject, path, body, query_of(include=include))

    def stream_thread_and_run(
        self, request: CreateThreadAndRunRequest, *, include: Sequence[str] | None = None
    ) -> AbstractAsyncContextManager[EventStream]:
        """Make a thread, start a run on it and follow its events.

        Args:
            request: The thread, the assistant, and what is to differ from it.
            include: As for `create_thread_and_run`.
        """
        path = path_of("threads", "runs")
        return open_stream(self._caller, path, request.body(), query_of(include=include))

    def follow_run(
        self, thread_id: str, run_id: str, *, include: Sequence[str] | None = None
    ) -> AbstractAsyncContextManager[EventStream]:
        """Follow a run that was started before; an operation of Octavo, which other servers lack.

        All its events come from its making on, whenever this is asked. The stream ends as others
        do: with the run, or where it requires action. Any number of readers may follow.

        Example:
            ``async with client.follow_run(thread.id, run.id) as events: async for event in ...``

        Args:
            thread_id: The thread.
            run_id: The run.
            include: As for `create_run`.
        """
        path = path_of("threads", thread_id, "runs", run_id, "events")
        return open_stream(self._caller, path, None, query_of(include=include))

    async def get_run(self, thread_id: str, run_id: str) -> RunObject:
        """Fetch a run."""
        return (await self._fetch_run(thread_id, run_id))[0]

    async def get_runs(
        self,
        thread_id: str,
        *,
        limit: int | None = None,
        order: Order | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> ListPage[RunObject]:
        """Fetch a page of a thread's runs.

        Args:
            thread_id: The thread.
            limit: 1 to 100; 20 if not given.
            order: By the time of making; newest first if not given.
            after: The id after which the page begins.
            before: The id before which the page ends.
        """
        query = query_of(limit=limit, order=order, after=after, before=before)
        path = path_of("threads", thread_id, "runs")
        return await self._caller.get(ListPage[RunObject], path, query)

    async def modify_run(self, thread_id: str, run_id: str, request: ModifyRunRequest) -> RunObject:
        """Change a run's metadata."""
        path = path_of("threads", thread_id, "runs", run_id)
        return await self._caller.post(RunObject, path, request.body())

    async def cancel_run(self, thread_id: str, run_id: str) -> RunObject:
        """Ask a run to end; it is ``cancelling`` until it has."""
        path = path_of("threads", thread_id, "runs", run_id, "cancel")
        return await self._caller.post(RunObject, path)

    async def submit_tool_outputs(
        self, thread_id: str, run_id: str, request: SubmitToolOutputsRequest
    ) -> RunObject:
        """Give a run the results of the calls that it waits for; it is queued again then.

        Args:
            thread_id: The thread.
            run_id: The run; its ``required_action`` names the calls.
            request: The outputs of all of them.
        """
        path = path_of("threads", thread_id, "runs", run_id, "submit_tool_outputs")
        return await self._caller.post(RunObject, path, {**request.body(), "stream": False})

    def stream_tool_outputs(
        self,
        thread_id: str,
        run_id: str,
        request: SubmitToolOutputsRequest,
        *,
        include: Sequence[str] | None = None,
    ) -> AbstractAsyncContextManager[EventStream]:
        """Give a run the results that it waits for, and follow its further events.

        Args:
            thread_id: The thread.
            run_id: The run.
            request: The outputs of all calls that it waits for.
            include: As for `create_thread_and_run`.
        """
        path = path_of("threads", thread_id, "runs", run_id, "submit_tool_outputs")
        return open_stream(self._caller, path, request.body(), query_of(include=include))

    async def wait_for_run_to_complete(
        self,
        thread_id: str,
        run_id: str,
        *,
        deadline: float = DEADLINE,
        poll_interval: float | None = None,
    ) -> RunObject:
        """Wait until a run has ended or requires action, and return it.

        Args:
            thread_id: The thread.
            run_id: The run.
            deadline: Seconds to wait at most.
            poll_interval: Seconds between two looks; if not given, as the server asks.

        Raises:
            WaitTimeoutError: It was still running at the deadline.
        """

        async def look() -> tuple[RunObject | None, httpx.Headers]:
            run, headers = await self._fetch_run(thread_id, run_id)
            return (run if run.status in SETTLED else None), headers

        return await wait_until(
            self._caller,
            look,
            what=f"The run {run_id}",
            deadline=deadline,
            poll_interval=poll_interval,
        )

    async def run_and_get_assistant_response(
        self,
        thread_id: str,
        request: CreateRunRequest,
        *,
        deadline: float = DEADLINE,
        poll_interval: float | None = None,
    ) -> str:
        """Run an assistant on a thread and return its answer as plain text.

        Citation markers are replaced by ``[1]``, ``[2]``, … in order of appearance. The answer of
        an incomplete run is returned as far as it goes.

        Args:
            thread_id: The thread.
            request: The assistant, and what is to differ from it.
            deadline: Seconds to wait at most.
            poll_interval: Seconds between two looks; if not given, as the server asks.

        Raises:
            ApiError: The run failed, expired, was cancelled or requires action.
            WaitTimeoutError: It was still running at the deadline.
        """
        run = await self.create_run(thread_id, request)
        run = await self.wait_for_run_to_complete(
            thread_id, run.id, deadline=deadline, poll_interval=poll_interval
        )
        if run.required_action is not None:
            calls = run.required_action.submit_tool_outputs.tool_calls
            names = ", ".join(call.function.name for call in calls)
            raise ApiError(
                later("The run {id} waits for outputs of {names}.", id=run.id, names=names),
                title=later("No answer"),
                hint=later("Submit them, or cancel the run: its thread is locked until then."),
            )
        if run.status not in {"completed", "incomplete"}:
            reason = f": {run.last_error.message}" if run.last_error is not None else "."
            raise ApiError(
                later(
                    "The run ended as {status}{reason}",
                    status=_ENDS.get(run.status, run.status),
                    reason=reason,
                ),
                title=later("No answer"),
            )
        path = path_of("threads", thread_id, "messages")
        query = query_of(order="desc", run_id=run.id)
        page = await self._caller.get(ListPage[MessageObject], path, query)
        for message in page.data:
            if message.role == "assistant":
                return plain_text(message)
        raise ApiError(
            later(
                "The run ended as {status} without an answer.",
                status=_ENDS.get(run.status, run.status),
            ),
            title=later("No answer"),
        )

    async def _fetch_run(self, thread_id: str, run_id: str) -> tuple[RunObject, httpx.Headers]:
        return await self._caller.fetch(RunObject, path_of("threads", thread_id, "runs", run_id))
