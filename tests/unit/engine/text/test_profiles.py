"""Which of several documents a question means."""

from __future__ import annotations

import pytest

from octavo.engine.text.profiles import Profile, document_scores, named_apart, naming
from octavo.engine.text.questions import understood

COMPANIES = ("Northwind", "Contoso", "Fabrikam", "Litware", "Tailspin")
YEARS = (2019, 2020, 2021, 2022)
FILINGS = [(company, year) for company in COMPANIES for year in YEARS]


def cover(company: str, year: int) -> str:
    return (
        f"Annual report of {company} Corporation for the fiscal year ended December 31, {year}. "
        f"Revenue and expenses of {year - 1} are shown for comparison."
    )


NAMED = [Profile.of(f"{c.upper()}_{y}_10K.pdf", "", cover(c, y)) for c, y in FILINGS]
UNNAMED = [Profile.of(f"scan{i}.pdf", "Microsoft Word", cover(*f)) for i, f in enumerate(FILINGS)]


@pytest.mark.parametrize("profiles", [NAMED, UNNAMED], ids=["by-name", "by-first-page"])
def test_company_and_year_decide_among_similar_filings(profiles: list[Profile]) -> None:
    scores = document_scores(understood("What was the revenue of Contoso in 2021?"), profiles)
    top = max(one.score for one in scores)
    best = {FILINGS[i] for i, one in enumerate(scores) if one.score == top}
    assert ("Contoso", 2021) in best
    assert {company for company, _ in best} == {"Contoso"}


def test_the_year_in_the_name_weighs_more_than_one_on_the_cover() -> None:
    scores = document_scores(understood("What was the revenue of Contoso in FY2021?"), NAMED)
    second, first = sorted(scores, key=lambda one: one.score)[-2:]
    assert FILINGS[scores.index(first)] == ("Contoso", 2021)
    assert first.score == 1.0
    assert first.words == 2
    assert second.score < 0.9


def test_common_words_point_at_no_document() -> None:
    scores = document_scores(understood("What was the annual revenue?"), NAMED)
    assert max(one.score for one in scores) < 0.1


def test_seams_of_a_file_name_are_word_borders() -> None:
    profile = Profile.of("AnnualReport2022_final.pdf", "", "")
    assert {"report", "2022", "final", "annualreport2022"} <= profile.name


def test_what_a_program_writes_into_a_title_points_at_no_document() -> None:
    profiles = [Profile.of("a.pdf", "Microsoft Word - x.doc", ""), Profile.of("b.pdf", "Ferry", "")]
    scores = document_scores(understood("What did Microsoft say of the ferry?"), profiles)
    assert [one.words for one in scores] == [0, 1]


@pytest.mark.parametrize(
    ("question", "groups"),
    [
        (
            "Compare the revenue of Contoso in 2021 and 2022.",
            [{("Contoso", 2021)}, {("Contoso", 2022)}],
        ),
        (
            "Did Contoso or Fabrikam spend more in 2020?",
            [{("Contoso", 2020)}, {("Fabrikam", 2020)}],
        ),
        (
            "Compare Contoso and Fabrikam.",
            [{("Contoso", year) for year in YEARS}, {("Fabrikam", year) for year in YEARS}],
        ),
        ("What was the revenue of Contoso in 2021?", []),
        ("What was the revenue of Contoso?", []),
        ("What was the revenue in 2021 and in 1999?", []),
        ("Compare revenue and expenses.", []),
    ],
)
def test_documents_named_one_beside_the_other_are_told_apart(
    question: str, groups: list[set[tuple[str, int]]]
) -> None:
    found = named_apart(understood(question), NAMED)
    assert len(found) == len(groups)
    assert all({FILINGS[i] for i in group} in groups for group in found)


def test_without_documents_none_is_named() -> None:
    assert named_apart(understood("Compare 2021 and 2022."), []) == []


TWO_WORDS = [
    Profile.of(f"{name.upper()}_{year}_10K.pdf", "10-K", "UNITED STATES")
    for name in ("NorthfieldFoods", "NorthfieldIndustries", "Halcyon")
    for year in YEARS
]


def best_of(question: str, profiles: list[Profile]) -> list[int]:
    scores = document_scores(understood(question), profiles)
    top = max(one.score for one in scores)
    return [i for i, one in enumerate(scores) if one.score == top]


def test_a_name_of_two_words_is_known_where_a_file_name_has_them_in_one() -> None:
    found = best_of("What did Northfield Industries earn in 2020?", TWO_WORDS)
    assert found == [len(YEARS) + YEARS.index(2020)]


@pytest.mark.parametrize("profiles", [NAMED, UNNAMED], ids=["by-name", "by-first-page"])
def test_a_year_that_is_named_in_passing_names_no_other_document(profiles: list[Profile]) -> None:
    question = (
        "What is the FY2021 asset turnover of Contoso? It is defined as FY2021 revenue / (average "
        "assets between FY2020 and FY2021)."
    )
    found = [FILINGS[i] for i in best_of(question, profiles)]
    assert ("Contoso", 2021) in found
    assert ("Contoso", 2020) not in found
    assert named_apart(understood(question), profiles) == []


def test_a_fiscal_year_that_ends_in_january_is_that_of_the_year_before() -> None:
    covers = [f"Bestway, fiscal year ended January 29, {year}" for year in (2020, 2021, 2022)]
    profiles = [Profile.of("scan.pdf", "", text) for text in covers]
    scores = document_scores(understood("What did Bestway sell in fiscal 2021?"), profiles)
    assert scores[2].score == max(one.score for one in scores)
    assert scores[0].score < scores[2].score


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Who audited the 2020 statements of Northfield Foods?",
            {"northfield", "food", "2020"},
        ),
        # The cover has the rest of the name.
        (
            "Who audited the 2020 statements of Northfield Foods Holdings Corp?",
            {"northfield", "food", "2020", "hold", "corp"},
        ),
        ("What did Delaware tax in chapter 10 of 2019?", set()),  # on the cover, but no name of it
    ],
)
def test_words_that_name_a_document_are_told_from_what_is_asked_of_it(
    question: str, said: set[str]
) -> None:
    cover_text = "Northfield Foods Holdings Corp, a Delaware corporation. Annual report of 2020."
    profile = Profile.of("NORTHFIELDFOODS_2020_10K.pdf", "", cover_text)
    assert naming(understood(question), [profile]) == said


def test_a_question_that_only_names_a_document_keeps_its_words() -> None:
    asked = understood("Northfield 2020")
    assert asked.without(frozenset({"northfield", "2020"})) is asked
    rest = understood("What did Northfield sell in 2020?").without(
        frozenset({"northfield", "2020"})
    )
    assert (rest.words, rest.stems, rest.names, rest.numbers) == (
        ("sell",),
        ("sell",),
        set(),
        set(),
    )
