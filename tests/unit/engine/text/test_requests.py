"""What is asked of documents as a whole, and what is no question at all."""

from __future__ import annotations

import time

import pytest

from octavo.engine.text.requests import request_in


@pytest.mark.parametrize(
    "text",
    [
        "Fasse das Dokument zusammen",
        "Fasse bitte das Dokument in drei Sätzen zusammen.",
        "Kannst du mir diese Datei zusammenfassen?",
        "Könnten Sie mir bitte eine kurze Zusammenfassung des Dokuments geben?",
        "Worum geht es?",
        "Worum geht’s hier?",
        "Wovon handelt der Text?",
        "Gib mir einen Überblick",
        "Was steht in diesem Dokument?",
        "Summarise this document",
        "Please summarize the file in 5 bullet points",
        "Can you give me a short summary of this file, please?",
        "What is this about?",
        "What's this document about?",
        "What are the key points?",
        "tl;dr",
        "Zusammenfassung bitte!",
    ],
)
def test_summaries_of_all_that_is_there(text: str) -> None:
    found = request_in(text)
    assert found is not None
    assert (found.kind, found.about) == ("summary", ())


@pytest.mark.parametrize(
    ("text", "about", "is_kind"),
    [
        ("Fasse den Vertrag zusammen", ("vertrag",), True),
        ("What is the contract all about?", ("contract",), True),
        ("Summarize employment.pdf", ("employment.pdf",), False),
        ("Summarise the moss growth paper", ("moss", "growth"), False),
        ("Gib mir einen Überblick über die Hausordnung", ("hausordnung",), False),
        ("Summarise the obligations of the tenant", ("obligations", "tenant"), False),
        ("What is the summary judgment about?", ("summary", "judgment"), False),
        ("Worum geht es in § 5?", ("§", "5"), False),
    ],
)
def test_what_is_to_be_summarised(text: str, about: tuple[str, ...], is_kind: bool) -> None:
    found = request_in(text)
    assert found is not None
    assert (found.kind, found.about, found.is_kind) == ("summary", about, is_kind)


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("greeting", ["Hallo", "Hallo zusammen!", "Guten Tag", "Hi there", "Wie geht’s?"]),
        ("thanks", ["Thanks", "Thank you very much!", "Vielen Dank", "ok danke"]),
        ("help", ["Help", "Hilfe!", "Was kannst du?", "What can you do?", "How does this work?"]),
        (
            "documents",
            [
                "Welche Dokumente sind da?",
                "Which documents do I have?",
                "Zeig mir alle Dokumente",
                "How many documents are there?",
            ],
        ),
    ],
)
def test_words_that_ask_for_nothing_in_a_document(kind: str, texts: list[str]) -> None:
    assert [found and found.kind for found in map(request_in, texts)] == [kind] * len(texts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Which documents are required?",
        "Which documents do I have to submit?",
        "Hallo, was kostet die Miete?",
        "Thanks to whom was the project finished?",
        "How does the pump work?",
        "What can the landlord do?",
        "help desk phone number",
        "good morning call",
        "What does the policy cover?",
        "Is there a summary?",
        "all",
    ],
)
def test_questions_for_a_passage_stay_questions(text: str) -> None:
    assert request_in(text) is None


def test_a_long_text_is_told_at_once() -> None:
    begun = time.thread_time()
    for text in (
        "hi thanks " * 20,
        "thank you " * 19 + "x",
        "please " * 28 + "summarise",
        "gib mir mir mir " * 12,
    ):
        request_in(text)
    request_in("summarise the " * 100_000)
    assert time.thread_time() - begun < 1
