"""Turns what a model wrote into statements, each with the places that say the same, or none."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from octavo.engine.answer.attribution import Attribution, Support
from octavo.engine.answer.citations import locate
from octavo.engine.answer.statements import Statement, StatementCutter
from octavo.engine.ranking import Passage
from octavo.engine.store.records import Chunk
from octavo.engine.store.store import Store
from octavo.models.port import Embedder
from octavo.protocol.insight import PageQuote
from octavo.protocol.written_summaries import WrittenStatement

_ITEM = re.compile(r"^\s*(?:[-*•#]+|\d{1,2}[.)])\s+")


@dataclasses.dataclass(frozen=True, slots=True)
class Attributed:
    """A statement as it is told, and the pieces that it stands on."""

    told: WrittenStatement
    pieces: tuple[Chunk, ...]


def as_passages(pieces: Sequence[Chunk]) -> list[Passage]:
    """Return pieces as passages, which is what is attributed to."""
    return [Passage(piece, 1.0, None, None) for piece in pieces]


class Attributor:
    """Attributes statements to pieces of a document.

    Args:
        store: Where its pages are.
        embedder: Compares meanings.
    """

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder

    async def attributed(
        self,
        text: str,
        passages: Sequence[Passage],
        named: Mapping[int, Sequence[int]] | None = None,
    ) -> list[Attributed]:
        """Return what a text states; what states nothing that could be looked up is left out.

        Args:
            text: As the model wrote it, with its marks.
            passages: That it can be from.
            named: Which passages, from 1, a number of the model's means; itself without this.
        """
        attribution = Attribution(self._embedder)
        attribution.add(passages)
        out: list[Attributed] = []
        for statement in _statements(text):
            hints = statement.hints
            if named is not None:
                hints = tuple(n for hint in hints for n in named.get(hint, ()))
            verdict = await attribution.judge(statement.text, hints)
            if not verdict.judged:
                continue
            said = _ITEM.sub("", statement.text).strip()
            quotes = [quote for s in verdict.supports if (quote := await self._quote(s))]
            told = WrittenStatement(text=said, supported=bool(quotes), quotes=quotes)
            out.append(Attributed(told, tuple(s.passage.chunk for s in verdict.supports)))
        return out

    async def _quote(self, support: Support) -> PageQuote | None:
        chunk = support.passage.chunk
        pages = await self._store.pages(chunk.sha256, chunk.page, 1)
        if not pages:
            return None  # the file was removed a moment ago
        found = locate(pages[0], *support.span)
        return PageQuote(
            page=chunk.page,
            page_label=pages[0].label,
            quote=found.quote,
            start=found.start,
            end=found.end,
            verified=found.verified,
            score=support.score,
        )


def _statements(text: str) -> list[Statement]:
    cutter = StatementCutter()
    return [p for p in [*cutter.feed(text), *cutter.rest()] if isinstance(p, Statement)]
