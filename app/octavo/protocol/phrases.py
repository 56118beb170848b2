"""Texts for people on the wire: beside an English message, what it takes to say it otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from octavo.errors import AppError, Text
from octavo.protocol.base import Reply
from octavo.words import Later, translated


class Phrase(Reply):
    """A sentence by its English pattern; Octavo's own, which other servers do not send.

    Args:
        context: The module that says it; pattern and module are the key to a translation.
        text: The pattern, for many where it depends on a number.
        n: The number that it depends on.
        values: What is put in.
    """

    context: str
    text: str
    n: int | None = None
    values: dict[str, str | int | float | Phrase] = Field(default_factory=dict)


Phrases = list[Phrase | str]
"""Sentences that make a message; one that is known in no other language stands as it is."""


def phrases_of(error: AppError) -> Phrases | None:
    """Return what an error says; None if no part of it could be said in another language."""
    return phrases_in(error.kept_message, error.kept_hint)


def phrases_in(*texts: Text) -> Phrases | None:
    """Return the sentences of a message; None if no part of it could be said otherwise."""
    kept = [part for part in texts if part]
    if not any(isinstance(part, Later) for part in kept):
        return None
    return [_phrase(part) if isinstance(part, Later) else part for part in kept]


def retold(message: str, phrases: Iterable[Phrase | str] | None) -> str:
    """Return a message in the language of this moment, or as it is if that is not known."""
    if not phrases:
        return message
    said = [part if isinstance(part, str) else translated(_kept(part)) for part in phrases]
    known = [part for part in said if part is not None]
    return " ".join(known) if len(known) == len(said) else message


def _phrase(kept: Later) -> Phrase:
    return Phrase(
        context=kept.context,
        text=kept.text,
        n=kept.n,
        values={
            name: _phrase(value) if isinstance(value, Later) else value
            for name, value in kept.values.items()
        },
    )


def _kept(phrase: Phrase) -> Later:
    values: dict[str, object] = {
        name: _kept(value) if isinstance(value, Phrase) else value
        for name, value in phrase.values.items()
    }
    return Later(phrase.context, phrase.text, values, phrase.n)
