"""Judge 1: the official SDK, strict about each reply, in process and over HTTP."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from openai import AsyncOpenAI

import judges
from octavo.client import InProcessTransport
from octavo.engine.app import Engine
from octavo.pdf.reader import PdfiumReader
from octavo.resources import resource
from support import sdk_life
from support.embedding import HashEmbedder
from support.serving import TOKEN, Server

LIFE = Path(sdk_life.__file__)
GUIDE = resource("samples", "guide.pdf")

# The SDK says of each call of the interface that its hosted home is gone.
pytestmark = pytest.mark.filterwarnings(
    "ignore:(deprecated|The Assistants API is deprecated):DeprecationWarning"
)


@pytest.fixture
async def sdk(tmp_path: Path) -> AsyncIterator[AsyncOpenAI]:
    """Speak with the engine in this process; a missing or mistyped field of a reply raises."""
    sdk_life.use(GUIDE)
    reader = PdfiumReader()
    engine = await Engine.open(tmp_path / "data", reader=reader, embedder=HashEmbedder())
    async with AsyncOpenAI(
        base_url="http://octavo/v1",
        api_key="none",
        max_retries=0,
        http_client=httpx.AsyncClient(transport=InProcessTransport(engine.app)),
        _strict_response_validation=True,
    ) as client:
        yield client
    await engine.aclose()
    await reader.aclose()


@pytest.mark.parametrize("family", sdk_life.FAMILIES)
async def test_the_sdk_lives_a_life_in_process(sdk: AsyncOpenAI, family: str) -> None:
    await sdk_life.FAMILIES[family](sdk)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    """Let the newest SDK live with ``octavo serve``; what went wrong by family."""
    python = judges.python("newest-sdk")
    server = Server(tmp_path_factory.mktemp("served") / "data", OCTAVO_TOKEN=TOKEN)
    try:
        lived = subprocess.run(
            [python, LIFE, server.url, GUIDE],
            env={**os.environ, "OCTAVO_TOKEN": TOKEN, "PYTHONPATH": ""},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    finally:
        code, _, said = server.stop()
    assert lived.returncode == 0, lived.stderr
    assert (code, said) == (0, "")
    told = json.loads(lived.stdout)
    assert int(told["version"].split(".")[0]) >= 3
    return told["outcome"]


@pytest.mark.timeout(400)
@pytest.mark.parametrize("family", sdk_life.FAMILIES)
def test_the_newest_sdk_lives_a_life_over_http(outcome: dict[str, str | None], family: str) -> None:
    wrong = outcome[family]
    assert wrong is None, wrong
