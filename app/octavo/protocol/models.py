"""Models that can answer runs."""

from __future__ import annotations

from typing import Literal

from octavo.protocol.base import Reply, Timestamp

EXTRACTIVE_MODEL = "octavo-extractive"
"""Answers with verbatim sentences; needs no language model."""


class ModelObject(Reply):
    """A model by its id; ``shutdown_date`` is told by the hosted interface for some."""

    id: str
    object: Literal["model"] = "model"
    created: Timestamp
    owned_by: str
    shutdown_date: str | None = None


class ModelList(Reply):
    """All models; this list has no pages."""

    object: Literal["list"] = "list"
    data: list[ModelObject]
