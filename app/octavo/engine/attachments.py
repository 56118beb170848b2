"""Files that come with messages: put into the thread's own store, which is made if needed."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.engine.expiry import Expiry
from octavo.engine.factory import new_store_file, new_vector_store, require_files
from octavo.engine.store.store import Change, Insert, Replace, Store
from octavo.protocol.messages import CreateMessageRequest, ImageFileRequestContent
from octavo.protocol.threads import ThreadObject
from octavo.protocol.tools import FileSearchResources, ToolResources
from octavo.protocol.vector_stores import VectorStoreFileObject


async def attach(
    store: Store,
    expiry: Expiry,
    thread: ThreadObject,
    requests: Sequence[CreateMessageRequest],
    *,
    is_new: bool = False,
) -> tuple[ThreadObject, list[Change]]:
    """Work out what the attachments of new messages change.

    Args:
        store: Where the files must be.
        expiry: Knows whether the thread's store can be used, and notes that it is.
        thread: The thread that the messages go to.
        requests: The new messages.
        is_new: The thread is not kept yet, so its caller inserts it.

    Returns:
        The thread with its store, and the changes to be made together with the messages.

    Raises:
        RequestError: a file is not there.
        StoreExpiredError: the thread's own store has expired.
    """
    file_ids = list(
        dict.fromkeys(
            attachment.file_id
            for request in requests
            for attachment in request.attachments or []
            if attachment.file_id is not None
            and any(tool.type == "file_search" for tool in attachment.tools or [])
        )
    )
    await require_files(store, _all_files(requests))
    if not file_ids:
        return thread, []
    changes: list[Change] = []
    resources = thread.tool_resources or ToolResources()
    search = resources.file_search
    if search is not None and search.vector_store_ids:
        store_id = search.vector_store_ids[0]
        await expiry.used([store_id])
    else:
        made = new_vector_store()
        store_id = made.id
        changes.append(Insert(made))
        resources = resources.model_copy(
            update={"file_search": FileSearchResources(vector_store_ids=[store_id])}
        )
        thread = thread.model_copy(update={"tool_resources": resources})
        if not is_new:
            changes.append(Replace(thread))
    for file_id in file_ids:
        if await store.get(VectorStoreFileObject, file_id, parent=store_id) is None:
            changes += [Insert(new_store_file(store_id, file_id))]
    return thread, changes


def _all_files(requests: Sequence[CreateMessageRequest]) -> list[str]:
    """Return the files that messages name, whatever for: attached, or shown as a picture."""
    named: dict[str, None] = {}
    for request in requests:
        for attachment in request.attachments or []:
            if attachment.file_id is not None:
                named[attachment.file_id] = None
        if not isinstance(request.content, str):
            for block in request.content:
                if isinstance(block, ImageFileRequestContent):
                    named[block.image_file.file_id] = None
    return list(named)
