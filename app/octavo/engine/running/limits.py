"""Keeps what a generator writes within ``max_completion_tokens``, whether it does so or not."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from octavo.engine.answer.generator import (
    AnswerPart,
    Begun,
    Called,
    Cited,
    Stopped,
    Used,
    Wrote,
)
from octavo.engine.ingest.chunks import estimate_tokens, token_spans

_STOPPED = Stopped("max_completion_tokens")


async def limited(
    parts: AsyncGenerator[AnswerPart, None], limit: int | None
) -> AsyncGenerator[AnswerPart, None]:
    """Pass the parts of a round on until they come to ``limit`` tokens; then say that it was cut.

    What the generator has not told in ``Used`` is estimated. Text is cut within a part, a marker
    is left out whole, and so are function calls, whose arguments would be no JSON any more.

    Args:
        parts: Of one round; closed with this one.
        limit: Tokens that the round may write, or None.
    """
    allowance = None if limit is None else _Allowance(limit)
    async with aclosing(parts):
        async for part in parts:
            instead = None if allowance is None else allowance.taken(part)
            if instead is None:
                yield part
                continue
            for last in instead:
                yield last
            return


class _Allowance:
    """The tokens that a round may write, and has written."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._told = 0
        self._text = _Growing()  # since it was told last

    def taken(self, part: AnswerPart) -> list[AnswerPart] | None:
        """Count a part in; if it goes beyond the limit, return the last parts to come instead."""
        match part:
            case Wrote(text) | Cited(marker=text):
                return self._written(text, can_be_cut=isinstance(part, Wrote))
            case Called(calls) if not self._told:
                written = sum(estimate_tokens(call.arguments) for call in calls)
                if written > self._left:
                    return [Used(completion_tokens=self._limit), _STOPPED]
            case Begun():
                self._text.end()
            case Used(completion_tokens=more) if more:
                self._told += more
                self._text = _Growing()
                if self._told > self._limit:
                    return [part, _STOPPED]
        return None

    @property
    def _left(self) -> int:
        return self._limit - self._told - self._text.tokens

    def _written(self, text: str, *, can_be_cut: bool) -> list[AnswerPart] | None:
        beginning = self._text.beginning(text, self._left)
        if beginning == text:
            self._text.add(text)
            return None
        last: list[AnswerPart] = []
        if beginning and can_be_cut:
            self._text.add(beginning)
            last.append(Wrote(beginning))
        if self._told:  # then nothing is estimated any more
            last.append(Used(completion_tokens=self._text.tokens))
        return [*last, _STOPPED]


class _Growing:
    """Counts the tokens of a text as it grows: as many as the whole text has."""

    def __init__(self) -> None:
        self.tokens = 0
        self._tail = ""  # the last token, which may go on

    def add(self, text: str) -> None:
        """Count more of the text."""
        whole = self._tail + text
        spans = token_spans(whole)
        self.tokens += len(spans) - bool(self._tail)
        self._tail = whole[spans[-1][0] :] if spans and spans[-1][1] == len(whole) else ""

    def beginning(self, text: str, tokens: int) -> str:
        """Return as much of what comes next as has so many tokens at most."""
        spans = token_spans(self._tail + text)
        most = tokens + bool(self._tail)
        if len(spans) <= most:
            return text
        end = spans[most - 1][1] if most > 0 else 0
        return text[: max(0, end - len(self._tail))]

    def end(self) -> None:
        """Let what comes next begin a new word."""
        self._tail = ""
