"""What tests of runs share beside the engine and its client."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from octavo.engine.app import Engine
from support.asking import Post, SlowGenerator


@pytest.fixture
def post(engine: Engine) -> Post:
    """Send what our client would not."""

    async def call(path: str, body: Any, method: str = "POST") -> tuple[int, dict[str, Any]]:
        transport = httpx.ASGITransport(engine.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://octavo/v1") as plain:
            answer = await plain.request(method, path, json=body)
        return answer.status_code, answer.json()

    return call


@pytest.fixture
def slow(engine: Engine) -> SlowGenerator:
    made = engine._services.runs._generator = SlowGenerator()
    return made
