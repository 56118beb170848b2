"""A problem that outlasts the moment in which it came up: kept in English, said to who asks."""

from __future__ import annotations

from typing import Self

from pydantic import ValidationError

from octavo.errors import AppError, Text
from octavo.protocol.base import Reply
from octavo.protocol.phrases import Phrases, phrases_in
from octavo.words import english


class Told(Reply):
    """What went wrong.

    Args:
        message: In English, or in the words of a host.
        phrases: What it takes to say it in another language; None where nothing is known of it.
    """

    message: str
    phrases: Phrases | None = None

    @classmethod
    def of(cls, *texts: Text) -> Self:
        """Return what sentences say."""
        message = " ".join(str(english(part)) for part in texts if part)
        return cls(message=message, phrases=phrases_in(*texts))

    @classmethod
    def by(cls, error: AppError) -> Self:
        """Return what an error says, with what can be done."""
        return cls.of(error.kept_message, error.kept_hint)

    @classmethod
    def kept(cls, text: str) -> Self:
        """Return what `keep` made a text of; any other text is somebody's own words."""
        if text.startswith("{"):
            try:
                return cls.model_validate_json(text, strict=True, extra="forbid")
            except ValidationError:
                pass  # a host may write so, too
        return cls(message=text)

    def keep(self) -> str:
        """Return it as one text, which `kept` reads again."""
        return self.model_dump_json(exclude_none=True)

    def about(self, name: str) -> Told:
        """Return the same, told of a file."""
        first = f"“{name}”:"
        phrases = None if self.phrases is None else [first, *self.phrases]
        return Told(message=f"{first} {self.message}", phrases=phrases)
