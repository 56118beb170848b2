"""Lists of the interface: one page of objects and where to go on."""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import Field

from octavo.protocol.base import Reply, Request

T = TypeVar("T", bound=Reply)

Order = Literal["asc", "desc"]


class ListPage(Reply, Generic[T]):
    """One page of a list; the ids are null when it is empty."""

    object: Literal["list"] = "list"
    data: list[T]
    first_id: str | None
    last_id: str | None
    has_more: bool


class ListQuery(Request):
    """How to page through a list: at most ``limit`` objects after or before one of them."""

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    order: Order = "desc"
    after: str | None = None
    before: str | None = None


class MessageListQuery(ListQuery):
    """Messages can be narrowed to those of one run."""

    run_id: str | None = None


class FileListQuery(Request):
    """Files page forwards only, in larger portions."""

    purpose: str | None = None
    limit: Annotated[int, Field(ge=1, le=10_000)] = 10_000
    order: Order = "desc"
    after: str | None = None


class StoreFileListQuery(ListQuery):
    """Files of a vector store or batch can be narrowed to one status."""

    filter: Literal["in_progress", "completed", "failed", "cancelled"] | None = None


class Deleted(Reply):
    """Confirms a deletion."""

    id: str
    object: str
    deleted: bool = True
