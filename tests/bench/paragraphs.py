"""How often the right paragraph is found and the answer quoted, on sets in the form of SQuAD.

    python tests/bench/paragraphs.py SET.json [--asked 300] [--quoted 200]

All articles of a set are kept in one store, a paragraph as a page; every n-th answerable question
is asked. Prints MRR@10 and hit@1 of paragraphs, against words alone in the same run, and how often
a known answer is in the first and the first three quotes. Then each article is kept in a store of
its own, and questions on other articles are asked of it: prints how many are refused, by the
program's threshold, and by the one that would keep 95 % of the answerable ones; and how often an
answerable question fits its article better than one that only seems to be answered there (AUROC).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2] / "app")]

from octavo.engine.answer.citations import normalised  # noqa: E402
from octavo.engine.answer.extractive import ExtractiveAnswerer  # noqa: E402
from octavo.engine.evaluation.figures import auroc, figure, ranking_figures  # noqa: E402
from octavo.engine.ingest.chunks import chunk_page  # noqa: E402
from octavo.engine.search import POOL, Searcher  # noqa: E402
from octavo.engine.store.records import PageBatch  # noqa: E402
from octavo.engine.store.sqlite import SqliteStore  # noqa: E402
from octavo.engine.store.store import Insert, Replace  # noqa: E402
from octavo.engine.text.words import content_words  # noqa: E402
from octavo.models.minilm import MiniLmEmbedder  # noqa: E402
from octavo.models.port import Embedder  # noqa: E402
from octavo.pdf.page import PageText, Segment  # noqa: E402
from support import stores  # noqa: E402

ALL = "vs_all"
_AT_ONCE = 64
_KEPT = 0.05  # share of answerable questions that the other threshold may lose


class Asked(NamedTuple):
    """A question, its article and paragraph, and what answers it."""

    text: str
    article: int
    paragraph: int
    answers: list[str]


def questions(articles: Sequence[dict[str, Any]], *, answerable: bool = True) -> list[Asked]:
    """Return the answerable questions, or those that only seem so."""
    return [
        Asked(qa["question"], n, p, [normalised(one["text"]) for one in qa.get("answers", ())])
        for n, article in enumerate(articles)
        for p, paragraph in enumerate(article["paragraphs"], 1)
        for qa in paragraph["qas"]
        if bool(qa.get("is_impossible")) is not answerable
    ]


def some(asked: Sequence[Asked], count: int) -> Sequence[Asked]:
    """Return about so many of them, from all over the set."""
    return asked[:: max(1, len(asked) // count)]


async def keep(
    store: SqliteStore, embedder: Embedder, article: dict[str, Any], number: int, vs_id: str
) -> None:
    """Take an article into a store that is there."""
    key = f"file-{number}"
    texts = [paragraph["context"] for paragraph in article["paragraphs"]]
    file = stores.file(key)
    if await store.get(type(file), key) is None:
        await store.apply(Insert(file))
    entry = stores.store_file(key, vector_store_id=vs_id)
    await store.apply(Insert(entry))
    sha256 = stores.digest(key)
    await store.begin_document(sha256, stores.facts(len(texts)), stores.TEXT_VERSION)
    title = article.get("title", "").replace("_", " ")
    pages = [
        PageText(n, str(n), "text", text, text, (Segment(0, 0, len(text)),))
        for n, text in enumerate(texts, 1)
    ]
    chunks = tuple(chunk for page in pages for chunk in chunk_page(page, context=title))
    await store.add_pages(entry, sha256, PageBatch(tuple(pages), chunks))
    while found := await store.unembedded(vs_id, key, embedder.model, _AT_ONCE):
        rows = await embedder.embed([f"{c.context}\n{c.text}" for c in found])
        await store.add_vectors(vs_id, key, embedder.model, [c.id for c in found], rows)
    await store.seal_vectors(vs_id, key, embedder.model)
    await store.apply(Replace(entry.model_copy(update={"status": "completed"})))


def rank(found: Sequence[tuple[str, int]], one: Asked) -> int | None:
    """Return how many paragraphs come before the right one."""
    places = list(dict.fromkeys(found))
    right = (f"file-{one.article}", one.paragraph)
    return places.index(right) if right in places else None


async def rankings(store: SqliteStore, embedder: Embedder, asked: Sequence[Asked]) -> None:
    """Print how often the right paragraph is found."""
    searcher = Searcher(store, embedder)
    by_words, shipped = [], []
    for one in asked:
        hits = await store.search_words([ALL], content_words(one.text), POOL)
        chunks = await store.chunks([hit.chunk_id for hit in hits[:20]])
        by_words.append(rank([(c.file_id, c.page) for c in chunks], one))
        found = await searcher.search([ALL], one.text, limit=20)
        shipped.append(rank([(p.chunk.file_id, p.chunk.page) for p in found], one))
    for name, ranks in (("words", by_words), ("shipped", shipped)):
        figures = ranking_figures(ranks)
        print(f"{name:9} hit@1 {figures['hit@1']}   MRR@10 {figures['mrr@10']}   n={len(ranks)}")


async def quotes(answerer: ExtractiveAnswerer, asked: Sequence[Asked]) -> None:
    """Print how often a known answer is quoted."""
    told = []
    for one in asked:
        answer = await answerer.answer(one.text, [ALL])
        told.append([any(a in normalised(q.quote) for a in one.answers) for q in answer.quotes])
    for first in (1, 3):
        share = figure(any(hits[:first]) for hits in told)
        print(f"answer in first {first} quotes    {share}   n={len(asked)}")


async def refusals(
    answerer: ExtractiveAnswerer,
    asked: Sequence[Asked],
    near_misses: Sequence[Asked],
    articles: int,
) -> None:
    """Ask questions of their own article and of another one; print what is refused.

    Near misses are asked of their own article: what they ask is not there, but seems to be.
    """
    own, other, refused, kept = [], [], [], []
    for one in asked:
        answer = await answerer.answer(one.text, [f"vs_{one.article}"])
        own.append(answer.fit)
        kept.append(answer.kind == "quotes")
        elsewhere = (one.article + articles // 2) % articles
        answer = await answerer.answer(one.text, [f"vs_{elsewhere}"])
        other.append(answer.fit)
        refused.append(answer.kind == "not_covered")
    threshold = float(np.quantile(own, _KEPT))
    print(f"answerable kept            {figure(kept)}   n={len(asked)}")
    print(f"absent topics refused      {figure(refused)}   n={len(asked)}")
    print(f"  with 95 % kept ({threshold:.2f})    {figure(fit < threshold for fit in other)}")
    missed = [(await answerer.answer(one.text, [f"vs_{one.article}"])).fit for one in near_misses]
    if (told := auroc(own, missed)) is not None:
        print(f"AUROC, answerable or near miss  {told:.2f}   n={len(missed)}")


async def bench(given: argparse.Namespace, folder: Path) -> None:
    """Take the set in, ask, print."""
    articles = json.loads(given.set.read_text(encoding="utf-8"))["data"]
    store = await SqliteStore.open(folder / "octavo.sqlite")
    embedder = MiniLmEmbedder()
    await store.apply(*(Insert(stores.vector_store(f"vs_{n}")) for n in range(len(articles))))
    await store.apply(Insert(stores.vector_store(ALL)))
    for number, article in enumerate(articles):
        await keep(store, embedder, article, number, ALL)
        await keep(store, embedder, article, number, f"vs_{number}")
    asked = questions(articles)
    answerer = ExtractiveAnswerer(store, Searcher(store, embedder))
    await rankings(store, embedder, some(asked, given.asked))
    await quotes(answerer, some(asked, given.quoted))
    near_misses = some(questions(articles, answerable=False), given.quoted)
    await refusals(answerer, some(asked, given.quoted), near_misses, len(articles))
    await store.aclose()
    await embedder.aclose()


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("--asked", type=int, default=300)
    parser.add_argument("--quoted", type=int, default=200)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as name:
        asyncio.run(bench(given, Path(name)))


if __name__ == "__main__":
    main()
