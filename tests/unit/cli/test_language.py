"""An answer's own words are in the language of its question, by the window's catalogue."""

from __future__ import annotations

import dataclasses
from xml.etree import ElementTree as ET

import pytest

from octavo import words
from octavo.cli import language
from octavo.cli.answer_text import as_text, explained
from octavo.cli.language import language_of, read_catalogue, spoken
from octavo.protocol.messages import Note
from octavo.protocol.phrases import phrases_in
from octavo.protocol.steps import StepSearchResult
from octavo.resources import resource
from octavo.session.ask_files import FilesAnswer
from octavo.words import english, later
from support.answers import answer

GERMAN = "Die Mieter leisten eine Sicherheit, die nach der Rückgabe der Wohnung gezahlt wird."


@pytest.mark.parametrize(
    ("question", "quotes", "code"),
    [
        ("Wie hoch ist die Kaution?", ["The deposit is the rent of a month."], "de"),
        ("How much is the deposit?", [GERMAN], "en"),
        ("Kaution?", [GERMAN], "de"),
        ("Deposit?", ["The deposit is the rent of a month and is paid at once."], "en"),
        ("Hallo", [], "de"),
        ("Fasse lease.pdf zusammen", [], "de"),
        ("Hello", [], "en"),
        ("tl;dr", [], "en"),
        ("Quelle est la date de la lettre?", [GERMAN], "en"),
    ],
)
def test_the_question_decides_and_else_what_is_quoted(
    question: str, quotes: list[str], code: str
) -> None:
    assert language_of(question, quotes) == code


def test_a_catalogue_has_all_texts_that_its_source_has() -> None:
    texts = read_catalogue(resource("translations", "octavo_de.qm").read_bytes())
    source = ET.parse(resource("translations", "octavo_de.ts"))  # noqa: S314 - our own file
    wanted = {
        (context.findtext("name"), message.findtext("source")): tuple(
            form.text or "" for form in found.findall("numerusform")
        )
        or (found.text,)
        for context in source.iter("context")
        for message in context.iter("message")
        if (found := message.find("translation")) is not None
    }
    assert texts == wanted
    assert any(len(forms) == 2 for forms in texts.values())


@pytest.mark.parametrize("cut", [3, 20, 20_000])
def test_a_catalogue_that_is_cut_off_is_refused(cut: int) -> None:
    data = resource("translations", "octavo_de.qm").read_bytes()
    with pytest.raises(language.UnreadableError):
        read_catalogue(data[:cut])


def led(kind: str) -> FilesAnswer:
    """Return an answer with a sentence of the engine's own above a quote."""
    lead = later("{count} documents, each in sentences of its own.", count=2)
    lead.context = "octavo.engine.answer.overview"
    above = str(english(lead))
    made = answer((f"{above}\n\n“One.” ", {"page": 4, "page_label": "iv"}))
    assert made.message is not None
    block = made.message.content[0]
    text = block.text.model_copy(  # type: ignore[union-attr] - it is text
        update={"note": Note(length=len(above), phrases=phrases_in(lead))}
    )
    content = [block.model_copy(update={"text": text})]
    message = made.message.model_copy(update={"answer_kind": kind, "content": content})
    return FilesAnswer(made.files, message)


def test_an_answer_is_told_in_german_and_afterwards_in_english() -> None:
    english_text = as_text(led("quotes"))
    with spoken("de"):
        german = as_text(led("quotes"))
    assert german == (
        "2 Dokumente, jedes in eigenen Sätzen.\n\n„One.“\n"
        "    lease.pdf, Seite iv (Seite 4 der Datei)\n"
    )
    assert english_text == as_text(led("quotes")) != german
    assert words.spoken() == "en"


def test_what_is_not_covered_is_told_in_german() -> None:
    said = "Your documents do not seem to cover this. The closest pages are:\n\n"
    made = answer((said, {}))
    assert made.message is not None
    message = made.message.model_copy(update={"answer_kind": "not_covered"})
    with spoken("de"):
        text = as_text(FilesAnswer(made.files, message))
    assert text == (
        "Ihre Dokumente scheinen dazu nichts zu sagen. Am nächsten kommen diese Seiten:\n"
        "    lease.pdf, Seite 1\n"
    )


def test_why_passages_were_found_is_told_in_german() -> None:
    problem = later("The model's file {name} is damaged.", name="model.onnx")
    problem.context = "octavo.models.judging"
    plain = answer(("“One.” ", {}))
    found = StepSearchResult(
        file_id="file-1",
        file_name="lease.pdf",
        score=0.444,
        page=4,
        page_label="iv",
        quote="The rent is due.",
        words=1.0,
        meaning=-0.1,
        relevance=0.5,
        matched=["rent"],
    )
    passages = (found, found.model_copy(update={"words": None, "matched": []}))
    made = dataclasses.replace(
        plain,
        passages=passages,
        read_by="contrary",
        reranker_problem=str(english(problem)),
        reranker_problem_phrases=phrases_in(problem),
    )
    with spoken("de"):
        told = explained(made)
        assert "\nEs wurden keine gefunden.\n" in explained(plain)
    assert told == (
        "\nWarum diese Textstellen: alle, die gefunden wurden, die besten zuerst\n"
        "Die ersten davon hat contrary geordnet.\n"
        "Sie wurden nicht geordnet: Die Datei model.onnx des Modells ist beschädigt.\n"
        "\n 1. lease.pdf, Seite iv\n"
        "    passt zu 44 %, Wörter 100 % der besten, Bedeutung 0 %, gelesen 50 %\n"
        "    mit den Wörtern: rent\n    The rent is due.\n"
        "\n 2. lease.pdf, Seite iv\n    passt zu 44 %, Bedeutung 0 %, gelesen 50 %\n"
        "    mit keinem Wort der Frage\n    The rent is due.\n"
    )
    in_english = explained(made)
    assert "\n    fits 44 %, words 100 % of the best" in in_english
    assert "\nThey were not put in order: The model's file model.onnx is damaged.\n" in in_english


def test_numbers_and_plurals_are_those_of_the_language() -> None:
    with spoken("de"):
        assert words.number(1234.5, ",.1f") == "1.234,5"
        one, many = (
            words.Later(
                "octavo.engine.answer.overview",
                "You can ask about {n:,} documents:",
                {"n": n},
                n,
                "You can ask about {n:,} document:",
            )
            for n in (1, 1200)
        )
        assert str(one).startswith("Sie können zu 1 Dokument ")
        assert str(many).startswith("Sie können zu 1.200 Dokumenten ")
