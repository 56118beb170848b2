"""A run as a server tells it."""

from __future__ import annotations

from typing import Any

from octavo.protocol.runs import RunObject


def run(**changed: Any) -> RunObject:
    """Make one that failed, or another as ``changed`` says."""
    values: dict[str, Any] = {
        "id": "run_1",
        "created_at": 10,
        "thread_id": "thread_1",
        "assistant_id": "asst_1",
        "status": "failed",
        "last_error": {"code": "server_error", "message": "The lamp went out."},
        "model": "m",
        "instructions": "",
        "tools": [],
        "metadata": {},
        "parallel_tool_calls": True,
    }
    optional = (
        "required_action expires_at started_at cancelled_at failed_at completed_at usage "
        "incomplete_details max_prompt_tokens max_completion_tokens truncation_strategy "
        "tool_choice response_format"
    )
    return RunObject.model_validate(dict.fromkeys(optional.split()) | values | changed)
