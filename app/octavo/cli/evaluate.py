"""``octavo eval``: how well questions with known answers are answered, in figures."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from octavo.assembly import open_client, open_models, rerankers_in
from octavo.cli.answer_text import json_text
from octavo.cli.arguments import Arguments
from octavo.cli.consent import chosen_model
from octavo.cli.evaluate_written import (
    WrittenReport,
    report_written,
    write_all,
    written_json,
    written_text,
)
from octavo.cli.faults import EXIT_DONE, log_to, printable, say
from octavo.cli.progress import CountProgress
from octavo.client import Client
from octavo.engine.evaluation.figures import Figure, auroc, figure, ranking_figures
from octavo.engine.evaluation.measure import Outcome, Taken, ask_all, stand_verbatim
from octavo.engine.evaluation.questions import Question, read_questions
from octavo.engine.evaluation.rankings import Rankings
from octavo.engine.reranking import Reranking, chosen_in, model_of
from octavo.engine.store.sqlite import SqliteStore
from octavo.errors import AppError, InputError
from octavo.models.minilm import MiniLmEmbedder
from octavo.models.port import RerankingModel
from octavo.models.reranker import WorkerReranker
from octavo.pdf.reader import PdfiumReader
from octavo.pdf.recognition import find_recognition
from octavo.protocol.vector_stores import CreateVectorStoreRequest, VectorStoreFileObject
from octavo.providers.rerankers.folder import NONE

_LOOK_AGAIN = 0.2  # seconds between two looks at how far the reading is

_QUOTES = (1, 3)

_TOLD = 5
"""Pages that are not there, of which each is told."""


@dataclasses.dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of taking PDFs in.

    Args:
        taken: Those that can be asked.
        unusable: Why others cannot, by their names.
        pages: Pages of those that can be asked, by their names.
        seconds: Time until words and vectors of all were in.
    """

    taken: Taken
    unusable: Mapping[str, str]
    pages: Mapping[str, int]
    seconds: float


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """All that was measured; a figure is None where no question serves for it.

    ``compared`` has what plain ways to find a page come to, if that was asked for; ``reranker``
    is the one that put the passages of ``reranked`` questions in order, if one did.
    """

    asked: int
    left_out: Mapping[str, str]
    figures: Mapping[str, Figure | None]
    unanswerable_auroc: float | None
    pages: int
    reading_seconds: float
    answer_milliseconds: Mapping[str, float]
    compared: Mapping[str, Mapping[str, Figure | None]] | None = None
    reranker: str = ""
    reranked: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Measured:
    """What there is to print.

    Args:
        report: On the extracts.
        outcomes: What came of each question.
        beside: On the written answers, if a model was to write.
        written: What it wrote to each question.
    """

    report: Report
    outcomes: Sequence[Outcome]
    beside: WrittenReport | None = None
    written: Sequence[Mapping[str, Any]] = ()


def evaluate(arguments: Arguments) -> int:
    """Measure in a temporary data folder, and print the figures.

    Raises:
        InputError: the questions or the PDFs cannot be used.
        AppError: it could not be done.
    """
    if arguments.questions is None or arguments.pdfs is None:
        raise InputError("There are no questions, or no folder of PDFs.")
    questions = spread(read_questions(arguments.questions), arguments.sample)
    paths = find_pdfs(questions, arguments.pdfs)
    with tempfile.TemporaryDirectory(prefix="octavo-eval-") as folder:
        log_to(Path(folder))
        measured = asyncio.run(_measure(Path(folder), arguments, questions, paths))
    for name, problem in measured.report.left_out.items():
        say(f"“{name}” is left out with its questions.", problem)
    sys.stdout.write(as_json(measured) if arguments.json else printable(as_text(measured)))
    sys.stdout.flush()
    return EXIT_DONE


def spread(questions: Sequence[Question], count: int | None) -> list[Question]:
    """Return so many of the questions, evenly spread over all; all of them without a number."""
    if count is None or count >= len(questions):
        return list(questions)
    return [questions[i * len(questions) // count] for i in range(count)]


def find_pdfs(questions: Sequence[Question], folder: Path) -> dict[str, Path]:
    """Return where the PDFs of the questions lie, by their names.

    Raises:
        InputError: the folder or one of them is not there.
    """
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder}.", hint="--pdfs names the PDFs' folder.")
    names = sorted({question.pdf for question in questions})
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise InputError(
            f"“{missing[0]}”{more} is asked about but not in {folder}.",
            hint="--pdfs names the folder of all PDFs that the questions name.",
        )
    return {name: folder / name for name in names}


async def take_in(folder: Path, paths: Mapping[str, Path], *, shared: bool) -> TakenIn:
    """Take PDFs into a data folder, each into a store of its own or all into one.

    Raises:
        AppError: none of them can be used, or it could not be done.
    """
    began = time.perf_counter()
    files: dict[str, str] = {}
    stores: dict[str, str] = {}
    unusable: dict[str, str] = {}
    pages: dict[str, int] = {}
    with CountProgress("reading", "PDF" if len(paths) == 1 else "PDFs", len(paths)) as progress:
        async with open_client(folder) as client:
            for name, path in paths.items():
                try:
                    files[(await client.upload_file(path)).id] = name
                except AppError as error:
                    unusable[name] = error.message
            for group in [list(files)] if shared else [[file] for file in files]:
                if group:
                    request = CreateVectorStoreRequest(file_ids=group)
                    store = await client.create_vector_store(request)
                    stores.update((files[file], store.id) for file in group)
            for done, (file, name) in enumerate(files.items(), len(unusable)):
                entry = await _ended(client, stores[name], file, partial(progress.show, done))
                if entry.status != "completed":
                    unusable[name] = entry.last_error.message if entry.last_error else entry.status
                elif entry.progress is not None:
                    pages[name] = entry.progress.pages_total
    seconds = time.perf_counter() - began
    if len(unusable) == len(paths):
        name, problem = next(iter(unusable.items()))
        raise InputError(f"None of the PDFs can be used, such as “{name}”.", hint=problem)
    usable = {name: store for name, store in stores.items() if name not in unusable}
    return TakenIn(Taken(usable, files), unusable, pages, seconds)


def say_beyond(questions: Sequence[Question], pages: Mapping[str, int]) -> None:
    """Tell which questions name pages that their PDFs do not have; they count as not found."""
    wrong = [(one, page) for one in questions for page in one.beyond(pages.get(one.pdf, 0))]
    for one, page in wrong[:_TOLD]:
        count = pages[one.pdf]
        say(
            f"“{one.text}” names page {page} of “{one.pdf}”, which has"
            f" {count:,} page{'' if count == 1 else 's'}."
        )
    if len(wrong) > _TOLD:
        say(f"And {len(wrong) - _TOLD:,} more pages of gold_pages are not there.")


async def _ended(
    client: Client, store: str, file: str, on_look: Callable[[], None]
) -> VectorStoreFileObject:
    """Wait until words and vectors of a file are in, or it failed."""
    while True:
        on_look()
        entry = await client.get_vector_store_file(store, file)
        progress = entry.progress
        embedded = progress is not None and progress.passages_embedded == progress.passages
        if entry.status in ("failed", "cancelled") or (entry.status == "completed" and embedded):
            return entry
        await asyncio.sleep(_LOOK_AGAIN)


async def _measure(
    folder: Path, arguments: Arguments, questions: Sequence[Question], paths: Mapping[str, Path]
) -> Measured:
    async with contextlib.AsyncExitStack() as stack:
        models, model = None, ""
        if arguments.provider:
            models = await stack.enter_async_context(open_models(arguments.data_dir))
            model = await chosen_model(models, arguments.provider, arguments.model)
        judge = await asyncio.to_thread(_reranker, arguments)
        read = await take_in(folder, paths, shared=arguments.shared_store)
        asked = [question for question in questions if question.pdf in read.taken.stores]
        say_beyond(asked, read.pages)
        reranking = Reranking(WorkerReranker(), lambda: judge)
        stack.push_async_callback(reranking.aclose)
        outcomes, report = await _quoted(
            folder, asked, read, paths, reranking, compare=arguments.compare
        )
        if reranking.problem is not None:
            say("The reranker could not be asked.", reranking.problem.english)
        if models is None:
            return Measured(report, outcomes)
        written = await write_all(folder, models, model, asked, read.taken, reranking)
    beside = report_written(model, outcomes, written, read.taken)
    return Measured(report, outcomes, beside, written_json(written, read.taken))


def _reranker(arguments: Arguments) -> RerankingModel | None:
    """Return the reranker that is to put passages in order.

    Raises:
        ProviderError: there is none of this name.
    """
    folder = rerankers_in(arguments.data_dir).folder
    if arguments.reranker == NONE:
        return None
    if arguments.reranker:
        return model_of(folder.get(arguments.reranker))
    return chosen_in(folder)()


async def _quoted(
    folder: Path,
    questions: Sequence[Question],
    read: TakenIn,
    paths: Mapping[str, Path],
    reranking: Reranking,
    *,
    compare: bool,
) -> tuple[list[Outcome], Report]:
    """Return what came of the questions without a model, and the figures of it."""
    taken = read.taken
    embedder = MiniLmEmbedder()
    # Pages that were recognised when they were taken in are recognised for the comparison, too.
    reader = PdfiumReader(name="reader", find_recognition=find_recognition)
    store = await SqliteStore.open(folder / "octavo.sqlite")
    try:
        unit = "question" if len(questions) == 1 else "questions"
        with CountProgress("asking", unit, len(questions)) as progress:
            outcomes = await ask_all(
                store,
                embedder,
                questions,
                taken,
                reranking=reranking,
                on_progress=progress.show,
            )
        quotes = [quote for outcome in outcomes for quote in outcome.quotes]
        places = {file: paths[name] for file, name in taken.pdfs.items()}
        report = report_of(outcomes, await stand_verbatim(reader, quotes, places), read)
        if compare:
            compared = await Rankings(store, embedder, taken).compared(questions)
            report = dataclasses.replace(report, compared=compared)
        return outcomes, report
    finally:
        await store.aclose()
        await embedder.aclose()
        await reader.aclose()


def report_of(outcomes: Sequence[Outcome], verbatim: Sequence[bool], read: TakenIn) -> Report:
    """Put what came of the questions into figures.

    Args:
        outcomes: What came of each question.
        verbatim: For each quote, whether its page, read anew, has it at its place.
        read: What came of taking the PDFs in.
    """
    answerable = [o for o in outcomes if o.question.answerable]
    unanswerable = [o for o in outcomes if not o.question.answerable]
    paged = [o for o in answerable if o.question.gold]
    figures: dict[str, Figure | None] = {
        f"page {name}": value for name, value in ranking_figures([o.rank for o in paged]).items()
    }
    for k in _QUOTES:
        shown = figure(o.shows(k, read.taken.pdfs) for o in paged)
        figures[f"right page in first {k} quotes"] = shown
        said = figure(o.says(k) for o in answerable if o.question.answers)
        figures[f"answer in first {k} quotes"] = said
    figures["refused, though answerable"] = figure(o.refused for o in answerable)
    figures["refused, unanswerable"] = figure(o.refused for o in unanswerable)
    figures["quotes verbatim on their page"] = figure(verbatim)
    seconds = [o.seconds for o in outcomes]
    readers = [o.read_by for o in outcomes if o.read_by]
    return Report(
        asked=len(outcomes),
        left_out=read.unusable,
        figures=figures,
        unanswerable_auroc=auroc([o.fit for o in answerable], [o.fit for o in unanswerable]),
        pages=sum(read.pages.values()),
        reading_seconds=read.seconds,
        answer_milliseconds={
            f"p{q}": float(1000 * np.percentile(seconds, q)) if seconds else 0.0 for q in (50, 95)
        },
        reranker=readers[0] if readers else "",
        reranked=len(readers),
    )


def as_text(measured: Measured) -> str:
    """Return the figures as a table: percent with 95 % interval, and how many cases there were."""
    report = measured.report
    questions = f"{report.asked:,} question{'' if report.asked == 1 else 's'}"
    lines = [f"{questions}, {report.pages:,} page{'' if report.pages == 1 else 's'}"]
    if report.reranker:
        of = f"{report.reranked:,} of them" if report.reranked < report.asked else "all"
        lines.append(f"passages of {of} put in order by {report.reranker}")
    lines.append("")
    for name, value in report.figures.items():
        lines.append(_line(name, value))
    if report.unanswerable_auroc is not None:
        lines.append(f"{'AUROC, answerable or not':32}{report.unanswerable_auroc:5.2f}")
    per_page = 1000 * report.reading_seconds / max(report.pages, 1)
    p50, p95 = report.answer_milliseconds["p50"], report.answer_milliseconds["p95"]
    lines += [
        "",
        f"{'time per page, vectors included':32}{per_page:.1f} ms",
        f"{'time per question':32}p50 {p50:.0f} ms, p95 {p95:.0f} ms",
    ]
    for name, figures in (report.compared or {}).items():
        lines += ["", *(_line(f"{name} alone: page {key}", one) for key, one in figures.items())]
    beside = "" if measured.beside is None else written_text(measured.beside)
    return "\n".join(lines) + "\n" + beside


def _line(name: str, value: Figure | None) -> str:
    return f"{name:32}" + (f"{value}   n={value.n}" if value else "    –")


def as_json(measured: Measured) -> str:
    """Return the figures as shares from 0 to 1, and what came of each question."""
    value: dict[str, Any] = dataclasses.asdict(measured.report)
    if measured.beside is not None:
        value["written"] = dataclasses.asdict(measured.beside)
        value["written"]["questions"] = list(measured.written)
    value["questions"] = [
        {
            "question": o.question.text,
            "pdf": o.question.pdf,
            "answerable": o.question.answerable,
            "rank": None if o.rank is None else o.rank + 1,
            "refused": o.refused,
            "fit": o.fit,
            "quotes": [
                {"page": q.page, "quote": q.quote, "score": q.score, "verified": q.verified}
                for q in o.quotes
            ],
        }
        for o in measured.outcomes
    ]
    return json_text(value)
