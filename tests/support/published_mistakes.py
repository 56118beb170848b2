"""Where replies are not judged by the published document as it stands: the whole list."""

from __future__ import annotations

from typing import Any

LISTS_MAY_BE_EMPTY = "first_id and last_id must be text, but an empty list has no first object"

OPENED = {
    "VectorStoreSearchResultItem": "page, page_label, quote and rects stand beside what is known",
    "VectorStoreSearchResultContentObject": "as its parent",
}
"""Closed schemas to which we add fields (semantics of citations), each with the reason.

The official SDK passes over fields that it does not know; all other closed schemas stay closed.
"""


def correct(schemas: dict[str, Any]) -> None:
    """Correct the prepared schemas in place."""
    for name, schema in schemas.items():
        ends = {"first_id", "last_id"} & set(schema.get("properties", ()))
        if name.endswith(("List", "Response")) and ends:
            schemas[name] = _null_if_empty(schema, sorted(ends))
    for name in OPENED:
        del schemas[name]["additionalProperties"]


def _null_if_empty(schema: dict[str, Any], ends: list[str]) -> dict[str, Any]:
    """Let the ids of the ends be null where, and only where, the list is empty."""
    told = {end: schema["properties"][end] for end in ends}
    absent: dict[str, Any] = {key: {"type": "null"} for key in ends}
    return {
        **schema,
        "properties": {**schema["properties"], **{key: {} for key in ends}},
        "if": {"properties": {"data": {"minItems": 1}}},
        "then": {"properties": told},
        "else": {"properties": absent},
    }
