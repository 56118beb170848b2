"""What a written answer costs beside the model: from the question to its first request, per token.

    python tests/bench/written_bench.py [TOKENS]

A scripted host on this computer streams an answer as fast as it is taken. The yardstick, in the
same run, is the same stream read by the adapter alone; figures are medians of several rounds.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from contextlib import aclosing
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2] / "app")]

from octavo.assembly import open_client  # noqa: E402
from octavo.client import Client  # noqa: E402
from octavo.protocol.assistants import AssistantObject, CreateAssistantRequest  # noqa: E402
from octavo.protocol.messages import CreateMessageRequest  # noqa: E402
from octavo.protocol.runs import CreateRunRequest  # noqa: E402
from octavo.protocol.threads import CreateThreadRequest  # noqa: E402
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
SENTENCE = "Every quote is compared with the text of its page before it is shown to you [1]. "
QUESTION = "How are quotes checked against their page?"


class OneHost:
    """Knows the models of the scripted host."""

    def __init__(self, connection: Connection) -> None:
        self._model = ChatCompletionsModel(
            connection, "tiny", name="bench/tiny", context_tokens=8192
        )

    async def offered(self) -> list[OfferedModel]:
        return [OfferedModel(self._model.name, self._model.host)]

    async def has(self, name: str) -> bool:
        return name == self._model.name

    async def find(self, name: str) -> ChatModel | None:
        return self._model


async def no_key(_: str) -> str | None:
    return None


async def assistant_over_guide(client: Client) -> AssistantObject:
    """Return an assistant over the guide, all of it read and embedded."""
    file = await client.upload_file(resource("samples", "guide.pdf"))
    store = await client.create_vector_store_and_wait_to_complete(
        CreateVectorStoreRequest(file_ids=[file.id])
    )
    search = FileSearchResourcesRequest(vector_store_ids=[store.id])
    return await client.create_assistant(
        CreateAssistantRequest(
            model="bench/tiny",
            tools=[FileSearchTool(type="file_search")],
            tool_resources=ToolResourcesRequest(file_search=search),
        )
    )


async def through_engine(client: Client, assistant: AssistantObject) -> tuple[float, float]:
    """Return when the question was sent, and the seconds of processor that the answer took."""
    message = CreateMessageRequest(role="user", content=QUESTION)
    thread = await client.create_thread(CreateThreadRequest(messages=[message]))
    began, cpu = time.monotonic(), time.process_time()
    request = CreateRunRequest(assistant_id=assistant.id)
    async with client.stream_run(thread.id, request) as events:
        async for _ in events:
            pass
    return began, time.process_time() - cpu


async def through_adapter(host: OneHost) -> float:
    """Return the seconds of processor that reading the same stream takes."""
    model = await host.find("bench/tiny")
    assert model is not None
    cpu = time.process_time()
    async with aclosing(model.chat(ChatRequest((ChatMessage("user", QUESTION),)))) as parts:
        async for _ in parts:
            pass
    return time.process_time() - cpu


async def measure(server: ModelServer, tokens: int) -> None:
    words = [f"{word} " for word in SENTENCE.split()]
    pieces = [words[i % len(words)] for i in range(tokens)]
    asked: list[float] = []
    answer = says(*pieces)

    async def noting(writer: asyncio.StreamWriter, seen: Seen) -> None:
        asked.append(time.monotonic())
        await answer(writer, seen)

    server.script = [noting]
    host = OneHost(Connection(server.url, key_of=no_key))
    first: list[float] = []
    more: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        async with open_client(Path(folder), host) as client:
            assistant = await assistant_over_guide(client)
            await through_engine(client, assistant)  # all is loaded after this
            for _ in range(ROUNDS):
                asked.clear()
                began, cpu = await through_engine(client, assistant)
                first.append((asked[0] - began) * 1000)
                more.append((cpu - await through_adapter(host)) * 1000 / tokens)
    print(f"send → first request, retrieval over the guide: {statistics.median(first):.1f} ms")
    print(f"per streamed token beyond the adapter: {statistics.median(more):.3f} ms of processor")


async def main() -> None:
    tokens = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    async with model_server() as server:
        await measure(server, tokens)


if __name__ == "__main__":
    asyncio.run(main())
