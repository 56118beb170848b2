"""Text recognition with the real program, where it is installed."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path

import psutil
import pytest

from octavo.pdf.extras import packed_extras, with_extras
from octavo.pdf.languages import candidates, most_likely
from octavo.pdf.page import PageText
from octavo.pdf.reader import PdfiumReader
from octavo.pdf.recognition import (
    GreyImage,
    RecognitionSetting,
    find_recognition,
    how_to_get,
)
from octavo.pdf.tesseract import Tesseract
from support.pdfs import make_pdf, make_print, turn

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed"
)

LINES = [
    "The lighthouse keeper wrote a letter",
    "to the harbour master of the town.",
    "It was about the price of lamp oil.",
]


@pytest.fixture
async def recognising() -> AsyncIterator[PdfiumReader]:
    reader = PdfiumReader(name="recognising", find_recognition=find_recognition)
    yield reader
    await reader.aclose()


async def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - the condition is outside this process
            await asyncio.sleep(0.01)


async def pages(reader: PdfiumReader, path: Path, count: int = 1) -> list[PageText]:
    return [page async for page in reader.pages(path, range(1, count + 1))]


@needs_tesseract
async def test_a_scan_is_read_with_the_places_of_its_words(
    recognising: PdfiumReader, tmp_path: Path
) -> None:
    (page,) = await pages(recognising, make_print(tmp_path / "a.pdf", [LINES]))
    assert (page.state, page.clean) == ("ocr", " ".join(LINES))
    assert page.raw == "\r\n".join(LINES)
    start = page.clean.index("harbour master of the town. It was")
    span = page.raw_span(start, start + len("harbour master of the town. It was"))
    (lines,) = page.rectangles([span])
    # Set at 14 points from 72 points below the top, on lines that are 21 points high.
    assert len(lines) == 2
    left, low, right, high = lines[0]
    assert 842 - 72 - 21 - 16 < low < high < 842 - 72 - 21
    assert 72 < left < right < 500
    assert lines[1][0] == pytest.approx(72, abs=3)


@needs_tesseract
async def test_words_of_a_cropped_page_are_placed_in_the_space_of_the_file(
    recognising: PdfiumReader, tmp_path: Path
) -> None:
    plain = make_print(tmp_path / "a.pdf", [LINES])
    (upright,) = await pages(recognising, plain)
    path = turn(plain, tmp_path / "b.pdf", 0, (36, 36, 559, 806))
    (cropped,) = await pages(recognising, path)
    one, other = (page.rectangles([(4, 14)])[0][0] for page in (upright, cropped))
    assert one == pytest.approx(other, abs=2)


@needs_tesseract
@pytest.mark.parametrize("degrees", [90, 180, 270])
async def test_scans_that_lie_on_a_side_or_stand_on_their_head_are_read(
    recognising: PdfiumReader, tmp_path: Path, degrees: int
) -> None:
    plain = make_print(tmp_path / "a.pdf", [LINES])
    (upright,) = await pages(recognising, plain)
    path = turn(plain, tmp_path / "b.pdf", degrees, (36, 36, 559, 806))
    (turned,) = await pages(recognising, path)
    assert (turned.state, turned.clean) == ("ocr", " ".join(LINES))
    span = upright.raw_span(4, 14)
    one, other = (page.rectangles([span])[0][0] for page in (upright, turned))
    assert one == pytest.approx(other, abs=3)


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX script stands for the program")
def test_a_poor_picture_that_is_no_clearer_on_its_head_stays_as_it_is(tmp_path: Path) -> None:
    program, looks = tmp_path / "tesseract", tmp_path / "looks"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.stdin.buffer.read()\n"
        f"open({str(looks)!r}, 'a').write('x')\nprint('head')\n"
        "print('5\\t1\\t1\\t1\\t1\\t1\\t10\\t10\\t50\\t20\\t50\\tfaint')\n"
    )
    program.chmod(0o755)
    image = GreyImage(100, 40, bytes([255]) * 4000, 200)
    words, turns = Tesseract(str(program)).recognise(image, ["eng"], 60)
    assert ([word.text for word in words], turns) == (["faint"], 0)
    assert looks.read_text() == "xx"


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX script stands for the program")
def test_a_picture_with_no_words_when_turned_keeps_those_that_were_read(tmp_path: Path) -> None:
    """Of nothing it is sure."""
    program, looks = tmp_path / "tesseract", tmp_path / "looks"
    program.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\nsys.stdin.buffer.read()\n"
        f"looks = pathlib.Path({str(looks)!r})\nprint('head')\n"
        "if not looks.exists():\n"
        "    print('5\\t1\\t1\\t1\\t1\\t1\\t10\\t10\\t50\\t20\\t50\\tfaint')\n"
        "looks.touch()\n"
    )
    program.chmod(0o755)
    image = GreyImage(100, 40, bytes([255]) * 4000, 200)
    words, turns = Tesseract(str(program)).recognise(image, ["eng"], 60)
    assert ([word.text for word in words], turns) == (["faint"], 0)


@needs_tesseract
async def test_pages_with_text_are_not_recognised(
    recognising: PdfiumReader, tmp_path: Path
) -> None:
    (page,) = await pages(recognising, make_pdf(tmp_path / "a.pdf", ["Some text."]))
    assert (page.state, page.words) == ("text", ())


@needs_tesseract
async def test_a_picture_without_words_is_empty(recognising: PdfiumReader, tmp_path: Path) -> None:
    (page,) = await pages(recognising, make_print(tmp_path / "a.pdf", [[]]))
    assert (page.state, page.reason) == ("empty", None)


@needs_tesseract
async def test_a_cancelled_reading_ends_the_recognition(tmp_path: Path) -> None:
    reader = PdfiumReader(find_recognition=find_recognition)
    path = make_print(tmp_path / "a.pdf", [LINES * 12] * 3)

    async def read() -> None:
        async with aclosing(reader.pages(path, [1, 2, 3])) as found:
            async for _ in found:
                pass

    def busy() -> list[psutil.Process]:
        children = psutil.Process().children(recursive=True)
        return [one for one in children if one.is_running() and one.name() == "tesseract"]

    task = asyncio.create_task(read())
    await until(lambda: bool(busy()))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: not busy())
    # And it can be begun anew.
    (page,) = await pages(reader, make_print(tmp_path / "b.pdf", [LINES]))
    assert page.state == "ocr"
    await reader.aclose()


async def test_a_program_that_is_gone_leaves_the_page_with_the_reason(tmp_path: Path) -> None:
    setting = RecognitionSetting(str(tmp_path / "tesseract"))
    reader = PdfiumReader(find_recognition=lambda: setting)
    (page,) = await pages(reader, make_print(tmp_path / "a.pdf", [LINES]))
    assert page.state == "failed"
    assert page.reason is not None
    assert "Tesseract cannot be started" in page.reason
    await reader.aclose()


@pytest.mark.skipif(shutil.which("sleep") is None, reason="a POSIX script stands for the program")
async def test_a_program_that_hangs_is_ended(tmp_path: Path) -> None:
    """Names line 11 of the security list."""
    program = tmp_path / "tesseract"
    program.write_text(
        '#!/bin/sh\n[ "$1" = --list-langs ] && printf "List:\\neng\\n" && exit\nsleep 60\n'
    )
    program.chmod(0o755)
    reader = PdfiumReader(
        find_recognition=lambda: RecognitionSetting(str(program), page_deadline=3)
    )
    (page,) = await asyncio.wait_for(
        pages(reader, make_print(tmp_path / "a.pdf", [LINES])), timeout=30
    )
    assert page.state == "failed"
    assert page.reason is not None
    assert "took too long" in page.reason
    await reader.aclose()


@needs_tesseract
async def test_what_a_page_has_besides_its_text_is_kept(
    recognising: PdfiumReader, tmp_path: Path
) -> None:
    (page,) = await pages(recognising, make_print(tmp_path / "a.pdf", [LINES]))
    bare = PageText(page.number, page.label, page.state, page.raw, page.clean, page.segments)
    kept = with_extras(bare, packed_extras(page))
    assert [(word.start, word.end) for word in kept.words] == [
        (word.start, word.end) for word in page.words
    ]
    assert kept.words[0].rect == pytest.approx(page.words[0].rect, abs=0.01)
    assert with_extras(bare, packed_extras(bare)) == bare


@pytest.mark.parametrize(
    ("wanted", "installed", "declared", "chosen"),
    [
        (["deu"], ["eng", "deu"], None, ("deu",)),
        (["fra"], ["eng", "deu"], None, ("eng", "deu")),
        ([], ["eng", "deu"], "de-DE", ("deu", "eng")),
        ([], ["jpn", "eng"], "ja", ("jpn", "eng")),
        ([], ["xyz"], None, ("xyz",)),
        (["eng"], [], None, ()),
    ],
)
def test_languages_that_a_document_is_recognised_in(
    wanted: list[str], installed: list[str], declared: str | None, chosen: tuple[str, ...]
) -> None:
    assert candidates(wanted, installed, declared) == chosen


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("the price of the oil was as high as it is now", ("eng",)),
        ("der Preis und die Menge sind nicht mit dem Vertrag", ("deu",)),
        ("4711 XKCD 0815", ("eng", "deu")),
    ],
)
def test_the_language_is_told_by_common_words(text: str, likely: tuple[str, ...]) -> None:
    assert most_likely(text.split(), ("eng", "deu")) == likely


def test_people_are_told_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    monkeypatch.setattr("octavo.pdf.recognition.find_spec", lambda _: None)
    assert find_recognition() is None
    assert "Install Tesseract" in str(how_to_get())
    assert "[ocr]" in str(how_to_get())
    # A program that needs no Python takes no packages.
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert "pip" not in str(how_to_get())
