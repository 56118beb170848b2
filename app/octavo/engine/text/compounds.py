"""Words that can be written as one, with hyphens, or as several; and how one is put otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from octavo.engine.text.languages import Language

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
    r"(?:be|ge|ver|ent|emp|er|zer|miss|un|ur|ant|ab|an|auf|aus|bei|da|dar|durch|ein|fort|gegen|her|hin"
    r"|hinter|los|mit|nach|nieder|ob|rück|über|um|unter|vor|weg|wider|wieder|zu|zurück)"
)
"""German beginnings that make another thing of one, not a kind of it: "Nachmieter", "Urteil"."""

_SHORTEST_HEAD = 4
"""Letters of a stem that may be what a compound is a kind of."""

SHORTEST_PART = 3
"""Letters of a part: less is in too many words by chance."""

_SHORTEST_LONGER_PART = 5
"""Letters of the longer of two parts."""

LONGEST_COMPOUND = 48
"""Letters of a word beyond which it is not taken apart."""

_LONGEST_COMPARED = 500
"""Letters of a question beyond which it is not looked for links between the parts of its words."""

_WORD = re.compile(r"[^\W\d_]+")
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_ANY_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LETTERS = re.compile(r"[^\W_]+")
_ANY_LINK = frozenset(link for links in _LINKS.values() for link in links)


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


def has_the_same_letters(question: str, put: str) -> bool:
    """Tell whether a question was put otherwise in compounds alone, taken apart or put together.

    Nobody takes "Kündigung Frist" for another word than "Kündigungsfrist": it need not be said.

    Args:
        question: As it was typed.
        put: As it is searched.
    """
    typed = "".join(_LETTERS.findall(question.casefold()))
    parts = _LETTERS.findall(put.casefold())
    if len(typed) > _LONGEST_COMPARED:
        return typed == "".join(parts)
    ends = {0}  # of what was read, with and without a link behind it
    for part in parts:
        begun = {
            end + len(link) for end in ends for link in _ANY_LINK if typed.startswith(link, end)
        }
        ends = {at + len(part) for at in begun if typed.startswith(part, at)}
    return len(typed) in ends


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
    typed = _WORD.findall(question)
    with_capitals = language in ("de", None) and any(one[0].isupper() for one in typed[1:])
    return frozenset(one.casefold() for one in typed if one[0].isupper() or not with_capitals)


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
    own = (stem for word, stem in stems.items() if word in nouns)
    return frozenset(stem for stem in (*own, *others) if len(stem) >= _SHORTEST_HEAD)


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
