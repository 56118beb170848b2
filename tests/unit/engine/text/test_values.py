"""Which values alone answer a question, and which texts have one."""

from __future__ import annotations

import time

import pytest

from octavo.engine.text.values import needed_value


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Wie alt ist die Buche?", "Die Buche ist etwa 140 Jahre alt."),
        ("Wie alt ist das Haus?", "Das Haus wurde 1845 gebaut."),
        ("Ab wie alt darf man kommen?", "Kommen darf, wer zwölf Jahre alt ist."),
        ("How old is the house?", "The house dates from about 1845."),
        ("How old must I be?", "Only adults may enter."),
        ("Was hat der Sand gekostet?", "Der Sand kam auf 210 Euro."),
        ("Was kostet das Essen?", "Das Essen ist für Kinder kostenlos."),
        ("Was kostet der Kran?", "Autokran\t148,00\tje Stunde"),
        ("Was kostet der Kredit?", "Der Zinssatz beträgt 11,5 % im Jahr."),
        ("Wer zahlt und was kostet die Statik?", "Ihre Kosten sind im Preis nicht enthalten."),
        ("What did the survey cost?", "We ask £650 for the survey."),
        ("Welche Farbe haben die Fenster?", "Die Fenster werden anthrazit lackiert."),
        ("Which colour is the door?", "A dark blue door leads to the garden."),
        ("How heavy is it?", "Dry weight\t212 kg"),
        ("At what temperature does it open?", "It opens at 76 °C."),
        ("What is the fax number?", "Telefax 0341 55 80 113"),
        ("Auf welche IBAN soll ich zahlen?", "IBAN DE44 8609 5604 0307 1182 20"),
        ("How tall is the ash?", "The ash is some twelve metres tall."),
        ("Wie groß ist die Wohnung?", "Die Wohnung hat 78,40 m²."),
        ("What percentage of them came back?", "A third of them came back."),
        ("Um wie viel Uhr beginnt sie?", "Sie beginnt um 18 Uhr."),
        ("Which firm does the test?", "The test is made by Harbour Labs once a year."),
        ("Who is the secretary?", "Secretary:\tBertha Olsen"),
        ("Wie heißt die Leiterin?", "Leiterin\tDr. med. Franziska Albers"),
        ("Wer ist der Verwalter?", "Es verwaltet die Hartwig & Römer GmbH."),
        ("In which year was it built?", "It was built in 1987."),
        ("Wie viele Fahrzeuge hat der Verein?", "Der Verein hat 48 Fahrzeuge."),
        ("Wie viele Kinder kommen?", "Es kommen vierundzwanzig Kinder."),
        ("How many seats are there?", "There are a dozen seats."),
        ("How many days is it closed?", "It is closed on 14 days."),
        ("How long does it take?", "It takes the better part of three weeks."),
        ("Wie lange gilt die Karte?", "Die Karte ist unbefristet."),
        ("Wie lange ging die Sitzung?", "Beginn: 19:00 Uhr"),
        ("How big is the hall?", "The hall has 620 square metres."),
        ("Wann öffnet das Bad?", "Das Bad ist täglich ab 9 Uhr zugänglich."),
        ("When does the bypass open?", "The bypass opens below 12 °C."),
        ("Wie ist die Adresse der Kasse?", "Die Kasse liegt in der Lindenstraße 8."),
        ("Quel est le prix du dispositif ?", "Il coûte 240 € par pièce."),
    ],
)
def test_a_text_has_the_value_that_is_asked_for(question: str, text: str) -> None:
    value = needed_value(question)
    assert value is not None
    assert value.is_in(text)
    assert not value.is_in("What is said of it here tells nothing of the kind.")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Wie alt ist Herr Berg?", "Herr Berg geht nach zwölf Jahren am 3. Mai 2025."),
        ("How old is the surveyor?", "The surveyor came on 9 September 2025."),
        ("Was kosten die Tabletten?", "Bei 1 % der Leute machen die Tabletten müde."),
        ("What is the fax number?", "Support desk +1 207 555 0100"),
        ("How heavy is it?", "It was built in 1987."),
        ("Which firm does the test?", "The test is made by an independent firm under ISO 27001."),
        ("Wie viele Fahrzeuge hat der Verein?", "(2) Für Fahrzeuge gilt Absatz 1 seit 2019."),
        ("Wie viele Fahrzeuge hat der Verein?", "Belege der Fahrzeuge binnen 30 Tagen."),
        ("Wie viele Punkte gibt es?", "Stand vom 3. Februar 2025, Raum E 2.17."),
        ("How long is the commute to Eastmere?", "March 2026: 141 at Eastmere"),
        ("How big is the hall?", "Hall of 2026, opened on 9 October 2025."),
        ("Wann öffnet das Bad?", "Gebühren für das Bad"),
        ("Wie ist die Adresse der Kasse?", "Der Ausweis wird alle 12 Monate in der Kasse geprüft."),
        ("Quel est le prix du dispositif ?", "Son prix est plus élevé."),
        ("Wie heißt der Leiter?", "Die Anmeldung nimmt der Leiter oder eine Fachkraft an."),
    ],
)
def test_another_value_is_none(question: str, text: str) -> None:
    value = needed_value(question)
    assert value is not None
    assert not value.is_in(text)


@pytest.mark.parametrize(
    "question",
    [
        "How high is the deposit?",
        "Wie hoch ist die Kaution?",
        "Wie viele sind es?",
        "Who came?",
        "How often?",
    ],
)
def test_what_is_said_in_many_ways_needs_no_value(question: str) -> None:
    assert needed_value(question) is None


QUESTIONS = (
    "Was kostet es?",
    "Wie alt ist es?",
    "Wie heißt es?",
    "Wie viele Punkte gibt es?",
    "Wie lange gilt es?",
    "Wie ist die Adresse der Kasse?",
)


def test_long_texts_cost_no_more_than_their_length() -> None:
    values = [needed_value(one) for one in QUESTIONS]
    for piece in (
        "§",
        "2024",
        "from ",
        "zig",
        "hundert",
        "a@",
        "1",
        "gebühr ",
        "1 % ",
        "a",
        "kosten ",
        "zins",
        "May 1, ",
        "1. ",
        "Aa ",
        "Bb-",
    ):
        spent = []
        for size in (4_000, 32_000):
            text = piece * (size // len(piece))
            begun = time.process_time()
            for value in values:
                assert value is not None
                value.is_in(text)
            spent.append(time.process_time() - begun)
        assert spent[1] < 40 * spent[0] + 0.05, piece
