"""Where more documents have a clause than are quoted, the answer says so above its quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.cli.answer_text import as_text
from octavo.cli.language import spoken
from octavo.client import Client
from octavo.engine.answer.elsewhere import told
from octavo.protocol.assistants import AssistantObject, CreateAssistantRequest
from octavo.protocol.messages import CreateMessageRequest, MessageObject
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.tools import (
    FileSearchResourcesRequest,
    FileSearchTool,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from octavo.session.ask_files import FilesAnswer
from octavo.session.messages import chat_message
from support.asking import asked
from support.pdfs import make_pdf

THINGS = ("Auto", "Brot", "Dach", "Eis", "Feder", "Garten", "Haus", "Insel")


@pytest.fixture
async def assistant(client: Client, tmp_path: Path) -> AssistantObject:
    """Return one over eight contracts, each with a § 7 and a § 8."""
    ids = []
    for number, thing in enumerate(THINGS, 1):
        text = (
            f"# § 7 Lieferung\n\nDie Lieferung von {thing} dauert {number} Wochen.\n\n"
            f"# § 8 Preis\n\nDer Preis für {thing} beträgt {number}00 Euro."
        )
        path = make_pdf(tmp_path / f"kauf_{thing}.pdf", [text], title="")
        ids.append((await client.upload_file(path)).id)
    store = await client.create_vector_store_and_wait_to_complete(
        CreateVectorStoreRequest(file_ids=ids)
    )
    resources = FileSearchResourcesRequest(vector_store_ids=[store.id])
    return await client.create_assistant(
        CreateAssistantRequest(
            model=EXTRACTIVE_MODEL,
            tools=[FileSearchTool(type="file_search")],
            tool_resources=ToolResourcesRequest(file_search=resources),
        )
    )


async def answered(client: Client, assistant: AssistantObject, thread_id: str) -> MessageObject:
    await client.run_and_get_assistant_response(
        thread_id, CreateRunRequest(assistant_id=assistant.id)
    )
    return (await client.get_thread_messages(thread_id)).data[0]


async def test_other_documents_are_named_above_the_quotes_and_in_the_readers_language(
    client: Client, assistant: AssistantObject
) -> None:
    thread = await asked(client, "Was steht in § 7?")
    message = await answered(client, assistant, thread.id)
    text = message.content[0].text  # type: ignore[union-attr] - it is text
    above = text.value.split("\n\n")[0]
    quoted = {note.file_citation.filename for note in text.annotations}
    left = sorted({f"kauf_{thing}.pdf" for thing in THINGS} - quoted)
    assert len(left) == 2
    assert above == (
        f"2 more documents have such a clause: {left[0]}, {left[1]}."
        " Name one in the question to read it there."
    )
    german = (
        f"2 weitere Dokumente haben eine solche Klausel: {left[0]}, {left[1]}."
        " Nennen Sie eines davon in der Frage, um sie dort zu lesen."
    )
    with spoken("de"):
        assert as_text(FilesAnswer((), message)).startswith(f"{german}\n\n„Die Lieferung von ")
        seen = chat_message(message)
    assert seen.text.startswith(f"{german}\n\n“Die Lieferung von ")
    assert all(seen.text[one.start : one.end].startswith("【") for one in seen.citations)


async def test_a_follow_up_is_understood_and_others_are_named_too(
    client: Client, assistant: AssistantObject
) -> None:
    thread = await asked(client, "Was steht in § 7?")
    await answered(client, assistant, thread.id)
    await client.create_thread_message(
        thread.id, CreateMessageRequest(role="user", content="Und in § 8?")
    )
    message = await answered(client, assistant, thread.id)
    with spoken("de"):
        lines = as_text(FilesAnswer((), message)).split("\n\n")
    assert lines[0].startswith("2 weitere Dokumente haben eine solche Klausel: ")
    assert lines[1] == "Verstanden als: Was steht in § 8?"
    assert lines[2].startswith("„Der Preis für ")


def test_where_not_all_could_be_looked_at_the_count_is_the_least() -> None:
    names = [f"{number}.pdf" for number in range(10, 40)]
    assert str(told(names, is_all=False)).startswith(
        "At least 30 more documents have such a clause: 10.pdf, 11.pdf, "
    )
