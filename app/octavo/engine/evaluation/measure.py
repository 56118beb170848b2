"""Asks questions whose answers are known, and tells what was found, quoted and refused."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path

from octavo.engine.answer.citations import normalised, verify
from octavo.engine.answer.extractive import ExtractiveAnswerer
from octavo.engine.answer.generator import Turn
from octavo.engine.answer.overview import Overviews
from octavo.engine.answer.quotes import Quote
from octavo.engine.answer.writing import Findings
from octavo.engine.evaluation.questions import Page, Question
from octavo.engine.insight.finders import ThreadFinder
from octavo.engine.insight.summaries import Summaries
from octavo.engine.reranking import Reranking
from octavo.engine.search import Searcher
from octavo.engine.store.store import Store
from octavo.models.port import ComparingEmbedder
from octavo.pdf.port import PdfReader
from octavo.words import english

DEPTH = 60
"""Passages that are ranked: enough for 20 different pages."""


@dataclasses.dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in.

    Args:
        stores: The vector store of each PDF, by the PDF's name.
        pdfs: Name of the PDF of each file id.
    """

    stores: Mapping[str, str]
    pdfs: Mapping[str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question.

    Args:
        question: What was asked.
        rank: Pages above the first right one; None if it is not among those found, or not known.
        refused: Whether it was said that the documents do not cover it.
        fit: How well what was found fits, which decides on the refusal, 0 … 1.
        quotes: What was quoted.
        seconds: Time from question to quotes.
        told: What was said besides quotes, such as the documents' names.
        read_by: The reranker that put passages in order; empty if none did.
    """

    question: Question
    rank: int | None
    refused: bool
    fit: float
    quotes: tuple[Quote, ...]
    seconds: float
    told: str = ""
    read_by: str = ""

    def says(self, first: int) -> bool:
        """Tell whether what was told or one of the first quotes has one of the known answers."""
        wanted = [normalised(answer) for answer in self.question.answers]
        said = [normalised(text) for text in (self.told, *(q.quote for q in self.quotes[:first]))]
        return any(answer in quote for answer in wanted for quote in said)

    def shows(self, first: int, pdfs: Mapping[str, str]) -> bool:
        """Tell whether one of the first quotes stands on a right page."""
        places = {(pdfs[quote.file_id], quote.page) for quote in self.quotes[:first]}
        return bool(places & self.question.gold)


def distinct(pages: Iterable[Page]) -> list[Page]:
    """Return the pages in their order, each once."""
    return list(dict.fromkeys(pages))


def rank_of(pages: Sequence[Page], gold: frozenset[Page]) -> int | None:
    """Return how many pages come before the first right one."""
    return next((rank for rank, page in enumerate(pages) if page in gold), None)


async def ask_all(
    store: Store,
    embedder: ComparingEmbedder,
    questions: Sequence[Question],
    taken: Taken,
    *,
    reranking: Reranking | None = None,
    on_progress: Callable[[int], None] = lambda _: None,
) -> list[Outcome]:
    """Ask each question of the vector store that has its PDF, as a person would.

    So "Summarise this" is answered by a summary: then no passages are ranked but its quotes.
    """
    searcher = Searcher(store, embedder, reranking=reranking)
    answerer = ExtractiveAnswerer(store, searcher)
    overviews = Overviews(store, Summaries(store, embedder, ThreadFinder()))
    outcomes: list[Outcome] = []
    for question in questions:
        ids = [taken.stores[question.pdf]]
        began = time.perf_counter()
        overview = await overviews.answer(Turn(question.text, tuple(ids), DEPTH, 0.0))
        if overview is not None:
            seconds = time.perf_counter() - began
            outcomes.append(_of_overview(question, overview, taken, seconds))
            on_progress(len(outcomes))
            continue
        began = time.perf_counter()
        answer = await answerer.answer(question.text, ids)
        seconds = time.perf_counter() - began  # before the search, whose vectors are remembered
        passages = await searcher.search(ids, question.text, limit=DEPTH)
        pages = distinct((taken.pdfs[p.chunk.file_id], p.chunk.page) for p in passages)
        outcomes.append(
            Outcome(
                question=question,
                rank=rank_of(pages, question.gold),
                refused=answer.kind == "not_covered",
                fit=answer.fit,
                quotes=answer.quotes,
                seconds=seconds,
                read_by=answer.read_by.name,
            )
        )
        on_progress(len(outcomes))
    return outcomes


def _of_overview(question: Question, found: Findings, taken: Taken, seconds: float) -> Outcome:
    pages = distinct((taken.pdfs[quote.file_id], quote.page) for quote in found.quotes)
    lead = () if found.quotes else found.lead
    return Outcome(
        question=question,
        rank=rank_of(pages, question.gold),
        refused=False,
        fit=1.0,
        quotes=found.quotes,
        seconds=seconds,
        told="\n".join([*(str(english(one)) for one in lead), *found.lines]),
    )


async def stand_verbatim(
    reader: PdfReader, quotes: Iterable[Quote], paths: Mapping[str, Path]
) -> list[bool]:
    """Tell for each quote whether its page, read anew, has it at its place.

    Args:
        reader: Reads the PDFs.
        quotes: What was quoted.
        paths: Where the PDF of each file id lies.
    """
    wanted: dict[str, dict[int, list[Quote]]] = {}
    for quote in quotes:
        wanted.setdefault(quote.file_id, {}).setdefault(quote.page, []).append(quote)
    found: list[bool] = []
    for file_id, pages in wanted.items():
        async with aclosing(reader.pages(paths[file_id], sorted(pages))) as fresh:
            async for page in fresh:
                found.extend(verify(page, q.quote, q.start, q.end) for q in pages[page.number])
    return found
