"""Pausing: of one file of a vector store, and of all reading. Octavo's own."""

from __future__ import annotations

from typing import Literal

from octavo.protocol.base import Reply, Request


class PauseRequest(Request):
    """Whether to pause, or to go on."""

    paused: bool


class ReadingObject(Reply):
    """Whether this engine reads and embeds files at all.

    Attributes:
        paused: Whether it was told not to; kept over its restarts.
        disk_full: Whether it cannot write what it reads; it goes on by itself when it can.
    """

    object: Literal["octavo.reading"] = "octavo.reading"
    paused: bool
    disk_full: bool = False
