"""The sample guides are what their script builds, and have what a good PDF has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import sample
from octavo.resources import resource
from sample_parts import Guide, Heading, List, Rows
from sample_text import ENGLISH
from sample_text_de import GERMAN

BOTH = pytest.mark.parametrize("guide", sample.GUIDES, ids=lambda guide: guide.language)


def reader(guide: Guide) -> PdfReader:
    return PdfReader(resource("samples", guide.file))


def texts(reader: PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def shape(read: PdfReader, outline: Sequence[Any]) -> list[object]:
    """Return an outline's levels and pages, without its words."""
    return [
        shape(read, one) if isinstance(one, list) else read.get_destination_page_number(one)
        for one in outline
    ]


@BOTH
def test_the_script_builds_the_guide(tmp_path: Path, guide: Guide) -> None:
    again = tmp_path / "again.pdf"
    sample.build(guide, again)
    assert texts(PdfReader(again)) == texts(reader(guide)), "run: python packaging/sample.py"


@BOTH
def test_the_same_words_give_the_same_bytes(tmp_path: Path, guide: Guide) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    sample.build(guide, first)
    sample.build(guide, second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("guide", "title", "chapter", "labels"),
    [
        (ENGLISH, "A short guide to Octavo", "What Octavo does", ["Cover", "1", "2"]),
        (GERMAN, "Leitfaden zu Octavo", "Was Octavo tut", ["Titel", "1", "2"]),
    ],
)
def test_it_has_title_outline_and_labels(
    guide: Guide, title: str, chapter: str, labels: list[str]
) -> None:
    read = reader(guide)
    assert read.metadata is not None
    assert read.metadata.title == title
    assert read.trailer["/Root"]["/Lang"] == guide.language
    chapters = [entry["/Title"] for entry in read.outline if not isinstance(entry, list)]
    assert chapters[0] == chapter
    assert len(chapters) == len(read.pages) - 1  # one a page, after the cover
    assert read.page_labels[:3] == labels


def test_both_guides_have_the_same_sections() -> None:
    english, german = reader(ENGLISH), reader(GERMAN)
    assert len(english.pages) == len(german.pages)
    assert shape(english, english.outline) == shape(german, german.outline)
    pairs = zip(ENGLISH.parts, GERMAN.parts, strict=True)
    for one, other in pairs:
        assert type(one) is type(other)
        match one, other:
            case Heading(), Heading():
                assert (one.level, one.new_page) == (other.level, other.new_page)
                assert one.text != other.text
            case List(), List():
                assert (len(one.items), one.numbered) == (len(other.items), other.numbered)
            case Rows(), Rows():
                assert (len(one.rows), len(one.head)) == (len(other.rows), len(other.head))


def test_what_the_german_guide_quotes_of_the_window_stands_in_the_window() -> None:
    """A name in German quotation marks is one that a person looks for on the screen."""
    said = resource("translations", "octavo_de.ts").read_text("utf-8")
    quoted = {
        "Den Leitfaden ausprobieren",
        "Zitate aus Ihren Dokumenten",
        "Stoppen",
        "Prüfen …",
        "Lokales Modell holen …",
        "Modelldienste",
        "Nichts mehr dorthin senden",
        "Bei einem Dienst suchen …",
        "Verringert",
    }
    text = " ".join(" ".join(texts(reader(GERMAN))).split())
    for name in quoted:
        assert f"„{name}“" in text
        assert f">{name}</translation>" in said


def test_it_answers_the_question_of_the_terminal() -> None:
    """dev.py asks this where there is no display."""
    assert "A PDF file may be up to 512 MB large." in " ".join(texts(reader(ENGLISH))[2].split())
