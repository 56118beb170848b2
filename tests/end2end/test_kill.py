"""kill -9 at any moment of reading and answering: nothing acknowledged is lost (security line 16).

A child process works on a data folder and prints what the engine acknowledged; it is killed at a
random moment, 20 times each, and the folder is looked at after every kill by the next life.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.runs import TERMINAL
from support.embedding import HashEmbedder
from support.killing import Victims
from support.pdfs import make_many

KILLS = 20

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def victims() -> Iterator[Victims]:
    with Victims("support.victim") as victims:
        yield victims


@pytest.mark.timeout(300)
async def test_killed_while_reading(tmp_path: Path, victims: Victims) -> None:
    pages = 8000
    pdf = make_many(tmp_path / "long.pdf", pages, "Sentence {number} of a report about stones.")
    chance = random.Random(16)
    kept = kills = 0
    # A fast machine reads it all in fewer rounds; the last one must not come to its end.
    while kills < KILLS and kept < pages * 3 // 4:
        promises = await victims.live(
            "ingest", tmp_path / "data", pdf, chance.uniform(0, 0.2), "pages", 2
        )
        counts = [int(promise[1]) for promise in promises if promise[0] == "pages"]
        assert counts[0] >= kept, "pages that were kept are gone"
        assert counts == sorted(counts)
        kept = counts[-1]
        kills += 1
    assert kills >= KILLS // 4, "the document was read too soon: make it longer"
    assert kept < pages, "the document was read before the last kill: make it longer"
    reader, embedder = PdfiumReader(), HashEmbedder()
    engine = await Engine.open(tmp_path / "data", reader=reader, embedder=embedder)
    async with Client(InProcessTransport(engine.app)) as client:
        store = (await client.get_vector_stores()).data[0]
        file = (await client.get_files()).data[0]
        entry = await client.wait_for_vector_store_file_to_complete(
            store.id, file.id, poll_interval=0.05
        )
        assert entry.progress.text == entry.progress.passages == pages
        for number in (1, kept, kept + 1, pages):
            found = await engine._services.store.search_words([store.id], [str(number)], 5)
            chunks = await engine._services.store.chunks([hit.chunk_id for hit in found])
            assert [chunk.page for chunk in chunks] == [number], "a page is indexed twice or never"
    await engine.aclose()
    await reader.aclose()


@pytest.mark.timeout(300)
async def test_killed_while_answering(tmp_path: Path, victims: Victims) -> None:
    pdf = make_many(tmp_path / "report.pdf", 40, "Sentence {number} of a report about stones.")
    chance = random.Random(17)
    promises: list[list[str]] = []
    for _ in range(KILLS):
        promises += await victims.live(
            "answer", tmp_path / "data", pdf, chance.uniform(0, 0.1), "run", 1
        )
    reader, embedder = PdfiumReader(), HashEmbedder()
    engine = await Engine.open(tmp_path / "data", reader=reader, embedder=embedder)
    cut_off = 0
    async with Client(InProcessTransport(engine.app)) as client:
        for word, thread_id, *rest in promises:
            messages = (await client.get_thread_messages(thread_id)).data
            assert messages[-1].role == "user", "a question is gone"
            if word == "thread":
                continue
            run = await client.get_run(thread_id, rest[0])
            assert run.status in TERMINAL, "a run is left half done"
            if word == "ended":
                assert run.status == rest[1]
            cut_off += run.status == "failed"
            for message in messages:
                assert message.status != "in_progress"
                assert message.status == "completed" or run.status == "failed"
    assert cut_off, "no kill met a run: the moments are badly chosen"
    await engine.aclose()
    await reader.aclose()
