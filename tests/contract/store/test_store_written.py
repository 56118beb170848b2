"""What models wrote of documents is kept by document, model and part, each by itself."""

from __future__ import annotations

import itertools

from octavo.engine.store.store import Insert, Store
from octavo.protocol.insight import DocumentPart
from octavo.protocol.runs import Usage
from octavo.protocol.written_summaries import WrittenSummary
from support import stores

PARTS = [None, 0, 3, 33]
MODELS = ["a", "a\n3", "a\n3\n", "a\n"]
"""Whatever is named in a request is a model's name, a line break in it or not."""


def written(model: str, section: int | None) -> WrittenSummary:
    part = None
    if section is not None:
        part = DocumentPart(
            section=section, title="", page=1, page_label="1", last_page=1, last_page_label="1"
        )
    return WrittenSummary(
        vector_store_id="vs_1",
        file_id="file-1",
        filename="lease.pdf",
        title="",
        part=part,
        model=model,
        created_at=1,
        pages=1,
        pages_total=1,
        statements=[],
        parts=[],
        usage=Usage(prompt_tokens=0, completion_tokens=0, total_tokens=0),
    )


async def test_no_summary_takes_the_place_of_another(store: Store) -> None:
    await store.apply(Insert(stores.vector_store()))
    await stores.add_file(store, "file-1", texts=["The rent is due."])
    sha256 = stores.digest("file-1")
    all_of_them = list(itertools.product(MODELS, PARTS))
    for model, section in all_of_them:
        await store.keep_written_summary(sha256, written(model, section))
    for model, section in all_of_them:
        assert await store.written_summary(sha256, model, section) == written(model, section)
