"""Text recognition by RapidOCR, where the extra is installed: the real models, real pictures."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from octavo.pdf import rapidocr
from octavo.pdf.reader import PdfiumReader
from octavo.pdf.recognition import (
    GreyImage,
    RecognitionError,
    RecognitionSetting,
    find_recognition,
)
from support.pdfs import make_print

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
    word_results = (
        tuple(
            (text, 1.0, [[left, 10], [left + 18, 10], [left + 18, 30], [left, 30]])
            for text, left in (("東", 10), ("京", 30), ("PDF", 50), (" ", 70))
        ),
    )


def test_letters_without_spaces_between_them_are_one_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = type("package", (), {"RapidOCR": lambda params: lambda pixels, **_: _Line})
    (tmp_path / "models").mkdir()
    for name in ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"):
        (tmp_path / "models" / name).touch()
    package.__file__ = str(tmp_path / "__init__.py")
    monkeypatch.setitem(sys.modules, "rapidocr", package)
    words, _ = rapidocr.RapidOcr().recognise(GreyImage(100, 40, bytes(4000), 200), ("jpn",), 9)
    assert [(word.text, word.left, word.right) for word in words] == [
        ("東京", 10, 48),
        ("PDF", 50, 68),
    ]


def test_a_missing_model_is_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = type("package", (), {"__file__": str(tmp_path / "__init__.py")})
    monkeypatch.setitem(sys.modules, "rapidocr", package)
    with pytest.raises(RecognitionError, match="lacks its model"):
        rapidocr.RapidOcr()
