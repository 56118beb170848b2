"""Puts the rectangles of what a search found into a step, when somebody reads it with its text."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from octavo.engine.passages import Places
from octavo.engine.store.store import Store
from octavo.pdf.page import Rect
from octavo.protocol.files import FileObject
from octavo.protocol.steps import FileSearchCall, RunStepObject, StepSearchResult, ToolCallsDetails

_Page = tuple[str, int]


class StepPlaces:
    """Finds where passages stand on their pages.

    Args:
        store: Where the files are known.
        places: Measures the pages.
    """

    def __init__(self, store: Store, places: Places) -> None:
        self._store = store
        self._places = places

    async def placed(self, step: RunStepObject) -> RunStepObject:
        """Return the step with ``rects`` in its results, where the page can still be measured."""
        details = step.step_details
        if not isinstance(details, ToolCallsDetails):
            return step
        calls = [
            await self._placed(call) if isinstance(call, FileSearchCall) else call
            for call in details.tool_calls
        ]
        changed = details.model_copy(update={"tool_calls": calls})
        return step.model_copy(update={"step_details": changed})

    async def _placed(self, call: FileSearchCall) -> FileSearchCall:
        results = call.file_search.results or []
        pages: dict[_Page, list[int]] = {}
        for number, result in enumerate(results):
            if result.page is not None and result.start is not None and result.end is not None:
                pages.setdefault((result.file_id, result.page), []).append(number)
        measured = await asyncio.gather(
            *(self._rects(page, [results[i] for i in numbers]) for page, numbers in pages.items())
        )
        placed = list(results)
        for numbers, rects in zip(pages.values(), measured, strict=True):
            for number, found in zip(numbers, rects, strict=True):
                placed[number] = placed[number].model_copy(update={"rects": found})
        search = call.file_search.model_copy(update={"results": placed})
        return call.model_copy(update={"file_search": search})

    async def _rects(
        self, page: _Page, results: Sequence[StepSearchResult]
    ) -> list[list[Rect] | None]:
        """Return the rectangles of passages that stand on one page, or None where it fails."""
        file_id, number = page
        file = await self._store.get(FileObject, file_id)
        spans = [(result.start or 0, result.end or 0) for result in results]
        if file is None or file.sha256 is None:
            found = None  # the file was removed since
        else:
            found = await self._places.on_page(file.sha256, number, spans)
        return [None for _ in results] if found is None else [*found]
