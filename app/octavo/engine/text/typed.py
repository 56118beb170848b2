"""What somebody types to look for: its words, and where a text has them."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence

from octavo.engine.store.records import Typed
from octavo.engine.text.languages import Language, text_language
from octavo.engine.text.unspaced import is_unspaced
from octavo.engine.text.words import stem, words

Span = tuple[int, int]

MOST_WORDS = 16
"""Words that are looked for; whoever types more has pasted a text, whose beginning will do."""

SHOWN = 180
"""Characters of a text that are shown around the words."""

# Words of texts whose meaning for a query is remembered.
_REMEMBERED = 4096

# Words with the accents that stand behind their letters, and where one begins.
_WORD = r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*"
_BEGINS = r"(?<![^\W_])(?<![\u0300-\u036f])"

# Before the first word, so that one sees what it is about; and what is not worth cutting off.
_LEAD = 40
_NEAR_BEGINNING = 30


def typed(query: str) -> Typed:
    """Take apart what was typed; the last word is whole if something stands behind it."""
    found = words(query, rests=False)
    begun = found.pop() if found and query[-1:].isalnum() else ""
    whole = [word for word in dict.fromkeys(found) if word != begun][:MOST_WORDS]
    return Typed(tuple(whole), begun)


@dataclasses.dataclass(frozen=True, slots=True)
class Marked:
    """Where words stand in a text.

    Args:
        spans: Their places, in order.
        complete: Whether all of them are there, in any form.
        exact: Whether all of them are there as they were typed.
    """

    spans: list[Span]
    complete: bool
    exact: bool


def marks(
    text: str, wanted: Typed, languages: Sequence[Language | None] | None = None, heading: str = ""
) -> Marked:
    """Return where the words stand in a text.

    A word counts in all its forms, and the last wherever a word begins with it.

    Args:
        text: Where they are looked for.
        wanted: The words.
        languages: In whose forms they count, besides the English ones; those of the text's own
            language if it is not known.
        heading: What the text stands under; words that are there are not missing, if not marked.
    """
    if languages is None:
        languages = (text_language(text),)
    meanings = _meanings(wanted, tuple(dict.fromkeys((None, *languages))))
    seen: set[str] = set()
    exact: set[str] = set()
    spans: list[Span] = []
    for match in _candidates(wanted).finditer(text):
        meaning = meanings[match[0]]
        if meaning is None:
            spans += _inside(match, wanted, exact)
            continue
        meant, as_typed = meaning
        if meant:
            seen |= meant
            exact |= as_typed
            spans.append(match.span())
    needed = {*wanted.words, *filter(None, [wanted.begun])}
    missing = needed - seen - exact
    if missing and heading:
        missing -= _words_of(heading, wanted, meanings)
    return Marked(spans, not missing, needed <= exact)


def _words_of(text: str, wanted: Typed, meanings: _Meanings) -> set[str]:
    """Return the words that a text has in any form."""
    seen: set[str] = set()
    for match in _candidates(wanted).finditer(text):
        meaning = meanings[match[0]]
        if meaning is None:
            _inside(match, wanted, seen)
        else:
            seen |= meaning[0]
    return seen


@functools.lru_cache(maxsize=64)
def _candidates(wanted: Typed) -> re.Pattern[str]:
    """Return a pattern of the words of a text that may be meant.

    In Latin letters no ending changes how a word begins: most of a text need not be looked at.
    """
    first = {_plain(word)[:1] for word in (*wanted.words, wanted.begun) if word}
    letters = "".join(re.escape(one + one.upper()) for one in sorted(first) if one.isascii())
    return re.compile(rf"{_BEGINS}(?=[{letters}\u0080-\U0010ffff]){_WORD}")


_Meaning = tuple[frozenset[str], frozenset[str]]


class _Meanings(dict[str, _Meaning | None]):
    """Which of the words a word of a text is in any form, and which as it was typed.

    None for what is written without spaces, which has to be looked into. Remembered, since the
    next passage has the same words; two threads may both find one out.
    """

    def __init__(self, wanted: Typed, languages: tuple[Language | None, ...]) -> None:
        self._begun = wanted.begun
        self._begins = _plain(wanted.begun)
        self._languages = languages
        self._words = {word: self._forms(word) for word in wanted.words}
        self._outgrown = self._forms(wanted.begun) if wanted.begun else frozenset()

    def __missing__(self, token: str) -> _Meaning | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[token] = found = None if is_unspaced(token) else self._meaning(token)
        return found

    def _meaning(self, token: str) -> _Meaning:
        spoken = words(token)
        forms = frozenset[str]().union(*(self._forms(word) for word in spoken))
        meant = {word for word, its in self._words.items() if its & forms}
        exact = meant.intersection(spoken)
        if self._begun:
            if any(_plain(word).startswith(self._begins) for word in spoken):
                exact.add(self._begun)
                meant.add(self._begun)
            elif self._outgrown & forms:
                meant.add(self._begun)
        return frozenset(meant), frozenset(exact)

    def _forms(self, word: str) -> frozenset[str]:
        return frozenset((_plain(word), *(stem(word, language) for language in self._languages)))


@functools.lru_cache(maxsize=16)
def _meanings(wanted: Typed, languages: tuple[Language | None, ...]) -> _Meanings:
    return _Meanings(wanted, languages)


def _inside(match: re.Match[str], wanted: Typed, seen: set[str]) -> list[Span]:
    """Return where a run of characters without spaces has groups of those that were typed."""
    spans: list[Span] = []
    for word in filter(None, (*wanted.words, wanted.begun)):
        at = match[0].find(word)
        while at >= 0:
            seen.add(word)
            spans.append((match.start() + at, match.start() + at + len(word)))
            at = match[0].find(word, at + 1)
    return _joined(sorted(spans))


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _plain(word: str) -> str:
    """Return a word without accents: one with a digit keeps its ending."""
    return stem(f"{word}0").removesuffix("0")


def shown(text: str, spans: list[Span], room: int = SHOWN) -> Span:
    """Return the part of a text, at most ``room`` characters, that has most of the spans.

    It begins and ends between words.
    """
    if not spans:
        return 0, _end(text, room)
    best = max(
        range(len(spans)),
        key=lambda i: (sum(a >= spans[i][0] and b <= spans[i][0] + room for a, b in spans), -i),
    )
    first = spans[best][0]
    start = max(0, first - _LEAD)
    if start <= _NEAR_BEGINNING:
        start = 0
    if start:
        space = text.find(" ", start, first)
        start = first if space < 0 else space + 1
    end = _end(text, start + room)
    return start, max(end, spans[best][1])


def _end(text: str, wanted: int) -> int:
    if wanted >= len(text):
        return len(text)
    space = text.rfind(" ", 0, wanted + 1)
    return wanted if space <= 0 else space
