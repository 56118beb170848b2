"""What a question costs the process that asks it, in CPU time: search, ranking, quotes, places.

Usage: question_bench.py [--pages 1000] [--rounds 3] [PDF]

The real engine with its real model, which works in a process of its own and does not count; nor
does the reader of PDFs. Everything else is done in threads of the window's process and takes turns
with the window. Yardstick: the same words asked of the full-text index alone, in the same run.
Prints p50 and p95 in milliseconds of CPU, of all questions and of those asked for the first time.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

import apsw

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2] / "app")]

from bench.store_bench import percentiles  # noqa: E402
from octavo.assembly import open_client  # noqa: E402
from octavo.client import Client  # noqa: E402
from octavo.engine.store.sqlite_words import match_any  # noqa: E402
from octavo.engine.text.words import content_words  # noqa: E402
from octavo.protocol.assistants import CreateAssistantRequest  # noqa: E402
from octavo.protocol.messages import CreateMessageRequest  # noqa: E402
from octavo.protocol.runs import CreateRunRequest  # noqa: E402
from octavo.protocol.threads import CreateThreadRequest  # noqa: E402
from octavo.protocol.tools import (  # noqa: E402
    FileSearchResourcesRequest,
    FileSearchTool,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import CreateVectorStoreRequest  # noqa: E402
from support.reports import make_report  # noqa: E402

QUESTIONS = (
    "What does section 7 say about interest and payment?",
    "Which company made the agreement about energy?",
    "How is the pressure of the water system measured?",
    "When is notice given to the tenant?",
    "What material does the station use?",
    "What was the cost of the network after the first year?",
    "Who may see the revenue of the market report?",
    "Which method of analysis gives the value on the surface?",
)


async def taken_in(client: Client, path: Path) -> str:
    file = await client.upload_file(path)
    store = await client.create_vector_store(CreateVectorStoreRequest(file_ids=[file.id]))
    while True:
        entry = await client.get_vector_store_file(store.id, file.id)
        progress = entry.progress
        if entry.status == "completed" and progress.passages_embedded == progress.passages:
            print(f"{path.name}: {progress.pages_total} pages, {progress.passages} passages")
            return store.id
        await asyncio.sleep(0.5)


async def ask(client: Client, assistant: str, question: str) -> float:
    thread = await client.create_thread(CreateThreadRequest())
    await client.create_thread_message(
        thread.id, CreateMessageRequest(role="user", content=question)
    )
    began = time.process_time()
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant))
    run = await client.wait_for_run_to_complete(thread.id, run.id)
    if run.status != "completed":
        raise SystemExit(f"{question}: {run.last_error}")
    return time.process_time() - began


async def bench(path: Path, folder: Path, rounds: int) -> None:
    async with open_client(folder) as client:
        store = await taken_in(client, path)
        assistant = await client.create_assistant(
            CreateAssistantRequest(
                model="octavo-extractive",
                tools=[FileSearchTool(type="file_search")],
                tool_resources=ToolResourcesRequest(
                    file_search=FileSearchResourcesRequest(vector_store_ids=[store])
                ),
            )
        )
        await ask(client, assistant.id, "Is anything there?")  # what the first question starts
        first = [await ask(client, assistant.id, one) for one in QUESTIONS]
        again = [await ask(client, assistant.id, one) for one in QUESTIONS * rounds]
        print(f"asked for the first time   CPU {percentiles(first)}")
        print(f"asked again                CPU {percentiles(again)}")
    connection = apsw.Connection(str(folder / "octavo.sqlite"), flags=apsw.SQLITE_OPEN_READONLY)
    bare = []
    for question in QUESTIONS * (rounds + 1):
        began = time.process_time()
        connection.execute(
            "SELECT rowid FROM words_1 WHERE words_1 MATCH ? ORDER BY rank LIMIT 100",
            (match_any(content_words(question)),),
        ).fetchall()
        bare.append(time.process_time() - began)
    connection.close()
    print(f"bare FTS5 query            CPU {percentiles(bare)}")


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pdf", type=Path, nargs="?")
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = given.pdf or make_report(folder / "report.pdf", given.pages)
        asyncio.run(bench(path, folder / "data", given.rounds))


if __name__ == "__main__":
    main()
