"""A model that writes faster than it is judged: what came meanwhile is one piece of work."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from pathlib import Path

import pytest

from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.models.port import Vectors
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.assistants import ModifyAssistantRequest
from octavo.protocol.messages import FileCitationAnnotation, MessageDeltaObject, TextContent
from octavo.protocol.runs import CreateRunRequest
from octavo.providers.port import (
    ChatEnd,
    ChatModel,
    ChatPart,
    ChatRequest,
    ChatText,
    OfferedModel,
)
from support.asking import asked, with_lease
from support.embedding import HashEmbedder

TRUE = "The deposit amounts to 2,400 euros and is returned within six weeks. "
FALSE = "The landlord keeps {} large dogs in the garden behind the house. "
SENTENCES = [TRUE if n % 2 else FALSE.format(n + 20) for n in range(24)]


class Counting(HashEmbedder):
    """Notes which texts it was asked for together."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Sequence[str]] = []

    async def embed(self, texts: Sequence[str], *, urgent: bool = False) -> Vectors:
        self.asked.append(texts)
        return await super().embed(texts, urgent=urgent)


class AllAtOnce:
    """A model, and all that is known of models: it has its whole answer ready, word by word."""

    name = "test/tiny"
    host = "test.example"
    context_tokens = 8192

    async def chat(self, request: ChatRequest) -> AsyncGenerator[ChatPart, None]:
        for word in "".join(SENTENCES).split(" "):
            yield ChatText(f"{word} ")
        yield ChatEnd("stop")

    async def offered(self) -> list[OfferedModel]:
        return [OfferedModel(self.name, self.host)]

    async def has(self, name: str) -> bool:
        return name == self.name

    async def find(self, name: str, *, to_summarise: bool = False) -> ChatModel | None:
        return self


@pytest.fixture
def embedder() -> Counting:
    return Counting()


@pytest.fixture
async def client(tmp_path: Path, reader: PdfiumReader, embedder: Counting) -> AsyncIterator[Client]:
    engine = await Engine.open(
        tmp_path / "data", reader=reader, embedder=embedder, outside=AllAtOnce()
    )
    async with Client(InProcessTransport(engine.app)) as made:
        yield made
    await engine.aclose()


async def test_statements_that_came_together_are_judged_told_and_placed_together(
    client: Client,
    embedder: Counting,
    reader: PdfiumReader,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = await with_lease(client, tmp_path)
    assistant = await client.modify_assistant(made.id, ModifyAssistantRequest(model="test/tiny"))
    thread = await asked(client, "How much is the deposit?")
    embedder.asked.clear()
    measured: list[int] = []
    rectangles = reader.rectangles

    async def counted(path, page, spans, **given):  # type: ignore[no-untyped-def]
        measured.append(len(spans))
        return await rectangles(path, page, spans, **given)

    monkeypatch.setattr(reader, "rectangles", counted)
    deltas = 0
    async with client.stream_run(thread.id, CreateRunRequest(assistant_id=assistant.id)) as events:
        async for event in events:
            deltas += isinstance(event.data, MessageDeltaObject)

    (message,) = (await client.get_thread_messages(thread.id, order="desc", limit=1)).data
    (block,) = message.content
    assert isinstance(block, TextContent)
    notes = [n for n in block.text.annotations if isinstance(n, FileCitationAnnotation)]
    assert [n.file_citation.page for n in notes] == [3] * 12
    assert all(n.file_citation.rects for n in notes)
    marked = [block.text.value[a:b] for a, b in block.text.unsupported or ()]
    assert marked == [said.strip() for said in SENTENCES[::2]]
    said = sum(map(len, SENTENCES))
    most = 2 + said // 400  # texts of 400 characters; the last statement of each ends with the next
    judging = [texts for texts in embedder.asked if any(t.strip() == TRUE.strip() for t in texts)]
    assert len(judging) <= most
    assert len(measured) <= most
    assert set(measured) == {1}  # the same place twice is one place
    assert deltas < len(SENTENCES) * 2.5  # of more than 250 words
