"""Questions made from sentences: grammatical, asked once, and answered by the sentence."""

from __future__ import annotations

import numpy as np
import pytest

from octavo.engine.insight.material import Sentence
from octavo.engine.insight.questions import MOST, questions
from octavo.engine.text.words import ALL_STOP_WORDS, content_words, stem, words


def sentence(text: str) -> Sentence:
    stems = tuple(stem(word) for word in words(text) if word not in ALL_STOP_WORDS)
    return Sentence(1, 0, len(text), text, stems, leans=False, chunk=-1)


def asked(*texts: str, headings: tuple[tuple[str, range], ...] = ()) -> list[str]:
    made = [sentence(text) for text in texts]
    return [one.question for one in questions(made, np.linspace(1, 0.5, len(made)), headings)]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The lease is a contract between two people.", "What is the lease?"),
        ("Octavo is a program that reads PDFs.", "What is Octavo?"),
        ("Credits are the units of a course, as we know.", "What are Credits?"),
        (
            "The tenant may terminate this lease with three months' notice.",
            "May the tenant terminate this lease?",
        ),
        (
            "Each member must wear a helmet in the yard, by law.",
            "Must each member wear a helmet in the yard?",
        ),
        ("The work was carried out by two men in 1780.", "When was the work carried out?"),
        ("The Mill was founded in the village of Overton in 1780.", "When was the Mill founded?"),
        ("The tenant shall pay the rent by transfer.", "Must the tenant pay the rent?"),
        ("The tenant shall not sublet the flat.", "May the tenant sublet the flat?"),
        (
            "The pump must not be connected through an extension lead.",
            "May the pump be connected through an extension lead?",
        ),
        (
            "The Landlord may enter the flat on not less than two days' notice.",
            "May the Landlord enter the flat?",
        ),
        (
            "City planners should favour moss on roofs.",
            "Should city planners favour moss on roofs?",
        ),
        ("Either party may cancel this policy.", "May either party cancel this policy?"),
        ("The rent is 900 euros a month.", "How much is the rent?"),
        ("The annual fee for a guest is €12.50.", "How much is the annual fee for a guest?"),
        ("The guarantee is 24 months from the day of purchase.", "How long is the guarantee?"),
        ("The lease begins on 1 March 2025.", "When does the lease begin?"),
        ("The employment commenced on 4 September 2023.", "When did the employment commence?"),
        ("The rent is due on the third working day.", "When is the rent due?"),
        ("Die Grundmiete beträgt monatlich 985,00 Euro.", "Wie hoch ist die Grundmiete?"),
        ("Die Wohnfläche beträgt 82,5 Quadratmeter.", "Wie groß ist die Wohnfläche?"),
        (
            "Die regelmäßige wöchentliche Arbeitszeit beträgt 37,5 Stunden.",
            "Wie lang ist die regelmäßige wöchentliche Arbeitszeit?",
        ),
        (
            "Nach Ablauf der Probezeit beträgt die Kündigungsfrist drei Monate zum Quartalsende.",
            "Wie lang ist die Kündigungsfrist?",
        ),
        ("Das Mietverhältnis beginnt am 1. März 2024.", "Wann beginnt das Mietverhältnis?"),
        (
            "Die Miete ist spätestens am dritten Werktag auf das Konto der Bank zu zahlen.",
            "Wann ist die Miete zu zahlen?",
        ),
        (
            "Der Vertrag ist eine Vereinbarung, die nicht endet und die gilt.",
            "Was ist der Vertrag?",
        ),
        (
            "Der Mieter darf die Wohnung nicht ohne Erlaubnis untervermieten, auch wenn er fragt.",
            "Darf der Mieter die Wohnung ohne Erlaubnis untervermieten?",
        ),
        (
            "Eine PDF-Datei darf bis zu 512 MB groß sein, und das ist die Grenze.",
            "Darf eine PDF-Datei bis zu 512 MB groß sein?",
        ),
        (
            "Das alte Haus wurde 1902 von der Stadt und nicht von der Kirche errichtet.",
            "Wann wurde das alte Haus errichtet?",
        ),
    ],
)
def test_a_sentence_becomes_the_question_that_it_answers(text: str, question: str) -> None:
    assert asked(text) == [question]
    # What asks for the answer itself need not be in the sentence: "How much", "Wie lang".
    besides = {"much", "long", "wann", "hoch", "lang", "gross", "begin", "commence"}
    stems = {stem(word) for word in words(text)}
    assert {stem(w) for w in content_words(question) if w not in besides} <= stems


@pytest.mark.parametrize(
    "text",
    [
        "This is a rule that nobody knows.",
        "It may rain on all of the following days.",
        "No person who leaves is a tenant.",
        "Only members may use the garden at night.",
        "The tenant may.",
        "Since the rent is the only income, it is due.",
        "The tenant can then give it to you.",
        "Each element of is the value.",
        "Rain fell for many days on the roof of the mill.",
        "The first six months are a probationary period.",
        "Allowed are the following colours.",
        "Water is an exception: it grows when it freezes.",
        "Mitvermietet sind die Möbel der Küche und die Lampen.",
        "Der Mieter darf die Wohnung, die er und nicht die Firma gemietet hat, untervermieten.",
        "Der Mieter kann es dem Verwalter und auch der Firma sagen.",
        "Der Mieter darf keine Hunde und keine Katzen halten, weil es die Ordnung nicht erlaubt.",
        "Sie können die Miete und die Kosten auf das Konto der Firma zahlen.",
    ],
)
def test_no_question_is_made_of_what_names_nothing(text: str) -> None:
    assert asked(text) == []


def test_questions_are_few_and_all_different() -> None:
    texts = [f"{name} is a town in the north." for name in ("Ayr", "Wick", "Tain", "Perth")]
    texts += ["The tenant may keep a dog.", "The tenant may keep a cat and a dog."]
    texts += ["The mill was built in 1780."]
    found = asked(*texts)
    assert found == [
        "What is Ayr?",
        "What is Wick?",
        "May the tenant keep a dog?",
        "When was the mill built?",
    ]
    assert len(found) <= MOST


def test_a_heading_is_asked_about_if_the_text_below_it_has_its_words() -> None:
    texts = ("Nobody keeps a goat.", "The notice period goes on for three months.")
    heads = (("2. Notice period", range(1, 2)), ("3. Pets", range(2)))
    assert asked(*texts, headings=heads) == ["What is “Notice period” about?"]


@pytest.mark.parametrize(
    ("text", "heading", "question"),
    [
        ("Roof repairs are left to the landlord.", "7. Repairs", "What is “Repairs” about?"),
        ("Then rent falls due.", "Rent", "What is “Rent” about?"),
        ("Nobody moved to Overton.", "“Overton”", "What is “Overton” about?"),
        ("After notice, leaving early is free.", "Leaving Early", "What is “Leaving Early” about?"),
        ("Auch kleine Reparaturen sind frei.", "Reparaturen", "Was gibt es zu „Reparaturen“?"),
        ("Auch kleine Schäden sind gemeint.", "§ 8 Schäden", "Was gibt es zu „Schäden“?"),
    ],
)
def test_the_question_about_a_heading_is_a_sentence_whatever_the_heading_is(
    text: str, heading: str, question: str
) -> None:
    found = asked(text, headings=((heading, range(1)),))
    assert found == [question]
    assert {stem(word) for word in content_words(question)} <= {stem(w) for w in words(text)}
