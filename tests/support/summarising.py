"""Scripted models that summarise: they say again a sentence of each thing they are shown."""

from __future__ import annotations

import asyncio
import re

from support.model_server import Answer, Seen, says

_SHOWN = re.compile(
    r'<(?:passage|note) number="(\d+)"[^>]*>\n?(?:# )?(.*?)</(?:passage|note)>', re.DOTALL
)


def shown(seen: Seen) -> list[tuple[int, str]]:
    """Return the numbered passages or notes of a request."""
    text = seen.json["messages"][-1]["content"]
    return [(int(number), body.strip()) for number, body in _SHOWN.findall(text)]


def is_of_notes(seen: Seen) -> bool:
    """Tell whether the whole is asked for, rather than a part."""
    return "<notes>" in seen.json["messages"][-1]["content"]


def repeats(most: int = 8, *, usage: tuple[int, int] | None = (100, 10)) -> Answer:
    """Answer with a sentence of each thing that is shown, ``most`` at most, with its number."""

    async def answer(writer: asyncio.StreamWriter, seen: Seen) -> None:
        said = [
            f"{sentence.rstrip('.')} [{number}].\n"
            for number, body in shown(seen)[:most]
            for sentence in [_sentence(body)]
        ]
        await says(*said, usage=usage)(writer, seen)

    return answer


def _sentence(body: str) -> str:
    """Return the last sentence: headings come first."""
    ends = [part.strip() for part in re.split(r"(?<=[.!?])\s+", " ".join(body.split()))]
    return next(part for part in reversed(ends) if part)
