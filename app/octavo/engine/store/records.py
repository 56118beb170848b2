"""What the store keeps beside the interface's own objects: documents, pages, chunks, vectors."""

from __future__ import annotations

import dataclasses
from typing import Final

import numpy as np
from numpy.typing import NDArray

from octavo.models.port import EmbeddingModel
from octavo.pdf.page import DocumentFacts, Finding, PageState, PageText

CHUNKER: Final = "sentences-1"
"""How text is cut into passages (``ingest.chunks``); another way has another name."""


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """A file's content, known by its digest; its pages are read once for all stores.

    Args:
        sha256: Digest of the content in hex.
        facts: What the reader said of it.
        text_version: The reader's version that made the pages; another one reads them anew.
        pages_read: Pages 1 … pages_read are kept.
    """

    sha256: str
    facts: DocumentFacts
    text_version: int
    pages_read: int

    @property
    def is_pdf(self) -> bool:
        """Whether its pages have sizes and places; those of a text file have none."""
        return bool(self.facts.sizes)


@dataclasses.dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of a page besides its text; ``reason`` and ``findings`` as in PageText."""

    page: int
    state: PageState
    reason: str | None
    findings: tuple[Finding, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class NewChunk:
    """A passage of one page, before it is kept.

    Args:
        page: Page counted from 1.
        start, end: Span in the page's clean text.
        context: Title and heading that it stands under; searched and embedded with the text.
    """

    page: int
    start: int
    end: int
    context: str


@dataclasses.dataclass(frozen=True, slots=True)
class Chunk:
    """A passage as it is kept.

    ``text`` is the page's clean text from start to end, or what a host returned that is not found
    there, with page 0; ``label`` what is printed on the page,
    ``language`` what its document is written in, if that is known.
    """

    id: int
    vector_store_id: str
    file_id: str
    sha256: str
    page: int
    start: int
    end: int
    context: str
    text: str
    label: str
    language: str | None = None

    @property
    def is_placed(self) -> bool:
        """Whether it stands on a page; what a host returned may not have been found on any."""
        return self.page > 0


@dataclasses.dataclass(frozen=True, slots=True)
class PageBatch:
    """Pages that follow each other, with the chunks made of them: kept in one transaction."""

    pages: tuple[PageText, ...]
    chunks: tuple[NewChunk, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Unfinished:
    """A file in a store that is to be read, or to be gone on with.

    There may be thousands of them, so this is all that is told; the entry itself says the rest.
    ``bytes`` is the file's size.
    """

    vector_store_id: str
    id: str
    bytes: int


@dataclasses.dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that a search found; higher scores are better."""

    chunk_id: int
    score: float


@dataclasses.dataclass(frozen=True, slots=True)
class Called:
    """What a file in a store is called: its name and, where it was asked for, its title."""

    vector_store_id: str
    file_id: str
    filename: str
    title: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Longer:
    """A compound of some passages that a word is a part of.

    Args:
        written: As it stands there, case-folded.
        stem: What it is indexed by.
        count: How often they have it.
        is_kind: Whether it ends with the word, as what is a kind of something does.
    """

    written: str
    stem: str
    count: int
    is_kind: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Respelled:
    """What stores have in place of words that no passage of them has, by these words.

    Args:
        errors: What misspelt words were meant to be.
        forms: Words that are written otherwise: as several, as one, or with another ending.
        longer: Compounds that have a word as a part of theirs, the most frequent first.
    """

    errors: dict[str, str] = dataclasses.field(default_factory=dict)
    forms: dict[str, str] = dataclasses.field(default_factory=dict)
    longer: dict[str, tuple[Longer, ...]] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Opening:
    """How a file begins: its name, the document's title and the first page's clean text."""

    file_id: str
    sha256: str
    filename: str
    title: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Typed:
    """What somebody has typed to look for.

    Args:
        words: Whole words, in lower case; all have to be there.
        begun: The last word, which may be going on; empty if white space stands behind it.
    """

    words: tuple[str, ...]
    begun: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class ChunkVectors:
    """Vectors of an entry's chunks by one model: ids, and a row of int8 for each, of any length."""

    model: EmbeddingModel
    ids: NDArray[np.int64]
    rows: NDArray[np.int8]


@dataclasses.dataclass(frozen=True, slots=True)
class KnownModel:
    """A host's model, as it is known again.

    Args:
        model: Its name and revision.
        probe: The vector of a fixed sentence, in float32.
        baseline: The cosine that texts about different things have.
    """

    model: EmbeddingModel
    probe: bytes
    baseline: float


@dataclasses.dataclass(frozen=True, slots=True)
class StoreVectors:
    """What a vector store is searched by.

    Args:
        vector_store_id: The store.
        embedder: The one that was chosen for it; empty for the one that comes with Octavo.
        model: Whose vectors are searched; None if there are none yet.
    """

    vector_store_id: str
    embedder: str
    model: EmbeddingModel | None


@dataclasses.dataclass(frozen=True, slots=True)
class VectorSet:
    """How far a store's set of vectors of one model is.

    Args:
        model: The model.
        chunkers: How the text of its files was cut: usually one way.
        passages: Of the files that are read.
        embedded: Passages of these that have a vector; all of a file's once they are sealed.
    """

    model: EmbeddingModel
    chunkers: tuple[str, ...]
    passages: int
    embedded: int


@dataclasses.dataclass(frozen=True, slots=True)
class Compared:
    """How many passages a vector store has, and how many of them have a vector that is searched."""

    passages: int
    with_vectors: int


@dataclasses.dataclass(frozen=True, slots=True)
class UsedTokens:
    """What the answers of a model used in a month, such as ``2026-11`` in UTC."""

    month: str
    model: str
    answers: int
    prompt_tokens: int
    completion_tokens: int
