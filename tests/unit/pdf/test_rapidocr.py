"""Text recognition by RapidOCR, where the extra is installed: the real models, real pictures."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from octavo.pdf import rapidocr, recognising
from octavo.pdf.reader import PdfiumReader
from octavo.pdf.recognition import (
    GreyImage,
    RecognitionError,
    RecognitionSetting,
    find_recognition,
)
from support.pdfs import make_print, turn, write_pdf

needs_rapidocr = pytest.mark.skipif(
    find_spec("rapidocr") is None, reason="the extra “ocr” is not installed"
)

LINES = [
    "The lighthouse keeper wrote a letter",
    "über den Preis von 2,400 Litern Öl.",
]


@pytest.fixture
async def reader() -> AsyncIterator[PdfiumReader]:
    made = PdfiumReader(
        name="rapid", find_recognition=lambda: RecognitionSetting(None, page_deadline=300)
    )
    yield made
    await made.aclose()


@needs_rapidocr
@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_a_scan_is_read_with_the_places_of_its_words(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    path = make_print(tmp_path / "a.pdf", [LINES])
    (page,) = [one async for one in reader.pages(path, [1])]
    assert (page.state, page.clean) == ("ocr", " ".join(LINES))
    assert page.raw == "\r\n".join(LINES)
    start = page.clean.index("keeper")
    ((box,),) = page.rectangles([page.raw_span(start, start + len("keeper"))])
    # Set at 14 points from 72 points below the top; the word begins behind 15 letters.
    left, low, right, high = box
    assert 842 - 72 - 21 < low < high < 842 - 72 + 5
    assert 160 < left < right < 260
    assert 30 < right - left < 80


@needs_rapidocr
@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("degrees", [90, 180, 270])
async def test_a_scan_that_lies_on_a_side_or_stands_on_its_head_is_read(
    reader: PdfiumReader, tmp_path: Path, degrees: int
) -> None:
    path = turn(make_print(tmp_path / "a.pdf", [LINES]), tmp_path / "b.pdf", degrees)
    (page,) = [one async for one in reader.pages(path, [1])]
    assert (page.state, page.clean) == ("ocr", " ".join(LINES))


def test_it_is_used_where_tesseract_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    monkeypatch.setattr("octavo.pdf.recognition.find_spec", lambda _: object())
    found = find_recognition(["deu"])
    assert found is not None
    assert (found.program, found.languages) == (None, ("deu",))


def test_without_its_package_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(RecognitionError) as caught:
        rapidocr.RapidOcr()
    assert "--force-reinstall rapidocr" in str(caught.value.hint)


class _Line:
    """What RapidOCR says of a picture with a line in Japanese and Latin letters."""

    boxes = ([[10, 10], [90, 10], [90, 30], [10, 30]],)
    scores = (1.0,)
    word_results = (
        tuple(
            (text, 1.0, [[left, 10], [left + 18, 10], [left + 18, 30], [left, 30]])
            for text, left in (("東", 10), ("京", 30), ("PDF", 50), (" ", 70))
        ),
    )


def _pretend(folder: Path, monkeypatch: pytest.MonkeyPatch, engine: Callable[..., object]) -> None:
    """Have what is called with a picture's pixels stand for the package."""
    package = type("package", (), {"RapidOCR": lambda params: engine})
    (folder / "models").mkdir()
    for name in ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"):
        (folder / "models" / name).touch()
    package.__file__ = str(folder / "__init__.py")
    monkeypatch.setitem(sys.modules, "rapidocr", package)


def test_letters_without_spaces_between_them_are_one_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend(tmp_path, monkeypatch, lambda pixels, **_: _Line)
    words, _ = rapidocr.RapidOcr().recognise(GreyImage(100, 40, bytes(4000), 200), ("jpn",), 9)
    assert [(word.text, word.left, word.right) for word in words] == [
        ("東京", 10, 48),
        ("PDF", 50, 68),
    ]


def _flag(pixels: np.ndarray, **_: object) -> object:
    """Stand for RapidOCR before a flag: sure of it only where its short part is on the left."""
    rows, columns = (np.flatnonzero((pixels < 128).any(axis=axis)) for axis in (1, 0))
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    middle = np.setdiff1d(np.arange(left, right), columns).mean() if right - left > 300 else right
    corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
    return SimpleNamespace(
        boxes=[corners],
        scores=(0.99 if middle < (left + right) / 2 else 0.7,),
        word_results=[[("flag", 1.0, corners)]],
    )


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (36, 36, 559, 806)])
def test_pages_that_are_turned_are_read_upright(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    degrees: int,
    crop: tuple[int, ...] | None,
) -> None:
    _pretend(tmp_path, monkeypatch, _flag)
    plain = write_pdf(tmp_path / "a.pdf", [b"100 600 20 20 re f 160 600 200 20 re f"])
    path = turn(plain, tmp_path / "b.pdf", degrees, crop)
    setting = RecognitionSetting(None, ("eng",))
    raw, _, _, (word,) = recognising.Service().recognise(str(path), 1, None, setting)
    assert raw == "flag"
    assert word.rect == pytest.approx((100, 600, 360, 620), abs=1)


def test_a_missing_model_is_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = type("package", (), {"__file__": str(tmp_path / "__init__.py")})
    monkeypatch.setitem(sys.modules, "rapidocr", package)
    with pytest.raises(RecognitionError, match="lacks its model"):
        rapidocr.RapidOcr()
