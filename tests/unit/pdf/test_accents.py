"""Letters whose accents are drawn as signs of their own are read as those letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from octavo.pdf.reader import PdfiumReader
from support.accents import SIZE, Order, make_accented

LINES = [
    "Für die Prüfung wäre es möglich, so hätten Schüler Größeres.",
    "Le modèle présenté à l’école où naître était français.",
    "A introdução à página em questão é país, año e composições.",
    "Étude: Åse č.",
]
PLAIN = [
    "In ~home, `code` and x^2, ^a and 20 °C nothing is put together.",
    "A ~ b, a ` b and the ´ stay where they are, as do a ¨ and b.",
]


async def text_of(reader: PdfiumReader, path: Path) -> str:
    (page,) = [page async for page in reader.pages(path, [1])]
    return page.clean


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("order", ["before", "behind", "last"])
async def test_letters_have_their_accents_however_these_are_drawn(
    reader: PdfiumReader, tmp_path: Path, order: Order, degrees: int
) -> None:
    drawn = make_accented(tmp_path / "a.pdf", LINES, order=order, degrees=degrees)
    words = (await text_of(reader, drawn)).split()
    assert words == " ".join(LINES).split()


@pytest.mark.parametrize("degrees", [0, 90])
async def test_signs_that_stand_beside_letters_stay(
    reader: PdfiumReader, tmp_path: Path, degrees: int
) -> None:
    drawn = make_accented(tmp_path / "a.pdf", PLAIN, degrees=degrees)
    assert (await text_of(reader, drawn)).split() == " ".join(PLAIN).split()


async def test_words_that_a_line_end_breaks_are_joined(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    lines = ["Le modèle a été pré-", "senté à tous ceux qui étaient là."]
    for order in ("before", "behind", "last"):
        drawn = make_accented(tmp_path / f"{order}.pdf", lines, order=order)
        assert await text_of(reader, drawn) == (
            "Le modèle a été présenté à tous ceux qui étaient là."
        )


async def test_a_word_with_accents_is_marked_and_copied_as_a_whole(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    drawn = make_accented(tmp_path / "a.pdf", ["ici été ici"])
    (page,) = [page async for page in reader.pages(drawn, [1])]
    start, end = page.clean.index("été"), page.clean.index("été") + 3
    ((rectangle,),) = await reader.rectangles(drawn, 1, [page.raw_span(start, end)])
    left = 60 + stringWidth("ici ", "Helvetica", SIZE)
    assert rectangle[0] == pytest.approx(left, abs=1)
    assert rectangle[2] == pytest.approx(left + stringWidth("été", "Helvetica", SIZE), abs=1)

    placed = await reader.characters(drawn, 1)
    middle = (rectangle[0] + rectangle[2]) / 2
    word = placed.word(placed.at(middle, (rectangle[1] + rectangle[3]) / 2))
    assert placed.copied(*word) == "été"
