"""The part of the store's interface that keeps what models write of whole documents."""

from __future__ import annotations

from typing import Protocol

from octavo.protocol.written_summaries import WrittenSummary


class WrittenTexts(Protocol):
    """Summaries by models, one for each document's content and model."""

    async def written_summary(self, sha256: str, model: str) -> WrittenSummary | None:
        """Return what a model wrote of a document, if that is kept."""
        ...

    async def keep_written_summary(self, sha256: str, summary: WrittenSummary) -> None:
        """Keep a summary in the place of one by the same model; nothing if its document is gone."""
        ...

    async def count_tokens(
        self, model: str, prompt: int, completion: int, *, answers: int = 0
    ) -> None:
        """Count what a model read and wrote beside runs, whose tokens are counted at their end."""
        ...
