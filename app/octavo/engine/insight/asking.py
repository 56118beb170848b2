"""What the rules for questions share: their subjects, and which of these name something."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from typing import NamedTuple, Self

from octavo.engine.text.words import ALL_STOP_WORDS, words

FEWEST_WORDS = 2
"""Of what somebody may or must do, besides who it is."""

_LONGEST = 90

_SMALL_WORD = re.compile(r"(?<=[\w,;] )[a-z]\w+")
_LARGE_WORD = re.compile(r"(?<=[\w,;(] )[A-ZÄÖÜ][\w-]+")
_SMALL = frozenset(
    {"the", "a", "an", "each", "every", "all", "either", "neither", "both", "no", "any", "some"}
    | {"der", "die", "das", "ein", "eine", "jeder", "jede", "jedes", "alle"}
)
# Small words that may stand inside a name.
_INSIDE = frozenset({"of", "for", "s", "the", "a", "an", "each"})
_NAMES_NOTHING = """
this these that those it they he she we you i there here which who what each all another one
since because although though while when if as with from by some many most following such
example figure table section chapter authors paper document result results dies diese dieser es
er sie wir
"""
_NO_SUBJECT = frozenset(_NAMES_NOTHING.split())
# What is counted, or a stretch of time, names nothing that could be asked for: "the first six
# months".
_COUNTED_WORDS = """
first second third last next two three four five six seven eight nine ten hours days weeks months
years month year day week erste ersten zweite letzte letzten nächste zwei drei vier fünf sechs
tage wochen monate jahre
"""
_COUNTED = frozenset(_COUNTED_WORDS.split())


class Made(NamedTuple):
    """A question, and of which kind it is."""

    kind: str
    question: str


@dataclasses.dataclass(frozen=True, slots=True)
class Subjects:
    """How words are written inside the sentences of a document.

    Args:
        small: Those that stand there with a small letter.
        large: Those that stand there with a capital.
    """

    small: frozenset[str]
    large: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """Return those of some sentences."""
        small: set[str] = set()
        large: set[str] = set()
        for text in texts:
            small.update(_SMALL_WORD.findall(text))
            large.update(_LARGE_WORD.findall(text))
        return cls(frozenset(small), frozenset(large))

    def inside(self, subject: str) -> str:
        """Return an English subject as it stands inside a sentence: small, unless it is a name.

        A word is no name if the document has it with a small letter, too, or never with a capital
        but at the beginning of a sentence and with a small word behind it: "City planners".
        """
        head, space, rest = subject.partition(" ")
        lower = head.lower()
        is_small = lower in _SMALL or lower in self.small
        if not is_small and rest[:1].islower() and head not in self.large and not head.isupper():
            is_small = not rest.startswith(("of ", "for "))
        return (lower if is_small else head) + space + rest

    def inside_german(self, subject: str) -> str:
        """Return a German subject as it stands inside a sentence."""
        article, space, name = subject.partition(" ")
        return article.lower() + space + name if space else article


def fits(subject: str, question: str) -> bool:
    """Tell whether a question is short enough, and its subject names something."""
    head, *tail = words(subject)
    named = tail if head in _SMALL else [head, *tail]
    return (
        len(question) <= _LONGEST
        and bool(named)
        and named[0] not in _NO_SUBJECT
        and named[-1] not in ALL_STOP_WORDS
        and _COUNTED.isdisjoint(named)
        and not any(word in ALL_STOP_WORDS and word not in _INSIDE for word in named)
    )
