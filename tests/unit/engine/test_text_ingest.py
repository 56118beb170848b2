"""Text and Markdown beside PDF: taken in, found, cited; other files are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.client import Client
from octavo.engine.app import Engine
from octavo.protocol.assistants import CreateAssistantRequest
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.search import SearchVectorStoreRequest
from octavo.protocol.threads import CreateThreadRequest
from octavo.protocol.tools import (
    FileSearchResourcesRequest,
    FileSearchTool,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreRequest,
    VectorStoreFileObject,
)
from support.pdfs import make_pdf

NOTES = """# Pits

## Gravel

The gravel pit is forty metres deep and was opened in the year 1932 by
two brothers from Hamburg.

## Sand

The sand pit is closed in winter.
"""


async def taken_in(client: Client, **files: bytes | Path) -> dict[str, VectorStoreFileObject]:
    """Upload files under names, in which two underscores stand for a dot; return their entries."""
    store = await client.create_vector_store(CreateVectorStoreRequest())
    entries: dict[str, VectorStoreFileObject] = {}
    for key, content in files.items():
        file = await client.upload_file(content, filename=key.replace("__", "."))
        await client.create_vector_store_file_batch(
            store.id, CreateVectorStoreFileBatchRequest(file_ids=[file.id])
        )
        entries[key] = await client.wait_for_vector_store_file_to_complete(
            store.id, file.id, poll_interval=0.02
        )
    return entries


async def test_kinds_are_told_by_name_and_first_bytes(client: Client, tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "a.pdf", ["A page about gravel."]).read_bytes()
    text = b"A text about gravel, and nothing else in it."
    entries = await taken_in(
        client,
        a__txt=text,
        b__MD=text + b" B",
        c__csv=b"place,depth\npit,40\n",
        d__json=b'{"pit": "deep"}',
        noending=text + b" N",
        e__docx=b"PK\x03\x04" + bytes(range(256)),
        f__png=b"\x89PNG\r\n\x1a\n\0\0",
        g__txt=b"\x7fELF\0\0\0" + bytes(range(256)),
        noending2=b"\0\1\2",
        h__bin=pdf,
        i__txt=pdf + b"%",
        j__pdf=text + b" P",
        k__txt=b" \n",
        l__md=b"About %PDF-1.7 and its ways.",
        m__html=b"<html></html>",
    )
    outcomes = {
        key: entry.last_error.code if entry.last_error else entry.status
        for key, entry in entries.items()
    }
    assert outcomes == {
        "a__txt": "completed",
        "b__MD": "completed",
        "c__csv": "completed",
        "d__json": "completed",
        "noending": "completed",
        "e__docx": "unsupported_file",
        "f__png": "unsupported_file",
        "g__txt": "unsupported_file",
        "noending2": "unsupported_file",
        "h__bin": "completed",
        "i__txt": "completed",
        "j__pdf": "invalid_file",
        "k__txt": "invalid_file",
        "l__md": "completed",
        "m__html": "unsupported_file",
    }
    assert "Octavo reads PDF and text files" in entries["e__docx"].last_error.message
    assert "e.docx" in entries["e__docx"].last_error.message
    assert "not a PDF" in entries["j__pdf"].last_error.message
    assert "empty" in entries["k__txt"].last_error.message


async def test_the_same_text_under_a_name_that_promises_a_pdf_fails(client: Client) -> None:
    text = b"A text about gravel."
    entries = await taken_in(client, a__txt=text, a__pdf=text, b__txt=text)
    assert [entry.status for entry in entries.values()] == ["completed", "failed", "completed"]


async def test_a_text_file_is_found_and_cited_like_a_pdf(client: Client) -> None:
    file = await client.upload_file(NOTES.encode(), filename="notes.md")
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
    entry = await client.wait_for_vector_store_file_to_complete(
        store.id, file.id, poll_interval=0.02
    )
    assert (entry.status, entry.progress.text, entry.progress.pages_total) == ("completed", 1, 1)
    found = await client.search_vector_store(store.id, SearchVectorStoreRequest(query="sand pit"))
    assert found.data[0].page_label == "lines 1–10"
    assert found.data[0].rects is None

    assistant = await client.create_assistant(
        CreateAssistantRequest(
            model="octavo-extractive",
            tools=[FileSearchTool(type="file_search")],
            tool_resources=ToolResourcesRequest(
                file_search=FileSearchResourcesRequest(vector_store_ids=[store.id])
            ),
        )
    )
    thread = await client.create_thread(CreateThreadRequest())
    await client.create_thread_message(
        thread.id, CreateMessageRequest(role="user", content="How deep is the gravel pit?")
    )
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    run = await client.wait_for_run_to_complete(thread.id, run.id)
    assert run.status == "completed"
    (answer, *_) = (await client.get_thread_messages(thread.id)).data
    citation = answer.content[0].text.annotations[0].file_citation
    assert citation.quote.endswith(
        "The gravel pit is forty metres deep and was opened in the year 1932"
        " by two brothers from Hamburg."
    )
    assert citation.verified
    assert citation.rects == []
    raw = NOTES[citation.start : citation.end]
    assert " ".join(raw.split()) == citation.quote


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
async def test_text_in_other_encodings_is_found(client: Client, encoding: str) -> None:
    file = await client.upload_file(
        "Die Grüße stehen im Anhang.".encode(encoding), filename="a.txt"
    )
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
    await client.wait_for_vector_store_to_complete(store.id, poll_interval=0.02)
    found = await client.search_vector_store(store.id, SearchVectorStoreRequest(query="Grüße"))
    assert found.data[0].quote == "Die Grüße stehen im Anhang."


@pytest.mark.parametrize("name", ["a.txt", "a.pdf"])
async def test_content_that_is_gone_is_told(client: Client, engine: Engine, name: str) -> None:
    file = await client.upload_file(b"%PDF-1.7 or a text", filename=name)
    await engine._services.blobs.delete(file.sha256)
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
    entry = await client.wait_for_vector_store_file_to_complete(
        store.id, file.id, poll_interval=0.02
    )
    assert entry.last_error.code == "server_error"
    assert f"The content of “{name}” cannot be read" in entry.last_error.message
