"""Files that open only with a password: they wait for it, and it is kept in memory only."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.errors import ApiStatusError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.files import WRONG_PASSWORD, FileObject, UnlockFileRequest
from octavo.protocol.search import INCLUDE_RECTS
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileRequest,
    CreateVectorStoreRequest,
    VectorStoreFileObject,
)
from support.embedding import HashEmbedder
from support.pdfs import encrypt, make_pdf

SECRET = "a gravel-grey heron"
WORDS = "The tenant may leave after three months."


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    plain = make_pdf(tmp_path / "plain.pdf", ["The landlord lets the flat.", WORDS])
    return encrypt(plain, tmp_path / "locked.pdf", user=SECRET)


async def _put(client: Client, file: FileObject) -> VectorStoreFileObject:
    library = await client.create_vector_store(CreateVectorStoreRequest())
    await client.create_vector_store_file(library.id, CreateVectorStoreFileRequest(file_id=file.id))
    return await _ended(client, library.id, file.id)


async def _ended(client: Client, store_id: str, file_id: str) -> VectorStoreFileObject:
    return await client.wait_for_vector_store_file_to_complete(
        store_id, file_id, poll_interval=0.02, deadline=30
    )


async def test_a_locked_file_waits_for_its_password_and_is_read_with_it(
    client: Client, locked: Path
) -> None:
    file = await client.upload_file(locked)
    waiting = await _put(client, file)
    assert (waiting.status, waiting.lock) == ("failed", "closed")
    assert waiting.last_error is not None
    assert waiting.last_error.message.startswith("“locked.pdf” is locked with a password.")

    with pytest.raises(ApiStatusError, match="not right") as wrong:
        await client.unlock_file(file.id, UnlockFileRequest(password="a white heron"))
    assert (wrong.value.status, wrong.value.code) == (400, WRONG_PASSWORD)
    still = await client.get_vector_store_file(waiting.vector_store_id, file.id)
    assert still.lock == "closed"

    assert (await client.unlock_file(file.id, UnlockFileRequest(password=SECRET))).id == file.id
    read = await _ended(client, waiting.vector_store_id, file.id)
    assert (read.status, read.lock, read.last_error) == ("completed", "opened", None)
    assert read.progress is not None
    assert read.progress.text == 2


async def test_it_is_read_in_all_stores_that_wait_for_it(client: Client, locked: Path) -> None:
    first = await client.upload_file(locked)
    second = await client.upload_file(locked)
    waiting = [await _put(client, first), await _put(client, second)]
    await client.unlock_file(second.id, UnlockFileRequest(password=SECRET))
    for one in waiting:
        assert (await _ended(client, one.vector_store_id, one.id)).status == "completed"


async def test_passages_of_a_locked_file_have_their_places(client: Client, locked: Path) -> None:
    file = await client.upload_file(locked)
    entry = await _put(client, file)
    await client.unlock_file(file.id, UnlockFileRequest(password=SECRET))
    await _ended(client, entry.vector_store_id, file.id)
    content = await client.get_vector_store_file_content(
        entry.vector_store_id, file.id, include=[INCLUDE_RECTS]
    )
    assert all(part.rects for part in content.data)


async def test_a_file_with_an_owner_password_only_is_read_without_asking(
    client: Client, tmp_path: Path
) -> None:
    plain = make_pdf(tmp_path / "plain.pdf", [WORDS])
    file = await client.upload_file(encrypt(plain, tmp_path / "owned.pdf", owner="somebody"))
    entry = await _put(client, file)
    assert (entry.status, entry.lock) == ("completed", None)
    # Nothing is kept of a password that is not needed.
    await client.unlock_file(file.id, UnlockFileRequest(password="whatever"))
    again = await client.get_vector_store_file(entry.vector_store_id, file.id)
    assert again.lock is None


async def test_what_is_no_pdf_has_no_password(client: Client, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Some notes.")
    file = await client.upload_file(path)
    with pytest.raises(ApiStatusError, match="is not a PDF"):
        await client.unlock_file(file.id, UnlockFileRequest(password=SECRET))
    with pytest.raises(ApiStatusError) as unknown:
        await client.unlock_file("file-none", UnlockFileRequest(password=SECRET))
    assert unknown.value.status == 404


async def test_the_password_is_written_down_nowhere(
    tmp_path: Path, locked: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """security.md 8: absent from database, logs, replies and exceptions."""
    caplog.set_level(logging.DEBUG)
    reader = PdfiumReader()
    data = tmp_path / "data"
    engine = await Engine.open(data, reader=reader, embedder=HashEmbedder())
    async with Client(InProcessTransport(engine.app)) as client:
        file = await client.upload_file(locked)
        entry = await _put(client, file)
        wrong = UnlockFileRequest(password=SECRET + " too many")
        with pytest.raises(ApiStatusError) as refused:
            await client.unlock_file(file.id, wrong)
        await client.unlock_file(file.id, UnlockFileRequest(password=SECRET))
        await _ended(client, entry.vector_store_id, file.id)
    assert SECRET not in repr(wrong)
    assert SECRET not in repr(engine._services.passwords)
    assert SECRET not in str(refused.value) + repr(vars(refused.value))
    await engine.aclose()
    await reader.aclose()
    for path in data.rglob("*"):
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
    assert SECRET not in caplog.text

    # So after a restart it is asked for anew, where the file itself is needed.
    reader = PdfiumReader()
    engine = await Engine.open(data, reader=reader, embedder=HashEmbedder())
    assert engine._services.passwords.of(file.sha256 or "") is None
    await engine.aclose()
    await reader.aclose()
