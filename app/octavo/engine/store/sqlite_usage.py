"""Adds up what answers have cost: of one thread by its runs, of all by what was counted."""

from __future__ import annotations

import apsw

from octavo.engine.store.records import UsedTokens

_ALL = """
SELECT month, model, answers, prompt_tokens, completion_tokens FROM used_tokens
ORDER BY month DESC, model
"""
_THREAD = """
SELECT strftime('%Y-%m', created_at, 'unixepoch'), body ->> '$.model', count(*),
       sum(body ->> '$.usage.prompt_tokens'), sum(body ->> '$.usage.completion_tokens')
FROM runs
WHERE thread_id = ? AND body ->> '$.usage.total_tokens' > 0
    AND body ->> '$.model' <> 'octavo-extractive'
GROUP BY 1, 2 ORDER BY 1 DESC, 2
"""


def used_tokens(connection: apsw.Connection, thread_id: str | None) -> list[UsedTokens]:
    """Return what was used by month and model, newest month first."""
    if thread_id is None:
        return [UsedTokens(*row) for row in connection.execute(_ALL)]
    return [UsedTokens(*row) for row in connection.execute(_THREAD, (thread_id,))]
