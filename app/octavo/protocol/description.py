"""The description of the interface as a document of its own."""

from __future__ import annotations

from typing import Any

from octavo.protocol.base import Reply


class Description(Reply):
    """An OpenAPI document; what is not named here is kept as it came."""

    openapi: str
    info: dict[str, Any]
    paths: dict[str, Any]
    components: dict[str, Any]
