"""Texts of pages through the client: searched, and placed for selection, recognised ones too."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from octavo.pdf.recognition import RecognitionSetting
from octavo.protocol.pages import FilePage
from octavo.session.page_text import Search, on_page, pattern_of
from octavo.session.state import DocumentState
from support.pdfs import make_many, make_pdf, make_scan
from support.recognising import stand_in

if TYPE_CHECKING:
    from conftest import World


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("heron", "The Heron waits for HERONS.", ["Heron", "HERON"]),
        ("three rents", "is three\r\nrents, three  rents", ["three\r\nrents", "three  rents"]),
        ("termination", "a termi\ufffenation", ["termi\ufffenation"]),
        ("office file", "The oﬃce ﬁle", ["oﬃce ﬁle"]),
        ("it's", "it’s and it's", ["it’s", "it's"]),
        ("a.b", "a.b axb", ["a.b"]),
        ('" * NEAR( - :', 'x " * NEAR( - : y', ['" * NEAR( - :']),
        ("straße", "STRAẞE Straße", ["STRAẞE", "Straße"]),
    ],
)
def test_words_are_found_as_a_person_reads_them(words: str, text: str, found: list[str]) -> None:
    """Security 13: whatever is typed is looked for as it is."""
    pattern = pattern_of(words)
    assert isinstance(pattern, re.Pattern)
    page = FilePage(page=3, page_label="3", state="text", text=text, words=[])
    assert [text[one.start : one.end] for one in on_page(pattern, page)] == found


def test_nothing_is_looked_for_in_spaces() -> None:
    assert pattern_of(" \t ") is None


async def told(world: World, file_id: str, words: str) -> list[Search]:
    return [one async for one in world.session.page_texts.find(file_id, words)]


async def test_a_long_document_is_searched_part_by_part(world: World, tmp_path: Path) -> None:
    (item,) = await world.add(make_many(tmp_path / "many.pdf", 100))
    assert item.file_id is not None
    searches = await told(world, item.file_id, "page 7")
    assert [one.complete for one in searches] == [False, False, True]
    last = searches[-1]
    assert [found.page for found in last.found] == [7, *range(70, 80)]
    assert (last.pages_read, last.pages_total) == (100, 100)
    assert await told(world, item.file_id, "  ") == []


async def test_what_is_found_is_where_the_characters_are(world: World, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "lease.pdf", ["Nothing.", "The deposit is three rents."])
    (item,) = await world.add(path)
    assert item.file_id is not None
    assert item.state is not DocumentState.FAILED
    (search,) = await told(world, item.file_id, "DEPOSIT")
    (found,) = search.found
    placed = await world.session.page_texts.placed(item.file_id, found.page)
    assert placed.copied(found.start, found.end) == "deposit"
    (rect,) = placed.rectangles(found.start, found.end)
    assert rect[0] > 72


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX script stands for the program")
async def test_recognised_words_stand_for_the_characters_of_a_scan(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting = RecognitionSetting(str(stand_in(tmp_path, ["seven", "scanned", "words"])))
    monkeypatch.setattr(world.reader, "_find_recognition", lambda: setting)
    (item,) = await world.add(make_scan(tmp_path / "scan.pdf"))
    assert item.file_id is not None
    (search,) = await told(world, item.file_id, "scanned words")
    (found,) = search.found
    placed = await world.session.page_texts.placed(item.file_id, 1)
    assert placed.copied(found.start, found.end) == "scanned words"
    ((left, bottom, right, top),) = placed.rectangles(found.start, found.end)
    assert 0 < left < right
    assert 0 < bottom < top
