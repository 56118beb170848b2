"""What a written answer costs beside the model: from the question to its first request, per token.

    python tests/bench/written_bench.py [--tokens 2000] [--chunks 100000] [--stores 50] [--data DIR]

A scripted host on this computer streams an answer as fast as it is taken.

- The first request: questions of random words to stores of random text, each asked once, so that
  nothing of it is remembered. Yardstick, in turn with it: the same words asked of the bare
  full-text index. One store has a fifth of all passages; the others share the rest.
- A token: sentences of the guide itself, each with its passage's number, as a model would write
  them. What a token costs is the difference between a long answer and a short one. Yardstick: the
  same streams read by the adapter alone.

Figures are medians of several rounds; those of processor are of all threads of this process.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import statistics
import sys
import tempfile
import time
from contextlib import aclosing
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2] / "app")]

import apsw  # noqa: E402

from bench.store_bench import Ingest, Words, fill, sizes  # noqa: E402
from octavo.assembly import open_client  # noqa: E402
from octavo.client import Client  # noqa: E402
from octavo.engine.store.sqlite import SqliteStore  # noqa: E402
from octavo.engine.store.sqlite_words import match_any  # noqa: E402
from octavo.engine.text.sentences import sentences  # noqa: E402
from octavo.models.minilm import MODEL  # noqa: E402
from octavo.pdf.page import TEXT_VERSION  # noqa: E402
from octavo.protocol.assistants import CreateAssistantRequest  # noqa: E402
from octavo.protocol.messages import CreateMessageRequest  # noqa: E402
from octavo.protocol.runs import CreateRunRequest  # noqa: E402
from octavo.protocol.search import SearchVectorStoreRequest  # noqa: E402
from octavo.protocol.tools import (  # noqa: E402
    FileSearchResourcesRequest,
    FileSearchTool,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import CreateVectorStoreRequest  # noqa: E402
from octavo.providers.chat_completions import ChatCompletionsModel  # noqa: E402
from octavo.providers.connection import Connection  # noqa: E402
from octavo.providers.port import ChatMessage, ChatModel, ChatRequest, OfferedModel  # noqa: E402
from octavo.resources import resource  # noqa: E402
from support.model_server import ModelServer, Seen, model_server, says  # noqa: E402

ROUNDS = 5
QUESTIONS = 24
QUESTION = "How are quotes checked against their page?"


class OneHost:
    """Knows the model of the scripted host."""

    def __init__(self, url: str) -> None:
        self._connection = Connection(url, key_of=no_key)
        self.model = ChatCompletionsModel(
            self._connection, "tiny", name="bench/tiny", context_tokens=8192
        )

    async def offered(self) -> list[OfferedModel]:
        return [OfferedModel(self.model.name, self.model.host)]

    async def has(self, name: str) -> bool:
        return name == self.model.name

    async def find(self, name: str, *, to_summarise: bool = False) -> ChatModel | None:
        return self.model

    async def aclose(self) -> None:
        await self._connection.aclose()


async def no_key(_: str) -> str | None:
    return None


async def assistant_over(client: Client, store_id: str) -> str:
    """Return an assistant that the scripted model answers for."""
    search = FileSearchResourcesRequest(vector_store_ids=[store_id])
    request = CreateAssistantRequest(
        model="bench/tiny",
        tools=[FileSearchTool(type="file_search")],
        tool_resources=ToolResourcesRequest(file_search=search),
    )
    return (await client.create_assistant(request)).id


async def ask(client: Client, assistant_id: str, question: str) -> tuple[float, float, float]:
    """Return when the question was sent, by clock and processor, and what processor it took."""
    # As the window does it: the question comes with its run.
    message = CreateMessageRequest(role="user", content=question)
    thread = await client.create_thread()
    began, cpu = time.monotonic(), time.process_time()
    request = CreateRunRequest(assistant_id=assistant_id, additional_messages=[message])
    async with client.stream_run(thread.id, request) as events:
        async for _ in events:
            pass
    return began, cpu, time.process_time() - cpu


async def read_alone(host: OneHost) -> float:
    """Return the seconds of processor that reading the same stream takes."""
    cpu = time.process_time()
    chat = host.model.chat(ChatRequest((ChatMessage("user", QUESTION),)))
    async with aclosing(chat) as parts:
        async for _ in parts:
            pass
    return time.process_time() - cpu


# -- the first request ----------------------------------------------------------------------------


async def filled(folder: Path, chunks: int, count: int) -> None:
    """Fill stores with random text and random vectors, unless the folder has them already."""
    path = folder / "octavo.sqlite"
    if path.exists():
        return
    store = await SqliteStore.open(path)
    words, seen = Words(), Ingest()
    for number, pages in enumerate(sizes(chunks, count)):
        await fill(store, words, number, pages, seen, model=MODEL, version=TEXT_VERSION)
    await store.aclose()


def bare(connection: apsw.Connection, row: int, asked: list[str]) -> float:
    """Return the seconds that the bare index takes to find the words."""
    began = time.monotonic()
    connection.execute(
        f"SELECT rowid, rank FROM words_{row} WHERE words_{row} MATCH ?"  # noqa: S608
        " ORDER BY rank LIMIT 100",
        (match_any(asked),),
    ).fetchall()
    return time.monotonic() - began


async def first_request(server: ModelServer, folder: Path, count: int) -> None:
    sent: list[tuple[float, float]] = []
    # Cut off, or the closest pages would be looked for, and be at work when the next one is asked.
    answer = says("The documents say nothing of it.", reason="length")

    async def noting(writer: asyncio.StreamWriter, seen: Seen) -> None:
        sent.append((time.monotonic(), time.process_time()))
        await answer(writer, seen)

    server.script = [noting]
    words, host = Words(), OneHost(server.url)
    connection = apsw.Connection(str(folder / "octavo.sqlite"), flags=apsw.SQLITE_OPEN_READONLY)
    async with open_client(folder, host) as client:
        for number, share in ((count - 1, "a small store"), (0, "a fifth of all")):
            assistant = await assistant_over(client, f"vs_{number}")
            took: list[float] = []
            busy: list[float] = []
            yard: list[float] = []
            for _ in range(QUESTIONS + 2):
                # Question words without stop words: the frequent ones are left out.
                asked = [words.vocabulary[n] for n in words.numbers(60) if n > 40][:6]
                sent.clear()
                began, cpu, _ = await ask(client, assistant, " ".join(asked))
                took.append(1000 * (sent[0][0] - began))
                busy.append(1000 * (sent[0][1] - cpu))
                yard.append(1000 * bare(connection, number + 1, asked))
            ours, theirs = statistics.median(took[2:]), statistics.median(yard[2:])
            print(
                f"send → first request, {share}: {ours:.1f} ms ({min(took):.1f} at best),"
                f" {statistics.median(busy[2:]):.1f} of processor; a bare query {theirs:.1f} ms"
            )
    connection.close()
    await host.aclose()


# -- a token --------------------------------------------------------------------------------------


async def guide(client: Client) -> tuple[str, list[str]]:
    """Return a vector store with the guide, and sentences of what is found for the question."""
    file = await client.upload_file(resource("samples", "guide.pdf"))
    store = await client.create_vector_store_and_wait_to_complete(
        CreateVectorStoreRequest(file_ids=[file.id])
    )
    found = await client.search_vector_store(
        store.id, SearchVectorStoreRequest(query=QUESTION, max_num_results=20)
    )
    said = [
        f"{text[start:end]} [{number}]. "
        for number, result in enumerate(found.data, 1)
        for text in (result.content[0].text,)
        for start, end in sentences(text)
        if end - start > 40
    ]
    return store.id, said


async def per_token(server: ModelServer, tokens: int) -> None:
    host = OneHost(server.url)
    with tempfile.TemporaryDirectory() as name:
        async with open_client(Path(name), host) as client:
            store_id, said = await guide(client)
            words = [f"{word} " for sentence in said for word in sentence.split()]
            assistant = await assistant_over(client, store_id)
            spent: dict[int, float] = {}
            alone: dict[int, float] = {}
            for length in (tokens // 10, tokens):
                pieces = [words[i % len(words)] for i in range(length)]
                server.script = [says(*pieces)]
                await ask(client, assistant, QUESTION)  # all is loaded after this
                ours: list[float] = []
                theirs: list[float] = []
                for _ in range(ROUNDS):
                    ours.append((await ask(client, assistant, QUESTION))[2])
                    theirs.append(await read_alone(host))
                spent[length] = statistics.median(ours)
                alone[length] = statistics.median(theirs)
    more = 1000 / (tokens - tokens // 10)
    whole = more * (spent[tokens] - spent[tokens // 10])
    adapter = more * (alone[tokens] - alone[tokens // 10])
    print(
        f"a streamed token: {whole:.3f} ms of processor; read by the adapter alone {adapter:.3f},"
        f" so {whole - adapter:.3f} ms beyond it"
    )
    await host.aclose()


async def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokens", type=int, default=2000)
    parser.add_argument("--chunks", type=int, default=100_000)
    parser.add_argument("--stores", type=int, default=50)
    parser.add_argument("--data", type=Path, help="data folder to be filled, or used again")
    given = parser.parse_args()
    logging.disable(logging.WARNING)  # the files of random text are not there to be measured
    async with model_server() as server:
        await per_token(server, given.tokens)
        with tempfile.TemporaryDirectory(prefix="octavo-bench-") as name:
            folder = given.data or Path(name)
            folder.mkdir(parents=True, exist_ok=True)
            await filled(folder, given.chunks, given.stores)
            await first_request(server, folder, given.stores)


if __name__ == "__main__":
    asyncio.run(main())
