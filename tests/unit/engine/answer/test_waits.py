"""A host that is busy: the run tells of the wait, and what can be named is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.client import Client
from octavo.errors import ApiStatusError
from octavo.protocol.assistants import ModifyAssistantRequest
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import CreateRunRequest, RunObject
from support.asking import asked, with_lease
from support.model_server import ModelServer, refuses, says


async def test_a_wait_is_told_while_the_run_goes_on_and_is_not_kept(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [refuses(429, "Slow down", retry_after_ms="20"), says("The deposit is paid.")]
    assistant = await with_lease(writing_client, tmp_path)
    await writing_client.modify_assistant(assistant.id, ModifyAssistantRequest(model="test/tiny"))
    thread = await asked(writing_client, "How much is the deposit?")
    request = CreateRunRequest(assistant_id=assistant.id)
    async with writing_client.stream_run(thread.id, request) as events:
        runs = [event.data async for event in events if isinstance(event.data, RunObject)]
    (waiting,) = [run for run in runs if run.waiting is not None]
    assert waiting.status == "in_progress"
    assert waiting.waiting is not None
    assert waiting.waiting.seconds == pytest.approx(0.02)
    assert waiting.waiting.host.startswith("127.0.0.1:")
    assert "takes no more requests now: Slow down" in waiting.waiting.reason
    assert (runs[-1].status, runs[-1].waiting) == ("completed", None)
    kept = await writing_client.get_run(thread.id, runs[-1].id)
    assert kept.waiting is None


async def test_models_of_providers_are_listed_behind_our_own(writing_client: Client) -> None:
    listed = (await writing_client.list_models()).data
    assert [model.id for model in listed] == [EXTRACTIVE_MODEL, "test/tiny"]
    tiny = await writing_client.get_model("test/tiny")
    assert tiny == listed[1]
    assert (tiny.owned_by, tiny.created) == ("test.example", 1_700_000_000)
    assert tiny.shutdown_date == "2027-01-31"
    with pytest.raises(ApiStatusError) as caught:
        await writing_client.get_model("test/other")
    assert caught.value.status == 404
