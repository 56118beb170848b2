"""The text of a file's pages, as far as it is read, with the places of recognised words."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from octavo.client import Client
from octavo.errors import ApiStatusError
from octavo.pdf.reader import PdfiumReader
from octavo.pdf.recognition import RecognitionSetting
from octavo.protocol.files import FileObject
from octavo.protocol.vector_stores import CreateVectorStoreFileRequest, CreateVectorStoreRequest
from support.pdfs import make_many, make_pdf, make_scan
from support.recognising import stand_in


async def _read(client: Client, path: Path) -> FileObject:
    file = await client.upload_file(path)
    store = await client.create_vector_store(CreateVectorStoreRequest())
    await client.create_vector_store_file(store.id, CreateVectorStoreFileRequest(file_id=file.id))
    await client.wait_for_vector_store_file_to_complete(
        store.id, file.id, poll_interval=0.02, deadline=60
    )
    return file


async def test_pages_come_in_parts(client: Client, tmp_path: Path) -> None:
    file = await _read(client, make_many(tmp_path / "many.pdf", 30))
    first = await client.get_file_pages(file.id, limit=20)
    assert [page.page for page in first.data] == list(range(1, 21))
    assert (first.pages_read, first.pages_total, first.has_more) == (30, 30, True)
    assert first.data[6].text == "Page 7 of 30."
    rest = await client.get_file_pages(file.id, after=20)
    assert [page.page for page in rest.data] == list(range(21, 31))
    assert not rest.has_more
    beyond = await client.get_file_pages(file.id, after=30)
    assert (beyond.data, beyond.has_more) == ([], False)


async def test_a_file_that_is_not_read_has_no_pages_yet(client: Client, tmp_path: Path) -> None:
    file = await client.upload_file(make_pdf(tmp_path / "plain.pdf", ["Some words."]))
    pages = await client.get_file_pages(file.id)
    assert (pages.pages_total, pages.data, pages.has_more) == (0, [], False)


async def test_wrong_requests_are_refused(client: Client, tmp_path: Path) -> None:
    file = await client.upload_file(make_pdf(tmp_path / "plain.pdf", ["Some words."]))
    for make in (
        lambda: client.get_file_pages(file.id, limit=201),
        lambda: client.get_file_pages(file.id, after=-1),
        lambda: client.get_file_pages("file-none"),
    ):
        with pytest.raises(ApiStatusError):
            await make()


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX script stands for the program")
class TestRecognised:
    """Pages that are pictures, where text recognition is there."""

    @pytest.fixture
    async def reader(self, tmp_path: Path) -> AsyncIterator[PdfiumReader]:
        program = stand_in(tmp_path, ["seven", "scanned", "words"])
        made = PdfiumReader(find_recognition=lambda: RecognitionSetting(str(program)))
        yield made
        await made.aclose()

    async def test_their_words_have_places(self, client: Client, tmp_path: Path) -> None:
        file = await _read(client, make_scan(tmp_path / "scan.pdf"))
        (page,) = (await client.get_file_pages(file.id)).data
        assert page.state == "ocr"
        assert page.words
        for start, end, left, bottom, right, top in page.words:
            assert page.text[start:end].strip()
            assert left < right
            assert bottom < top
