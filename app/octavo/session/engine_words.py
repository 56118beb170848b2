"""What the engine says of itself in answers, in the language of who reads it.

On the wire it is English, as all of the interface; these are the sentences word for word.
"""

from __future__ import annotations

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
    return text
