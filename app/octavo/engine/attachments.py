"""Files that come with messages: put into the thread's own store, which is made if needed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from octavo.engine.expiry import Expiry
from octavo.engine.factory import new_store_file, new_vector_store, require_files
from octavo.engine.http import RequestError, not_found
from octavo.engine.store.blobs import Blobs
from octavo.engine.store.store import Change, Insert, Replace, Store
from octavo.protocol.files import FileObject
from octavo.protocol.messages import CreateMessageRequest, ImageFileRequestContent
from octavo.protocol.threads import ThreadObject
from octavo.protocol.tools import FileSearchResources, ToolResources
from octavo.protocol.vector_stores import VectorStoreFileObject

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
"""How they begin; WebP has its name behind the length of the file."""


async def attach(
    store: Store,
    blobs: Blobs,
    expiry: Expiry,
    thread: ThreadObject,
    requests: Sequence[CreateMessageRequest],
    *,
    is_new: bool = False,
) -> tuple[ThreadObject, list[Change]]:
    """Work out what the attachments of new messages change.

    Args:
        store: Where the files must be.
        blobs: Their content.
        expiry: Knows whether the thread's store can be used, and notes that it is.
        thread: The thread that the messages go to.
        requests: The new messages.
        is_new: The thread is not kept yet, so its caller inserts it.

    Returns:
        The thread with its store, and the changes to be made together with the messages.

    Raises:
        RequestError: a file is not there, or shown as a picture and none.
        StoreExpiredError: the thread's own store has expired.
    """
    file_ids = list(
        dict.fromkeys(
            attachment.file_id
            for request in requests
            for attachment in request.attachments or []
            if any(tool.type == "file_search" for tool in attachment.tools)
        )
    )
    attached = [one.file_id for request in requests for one in request.attachments or []]
    shown = _pictures(requests)
    await require_files(store, list(dict.fromkeys([*attached, *shown])))
    await _require_pictures(store, blobs, shown)
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


def _pictures(requests: Sequence[CreateMessageRequest]) -> list[str]:
    """Return the files that messages show as pictures."""
    return list(
        dict.fromkeys(
            block.image_file.file_id
            for request in requests
            if not isinstance(request.content, str)
            for block in request.content
            if isinstance(block, ImageFileRequestContent)
        )
    )


async def _require_pictures(store: Store, blobs: Blobs, file_ids: Sequence[str]) -> None:
    """Check that files are what the interface takes for pictures, whatever they are called.

    Raises:
        RequestError: the first one that is not.
    """
    for file_id in file_ids:
        file = await store.get(FileObject, file_id)
        if file is None:
            raise not_found("file", file_id)
        if not await asyncio.to_thread(_is_picture, blobs.path(file.sha256 or "")):
            raise RequestError(
                f"Invalid value for 'image_file.file_id': the file '{file.filename}' is not a"
                " picture; PNG, JPEG, GIF and WebP are.",
                param="image_file.file_id",
            )


def _is_picture(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError:
        return False
    return head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:] == b"WEBP")
