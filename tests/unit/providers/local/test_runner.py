"""A local model's process: begun when asked, stopped, ended when idle, failing with reasons."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import psutil
import pytest

from octavo.errors import ProviderError
from octavo.providers.everywhere import AllModels
from octavo.providers.local.folder import ModelFolder
from octavo.providers.local.gguf import read_gguf
from octavo.providers.local.memory import address_limit
from octavo.providers.local.models import LocalModels
from octavo.providers.local.runner import LocalRunner, default_threads
from octavo.providers.port import ChatEnd, ChatMessage, ChatPart, ChatRequest, ChatText, ChatUsage
from octavo.providers.registry import Providers
from support.gguf import make_gguf
from support.model_toys import TARGET
from support.waiting import until

QUESTION = ChatRequest((ChatMessage("user", "How much is the deposit?"),), max_tokens=50)
PLENTY = 64 << 30


@pytest.fixture(autouse=True)
def runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on whether the optional runtime is installed."""
    monkeypatch.setattr("octavo.providers.local.runner.can_run", lambda: True)


@pytest.fixture
async def runner() -> AsyncIterator[LocalRunner]:
    made = LocalRunner(free=lambda: PLENTY, target=TARGET)
    yield made
    await made.aclose()


def models(folder: Path, runner: LocalRunner, *names: str) -> LocalModels:
    for name in names:
        make_gguf(folder / f"{name}.gguf")
    return LocalModels(ModelFolder(folder), runner)


async def answer(local: LocalModels, name: str, request: ChatRequest = QUESTION) -> list[ChatPart]:
    model = await local.find(f"local/{name}")
    assert model is not None
    async with aclosing(model.chat(request)) as parts:
        return [part async for part in parts]


async def test_an_answer_comes_as_from_any_host_and_the_process_stays_for_the_next(
    tmp_path: Path, runner: LocalRunner
) -> None:
    local = models(tmp_path, runner, "good")
    assert runner.pid is None
    parts = await answer(local, "good")
    text = "".join(part.text for part in parts if isinstance(part, ChatText))
    assert text == "The deposit amounts to 2,400 euros [1]."
    assert parts[-2:] == [ChatUsage(12, 3), ChatEnd("stop")]
    pid = runner.pid
    await answer(local, "good")
    assert pid is not None
    assert runner.pid == pid


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits are asked of Linux")
async def test_its_process_is_limited_in_threads_and_memory_and_gives_way_to_others(
    tmp_path: Path,
) -> None:
    runner = LocalRunner(threads=3, free=lambda: PLENTY, target=TARGET)
    local = models(tmp_path, runner, "good")
    await answer(local, "good")
    _, threads = json.loads((tmp_path / "loaded.json").read_text())
    assert threads == 3
    process = psutil.Process(runner.pid)
    limit = address_limit(read_gguf(tmp_path / "good.gguf"))
    assert process.rlimit(psutil.RLIMIT_AS) == (limit, limit)
    assert process.nice() > psutil.Process().nice()
    await runner.aclose()


def test_a_model_leaves_half_of_the_cores_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    for cores, threads in ((1, 1), (2, 1), (8, 4), (64, 8)):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        assert default_threads() == threads


async def test_another_model_takes_the_place_of_the_one_before(
    tmp_path: Path, runner: LocalRunner
) -> None:
    local = models(tmp_path, runner, "good", "other")
    await answer(local, "good")
    first = runner.pid
    await answer(local, "other")
    assert runner.pid not in {None, first}


async def test_stopping_in_the_middle_stops_the_model_and_not_the_process(
    tmp_path: Path, runner: LocalRunner
) -> None:
    local = models(tmp_path, runner, "slow")
    model = await local.find("local/slow")
    assert model is not None
    async with asyncio.timeout(30):
        for _ in range(2):  # the second is answered only if the first was stopped
            async with aclosing(model.chat(QUESTION)) as parts:
                async for part in parts:
                    assert part == ChatText("The deposit amounts ")
                    break
            assert runner.pid is not None


async def test_the_process_ends_when_nothing_was_asked_for_a_while(tmp_path: Path) -> None:
    runner = LocalRunner(free=lambda: PLENTY, target=TARGET, idle=0.0)
    try:
        await answer(models(tmp_path, runner, "good"), "good")
        await until(lambda: runner.pid is None, "the process is gone")
    finally:
        await runner.aclose()


async def test_what_goes_wrong_is_told_and_the_next_question_is_answered(
    tmp_path: Path, runner: LocalRunner
) -> None:
    local = models(tmp_path, runner, "dies", "damaged", "good")
    with pytest.raises(ProviderError, match="dies on this computer stopped: its process ended"):
        await answer(local, "dies")
    with pytest.raises(ProviderError, match="cannot be loaded"):
        await answer(local, "damaged")
    assert (await answer(local, "good"))[-1] == ChatEnd("stop")


async def test_a_prompt_that_is_too_long_is_told_apart(tmp_path: Path, runner: LocalRunner) -> None:
    long = ChatRequest((ChatMessage("user", "long " * 1000),))
    with pytest.raises(ProviderError) as caught:
        await answer(models(tmp_path, runner, "too-small"), "too-small", long)
    assert caught.value.part == "limit"


async def test_short_memory_and_a_missing_runtime_are_reasons_not_to_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = LocalRunner(free=lambda: 1000, target=TARGET)
    local = models(tmp_path, runner, "good")
    with pytest.raises(ProviderError, match="not enough memory to run good"):
        await answer(local, "good")
    monkeypatch.setattr("octavo.providers.local.runner.can_run", lambda: False)
    with pytest.raises(ProviderError, match="not installed") as caught:
        await answer(local, "good")
    assert "[local]" in str(caught.value.hint)
    assert runner.pid is None


async def test_local_models_and_those_of_providers_are_told_apart_by_their_names(
    tmp_path: Path, runner: LocalRunner
) -> None:
    async def no_key(_: str) -> str | None:
        return None

    local = models(tmp_path, runner, "good")
    everywhere = AllModels(Providers(tmp_path / "providers.json", no_key), local)
    assert await everywhere.has("local/good")
    assert not await everywhere.has("ollama/good")
    found = await everywhere.find("local/good")
    assert found is not None
    assert (found.name, found.host) == ("local/good", "this computer")
    assert await everywhere.find("good") is None
    with pytest.raises(ProviderError, match="no model “gone” on this computer"):
        await everywhere.find("local/gone")


async def test_a_model_is_removed_with_its_process(tmp_path: Path, runner: LocalRunner) -> None:
    local = models(tmp_path, runner, "good")
    await answer(local, "good")
    await local.remove("good")
    assert runner.pid is None
    assert await local.all() == []


async def test_a_file_that_was_damaged_since_is_named(tmp_path: Path, runner: LocalRunner) -> None:
    local = models(tmp_path, runner, "good")
    (tmp_path / "good.gguf").write_bytes(b"GGUF")
    with pytest.raises(ProviderError, match="“good” is damaged"):
        await local.find("local/good")
