"""Words that are cut off, inside forms or on layers are reported if people do not see them."""

from __future__ import annotations

import time
import zlib
from pathlib import Path

import pytest

from octavo.pdf import files
from octavo.pdf.files import OpenPdfs
from octavo.pdf.page import PageText
from octavo.pdf.reader import PdfiumReader
from support.hiding import (
    CUT_OFF,
    IN_FORMS,
    NOT_HIDDEN,
    SWITCHED_OFF,
    SWITCHED_ON,
    WORDS,
    make_drawn,
    make_heavy_form,
    make_layered,
    pack,
)
from support.pdfs import encrypt, turn, write_pdf
from support.turned import turn_content


async def first(reader: PdfiumReader, path: Path) -> PageText:
    (page,) = [page async for page in reader.pages(path, [1])]
    return page


async def hidden(reader: PdfiumReader, path: Path) -> list[tuple[str, int, str]]:
    page = await first(reader, path)
    assert WORDS in page.clean
    return [(one.kind, one.count, one.sample) for one in page.findings]


def turned(path: Path, how: str) -> Path:
    if how == "rotated":
        return turn(path, path.with_name("rotated.pdf"), 90)
    if how == "drawn turned":
        return turn_content(path, path.with_name("turned.pdf"), 270)
    return path


@pytest.mark.parametrize("how", ["upright", "rotated", "drawn turned"])
@pytest.mark.parametrize("case", sorted(CUT_OFF))
async def test_words_that_are_cut_off_are_found(
    reader: PdfiumReader, tmp_path: Path, case: str, how: str
) -> None:
    """Names line 4 of the security list."""
    path = turned(make_drawn(tmp_path / "a.pdf", *CUT_OFF[case]), how)
    assert await hidden(reader, path) == [("cut off", 28, WORDS)]


@pytest.mark.parametrize("how", ["upright", "rotated", "drawn turned"])
@pytest.mark.parametrize("case", sorted(IN_FORMS))
async def test_hidden_words_in_forms_are_found(
    reader: PdfiumReader, tmp_path: Path, case: str, how: str
) -> None:
    """Names line 4 of the security list."""
    kind, *drawn = IN_FORMS[case]
    path = turned(make_drawn(tmp_path / "a.pdf", *drawn), how)
    assert await hidden(reader, path) == [(kind, 28, WORDS)]


@pytest.mark.parametrize("how", ["upright", "rotated", "drawn turned"])
@pytest.mark.parametrize("case", sorted(NOT_HIDDEN))
async def test_words_that_show_are_not_reported(
    reader: PdfiumReader, tmp_path: Path, case: str, how: str
) -> None:
    """Names line 4 of the security list."""
    path = turned(make_drawn(tmp_path / "a.pdf", *NOT_HIDDEN[case]), how)
    assert await hidden(reader, path) == []


@pytest.mark.parametrize("is_packed", [False, True])
@pytest.mark.parametrize("case", sorted(SWITCHED_OFF))
async def test_words_on_layers_that_are_off_are_found(
    reader: PdfiumReader, tmp_path: Path, case: str, is_packed: bool
) -> None:
    """Names line 4 of the security list."""
    path = make_layered(tmp_path / "a.pdf", *SWITCHED_OFF[case])
    if is_packed:
        pack(path)
        assert b"/OCProperties" not in path.read_bytes()
    assert await hidden(reader, path) == [("layer", 28, WORDS)]


@pytest.mark.parametrize("is_packed", [False, True])
@pytest.mark.parametrize("case", sorted(SWITCHED_ON))
async def test_words_on_layers_that_show_are_not_reported(
    reader: PdfiumReader, tmp_path: Path, case: str, is_packed: bool
) -> None:
    """Names line 4 of the security list."""
    path = make_layered(tmp_path / "a.pdf", *SWITCHED_ON[case])
    assert await hidden(reader, pack(path) if is_packed else path) == []


async def test_layers_of_a_locked_file_are_found(reader: PdfiumReader, tmp_path: Path) -> None:
    """Names line 4 of the security list."""
    path = make_layered(tmp_path / "a.pdf", *SWITCHED_OFF["a form"])
    assert await hidden(reader, encrypt(path, tmp_path / "b.pdf")) == [("layer", 28, WORDS)]


async def test_layers_with_a_disguised_name_are_found(reader: PdfiumReader, tmp_path: Path) -> None:
    """Names line 4 of the security list."""
    path = make_layered(tmp_path / "a.pdf", *SWITCHED_OFF["a form"])
    path.write_bytes(path.read_bytes().replace(b"/OCProperties", b"/#4fC#50roperties"))
    assert await hidden(reader, path) == [("layer", 28, WORDS)]


def test_a_file_is_looked_through_for_layers_where_it_matters_only(tmp_path: Path) -> None:
    files = OpenPdfs()
    off = make_layered(tmp_path / "off.pdf", *SWITCHED_OFF["words"])
    on = make_layered(tmp_path / "on.pdf", *SWITCHED_ON["words"])
    assert files.get(off, None).hides_layers()
    assert not files.get(on, None).hides_layers()
    viewed = make_layered(tmp_path / "viewed.pdf", *SWITCHED_ON["words"])
    usage = b"/Name (Layer) /Usage << /View << /ViewState /OFF >> >>"
    viewed.write_bytes(viewed.read_bytes().replace(b"/Name (Layer)", usage))
    assert files.get(viewed, None).hides_layers()


async def test_the_only_line_of_a_page_is_looked_at(reader: PdfiumReader, tmp_path: Path) -> None:
    """Names line 4 of the security list."""
    text = b"1 g BT /F1 11 Tf 72 600 Td (%s) Tj ET" % WORDS.encode()
    path = write_pdf(tmp_path / "a.pdf", [text])
    assert await hidden(reader, path) == [("background", 28, WORDS)]


async def test_forms_with_too_much_inside_are_passed_over(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    """What that costs must have an end; text in the colour of the page is found all the same."""
    path = make_heavy_form(tmp_path / "a.pdf", 20_000)
    assert await hidden(reader, path) == [("background", 28, WORDS)]


@pytest.mark.parametrize(
    "content",
    [
        b"/ObjStm" + b" " * 2_000_000,
        (b"/ObjStm" + b" " * 150) * 20_000,
        b"/ObjStm" * 300_000 + b"stream\n",
        (b"/ObjStm stream\n" + zlib.compress(bytes(4 << 20))) * 200,
    ],
)
def test_looking_for_layers_costs_little_whatever_the_file_is_made_of(content: bytes) -> None:
    begun = time.process_time()
    text = zlib.compress(b"1 0 obj " * 500_000)
    for _ in range(20):
        zlib.decompress(text)
    usual = time.process_time() - begun
    begun = time.process_time()
    for _ in files._packed(content):
        pass
    assert time.process_time() - begun < 20 * usual


def test_packed_objects_that_cannot_be_looked_through_may_have_layers() -> None:
    whole = zlib.compress(b"<</OCProperties 2 0 R>>")
    assert list(files._packed(b"/Type/ObjStm>>\r\nstream\r\n" + whole)) == [
        b"<</OCProperties 2 0 R>>"
    ]
    assert list(files._packed(b"/ObjStm>> stream\nnothing")) == [b"/OCProperties"]
    bombs = (b"/ObjStm stream\n" + zlib.compress(bytes(4 << 20))) * 40
    *_, last = files._packed(bombs)
    assert last == b"/OCProperties"
