"""A question in another language than all documents: the refusal says so, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from octavo.client import Client
from octavo.engine.answer.quoting import CLOSEST, NOT_COVERED
from octavo.engine.text.stop_words import STOP_WORDS
from octavo.engine.text.words import sure_language
from octavo.protocol.assistants import ModifyAssistantRequest
from octavo.protocol.completions import CreateCompletionRequest
from octavo.protocol.insight import CompareFilesRequest
from octavo.protocol.language_names import LANGUAGE_NAMES
from octavo.protocol.languages_apart import LanguagesApart, said_of_answer
from octavo.protocol.messages import FileCitationAnnotation, MessageObject, Text, TextContent
from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.protocol.phrases import retold
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.tools import (
    FileSearchResources,
    FileSearchTool,
    ResponseFormat,
    ToolResources,
)
from octavo.protocol.vector_stores import CreateVectorStoreRequest
from octavo.ui.language import Language
from support.asking import asked, plain_assistant
from support.languages import spoken
from support.model_server import ModelServer, replies, says
from support.pdfs import make_pdf

GERMAN = (
    "# Miete\n\nDie Miete beträgt 900 Euro im Monat. Sie ist am dritten Werktag zu zahlen.",
    "# Tiere\n\nDer Mieter darf einen Hund halten, wenn die Nachbarn zustimmen.",
    "# Unterschrift\n\nDer Vertrag wurde am 4. Mai 2021 von Anna Weber unterschrieben.",
)
ENGLISH = (
    "# Rent\n\nThe rent is 900 euros a month. It is due on the third working day.",
    "# Pets\n\nThe tenant may keep a dog if the neighbours agree.",
    "# Signature\n\nThe contract was signed by Anna Weber on 4 May 2021.",
)
BOTH = (
    (
        "# Miete\n\nDie Miete beträgt 900 Euro im Monat. Sie ist am dritten Werktag zu zahlen, wie"
        " es in dem Vertrag von den beiden Seiten und auch für die Garage so bestimmt worden ist."
    ),
    "# Goats\n\nThe goats of the mill may not be kept in the yard of the house without consent.",
)
FRENCH = ("# Loyer\n\nLe loyer est de 900 euros par mois et il est payable le premier jour.",)
NUMBERS = ("12 | 13 | 14\n\n15 | 16 | 17",)
APART = LanguagesApart(question="en", documents=["de"])


async def store_of(client: Client, folder: Path, *documents: Sequence[str]) -> str:
    """Return a vector store with these documents, all read."""
    files = [
        await client.upload_file(make_pdf(folder / f"{number}.pdf", pages))
        for number, pages in enumerate(documents)
    ]
    store = await client.create_vector_store_and_wait_to_complete(
        CreateVectorStoreRequest(file_ids=[file.id for file in files])
    )
    return store.id


async def ask(
    client: Client, store_id: str, question: str, model: str = EXTRACTIVE_MODEL, **fields: Any
) -> tuple[MessageObject, Text]:
    assistant = await plain_assistant(client)
    await client.modify_assistant(
        assistant.id,
        ModifyAssistantRequest(
            model=model,
            tools=[FileSearchTool(type="file_search")],
            tool_resources=ToolResources(
                file_search=FileSearchResources(vector_store_ids=[store_id])
            ),
        ),
    )
    thread = await asked(client, question)
    run = await client.create_run(thread.id, CreateRunRequest(assistant_id=assistant.id, **fields))
    await client.wait_for_run_to_complete(thread.id, run.id, poll_interval=0.02)
    (message,) = (await client.get_thread_messages(thread.id, run_id=run.id)).data
    (block,) = message.content
    assert isinstance(block, TextContent)
    return message, block.text


def pages_of(text: Text) -> set[int | None]:
    return {
        note.file_citation.page
        for note in text.annotations
        if isinstance(note, FileCitationAnnotation)
    }


@pytest.mark.parametrize(
    ("pages", "question", "asked_in", "written_in"),
    [
        (GERMAN, "How much is the rent per month?", "en", "de"),
        (ENGLISH, "Wie hoch ist die Miete im Monat?", "de", "en"),
    ],
)
async def test_a_refusal_says_which_languages_differ_and_names_the_closest_pages_still(
    client: Client,
    tmp_path: Path,
    pages: Sequence[str],
    question: str,
    asked_in: str,
    written_in: str,
) -> None:
    store_id = await store_of(client, tmp_path, pages)
    message, text = await ask(client, store_id, question)
    apart = LanguagesApart(question=asked_in, documents=[written_in])
    assert message.answer_kind == "not_covered"
    assert message.languages_apart == apart
    said = said_of_answer(apart).english
    assert said.startswith(NOT_COVERED)
    assert text.value.startswith(f"{said}\n\n{CLOSEST.strip()}\n\n【1†")
    assert pages_of(text) == {1, 2, 3}


async def test_it_is_said_in_the_language_of_who_reads_it(client: Client, tmp_path: Path) -> None:
    store_id = await store_of(client, tmp_path, GERMAN, FRENCH)
    message, text = await ask(client, store_id, "How much is the rent per month?")
    assert message.languages_apart == LanguagesApart(question="en", documents=["de", "fr"])
    assert text.note is not None
    assert "are in German and French" in text.value
    with spoken(Language.GERMAN):
        said = retold(text.value[: text.note.length], text.note.phrases)
    assert "auf Englisch gestellt" in said
    assert "sind auf Deutsch und Französisch" in said
    assert "Fragen Sie auf Deutsch oder Französisch," in said


async def test_json_says_it_too(client: Client, tmp_path: Path) -> None:
    store_id = await store_of(client, tmp_path, GERMAN)
    form = ResponseFormat(type="json_object")
    _, text = await ask(client, store_id, "How much is the rent?", response_format=form)
    assert '"kind": "not_covered"' in text.value
    assert "in English, and they are in German" in text.value


@pytest.mark.parametrize(
    ("documents", "question"),
    [
        ((GERMAN, ENGLISH), "Who is the mayor of the town?"),  # one of them is in English
        ((GERMAN, NUMBERS), "How much is the rent per month?"),  # what is that in?
        ((GERMAN,), "Rent?"),
        ((GERMAN,), "Bitcoin Wallet"),
        ((GERMAN,), "Wer ist der Bürgermeister?"),
        ((BOTH,), "Who may keep geese in the yard of the mill?"),  # begins in German
    ],
)
async def test_where_it_is_not_sure_nothing_is_said_of_languages(
    client: Client, tmp_path: Path, documents: Sequence[Sequence[str]], question: str
) -> None:
    store_id = await store_of(client, tmp_path, *documents)
    message, text = await ask(client, store_id, question)
    assert message.languages_apart is None
    assert "language" not in text.value


async def test_a_name_that_is_the_same_in_both_languages_is_answered(
    client: Client, tmp_path: Path
) -> None:
    store_id = await store_of(client, tmp_path, ENGLISH)
    message, text = await ask(client, store_id, "Wer ist Anna Weber?")
    assert message.answer_kind == "quotes"
    assert "signed by Anna Weber" in text.value
    assert message.languages_apart is None


async def test_only_the_documents_that_are_asked_count(client: Client, tmp_path: Path) -> None:
    store_id = await store_of(client, tmp_path, GERMAN, ENGLISH)
    entries = (await client.get_vector_store_files(store_id)).data
    files = {(await client.get_file(one.id)).filename: one.id for one in entries}
    request = CompareFilesRequest(
        question="Who is the mayor of the town?", file_ids=[files["0.pdf"], files["1.pdf"]]
    )
    compared = (await client.compare_files(store_id, request)).data
    assert [(one.kind, one.languages_apart) for one in compared] == [
        ("not_covered", APART),
        ("not_covered", None),
    ]


async def test_a_model_that_finds_nothing_there_is_told_to_have_been_asked_in_another_language(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [says("NOT_IN_DOCUMENTS")]
    store_id = await store_of(writing_client, tmp_path, GERMAN)
    message, text = await ask(writing_client, store_id, "How much is the rent?", "test/tiny")
    assert (message.answer_kind, message.languages_apart) == ("not_covered", APART)
    assert text.value.startswith(
        f"{NOT_COVERED} The question seems to be in English, and they are in German. Ask in German:"
        f" that finds more.{CLOSEST}\n\n【1†"
    )
    assert text.note is not None
    assert text.closest == text.note.length


async def test_it_is_said_where_a_model_fails_too(
    writing_client: Client, host: ModelServer, tmp_path: Path
) -> None:
    host.script = [replies(401, {"error": {"message": "no"}}, x_should_retry="false")]
    store_id = await store_of(writing_client, tmp_path, GERMAN)
    message, text = await ask(writing_client, store_id, "How much is the rent?", "test/tiny")
    assert message.languages_apart == APART
    said = said_of_answer(APART).english
    assert f"{said}{CLOSEST}\n\n【1†" in text.value


async def test_a_chat_with_texts_of_another_language_is_told_so(client: Client) -> None:
    german = "Die Miete beträgt 900 Euro im Monat. Sie ist am dritten Werktag zu zahlen."
    question = {"role": "user", "content": "Who pays for the repairs?"}

    async def said(role: str, text: str) -> str:
        messages = [{"role": role, "content": text}, question]
        wanted = {"model": EXTRACTIVE_MODEL, "messages": messages}
        made = await client.create_completion(CreateCompletionRequest.model_validate(wanted))
        return made.choices[0].message.content or ""

    content = await said("system", german)
    assert content.startswith("The messages do not seem to cover this. The question seems to be in")
    assert content.endswith("Ask in German.")
    # what was said so is no text to quote from
    assert (await said("assistant", content)).startswith("There is no text to quote from")


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What is the notice period?", "en"),
        ("Who is Anna Weber?", "en"),
        ("Can I keep a dog?", "en"),
        ("Wie hoch ist die Miete?", "de"),
        ("Wie lange dauert die Probezeit?", "de"),
        ("Wer ist Van der Saar?", "de"),
        ("Qui paie les réparations ?", "fr"),
        ("What type of company is Van Gend en Loos?", None),
        ("Is delay covered?", None),
        ("Sind Haustiere erlaubt?", None),
        ("E-218?", None),
        ("会議室料金", None),  # Japanese as well as Chinese
        ("会議室の料金はいくらですか", "ja"),
    ],
)
def test_the_language_of_a_question_is_sure_by_two_words_that_are_no_other_ones(
    question: str, language: str | None
) -> None:
    assert sure_language(question) == language


def test_each_language_that_is_told_apart_has_a_name() -> None:
    assert LANGUAGE_NAMES.keys() >= {*STOP_WORDS, "ja", "ko", "th", "zh"}
