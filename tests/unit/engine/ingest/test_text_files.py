"""Text files: encodings, pages, the two forms of their text, headings; memory stays small."""

from __future__ import annotations

import re
import tracemalloc
from pathlib import Path

import pytest

from octavo.engine.answer.citations import locate
from octavo.engine.ingest import text_files
from octavo.engine.ingest.chunks import chunk_page
from octavo.engine.ingest.context import Headings
from octavo.engine.ingest.text_files import (
    NotTextError,
    TextFileError,
    TextPages,
    cut,
    headings_of,
    read_facts,
)
from octavo.pdf.page import DocumentFacts, PageText

LETTER = "Müller & Söhne – “Straße”\nZweite Zeile €\n"


def facts_of(path: Path, *, markdown: bool = False) -> DocumentFacts:
    found = [one for one in read_facts(path, path.name, markdown=markdown) if one is not None]
    assert len(found) == 1
    return found[0]


def pages_of(path: Path, *, prose: bool = True) -> list[PageText]:
    encoding = facts_of(path).metadata["encoding"]
    return TextPages(path, encoding, 0, prose=prose).take(100_000)


def write(tmp_path: Path, content: str | bytes, name: str = "a.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# -- encodings -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (LETTER.encode(), "utf-8"),
        (LETTER.encode("utf-8-sig"), "utf-8-sig"),
        (LETTER.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + LETTER.encode("utf-16-be"), "utf-16"),
        (LETTER.encode("cp1252"), "cp1252"),
    ],
)
def test_an_encoding_is_found_and_read(tmp_path: Path, content: bytes, encoding: str) -> None:
    path = write(tmp_path, content)
    assert facts_of(path).metadata == {"encoding": encoding}
    assert [page.raw for page in pages_of(path)] == [LETTER]


def test_a_last_character_that_is_cut_off_is_no_reason_to_refuse_the_rest(tmp_path: Path) -> None:
    path = write(tmp_path, "Straße ä".encode()[:-1])
    assert pages_of(path)[0].raw == "Straße \N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9,
        b"PK\x03\x04" + bytes(range(1, 256)) * 50,
        b"text and then\0nothing",
        b"a" * 300_000 + b"\0",
        "日本語の文書です。".encode("shift_jis") * 50,
        "Договор аренды".encode("cp1251") * 50,
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(NotTextError, match=r"“a\.txt” is not text"):
        facts_of(write(tmp_path, content))


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_a_text_without_text_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(TextFileError, match="is empty"):
        facts_of(write(tmp_path, content))


# -- pages ---------------------------------------------------------------------------------


def test_form_feeds_end_pages_and_labels_name_the_lines(tmp_path: Path) -> None:
    pages = pages_of(write(tmp_path, "One.\nTwo.\n\fThree.\n\fFour."))
    assert [(page.number, page.label, page.raw) for page in pages] == [
        (1, "lines 1–2", "One.\nTwo.\n"),
        (2, "line 3", "Three.\n"),
        (3, "line 4", "Four."),
    ]


def test_a_page_between_two_form_feeds_may_be_empty(tmp_path: Path) -> None:
    pages = pages_of(write(tmp_path, "One.\f\fThree."))
    assert [page.state for page in pages] == ["text", "empty", "text"]


def test_pages_end_between_paragraphs_and_miss_nothing(tmp_path: Path) -> None:
    paragraph = "\r\n".join(f"Line {n} of a paragraph about gravel pits." for n in range(12))
    path = write(tmp_path, "\r\n\r\n".join([paragraph] * 40))
    pages = pages_of(path)
    whole = path.read_text(encoding="utf-8")
    assert "".join(page.raw for page in pages) == whole
    assert len(pages) > 5
    assert all(page.raw.endswith("\n\n") for page in pages[:-1])
    assert all(1_500 <= len(page.raw) <= 3_600 for page in pages[:-1])
    first = 1
    for page in pages:
        assert page.label.startswith(f"lines {first}–")
        first += page.raw.count("\n")


@pytest.mark.parametrize("text", ["x" * 100_000, "word " * 20_000, "ä" * 100_001])
def test_a_line_without_end_is_cut_all_the_same(tmp_path: Path, text: str) -> None:
    pages = pages_of(write(tmp_path, text))
    assert "".join(page.raw for page in pages) == text
    assert max(len(page.raw) for page in pages) <= 3_600
    assert {page.label for page in pages} == {"line 1"}


def test_reading_goes_on_behind_any_page_as_it_would_have(tmp_path: Path) -> None:
    path = write(tmp_path, "\n".join(f"Line {n} about stones." for n in range(3_000)))
    whole = pages_of(path)
    for after in (0, 1, 7, len(whole) - 1, len(whole)):
        assert TextPages(path, "utf-8", after, prose=True).take(1_000) == whole[after:]


def test_too_much_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "MOST_PAGES", 3)
    with pytest.raises(TextFileError, match="more than 3 pages") as caught:
        facts_of(write(tmp_path, "word " * 4_000))
    assert "Split" in caught.value.hint


def test_a_large_file_is_never_held_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("w") as file:
        for number in range(400_000):
            file.write(f"Line {number} of a long report about stones and gravel.\n")
    size = path.stat().st_size
    tracemalloc.start()
    try:
        count = sum(1 for _ in cut(path, facts_of(path).metadata["encoding"]))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count > 5_000
    assert peak < size / 5


# -- raw and clean -------------------------------------------------------------------------


def test_wrapped_prose_becomes_one_line_and_blocks_stay_apart(tmp_path: Path) -> None:
    text = (
        "# Heading\n"
        "The quick brown fox jumps over the lazy dog, which\n"
        "does not   mind\tat all.\n"
        "- one item that is long enough to have been wrapped\n"
        "- another\n\n"
        "| a | table row that is long enough to have been wrapped |\n"
        "| b | row |\n"
        "Short line\n"
        "stays."
    )
    (page,) = pages_of(write(tmp_path, text))
    assert page.clean.split("\n") == [
        "# Heading",
        "The quick brown fox jumps over the lazy dog, which does not mind at all.",
        "- one item that is long enough to have been wrapped",
        "- another",
        "| a | table row that is long enough to have been wrapped |",
        "| b | row |",
        "Short line",
        "stays.",
    ]


def test_lines_of_tables_and_logs_stay_lines(tmp_path: Path) -> None:
    rows = [f"{n},a column that is rather long,another long column,{n * n}" for n in range(5)]
    (page,) = pages_of(write(tmp_path, "\n".join(rows)), prose=False)
    assert page.clean.split("\n") == rows


def test_every_span_of_the_clean_text_is_verified_in_the_raw_text(tmp_path: Path) -> None:
    text = "A first\t sentence, wrapped \u00a0 oddly\r\nover  lines, long enough to be.\n\n\x0b B?"
    (page,) = pages_of(write(tmp_path, text))
    assert "\r" not in page.raw
    words = page.clean.split()
    at = 0
    for word in words:
        start = page.clean.index(word, at)
        at = start + len(word)
        citation = locate(page, start, at)
        assert citation.verified
        assert page.raw[citation.start : citation.end] == word
    assert locate(page, 0, len(page.clean)).verified


# -- Markdown ------------------------------------------------------------------------------

MARKDOWN = """Before.

# Lease ##

```sh
# no heading
```

## Rent
The rent is due.
    # neither
#hashtag
"""


def test_headings_are_found_outside_of_code(tmp_path: Path) -> None:
    path = write(tmp_path, MARKDOWN, "a.md")
    outline = facts_of(path, markdown=True).outline
    assert [(entry.level, entry.title, entry.page) for entry in outline] == [
        (0, "Lease", 1),
        (1, "Rent", 1),
    ]
    assert facts_of(path).outline == ()


def test_passages_stand_under_the_heading_before_them(tmp_path: Path) -> None:
    sections = [f"## Section {n}\n\n" + f"Sentence about gravel {n}. " * 60 for n in range(9)]
    path = write(tmp_path, "# Pits\n\n" + "\n\n".join(sections), "pits.md")
    headings = Headings(facts_of(path, markdown=True), path.name)
    seen: list[str] = []
    for page in pages_of(path):
        chunks = chunk_page(page, context=headings.above(page.number), size=100, overlap=0)
        for chunk in headings.within(page, chunks, headings_of(page)):
            text = page.clean[chunk.start : chunk.end]
            found = re.search(r"gravel (\d)", text)
            if found and "## " not in text:
                assert chunk.context == f"pits · Section {found[1]}"
                seen.append(found[1])
    assert set(seen) == {str(n) for n in range(9)}
