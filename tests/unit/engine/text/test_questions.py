"""What is taken from a question: words, numbers, names, pages."""

from __future__ import annotations

import pytest

from octavo.engine.text.questions import understood


def test_a_named_page_is_not_searched_as_words() -> None:
    assert understood("Which date is on page 14?").words == ("date",)
    assert "page" in understood("Page 14").words  # nothing else is left


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What type of court is noted on the cover page?", {"type", "court", "noted"}),
        ("What type of court is noted on page 1?", {"type", "court", "noted"}),
        ("Welches Gericht steht auf dem Deckblatt?", {"gericht", "steht"}),
    ],
)
def test_what_names_a_page_is_not_looked_for(question: str, words: set[str]) -> None:
    assert words <= set(understood(question).words)
    assert not {"cover", "page", "deckblatt", "1"} & set(understood(question).words)


def test_a_question_of_nothing_but_a_page_keeps_its_words() -> None:
    assert understood("The cover page?").words


@pytest.mark.parametrize("sign", ["\u212a25", "\u017f12", "\u013112", "\u013012"])
def test_letters_whose_other_case_is_ours_are_no_code_and_no_trouble(sign: str) -> None:
    assert understood(f"What is at {sign}?").codes <= {("k25",), ("s12",), ("i12",)}


@pytest.mark.parametrize(
    "form",
    [
        "Please write the answer in int format.",
        "Write down the answer in alphabetical order.",
        'The answer shall be formatted as a list, for example, ["Chapter 5", "Chapter 8"].',
        "Round your answer to two decimal places.",
        "Answer in USD millions.",
        "Save your answer as a list.",
    ],
)
def test_clauses_on_the_form_of_the_answer_are_left_out(form: str) -> None:
    plain = understood("How many chapters does the report have?")
    assert understood(f"How many chapters does the report have? {form}").words == plain.words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Format the date on page 14 as YYYY-MM-DD.", ("format", "date")),
        ("When was it signed (in DD/MM/YYYY)?", ("signed",)),
        ("Wann wurde es unterschrieben, im Format TT.MM.JJJJ?", ("unterschrieben",)),
        ("Which files are named YYYY-MM-DD?", ("files", "named", "yyyy", "mm", "dd")),
        ("What does YYYY-MM-DD mean?", ("yyyy", "mm", "dd", "mean")),
        ("What ships in MM?", ("ships", "mm")),
    ],
)
def test_how_to_write_a_date_is_not_looked_for(question: str, words: tuple[str, ...]) -> None:
    assert understood(question).words == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many tests are there in the entire handbook?", ("tests", "handbook")),
        ("Which colours are used in the whole report?", ("colours", "used", "report")),
        ("Wie viele Tests gibt es im gesamten Kurs?", ("tests", "kurs")),
        ("Welche Farben hat das Logo in der ganzen Broschüre?", ("farben", "logo", "broschüre")),
        ("What is the entire agreement clause?", ("entire", "agreement", "clause")),
        ("How much of the whole is water?", ("whole", "water")),
    ],
)
def test_that_all_of_a_document_is_meant_is_not_looked_for(
    question: str, words: tuple[str, ...]
) -> None:
    assert understood(question).words == words


def test_what_an_answer_relies_on_stays() -> None:
    asked = understood(
        "What is the capital expenditure of 3M? Give a response to the question by relying on the "
        "details shown in the cash flow statement."
    )
    assert {"3m", "cash", "flow", "statement"} <= set(asked.words)


@pytest.mark.parametrize(
    "source",
    [
        "Assume you are an analyst. Using details shown in the balance sheet, {}",
        "You are a banker, your only source is the balance sheet. Here is the question: {}",
        "{} Base your judgments on the information provided primarily in the balance sheet.",
        "By drawing conclusions from the information stated only in the balance sheet, {}",
        "{} Give a response to the question by relying on the details shown in the balance sheet.",
    ],
)
def test_who_answers_is_left_out_and_from_what_stays(source: str) -> None:
    question = "what is the total debt of Contoso?"
    asked = understood(source.format(question))
    assert set(asked.words) == {"total", "debt", "contoso", "balance", "sheet"}


@pytest.mark.parametrize(
    "question",
    [
        "What information is provided to the tenants?",
        "Which data did the analyst use?",
        "Who answered the question of the committee?",
    ],
)
def test_a_question_about_sources_keeps_its_words(question: str) -> None:
    assert set(understood(question).words) >= set(question.lower().strip("?").split()[-1:])
    assert len(understood(question).words) >= 3


@pytest.mark.parametrize("year", ["FY2018", "fy18", "2018"])
def test_a_fiscal_year_is_searched_as_a_year(year: str) -> None:
    assert "2018" in understood(f"What was revenue in {year}?").numbers


def test_names_are_capitals_inside_the_question_and_words_with_digits() -> None:
    assert understood("Does Contoso own plant B12?").names == {"contoso", "b12"}


def test_a_code_is_searched_whole_too_but_counts_by_its_parts() -> None:
    asked = understood("How good is GPT-4?")
    assert asked.words == ("good", "gpt", "4", "gpt4")
    assert asked.stems == ("good", "gpt", "4")
    assert "fy2018" in understood("What was revenue in FY2018?").stems


def test_phrases_have_a_word_of_meaning_in_them() -> None:
    asked = understood("What is the notice period?")
    assert ("notic", "period") in asked.pairs
    assert ("what", "i") not in asked.pairs


@pytest.mark.parametrize(
    "clause",
    [
        "If that margin is not a useful metric for a company like this, then state that.",
        "If the ratio is no good measure here, please say so and explain why.",
    ],
)
def test_a_clause_on_what_to_say_instead_is_left_out(clause: str) -> None:
    plain = understood("What drove the operating margin?")
    assert understood(f"What drove the operating margin? {clause}").words == plain.words


def test_a_condition_that_is_asked_about_stays() -> None:
    asked = understood("What happens if the rent is not paid in time, and who pays the costs?")
    assert {"rent", "paid", "costs"} <= set(asked.words)


def test_short_forms_with_an_ampersand_are_words_and_not_letters() -> None:
    asked = understood("How much was spent on R&D?")
    assert asked.words == ("spent", "research", "development")


def test_the_year_named_most_often_is_the_one_that_is_asked_about() -> None:
    asked = understood("The ratio of FY2022, by the average of 2021 and 2022?")
    assert asked.aside == {"2021"}
    assert understood("Compare 2021 and 2022.").aside == set()


def test_codes_are_letters_and_digits_and_no_years() -> None:
    assert understood("Is alarm E-218 or CR2032 in ISO/27001?").codes == {
        ("e", "218"),
        ("cr2032",),
        ("iso", "27001"),
    }
    assert understood("what is e-218, f18 or hm-cc-2291874?").codes == {
        ("e", "218"),
        ("f18",),
        ("hm", "cc", "2291874"),
    }
    assert understood("Was steht in 51-BA-30877?").codes == {("ba", "30877")}
    assert not understood(
        "3d, covid-19, q3, fy2018, 5kg, b2b, mid-2019, over-65, top-10, kw45, mp3, Mai-21, Top-10?"
    ).codes
    assert not understood("What was COVID-19 in mid-2019, FY2018, FY18, Q3/2019 and H1-2020?").codes


@pytest.mark.parametrize(
    ("question", "head"),
    [
        ("What is the no-claims bonus?", "bonus"),
        ("What is the notice deadline of the lease?", "deadlin"),
        ("What is the total amount?", ""),
        ("What is the rent?", ""),
        ("Who is the account holder?", ""),
    ],
)
def test_the_head_of_a_name_that_is_asked_for(question: str, head: str) -> None:
    assert understood(question).head == head
