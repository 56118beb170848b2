"""What the engine says of itself in answers, in the language of who reads it.

On the wire it is English, as all of the interface; these are the sentences word for word.
"""

from __future__ import annotations

import re
from typing import Final

from octavo.words import later

_NOT_YET: Final = later(
    "What has been read of your documents so far does not seem to cover this."
    " Some are still being read: ask again in a moment."
)
_NOT_THEN: Final = later(
    "What had been read of your documents by then does not seem to cover this."
)

_SENTENCES: Final = (
    later("There are no documents to look into yet. Add a PDF, then ask again."),
    later("Your documents do not seem to cover this."),
    _NOT_YET,
    later("The closest pages are:"),
)


_UNDERSTOOD: Final = later("Understood as: {question}")
# What else the engine says stands above it, and no quote does.
_SEARCHED: Final = re.compile(r"\A((?![“„])[^\n]*\n\n)?Understood as: ([^\n]*)")

_QUOTED: Final = later("“{text}”")
_OPENING: Final = re.compile(r"(?:\A|(?<=\n\n)|(?<=】\n))“")
_CLOSING: Final = re.compile(r"”(?=\s*(?:【|\n\n|\Z))")


def quoted(text: str) -> str:
    """Return a text in the quotes of the reader's language."""
    return _QUOTED.say(text=text)


def unquoted(text: str) -> str:
    """Return a text without the quotes of the engine, or of the reader's language, around it."""
    for opening, _, closing in (_QUOTED.english.partition("{text}"), quoted("\0").partition("\0")):
        if text.startswith(opening):
            return text.removeprefix(opening).removesuffix(closing)
    return text


def in_readers_quotes(text: str) -> str:
    """Return the text of an answer of quotes, each in those of its reader's language.

    The length stays the same, so that citations stand where they stood.
    """
    opening, _, closing = quoted("\0").partition("\0")
    if len(opening) != 1 or len(closing) != 1:
        return text
    return _CLOSING.sub(closing, _OPENING.sub(opening, text))


def in_readers_lead(text: str) -> str:
    """Return the text of an answer, with how the question was understood as its reader says it.

    Its length changes: citations have to be marked in it before.
    """
    return _SEARCHED.sub(lambda found: (found[1] or "") + _UNDERSTOOD.say(question=found[2]), text)


def in_readers_words(text: str, *, read_since: bool = False) -> str:
    """Return the text of an answer that quotes nothing, as its reader says it.

    Args:
        text: As the engine wrote it.
        read_since: Whether what it says to be still being read has been read by now.
    """
    if read_since:
        text = text.replace(_NOT_YET.english, str(_NOT_THEN))
    for sentence in _SENTENCES:
        text = text.replace(sentence.english, str(sentence))
    return in_readers_lead(text)
