"""Writes what was found as an answer: as text, or as one JSON object."""

from __future__ import annotations

import asyncio
import dataclasses
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import PurePath
from typing import Any

from octavo.engine.answer.generator import AnsweredCall, AnswerPart, Cited, Wrote
from octavo.engine.answer.quotes import Quote
from octavo.errors import Text
from octavo.protocol.labels import in_short
from octavo.protocol.languages_apart import LanguagesApart
from octavo.protocol.messages import AnswerKind
from octavo.protocol.phrases import phrases_in
from octavo.words import english

_PIECE = 48
"""Characters of one delta: small enough to be seen growing, large enough to be cheap."""

_OUTPUT_PIECE = 2000
"""Characters of one delta of a function's output, which may be long."""

# A marker's own brackets must not be closed early by a file's name, and a marker reads the same
# inside of JSON.
_TRANSLATED = str.maketrans({"【": "[", "】": "]", "†": "+", '"': "”", "\\": "/"})


@dataclasses.dataclass(frozen=True, slots=True)
class Findings:
    """What an answer is made of, in this order.

    Args:
        kind: Of the answer.
        outputs: What functions returned.
        note: Words of the engine itself, if it has to say something.
        quotes: Verbatim, best first; after a note only where they stand.
        names: The files' names by their ids.
        understood: The question as it was searched, if not as it was asked.
        lead: What the engine says above all else, sentence by sentence.
        lines: Names that stand below it.
        apart: The languages of question and documents, if that is what it says.
    """

    kind: AnswerKind
    outputs: tuple[AnsweredCall, ...] = ()
    note: str = ""
    quotes: tuple[Quote, ...] = ()
    names: dict[str, str] = dataclasses.field(default_factory=dict)
    understood: str = ""
    lead: tuple[Text, ...] = ()
    lines: tuple[str, ...] = ()
    apart: LanguagesApart | None = None


UNDERSTOOD = "Understood as: {}"

Cite = Callable[[int, Quote], Awaitable[Cited]]
"""Finds where the quote with this number stands."""


def marker(number: int, name: str, label: str) -> str:
    """Return the text that cites a page."""
    stem = PurePath(name).stem or name
    shown = "".join(
        c for c in f"{stem} {in_short(label).english}".translate(_TRANSLATED) if c.isprintable()
    )
    return f"【{number}†{shown}】"


async def as_text(found: Findings, cite: Cite) -> AsyncGenerator[AnswerPart, None]:
    """Yield outputs by their functions' names, the note, then quotes with their places.

    Rows of a table stand on lines of their own, a tab between two cells. Where the next quote is of
    the same table, it follows without a blank line, and without the names of the columns.
    """
    begun = bool(found.lead)
    if found.lead:
        yield Wrote(_led(found), phrases_in(*found.lead))
    if found.lines:
        yield Wrote("\n\n" + "\n".join(found.lines))
    for answered in found.outputs:
        before = "\n\n" if begun else ""
        begun = True
        text = f"{before}{answered.call.name}: {answered.output}"
        async for part in _pieces(text, _OUTPUT_PIECE):
            yield part
    if found.understood:
        yield Wrote(("\n\n" if begun else "") + UNDERSTOOD.format(found.understood))
        begun = True
    if found.note:
        yield Wrote(("\n\n" if begun else "") + found.note)
        for number, quote in enumerate(found.quotes, 1):
            yield Wrote("\n\n" if number == 1 else " ")
            yield await cite(number, quote)
        return
    above: Quote | None = None
    for number, quote in enumerate(found.quotes, 1):
        goes_on = above is not None and quote.goes_on_from(above)
        gap = "\n" if goes_on else "\n\n" if begun or number > 1 else ""
        text = f"{gap}“{_shown(quote, with_names=not goes_on)}” "
        above = quote
        async for part in _pieces(text, _PIECE):
            yield part
        yield await cite(number, quote)


async def as_json(found: Findings, cite: Cite) -> AsyncGenerator[AnswerPart, None]:
    """Yield the same as one JSON object.

    ``kind``; ``understood``, if the question was searched otherwise; ``outputs`` with
    ``function`` and ``output``, and ``message``, where there are any; ``quotes`` with ``text``,
    ``file``, ``page``, ``page_label`` and ``citation``, which is the marker that the annotation
    stands for.
    """
    head: dict[str, Any] = {"kind": found.kind}
    if found.outputs:
        head["outputs"] = [
            {"function": answered.call.name, "output": answered.output}
            for answered in found.outputs
        ]
    if found.understood:
        head["understood"] = found.understood
    if found.note or found.lead:
        head["message"] = "\n".join([*filter(None, [_led(found), found.note]), *found.lines])
    async for part in _pieces(_json(head)[:-1] + ', "quotes": [', _OUTPUT_PIECE):
        yield part
    for number, quote in enumerate(found.quotes, 1):
        fields = {
            "text": quote.quote,
            "file": found.names[quote.file_id],
            "page": quote.page,
            "page_label": quote.label,
            "citation": "",
        }
        opening = _json(fields)[:-2]  # up to the place of the marker
        async for part in _pieces((", " if number > 1 else "") + opening, _OUTPUT_PIECE):
            yield part
        yield await cite(number, quote)
        yield Wrote('"}')
    yield Wrote("]}")


def _led(found: Findings) -> str:
    return " ".join(str(english(part)) for part in found.lead)


def _shown(quote: Quote, *, with_names: bool) -> str:
    rows = quote.rows if with_names else quote.rows[1:]
    return "\n".join("\t".join(row) for row in rows) or quote.quote


async def _pieces(text: str, size: int) -> AsyncGenerator[Wrote, None]:
    for start in range(0, len(text), size):
        yield Wrote(text[start : start + size])
        # Let the readers have it, and a cancellation in.
        await asyncio.sleep(0)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
