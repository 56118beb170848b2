"""How often the right page is found and quoted, over questions with known pages.

    python tests/bench/retrieval.py QUESTIONS.json PDF_FOLDER [--shared-store] [--data FOLDER]

QUESTIONS.json is a list of objects: pdf (a name in PDF_FOLDER), question, gold_pages (counted from
1), answerable, and image_only if the page has no text layer (such ones are left out). The real
engine takes the PDFs in, each in a store of its own or all in one; with --data what was taken in is
used again. Prints shares in percent with bootstrap 95 % intervals.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import json
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import pypdfium2

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2] / "app")]

from octavo.client import Client, InProcessTransport  # noqa: E402
from octavo.engine.answer.extractive import ExtractiveAnswer, ExtractiveAnswerer  # noqa: E402
from octavo.engine.app import Engine  # noqa: E402
from octavo.engine.search import POOL, Searcher  # noqa: E402
from octavo.engine.store.records import Hit  # noqa: E402
from octavo.engine.store.sqlite import SqliteStore  # noqa: E402
from octavo.engine.text.words import content_words  # noqa: E402
from octavo.models.minilm import MiniLmEmbedder  # noqa: E402
from octavo.models.port import Embedder  # noqa: E402
from octavo.pdf.reader import PdfiumReader  # noqa: E402
from octavo.protocol.vector_stores import CreateVectorStoreRequest  # noqa: E402

Page = tuple[str, int]
"""Name of a PDF and page counted from 1."""

_DEPTH = 60
"""Passages that are ranked: enough for 20 different pages."""

_OTHERS = 2
"""Other documents that each question is asked of, as one on an absent topic."""


@dataclasses.dataclass(frozen=True)
class Question:
    """A question and the pages that answer it; none if nothing does."""

    text: str
    pdf: str
    gold: frozenset[Page]
    answerable: bool


@dataclasses.dataclass(frozen=True)
class Taken:
    """What was taken in: the store of each PDF, and the PDF of each file id."""

    stores: dict[str, str]
    pdfs: dict[str, str]


def questions(path: Path) -> list[Question]:
    """Read the questions that pages with a text layer are asked."""
    return [
        Question(
            text=one["question"],
            pdf=one["pdf"],
            gold=frozenset((one["pdf"], page) for page in one["gold_pages"]),
            answerable=one["answerable"],
        )
        for one in json.loads(path.read_text())
        if not one.get("image_only")
    ]


async def take_in(folder: Path, pdfs: Sequence[Path], embedder: Embedder, *, shared: bool) -> None:
    """Upload the PDFs and wait until words and vectors of all are in."""
    reader = PdfiumReader()
    engine = await Engine.open(folder, reader=reader, embedder=embedder)
    stores: dict[str, str] = {}
    files: dict[str, str] = {}
    async with Client(InProcessTransport(engine.app)) as client:
        for path in pdfs:
            files[(await client.upload_file(path)).id] = path.name
        groups = [list(files)] if shared else [[file] for file in files]
        for group in groups:
            store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=group))
            stores.update((files[file], store.id) for file in group)
        for file, name in files.items():
            while not await _searchable(client, stores[name], file):  # noqa: ASYNC110 - over HTTP
                await asyncio.sleep(0.2)
    await engine.aclose()
    await reader.aclose()
    (folder / "taken.json").write_text(json.dumps({"stores": stores, "pdfs": files}))


async def _searchable(client: Client, store: str, file: str) -> bool:
    entry = await client.get_vector_store_file(store, file)
    progress = entry.progress
    if entry.status == "failed":
        raise SystemExit(f"{file}: {entry.last_error and entry.last_error.message}")
    return (
        entry.status == "completed"
        and progress is not None
        and progress.passages_embedded == progress.passages
    )


class Rankings:
    """Ranks pages by words, by meaning, and by both."""

    def __init__(self, store: SqliteStore, embedder: Embedder, pdfs: dict[str, str]) -> None:
        self._store = store
        self._embedder = embedder
        self._pdfs = pdfs
        self._searcher = Searcher(store, embedder)

    async def words(self, store_id: str, question: str) -> list[Page]:
        hits = await self._store.search_words([store_id], content_words(question), POOL)
        return await self._pages(hits)

    async def vectors(self, store_id: str, question: str) -> list[Page]:
        vector = await self._embedder.embed([question], urgent=True)
        model = self._embedder.model
        return await self._pages(await self._store.search_vectors([store_id], vector, model, POOL))

    async def fusion(self, store_id: str, question: str) -> list[Page]:
        passages = await self._searcher.search([store_id], question, limit=_DEPTH)
        return _distinct((self._pdfs[p.chunk.file_id], p.chunk.page) for p in passages)

    async def _pages(self, hits: Sequence[Hit]) -> list[Page]:
        chunks = await self._store.chunks([hit.chunk_id for hit in hits])
        return _distinct((self._pdfs[chunk.file_id], chunk.page) for chunk in chunks)


def _distinct(pages: Iterable[Page]) -> list[Page]:
    return list(dict.fromkeys(pages))


def interval(values: Sequence[float]) -> str:
    """Return mean and bootstrap 95 % interval in percent."""
    sample = 100 * np.asarray(values, dtype=float)
    rng = np.random.default_rng(0)
    means = [rng.choice(sample, len(sample)).mean() for _ in range(2000)]
    low, high = np.percentile(means, [2.5, 97.5])
    return f"{sample.mean():5.1f} [{low:5.1f}, {high:5.1f}]"


def print_hits(name: str, ranks: Sequence[int | None]) -> None:
    """Print page hit@1/5/20 and MRR@10 of ranks counted from 0 (None: not found)."""
    shares = [interval([rank is not None and rank < k for rank in ranks]) for k in (1, 5, 20)]
    shares.append(interval([1 / (r + 1) if r is not None and r < 10 else 0 for r in ranks]))
    print(f"{name:14}" + "   ".join(shares))


async def rank_all(
    asked: Sequence[Question], taken: Taken, rank: Callable[[str, str], Awaitable[list[Page]]]
) -> list[int | None]:
    """Return the rank of the first right page of each question."""
    ranks: list[int | None] = []
    for one in asked:
        pages = await rank(taken.stores[one.pdf], one.text)
        ranks.append(next((i for i, page in enumerate(pages) if page in one.gold), None))
    return ranks


def stands_verbatim(answer: ExtractiveAnswer, documents: dict[str, Path]) -> list[bool]:
    """Tell for each quote whether PDFium, asked anew, has it at its place."""
    found = []
    for quote in answer.quotes:
        with pypdfium2.PdfDocument(documents[quote.file_id]) as document:
            textpage = document[quote.page - 1].get_textpage()
            raw = textpage.get_text_range(quote.start, quote.end - quote.start)
            found.append(_letters(raw) == _letters(quote.quote))
    return found


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


async def evaluate(given: argparse.Namespace, folder: Path) -> None:
    """Take in what is not there yet, ask everything, print the figures."""
    everything = questions(given.questions)
    names = sorted({one.pdf for one in everything})
    embedder = MiniLmEmbedder()
    if not (folder / "taken.json").exists():
        began = time.perf_counter()
        pdfs = [given.pdfs / name for name in names]
        await take_in(folder, pdfs, embedder, shared=given.shared_store)
        print(f"{len(names)} PDFs taken in within {time.perf_counter() - began:.0f} s")
    taken = Taken(**json.loads((folder / "taken.json").read_text()))
    store = await SqliteStore.open(folder / "octavo.sqlite")

    paged = [one for one in everything if one.answerable and one.gold]
    print(f"\npages, {len(paged)} questions: hit@1, hit@5, hit@20, MRR@10")
    rankings = Rankings(store, embedder, taken.pdfs)
    for name in ("words", "vectors", "fusion"):
        print_hits(name, await rank_all(paged, taken, getattr(rankings, name)))

    answerer = ExtractiveAnswerer(store, Searcher(store, embedder), embedder)
    answers: list[ExtractiveAnswer] = []
    seconds: list[float] = []
    for one in everything:
        began = time.perf_counter()
        answers.append(await answerer.answer(one.text, [taken.stores[one.pdf]]))
        seconds.append(time.perf_counter() - began)
    both = list(zip(everything, answers, strict=True))
    print("\nanswers")
    for k in (1, 3):
        hits = [
            any((taken.pdfs[q.file_id], q.page) in one.gold for q in answer.quotes[:k])
            for one, answer in both
            if one in paged
        ]
        print(f"right page among the first {k} quotes  {interval(hits)}  n={len(hits)}")
    for name, answerable in (("answerable", True), ("unanswerable", False)):
        refused = [a.kind == "not_covered" for one, a in both if one.answerable is answerable]
        print(f"refused though {name:12}          {interval(refused)}  n={len(refused)}")
    if not given.shared_store:
        refused = await ask_others(everything, taken, answerer)
        print(f"refused when another PDF is asked    {interval(refused)}  n={len(refused)}")
    documents = {file: given.pdfs / name for file, name in taken.pdfs.items()}
    verbatim = [stands for answer in answers for stands in stands_verbatim(answer, documents)]
    marked = [quote.verified for answer in answers for quote in answer.quotes]
    print(f"quotes found at their place          {interval(verbatim)}  n={len(verbatim)}")
    print(f"quotes marked as verified            {interval(marked)}  n={len(marked)}")
    p50, p95 = (1000 * np.percentile(seconds, [50, 95])).round()
    print(f"time per answer: p50 {p50:.0f} ms, p95 {p95:.0f} ms")
    await store.aclose()
    await embedder.aclose()


async def ask_others(
    asked: Sequence[Question], taken: Taken, answerer: ExtractiveAnswerer
) -> list[bool]:
    """Ask each question of PDFs that are about something else; tell which were refused."""
    rng = np.random.default_rng(0)
    refused = []
    for one in asked:
        others = [store for pdf, store in taken.stores.items() if pdf != one.pdf]
        for store_id in rng.permutation(others)[:_OTHERS]:
            answer = await answerer.answer(one.text, [str(store_id)])
            refused.append(answer.kind == "not_covered")
    return refused


def main() -> None:
    """Read the arguments and evaluate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("pdfs", type=Path)
    parser.add_argument("--shared-store", action="store_true")
    parser.add_argument("--data", type=Path, help="data folder to be made, or used again")
    given = parser.parse_args()
    if given.data:
        given.data.mkdir(parents=True, exist_ok=True)
        asyncio.run(evaluate(given, given.data))
        return
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(evaluate(given, Path(name)))


if __name__ == "__main__":
    main()
