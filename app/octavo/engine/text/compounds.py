"""Words that can be written as one, with hyphens, or as several; and how one is put otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from octavo.engine.text.languages import Language
from octavo.engine.text.words import stem

_LINKS: dict[Language, tuple[str, ...]] = {
    "da": ("s", "", "e"),
    "de": ("s", "es", "", "n", "en", "er", "e"),
    "nb": ("s", "", "e"),
    "nl": ("s", "", "e", "en"),
    "sv": ("s", "", "e"),
}
"""What may stand between the parts of a compound, in the languages that write them as one word.

The most likely come first: a first part that ends with an s seldom has it when it stands alone.
"""

_NO_FIRST_PARTS: dict[Language, re.Pattern[str]] = {
    "da": re.compile(r"be.?|for"),
    "de": re.compile(r"(?:be|ge).?|ver|ent|emp|zer"),
    "nb": re.compile(r"be.?|for"),
    "nl": re.compile(r"(?:be|ge).?|ver|ont"),
    "sv": re.compile(r"be.?|för"),
}
"""Beginnings that make another word of one and are none themselves, with a letter more by chance.

"Gebrauch" is no kind of "Rauch", and a "Vermieter" no kind of "Mieter".
"""

_NO_KINDS = re.compile(
    r"(?:(?:be|ge|ver|ent|emp|er|zer).?|miss|un|ur|ant|ab|an|auf|aus|bei|da|dar|durch|ein|fort|gegen"
    r"|her|hin|hinter|los|mit|nach|nieder|ob|rück|über|um|unter|vor|weg|wider|wieder|zu|zurück"
    r"|[^aeiouyäöü]+|.+(?:[^aeiouyäöün]ge|[^aeiouyäöür]be|(?<!pul)ver)[^aeiouyäöü]?)"
)
"""German beginnings that make another thing of one, not a kind of it: "Nachmieter", "Urteil".

They may stand behind another part ("Balkonsolar-ge-rät", "Haus-ge-b-rauch"; not "Umlage"), and what
has no vowel is no part at all.
"""

_DOER = re.compile(r"er[ns]?|erin(?:nen)?")
"""Ends who does something; their stem is that of what is done: a "Mieter" is no "Miete"."""

_SHORTEST_HEAD = 4
"""Letters of a stem that may be what a compound is a kind of."""

SHORTEST_PART = 3
"""Letters of a part: less is in too many words by chance."""

_SHORTEST_LONGER_PART = 5
"""Letters of the longer of two parts."""

LONGEST_COMPOUND = 48
"""Letters of a word beyond which it is not taken apart."""

_WORD = re.compile(r"[^\W\d_]+")
_HYPHENED = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)+")
_ANY_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

_GROWN = frozenset(("", "e", "en", "n", "s", "es", "ens", "nen", "se", "sen"))
_GROWN_WITH_ER = frozenset(("", "s", "es", "er", "ern"))
"""Endings that forms of one German noun have."""

_ENDS_WITH_ER = (
    "amt", "bad", "band", "bild", "blatt", "brett", "buch", "dach", "dorf", "ei", "fach",
    "fass", "feld", "geist", "gesicht", "glas", "glied", "grab", "gut", "haus", "holz", "huhn",
    "kalb", "kind", "kleid", "korb", "korn", "kraut", "lamm", "land", "licht", "lied", "loch",
    "mal", "mann", "nest", "rad", "rand", "rind", "schild", "schloss", "strauch", "tal",
    "tuch", "tum", "volk", "wald", "wort",
)  # fmt: skip
"""German nouns with a plural in "-er", without accents: no other word is one of theirs with it.

So a "Mieter" is no "Miete", while "Häuser" are each a "Haus".
"""

_PLURALS = re.compile(r"(?:e|en|er|ern)|(?:(?<=el)|(?<=en)|(?<=er))n?")
"""What ends a plural whose vowel has changed: "Bäume", "Häusern", "Gärten"."""

_SINGULARS = frozenset(("", "s", "es"))

_NO_NOUNS = re.compile(r".+(?:stens|weise|lich(?:e[mnrs]?)?|isch(?:e[mnrs]?)?)")
"""German words that are no compounds of nouns by their ending: "frühestens"."""


class Split(NamedTuple):
    """One way to take a compound apart.

    Args:
        first: Its first part, without what links it to the second.
        second: The rest, which says what kind of thing it is.
    """

    first: str
    second: str


def has_compounds(language: Language | None) -> bool:
    """Tell whether a language writes compounds as one word."""
    return language in _LINKS


def begins_some(first: str, language: Language) -> bool:
    """Tell whether compounds of a language may begin with a part: "brutto", not "ver" or "geb"."""
    return _NO_FIRST_PARTS[language].fullmatch(first) is None


def hyphened(question: str) -> list[str]:
    """Return the words of a question that have hyphens inside, case-folded."""
    return [one.casefold() for one in _HYPHENED.findall(question)]


def put_otherwise(question: str, meant: Mapping[str, str]) -> str:
    """Return a question with other words, or several, for some; they keep their capital.

    Args:
        question: As it was typed.
        meant: What stands for which word, both case-folded.
    """

    def put(word: str) -> str:
        found = meant.get(word.casefold())
        if found is None:
            return word if "-" not in word else "-".join(map(put, word.split("-")))
        return found.title() if word[0].isupper() else found

    return _ANY_WORD.sub(lambda one: put(one[0]), question)


def likely_compounds(question: str, language: Language | None) -> frozenset[str]:
    """Return the words of a question that may be compounds or parts of some, case-folded.

    Nouns have a capital in German: where a question has any, a word without is none. Of a question
    in a language that is not known all words may be: they are looked for in texts of languages that
    have compounds only.

    Args:
        question: As it was typed.
        language: What it is written in; None if that is not known.
    """
    if language is not None and not has_compounds(language):
        return frozenset()
    typed = [one for one in _WORD.findall(question) if not _is_no_noun(one, language)]
    with_capitals = language in ("de", None) and any(one[0].isupper() for one in typed[1:])
    return frozenset(one.casefold() for one in typed if one[0].isupper() or not with_capitals)


def _is_no_noun(word: str, language: Language | None) -> bool:
    return language in ("de", None) and _NO_NOUNS.fullmatch(word.casefold()) is not None


def heads_of(
    question: str, stems: Mapping[str, str], others: Sequence[str], language: Language | None
) -> frozenset[str]:
    """Return the stems of a question that longer words may be kinds of: "Miete" of "Grundmiete".

    In German alone: there it was tried.

    Args:
        question: As it was typed.
        stems: Those of its words that count, by word, case-folded.
        others: Those of other names of what it asks for.
        language: What it is written in.
    """
    if language != "de":
        return frozenset()
    nouns = likely_compounds(question, language)
    own = (cut for word, cut in stems.items() if word in nouns and not _is_doer(word, cut))
    return frozenset(cut for cut in (*own, *others) if len(cut) >= _SHORTEST_HEAD)


def _is_doer(word: str, cut: str) -> bool:
    return _DOER.fullmatch(word, len(cut)) is not None and not cut.endswith(_ENDS_WITH_ER)


def with_heads(text: Sequence[str], heads: frozenset[str]) -> list[str]:
    """Return the stems of a German text, and behind each kind of something what it is a kind of.

    Args:
        text: In order.
        heads: What may be asked for; see ``heads_of``.
    """
    found: list[str] = []
    ends = tuple(heads)
    for one in text:
        found.append(one)
        if one.endswith(ends):
            found += [head for head in ends if _is_kind_of(one, head)]
    return found


def _is_kind_of(word: str, head: str) -> bool:
    rest = word.removesuffix(head)
    return SHORTEST_PART <= len(rest) < len(word) and _NO_KINDS.fullmatch(rest) is None


def is_kind_of(longer: str, word: str, language: Language) -> bool:
    """Tell whether a compound ends with a word, in any of its forms, and not by chance.

    Args:
        longer: As it is written, case-folded.
        word: Case-folded.
        language: One that has compounds, which both are in.
    """
    if len(longer) > LONGEST_COMPOUND:
        return False
    return any(
        is_form_of(longer[cut:], word, language)
        and begins_some(longer[:cut], language)
        and (language != "de" or _NO_KINDS.fullmatch(longer[:cut]) is None)
        for cut in range(SHORTEST_PART, len(longer) - SHORTEST_PART + 1)
    )


def is_form_of(one: str, other: str, language: Language) -> bool:
    """Tell whether two words are forms of one noun: stems alone make too much alike.

    "Mieter" has the stem of "Miete", and "Raten" that of "-rät".

    Args:
        one: Case-folded.
        other: Case-folded.
        language: Which both are in.
    """
    if stem(one, language) != stem(other, language):
        return False
    if language != "de":
        return True
    plain, like = without_marks(one), without_marks(other)
    for ending in _GROWN | _GROWN_WITH_ER:
        base = plain.removesuffix(ending)
        if len(base) != len(plain) - len(ending) or not like.startswith(base):
            continue
        endings = {ending, like.removeprefix(base)}
        if (
            endings <= _GROWN or (endings <= _GROWN_WITH_ER and base.endswith(_ENDS_WITH_ER))
        ) and _may_differ(one, other, len(base)):
            return True
    return False


def without_marks(word: str) -> str:
    """Return a word without its accents, letter by letter."""
    return "".join(unicodedata.normalize("NFD", c)[0] for c in word)


def _may_differ(one: str, other: str, base: int) -> bool:
    """Tell whether vowels have changed, if they have, as they do from singular to plural."""
    if one[:base] == other[:base]:
        return True
    singular, plural = (one, other) if one[:base].isascii() else (other, one)
    return singular[base:] in _SINGULARS and _PLURALS.fullmatch(plural, base) is not None


def beginnings(word: str, language: Language) -> tuple[str, ...]:
    """Return what a compound may begin with whose first part is a word, without accents.

    Args:
        word: Case-folded.
        language: What it is written in.
    """
    plain = without_marks(word)
    if language != "de":
        return (without_marks(stem(word, language)),)
    ends = ("", "e", "en", "n")
    return tuple(plain.removesuffix(end) for end in ends if plain.endswith(end))


def splits(word: str, language: Language) -> Iterator[Split]:
    """Yield each way to take a word apart in two, the most even ones first.

    "Urlaubstage" gives "urlaub" and "tage", then "urlaubs" and "tage", and all other ways.

    Args:
        word: Case-folded.
        language: One that has compounds.
    """
    if len(word) > LONGEST_COMPOUND:
        return
    cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    for cut in sorted(cuts, key=lambda at: (-min(at, len(word) - at), at)):
        if max(cut, len(word) - cut) < _SHORTEST_LONGER_PART:
            continue
        for link in _LINKS[language]:
            first = word[:cut].removesuffix(link)
            if len(first) == cut - len(link) >= SHORTEST_PART and begins_some(first, language):
                yield Split(first, word[cut:])


def rests(word: str, first: str, language: Language) -> Iterator[str]:
    """Yield what may be the second part of a compound that begins with ``first``."""
    rest = word.removeprefix(first)
    for link in _LINKS[language]:
        second = rest.removeprefix(link)
        if len(second) == len(rest) - len(link) >= SHORTEST_PART:
            yield second
