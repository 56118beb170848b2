"""Loaded by Schemathesis: most ids in its requests become those of objects that are there.

Without this nearly every request would end at an unknown id. Deletions keep the ids made up, so
that what the other requests need stays. The ids come as JSON in ``OCTAVO_LASTING``.
"""

from __future__ import annotations

import json
import os
import zlib
from typing import Any

import schemathesis

_IDS = {f"{kind}_id": found for kind, found in json.loads(os.environ["OCTAVO_LASTING"]).items()}
_IDS["vector_store_id"] = _IDS["store_id"]

_LONGEST = 64
"""Characters; what is longer was made to be refused."""


def _is_kept(value: object) -> bool:
    """Tell whether a made-up id stays one: one in five, the same in every run, and wrong ones."""
    if isinstance(value, str) and not 0 < len(value) <= _LONGEST:
        return True
    return zlib.crc32(repr(value).encode("utf-8", "replace")) % 5 == 0


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: Any) -> Any:
    """Put real ids into addresses."""
    if path_parameters and context.operation.method.upper() != "DELETE":
        for name, value in path_parameters.items():
            if name in _IDS and not _is_kept(value):
                path_parameters[name] = _IDS[name]
    return path_parameters


@schemathesis.hook
def map_body(context: Any, body: Any) -> Any:
    """Put real ids in the place of those that are text."""
    return _with_ids(body) if isinstance(body, dict) else body


def _with_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_ids(item) for item in value]
    if not isinstance(value, dict):
        return value
    changed = {}
    for name, item in value.items():
        if name in _IDS and isinstance(item, str) and not _is_kept(item):
            changed[name] = _IDS[name]
        elif name == "model" and isinstance(item, str) and not _is_kept(item):
            changed[name] = "octavo-extractive"
        else:
            changed[name] = _with_ids(item)
    return changed
