"""What is deleted can no longer be read from the raw bytes of the database."""

from __future__ import annotations

from pathlib import Path

import apsw

from octavo.assembly import open_client
from octavo.protocol.files import FileObject
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.threads import CreateThreadRequest, ThreadObject
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from support.pdfs import make_pdf

PAGES = [
    f"Paragraph {number}: the {word} shall be returned to the lessor in good order."
    for number, word in enumerate(["boat", "piano", "loom", "tractor", "press", "kiln"] * 8)
]
SAID = "Who has to bring back the grand piano that nobody wanted to play?"


def raw(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("octavo.sqlite*")))


async def fill(folder: Path, pdf: Path) -> tuple[FileObject, ThreadObject]:
    async with open_client(folder) as client:
        file = await client.upload_file(pdf)
        store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
        await client.wait_for_vector_store_to_complete(store.id, poll_interval=0.02)
        asked = CreateMessageRequest(role="user", content=SAID)
        thread = await client.create_thread(CreateThreadRequest(messages=[asked]))
    return file, thread


def kept_pages(folder: Path) -> list[bytes]:
    """Return the middle of each page's packed text, as it stands in the file."""
    with apsw.Connection(str(folder / "octavo.sqlite")) as connection:
        texts = [text for (text,) in connection.execute("SELECT text FROM pages")]
    connection.close()
    return [text[len(text) // 2 - 12 : len(text) // 2 + 12] for text in texts]


async def test_deleted_text_is_gone_from_the_raw_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    file, thread = await fill(folder, make_pdf(tmp_path / "lease.pdf", PAGES))
    pages, before = kept_pages(folder), raw(folder)
    assert len(pages) == len(PAGES)
    assert all(page in before for page in pages)
    assert SAID.encode() in before
    async with open_client(folder) as client:
        await client.delete_file(file.id)
        await client.delete_thread(thread.id)
    after = raw(folder)
    assert not [page for page in pages if page in after]
    assert SAID.encode() not in after
