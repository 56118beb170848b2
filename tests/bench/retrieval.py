"""How often the right page is found, against words alone, vectors alone and rank fusion.

    python tests/bench/retrieval.py QUESTIONS.json PDF_FOLDER [--shared-store] [--data FOLDER]
        [--cross-validate] [--reranker FOLDER]

The questions are those of ``octavo eval`` (octavo eval --help). The real engine takes the PDFs in,
each in a store of its own or all in one; with --data what was taken in is used again. All rankings
come from the same index in the same run. Prints percent with bootstrap 95 % intervals, then what
``octavo eval`` prints, and how often questions asked of another PDF were refused. With
--cross-validate it tells instead what the ranking's weights reach on documents that they were not
chosen on. With --reranker everything is asked a second time with the model of a folder, which puts
the first passages and sentences in order.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2] / "app")]

from crossing import cross_validate  # noqa: E402

from octavo.cli.evaluate import (  # noqa: E402
    Measured,
    TakenIn,
    as_text,
    find_pdfs,
    report_of,
    take_in,
)
from octavo.engine.answer.covered import THRESHOLD  # noqa: E402
from octavo.engine.answer.extractive import ExtractiveAnswerer  # noqa: E402
from octavo.engine.evaluation.figures import figure, ranking_figures  # noqa: E402
from octavo.engine.evaluation.measure import Taken, ask_all, stand_verbatim  # noqa: E402
from octavo.engine.evaluation.questions import Question, read_questions  # noqa: E402
from octavo.engine.evaluation.rankings import Rankings, rank_all  # noqa: E402
from octavo.engine.reranking import Reranking  # noqa: E402
from octavo.engine.search import Searcher  # noqa: E402
from octavo.engine.store.sqlite import SqliteStore  # noqa: E402
from octavo.models.minilm import MiniLmEmbedder  # noqa: E402
from octavo.models.port import RerankingModel  # noqa: E402
from octavo.models.reranker import WorkerReranker  # noqa: E402
from octavo.pdf.reader import PdfiumReader  # noqa: E402

_OTHERS = 2
"""Other documents that each question is asked of, as one on an absent topic."""

_KEPT = 0.05
"""Share of answerable questions that the other threshold may lose."""


async def ask_others(
    asked: Sequence[Question], taken: Taken, answerer: ExtractiveAnswerer
) -> list[float]:
    """Ask each question of PDFs that are about something else; tell how well they fit."""
    rng = np.random.default_rng(0)
    fits = []
    for one in asked:
        others = [store for pdf, store in taken.stores.items() if pdf != one.pdf]
        for store_id in rng.permutation(others)[:_OTHERS]:
            answer = await answerer.answer(one.text, [str(store_id)])
            fits.append(answer.fit)
    return fits


async def read(folder: Path, paths: dict[str, Path], *, shared: bool) -> TakenIn:
    """Take the PDFs in, or use what was taken in before."""
    kept = folder / "taken.json"
    if kept.exists():
        value = json.loads(kept.read_text())
        taken = Taken(value["stores"], value["pdfs"])
        return TakenIn(taken, {}, value.get("pages_of", {}), value.get("seconds", 0.0))
    done = await take_in(folder, paths, shared=shared)
    value = {"stores": dict(done.taken.stores), "pdfs": dict(done.taken.pdfs)}
    kept.write_text(json.dumps(value | {"pages_of": dict(done.pages), "seconds": done.seconds}))
    return done


async def evaluate(given: argparse.Namespace, folder: Path) -> None:
    """Take in what is not there yet, ask everything, print the figures."""
    asked = read_questions(given.questions)
    paths = find_pdfs(asked, given.pdfs)
    done = await read(folder, paths, shared=given.shared_store)
    taken = done.taken
    asked = [one for one in asked if one.pdf in taken.stores]
    store = await SqliteStore.open(folder / "octavo.sqlite")
    embedder = MiniLmEmbedder()
    paged = [one for one in asked if one.answerable and one.gold]
    rankings = Rankings(store, embedder, taken)
    if given.cross_validate:
        await cross_validate(paged, taken, rankings)
        await store.aclose()
        await embedder.aclose()
        return
    print(f"pages, {len(paged)} questions: hit@1, hit@5, hit@20, MRR@10")
    for name in ("words", "vectors", "fused", "shipped"):
        figures = ranking_figures(await rank_all(paged, taken, getattr(rankings, name)))
        print(f"{name:10}" + "   ".join(str(one) for one in figures.values()))
    reader = PdfiumReader(name="reader")
    outcomes = await ask_all(store, embedder, asked, taken)
    places = {file: paths[name] for file, name in taken.pdfs.items()}
    quotes = [quote for outcome in outcomes for quote in outcome.quotes]
    verbatim = await stand_verbatim(reader, quotes, places)
    print("\n" + as_text(Measured(report_of(outcomes, verbatim, done), outcomes)))
    if given.reranker:
        model = RerankingModel(given.reranker.name, given.reranker)
        reranking = Reranking(WorkerReranker(), lambda: model)
        outcomes = await ask_all(store, embedder, asked, taken, reranking=reranking)
        await reranking.aclose()
        if reranking.problem is not None:
            raise reranking.problem
        quotes = [quote for outcome in outcomes for quote in outcome.quotes]
        report = report_of(outcomes, await stand_verbatim(reader, quotes, places), done)
        print("\n" + as_text(Measured(report, outcomes)))
    if not given.shared_store:
        answerer = ExtractiveAnswerer(store, Searcher(store, embedder))
        others = await ask_others(asked, taken, answerer)
        own = [one.fit for one in outcomes if one.question.answerable]
        strict = float(np.quantile(own, _KEPT))
        for name, least in (("", THRESHOLD), (f"  with 95 % kept ({strict:.3f})", strict)):
            refused = figure(fit < least for fit in others)
            print(f"{name or 'refused when another PDF is asked':34}{refused}")
    await store.aclose()
    await embedder.aclose()
    await reader.aclose()


def main() -> None:
    """Read the arguments and evaluate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("pdfs", type=Path)
    parser.add_argument("--shared-store", action="store_true")
    parser.add_argument(
        "--reranker", type=Path, help="folder of model.onnx and tokenizer.json: asks with it, too"
    )
    parser.add_argument("--cross-validate", action="store_true")
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
