"""Threads: conversations with stores of their own."""

from __future__ import annotations

from typing import Literal

from octavo.protocol.base import Metadata, Reply, Request, Timestamp
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.tools import ToolResources, ToolResourcesRequest


class ThreadObject(Reply):
    """A thread as it is kept."""

    id: str
    object: Literal["thread"] = "thread"
    created_at: Timestamp
    tool_resources: ToolResources | None
    metadata: dict[str, str]


class CreateThreadRequest(Request):
    """A new thread, with messages if wished."""

    messages: list[CreateMessageRequest] | None = None
    tool_resources: ToolResourcesRequest | None = None
    metadata: Metadata | None = None


class ModifyThreadRequest(Request):
    """New values for some fields; those left out stay as they are."""

    tool_resources: ToolResources | None = None
    metadata: Metadata | None = None


class CopyThreadRequest(Request):
    """A copy of a thread, whole or up to a message; an operation of Octavo.

    Args:
        last_message_id: The last message of the copy; all are copied if it is not given.
        metadata: Of the copy; the thread's own if not given.
    """

    last_message_id: str | None = None
    metadata: Metadata | None = None
