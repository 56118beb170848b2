"""Pausing: of one file of a vector store, and of all reading. Octavo's own."""

from __future__ import annotations

from typing import Literal

from octavo.protocol.base import Reply, Request


class PauseRequest(Request):
    """Whether to pause, or to go on."""

    paused: bool


class ReadingObject(Reply):
    """Whether this engine reads and embeds files at all; kept over its restarts."""

    object: Literal["octavo.reading"] = "octavo.reading"
    paused: bool
