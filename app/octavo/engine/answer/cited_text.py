"""A model's text on its way to a message: statement by statement, each with what supports it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from octavo.engine.answer.attribution import Attribution, Support
from octavo.engine.answer.citations import locate
from octavo.engine.answer.generator import AnswerPart, Begun, Unsupported, Wrote
from octavo.engine.answer.marks import says_nothing
from octavo.engine.answer.placing import Placer
from octavo.engine.answer.prompt import NOT_THERE
from octavo.engine.answer.quotes import Quote
from octavo.engine.answer.quoting import NOT_COVERED
from octavo.engine.answer.statements import Statement, StatementCutter
from octavo.engine.ranking import Passage
from octavo.engine.store.store import Store
from octavo.models.port import Embedder
from octavo.pdf.page import PageText


class CitedText:
    """Makes the parts of an answer of what a model writes.

    ``begun`` tells whether there is a message, ``declined`` that it says that the passages do not
    answer, ``silent`` that the model ended without a word: small ones name a passage, and no more.

    Args:
        store: Where the pages are.
        placer: Makes citations.
        embedder: Compares meanings.
        question: That is answered.
        structured: Whether it is JSON, which is passed on as it is.
    """

    def __init__(
        self,
        store: Store,
        placer: Placer,
        embedder: Embedder,
        *,
        question: str = "",
        structured: bool = False,
    ) -> None:
        self.begun = False
        self.declined = False
        self.silent = False
        self._store = store
        self._placer = placer
        self._attribution = Attribution(embedder, question)
        self._structured = structured
        self._names: dict[str, str] = {}
        self._pages: dict[tuple[str, int], PageText] = {}
        self._cited: dict[tuple[str, int, int], int] = {}
        self._surely = False
        self._held = ""
        self._cutter = StatementCutter()

    def add(self, passages: Sequence[Passage], names: Mapping[str, str]) -> None:
        """Add passages that the model is shown, numbered on, with their files' names by id."""
        self._names.update(names)
        self._attribution.add(passages)

    async def feed(self, text: str) -> list[AnswerPart]:
        """Return what a piece of text becomes.

        The beginning is held back as long as it may be the word for "not there", or says nothing.
        """
        if self.begun:
            return await self._written(text)
        self._held += text
        start = self._held.lstrip()
        if not start or (self._may_decline and _tells_nothing(start)):
            return []
        return await self._begin()

    async def rest(self, *, end: bool, complete: bool = False) -> list[AnswerPart]:
        """Return what was held back; what comes after it is a message of its own.

        Args:
            end: Of the answer: there is a message in any case, even if nothing is in it.
            complete: The model ended by itself. If it has said nothing then, but named passages
                perhaps, there is no message.
        """
        out: list[AnswerPart] = []
        if not self.begun:
            if self._may_decline and self._held.strip().startswith(NOT_THERE):
                self.begun, self.declined, self._held = True, True, ""
                return [Begun("not_covered"), Wrote(NOT_COVERED)]
            self.silent = complete and self._may_decline and says_nothing(self._held)
            if self.silent or not (end or self._held.strip()):
                return []
            out = await self._begin()
        if not self._structured:
            out += await self._judged(self._cutter.rest())
        self.begun = end
        return out

    @property
    def has_surely_cited(self) -> bool:
        """Whether a place was named that surely says what the answer says."""
        return self._surely

    @property
    def cited(self) -> int:
        """How many places were named."""
        return len(self._cited)

    @property
    def cited_pages(self) -> frozenset[tuple[str, int]]:
        """The pages that were named, by the documents' sha256 and their numbers."""
        return frozenset((sha256, page) for sha256, page, _ in self._cited)

    @property
    def _may_decline(self) -> bool:
        return bool(self._names) and not self._structured

    async def _begin(self) -> list[AnswerPart]:
        held, self._held = self._held.lstrip(), ""
        self.begun = True
        self._cutter = StatementCutter()
        return [Begun("written"), *await self._written(held)]

    async def _written(self, text: str) -> list[AnswerPart]:
        if self._structured:
            return [Wrote(text)] if text else []
        return await self._judged(self._cutter.feed(text))

    async def _judged(self, pieces: Sequence[str | Statement]) -> list[AnswerPart]:
        """Return pieces as parts, each statement followed by what became of it."""
        said = [p for p in pieces if isinstance(p, Statement)] if self._names else []
        behind = iter(await self._behind(said) if said else ())
        out: list[AnswerPart] = []
        for piece in pieces:
            if isinstance(piece, str):
                out.append(Wrote(piece))
            elif said:
                out += next(behind)
        return out

    async def _behind(self, statements: Sequence[Statement]) -> list[list[AnswerPart]]:
        """Return what stands behind each statement: its places, or that nothing supports it."""
        verdicts = await self._attribution.judge_all([(s.text, s.hints) for s in statements])
        quotes = [
            [quote for s in verdict.supports if (quote := await self._quote(s)) is not None]
            for verdict in verdicts
        ]
        places = [
            (self._number(quote), quote, self._names[quote.file_id])
            for one in quotes
            for quote in one
        ]
        cited = iter(await self._placer.cited_all(places) if places else ())
        out: list[list[AnswerPart]] = []
        for statement, verdict, known in zip(statements, verdicts, quotes, strict=True):
            self._surely |= bool(known) and verdict.sure
            if known:
                out.append([part for _ in known for part in (Wrote(" "), next(cited))])
            else:
                out.append([Unsupported(len(statement.text))] if verdict.judged else [])
        return out

    async def _quote(self, support: Support) -> Quote | None:
        chunk = support.passage.chunk
        page = await self._page(chunk.sha256, chunk.page)
        if page is None:
            return None  # the file was removed a moment ago
        found = locate(page, *support.span)
        return Quote(
            file_id=chunk.file_id,
            sha256=chunk.sha256,
            page=chunk.page,
            label=page.label,
            quote=found.quote,
            start=found.start,
            end=found.end,
            score=support.score,
            verified=found.verified,
        )

    async def _page(self, sha256: str, number: int) -> PageText | None:
        """Return a page; those that were quoted from are kept: statements mostly share a few."""
        page = self._pages.get((sha256, number))
        if page is None:
            pages = await self._store.pages(sha256, number, 1)
            if not pages:
                return None
            page = self._pages[sha256, number] = pages[0]
        return page

    def _number(self, quote: Quote) -> int:
        place = (quote.sha256, quote.page, quote.start)
        return self._cited.setdefault(place, len(self._cited) + 1)


def _tells_nothing(start: str) -> bool:
    return NOT_THERE.startswith(start[: len(NOT_THERE)]) or says_nothing(start)
