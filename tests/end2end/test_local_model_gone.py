"""A model on this computer whose file goes away or becomes another between two questions."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from octavo.assembly import open_client, open_models
from octavo.client import Client
from octavo.library import assistant_over, run_of, store_of, thread_asking
from octavo.protocol.assistants import AssistantObject
from octavo.protocol.messages import MessageObject, TextContent
from octavo.providers.everywhere import AllModels
from octavo.providers.local import runner
from octavo.providers.local.folder import FOLDER
from support.asking import LEASE
from support.gguf import make_gguf
from support.model_toys import TARGET
from support.pdfs import make_pdf

QUESTION = "How much is the deposit?"
MODEL = "local/good"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / FOLDER
    folder.mkdir(parents=True)
    return make_gguf(folder / "good.gguf")


@pytest.fixture
async def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AllModels]:
    monkeypatch.setitem(runner.LocalRunner.__init__.__kwdefaults__, "target", TARGET)
    monkeypatch.setattr(runner, "can_run", lambda: True)
    async with open_models(tmp_path / "data") as made:
        yield made


async def over_lease(client: Client, folder: Path) -> AssistantObject:
    file = await client.upload_file(make_pdf(folder / "lease.pdf", LEASE, title="Lease"))
    store = await client.create_vector_store(store_of(file))
    await client.wait_for_vector_store_to_complete(store.id)
    return await client.create_assistant(assistant_over(store, model=MODEL))


async def asked(client: Client, assistant: AssistantObject) -> MessageObject:
    """Ask; returns the answer of a run that has ended well."""
    thread = await client.create_thread(thread_asking(QUESTION))
    run = await client.create_run(thread.id, run_of(assistant))
    ended = await client.wait_for_run_to_complete(thread.id, run.id, deadline=60)
    assert ended.status == "completed", ended.last_error
    return (await client.get_thread_messages(thread.id, limit=1)).data[0]


def put(content: bytes, file: Path) -> bytes:
    """Put a content into the place of a file; none takes it away. Returns what was there."""
    before = file.read_bytes()
    file.unlink()
    if content:
        file.write_bytes(content)
    return before


def text_of(message: MessageObject) -> str:
    content = message.content[0]
    assert isinstance(content, TextContent)
    return content.text.value


async def test_without_its_file_the_answer_is_quoted_and_says_why_until_it_is_back(
    models: AllModels, file: Path, tmp_path: Path
) -> None:
    async with open_client(tmp_path / "data", models) as client:
        assistant = await over_lease(client, tmp_path)
        assert (await asked(client, assistant)).answered_by == MODEL
        whole = put(b"", file)  # while its process has it loaded
        message = await asked(client, assistant)
        assert message.answered_by != MODEL
        assert "There is no model “good” on this computer." in text_of(message)
        assert "deposit" in text_of(message).partition("computer.")[2]
        make_gguf(file)
        put(b"rubbish", file)
        said = text_of(await asked(client, assistant))
        assert "The file of the model “good” is damaged" in said
        assert "Remove the model, and get it again." in said
        put(whole, file)
        assert (await asked(client, assistant)).answered_by == MODEL


async def test_another_file_in_its_place_is_loaded_for_the_next_question(
    models: AllModels, file: Path, tmp_path: Path
) -> None:
    async with open_client(tmp_path / "data", models) as client:
        assistant = await over_lease(client, tmp_path)
        await asked(client, assistant)
        first = models.local._runner.pid
        await asked(client, assistant)
        assert models.local._runner.pid == first
        make_gguf(tmp_path / "other.gguf", tiny__context_length=1024).replace(file)
        await asked(client, assistant)
        assert models.local._runner.pid != first
        context, _ = json.loads((file.parent / "loaded.json").read_text())
        assert context == 1024
