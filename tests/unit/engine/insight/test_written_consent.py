"""Whole documents go to a host on another computer only where that was agreed to, apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.errors import ApiStatusError
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from octavo.protocol.written_summaries import WriteSummaryRequest
from octavo.providers import settings
from support.asking import LEASE
from support.embedding import HashEmbedder
from support.embedding_host import open_with_hosts
from support.model_server import ModelServer, says
from support.pdfs import make_pdf

WRITE = WriteSummaryRequest(model="host/tiny")


async def test_no_summary_is_written_elsewhere_without_a_consent_of_its_own(
    tmp_path: Path,
    reader: PdfiumReader,
    embedder: HashEmbedder,
    host: ModelServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "is_loopback", lambda _: False)
    host.script = [says("The deposit amounts to 2,400 euros [3].\n")]
    opening = open_with_hosts(tmp_path / "data", reader, embedder, host.url, agreed=False)
    async with opening as (client, _, providers):
        file = await client.upload_file(make_pdf(tmp_path / "lease.pdf", LEASE))
        store = await client.create_vector_store_and_wait_to_complete(
            CreateVectorStoreRequest(file_ids=[file.id])
        )

        async def write(*, streamed: bool = False) -> None:
            if streamed:
                async with client.stream_file_summary(store.id, file.id, WRITE) as parts:
                    [part async for part in parts]
            else:
                await client.write_file_summary(store.id, file.id, WRITE)

        async def refused() -> None:
            for streamed in (False, True):
                with pytest.raises(ApiStatusError) as caught:
                    await write(streamed=streamed)
                assert (caught.value.status, caught.value.code) == (424, "model_consent")
                assert host.url.removesuffix("/v1") in caught.value.message
                assert "providers allow host summaries" in caught.value.message
            assert not host.seen
            assert not host.others

        await refused()
        # What else was agreed to is less than whole documents.
        await providers.allow("host", "answers")
        await refused()

        await providers.allow("host", "summaries")
        written = await client.write_file_summary(store.id, file.id, WRITE)
        assert [one.text for one in written.statements] == ["The deposit amounts to 2,400 euros."]
        sent = b"".join(one.body for one in host.seen)
        assert b"2,400 euros" in sent

        host.seen.clear()
        host.others.clear()
        await providers.withdraw_all("host")
        with pytest.raises(ApiStatusError, match="nobody has agreed to summaries"):
            await client.write_file_summary(
                store.id, file.id, WriteSummaryRequest(model="host/tiny", anew=True)
            )
        assert not host.seen
        assert not host.others
