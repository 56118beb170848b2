"""Other names of what a question asks for."""

from __future__ import annotations

import time

import pytest

from octavo.engine.text.questions import understood
from octavo.engine.text.weights import has
from octavo.engine.text.words import Language, stem


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What is the telephone number of the home?", "Tel: 01983 873655"),
        (
            "What were the company's capital expenditures?",
            "Purchases of property and equipment (312)",
        ),
        ("How large is PP&E?", "Property, plant and equipment, net 8,866"),
        ("What does the income statement say?", "Consolidated Statements of Operations"),
        ("Who is the CEO?", "Ada Byron, Chief Executive Officer"),
    ],
)
def test_a_text_with_another_name_has_what_is_asked_for(question: str, text: str) -> None:
    asked = understood(question)
    assert not set(understood(text).stems) >= set(asked.others[0].meant)  # not without it
    assert set(asked.read(text, "en")) >= set(asked.others[0].meant)


def test_other_names_are_those_of_the_question_s_language() -> None:
    german = understood("Wie lautet die Telefonnummer des Hauses?")
    assert not any(one.near for one in german.others if one.text in ("tel", "rufnummer"))
    assert {"tel", "rufnummer"} <= {one.text for one in german.others}
    assert understood("Was steht in der Bilanz über revenue?").others == ()


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_text_without_other_names_is_read_as_it_is(language: Language) -> None:
    plain = understood("What colour is the house?")
    assert plain.others == ()
    named = understood("What is the telephone number?")
    text = "The house has a phonograph."
    assert named.read(text, language) == plain.read(text, language)


def test_all_of_a_name_has_to_stand_there() -> None:
    asked = understood("What were capital expenditures?")
    assert "expenditur" not in asked.read("Purchases of land, and plant and equipment.", "en")


def test_a_ratio_is_known_by_what_it_is_worked_out_from_and_not_the_other_way_round() -> None:
    ratio = understood("Is the quick ratio healthy?")
    assert "quick" in ratio.read("Total current assets of the company", "en")
    parts = understood("What were the total current assets?")
    assert "asset" not in parts.read("The quick ratio was high.", "en")


@pytest.mark.parametrize(
    ("question", "text", "word"),
    [
        ("Muss ich mir einen Nebenjob genehmigen lassen?", "Jede Nebentätigkeit", "nebenjob"),
        ("Wann brauche ich ein Attest?", "eine ärztliche Bescheinigung vorlegen", "attest"),
        ("Wie hoch ist das Weihnachtsgeld?", "wird eine Jahressonderzahlung", "weihnachtsgeld"),
        ("Wie viel verdient sie?", "ein Bruttogehalt von 5.240 Euro", "verdient"),
        ("Wie hoch ist die Prämie?", "Jahresbeitrag 684,20 EUR", "Prämie"),
        ("Wie hoch ist die Kaution?", "Die Mieter leisten eine Mietsicherheit.", "Kaution"),
        ("Who is the landlord?", "The Lessor lets the flat.", "landlord"),
        ("Can I have a dog?", "No animal may be kept.", "dog"),
        ("What is my salary?", "Your annual remuneration is GBP 41,600.", "salary"),
        ("How much does she earn?", "Your annual remuneration is GBP 41,600.", "earn"),
        ("When can I be fired?", "The Employer may dismiss you.", "fired"),
        ("How long is the guarantee?", "The warranty lasts 24 months.", "guarantee"),
    ],
)
def test_a_paraphrase_counts_less_than_the_word(question: str, text: str, word: str) -> None:
    asked = understood(question)
    wanted = stem(word.casefold(), asked.language)
    there = frozenset(asked.read(text, asked.language))
    assert wanted in asked.stems
    assert wanted not in there
    assert 0 < has(wanted, there) < has(wanted, frozenset({wanted}))


def test_what_stands_for_it_in_a_document_is_not_asked_for_by_it() -> None:
    asked = understood("Are animals allowed?")
    assert has("anim", frozenset(asked.read("A dog may be kept.", "en"))) == 0
    asked = understood("Is fire covered?")
    assert has("fire", frozenset(asked.read("The policy may be terminated.", "en"))) == 0


def test_a_long_question_is_looked_through_once() -> None:
    def cost(times: int) -> float:
        start = time.process_time()
        understood.__wrapped__("Is the deposit the security? " * times)
        return time.process_time() - start

    cost(1)
    assert cost(4000) < 100 * max(cost(200), 0.001)


def test_a_question_is_put_as_the_documents_would_put_it() -> None:
    question = "When do I need a sick note, please?"
    asked = understood(question)
    there = frozenset(asked.read("A medical certificate is required.", "en"))
    put = "When do I need a medical certificate, please?"
    assert " ".join((asked.reworded(question, [there]) or "").split()) == put
    assert asked.reworded(question, [there, frozenset({"sick", "note"})]) is None
    assert asked.reworded(question, [frozenset({"rent"})]) is None


def test_what_has_other_names_is_no_typing_error() -> None:
    asked = understood("Muss ich mir einen Nebenjob genehmigen lassen?")
    assert asked.knows("nebenjob")
    assert not asked.knows("lassen")


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("What uptime is promised?", "Availability is 99.7% of each month.", "en"),
        ("Which drugs are used?", "The medication is taken in the morning.", "en"),
        ("How do I change the impeller?", "Replace the impeller once a year.", "en"),
        ("Wie viele Credits hat das Modul?", "Es hat 6 Leistungspunkte.", "de"),
        ("Wer operiert?", "Der Eingriff dauert eine halbe Stunde.", "de"),
        ("Wogegen ist er allergisch?", "Allergien: Penicillin", "de"),
        ("Ist das kostenlos?", "Das letzte Jahr ist beitragsfrei.", "de"),
        ("Kann ich in Raten zahlen?", "Eine Ratenzahlung ist möglich.", "de"),
        ("Wo ist mein Rad?", "Fahrräder stehen im Keller.", "de"),
    ],
)
def test_everyday_words_are_near_what_documents_say(
    question: str, text: str, language: Language
) -> None:
    asked = understood(question)
    read = frozenset(asked.read(text, language))
    assert any(0 < has(word, read) < 1 for word in asked.stems)
