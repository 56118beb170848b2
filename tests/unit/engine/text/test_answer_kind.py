"""What kind of answer a question wants, and in which texts there is one."""

from __future__ import annotations

import time

import pytest

from octavo.engine.text.answer_kind import wanted_kind

WITH = {
    "telephone": "Tel. +49 (0)30 1234-567",
    "e-mail": "Write to jane.doe@example.org.",
    "web page": "See www.example.org for more.",
    "address": "We are at 12 Mill Lane, Oxford OX1 2AB.",
    "day": "Montréal, February 8, 2021",
    "day in German": "Bonn, den 8. Februar 2021",
    "amount": "It costs 12 euros.",
    "time": "It begins on 4 May.",
    "name": "It was written by Jane Doe.",
    "price": "The yearly rent of the shop is £24,000.",
    "price in German": "Der Mieter leistet eine Sicherheit, also 2.820,00 Euro.",
    "duration": "The term is ten years from the first of May.",
    "name in German": "Die Vermieterin ist Frau Dr. Bösel.",
    "definition": "A telephone exchange is a place where lines meet.",
    "name of a definition": "A node of degree 0 is isolated, one of degree 1 is called a leaf.",
    "name of a definition in German": "Ein Knoten vom Grad 1 heißt Blatt.",
    "definition behind a preposition": "Unter einem Wald versteht man einen Graphen ohne Kreise.",
    "entry of a glossary": "3.2 leg restraint\nchain, strap or rod between the feet",
    "definition of who": "„Nutzer“ ist, wer fahren darf.",
    "definition in German": "„Nebenkosten“ bezeichnet alle laufenden Kosten.",
    "bearer": "Ms Ann Brandt, 3 Quay Street (the “Landlord”), and Mr Jo Ruiz (the “Tenant”) agree.",
    "bearer after": "Tenant: Mr Jo Ruiz",
    "bearer in a form": "Insurer Harbour Mutual Insurance Society",
    "weight": "Weight 68 kg",
    "end": "Period of insurance 1 April 2025 to 31 March 2026",
    "end in a form": "Ablauf: 31.12.2025, 24 Uhr",
    "end in German": "hiermit kündige ich meine Mitgliedschaft zum 31. Januar 2025",
    "end at a time": "From 00:01 on 15 May 2025\nTo 23:59 on 14 May 2026",
    "deadline": "Bitte bestätigen Sie den Termin bis zum 26. September.",
    "funder": "This work was funded by the Kone Foundation.",
    "funder in German": "Diese Arbeit wurde von der Stiftung gefördert.",
    "reason": "It was put off because the tiles had cracked.",
    "reason in German": "Ursache war ein Rohrbruch.",
    "parties": "This deed is made between Harrow, Inc., of Maine (“Provider”) and Ann Brandt.",
    "hours": "The office is there on weekdays from 8:00 to 17:00.",
    "hours in German": "Das Amt ist montags bis 15.30 Uhr geöffnet.",
    "loudness": "Geräusch beim Schleudern 76 dB",
    "amount of a statement": "03.03.2025\tLohn Tischlerei\t+1.950,35",
    "bearer by another name": "between Priya Raman of Leeds (the Lessor) and Callum Doyle",
    "bearer in a row": "WT-40-118827 Policyholder Hannah Lindqvist",
    "bearer in German": "Zwischen Frau Eva Adam, wohnhaft Am Tor 4 (Vermieterin), und anderen",
}
NOTHING = "nobody is told how to reach the author"


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("telephone no", "telephone"),
        ("What is the phone number of the office?", "telephone"),
        ("Fax?", "telephone"),
        ("Wie lautet die Telefonnummer?", "telephone"),
        ("What is the author's e-mail address?", "e-mail"),
        ("What is the address of the hotel?", "address"),
        ("What is the website of the agency?", "web page"),
        ("How many telephone interviews were made?", "amount"),
        ("How many e-mails were sent?", "amount"),
        ("What is the date of the lease?", "time"),
        ("Format the date mentioned there as YYYY-MM-DD.", "day"),
        ("What are the two dates that are given?", "day"),
        ("Which one is it (as DD/MM/YYYY)?", "day"),
        ("Nenne das Datum des Schreibens.", "day in German"),
        ("Wie lautet das Rechnungsdatum?", "day in German"),
        ("Who wrote it?", "name"),
        ("How much is the rent?", "price"),
        ("What are the costs?", "price"),
        ("Wie hoch ist die Kaution?", "price in German"),
        ("How long is the term?", "duration"),
        ("Wie lange läuft der Vertrag?", "duration"),
        ("Wer hat den Vertrag geschrieben?", "name in German"),
        ("Who is the landlord?", "bearer"),
        ("Who are the tenants?", "bearer after"),
        ("Who is the insurer?", "bearer in a form"),
        ("How heavy is the roaster?", "weight"),
        ("Wie schwer ist das Gerät?", "weight"),
        ("Wer ist die Vermieterin?", "bearer in German"),
        ("Wie heißt die Vermieterin?", "bearer in German"),
        ("When does the insurance end?", "end"),
        ("Until when is the policy valid?", "end"),
        ("Wann endet die Versicherung?", "end in a form"),
        ("Wann läuft der Vertrag ab?", "end in a form"),
        ("Wann endet die Mitgliedschaft?", "end in German"),
        ("Bis wann muss ich antworten?", "deadline"),
        ("When does the cover end?", "end at a time"),
        ("Who funded the research?", "funder"),
        ("Why was the work put off?", "reason"),
        ("Warum war es teurer?", "reason in German"),
        ("Who are the parties?", "parties"),
        ("When does the office open?", "hours"),
        ("Wann hat das Amt auf?", "hours in German"),
        ("Wann sind Sprechstunden?", "hours in German"),
        ("Who paid for the study?", "funder"),
        ("Wer hat die Studie finanziert?", "funder in German"),
        ("Wie laut ist die Maschine?", "loudness"),
        ("How loud is it?", "loudness"),
        ("Wie viel wiegt das Gerät?", "weight"),
        ("Wie hoch ist mein Gehalt?", "amount of a statement"),
        ("What is a telephone exchange?", "definition"),
        ("What does telephone exchange mean?", "definition"),
        ("Was bedeutet Nebenkosten?", "definition in German"),
        ("What is a leaf?", "name of a definition"),
        ("Was ist ein Blatt?", "name of a definition in German"),
        ("Was ist ein Wald?", "definition behind a preposition"),
        ("What is a leg restraint?", "entry of a glossary"),
        ("Was ist ein Nutzer?", "definition of who"),
    ],
)
def test_a_kind_is_found_where_it_stands_and_nowhere_else(question: str, wanted: str) -> None:
    kind = wanted_kind(question)
    assert kind is not None
    assert kind.is_in(WITH[wanted])
    assert not kind.is_in(NOTHING)


@pytest.mark.parametrize("question", ["Show me the candidates.", "What is up to date?"])
def test_what_only_sounds_like_a_date_is_none(question: str) -> None:
    kind = wanted_kind(question)
    assert kind is None or not kind.is_in(WITH["day"])


def test_a_year_alone_and_a_long_number_are_no_day() -> None:
    kind = wanted_kind("What is the date on the invoice?")
    assert kind is not None
    assert not kind.is_in("It was written in 2021.")
    assert not kind.is_in("No. 1.2.3.4567 of 2021")


@pytest.mark.parametrize(
    ("question", "others", "wanted"),
    [
        ("Who is the landlord?", ["lessor"], "bearer by another name"),
        ("Who is insured?", ["policyholder"], "bearer in a row"),
    ],
)
def test_a_role_may_have_another_name(question: str, others: list[str], wanted: str) -> None:
    kind = wanted_kind(question, others)
    assert kind is not None
    assert kind.certain
    assert kind.is_in(WITH[wanted])
    assert not kind.is_in("The lessor keeps the roof in repair.")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Wie hoch ist die Miete?", "Die Dichte ist 1,25 kg, der Druck 3,14 bar."),
        ("When does it end?", "The accident was on 3 May 2024."),
        ("How much is the rent?", "2.2 No rent is payable for the first three months."),
        ("How much is the rent?", "Rent is reviewed after 5 years."),
        ("How many are there?", "7.1 The Tenant shall keep the interior."),
        ("How many are there?", "(2) Kleintiere sind erlaubt."),
        ("How many are there?", "§ 9 Tierhaltung"),
        ("How long is the term?", "The term ends with the lease, see page 12."),
        ("Wer hat den Vertrag geschrieben?", "Der Vermieter haftet nicht."),
        ("Who is the landlord?", "The landlord keeps Ann Brandt’s deposit."),
        ("Wer ist die Vermieterin?", "Die Vermieterin haftet nach Treu und Glauben."),
        ("What is a bucket?", "The region of a bucket is fixed once the bucket is created."),
        ("What is the cause (really)?", "It is a cause."),
    ],
)
def test_what_only_looks_like_a_kind_is_none(question: str, text: str) -> None:
    kind = wanted_kind(question)
    assert kind is None or not kind.is_in(text)


@pytest.mark.parametrize(
    "question",
    ["How does the report address climate change?", "Which telephone exchange is it?", "Is it?"],
)
def test_other_questions_want_no_kind(question: str) -> None:
    assert wanted_kind(question) is None


@pytest.mark.parametrize("number", ["0123 456789", "(617) 555-0123", "617.555.0123", "+4930123456"])
def test_telephone_numbers_are_known_in_many_forms(number: str) -> None:
    kind = wanted_kind("telephone number")
    assert kind is not None
    assert kind.is_in(f"Call {number} from nine to five.")


@pytest.mark.parametrize(
    "number",
    [
        "12.03.2020",
        "2018-03-12",
        "2018 2017 2016",
        "1.234.567",
        "31,657,000",
        "$1234567",
        "12\t345678",
    ],
)
def test_dates_years_and_amounts_are_no_telephone_numbers(number: str) -> None:
    kind = wanted_kind("telephone number")
    assert kind is not None
    assert not kind.is_in(f"There were {number} of them.")


def test_a_page_of_capitals_is_told_at_once() -> None:
    kind = wanted_kind("Who is the landlord?")
    assert kind is not None
    begun = time.thread_time()
    for text in ("Ann Brandt " * 400, ("Ab" * 10 + " ") * 200, "Ann " * 400 + "(" + "x" * 1000):
        assert not kind.is_in(text)
    assert time.thread_time() - begun < 1


@pytest.mark.parametrize(
    "question", ["How much is it?", "What is the e-mail?", "When does it end?"]
)
@pytest.mark.parametrize("piece", ["a", "a.", "1.", "12.345", "1,", "ends ", "to 1 "])
def test_numbers_without_end_cost_as_their_length(question: str, piece: str) -> None:
    kind = wanted_kind(question)
    assert kind is not None

    def cost(times: int) -> float:
        begun = time.process_time()
        kind.is_in(piece * times)
        return time.process_time() - begun

    cost(10)
    assert cost(8000) < 100 * max(cost(400), 0.001)


@pytest.mark.parametrize("piece", ["wie lange ", "when end ", "wer hat ", "wie hoch ist "])
def test_a_question_without_end_costs_as_its_length(piece: str) -> None:
    def cost(times: int) -> float:
        begun = time.process_time()
        wanted_kind(piece * times)
        return time.process_time() - begun

    cost(10)
    assert cost(4000) < 100 * max(cost(200), 0.001)
