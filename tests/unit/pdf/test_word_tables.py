"""Tables whose cells are words, and labels with values, are told by where they stand."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from octavo.pdf.cells import with_cells
from octavo.pdf.clean import Scan
from octavo.pdf.line_rows import rows_of
from octavo.pdf.lines import LineBox
from octavo.pdf.reader import PdfiumReader
from support.drawn import drawn
from support.grids import make_grid
from support.pdfs import make_columns

CODES = (
    ("Code", "Meaning", "Remedy"),
    ("E01", "Drum motor blocked", "Switch off and take the beans out"),
    ("E07", "Exhaust too hot", "Clean the exhaust pipe"),
)


def test_cells_of_words_are_told_by_their_gutters() -> None:
    lines = drawn(
        "Errors are shown on the display\n"
        "E01    Drum motor blocked    Switch off\n"
        "E04    Probe disconnected    Check the plug behind the panel\n"
        "E07    Exhaust too hot       Clean the pipe"
    )
    assert lines == [
        "Errors are shown on the display",
        "E01\tDrum motor blocked\tSwitch off",
        "E04\tProbe disconnected\tCheck the plug behind the panel",
        "E07\tExhaust too hot\tClean the pipe",
    ]


def test_labels_and_what_they_stand_for_are_rows() -> None:
    lines = drawn(
        "Insurer                Harbour Mutual Society\n"
        "Broker                 Vance and Sons\n"
        "Period of insurance    from 1 April to 31 March\n"
        "and what follows is a sentence of the policy."
    )
    assert lines[:3] == [
        "Insurer\tHarbour Mutual Society",
        "Broker\tVance and Sons",
        "Period of insurance\tfrom 1 April to 31 March",
    ]
    assert "\t" not in lines[3]


def test_a_row_that_begins_with_a_small_letter_belongs_to_those_around() -> None:
    lines = drawn("Model      Kestrel\nof which   new ones\nOthers     old ones that run")
    assert lines == ["Model\tKestrel", "of which\tnew ones", "Others\told ones that run"]


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(
            "The  rent  is  paid  each  month  to\nAnn  Brandt  who  lets  the  house  as",
            id="justified",
        ),
        pytest.param(
            "The    rent    is    paid\nAnn    lets    it    now", id="justified with wide gaps"
        ),
        pytest.param("•    First of all items\n•    Second of all items", id="bullets"),
        pytest.param("1.   First of all items\n2.   Second of all items", id="numbers"),
        pytest.param("(a)  First of all items\n(b)  Second of all items", id="letters"),
        pytest.param("§ 1    Objects let\n§ 2    Rent and costs", id="clauses"),
        pytest.param(">>>    first line of it\n>>>    second line of it", id="a program"),
        pytest.param("Ann Brandt        Landlord\nShort text of a line", id="one line alone"),
        pytest.param("Ann Brandt        Landlord\n\n\n\n\n\nBob Cole          Tenant", id="far"),
        pytest.param("Ann Brandt    Landlord\nRobert Cole and wife        Tenant", id="no gutter"),
    ],
)
def test_other_lines_have_no_cells(picture: str) -> None:
    assert not any("\t" in line for line in drawn(picture))


def test_a_cell_goes_on_below_itself() -> None:
    lines = drawn(
        "Versions      Several versions of an object\n"
        "              are kept in one bucket.\n"
        "Encryption    Data are encrypted.\n"
        "A sentence that is below the table."
    )
    assert lines == [
        "Versions\tSeveral versions of an object are kept in one bucket.",
        "Encryption\tData are encrypted.",
        "A sentence that is below the table.",
    ]


def test_a_name_of_two_lines_parts_its_line_where_the_second_begins() -> None:
    lines = drawn(
        "Use             First dose  Usual\n"
        "                            daily dose\n"
        "High pressure   half of it  all of it\n"
        "Low pressure    all of it   two of them"
    )
    assert lines == [
        "Use\tFirst dose\tUsual daily dose",
        "High pressure\thalf of it\tall of it",
        "Low pressure\tall of it\ttwo of them",
    ]


def test_text_beside_a_bullet_in_a_cell_is_the_cells() -> None:
    lines = drawn(
        "Buckets           •  Each has a name of its own\n"
        "                     that is never changed.\n"
        "Objects           •  They are kept in buckets."
    )
    assert lines == [
        "Buckets\t• Each has a name of its own that is never changed.",
        "Objects\t• They are kept in buckets.",
    ]


@pytest.mark.parametrize("valign", ["TOP", "MIDDLE", "BOTTOM"])
async def test_cells_are_put_together_wherever_they_stand_in_their_row(
    reader: PdfiumReader, tmp_path: Path, valign: str
) -> None:
    style = getSampleStyleSheet()["BodyText"]
    said = (
        ("Room", "State", "What was found", "To be done until"),
        ("Kitchen", "used, but clean", "Seal of the fridge leaks", "15 September 2024"),
        ("Bath", "good", "Two tiles above the tub are cracked", "31 October 2024"),
        ("Balcony", "good", "none", "nothing is to be done"),
    )
    rows = [[Paragraph(cell, style) for cell in row] for row in said]
    path = make_grid(tmp_path / "v.pdf", rows, widths=(60, 62, 100, 72), valign=valign)
    assert await clean(reader, path) == ["\t".join(row) for row in said]


async def test_rows_of_a_price_list_have_their_number_text_and_price(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    style = getSampleStyleSheet()["BodyText"]
    said = (
        ("1", "Before the work", "", ""),
        ("1.1", "Put up the scaffold and take it away again", "24 m", "2.804,40"),
        ("1.2", "Keep it for one more week after the fourth week", "2 weeks", "270,00"),
        ("2.1", "Take off the old tiles and dispose of all of them", "168 m", "2.503,20"),
    )
    rows = [[Paragraph(cell, style) for cell in row] for row in said]
    path = make_grid(tmp_path / "p.pdf", rows, widths=(34, 120, 60, 60), valign="TOP")
    lines = await clean(reader, path)
    assert lines == [
        "1 Before the work",
        *(f"{number} {text}\t{count}\t{price}" for number, text, count, price in said[1:]),
    ]


async def clean(reader: PdfiumReader, path: Path) -> list[str]:
    """Return the lines of the first page's clean text."""
    async for page in reader.pages(path, [1]):
        return page.clean.split("\n")
    raise AssertionError


async def test_a_table_of_a_real_file(reader: PdfiumReader, tmp_path: Path) -> None:
    path = make_grid(tmp_path / "codes.pdf", CODES, above="The display shows these codes.")
    assert await clean(reader, path) == [
        "The display shows these codes.",
        *("\t".join(row) for row in CODES),
    ]


@pytest.mark.parametrize("align", ["LEFT", "CENTER"])
async def test_cells_of_several_lines_stand_on_the_line_of_their_row(
    reader: PdfiumReader, tmp_path: Path, align: str
) -> None:
    """Each cell is written by itself, line by line, as word processors do."""
    style = getSampleStyleSheet()["BodyText"]
    style.alignment = {"LEFT": 0, "CENTER": 1}[align]
    said = (
        ("Measure", "What it does", "More"),
        (
            "Versioning of objects",
            "A bucket keeps several versions of an object. Any of them can be had back any time.",
            "See the guide to versions and to their costs",
        ),
        ("Encryption", "Data are encrypted before they are kept.", "See the guide"),
        (
            "Replication across regions",
            "Objects are copied to a bucket in another region as soon as they come.",
            "Not in all regions yet",
        ),
    )
    rows = [[Paragraph(cell, style) for cell in row] for row in said]
    path = make_grid(tmp_path / "measures.pdf", rows, widths=(80, 170, 90))
    assert await clean(reader, path) == ["\t".join(row) for row in said]


@pytest.mark.parametrize(("columns", "lines"), [(100, 10), (26, 11), (300, 3)])
def test_a_page_written_column_by_column_costs_as_its_lines(columns: int, lines: int) -> None:
    """From each of its lines all others could be cells of the same row."""

    def cost(columns: int) -> float:
        texts = [f"c{column} l{line}" for column in range(columns) for line in range(lines)]
        boxes: list[LineBox] = [
            (60 * column, -12 * line, 10 - 12 * line, 60 * column + 30, -12 * line, 10 - 12 * line)
            for column in range(columns)
            for line in range(lines)
        ]
        scan = Scan("\r\n".join(texts))
        begun = time.process_time()
        rows = rows_of(scan.raw, scan.lines, scan.texts(), boxes)
        with_cells(scan, boxes, rows, lambda gaps: [(0.0, 0.0, 0.0, 0.0) for _ in gaps])
        return time.process_time() - begun

    cost(5)
    assert cost(columns) < 40 * max(cost(columns // 5), 0.005)


async def test_columns_of_text_are_no_table(reader: PdfiumReader, tmp_path: Path) -> None:
    left = [f"Line {n} of the left column goes on and on" for n in ("one", "two", "three", "four")]
    right = [f"Line {n} of the right one has other words" for n in ("one", "two", "three", "four")]
    path = make_columns(tmp_path / "columns.pdf", left, right)
    assert not any("\t" in line for line in await clean(reader, path))


async def test_cells_whose_middles_are_level_are_one_row(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    path = tmp_path / "card.pdf"
    canvas = Canvas(str(path), invariant=1)
    rows = [
        (["systemctl", "restart", "Name.service"], ["Start a service anew"]),
        (["dpkg", "--list", "[Names]"], ["List packages"]),
    ]
    y = 700.0
    for cells in rows:
        tallest = max(map(len, cells))
        for x, lines in zip((40, 200), cells, strict=True):
            for number, line in enumerate(lines):
                canvas.drawString(x, y - 13 * (number + (tallest - len(lines)) / 2), line)
        y -= 13 * tallest
    canvas.save()
    (page,) = [page async for page in reader.pages(path, [1])]
    assert page.clean.split("\n") == [
        "systemctl restart Name.service\tStart a service anew",
        "dpkg --list [Names]\tList packages",
    ]
