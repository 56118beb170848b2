"""A host of models on this computer, and the way to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from octavo.providers.chat_completions import ChatCompletionsModel
from octavo.providers.connection import Connection, Limits
from support.model_server import ModelServer, model_server

QUICK = Limits(connect=2, first=2, silence=0.3, total=2, event=2000, stream=400_000, reply=20_000)


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

        made.append(Connection(url or host.url, key_of=key_of, **{"limits": QUICK, **fields}))
        return made[-1]

    yield connection
    for one in made:
        await one.aclose()


@pytest.fixture
def model(connect: Callable[..., Connection]) -> ChatCompletionsModel:
    return ChatCompletionsModel(connect(), "tiny", name="test/tiny")
