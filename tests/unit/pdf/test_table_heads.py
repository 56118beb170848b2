"""The line that names a table's columns is told by the gaps of the rows below it."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from octavo.pdf.reader import PdfiumReader
from octavo.pdf.tables import tables
from support.drawn import drawn
from support.grids import make_grid

HEAD = ("Lease year", "Annual rent (GBP)", "Service charge (GBP)")
RENTS = (("2024", "48,000", "6,200"), ("2025", "49,500", "6,350"), ("2026", "51,000", "6,500"))

ROWS = """
2024        48,000          6,200
2025        49,500          6,350"""


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Year  Annual rent  Service charge", "Year\tAnnual rent\tService charge"),
        ("Lease year  Rent paid   Charges", "Lease year\tRent paid\tCharges"),
        ("Year      Rent 1999  Rent of 2001", "Year\tRent 1999\tRent of 2001"),
        ("        Annual rent  Service charge", "Annual rent\tService charge"),
    ],
)
def test_gaps_that_go_on_through_the_line_above_part_names(head: str, cells: str) -> None:
    assert drawn(f"The rent is set out below.\n{head}{ROWS}") == [
        "The rent is set out below.",
        cells,
        "2024\t48,000\t6,200",
        "2025\t49,500\t6,350",
    ]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("The rent for each year and charge", id="gaps of a space"),
        pytest.param("The  rent  for  each  year  and  so", id="spread to the margin"),
        pytest.param("Year Annual rent   Service charge", id="one gutter without a gap"),
        pytest.param("Annual rent  and  Service charge", id="over two columns"),
        pytest.param("Year  Annual rent", id="two columns unnamed"),
        pytest.param("(a)   Annual rent  Service charge", id="item of a list"),
        pytest.param("•     Annual rent  Service charge", id="item with a bullet"),
        pytest.param("Year  Rent from 5  Service charge", id="an amount"),
        pytest.param("Year  Annual rent  –", id="nothing named"),
        pytest.param("Year  Annual rent  Service charge\n\n\n", id="far above"),
    ],
)
def test_other_lines_stay_as_they_are(line: str) -> None:
    lines = drawn(line + ROWS)
    assert "\t" not in lines[0]
    assert lines[-2:] == ["2024\t48,000\t6,200", "2025\t49,500\t6,350"]


def test_a_line_above_one_row_or_above_rows_unlike_each_other_names_nothing() -> None:
    head = "Year  Annual rent  Service charge"
    other = "2025        49,500     6,350    5"
    assert "\t" not in drawn(head + ROWS[: ROWS.rindex("\n")] + "\nAnd so on.")[0]
    assert "\t" not in drawn(f"{head}{ROWS[: ROWS.rindex(chr(10))]}\n{other}")[0]


def test_columns_of_text_above_figures_name_nothing() -> None:
    rows = "1,200                            1,300\n1,250                            1,350"
    prose = "of rents that are paid by the       tenant as the house is let to him"
    lines = drawn(f"{prose}\n{rows}")
    assert "\t" not in lines[0]
    assert "1,200\t1,300" in lines


def test_names_are_quoted_by_what_tells_tables() -> None:
    clean = "\n".join(drawn(f"Year  Annual rent  Service charge{ROWS}"))
    (table,) = tables(clean)
    assert table.header == (0, clean.index("\n"))


@pytest.mark.parametrize("align", ["LEFT", "CENTER", "RIGHT"])
async def test_names_that_fill_their_columns_in_a_file(
    reader: PdfiumReader, tmp_path: Path, align: str
) -> None:
    above = "The annual rent is payable in advance. " * 4 + "The rent of a year is set out below."
    path = make_grid(tmp_path / "a.pdf", [HEAD, *RENTS], above=above, align=align)
    (page,) = [page async for page in reader.pages(path, [1])]
    assert page.clean.split("\n") == [above, *("\t".join(row) for row in (HEAD, *RENTS))]


async def test_a_paragraph_right_above_a_table_stays_one(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    above = "The annual rent is payable in four equal instalments, in advance, by bank transfer. "
    path = make_grid(tmp_path / "a.pdf", RENTS, above=above * 3)
    (page,) = [page async for page in reader.pages(path, [1])]
    assert page.clean.split("\n") == [(above * 3).strip(), *("\t".join(row) for row in RENTS)]


STACKED = (
    ("Programme", "Temperature\n(°C)", "Duration\n(h:min)", "Water\n(litres)"),
    ("Eco", "50", "3:25", "9.5"),
    ("Intensive", "70", "2:10", "14.0"),
    ("Glass", "40", "1:15", "10.5"),
)


@pytest.mark.parametrize("align", ["LEFT", "CENTER", "RIGHT"])
@pytest.mark.parametrize(
    "above", ["", "The programmes are set out below, each with what it takes."]
)
async def test_names_of_several_lines_are_put_together_by_columns(
    reader: PdfiumReader, tmp_path: Path, align: str, above: str
) -> None:
    path = make_grid(tmp_path / "a.pdf", STACKED, above=above, align=align)
    (page,) = [page async for page in reader.pages(path, [1])]
    names = "Programme\tTemperature (°C)\tDuration (h:min)\tWater (litres)"
    rows = ["\t".join(row) for row in STACKED[1:]]
    assert page.clean.split("\n") == [*([above] if above else []), names, *rows]
    (table,) = tables(page.clean)
    assert table.header is not None
    assert page.clean[slice(*table.header)] == names


async def test_names_that_share_a_line_are_parted_by_columns(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    rows = [
        ("Hardness\n(°dH)", "Setting", "Salt\nused"),
        ("0–6", "H:00", "0"),
        ("7–11", "H:01", "9"),
    ]
    path = make_grid(tmp_path / "a.pdf", rows)
    (page,) = [page async for page in reader.pages(path, [1])]
    assert page.clean.split("\n")[0] == "Hardness (°dH)\tSetting\tSalt used"


async def test_the_first_column_need_not_have_a_name(reader: PdfiumReader, tmp_path: Path) -> None:
    rows = [("", "Passengers\n(thousands)", "Lost-time\ninjuries"), *RENTS]
    path = make_grid(tmp_path / "a.pdf", rows)
    (page,) = [page async for page in reader.pages(path, [1])]
    assert page.clean.split("\n")[0] == "Passengers (thousands)\tLost-time injuries"


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(("Year", "Rent\n(GBP)", ""), id="a column without a name"),
        pytest.param(("Year", "Rent\nof all flats and shops", "Charge"), id="over two columns"),
        pytest.param(("Year", "Rent\n48,000", "Charge\n6,200"), id="with amounts"),
    ],
)
async def test_lines_above_rows_that_are_no_whole_head_get_no_cells(
    reader: PdfiumReader, tmp_path: Path, head: tuple[str, ...]
) -> None:
    canvas_rows = [tuple(cell or " " for cell in head), *RENTS]
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), invariant=1)
    for row, cells in enumerate(canvas_rows):
        for column, cell in enumerate(cells):
            for line, text in enumerate(cell.split("\n")[::-1]):
                canvas.drawString(72 + 70 * column, 700 - 18 * row + 12 * line, text)
    canvas.save()
    (page,) = [page async for page in reader.pages(path, [1])]
    lines = page.clean.split("\n")
    assert lines[-3:] == ["\t".join(row) for row in RENTS]
    assert not any("\t" in line and "Rent" in line for line in lines[:-3])
