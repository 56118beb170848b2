"""Problems that are kept: English on the wire, said in the language of who reads them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from octavo import words
from octavo.errors import ProviderError
from octavo.protocol.phrases import retold
from octavo.protocol.told import Told
from octavo.words import later

GERMAN = {"{host} needs a key.": "{host} braucht einen Schlüssel.", "Check it.": "Prüfen Sie ihn."}


@pytest.fixture
def german() -> Iterator[None]:
    words.install(lambda _context, text, _n: GERMAN.get(text), code="de")
    yield
    words.install(None)


def failure() -> ProviderError:
    said = later("{host} needs a key.", host="models.example")
    return ProviderError(said, part="key", hint=later("Check it."))


@pytest.mark.usefixtures("german")
def test_what_is_kept_is_english_and_said_in_the_language_of_who_reads_it() -> None:
    told = Told.kept(Told.by(failure()).keep())
    assert told.message == "models.example needs a key. Check it."
    assert retold(told.message, told.phrases) == (
        "models.example braucht einen Schlüssel. Prüfen Sie ihn."
    )
    named = told.about("lease.pdf")
    assert named.message == "“lease.pdf”: models.example needs a key. Check it."
    assert retold(named.message, named.phrases).startswith("“lease.pdf”: models.example braucht")


@pytest.mark.parametrize(
    "text",
    ["", "No room.", "{no JSON", '{"message": 1}', '{"message": "x", "other": 1}', '{"a": "b"}'],
)
def test_any_other_text_is_somebodys_own_words(text: str) -> None:
    assert Told.kept(text) == Told(message=text)
    assert Told.kept(text).about("a.pdf").message == f"“a.pdf”: {text}"
    assert Told.kept(text).about("a.pdf").phrases is None


def test_words_of_a_host_alone_are_kept_as_they_are() -> None:
    assert Told.kept(Told.of("It is full.", "").keep()) == Told(message="It is full.")
