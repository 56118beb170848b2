"""What a reply that says no has to say: the error envelope, and a stranger's words made fit."""

from __future__ import annotations

import http
import json
from typing import Any

MAX_ERROR_BYTES = 64 * 1024
"""What is read of a reply that says no; an envelope is far smaller."""

_MAX_WORDS = 2000


def envelope(body: bytes) -> dict[str, Any]:
    """Return the fields of ``{"error": {…}}``, or of what stands in its place; may be empty."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(value, dict):
        return {}
    error = value.get("error", value)
    if isinstance(error, str):
        return {"message": error}
    return error if isinstance(error, dict) else {}


def text_of(value: object) -> str | None:
    """Return an envelope's field as text, or None if there is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # some servers number their codes
    if not isinstance(value, str):
        return None
    return words(value) or None


def words(text: str) -> str:
    """Make a stranger's text fit for a message: one line, printable, not endless."""
    line = " ".join(text.split())
    shown = "".join(char for char in line if char.isprintable())
    return shown if len(shown) <= _MAX_WORDS else shown[:_MAX_WORDS] + "…"


def phrase(status: int) -> str:
    """Return what a status is called, in brackets; empty if it has no name."""
    try:
        return f" ({http.HTTPStatus(status).phrase})"
    except ValueError:
        return ""
