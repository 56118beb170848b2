"""Which lines of a page belong together: sentences broken by hand, letters with an index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from octavo.pdf.line_words import starts_item
from octavo.pdf.reader import PdfiumReader

FIRST = "The judge allowed twenty hours of care a week for fifteen years, and the experts agreed."
LAST = "The appeal is otherwise dismissed, and the costs follow the event as is usual here."
LEFT = 72
UPRIGHT = 12.0
Piece = tuple[str, float, float]
"""Words, their size, and how much higher than the line they stand, in points."""


def draw(path: Path, lines: Sequence[str | Sequence[Piece]]) -> Path:
    canvas = Canvas(str(path), invariant=1)
    for row, line in enumerate(lines):
        x: float = LEFT
        for text, size, raised in [(line, UPRIGHT, 0.0)] if isinstance(line, str) else line:
            canvas.setFont("Times-Roman", size)
            canvas.drawString(x, 760 - 18 * row + raised, text)
            x += canvas.stringWidth(text, "Times-Roman", size)
    canvas.save()
    return path


async def blocks(
    reader: PdfiumReader, path: Path, lines: Sequence[str | Sequence[Piece]]
) -> list[str]:
    (page,) = [page async for page in reader.pages(draw(path, lines), [1])]
    return page.clean.split("\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The award for future care must be lowered from", "£46,000 to £27,600."),
        ("The award for future care must be lowered from", "46,000 pounds to 27,600 pounds."),
        ("The award for future care must be lowered from", "twenty hours to twelve."),
        ("The award for future care that was made", "was lowered to twelve hours."),
        ("Die Miete beträgt nach dieser Erhöhung für das", "erste Jahr 940 Euro."),
        ("The yearly rent payable by the tenant", "£46,000 in four parts."),
        ("Die Miete erhöht sich im Jahr darauf zum 1.", "September 2028 um 22 Euro."),
        ("Ihr Antrag vom 20. Januar 2025, Besichtigung vom", "18. Februar 2025"),
    ],
)
async def test_a_sentence_goes_on_below_a_short_line(
    reader: PdfiumReader, tmp_path: Path, before: str, after: str
) -> None:
    found = await blocks(reader, tmp_path / "a.pdf", [FIRST, before, after, LAST])
    assert f"{before} {after}" in "\n".join(found)
    assert found[-1].endswith(LAST)


@pytest.mark.parametrize(
    "short",
    [
        ["red apples", "green pears", "yellow plums"],
        ["two cups of plain white flour", "half a litre of cold milk", "one spoon of salt"],
        ["Flats", "14 Mill Lane", "38 Quay Street"],
        ["1. The deposit is to be paid on", "2. The rent is to be paid by"],
        ["The tenant brings with him", "o a table of oak", "o two chairs"],
        ["# how it is to be installed", "pip install octavo"],
        ["Rent and other costs", "Deposit"],
        ["1. Januar", "2. Februar"],
    ],
)
async def test_short_lines_that_are_no_sentence_stay_apart(
    reader: PdfiumReader, tmp_path: Path, short: list[str]
) -> None:
    found = await blocks(reader, tmp_path / "a.pdf", [FIRST, *short, LAST])
    # The first may be read as one with the line above it, which says nothing of them.
    assert found[-len(short) :] == [*short[1:], LAST]


async def test_a_line_with_a_section_sign_begins_a_clause(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    lines = [FIRST, "§ 11 Beirat"]
    found = await blocks(reader, tmp_path / "a.pdf", [*lines, LAST])
    assert found[:2] == lines


async def test_rows_below_a_line_that_leads_to_them_stay_rows(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    rows = ["2021 388 402", "2022 402 411", "2023 395 420"]
    found = await blocks(reader, tmp_path / "a.pdf", ["The freight units carried in", *rows])
    assert found[-3:] == rows


async def test_an_index_is_written_with_its_letter(reader: PdfiumReader, tmp_path: Path) -> None:
    low, small = -5.0, 9.0
    formula = [
        ("The efficiency of the cycle is 1 - T", UPRIGHT, 0.0),
        ("c", small, low),
        ("/T", UPRIGHT, 0.0),
        ("h", small, low),
        (". No engine between the same", UPRIGHT, 0.0),
    ]
    found = await blocks(
        reader, tmp_path / "a.pdf", [formula, "two temperatures is more efficient than that one."]
    )
    (sentences,) = found
    assert sentences.startswith("The efficiency of the cycle is 1 - Tc/Th. No engine between")


async def test_a_comma_stays_behind_the_mark_of_a_note(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    line = [
        ("We use the shared data", UPRIGHT, 0.0),
        ("12", 7.0, 7.0),
        (", as all do.", UPRIGHT, 0),
    ]
    assert await blocks(reader, tmp_path / "a.pdf", [line]) == [
        "We use the shared data12, as all do."
    ]


async def test_the_mark_of_a_note_is_not_written_as_one_with_its_text(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    line = [("3", 7.0, 7.0), ("In the appendix we say how.", UPRIGHT, 0.0)]
    assert await blocks(reader, tmp_path / "a.pdf", [line]) == ["3 In the appendix we say how."]


async def test_fields_of_a_form_stand_on_lines_of_their_own_however_long(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    fields = ["Client: Bramble Foods Ltd", "Supplier: Northway Cleaning", "Fee: £1,250"]
    assert await blocks(reader, tmp_path / "a.pdf", fields) == fields


async def test_a_sentence_with_a_colon_goes_on(reader: PdfiumReader, tmp_path: Path) -> None:
    before = "Note: the award for all of the care that is given must be lowered to the sum of the"
    after = "Money: nothing else is due to the tenant."
    assert await blocks(reader, tmp_path / "a.pdf", [before, after]) == [f"{before} {after}"]


@pytest.mark.parametrize("number", ["A.2.2.2", "B.1", "A1-6.3", "3.2"])
async def test_numbers_with_a_letter_begin_lines_as_others_do(
    reader: PdfiumReader, tmp_path: Path, number: str
) -> None:
    after = f"{number} Damage by wild animals is covered as well."
    found = await blocks(reader, tmp_path / "a.pdf", [FIRST, after, LAST])
    assert found[0] == FIRST
    assert found[1].startswith(after)


async def test_a_heading_stands_alone_though_rows_with_air_are_on_the_page(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    path = tmp_path / "h.pdf"
    canvas = Canvas(str(path), invariant=1)
    heights = [760 - 24 * row for row in range(8)]
    for row, y in enumerate(heights):
        canvas.drawString(LEFT, y, f"Worker {row}")
        canvas.drawString(300, y, f"{40 + row},00 an hour")
    for text, y in (
        ("The lorry needs a way that is free, and work inside is not part of", 540),
        ("what we offer to you here, as was said when we met on the roof of it.", 525),
        ("Payment", 502),
        ("The first part is due when the frame of the roof stands, the second", 479),
        ("when all of it is covered with tiles and has been seen by both of us.", 464),
    ):
        canvas.drawString(LEFT, y, text)
    canvas.save()
    (page,) = [page async for page in reader.pages(path, [1])]
    assert "Payment" in page.clean.split("\n")


@pytest.mark.parametrize(
    "line",
    ["▶ Wir veröffentlichen, was fertig ist", "✦ what is done", "② the second one", "¹ See there"],
)
def test_signs_of_lists_and_numbers_of_notes_begin_lines(line: str) -> None:
    assert starts_item(line, "it is what a line says that goes on and on and has no end at all")


@pytest.mark.parametrize(
    ("line", "before", "starts"),
    [
        ("4.2 now allows an abstract in parts.", "come before the command. The program", False),
        ("4.1 info", "4 Actions", True),
        ("4.2 Allowed parts", "come before the command. The program", True),
        ("4.2 allowed parts", "come before the command.", True),
        ("²H is heavier than what is usual", "of the element", True),
        ("2² is four", "of the element", False),
    ],
)
def test_a_number_within_a_sentence_begins_no_item(line: str, before: str, starts: bool) -> None:
    assert starts_item(line, before) is starts


async def test_a_term_at_the_margin_begins_a_line_below_what_another_one_means(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    path = tmp_path / "t.pdf"
    canvas = Canvas(str(path), invariant=1)
    canvas.setFont("Times-Roman", UPRIGHT)
    # What the first term means ends where the next term would have had no place.
    lines = [
        ("strict=yes asks for a mark in each of the boxes of a row, and for a sign before", 0),
        ("it, so that nothing is left open. What has none is asked for once again then.", 24),
        ("Reversing=yes puts the large figures at the top of each column, where the small", 0),
        ("ones had been. Nothing else is done by this.", 24),
        ("Exponents=yes", 0),
        ("asks for powers.", 24),
        ("Verticals=yes", 0),
    ]
    for row, (text, indent) in enumerate(lines):
        canvas.drawString(LEFT + indent, 760 - 15 * row, text)
    canvas.save()
    (page,) = [page async for page in reader.pages(path, [1])]
    found = page.clean.split("\n")
    assert found[0] == f"{lines[0][0]} {lines[1][0]}"
    assert found[-1] == lines[-1][0]


async def test_a_paragraph_whose_first_line_is_indented_stays_one(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    path = tmp_path / "p.pdf"
    canvas = Canvas(str(path), invariant=1)
    canvas.setFont("Times-Roman", UPRIGHT)
    first = "The judge allowed twenty hours of care a week for fifteen years, as all agreed."
    for row, (text, indent) in enumerate([(FIRST, 0), (first, 24), (LAST, 0)]):
        canvas.drawString(LEFT + indent, 760 - 15 * row, text)
    canvas.save()
    (page,) = [page async for page in reader.pages(path, [1])]
    assert page.clean.split("\n") == [FIRST, f"{first} {LAST}"]
