"""A host of models on this computer, and the way to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from octavo.providers.chat_completions import ChatCompletionsModel
from octavo.providers.connection import Connection, Limits
from support.model_server import ModelServer, model_server

SMALL = Limits(connect=10, first=10, silence=10, total=30, event=2000, stream=100_000, reply=20_000)
"""Bounds of size that are soon reached; those of time are not, on a busy computer either."""


@pytest.fixture
async def host() -> AsyncIterator[ModelServer]:
    async with model_server() as made:
        yield made


@pytest.fixture
async def connect(host: ModelServer) -> AsyncIterator[Callable[..., Connection]]:
    made: list[Connection] = []

    def connection(url: str = "", *, key: str | None = None, **fields: Any) -> Connection:
        async def key_of(origin: str) -> str | None:
            return key

        made.append(Connection(url or host.url, key_of=key_of, **{"limits": SMALL, **fields}))
        return made[-1]

    yield connection
    for one in made:
        await one.aclose()


@pytest.fixture
def model(connect: Callable[..., Connection]) -> ChatCompletionsModel:
    return ChatCompletionsModel(connect(), "tiny", name="test/tiny")
