"""Ids of the interface: a prefix that tells the kind, then random letters and digits."""

from __future__ import annotations

import secrets
import string
from typing import Literal

Kind = Literal[
    "assistant",
    "thread",
    "message",
    "run",
    "step",
    "tool_call",
    "file",
    "vector_store",
    "batch",
    "completion",
    "request",
]

PREFIXES: dict[Kind, str] = {
    "assistant": "asst_",
    "thread": "thread_",
    "message": "msg_",
    "run": "run_",
    "step": "step_",
    "tool_call": "call_",
    "file": "file-",
    "vector_store": "vs_",
    "batch": "vsfb_",
    "completion": "chatcmpl-",
    "request": "req_",
}

_ALPHABET = string.ascii_letters + string.digits


def new_id(kind: Kind) -> str:
    """Return a fresh id of the kind; 24 characters of 62 make a clash improbable for ever."""
    return PREFIXES[kind] + "".join(secrets.choice(_ALPHABET) for _ in range(24))
