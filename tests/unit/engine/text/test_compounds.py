"""Ways to take compounds apart, and the words of a question that may be some."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.engine.text.compounds import (
    Split,
    beginnings,
    begins_some,
    heads_of,
    hyphened,
    is_form_of,
    is_kind_of,
    likely_compounds,
    put_otherwise,
    rests,
    splits,
    with_heads,
)


def test_a_word_is_taken_apart_at_its_middle_first_and_without_what_links() -> None:
    ways = list(splits("urlaubstage", "de"))
    assert ways[0] == Split("urlau", "bstage")
    assert ways.index(Split("urlaub", "tage")) < ways.index(Split("urlaubs", "tage"))
    assert Split("miet", "erhöhung") in splits("mieterhöhung", "de")
    assert Split("mieter", "höhung") in splits("mieterhöhung", "de")


@pytest.mark.parametrize("word", ["", "tag", "haus", "tagtag", "a" * 49])
def test_short_and_endless_words_stay_whole(word: str) -> None:
    assert [one for one in splits(word, "de") if max(map(len, one)) < 5 or len(word) > 48] == []


@pytest.mark.parametrize(("first", "may"), [("brutto", True), ("geb", False), ("ver", False)])
def test_what_only_makes_another_word_of_one_is_no_part(first: str, may: bool) -> None:
    assert begins_some(first, "de") is may
    assert (Split(first, "rauchen") in splits(f"{first}rauchen", "de")) is may


@given(word=st.text(max_size=60))
def test_the_parts_and_what_links_them_are_the_word(word: str) -> None:
    for first, second in splits(word, "de"):
        assert word.startswith(first)
        assert word.endswith(second)
        assert word[len(first) : len(word) - len(second)] in ("", "s", "es", "n", "en", "er", "e")
        assert min(len(first), len(second)) >= 3


def test_what_follows_a_first_part() -> None:
    assert list(rests("urlaubsanspruch", "urlaub", "de")) == ["anspruch", "sanspruch"]
    assert list(rests("urlaubs", "urlaub", "de")) == []


@pytest.mark.parametrize(
    ("question", "language", "words"),
    [
        ("Wie lang ist die Kündigungsfrist?", "de", {"wie", "kündigungsfrist"}),
        (
            "wie lang ist die kündigungsfrist",
            "de",
            {"wie", "lang", "ist", "die", "kündigungsfrist"},
        ),
        ("Urlaub", None, {"urlaub"}),
        ("hoeveel is de waarborgsom", "nl", {"hoeveel", "is", "de", "waarborgsom"}),
        (
            "Hoe hoog is de waarborgsom van Jan?",
            "nl",
            {"hoe", "hoog", "is", "de", "waarborgsom", "van", "jan"},
        ),
        ("How long is the notice period?", "en", set()),
        ("§ 573c", None, {"c"}),
        ("", None, set()),
    ],
)
def test_words_that_may_be_compounds(question: str, language: str | None, words: set[str]) -> None:
    assert likely_compounds(question, language) == words


def test_words_with_hyphens() -> None:
    assert hyphened("Is the Sub-Contractor's e-mail, GS-5002 or - known?") == [
        "sub-contractor",
        "e-mail",
    ]


@pytest.mark.parametrize(
    ("question", "put"),
    [
        ("Who pays the Sub-contractor?", "Who pays the Subcontractor?"),
        ("who pays healthcare?", "who pays health care?"),
        ("HEALTHCARE-E-mail healthcares", "Health Care-E-mail healthcares"),
        ("", ""),
    ],
)
def test_words_are_put_otherwise_in_their_place(question: str, put: str) -> None:
    meant = {"sub-contractor": "subcontractor", "healthcare": "health care"}
    assert put_otherwise(question, meant) == put


def test_a_longer_word_is_a_kind_of_what_it_ends_in() -> None:
    heads = heads_of("Wie hoch ist die Miete?", {"hoch": "hoch", "miete": "miet"}, ["zins"], "de")
    assert heads == {"miet", "zins"}
    text = ["grundmiet", "kost", "nachmiet", "vermiet", "miet", "emiet", "mietzins"]
    assert with_heads(text, heads) == ["grundmiet", "miet", *text[1:], "zins"]


def test_what_is_no_noun_or_short_or_not_german_has_no_kinds() -> None:
    stems = {"ist": "ist", "der": "der", "rat": "rat", "alt": "alt", "haus": "haus"}
    assert heads_of("Ist der Rat alt, und wo ist sein Haus?", stems, [], "de") == {"haus"}
    assert heads_of("Where is the house?", {"house": "hous"}, [], "en") == frozenset()


@pytest.mark.parametrize(
    ("longer", "word"),
    [
        ("nettokaltmiete", "miete"),
        ("nettokaltmiete", "mieten"),
        ("hauptmieter", "mieters"),
        ("umlageschlüssel", "schlüssel"),
        ("mehrfamilienhäuser", "haus"),
        ("wohnhaus", "häuser"),
        ("grundschulkinder", "kind"),
        ("laubbäumen", "baum"),
        ("gemüsegärten", "garten"),
        ("patentanmeldung", "anmeldung"),
        ("gewerbesteuer", "steuer"),
        ("pulverfass", "fässer"),
        ("balkonsolargerät", "geräte"),
    ],
)
def test_a_compound_is_a_kind_of_its_last_word_in_any_form(longer: str, word: str) -> None:
    assert is_kind_of(longer, word, "de")


@pytest.mark.parametrize(
    ("longer", "word"),
    [
        ("nettokaltmiete", "mieter"),
        ("balkonsolargerät", "raten"),
        ("vergessen", "essen"),
        ("hausgebrauch", "rauch"),
        ("ausgleichszahlung", "zahlen"),
        ("ausreichender", "reicht"),
        ("erwarteten", "arten"),
        ("haftpflichtversicherung", "sicherung"),
        ("nachmieter", "mieter"),
        ("schwein", "wein"),
        ("miete", "miete"),
        ("mindest", ""),
        ("a" * 60 + "miete", "miete"),
    ],
)
def test_what_shares_letters_alone_is_no_kind(longer: str, word: str) -> None:
    assert not is_kind_of(longer, word, "de")


@pytest.mark.parametrize(
    ("one", "other", "language", "same"),
    [
        ("tag", "tagen", "de", True),
        ("baum", "bäume", "de", True),
        ("bäume", "baum", "de", True),
        ("baum", "bäum", "de", False),
        ("rat", "gerät", "de", False),
        ("raten", "rät", "de", False),
        ("miete", "mieter", "de", False),
        ("bild", "bildern", "de", True),
        ("kravene", "kravet", "nb", True),
    ],
)
def test_forms_of_a_noun(one: str, other: str, language: str, same: bool) -> None:
    assert is_form_of(one, other, language) is same
    assert is_form_of(other, one, language) is same


@given(longer=st.text(max_size=60), word=st.text(max_size=20))
def test_any_letters_are_compared(longer: str, word: str) -> None:
    """Security 13."""
    for language in ("de", "nl"):
        is_kind_of(longer, word, language)
        assert all(word == "" or one for one in beginnings(word, language)[:1])


def test_what_compounds_begin_with() -> None:
    assert beginnings("schule", "de") == ("schule", "schul")
    assert beginnings("mieter", "de") == ("mieter",)
    assert beginnings("gebühren", "de") == ("gebuhren", "gebuhr", "gebuhre")


def test_who_does_something_has_no_kinds_of_what_is_done() -> None:
    stems = {"mieter": "miet", "häuser": "haus", "kinder": "kind"}
    assert heads_of("Wo haben Mieter Häuser und Kinder?", stems, [], "de") == {"haus", "kind"}


def test_words_that_are_no_nouns_by_their_ending_are_no_compounds() -> None:
    assert "frühestens" not in likely_compounds("wan kan ich frühestens kündigen", "de")
