"""IBANs and numbers of files in running text: they make no row of a table and end no sentence."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from octavo.pdf.reader import PdfiumReader
from octavo.pdf.references import (
    goes_on_behind_iban,
    ibans,
    is_iban,
    names_number,
    without_ibans,
)
from support.drawn import drawn

GERMAN = "DE89 3704 0044 0532 0130 00"
LEFT, UPRIGHT, PITCH = 72, 12, 18
FIRST = "Die Nachzahlung aus der Abrechnung über die Nebenkosten beträgt für das Jahr 212,40 Euro."


async def blocks(reader: PdfiumReader, path: Path, lines: Sequence[str]) -> list[str]:
    canvas = Canvas(str(path), invariant=1)
    canvas.setFont("Times-Roman", UPRIGHT)
    for row, line in enumerate(lines):
        canvas.drawString(LEFT, 760 - PITCH * row, line)
    canvas.save()
    (page,) = [page async for page in reader.pages(path, [1])]
    return page.clean.split("\n")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"IBAN {GERMAN}", [GERMAN]),
        ("GB29 NWBK 6016 1331 9268 19, FR14 2004 1010 0505 0001 3M02 606",
         ["GB29 NWBK 6016 1331 9268 19", "FR14 2004 1010 0505 0001 3M02 606"]),
        ("NO93  8601   1117 947", ["NO93  8601   1117 947"]),
        ("DE89 3704 0044 0532 0130", []),
        ("FY22 2019 2020 2021 2022", []),
        ("DE22 2019 2020 2021", []),
        ("XDE89 3704 0044 0532 0130 00", []),
    ],
)  # fmt: skip
def test_ibans_are_known_by_their_countrys_length(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in ibans(text)] == found


def test_a_line_may_be_an_iban_or_begin_with_one() -> None:
    assert is_iban(GERMAN)
    assert is_iban(f"Unsere IBAN: {GERMAN}")
    assert not is_iban(f"Zahlen Sie bitte nur auf das Konto {GERMAN}")
    assert not is_iban(f"{GERMAN} bei der Bank")
    assert goes_on_behind_iban(f"{GERMAN} bei der Bank")
    assert not goes_on_behind_iban(f"{GERMAN} BIC COBADEFFXXX")
    assert without_ibans(f"Konto {GERMAN} 12,00") == "Konto IBAN 12,00"


def test_a_number_below_its_label_is_known() -> None:
    assert names_number("die Abrechnung Nr.", "NK-2023-0417 vom Mai")
    assert names_number("see ref.", "2024/17")
    assert not names_number("die Abrechnung Nr.", "Danach ist")
    assert not names_number("die Abrechnung.", "NK-2023-0417")
    assert not names_number("the pianor.", "12 keys")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Zahlen Sie den Betrag auf das Konto", f"{GERMAN} bei der Sparkasse in der Stadt."),
        ("Wir schreiben zu Ihrer Abrechnung Nr.", "NK-2023-0417. Danach ist sie offen."),
        ("Bitte nennen Sie den Verwendungszweck aus dem Brief vom", "12. März 2024 sowie den Tag."),
        ("Die Nachzahlung ist zu leisten bis zum", "31.05.2024 auf unser Konto."),
    ],
)
async def test_a_sentence_goes_on_with_a_number_that_names_something(
    reader: PdfiumReader, tmp_path: Path, before: str, after: str
) -> None:
    found = await blocks(reader, tmp_path / "a.pdf", [FIRST, before, after, FIRST])
    assert f"{before} {after}" in "\n".join(found)


async def test_an_iban_stands_on_a_line_of_its_own_in_a_list(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    lines = [f"IBAN {GERMAN}", "BIC COBADEFFXXX", "Konto der Stadt"]
    assert await blocks(reader, tmp_path / "a.pdf", lines) == lines


async def test_dates_and_numbers_of_a_list_still_begin_lines(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    lines = [FIRST, "12.03.2024 Beginn der Arbeiten.", "13.03.2024 Abnahme der Arbeiten.", FIRST]
    assert await blocks(reader, tmp_path / "a.pdf", lines) == lines


def test_groups_that_stand_far_apart_are_no_cells() -> None:
    assert drawn("""
Bitte zahlen Sie auf dieses Konto:
IBAN    DE89   3704   0044   0532   0130   00
BIC     COBADEFFXXX
Summe   450,00 Euro
""")[1:] == ["IBAN\tDE89 3704 0044 0532 0130 00", "BIC\tCOBADEFFXXX", "Summe\t450,00 Euro"]


def test_an_iban_is_one_cell_of_a_table() -> None:
    assert drawn("""
Konto          IBAN                             Betrag
Giro           DE89  3704  0044  0532  0130  00     12,00
Spar           DE12  5001  0517  0648  4898  90     14,00
""") == [
        "Konto\tIBAN\tBetrag",
        "Giro\tDE89 3704 0044 0532 0130 00\t12,00",
        "Spar\tDE12 5001 0517 0648 4898 90\t14,00",
    ]


@pytest.mark.parametrize("piece", ["DE89 ", "DE89 3704 ", "A1 B2 ", "DE89" + " " * 9, "a: "])
def test_long_lines_cost_as_their_length(piece: str) -> None:
    def cost(times: int) -> float:
        text = piece * times
        begun = time.process_time()
        is_iban(text)
        without_ibans(text)
        goes_on_behind_iban(text)
        return time.process_time() - begun

    cost(10)
    assert cost(40_000) < 100 * max(cost(2_000), 0.001)
