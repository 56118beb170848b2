"""The part of ``octavo eval`` that has a model write: asks as a person would, and prints both."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from octavo.assembly import open_client
from octavo.cli.faults import say
from octavo.client import Client
from octavo.engine.evaluation.figures import Figure
from octavo.engine.evaluation.measure import Outcome, Taken
from octavo.engine.evaluation.questions import Question
from octavo.engine.evaluation.written import Pair, Written, contains, pairs_of, written_of
from octavo.engine.reranking import Reranking
from octavo.errors import AppError
from octavo.protocol.assistants import CreateAssistantRequest
from octavo.protocol.messages import CreateMessageRequest
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.threads import CreateThreadRequest
from octavo.protocol.tools import FileSearchResourcesRequest, FileSearchTool, ToolResourcesRequest
from octavo.providers.everywhere import AllModels

_PATIENCE = 1800.0
"""Seconds for one answer; runs expire before."""


@dataclasses.dataclass(frozen=True, slots=True)
class WrittenReport:
    """What was measured of the written answers.

    Args:
        model: That wrote.
        pairs: Figures of the extract and of the written answers.
        unsupported: Statements that nothing supports; each is marked.
        instead: Answers that the extract gave in the model's place.
        seconds: For one answer, by percentile.
    """

    model: str
    pairs: Mapping[str, Pair]
    unsupported: int
    instead: int
    seconds: Mapping[str, float]


async def write_all(
    folder: Path,
    models: AllModels,
    model: str,
    questions: Sequence[Question],
    taken: Taken,
    reranking: Reranking,
) -> list[Written]:
    """Have a model answer each question from the vector store that has its PDF.

    Args:
        folder: The data folder with the PDFs.
        models: Knows the model.
        model: As runs name it.
        questions: To be asked, each in a thread of its own.
        taken: What was taken in.
        reranking: Asks the reranker that puts passages in order.

    Raises:
        AppError: an answer could not be had, nor the extract in its place.
    """
    written: list[Written] = []
    async with open_client(folder, models, reranking=reranking) as client:
        for number, question in enumerate(questions, 1):
            one = await _ask(client, model, question, taken)
            written.append(one)
            say(f"{number} of {len(questions)}: {_told(one, taken)} ({one.seconds:.0f} s)")
    return written


async def _ask(client: Client, model: str, question: Question, taken: Taken) -> Written:
    searched = FileSearchResourcesRequest(vector_store_ids=[taken.stores[question.pdf]])
    began = time.perf_counter()
    assistant = await client.create_assistant(
        CreateAssistantRequest(
            model=model,
            tools=[FileSearchTool(type="file_search")],
            tool_resources=ToolResourcesRequest(file_search=searched),
        )
    )
    asked = CreateMessageRequest(role="user", content=question.text)
    thread = await client.create_thread(CreateThreadRequest(messages=[asked]))
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id))
    ended = await client.wait_for_run_to_complete(thread.id, run.id, deadline=_PATIENCE)
    if ended.status != "completed":
        words = ended.last_error.message if ended.last_error else ended.status
        raise AppError(f"“{question.text}” was not answered: {words}")
    newest = await client.get_thread_messages(thread.id, limit=1)
    seconds = time.perf_counter() - began
    return written_of(question, newest.data[0], model=model, seconds=seconds)


def _told(one: Written, taken: Taken) -> str:
    if one.refused:
        return "refused" + (", though answerable" if one.question.answerable else "")
    how = "quoted instead" if one.instead else "written"
    if not one.question.answerable:
        return f"{how}, though unanswerable"
    parts = [how]
    if one.question.answers:
        said = contains(one.text, one.question.answers)
        parts.append("with the answer" if said else "without the answer")
    if one.question.gold:
        parts.append("right page" if one.cites(taken.pdfs) else "no right page")
    return ", ".join(parts)


def report_written(
    model: str, outcomes: Sequence[Outcome], written: Sequence[Written], taken: Taken
) -> WrittenReport:
    """Put written answers into figures beside the extracts, which are of the same questions."""
    seconds = [one.seconds for one in written]
    return WrittenReport(
        model=model,
        pairs=pairs_of(outcomes, written, taken.pdfs),
        unsupported=sum(len(one.unsupported) for one in written),
        instead=sum(one.instead and not one.refused for one in written),
        seconds={f"p{q}": float(np.percentile(seconds, q)) if seconds else 0.0 for q in (50, 95)},
    )


def written_text(report: WrittenReport) -> str:
    """Return the figures as a table, in percent with 95 % intervals."""
    lines = ["", f"{report.model:32}{'extract':24}written"]
    for name, pair in report.pairs.items():
        lines.append(f"{name:32}{_cell(pair.extract):24}{_cell(pair.written)}{_cases(pair)}")
    p50, p95 = report.seconds["p50"], report.seconds["p95"]
    lines += [
        "",
        f"{'statements marked as not found':32}{report.unsupported}",
        f"{'extracts in place of an answer':32}{report.instead}",
        f"{'time per written answer':32}p50 {p50:.1f} s, p95 {p95:.1f} s",
    ]
    return "\n".join(lines) + "\n"


def written_json(written: Sequence[Written], taken: Taken) -> list[dict[str, Any]]:
    """Return what was written to each question."""
    return [
        {
            "question": one.question.text,
            "text": one.text,
            "refused": one.refused,
            "instead": one.instead,
            "seconds": one.seconds,
            "right_page": one.cites(taken.pdfs) if one.question.gold else None,
            "has_answer": contains(one.text, one.question.answers)
            if one.question.answers
            else None,
            "unsupported": list(one.unsupported),
            "citations": [
                {"page": c.page, "quote": c.quote, "score": c.score, "verified": c.verified}
                for c in one.citations
            ],
        }
        for one in written
    ]


def _cell(value: Figure | None) -> str:
    return str(value) if value else "    –"


def _cases(pair: Pair) -> str:
    counts = [str(one.n) for one in (pair.extract, pair.written) if one is not None]
    return f"   n={'/'.join(dict.fromkeys(counts))}" if counts else ""
