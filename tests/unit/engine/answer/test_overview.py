"""Requests that are no questions for a passage, answered by the engine without a model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from octavo.client import Client
from octavo.protocol.assistants import AssistantObject, CreateAssistantRequest
from octavo.protocol.messages import FileCitationAnnotation, MessageObject, TextContent
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.tools import (
    FileSearchResourcesRequest,
    FileSearchTool,
    ToolResourcesRequest,
)
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from support.asking import asked
from support.pdfs import make_pdf

LEASE = (
    "# Lease\n\nThe landlord lets the house in Mill Lane to the tenant for a term of three years."
    " The tenant pays a rent of nine hundred euros on the first working day of every month."
)
MANUAL = (
    "# Manual\n\nThe pump moves up to forty litres of clean water through the pipe in a minute."
    " The filter of the pump has to be washed by its owner after every week of use."
)


async def over(client: Client, folder: Path, files: dict[str, Sequence[str]]) -> AssistantObject:
    """Return an assistant over these files, all of them read."""
    ids = []
    for name, pages in files.items():
        path = make_pdf(folder / name, pages, title="")
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


async def answered(client: Client, assistant: AssistantObject, question: str) -> MessageObject:
    thread = await asked(client, question)
    searched = await searches(client, thread.id, assistant)
    assert not searched
    return (await client.get_thread_messages(thread.id)).data[0]


async def searches(client: Client, thread_id: str, assistant: AssistantObject) -> bool:
    """Run an assistant, and tell whether it searched."""
    await client.run_and_get_assistant_response(
        thread_id, CreateRunRequest(assistant_id=assistant.id)
    )
    [run] = (await client.get_runs(thread_id)).data
    steps = await client.get_run_steps(thread_id, run.id)
    return any(step.type == "tool_calls" for step in steps.data)


def text_and_quotes(message: MessageObject) -> tuple[str, list[tuple[str, str]]]:
    """Return the text, and of each citation the file's name and the quote."""
    [block] = message.content
    assert isinstance(block, TextContent)
    cited = [
        a.file_citation for a in block.text.annotations if isinstance(a, FileCitationAnnotation)
    ]
    assert all(one.verified and one.rects for one in cited)
    return block.text.value, [(one.filename or "", one.quote or "") for one in cited]


@pytest.mark.parametrize(
    "question", ["Summarise this", "Worum geht es?", "Fasse lease.pdf zusammen"]
)
async def test_a_summary_is_made_of_the_documents_sentences(
    client: Client, tmp_path: Path, question: str
) -> None:
    assistant = await over(client, tmp_path, {"lease.pdf": [LEASE]})
    message = await answered(client, assistant, question)
    text, quotes = text_and_quotes(message)
    assert message.answer_kind == "quotes"
    assert text.startswith("“lease.pdf” in sentences of its own.")
    assert len(quotes) == 2
    assert all(name == "lease.pdf" and quote in " ".join(LEASE.split()) for name, quote in quotes)
    note = message.content[0].text.note  # type: ignore[union-attr] - asserted above
    assert note is not None
    assert text[: note.length].endswith("octavo summarise gives it.")


async def test_each_of_several_documents_is_summarised_and_one_that_is_named_alone(
    client: Client, tmp_path: Path
) -> None:
    files = {"lease.pdf": [LEASE], "pump-manual.pdf": [MANUAL]}
    assistant = await over(client, tmp_path, files)
    both, quotes = text_and_quotes(await answered(client, assistant, "What is this about?"))
    assert both.startswith("2 documents, each in sentences of its own.")
    assert {name for name, _ in quotes} == set(files)
    for question in ("Summarise the manual", "Summarise the pump manual", "tl;dr pump-manual.pdf"):
        _, quotes = text_and_quotes(await answered(client, assistant, question))
        assert {name for name, _ in quotes} == {"pump-manual.pdf"}


async def test_many_documents_are_summarised_in_part_and_all_are_listed(
    client: Client, tmp_path: Path
) -> None:
    words = ("red", "green", "blue", "black", "white", "grey", "brown", "pink")
    files = {f"{word}.pdf": [LEASE.replace("Mill", word)] for word in words}
    assistant = await over(client, tmp_path, files)
    text, quotes = text_and_quotes(await answered(client, assistant, "Summarise these documents"))
    assert text.startswith("The first 6 of 8 documents, each in sentences of its own.")
    assert "name it: “Summarise " in text
    assert len({name for name, _ in quotes}) == 6
    told = await answered(client, assistant, "Which documents do I have?")
    text, quotes = text_and_quotes(told)
    assert told.answer_kind == "told"
    assert text.startswith("You can ask about 8 documents:\n\n• ")
    assert (text.replace("\n", "").split("• ")[1:], quotes) == (list(files), [])


@pytest.mark.parametrize(
    ("question", "begins"),
    [("Hallo", "Hello. Ask"), ("Thanks!", "You are welcome."), ("Was kannst du?", "Octavo looks")],
)
async def test_politeness_is_answered_without_a_search(
    client: Client, tmp_path: Path, question: str, begins: str
) -> None:
    assistant = await over(client, tmp_path, {"lease.pdf": [LEASE]})
    message = await answered(client, assistant, question)
    text, quotes = text_and_quotes(message)
    assert message.answer_kind == "told"
    assert text.startswith(begins)
    assert quotes == []


async def test_a_kind_of_document_means_those_that_are_called_so(
    client: Client, tmp_path: Path
) -> None:
    files = {"Mietvertrag.pdf": [LEASE], "pump.pdf": [MANUAL]}
    assistant = await over(client, tmp_path, files)
    for question, names in (
        ("Fasse den Vertrag zusammen", {"Mietvertrag.pdf"}),
        ("Worum geht es im Mietvertrag?", {"Mietvertrag.pdf"}),
        ("Summarise the report", set(files)),
    ):
        _, quotes = text_and_quotes(await answered(client, assistant, question))
        assert {name for name, _ in quotes} == names, question


@pytest.mark.parametrize(
    "question", ["Summarise the rent of the tenant", "Fasse die Kosten zusammen", "Summarise rent"]
)
async def test_what_stands_in_a_document_is_searched_however_it_is_asked_for(
    client: Client, tmp_path: Path, question: str
) -> None:
    assistant = await over(client, tmp_path, {"nebenkosten-parent.pdf": [LEASE]})
    thread = await asked(client, question)
    assert await searches(client, thread.id, assistant)


async def test_a_document_without_sentences_is_told_to_have_none(
    client: Client, tmp_path: Path
) -> None:
    assistant = await over(client, tmp_path, {"invoice.pdf": ["Total 900\n\nVAT 20"]})
    message = await answered(client, assistant, "Summarise this")
    text, _ = text_and_quotes(message)
    assert message.answer_kind == "told"
    assert text.startswith("“invoice.pdf” has no whole sentences")
