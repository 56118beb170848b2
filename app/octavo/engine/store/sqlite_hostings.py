"""What lies at hosts for vector stores, and what is to be sent or deleted there."""

from __future__ import annotations

import json
from collections.abc import Sequence

import apsw

from octavo.engine.store.hostings import FileState, HostedEntry, HostedStore
from octavo.engine.store.store import MissingError

_LEAVE = "UPDATE hosted_stores SET state = 'leaving' WHERE state <> 'leaving' AND "

# Of stores that are gone, or were given to another host; what was kept on purpose stays.
_LEFT = """
UPDATE hosted_stores SET state = 'leaving' WHERE state = 'used' AND NOT EXISTS (
    SELECT 1 FROM vector_stores s WHERE s.id = vector_store_id AND s.hosted_by = provider)
"""

# What was never sent needs not be deleted anywhere.
_NEVER_SENT = """
DELETE FROM hosted_files WHERE state = 'waiting' AND NOT EXISTS (
    SELECT 1 FROM hosted_stores h JOIN vector_store_files e
    ON e.vector_store_id = h.vector_store_id AND e.id = file_id
    WHERE h.seq = store AND h.state = 'used')
"""

_REMOVED = """
UPDATE hosted_files SET state = 'leaving', problem = '' WHERE state <> 'leaving' AND EXISTS (
    SELECT 1 FROM hosted_stores h WHERE h.seq = store AND (h.state = 'leaving'
    OR h.state = 'used' AND NOT EXISTS (
        SELECT 1 FROM vector_store_files e
        WHERE e.vector_store_id = h.vector_store_id AND e.id = file_id)))
"""

_TO_BE_SENT = """
INSERT INTO hosted_files (store, file_id, sha256, filename, bytes, state)
SELECT h.seq, e.id, e.sha256, f.body ->> '$.filename', f.body ->> '$.bytes', 'waiting'
FROM hosted_stores h JOIN vector_store_files e ON e.vector_store_id = h.vector_store_id
JOIN files f ON f.id = e.id
WHERE h.state = 'used' AND e.status = 'completed' AND e.sha256 IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM hosted_files n
    WHERE n.store = h.seq AND n.file_id = e.id AND n.state <> 'leaving')
ORDER BY e.seq
"""


def host_store(
    connection: apsw.Connection, vector_store_id: str, wanted: HostedStore | None
) -> None:
    """Let a store be kept at a host from now on, or at none.

    Raises:
        MissingError: there is no such store.
    """
    provider = "" if wanted is None else wanted.provider
    connection.execute(
        "UPDATE vector_stores SET hosted_by = ? WHERE id = ?", (provider, vector_store_id)
    )
    if wanted is None:
        connection.execute(_LEAVE + "vector_store_id = ?", (vector_store_id,))
        return
    if not connection.changes():
        raise MissingError(f"There is no vector store with id '{vector_store_id}'.")
    connection.execute(
        _LEAVE + "state = 'used' AND vector_store_id = ? AND (provider <> ? OR origin <> ?)",
        (vector_store_id, wanted.provider, wanted.origin),
    )
    # What was left there on purpose is taken up again; what failed is tried again, and whether
    # the host still has the rest is looked at.
    connection.execute(
        "UPDATE hosted_stores SET state = 'used' WHERE seq = (SELECT max(seq) FROM hosted_stores"
        " WHERE vector_store_id = ?1 AND provider = ?2 AND origin = ?3 AND state = 'kept')"
        " AND NOT EXISTS (SELECT 1 FROM hosted_stores WHERE vector_store_id = ?1"
        " AND state = 'used')",
        (vector_store_id, wanted.provider, wanted.origin),
    )
    connection.execute(
        "UPDATE hosted_files SET state = iif(remote_id = '', 'waiting', 'reading'), problem = ''"
        " WHERE state IN ('failed', 'ready') AND store = (SELECT seq FROM hosted_stores"
        " WHERE vector_store_id = ? AND state = 'used')",
        (vector_store_id,),
    )
    connection.execute(
        "INSERT INTO hosted_stores (vector_store_id, name, provider, origin, mark, created_at,"
        " state) SELECT ?1, ?, ?, ?, ?, ?, 'used' WHERE NOT EXISTS (SELECT 1 FROM hosted_stores"
        " WHERE vector_store_id = ?1 AND state = 'used')",
        (
            vector_store_id,
            wanted.name,
            wanted.provider,
            wanted.origin,
            wanted.mark,
            wanted.created_at,
        ),
    )


def keep(connection: apsw.Connection, vector_store_id: str) -> None:
    """Search a store at no host from now on, and leave at the host what is there."""
    connection.execute("UPDATE vector_stores SET hosted_by = '' WHERE id = ?", (vector_store_id,))
    connection.execute(
        "UPDATE hosted_stores SET state = 'kept' WHERE vector_store_id = ? AND state = 'used'",
        (vector_store_id,),
    )


def reconcile(connection: apsw.Connection) -> None:
    """Note what is to be sent, and what is to be deleted at hosts, as stores are now."""
    for statement in (_LEFT, _NEVER_SENT, _REMOVED, _TO_BE_SENT):
        connection.execute(statement)


def stores(connection: apsw.Connection, ids: Sequence[str] | None) -> list[HostedStore]:
    """Return what was made at hosts for these stores, or all, the oldest first."""
    rows = connection.execute(
        "SELECT seq, vector_store_id, name, provider, origin, mark, remote_id, created_at, state"
        " FROM hosted_stores WHERE ?1 IS NULL OR vector_store_id IN (SELECT value FROM"
        " json_each(?1)) ORDER BY seq",
        (None if ids is None else json.dumps(list(ids)),),
    )
    return [HostedStore(*row) for row in rows]


def files(connection: apsw.Connection, store: int) -> list[HostedEntry]:
    """Return the files of a hosted store in the order in which they came."""
    rows = connection.execute(
        "SELECT seq, store, file_id, sha256, filename, bytes, remote_id, sent_at, state, problem"
        " FROM hosted_files WHERE store = ? ORDER BY seq",
        (store,),
    )
    return [HostedEntry(*row) for row in rows]


def readable(connection: apsw.Connection, vector_store_id: str) -> tuple[int, int]:
    """Return how many files of a store are read, and their size in bytes."""
    row = connection.execute(
        "SELECT count(*), coalesce(sum(f.body ->> '$.bytes'), 0) FROM vector_store_files e"
        " JOIN files f ON f.id = e.id WHERE e.vector_store_id = ? AND e.status = 'completed'",
        (vector_store_id,),
    ).fetchone()
    count, size = row or (0, 0)
    return count, size


def update_store(connection: apsw.Connection, seq: int, remote_id: str) -> None:
    """Keep the host's id of a store."""
    connection.execute("UPDATE hosted_stores SET remote_id = ? WHERE seq = ?", (remote_id, seq))


def update_file(
    connection: apsw.Connection,
    seq: int,
    state: FileState,
    remote_id: str | None,
    sent_at: int | None,
    problem: str,
) -> None:
    """Keep how far a file is; one that is to be deleted stays so, and keeps the host's id."""
    connection.execute(
        "UPDATE hosted_files SET state = CASE state WHEN 'leaving' THEN state ELSE ? END,"
        " remote_id = coalesce(?, remote_id), sent_at = coalesce(?, sent_at), problem = ?"
        " WHERE seq = ?",
        (state, remote_id, sent_at, problem, seq),
    )


def forget_store(connection: apsw.Connection, seq: int) -> None:
    """Forget a store that the host does not have any more."""
    connection.execute("DELETE FROM hosted_stores WHERE seq = ?", (seq,))


def forget_file(connection: apsw.Connection, seq: int) -> None:
    """Forget a file that the host does not have any more."""
    connection.execute("DELETE FROM hosted_files WHERE seq = ?", (seq,))
