"""The store's interface: objects of the interface, pages and chunks, and the two indexes.

Every method is atomic and durable: when it returns, its effect survives a kill or power loss.
Objects are the protocol's own models; each class is one table. A change of several objects that
must happen together goes through ``apply``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol, TypeVar

from octavo.engine.store.hostings import Hostings
from octavo.engine.store.records import (
    Chunk,
    ChunkVectors,
    Document,
    Hit,
    PageBatch,
    Remark,
    Respelled,
    Typed,
    Unfinished,
    UsedTokens,
)
from octavo.engine.store.vector_sets import VectorSets
from octavo.engine.store.whole_documents import WholeDocuments
from octavo.engine.store.written_summaries import WrittenTexts
from octavo.engine.text.languages import Language
from octavo.models.port import EmbeddingModel, Vectors
from octavo.pdf.page import DocumentFacts, PageText
from octavo.protocol.base import AttributeValue, Reply, Timestamp
from octavo.protocol.files import FileObject
from octavo.protocol.messages import MessageObject
from octavo.protocol.paging import ListPage, Order
from octavo.protocol.vector_stores import VectorStoreFileObject

T = TypeVar("T", bound=Reply)


class StoreConflictError(Exception):
    """A change breaks a rule of the store, such as a second active run in a thread."""


class MissingError(Exception):
    """An object that a change needs is not there (any more)."""


@dataclasses.dataclass(frozen=True, slots=True)
class Insert:
    """Keep a new object. Parents are taken from its own fields (``thread_id`` and so on).

    ``parent`` is for batches' files only: the batch that a VectorStoreFileObject belongs to.
    """

    object: Reply
    parent: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Replace:
    """Put a new value in the place of the object with the same key."""

    object: Reply


@dataclasses.dataclass(frozen=True, slots=True)
class Delete:
    """Remove an object and all that belongs to it; ``parent`` as in ``Store.get``."""

    kind: type[Reply]
    id: str
    parent: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Amend:
    """Set some fields of an object as it is at that moment; ``parent`` as in ``Store.get``.

    Where the object's status is not ``only_if``, nothing is changed, which is no error: what
    is amended may have moved on since it was read.
    """

    kind: type[Reply]
    id: str
    fields: Mapping[str, object]
    parent: str | None = None
    only_if: str | None = None


Change = Insert | Replace | Delete | Amend


class Store(WholeDocuments, VectorSets, WrittenTexts, Hostings, Protocol):
    """Keeps everything that must not be lost.

    Kinds: AssistantObject, ThreadObject, MessageObject (in a thread), RunObject (in a thread; at
    most one that has not ended per thread), RunStepObject (in a run), FileObject,
    VectorStoreObject, VectorStoreFileObject (key: store and file), VectorStoreFileBatchObject
    (in a store).

    Computed whenever such an object is read, whatever was put in:

    - VectorStoreFileObject: ``usage_bytes`` (text and vectors) and ``progress``, in which
      ``passages_embedded`` reaches ``passages`` only when the vectors are sealed;
    - VectorStoreObject: ``usage_bytes``, ``file_counts``, and ``status``: ``in_progress`` while a
      file is, else ``completed``; ``expired`` stays;
    - VectorStoreFileBatchObject: ``file_counts``, and ``status``: ``in_progress`` while a file is,
      else ``completed``, or ``cancelled`` or ``failed`` if that was put in.

    Besides what the methods name, every one raises StorageFullError if nothing can be written
    (nothing is changed then, and the store can still be used) and DataFolderError if the data is
    damaged.
    """

    # -- objects ---------------------------------------------------------------------------

    async def apply(self, *changes: Change) -> None:
        """Make all changes in their order, or none.

        A FileObject goes with its entries in all stores and, if no other file has its content,
        with its document; a thread with its messages, runs and steps; a store with its entries
        and batches. A VectorStoreFileObject goes with its chunks and vectors, the file stays.

        Raises:
            StoreConflictError: an id exists already, or a thread has an active run already.
            MissingError: an object to replace, or a parent, is not there. (A Delete of a
                missing object raises it too.)
        """
        ...

    async def get(self, kind: type[T], id: str, *, parent: str | None = None) -> T | None:  # noqa: A002
        """Return one object, or None.

        ``parent`` (thread, run or store id) must match where given; a VectorStoreFileObject
        needs its store's id.
        """
        ...

    async def select(
        self,
        kind: type[T],
        *,
        parent: str | None = None,
        limit: int = 20,
        order: Order = "desc",
        after: str | None = None,
        before: str | None = None,
        where: Mapping[str, str] | None = None,
    ) -> ListPage[T]:
        """Return one page by time of creation, then order of arrival.

        With ``before`` and no ``after`` it is the page that ends there, and ``has_more`` tells
        of what lies in front of it. A cursor may be outside ``where``.

        ``where`` narrows by top-level text fields of the object: ``run_id``, ``status``,
        ``purpose``, ``sha256``, ``assistant_id``. For VectorStoreFileObject ``parent`` is a
        store's or a batch's id.

        Raises:
            MissingError: ``after`` or ``before`` names no object of this list.
        """
        ...

    async def existing(
        self,
        kind: type[Reply],
        ids: Sequence[str],
        *,
        parent: str | None = None,
    ) -> set[str]:
        """Return those of the ids that objects have; ``parent`` as in ``get``."""
        ...

    async def attributes(self, vector_store_id: str) -> dict[str, dict[str, AttributeValue]]:
        """Return the attributes of all files of a store by the files' ids."""
        ...

    # -- time ------------------------------------------------------------------------------

    async def touch(self, vector_store_ids: Sequence[str], at: Timestamp) -> list[str]:
        """Note that stores are used, which puts their expiry off.

        Returns:
            The ids of those that had expired by then; they stay as they are.
        """
        ...

    async def expire(self, at: Timestamp) -> None:
        """Give the stores that have expired by then the status ``expired``."""
        ...

    async def expired_files(self, at: Timestamp, limit: int) -> list[FileObject]:
        """Return files that have expired by then, the longest ago first."""
        ...

    # -- documents and pages ---------------------------------------------------------------

    async def begin_document(
        self, sha256: str, facts: DocumentFacts, text_version: int
    ) -> Document:
        """Return the document, made anew (without pages) if absent or of another version.

        Where pages of another version go, the entries that were made of them lose their chunks
        and vectors, and those that were completed are in progress again.
        """
        ...

    async def document(self, sha256: str) -> Document | None:
        """Return the document of this content, if it was begun."""
        ...

    async def pages(self, sha256: str, first: int, count: int) -> list[PageText]:
        """Return the kept pages from number ``first`` on."""
        ...

    async def remarks(self, sha256: str) -> list[Remark]:
        """Return what is to be said of the kept pages: of those without text or with findings."""
        ...

    async def add_pages(self, entry: VectorStoreFileObject, sha256: str, batch: PageBatch) -> bool:
        """Keep pages (where not kept yet) and the entry's chunks and index rows, at once.

        Pages follow those of the batch before, from 1 on; what comes a second time is passed
        over. A page that is kept as failed is replaced: it was read again.

        Returns:
            False, with nothing changed, if the entry is gone or no longer in progress.

        Raises:
            MissingError: the document was not begun.
            ValueError: a page was left out, or a chunk came without its page.
        """
        ...

    async def unfinished(self) -> list[Unfinished]:
        """Return the entries to go on reading, oldest first; those that are paused are not."""
        ...

    async def entries(self, sha256: str) -> list[VectorStoreFileObject]:
        """Return the files of this content in all stores, the oldest first."""
        ...

    async def pages_indexed(self, vector_store_id: str, file_id: str) -> int:
        """Return up to which page the entry's chunks are kept (0: none)."""
        ...

    # -- words and vectors -----------------------------------------------------------------

    async def unembedded(
        self, vector_store_id: str, file_id: str, model: EmbeddingModel, limit: int
    ) -> list[Chunk]:
        """Return the next chunks of the entry that have no vector of this model, in order."""
        ...

    async def add_vectors(
        self,
        vector_store_id: str,
        file_id: str,
        model: EmbeddingModel,
        chunk_ids: Sequence[int],
        vectors: Vectors,
    ) -> None:
        """Keep vectors of some chunks; they are searched only after ``seal_vectors``.

        Chunks come in the order of ``unembedded``; those that have a vector already are passed
        over. Parts of a model that is not searched go. Nothing happens if the entry is gone.

        Raises:
            ValueError: a chunk was left out, or the shape is not (chunks, dimension).
        """
        ...

    async def seal_vectors(self, vector_store_id: str, file_id: str, model: EmbeddingModel) -> None:
        """Make one set of the entry's parts, with those of the model that are sealed already.

        It is searched at once if the store is searched by this model, or by none yet; else it
        waits for ``switch_vectors``.
        """
        ...

    async def search_words(
        self,
        vector_store_ids: Sequence[str],
        words: Sequence[str],
        limit: int,
        files: Sequence[str] | None = None,
    ) -> list[Hit]:
        """Rank chunks by BM25 over any of the words; each is matched as a word, never as syntax.

        Words are folded (case, accents, endings in the languages of the files) as the indexed text
        is. No words raise.
        With ``files``, the best are taken among the chunks of the files with these ids.
        """
        ...

    async def respelled(
        self,
        stores: Sequence[str],
        words: Sequence[str],
        compounds: Collection[str] = (),
        language: Language | None = None,
    ) -> Respelled:
        """Return what the stores have in place of each word that no passage of them has.

        In files whose language writes compounds as one word, that is a compound's two parts, or
        compounds that the word is a part of; else the nearest word that is written otherwise.
        Words that are found, are shorter than five letters or have digits, and those with
        nothing near, are left out.

        Args:
            stores: Ids of those that are looked through.
            words: Case-folded.
            compounds: Those that may be compounds, or parts of some.
            language: What the words are in; its usual words are no typing errors.
        """
        ...

    async def search_vectors(
        self,
        vector_store_ids: Sequence[str],
        vector: Vectors,
        model: EmbeddingModel,
        limit: int,
        also: Sequence[int] = (),
        files: Sequence[str] | None = None,
    ) -> list[Hit]:
        """Rank chunks by cosine with ``vector`` (shape (1, dimension) or (dimension,)).

        Chunks in ``also`` are scored beyond ``limit`` where they have a vector. ``files`` as in
        ``search_words``.
        """
        ...

    async def entry_chunks(
        self, vector_store_id: str, file_id: str, after: int, limit: int
    ) -> list[Chunk]:
        """Return an entry's next chunks beyond the id ``after`` (0: from the first), in order."""
        ...

    async def chunks(self, ids: Sequence[int]) -> list[Chunk]:
        """Return the chunks with these ids, in this order; those gone since are left out."""
        ...

    async def find_chunks(
        self, vector_store_ids: Sequence[str] | None, typed: Typed, limit: int
    ) -> list[Hit]:
        """Rank the chunks that may have all words that were typed; all stores if none is named.

        Where the index holds stems, some have a word that only begins like the last one.
        """
        ...

    async def find_messages(self, typed: Typed, limit: int) -> list[MessageObject]:
        """Return messages whose text has all words that were typed, best first.

        A message counts from the moment at which it is not being written any more.
        """
        ...

    async def used_tokens(self, thread_id: str | None = None) -> list[UsedTokens]:
        """Return what answers used by month and model, newest month first.

        Args:
            thread_id: Only answers of this thread; else all, of threads that are gone too.
        """
        ...

    async def entry_vectors(self, vector_store_id: str, file_id: str) -> ChunkVectors | None:
        """Return the vectors of an entry's chunks that are searched, if it has any."""
        ...

    async def aclose(self) -> None:
        """Finish what was asked for and close; no error if closed already."""
        ...
