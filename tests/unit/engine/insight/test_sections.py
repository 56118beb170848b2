"""The parts of a document: by outline, by headings, by pages."""

from __future__ import annotations

import dataclasses

import pytest

from octavo.engine.insight.sections import MOST, bare, has_text, sections
from octavo.pdf.page import Heading, OutlineEntry, PageText
from support import stores


def pages(*texts: str) -> list[PageText]:
    return [stores.page(number, text) for number, text in enumerate(texts, 1)]


def with_heading(page: PageText, title: str, height: float) -> PageText:
    start = page.clean.index(title)
    return dataclasses.replace(
        page, headings=(*page.headings, Heading(start, start + len(title), height))
    )


def test_an_outline_tells_the_parts_and_where_they_begin() -> None:
    made = pages("Cover", "Some words. Rent\nMore words.", "Pets\nWords.", "References\n[1]")
    outline = [
        OutlineEntry(0, "Rent", 2),
        OutlineEntry(0, "Pets", 3),
        OutlineEntry(1, "Dogs", 3),
        OutlineEntry(0, "References", 4),
        OutlineEntry(0, "Nowhere", None),
    ]
    rent, pets = sections(made, outline)
    assert (rent.title, rent.start, rent.end) == ("Rent", (2, 12), (3, 0))
    assert (pets.title, pets.start, pets.end) == ("Pets", (3, 0), (4, 0))


def test_where_the_outline_has_one_root_its_children_are_the_parts() -> None:
    outline = [OutlineEntry(0, "The book", 1)]
    outline += [OutlineEntry(1, f"Chapter {n}", n) for n in (1, 2, 3)]
    titles = [part.title for part in sections(pages("a", "b", "c"), outline)]
    assert titles == ["The book", "Chapter 1", "Chapter 2", "Chapter 3"]


def test_headings_are_parts_where_there_is_no_outline() -> None:
    first, second = pages("Lease\nRent\nWords.", "Pets\nWords.")
    first = with_heading(with_heading(first, "Lease", 24), "Rent", 16)
    second = with_heading(second, "Pets", 16.3)
    titles = [part.title for part in sections([first, second], ())]
    assert titles == ["Lease", "Rent", "Pets"]


def test_what_stands_at_the_head_of_pages_is_no_heading() -> None:
    made = [with_heading(one, "The mill", 20) for one in pages(*["The mill\nWords."] * 3)]
    titles = [part.title for part in sections(made, ())]
    assert titles == []


def test_pages_are_parts_where_there_is_nothing_else() -> None:
    parts = sections(pages(*["words"] * 20), ())
    assert {part.title for part in parts} == {""}
    assert [(part.start[0], part.last_page) for part in parts][:2] == [(1, 3), (4, 6)]
    assert (parts[-1].start[0], parts[-1].last_page, parts[-1].end) == (19, 20, (21, 0))
    assert sections(pages("short"), ()) == []
    assert sections([], ()) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("3.1 Rent", "Rent"),
        ("IV. Rent", "Rent"),
        ("Chapter 2 Rent", "Rent"),
        ("Rent", "Rent"),
        ("2020", "2020"),
        ("Video", "Video"),
    ],
)
def test_a_title_is_told_without_its_number(title: str, name: str) -> None:
    assert bare(title) == name


def test_what_stands_below_no_heading_of_its_own_is_no_part_with_text() -> None:
    first, second = pages("Lease\nRent\nWords.", "Pets")
    for title, height in (("Lease", 24.0), ("Rent", 16.0)):
        first = with_heading(first, title, height)
    made = [first, with_heading(second, "Pets", 16)]
    told = {part.title: has_text(made, part) for part in sections(made, ())}
    assert told == {"Lease": False, "Rent": True, "Pets": False}


def test_a_contract_of_thirty_clauses_is_told_by_clause() -> None:
    count = 30
    assert count <= MOST
    made = [
        with_heading(page, f"§ {page.number} Title", 16)
        for page in pages(*[f"§ {n} Title\nWords." for n in range(1, count + 1)])
    ]
    assert len(sections(made, ())) == count
