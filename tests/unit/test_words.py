"""Texts: English without a catalogue, another language with one, numbers as it writes them."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo import words
from octavo.errors import AppError
from octavo.protocol.phrases import Phrase, retold
from octavo.words import later, later_many, say, say_many

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


def test_a_kept_text_has_its_english_and_its_values_in_every_language(
    asked: list[tuple[str, str, int | None]],
) -> None:
    kept = later("Show {name}", name=later("{n:,} pages", n=1200))
    assert str(kept) == "1.200 Seiten zeigen"
    assert kept.english == "Show 1,200 pages"
    assert str(kept.replaced("pages", "x")) == "1.200 Seiten zeigen"  # only values are
    assert str(later("Show {name}", name="blob").replaced("blob", "a.pdf")) == "a.pdf zeigen"


def test_a_kept_text_that_depends_on_a_number_chooses_its_form() -> None:
    assert later_many("{n} page", "{n:,} pages", 1).english == "1 page"
    assert str(later_many("{n} page", "{n:,} pages", 1200)) == "1,200 pages"


def test_a_kept_text_crosses_processes(asked: list[tuple[str, str, int | None]]) -> None:
    kept = pickle.loads(pickle.dumps(later("Show {name}", name=Path("a.pdf"))))  # noqa: S301
    assert str(kept) == "a.pdf zeigen"


def test_an_error_is_said_when_it_is_read(asked: list[tuple[str, str, int | None]]) -> None:
    error = AppError(later("Show {name}", name="blob"), hint=later("{n:,} pages", n=1200))
    named = pickle.loads(pickle.dumps(error)).renamed("blob", "a.pdf")  # noqa: S301
    assert (named.message, named.hint) == ("a.pdf zeigen", "1.200 Seiten")
    assert named.english == "Show a.pdf 1,200 pages"
    assert str(named) == "Show a.pdf"  # as it stands in a log


def test_only_patterns_of_the_own_language_are_used_of_what_strangers_send(
    asked: list[tuple[str, str, int | None]],
) -> None:
    def sent(text: str, **values: object) -> Phrase:
        return Phrase.model_validate({"context": "x", "text": text, "values": values})

    assert retold("Show it", [sent("Show {name}", name="a.pdf"), "So."]) == "a.pdf zeigen So."
    assert retold("Plain", [sent("{name.__class__}", name="a.pdf")]) == "Plain"
    assert retold("Plain", [sent("Show {name}")]) == "Plain"  # a value is missing
    assert retold("Plain", [sent("{n:,} pages", n="many")]) == "Plain"
    assert retold("Plain", None) == "Plain"
