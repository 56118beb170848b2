"""Summaries that a model writes: those that are kept, and new ones, followed as they grow."""

from __future__ import annotations

from collections.abc import Callable

from octavo.client import Client
from octavo.errors import ApiReplyError, ApiStatusError
from octavo.protocol.written_summaries import (
    SummaryProgress,
    WriteSummaryRequest,
    WrittenSummary,
)
from octavo.words import later

OnWriting = Callable[[SummaryProgress], None]

_NOT_FOUND = 404


async def written_summary(
    client: Client, store_id: str, file_id: str, model: str, section: int | None = None
) -> WrittenSummary | None:
    """Return what a model has written of a document; None if it has not, or not of all pages.

    With ``section``, it is of what stands under that heading of the outline.

    Raises:
        ApiError: the engine could not be reached.
    """
    try:
        return await client.get_written_summary(store_id, file_id, model, section=section)
    except ApiStatusError as error:
        if error.status == _NOT_FOUND:
            return None
        raise


async def write_summary(
    client: Client,
    store_id: str,
    file_id: str,
    model: str,
    *,
    section: int | None = None,
    anew: bool = False,
    on_progress: OnWriting = lambda _: None,
) -> WrittenSummary:
    """Have a model summarise a document; being cancelled ends its work.

    Args:
        client: The way to the engine.
        store_id: The vector store that the document is in.
        file_id: The document.
        model: Who writes.
        section: Only of what stands under this heading of the outline, counted from 0.
        anew: Write although it has written before.
        on_progress: Is told how far it is.

    Raises:
        ApiError: the model's host failed, or the engine could not be reached.
    """
    request = WriteSummaryRequest(model=model, section=section, anew=anew or None)
    async with client.stream_file_summary(store_id, file_id, request) as events:
        async for event in events:
            if isinstance(event, WrittenSummary):
                return event
            on_progress(event)
    raise ApiReplyError(later("The summary of {model} did not come.", model=model))
