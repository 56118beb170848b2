"""All pages of a document, only with what is looked at: the rest is far more than the text."""

from __future__ import annotations

import dataclasses

from octavo.engine.store.records import Document
from octavo.engine.store.store import Store
from octavo.pdf.page import PageText

_AT_ONCE = 20


async def read_pages(store: Store, document: Document) -> list[PageText]:
    """Return the pages that are read by now, in order, without raw text, segments and words."""
    pages: list[PageText] = []
    while len(pages) < document.facts.page_count:
        some = await store.pages(document.sha256, len(pages) + 1, _AT_ONCE)
        if not some:
            break
        pages += [dataclasses.replace(one, raw="", segments=(), words=()) for one in some]
    return pages
