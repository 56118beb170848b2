"""Operations on run steps."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.client.resources.base import Resource
from octavo.protocol.paging import ListPage, Order
from octavo.protocol.steps import RunStepObject
from octavo.wire.addresses import path_of, query_of


class RunSteps(Resource):
    """Run steps: what a run did, one after the other."""

    async def get_run_step(
        self, thread_id: str, run_id: str, step_id: str, *, include: Sequence[str] | None = None
    ) -> RunStepObject:
        """Fetch a step.

        Args:
            thread_id: The thread.
            run_id: The run.
            step_id: The step.
            include: More to be put into it, such as `octavo.protocol.steps.INCLUDE_RESULTS`.
        """
        path = path_of("threads", thread_id, "runs", run_id, "steps", step_id)
        return await self._caller.get(RunStepObject, path, query_of(include=include))

    async def get_run_steps(
        self,
        thread_id: str,
        run_id: str,
        *,
        limit: int | None = None,
        order: Order | None = None,
        after: str | None = None,
        before: str | None = None,
        include: Sequence[str] | None = None,
    ) -> ListPage[RunStepObject]:
        """Fetch a page of a run's steps.

        Args:
            thread_id: The thread.
            run_id: The run.
            limit: 1 to 100; 20 if not given.
            order: By the time of making; newest first if not given.
            after: The id after which the page begins.
            before: The id before which the page ends.
            include: As for `get_run_step`.
        """
        query = query_of(limit=limit, order=order, after=after, before=before, include=include)
        path = path_of("threads", thread_id, "runs", run_id, "steps")
        return await self._caller.get(ListPage[RunStepObject], path, query)
