"""The part of the store's interface that keeps what models write of whole documents."""

from __future__ import annotations

from typing import Protocol

from octavo.protocol.written_summaries import WrittenSummary


class WrittenTexts(Protocol):
    """Summaries by models, one for each document's content, or part of it, and model."""

    async def written_summary(
        self, sha256: str, model: str, section: int | None = None
    ) -> WrittenSummary | None:
        """Return what a model wrote of a document, if that is kept.

        Args:
            sha256: Of the document's content.
            model: Who wrote.
            section: Of what stands under this heading of its outline; None for all of it.
        """
        ...

    async def keep_written_summary(self, sha256: str, summary: WrittenSummary) -> None:
        """Keep a summary in the place of the same model's of the same part.

        Nothing is kept if its document is gone.
        """
        ...

    async def count_tokens(
        self, model: str, prompt: int, completion: int, *, answers: int = 0
    ) -> None:
        """Count what a model read and wrote beside runs, whose tokens are counted at their end."""
        ...
