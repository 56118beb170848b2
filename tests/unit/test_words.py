"""Texts: English without a catalogue, another language with one, numbers as it writes them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from octavo import words
from octavo.words import later, say, say_many

GERMAN = {
    "Show {name}": "{name} zeigen",
    "{n:,} pages": "{n:,} Seiten",
    "{size:.1f} MB": "{size:.1f} MB",
    "Empty": "",
}


@pytest.fixture
def asked() -> Iterator[list[tuple[str, str, int | None]]]:
    """Install a catalogue that notes what it was asked."""
    calls: list[tuple[str, str, int | None]] = []

    def catalogue(context: str, text: str, n: int | None) -> str | None:
        calls.append((context, text, n))
        return GERMAN.get(text)

    words.install(catalogue, thousands=".", decimal=",")
    yield calls
    words.install(None)


def test_without_a_catalogue_texts_are_english() -> None:
    assert say("Show {name}", name="a.pdf") == "Show a.pdf"
    assert say_many("{n} page", "{n:,} pages", 1) == "1 page"
    assert say_many("{n} page", "{n:,} pages", 1200) == "1,200 pages"
    assert say("{part:.0%} done", part=0.61) == "61 % done"


def test_a_catalogue_is_asked_with_the_module_that_says_it(
    asked: list[tuple[str, str, int | None]],
) -> None:
    assert say("Show {name}", name="a.pdf") == "a.pdf zeigen"
    assert say_many("{n} page", "{n:,} pages", 1200) == "1.200 Seiten"
    assert asked == [(__name__, "Show {name}", None), (__name__, "{n:,} pages", 1200)]


def test_numbers_are_written_as_the_language_does(
    asked: list[tuple[str, str, int | None]],
) -> None:
    assert say("{size:.1f} MB", size=1.5) == "1,5 MB"
    assert say("Show {name}", name="1,5.pdf") == "1,5.pdf zeigen"  # a name is no number


def test_what_a_catalogue_does_not_have_stays_english(
    asked: list[tuple[str, str, int | None]],
) -> None:
    assert say("Empty") == "Empty"
    assert say_many("{n} file", "{n} files", 1) == "1 file"


def test_braces_in_a_text_without_values_are_left_alone() -> None:
    assert say("{") == "{"


def test_a_text_that_is_kept_is_said_in_the_language_of_the_moment() -> None:
    kept = later("Show {name}")
    english = kept.say(name="a.pdf")
    words.install(lambda _context, text, _n: GERMAN.get(text))
    try:
        assert kept.say(name="a.pdf") == "a.pdf zeigen"
    finally:
        words.install(None)
    assert english == "Show a.pdf"
    assert str(later("Show")) == "Show"
