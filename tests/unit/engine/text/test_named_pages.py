"""Which pages a question names, and what is left of it."""

from __future__ import annotations

import time

import pytest

from octavo.engine.text.named_pages import named_pages, without_pages


@pytest.mark.parametrize(
    ("question", "pages"),
    [
        ("Which date is mentioned on page 14?", {"14"}),
        ("What is the fax number on page fourteen?", {"14"}),
        ("Compare page 3 with page no. 12.", {"3", "12"}),
        ("Welches Datum steht auf Seite 7?", {"7"}),
        ("What type of court is noted on the cover page?", {"1"}),
        ("What is on p. 7?", {"7"}),
        ("What is on slide 5?", {"5"}),
        ("Summarise slide no. 3.", {"3"}),
        ("Was steht auf Folie 7?", {"7"}),
        ("Welches Datum steht auf Seite vierzehn?", {"14"}),
        ("What is on pages 3 and 4?", {"3", "4"}),
        ("List the items on Pages 7, 8, and 9.", {"7", "8", "9"}),
        ("Which colours are on pp. 5-7?", {"5", "6", "7"}),
        ("What is on pages 2, 5 to 7 and 9?", {"2", "5", "6", "7", "9"}),
        ("How many are on page 12-14?", {"12", "13", "14"}),
        ("How many are between pages 12 and 14?", {"12", "13", "14"}),
        ("What is told from page 3 to page 5?", {"3", "4", "5"}),
        ("Was steht auf den Seiten 3 bis 5?", {"3", "4", "5"}),
        ("Was steht auf Seite 3 bis Seite 5?", {"3", "4", "5"}),
        ("What is on pages 3 to 999?", {"3", "999"}),
        ("What is on pages 9 to 7?", {"9", "7"}),
        ("What stands on the second page?", {"2"}),
        ("What is the title of the 5th slide?", {"5"}),
        ("What stands on the first page of the lease?", {"1"}),
        ("Welche Summe steht auf der zweiten Seite?", {"2"}),
        ("Welche Summe steht auf der 12. Seite?", {"12"}),
        ("What does page iv say?", {"iv"}),
        ("On page 14, 3 items are listed. Which?", {"14"}),
        ("How many pages does it have?", set()),
        ("How many pages of the 12 are there?", set()),
        ("How far does the seat slide 5 cm?", set()),
        ("Was steht auf Seite 3.5?", set()),
        ("Is page ill a word?", set()),
        ("acht Seiten", set()),
        ("What is a page fault?", set()),
    ],
)
def test_pages_are_known_however_they_are_named(question: str, pages: set[str]) -> None:
    assert named_pages(question) == pages


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Which date is on page 14?", "Which date is ?"),
        ("Which dates are on pages 3, 4 and 7-9 of it?", "Which dates are of it?"),
        ("Welche Farbe hat die zweite Folie?", "Welche Farbe hat ?"),
        ("What court is noted on the cover page?", "What court is noted on the ?"),
    ],
)
def test_what_names_them_is_left_out(question: str, left: str) -> None:
    assert " ".join(without_pages(question).split()) == left


@pytest.mark.parametrize(
    "unit", ["pages 1, ", "page ", "pages 1 to ", "on the ", "page xxxiii", "between pages 1 and "]
)
def test_long_texts_take_no_long_time(unit: str) -> None:
    def taken(times: int) -> float:
        begun = time.process_time()
        named_pages(unit * times)
        without_pages(unit * times)
        return time.process_time() - begun

    taken(100)
    assert taken(8_000) < 40 * max(taken(800), 0.002)
