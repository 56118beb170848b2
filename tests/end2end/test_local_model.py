"""A real model of 1.5 billion parameters writes an answer on this computer, and is stopped."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import psutil
import pytest

from octavo import assembly
from octavo.client import Client
from octavo.library import assistant_over, run_of, store_of, thread_asking
from octavo.protocol.messages import FileCitationAnnotation, TextContent
from octavo.providers.everywhere import AllModels
from octavo.providers.local.folder import FOLDER
from octavo.providers.local.memory import needed
from octavo.providers.port import ChatEnd, ChatMessage, ChatRequest, ChatText
from support.pdfs import make_pdf
from support.real_model import NoModelError, real_model

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(
        importlib.util.find_spec("xllamacpp") is None,
        reason="the optional part that runs models is not installed: pip install 'octavo[local]'",
    ),
]

MODEL = "local/real"
LEASE = [
    "The monthly rent amounts to 900 euros and is due on the third day of each month.",
    "The deposit amounts to 2,400 euros and is returned within six weeks.",
]


@pytest.fixture(scope="module")
def model_file() -> Path:
    try:
        return real_model()
    except NoModelError as error:
        pytest.skip(str(error))


@pytest.fixture
async def models(model_file: Path, tmp_path: Path) -> AsyncIterator[AllModels]:
    folder = tmp_path / "data" / FOLDER
    folder.mkdir(parents=True)
    (folder / "real.gguf").symlink_to(model_file)
    async with assembly.open_models(tmp_path / "data") as made:
        yield made


async def test_it_answers_with_a_checked_place_listens_nowhere_and_needs_what_was_said(
    models: AllModels, tmp_path: Path
) -> None:
    path = make_pdf(tmp_path / "lease.pdf", LEASE, title="Lease")
    async with assembly.open_client(tmp_path / "data", models) as client:
        text = await ask(client, path, "How much is the deposit?")
        assert "2,400" in text.text.value
        [cited] = [n for n in text.text.annotations if isinstance(n, FileCitationAnnotation)][:1]
        assert cited.file_citation.page == 2
        assert cited.file_citation.verified
        process = process_of(models)
        assert ways_in(process) == []
        facts = models.local.folder.facts(models.local.folder.get("real"))
        assert process.memory_info().rss < 1.5 * needed(facts)


async def test_it_is_stopped_in_the_middle_and_asked_again(models: AllModels) -> None:
    model = await models.find(MODEL)
    assert model is not None
    long = ChatRequest((ChatMessage("user", "Count from one to five hundred in words."),))
    short = ChatRequest((ChatMessage("user", "Reply with the word: ready"),), max_tokens=8)
    async with asyncio.timeout(600):
        async with aclosing(model.chat(long)) as parts:
            async for part in parts:
                if isinstance(part, ChatText):
                    break
        async with aclosing(model.chat(short)) as parts:
            said = [part async for part in parts]
    assert isinstance(said[-1], ChatEnd)
    assert "ready" in "".join(p.text for p in said if isinstance(p, ChatText)).lower()


async def ask(client: Client, path: Path, question: str) -> TextContent:
    file = await client.upload_file(path)
    store = await client.create_vector_store(store_of(file))
    await client.wait_for_vector_store_to_complete(store.id)
    assistant = await client.create_assistant(assistant_over(store, model=MODEL))
    thread = await client.create_thread(thread_asking(question))
    run = await client.create_run(thread.id, run_of(assistant))
    ended = await client.wait_for_run_to_complete(thread.id, run.id, deadline=800)
    assert ended.status == "completed", ended.last_error
    message = (await client.get_thread_messages(thread.id, limit=1)).data[0]
    assert message.answered_by == MODEL
    content = message.content[0]
    assert isinstance(content, TextContent)
    return content


def ways_in(process: psutil.Process) -> list[str]:
    """Return the ports and sockets by which others could reach a process."""
    ports = [
        str(one.laddr)
        for one in process.net_connections("inet")
        if one.status == psutil.CONN_LISTEN
    ]
    unix = process.net_connections("unix") if sys.platform == "linux" else []
    return ports + [str(one.laddr) for one in unix if Path(str(one.laddr)).is_socket()]


def process_of(models: AllModels) -> psutil.Process:
    pid = models.local._runner.pid
    assert pid is not None
    return psutil.Process(pid)
