"""What is searched when a question is a piece of one, or misspelt; and that the answer says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from octavo.client import Client
from octavo.protocol.messages import CreateMessageRequest, MessageObject
from octavo.protocol.runs import CreateRunRequest
from octavo.protocol.tools import ResponseFormat
from support.asking import asked, with_lease


async def answered(
    client: Client, assistant_id: str, thread_id: str, as_json: bool = False
) -> MessageObject:
    run = await client.create_run(
        thread_id,
        CreateRunRequest(
            assistant_id=assistant_id,
            response_format=ResponseFormat(type="json_object") if as_json else None,
        ),
    )
    run = await client.wait_for_run_to_complete(thread_id, run.id)
    assert run.status == "completed"
    (message,) = (await client.get_thread_messages(thread_id, run_id=run.id)).data
    return message


async def test_a_piece_is_completed_from_the_thread(client: Client, tmp_path: Path) -> None:
    assistant = await with_lease(client, tmp_path)
    thread = await asked(client, "How much is the Rent?")
    await answered(client, assistant.id, thread.id)
    piece = CreateMessageRequest(role="user", content="And the Deposit?")
    await client.create_thread_message(thread.id, piece)
    text = (await answered(client, assistant.id, thread.id)).content[0].text
    assert text.value.startswith("Understood as: How much is the Deposit?\n\n“")
    first = text.annotations[0]
    assert "2,400 euros" in first.file_citation.quote
    assert text.value[first.start_index : first.end_index] == first.text


@pytest.mark.parametrize("question", ["Is there a garage?", "What about the deposit?"])
async def test_a_question_that_stands_by_itself_is_asked_as_it_is(
    client: Client, tmp_path: Path, question: str
) -> None:
    assistant = await with_lease(client, tmp_path)
    thread = await asked(client, "When may the tenant terminate the lease?")
    await answered(client, assistant.id, thread.id)
    await client.create_thread_message(
        thread.id, CreateMessageRequest(role="user", content=question)
    )
    message = await answered(client, assistant.id, thread.id)
    assert "Understood as" not in message.content[0].text.value


async def test_a_typing_error_is_forgiven_and_said(client: Client, tmp_path: Path) -> None:
    assistant = await with_lease(client, tmp_path)
    thread = await asked(client, "How much is the depsoit?")
    message = await answered(client, assistant.id, thread.id)
    text = message.content[0].text
    assert text.value.startswith("Understood as: How much is the deposit?")
    assert "2,400 euros" in text.annotations[0].file_citation.quote


@pytest.mark.parametrize(
    ("question", "put", "quote"),
    [
        ("Wie lang ist die Kündigungsfrist?", "Wie lang ist die Kündigung Frist?", "drei Monaten"),
        ("Wie hoch ist die Miete?", "", "840 Euro"),
        ("Wie hoch ist die monatliche Miete?", "", "840 Euro"),
    ],
)
async def test_compounds_are_searched_as_the_document_has_them_and_not_said(
    client: Client, tmp_path: Path, question: str, put: str, quote: str
) -> None:
    pages = (
        "Die Kaltmiete beträgt 840 Euro im Monat und ist am ersten Werktag fällig.",
        "Für die Kündigung gilt eine Frist von drei Monaten zum Ende eines Monats.",
    )
    assistant = await with_lease(client, tmp_path, pages, "Vertrag")
    thread = await asked(client, question)
    message = await answered(client, assistant.id, thread.id)
    text = message.content[0].text
    assert text.value.startswith("“")
    steps = (await client.get_run_steps(thread.id, message.run_id)).data
    assert any(put in step.model_dump_json() for step in steps)
    assert quote in text.annotations[0].file_citation.quote


@pytest.mark.parametrize("typed", ["terminaton", "terminatoin"])
async def test_a_typing_error_in_an_ending_is_forgiven(
    client: Client, tmp_path: Path, typed: str
) -> None:
    pages = ("On termination of the contract all keys are returned.", "Rent is due monthly.")
    assistant = await with_lease(client, tmp_path, pages, "Contract")
    message = await answered(client, assistant.id, (await asked(client, typed)).id)
    text = message.content[0].text
    assert text.value.startswith("Understood as: termination")
    assert "all keys" in text.annotations[0].file_citation.quote


NONSENSE = (
    "Ein steckerfertiges Balkonsolargerät ist am Balkon nach Anzeige bei der Verwaltung zulässig.",
    "Sie dürfen nach der Einnahme keine Maschinen führen und die nächste nicht vergessen.",
    "Die Nettokaltmiete ist monatlich zu überweisen; die Ausgleichszahlung von 1.150 Euro auch.",
    "Als Ersatz sind die erwarteten Bäume zu pflanzen, insbesondere die Hainbuche, am Rand.",
    "Die Grundsteuer wird mindestens einmal im Jahr und nicht vom Eigentümer gezahlt.",
)


@pytest.mark.parametrize(
    "question",
    [
        "Kann ich die Kaution in Raten zahlen?",
        "Kann ich mit den Tabletten Auto fahren?",
        "Nüchtern oder zum Essen einnehmen?",
        "Wieviel muss ich insgesamt zahlen?",
        "Welche Baumarten kann ich als Ersatz nehmen?",
        "Was fehlt der Buche eigentlich?",
        "Welche Beträge kann ich bei der Steuer absetzen?",
        "Wer ist der Mieter?",
        "Wan kan ich frühestens kündigen?",
        "Reicht eine Mahnung per Mail?",
    ],
)
async def test_what_is_spelled_right_is_not_said_to_be_something_else(
    client: Client, tmp_path: Path, question: str
) -> None:
    assistant = await with_lease(client, tmp_path, NONSENSE, "Bescheid")
    message = await answered(client, assistant.id, (await asked(client, question)).id)
    assert "Understood as" not in message.content[0].text.value


async def test_words_of_another_language_are_no_typing_errors(
    client: Client, tmp_path: Path
) -> None:
    pages = ("The quantity of memory that is recommended is one gigabyte for a desktop.",)
    assistant = await with_lease(client, tmp_path, pages, "Guide")
    thread = await asked(client, "Quelle est la quantité de mémoire qui est recommandée ?")
    message = await answered(client, assistant.id, thread.id)
    assert "Understood as" not in message.content[0].text.value


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Bekomme ich Haarausfal?", "Bekomme ich Haarausfall?"),
        ("Wie lange gilt die Genemigung?", "Wie lange gilt die Genehmigung?"),
        ("Wie viel Uralub habe ich?", "Wie viel Urlaub habe ich?"),
        ("Ist da Laktose drin?", "Ist da Lactose drin?"),
    ],
)
async def test_german_typing_errors_are_said(
    client: Client, tmp_path: Path, question: str, said: str
) -> None:
    pages = (
        "Die Genehmigung gilt zwei Jahre, und der Urlaub beträgt 30 Tage in jedem Jahr.",
        "Zu den Nebenwirkungen zählt der Haarausfall; die Tablette enthält auch Lactose.",
    )
    assistant = await with_lease(client, tmp_path, pages, "Papier")
    message = await answered(client, assistant.id, (await asked(client, question)).id)
    assert message.content[0].text.value.startswith(f"Understood as: {said}")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When does the byass open?", "bypass"),
        ("When does the polcy end?", "policy"),
        ("How hot is the exhuast?", "exhaust"),
        ("Who is the contact?", None),  # no contract
        ("What is the price?", None),  # no prize
        ("Is there a party?", None),  # no part
    ],
)
async def test_english_typing_errors_are_said_and_usual_words_stay(
    client: Client, tmp_path: Path, question: str, said: str | None
) -> None:
    pages = (
        "The bypass opens at 23 degrees, and the exhaust gets as hot as 80 degrees.",
        "The contract and the policy end in May; a prize is drawn for each part of it.",
    )
    assistant = await with_lease(client, tmp_path, pages, "Manual")
    message = await answered(client, assistant.id, (await asked(client, question)).id)
    text = message.content[0].text.value
    assert ("Understood as" in text) is (said is not None)
    assert said is None or said in text.split("\n")[0]


@pytest.mark.parametrize("question", ["Darf man hier rauchen?", "Wie heißt der Hausmeister?"])
async def test_what_only_ends_alike_is_not_taken_for_what_is_asked_for(
    client: Client, tmp_path: Path, question: str
) -> None:
    pages = (
        "Schäden, die durch den Gebrauch der Räume entstehen, trägt der Mieter.",
        "Der Garten ist von allen Parteien des Hauses zu pflegen.",
    )
    assistant = await with_lease(client, tmp_path, pages, "Vertrag")
    message = await answered(client, assistant.id, (await asked(client, question)).id)
    said = message.content[0].text.value
    assert "Gebrauch?" not in said
    assert "gebrauch?" not in said
    assert "Ister" not in said


async def test_json_says_what_was_understood(client: Client, tmp_path: Path) -> None:
    assistant = await with_lease(client, tmp_path)
    thread = await asked(client, "How much is the depsoit?")
    message = await answered(client, assistant.id, thread.id, as_json=True)
    value = json.loads(message.content[0].text.value)
    assert value["understood"] == "How much is the deposit?"
    assert value["quotes"]
