"""Has a model write of a whole document: of each window, then of what it wrote, level by level.

Only statements that stand in the document are passed on to the next level, and what comes of them
is attributed to the document again, never to the notes in between.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable, Sequence
from contextlib import aclosing

from octavo.engine.insight.attributing import Attributed, Attributor, as_passages
from octavo.engine.insight.summary_prompt import (
    OF_PART,
    OF_WHOLE,
    Note,
    Room,
    note_size,
    of_part,
    of_whole,
)
from octavo.engine.insight.windows import Window
from octavo.engine.store.records import Chunk
from octavo.engine.text.sentences import sentences
from octavo.errors import ProviderError, Text
from octavo.protocol.phrases import phrases_in
from octavo.protocol.written_summaries import (
    HostWait,
    SummaryProgress,
    WrittenPart,
    WrittenStatement,
)
from octavo.providers.port import ChatEnd, ChatModel, ChatRequest, ChatText, ChatUsage, ChatWaiting
from octavo.words import english

_BEAT = 15.0
"""Seconds after which it is told anew how far it is, so that nobody takes it for dead."""

_BUSY = 429

_Spend = Callable[[ChatRequest, str, ChatUsage | None], None]


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """What became of a document: statements of the whole, and the parts that they were made of."""

    statements: tuple[WrittenStatement, ...]
    parts: tuple[WrittenPart, ...]


class MapReduce:
    """One summary on its way.

    Args:
        model: Writes.
        attributor: Says where a statement stands.
        filename: Of the document.
        room: Of the model.
        tell: Is told how far it is.
        spend: Is told what each request has cost: what was asked, what came, what the host counted.
    """

    def __init__(
        self,
        model: ChatModel,
        attributor: Attributor,
        filename: str,
        room: Room,
        *,
        tell: Callable[[SummaryProgress], None],
        spend: _Spend,
    ) -> None:
        self._model = model
        self._attributor = attributor
        self._filename = filename
        self._room = room
        self._tell = tell
        self._spend = spend
        self._done = 0
        self._total = 0

    async def written(self, windows: Sequence[Window]) -> Written:
        """Return what the model writes of the windows together.

        Raises:
            ProviderError: the model cannot be asked, or its answer broke off.
        """
        waiting = list(windows)
        self._total = len(waiting) + (1 if len(waiting) > 1 else 0)
        self._say()
        parts: list[tuple[Window, list[Attributed]]] = []
        while waiting:
            window = waiting.pop(0)
            only = not waiting and not parts
            try:
                found = await self._of_window(window, OF_WHOLE if only else OF_PART)
            except ProviderError as error:
                halves = window.halves() if _is_too_long(error) else None
                if halves is None:
                    raise
                # The host takes less than it is said to: what is left is divided as well.
                waiting = [half for one in (window, *waiting) for half in one.halves() or (one,)]
                self._total = len(parts) + len(waiting) + 1
                self._say()
                continue
            parts.append((window, found))
            self._done += 1
            self._say(part=_part(window, () if only else found))
        told = tuple(_part(window, found) for window, found in parts)
        if len(parts) == 1:
            [(window, found)] = parts
            return Written(tuple(one.told for one in found), (_part(window, ()),))
        return Written(tuple(await self._of_notes(parts)), told)

    async def _of_window(self, window: Window, most: int) -> list[Attributed]:
        passages = as_passages(window.pieces)
        text = await self._asked(of_part(passages, self._filename, self._room, most=most))
        return await self._attributor.attributed(text, passages)

    async def _of_notes(
        self, parts: Sequence[tuple[Window, list[Attributed]]]
    ) -> list[WrittenStatement]:
        """Sum up what stands in the document of what was written of its parts."""
        level = [
            (Note(one.told.text, window.title), one)
            for window, found in parts
            for one in found
            if one.told.supported
        ]
        best = [one.told for _, one in _spread(level, OF_WHOLE)]
        while level:
            groups = _groups(level, self._room.reading)
            self._total = self._done + len(groups) + (1 if len(groups) > 1 else 0)
            self._say()
            if len(groups) == 1:
                found = await self._of_group(groups[0], OF_WHOLE)
                self._done += 1
                self._say()
                has_any = any(one.told.supported for one in found)
                return [one.told for one in found] if has_any else best
            following: list[tuple[Note, Attributed]] = []
            for group in groups:
                found = await self._of_group(group, max(1, min(OF_WHOLE, len(group) // 2)))
                kept = [one for one in found if one.told.supported][: max(1, len(group) // 2)]
                following += [(Note(one.told.text, group[0][0].title), one) for one in kept]
                self._done += 1
                self._say()
            level = following
        return best

    async def _of_group(
        self, group: Sequence[tuple[Note, Attributed]], most: int
    ) -> list[Attributed]:
        pieces: dict[tuple[int, int], int] = {}
        kept: list[Chunk] = []
        named: dict[int, list[int]] = {}
        for number, (_, one) in enumerate(group, 1):
            for piece in one.pieces:
                place = (piece.page, piece.start)
                if place not in pieces:
                    kept.append(piece)
                    pieces[place] = len(kept)
                named.setdefault(number, []).append(pieces[place])
        text = await self._asked(of_whole([note for note, _ in group], self._room, most=most))
        return await self._attributor.attributed(text, as_passages(kept), named)

    async def _asked(self, request: ChatRequest) -> str:
        """Return what the model writes; what it has cost is counted however it ends."""
        text, usage, is_whole = "", None, True
        beat = asyncio.create_task(self._beat(), name="summary beats")
        try:
            async with aclosing(self._model.chat(request)) as chat:
                async for part in chat:
                    match part:
                        case ChatText(more):
                            text += more
                        case ChatUsage():
                            usage = part
                        case ChatWaiting(seconds, host, reason):
                            self._say(wait=_wait(seconds, host, reason))
                        case ChatEnd(reason):
                            is_whole = reason == "stop"
        finally:
            beat.cancel()
            if text or usage is not None:
                self._spend(request, text, usage)
        return text if is_whole else _without_last(text)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(_BEAT)
            self._say()

    def _say(self, *, part: WrittenPart | None = None, wait: HostWait | None = None) -> None:
        self._tell(SummaryProgress(done=self._done, total=self._total, part=part, wait=wait))


def _wait(seconds: float, host: str, reason: Text) -> HostWait:
    """Return why a summary does not go on, as the interface tells it."""
    said = str(english(reason))
    return HostWait(seconds=seconds, host=host, reason=said, phrases=phrases_in(reason))


def _without_last(text: str) -> str:
    """Return a text that was cut off without its last sentence, which may say something else."""
    spans = sentences(text)
    return text[: spans[-2][1]] if len(spans) > 1 else ""


def _is_too_long(error: ProviderError) -> bool:
    return error.part == "limit" and error.status != _BUSY


def _part(window: Window, found: Sequence[Attributed]) -> WrittenPart:
    first, last = window.pieces[0], window.pieces[-1]
    return WrittenPart(
        title=window.title,
        page=first.page,
        page_label=first.label,
        last_page=last.page,
        last_page_label=last.label,
        statements=[one.told for one in found],
    )


def _groups(
    level: Sequence[tuple[Note, Attributed]], room: int
) -> list[list[tuple[Note, Attributed]]]:
    """Divide notes into groups that can be read in one go, two in each at least."""
    groups: list[list[tuple[Note, Attributed]]] = [[]]
    used = 0
    for one in level:
        tokens = note_size(one[0])
        if used + tokens > room and len(groups[-1]) > 1:
            groups.append([])
            used = 0
        groups[-1].append(one)
        used += tokens
    return groups


def _spread(
    level: Sequence[tuple[Note, Attributed]], most: int
) -> Sequence[tuple[Note, Attributed]]:
    """Return ``most`` of the notes, evenly spread over the document."""
    if len(level) <= most:
        return level
    return [level[i * len(level) // most] for i in range(most)]
