"""Asks hosts for passages of the stores whose files they have, and finds those on their pages."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
import zlib
from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from typing import Final

from octavo.engine.hosting.matching import DocumentText, Placed
from octavo.engine.ranking import Passage
from octavo.engine.store.hostings import HostedEntry, HostedStore
from octavo.engine.store.records import Chunk
from octavo.engine.store.store import Store
from octavo.engine.text.questions import Asked
from octavo.errors import AppError, ProviderError
from octavo.pdf.page import PageText
from octavo.protocol.told import Told
from octavo.providers import failures
from octavo.providers.hosted_stores import HostedPassage, HostedStoreHosts, is_gone
from octavo.words import later

_log = logging.getLogger(__name__)

_QUESTION: Final = 10.0
"""Seconds that a question waits for a host; what is here is searched after that."""

_PASSED_OVER: Final = 30.0
"""Seconds for which questions do without a host that did not answer."""

_PAGES_AT_ONCE = 64
_TEXTS_KEPT = 4
_CHUNKS_OF_PAGES = 200

_OVERLAP = 0.4
"""Share of a passage here that a host's has to cover, unless none is covered as well as it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Answered:
    """What hosts found.

    Args:
        passages: As they are kept here, best first; one that is not found here has no page.
        files: By store, the files that its host looked through. Others are searched here.
    """

    passages: list[Passage]
    files: dict[str, frozenset[str]]


@dataclasses.dataclass(frozen=True, slots=True)
class Where:
    """Where stores were searched besides this computer.

    Args:
        hosts: That answered the last time, for people.
        problem: Why another did not, if one did not; what is here was searched then.
    """

    hosts: tuple[str, ...] = ()
    problem: Told | None = None


HERE: Final = Where()
"""On this computer alone."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Asked:
    store: HostedStore
    files: dict[str, HostedEntry]
    found: list[HostedPassage]


class HostedSearch:
    """Searches at hosts.

    Args:
        store: Knows what lies where, and the pages.
        hosts: The hosts; none without it.
    """

    def __init__(self, store: Store, hosts: HostedStoreHosts | None) -> None:
        self._store = store
        self._hosts = hosts
        self._problems: dict[int, AppError] = {}
        self._passed_over: dict[int, float] = {}
        # By digest, by which reader and how far it was read.
        self._texts: OrderedDict[tuple[str, int, int], DocumentText] = OrderedDict()

    def problem(self, store: int) -> AppError | None:
        """Return why a host could not be asked the last time, if it could not."""
        return self._problems.get(store)

    def forget_problem(self, store: int) -> None:
        """Ask a host again at once with the next question."""
        self._problems.pop(store, None)
        self._passed_over.pop(store, None)

    async def where(self, vector_store_ids: Sequence[str]) -> Where:
        """Return where these stores were searched the last time."""
        used = [s for s in await self._store.hosted_stores(vector_store_ids) if s.state == "used"]
        there = [
            one
            for one in used
            if any(file.state == "ready" for file in await self._store.hosted_files(one.seq))
        ]
        failed = [self._problems[one.seq] for one in there if one.seq in self._problems]
        answered = (_place(one) for one in there if one.seq not in self._problems)
        return Where(tuple(dict.fromkeys(answered)), Told.by(failed[0]) if failed else None)

    async def ask(
        self,
        vector_store_ids: Sequence[str],
        query: str,
        asked: Asked,
        limit: int,
        files: Sequence[str] | None,
    ) -> Answered:
        """Return what hosts find; nothing for stores that are at none, or whose host fails."""
        if self._hosts is None:
            return Answered([], {})
        used = [s for s in await self._store.hosted_stores(vector_store_ids) if s.state == "used"]
        answers = await asyncio.gather(*(self._at(one, query, limit, files) for one in used))
        passages: list[Passage] = []
        covered: dict[str, frozenset[str]] = {}
        for one in answers:
            if one is not None:
                store_id = one.store.vector_store_id
                covered[store_id] = frozenset(entry.file_id for entry in one.files.values())
                passages += await self._here(one, asked)
        return Answered(sorted(passages, key=lambda p: -p.score), covered)

    async def _at(
        self, store: HostedStore, query: str, limit: int, files: Sequence[str] | None
    ) -> _Asked | None:
        """Ask one host; None if there is nothing to ask it for, or it does not answer."""
        now = asyncio.get_running_loop().time()
        if self._hosts is None or self._passed_over.get(store.seq, 0.0) > now:
            return None
        entries = await self._store.hosted_files(store.seq)
        ready = {one.remote_id: one for one in entries if one.state == "ready"}
        if files is not None:
            among = set(files)
            ready = {remote: one for remote, one in ready.items() if one.file_id in among}
        if not ready:
            return None
        try:
            async with asyncio.timeout(_QUESTION):
                host = await self._hosts.find_stores(store.provider)
                wanted = None if files is None else [one.file_id for one in ready.values()]
                found = await host.search(store.remote_id, query, limit, wanted)
        except TimeoutError:
            self._note(store, failures.late(_place(store)))
            return None
        except ProviderError as error:
            missing = is_gone(error, store.remote_id)
            self._note(store, _missing(store) if missing else error)
            return None
        # Some hosts name a passage's file by another id than the one it was given: OGX does.
        by_local = {one.file_id: one.remote_id for one in entries}
        named = [
            dataclasses.replace(one, file=by_local.get(one.local_id, one.file)) for one in found
        ]
        if found and {one.file for one in named}.isdisjoint(by_local.values()):
            # To say that nothing was found would be wrong.
            reason = later("names files that are not known here")
            self._note(store, failures.broken(_place(store), reason))
            return None
        self.forget_problem(store.seq)
        return _Asked(store, ready, [one for one in named if one.file in ready])

    def _note(self, store: HostedStore, error: AppError) -> None:
        self._problems[store.seq] = error
        self._passed_over[store.seq] = asyncio.get_running_loop().time() + _PASSED_OVER
        _log.warning("%s is not searched: %s", store.origin, error)

    async def _here(self, answer: _Asked, asked: Asked) -> list[Passage]:
        """Return a host's passages as they are kept here, each once."""
        made: dict[int, Passage] = {}
        for one in answer.found:
            entry = answer.files[one.file]
            for chunk in await self._chunks(answer.store.vector_store_id, entry, one.text):
                if chunk.id not in made:
                    stems = frozenset(asked.read(chunk.text, chunk.language))
                    made[chunk.id] = Passage(chunk, one.score, None, None, stems=stems)
        return list(made.values())

    async def _chunks(self, store_id: str, entry: HostedEntry, text: str) -> list[Chunk]:
        """Return the passages here that a host's consists of, or it as it came without a page."""
        document = await self._text(entry.sha256)
        placed = await asyncio.to_thread(document.find, text)
        if placed:
            pages = [str(one.page) for one in placed]
            ids = await self._store.chunks_on_pages(
                [store_id], pages, _CHUNKS_OF_PAGES, [entry.file_id]
            )
            if chosen := _covered(await self._store.chunks(ids), placed):
                return chosen
        mark = -1 - zlib.crc32(f"{entry.file_id}\n{text}".encode("utf-8", "replace"))
        return [Chunk(mark, store_id, entry.file_id, entry.sha256, 0, 0, len(text), "", text, "")]

    async def _text(self, sha256: str) -> DocumentText:
        """Return a document's text; that of the last few is kept."""
        document = await self._store.document(sha256)
        if document is None:
            return DocumentText([])
        key = (sha256, document.text_version, document.pages_read)
        known = self._texts.get(key)
        if known is None:
            pages: list[PageText] = []
            while more := await self._store.pages(sha256, len(pages) + 1, _PAGES_AT_ONCE):
                pages += more
            known = await asyncio.to_thread(DocumentText, pages)
            self._texts[key] = known
            while len(self._texts) > _TEXTS_KEPT:
                self._texts.popitem(last=False)
        self._texts.move_to_end(key)
        return known


def _missing(store: HostedStore) -> ProviderError:
    return ProviderError(
        later("{host} does not have this collection any more.", host=_place(store)),
        part="settings",
        hint=later("Choose the host for it once more, to have it sent there anew."),
    )


def _place(store: HostedStore) -> str:
    return store.origin.partition("://")[2]


def _covered(chunks: Sequence[Chunk], placed: Sequence[Placed]) -> list[Chunk]:
    """Return the passages that the places cover well, the best covered first."""
    spans: dict[int, list[Placed]] = defaultdict(list)
    for one in placed:
        spans[one.page].append(one)

    def share(chunk: Chunk) -> float:
        there = [
            max(0, min(chunk.end, one.end) - max(chunk.start, one.start))
            for one in spans[chunk.page]
        ]
        return max(there, default=0) / max(1, chunk.end - chunk.start)

    shares = {chunk.id: share(chunk) for chunk in chunks}
    best = max(shares.values(), default=0.0)
    taken = [c for c in chunks if 0 < shares[c.id] >= min(_OVERLAP, best)]
    return sorted(taken, key=lambda chunk: -shares[chunk.id])
