"""What goes by time: stores that nobody uses, and files that were uploaded for a while."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import apsw

from octavo.engine.store.store import MissingError
from octavo.protocol.files import FileObject
from octavo.protocol.vector_stores import VectorStoreObject

_DAY = 86_400  # seconds


def touch(connection: apsw.Connection, store_ids: Sequence[str], at: int) -> list[str]:
    """Put the expiry of stores off; return those that it has reached."""
    late: list[str] = []
    for store_id in dict.fromkeys(store_ids):
        body = connection.execute("SELECT body FROM vector_stores WHERE id = ?", (store_id,)).get
        if body is None:
            continue
        store = VectorStoreObject.model_validate_json(body)
        if is_over(store, at):
            late.append(store_id)
        elif store.last_active_at is None or store.last_active_at < at:
            _keep(connection, used(store, at))
    return late


def expire(connection: apsw.Connection, at: int) -> None:
    """Give the stores whose time is over the status that says so."""
    rows: list[Any] = connection.execute(
        "SELECT body FROM vector_stores WHERE expires_at <= ?", (at,)
    ).fetchall()
    for (body,) in rows:
        store = VectorStoreObject.model_validate_json(body)
        if store.status != "expired":
            _keep(connection, store.model_copy(update={"status": "expired"}))


def expired_files(connection: apsw.Connection, at: int, limit: int) -> list[FileObject]:
    """Return files whose time is over."""
    rows: list[Any] = connection.execute(
        "SELECT body FROM files WHERE expires_at <= ? ORDER BY expires_at LIMIT ?", (at, limit)
    ).fetchall()
    return [FileObject.model_validate_json(body) for (body,) in rows]


def is_over(store: VectorStoreObject, at: int) -> bool:
    """Whether the store's time is over."""
    return store.status == "expired" or (store.expires_at is not None and store.expires_at <= at)


def used(store: VectorStoreObject, at: int) -> VectorStoreObject:
    """Return the store as it is after being used."""
    over = None if store.expires_after is None else at + store.expires_after.days * _DAY
    return store.model_copy(update={"last_active_at": at, "expires_at": over})


def _keep(connection: apsw.Connection, store: VectorStoreObject) -> None:
    connection.execute(
        "UPDATE vector_stores SET body = ?, expires_at = ? WHERE id = ?",
        (store.model_dump_json(by_alias=True), store.expires_at, store.id),
    )
    if not connection.changes():
        raise MissingError(f"There is no vector store with id '{store.id}'.")
